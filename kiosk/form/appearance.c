#include "draft.h"

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
    {STR_INIT("horizontal"), APPEARANCE_HORIZONTAL},
    {STR_INIT("stars"), APPEARANCE_STARS},
    {STR_INIT("masked"), APPEARANCE_MASKED},
    {STR_INIT("signature"), APPEARANCE_SIGNATURE},
    {STR_INIT("draw"), APPEARANCE_DRAW},
    /* Other words for the same. */
    {STR_INIT("annotate"), APPEARANCE_DRAW},
};

/* XLSForm's other appearances: passed over, and no misspelling of ours however near. */
static const char *const PASSED_OVER[] = {
    "columns",       "columns-pack", "columns-n",    "table-list", "label",   "list",        "list-nolabel",
    "field-list",    "compact",      "autocomplete", "picker",     "numbers", "no-calendar", "no-label",
    "thousands-sep", "vertical",     "no-ticks",     "randomized", "search",  "image-map",   "pages",
};

static bool is_passed_over(Str word) {
  for (size_t i = 0; i < COUNT_OF(PASSED_OVER); i++)
    if (str_is(word, PASSED_OVER[i])) return true;
  return false;
}

static unsigned read_word(Draft *draft, const YamlNode *node, Str word) {
  Str names[COUNT_OF(KNOWN)];
  for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
    if (str_equal(word, KNOWN[i].word)) return KNOWN[i].bit;
    names[i] = KNOWN[i].word;
  }
  if (!is_passed_over(word) && str_nearest(word, names, COUNT_OF(KNOWN)).len)
    draft_report(draft, MISTAKE_APPEARANCE_UNKNOWN, node,
                 SAY(draft, "the appearance \"" STR_FMT "\" is not known, and is passed over", STR_ARG(word)),
                 draft_suggest(draft, word, names, COUNT_OF(KNOWN), STR("remove it")));
  return 0;
}

static unsigned matrix_bit(Str word) {
  if (str_is(word, "label")) return MATRIX_LABEL;
  return str_is(word, "list-nolabel") || str_is(word, "list_nolabel") ? MATRIX_ROW : 0;
}

unsigned read_appearance(Draft *draft, const YamlNode *node, RowDraft *row) {
  Str text;
  unsigned bits = 0;
  if (yaml_is_null(node) || !yaml_text(node, "appearance", &text, draft->diags)) return 0;
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text)) {
    row->matrix |= matrix_bit(word);
    bits |= read_word(draft, node, word);
  }
  return bits;
}

/* XLSForm's table-list is a field-list too: rows of one table. */
bool read_field_list(Draft *draft, const YamlNode *node) {
  Str text;
  bool found = false;
  if (yaml_is_null(node) || !yaml_text(node, "appearance", &text, draft->diags)) return false;
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text))
    found |= str_is(word, "field-list") || str_is(word, "field_list") || str_is(word, "table-list") || str_is(word, "table_list");
  return found;
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
