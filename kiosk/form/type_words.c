#include "type_words.h"

typedef struct Spelling {
  const char *words; /* in lower case; a space stands for _ too */
  RowShape shape;
  QuestionKind kind;
  const char *unasked;
  bool from_file;
} Spelling;

#define SHAPE(text, row_shape)                                                                                                     \
  { .words = (text), .shape = (row_shape) }
#define UNASKED(text, thing)                                                                                                       \
  { .words = (text), .kind = QUESTION_UNASKED, .unasked = (thing) }
#define FROM_FILE(text, question_kind)                                                                                             \
  { .words = (text), .kind = (question_kind), .from_file = true }
#define METADATA(text)                                                                                                             \
  { .words = (text), .kind = QUESTION_UNASKED }

/* Beside the names in form_type. */
static const Spelling SPELLINGS[] = {
    SHAPE("group", ROW_GROUP),
    SHAPE("repeat", ROW_REPEAT),
    SHAPE("begin group", ROW_BEGIN_GROUP),
    SHAPE("begin repeat", ROW_BEGIN_REPEAT),
    SHAPE("begin loop", ROW_BEGIN_LOOP),
    SHAPE("begin lgroup", ROW_BEGIN_REPEAT),
    SHAPE("begin looped group", ROW_BEGIN_REPEAT),
    SHAPE("end group", ROW_END_GROUP),
    SHAPE("end repeat", ROW_END_REPEAT),
    SHAPE("end loop", ROW_END_LOOP),
    SHAPE("end lgroup", ROW_END_REPEAT),
    SHAPE("end looped group", ROW_END_REPEAT),
    FROM_FILE("select one from file", QUESTION_SELECT_ONE),
    FROM_FILE("select multiple from file", QUESTION_SELECT_MULTIPLE),
    FROM_FILE("rank from file", QUESTION_RANK),
    UNASKED("geopoint", "a position"),
    UNASKED("gps", "a position"),
    UNASKED("location", "a position"),
    UNASKED("add location prompt", "a position"),
    UNASKED("geotrace", "a way on a map"),
    UNASKED("geoshape", "an area on a map"),
    UNASKED("audio", "a recording"),
    UNASKED("add audio prompt", "a recording"),
    UNASKED("video", "a video"),
    UNASKED("add video prompt", "a video"),
    UNASKED("file", "a file"),
    UNASKED("add file prompt", "a file"),
    UNASKED("barcode", "a barcode"),
    UNASKED("add barcode prompt", "a barcode"),
    UNASKED("osm", "a place on a map"),
    UNASKED("xml-external", "an external file"),
    UNASKED("csv-external", "an external file"),
    METADATA("username"),
    METADATA("email"),
    METADATA("phonenumber"),
    METADATA("phone number"),
    METADATA("get phone number"),
    METADATA("simserial"),
    METADATA("sim id"),
    METADATA("get sim id"),
    METADATA("subscriberid"),
    METADATA("subscriber id"),
    METADATA("get subscriber id"),
    METADATA("uri:username"),
    METADATA("uri:email"),
    METADATA("uri:phonenumber"),
    METADATA("uri:simserial"),
    METADATA("uri:subscriberid"),
    METADATA("audit"),
    METADATA("text audit"),
    METADATA("audio audit"),
    METADATA("comments"),
    METADATA("caseid"),
    METADATA("enumeratorid"),
    METADATA("enumeratorname"),
    METADATA("devicephonenum"),
    METADATA("formdef version"),
    METADATA("speed violations count"),
    METADATA("speed violations list"),
    METADATA("speed violations audit"),
    METADATA("sensor statistic"),
    METADATA("sensor stream"),
    METADATA("start-geopoint"),
    METADATA("background-geopoint"),
    METADATA("background-audio"),
    METADATA("instance-first-load"),
};

