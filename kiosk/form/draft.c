#include "draft.h"

enum { SUGGESTIONS_MAX = 4 * DIAG_MAX, WARNINGS_SHOWN = 12 /* of each kind */ };

void draft_report(Draft *draft, Mistake mistake, const YamlNode *at, Str what, Str remedy) {
  DiagLevel level = mistake_level(mistake, draft->patient, draft->stored);
  if (level == DIAG_WARNING && draft->warned[mistake]++ >= WARNINGS_SHOWN) return;
  yaml_diag(at, level, draft->diags, mistake_code(mistake), what, remedy);
}

void draft_report_within(Draft *draft, Mistake mistake, const YamlNode *expression, size_t at, Str what, Str remedy) {
  DiagLevel level = mistake_level(mistake, draft->patient, draft->stored);
  if (level == DIAG_WARNING && draft->warned[mistake]++ >= WARNINGS_SHOWN) return;
  ExprSource source = expression_source(expression, expression->text);
  diags_add_quoting(draft->diags, level, mistake_code(mistake), expr_place(&source, at), what, remedy, expression->line);
}

void draft_report_at(Draft *draft, Mistake mistake, Place place, Str what, Str remedy) {
  DiagLevel level = mistake_level(mistake, draft->patient, draft->stored);
  if (level == DIAG_WARNING && draft->warned[mistake]++ >= WARNINGS_SHOWN) return;
  diags_add(draft->diags, level, mistake_code(mistake), place, what, remedy);
}

void draft_report_rest(Draft *draft) {
  for (Mistake i = 0; i < MISTAKE_COUNT; i++)
    if (draft->warned[i] > WARNINGS_SHOWN)
      yaml_diag(draft->root, DIAG_WARNING, draft->diags, mistake_code(i),
                SAY(draft, "there are %zu more of this kind", draft->warned[i] - WARNINGS_SHOWN),
                STR("mend those that are listed, and check again"));
}

Str draft_remedy(const Draft *draft, Str in_yaml, Str in_sheets) {
  return draft->root->place.sheet ? in_sheets : in_yaml;
}

const YamlNode *draft_get(const YamlNode *row, const char *key) {
  const YamlNode *node = yaml_get(row, key);
  return node ? node : row;
}

Str draft_say_place(Draft *draft, Place place) {
  return place_to_str(draft->diags->arena, place);
}

bool draft_may_suggest(Draft *draft) {
  return draft->suggestions++ < SUGGESTIONS_MAX;
}

Str draft_suggest(Draft *draft, Str wanted, const Str *candidates, size_t count, Str otherwise) {
  if (!draft_may_suggest(draft)) return otherwise;
  Str nearest = str_nearest(wanted, candidates, count);
  return nearest.len ? SAY(draft, "perhaps you mean \"" STR_FMT "\"", STR_ARG(nearest)) : otherwise;
}

Str draft_join(Draft *draft, const Str *items, size_t count) {
  Buffer buffer = buffer_new(draft->diags->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++) {
    sink_z(&sink, i ? ", " : "");
    sink_str(&sink, items[i]);
  }
  return buffer_view(&buffer);
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_inside_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

static bool is_name(Str name) {
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    if (!is_letter(c) && !(is_inside_name(c) && i > 0)) return false;
  }
  return name.len > 0 && name.len <= NAME_MAX_BYTES;
}

/* The nearest that is one: har_mentor of "har mentor". */
static Str nearest_name(Draft *draft, Str name) {
  static const struct {
    uint32_t cp;
    const char *letters;
  } SPELT[] = {{0xE5, "a"}, {0xE6, "ae"}, {0xF8, "o"}, {0xC5, "A"}, {0xC6, "Ae"}, {0xD8, "O"}, {0xE4, "a"}, {0xF6, "o"}};
  Buffer buffer = buffer_new(draft->diags->arena);
  Sink sink = sink_to_buffer(&buffer);
  uint32_t cp;
  for (size_t at = 0; str_next_cp(name, &at, &cp) && buffer_view(&buffer).len + 2 <= NAME_MAX_BYTES;) {
    const char c = cp < 0x80 ? (char)cp : '_';
    const char *spelt = NULL;
    for (size_t i = 0; i < COUNT_OF(SPELT); i++)
      if (SPELT[i].cp == cp) spelt = SPELT[i].letters;
    if (buffer_view(&buffer).len == 0 && c >= '0' && c <= '9') sink_z(&sink, "_");
    if (spelt)
      sink_z(&sink, spelt);
    else
      sink_printf(&sink, "%c", is_inside_name(c) ? c : '_');
  }
  return buffer_view(&buffer);
}

bool draft_check_name(Draft *draft, const YamlNode *node, Str name, const char *whose) {
  if (is_name(name)) return true;
  const Str rule = SAY(draft, "use the letters a to z, digits, _ - and . only, begin with a letter or _, and keep to %d characters",
                       (int)NAME_MAX_BYTES);
  const Str nearest = nearest_name(draft, name);
  draft_report(draft, MISTAKE_BAD_NAME, node, SAY(draft, "\"" STR_FMT "\" cannot be %s", STR_ARG(name), whose),
               is_name(nearest) ? SAY(draft, "write " STR_FMT ", or another one: " STR_FMT, STR_ARG(nearest), STR_ARG(rule))
                                : rule);
  return false;
}
