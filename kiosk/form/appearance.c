#include "draft.h"

enum { COLUMNS_MAX = 10 };

/* The first word of a bit is the one it is called by. */
static const struct {
  Str word;
  Appearance bit;
} KNOWN[] = {
    {STR_INIT("quick"), APPEARANCE_QUICK},
    {STR_INIT("smileys"), APPEARANCE_SMILEYS},
    {STR_INIT("nps"), APPEARANCE_NPS},
    {STR_INIT("likert"), APPEARANCE_LIKERT},
    {STR_INIT("multiline"), APPEARANCE_MULTILINE},
    {STR_INIT("month-year"), APPEARANCE_MONTH_YEAR},
    {STR_INIT("year"), APPEARANCE_YEAR},
    {STR_INIT("minimal"), APPEARANCE_MINIMAL},
    {STR_INIT("autocomplete"), APPEARANCE_MINIMAL},
    {STR_INIT("search"), APPEARANCE_MINIMAL},
    {STR_INIT("horizontal"), APPEARANCE_HORIZONTAL},
    {STR_INIT("stars"), APPEARANCE_STARS},
    {STR_INIT("rating"), APPEARANCE_STARS},
    {STR_INIT("masked"), APPEARANCE_MASKED},
    {STR_INIT("signature"), APPEARANCE_SIGNATURE},
    {STR_INIT("draw"), APPEARANCE_DRAW},
    {STR_INIT("annotate"), APPEARANCE_DRAW},
};

/* How many columns: XLSForm's words, and those of its older versions that are still about. */
static const struct {
  Str word;
  bool numbered; /* "columns-2" */
  unsigned bits;
} COLUMNS[] = {
    {STR_INIT("columns"), false, 0},
    {STR_INIT("columns-pack"), false, 0},
    {STR_INIT("columns-"), true, 0},
    {STR_INIT("compact"), false, 0},
    {STR_INIT("compact-"), true, 0},
    {STR_INIT("horizontal-compact"), false, 0},
    {STR_INIT("quickcompact"), false, APPEARANCE_QUICK},
    {STR_INIT("quickcompact-"), true, APPEARANCE_QUICK},
};

/* Words of a table and of a group, and XLSForm's other appearances, which are passed over: no misspelling of ours however near. */
static const char *const PASSED_OVER[] = {
    "table-list",  "field-list", "label",         "list",     "list-nolabel", "list_nolabel", "picker",    "numbers",
    "no-calendar", "no-label",   "thousands-sep", "vertical", "no-ticks",     "randomized",   "image-map", "pages",
};

/* search('towns.csv') takes choices from a file, and is no look. */
static bool is_passed_over(Str word) {
  for (size_t i = 0; i < COUNT_OF(PASSED_OVER); i++)
    if (str_is(word, PASSED_OVER[i])) return true;
  return str_starts_with(word, STR("search("));
}

/* A word that is near none of ours is one of another program's. */
static void report_unknown(Draft *draft, const YamlNode *node, Str word, const Str *names, size_t count) {
  if (is_passed_over(word) || str_nearest(word, names, count).len == 0) return;
  draft_report(draft, MISTAKE_APPEARANCE_UNKNOWN, node,
               SAY(draft, "the appearance \"" STR_FMT "\" is not known, and is passed over", STR_ARG(word)),
               draft_suggest(draft, word, names, count, STR("remove it")));
}

static void report_unknown_look(Draft *draft, const YamlNode *node, Str word) {
  static const Str MORE[] = {STR_INIT("columns"), STR_INIT("columns-pack"), STR_INIT("columns-2"), STR_INIT("list-nolabel")};
  Str names[COUNT_OF(KNOWN) + COUNT_OF(MORE)];
  for (size_t i = 0; i < COUNT_OF(KNOWN); i++)
    names[i] = KNOWN[i].word;
  for (size_t i = 0; i < COUNT_OF(MORE); i++)
    names[COUNT_OF(KNOWN) + i] = MORE[i];
  report_unknown(draft, node, word, names, COUNT_OF(names));
}

static void read_column_count(Draft *draft, const YamlNode *node, Str word, Str digits, int *out) {
  int64_t count;
  if (str_to_int64(digits, &count) && count >= 1 && count <= COLUMNS_MAX)
    *out = (int)count;
  else
    draft_report(
        draft, MISTAKE_APPEARANCE_UNKNOWN, node,
        SAY(draft, "\"" STR_FMT "\" says no number of columns from 1 to %d, and is passed over", STR_ARG(word), (int)COLUMNS_MAX),
        STR("write columns-2 or the like, or columns for as many as fit"));
}

/* False: the word says nothing of columns. */
static bool read_columns(Draft *draft, const YamlNode *node, Str word, Question *question) {
  for (size_t i = 0; i < COUNT_OF(COLUMNS); i++) {
    Str known = COLUMNS[i].word;
    if (COLUMNS[i].numbered ? !str_starts_with(word, known) : !str_equal(word, known)) continue;
    question->appearance |= COLUMNS[i].bits;
    if (COLUMNS[i].numbered)
      read_column_count(draft, node, word, (Str){word.ptr + known.len, word.len - known.len}, &question->columns);
    else if (question->columns == 0)
      question->columns = COLUMNS_AUTO;
    return true;
  }
  return false;
}

static bool read_look(Str word, unsigned *appearance) {
  for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
    if (!str_equal(word, KNOWN[i].word)) continue;
    *appearance |= KNOWN[i].bit;
    return true;
  }
  return false;
}

static unsigned matrix_bit(Str word) {
  if (str_is(word, "label")) return MATRIX_LABEL;
  return str_is(word, "list-nolabel") || str_is(word, "list_nolabel") ? MATRIX_ROW : 0;
}

void read_appearance(Draft *draft, const YamlNode *node, Question *question, RowDraft *row) {
  Str text;
  if (yaml_is_null(node) || !yaml_text(node, "appearance", &text, draft->diags)) return;
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text)) {
    row->matrix |= matrix_bit(word);
    if (!read_look(word, &question->appearance) && !read_columns(draft, node, word, question))
      report_unknown_look(draft, node, word);
  }
}

GroupLook read_group_look(Draft *draft, const YamlNode *node) {
  static const Str WORDS[] = {STR_INIT("field-list"), STR_INIT("table-list")};
  GroupLook look = {.field_list = false};
  Str text;
  if (yaml_is_null(node) || !yaml_text(node, "appearance", &text, draft->diags)) return look;
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text)) {
    if (str_is(word, "field-list") || str_is(word, "field_list"))
      look.field_list = true;
    else if (str_is(word, "table-list") || str_is(word, "table_list"))
      look.table_list = true;
    else
      report_unknown(draft, node, word, WORDS, COUNT_OF(WORDS));
  }
  return look;
}

Str form_appearance_words(Arena *arena, unsigned appearance) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
    if (!(appearance & KNOWN[i].bit)) continue;
    appearance &= ~(unsigned)KNOWN[i].bit; /* of several words the first */
    if (buffer.count > 0) sink_z(&sink, " ");
    sink_str(&sink, KNOWN[i].word);
  }
  return buffer_view(&buffer);
}

const char *form_appearance_word(size_t ix) {
  static const char *const OTHERS[] = {"columns", "columns-2", "list-nolabel", "label", "field-list", "table-list"};
  if (ix < COUNT_OF(KNOWN)) return KNOWN[ix].word.ptr;
  return ix < COUNT_OF(KNOWN) + COUNT_OF(OTHERS) ? OTHERS[ix - COUNT_OF(KNOWN)] : NULL;
}
