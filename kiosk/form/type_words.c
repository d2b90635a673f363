#include "draft.h"

/* XLSForm's types that this version does not ask. */
static const char *const NOT_YET[] = {
    "date",
    "time",
    "datetime",
    "dateTime",
    "decimal",
    "range",
    "rank",
    "image",
    "photo",
    "audio",
    "video",
    "file",
    "barcode",
    "geopoint",
    "geotrace",
    "geoshape",
    "gps",
    "calculate",
    "hidden",
    "begin_group",
    "begin group",
    "end_group",
    "end group",
    "begin_repeat",
    "begin repeat",
    "end_repeat",
    "end repeat",
    "begin loop",
    "end loop",
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "email",
    "phonenumber",
    "simserial",
    "subscriberid",
    "audit",
    "caseid",
    "background-audio",
    "xml-external",
    "csv-external",
    "select_one_from_file",
    "select_multiple_from_file",
    "select_one_external",
};

typedef struct Match {
  size_t len; /* of the longest spelling the words begin with; 0: none */
  QuestionKind kind;
  bool not_yet;
} Match;

/* Longest first decides between "select one" and "select one from", "begin" and "begin group". */
static void try_spelling(Str words, const char *spelling, Match candidate, Match *best) {
  Str s = str_from(spelling);
  bool whole_words = str_starts_with(words, s) && (words.len == s.len || words.ptr[s.len] == ' ');
  candidate.len = s.len;
  if (whole_words && s.len > best->len) *best = candidate;
}

static Match match_type(Str words) {
  Match best = {0};
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
    const FormType *type = form_type((QuestionKind)kind);
    Match candidate = {.kind = (QuestionKind)kind};
    try_spelling(words, type->name, candidate, &best);
    for (const char *const *also = type->also; also && *also; also++)
      try_spelling(words, *also, candidate, &best);
  }
  for (size_t i = 0; i < COUNT_OF(NOT_YET); i++)
    try_spelling(words, NOT_YET[i], (Match){.not_yet = true}, &best);
  return best;
}

static Str with_single_spaces(Draft *draft, Str text) {
  Buffer buffer = buffer_new(draft->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text)) {
    sink_z(&sink, buffer.count ? " " : "");
    sink_str(&sink, word);
  }
  return buffer_view(&buffer);
}

static Str list_types(Draft *draft) {
  Str names[QUESTION_KIND_COUNT];
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++)
    names[kind] = str_from(form_type((QuestionKind)kind)->name);
  return draft_join(draft, names, QUESTION_KIND_COUNT);
}

static void report_unknown_type(Draft *draft, const YamlNode *node, Str words) {
  Str candidates[QUESTION_KIND_COUNT + COUNT_OF(NOT_YET)];
  size_t count = 0;
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++)
    candidates[count++] = str_from(form_type((QuestionKind)kind)->name);
  for (size_t i = 0; i < COUNT_OF(NOT_YET); i++)
    candidates[count++] = str_from(NOT_YET[i]);
  Str first = str_next_word(&words);
  draft_report(draft, MISTAKE_UNKNOWN_TYPE, node, SAY(draft, "there is no question type \"" STR_FMT "\"", STR_ARG(first)),
               draft_suggest(draft, first, candidates, count, SAY(draft, "write one of " STR_FMT, STR_ARG(list_types(draft)))));
}

static bool read_list_words(Draft *draft, const YamlNode *node, Str words, RowDraft *row) {
  row->list_name = str_next_word(&words);
  Str rest = str_trim(words);
  if (rest.len == 0) return true;
  if (str_is(rest, "or_other") || str_is(rest, "or other") || str_is(rest, "or specify other"))
    draft_report(draft, MISTAKE_TYPE_NOT_YET, node, STR("this version does not ask or_other yet"),
                 STR("add a choice for it, and a text question that is relevant when it is chosen"));
  else
    draft_report(draft, MISTAKE_UNKNOWN_TYPE, node,
                 SAY(draft, "\"" STR_FMT "\" behind the list's name means nothing", STR_ARG(rest)),
                 STR("write the type and the name of one list, without spaces in it"));
  return false;
}

void read_type(Draft *draft, const YamlNode *node, Question *question, RowDraft *row) {
  Str text;
  row->broken = true;
  if (!yaml_text(node, "type", &text, draft->diags)) return;
  Str words = with_single_spaces(draft, text);
  Match match = match_type(words);
  if (match.len == 0) {
    report_unknown_type(draft, node, words);
    return;
  }
  Str rest = {words.ptr + match.len, words.len - match.len};
  if (match.not_yet) {
    draft_report(draft, MISTAKE_TYPE_NOT_YET, node, SAY(draft, "this version does not ask \"%.*s\" yet", (int)match.len, words.ptr),
                 SAY(draft, "use one of " STR_FMT ", or take it out", STR_ARG(list_types(draft))));
    return;
  }
  question->kind = match.kind;
  if (form_type(match.kind)->takes_list) {
    row->broken = !read_list_words(draft, node, rest, row);
    return;
  }
  if (str_trim(rest).len)
    draft_report(draft, MISTAKE_LIST_NOT_TAKEN, node,
                 SAY(draft, "a question of type %s has no choices, and cannot take \"" STR_FMT "\"", form_type(match.kind)->name,
                     STR_ARG(str_trim(rest))),
                 SAY(draft, "write type: %s, or select_one" STR_FMT, form_type(match.kind)->name, STR_ARG(rest)));
  row->broken = str_trim(rest).len > 0;
}