/* What the types of other programs are called, where the nearest spelling would be another type. */
static const struct {
  const char *words;
  QuestionKind kind;
} MEANT[] = {
    {"select", QUESTION_SELECT_ONE},
    {"select single", QUESTION_SELECT_ONE},
    {"single select", QUESTION_SELECT_ONE},
    {"single choice", QUESTION_SELECT_ONE},
    {"choice", QUESTION_SELECT_ONE},
    {"radio", QUESTION_SELECT_ONE},
    {"dropdown", QUESTION_SELECT_ONE},
    {"select many", QUESTION_SELECT_MULTIPLE},
    {"select multi", QUESTION_SELECT_MULTIPLE},
    {"select several", QUESTION_SELECT_MULTIPLE},
    {"select any", QUESTION_SELECT_MULTIPLE},
    {"select all", QUESTION_SELECT_MULTIPLE},
    {"multi select", QUESTION_SELECT_MULTIPLE},
    {"multiselect", QUESTION_SELECT_MULTIPLE},
    {"multiple select", QUESTION_SELECT_MULTIPLE},
    {"multiple choice", QUESTION_SELECT_MULTIPLE},
    {"checkbox", QUESTION_SELECT_MULTIPLE},
    {"checkboxes", QUESTION_SELECT_MULTIPLE},
    {"ranking", QUESTION_RANK},
    {"slider", QUESTION_RANGE},
    {"scale", QUESTION_RANGE},
    {"number", QUESTION_INTEGER},
    {"numeric", QUESTION_INTEGER},
    {"float", QUESTION_DECIMAL},
    {"double", QUESTION_DECIMAL},
    {"textarea", QUESTION_TEXT},
    {"free text", QUESTION_TEXT},
};

static char fold(char c) {
  if (c == '_') return ' ';
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* How many bytes of text the words take, or 0: white space of any length is one space. They must end with a word. */
static size_t match_words(Str text, const char *words) {
  size_t at = 0;
  for (; *words; words++) {
    if (at == text.len || fold(text.ptr[at]) != fold(*words)) return 0;
    at++;
    while (fold(*words) == ' ' && at < text.len && text.ptr[at] == ' ')
      at++;
  }
  return at == text.len || text.ptr[at] == ' ' ? at : 0;
}

/* The longest decides between "select one" and "select one from", "end" and "end group". */
static void try_spelling(Str text, const Spelling *spelling, TypeWords *best) {
  size_t taken = match_words(text, spelling->words);
  if (taken <= best->spelling.len) return;
  *best = (TypeWords){.shape = spelling->shape,
                      .kind = spelling->kind,
                      .unasked = spelling->unasked,
                      .from_file = spelling->from_file,
                      .spelling = {text.ptr, taken},
                      .rest = str_trim((Str){text.ptr + taken, text.len - taken})};
}

static void split_list(TypeWords *words) {
  static const char *const OTHER[] = {"or other", "or specify other"};
  words->list = str_next_word(&words->rest);
  words->rest = str_trim(words->rest);
  for (size_t i = 0; i < COUNT_OF(OTHER); i++)
    words->or_other |= words->rest.len > 0 && match_words(words->rest, OTHER[i]) == words->rest.len;
  if (words->or_other) words->rest = (Str){0};
  words->from_answers = !words->from_file && str_starts_with(words->list, STR("${"));
}

TypeWords type_words(Str text) {
  TypeWords best = {.shape = ROW_UNKNOWN};
  Str words = str_trim(text);
  for (int kind = 0; kind < QUESTION_UNASKED; kind++) {
    const FormType *type = form_type((QuestionKind)kind);
    try_spelling(words, &(Spelling){.words = type->name, .kind = (QuestionKind)kind}, &best);
    for (const char *const *also = type->also; also && *also; also++)
      try_spelling(words, &(Spelling){.words = *also, .kind = (QuestionKind)kind}, &best);
  }
  for (size_t i = 0; i < COUNT_OF(SPELLINGS); i++)
    try_spelling(words, &SPELLINGS[i], &best);
  if (best.shape == ROW_QUESTION && form_type(best.kind)->takes_list) split_list(&best);
  return best;
}

const char *type_words_meant(Str text) {
  const Str words = str_trim(text);
  const char *meant = NULL;
  size_t longest = 0;
  for (size_t i = 0; i < COUNT_OF(MEANT); i++) {
    size_t taken = match_words(words, MEANT[i].words);
    if (taken <= longest) continue;
    longest = taken;
    meant = form_type(MEANT[i].kind)->name;
  }
  return meant;
}

size_t type_words_spellings(Arena *arena, const Str **out) {
  Str *names = ARENA_ARRAY(arena, Str, (size_t)QUESTION_UNASKED + COUNT_OF(SPELLINGS));
  size_t count = 0;
  for (int kind = 0; kind < QUESTION_UNASKED; kind++)
    names[count++] = str_from(form_type((QuestionKind)kind)->name);
  for (size_t i = 0; i < COUNT_OF(SPELLINGS); i++)
    names[count++] = str_from(SPELLINGS[i].words);
  *out = names;
  return count;
}
