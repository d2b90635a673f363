#include "parameters.h"

static const Range DEFAULTS = {.start = 0, .end = 10, .step = 1};

static bool is_separator(char c) {
  return c == ' ' || c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_separators(Str *rest) {
  while (rest->len && is_separator(rest->ptr[0]))
    *rest = (Str){rest->ptr + 1, rest->len - 1};
}

static Str take_until(Str *rest, bool at_equals) {
  Str taken = {rest->ptr, 0};
  while (taken.len < rest->len && !is_separator(rest->ptr[taken.len]) && !(at_equals && rest->ptr[taken.len] == '='))
    taken.len++;
  *rest = (Str){rest->ptr + taken.len, rest->len - taken.len};
  return taken;
}

/* Takes "name = value" off the front of *rest; false at the end. A name without a value has an empty one. */
static bool next_parameter(Str *rest, Str *name, Str *value) {
  skip_separators(rest);
  if (rest->len == 0) return false;
  *name = take_until(rest, true);
  Str behind = str_trim_start(*rest);
  *value = (Str){0};
  if (behind.len && behind.ptr[0] == '=') {
    *rest = str_trim_start((Str){behind.ptr + 1, behind.len - 1});
    *value = take_until(rest, false);
  }
  return true;
}

static void report(Draft *draft, const YamlNode *node, Str what) {
  draft_report(draft, MISTAKE_BAD_VALUE, node, what, STR("write start, end and step as numbers: start=0 end=10 step=1"));
}

/* Other parameters, for the looks of other programs, are passed over. False after a message. */
static bool set(Draft *draft, const YamlNode *node, Range *range, Str name, Str value) {
  const struct {
    const char *name;
    double *number;
  } PARAMETERS[] = {{"start", &range->start}, {"end", &range->end}, {"step", &range->step}};
  for (size_t i = 0; i < COUNT_OF(PARAMETERS); i++) {
    if (str_edit_distance(name, str_from(PARAMETERS[i].name), 0) > 0) continue;
    if (str_to_double(value, PARAMETERS[i].number)) return true;
    report(draft, node, SAY(draft, "%s cannot be \"" STR_FMT "\"", PARAMETERS[i].name, STR_ARG(value)));
    return false;
  }
  return true;
}

static bool read_map(Draft *draft, const YamlNode *node, Range *range) {
  bool ok = true;
  for (size_t i = 0; i < node->count; i++) {
    const YamlPair *pair = &node->pairs[i];
    Str value;
    ok &=
        yaml_text(pair->value, pair->key->text.ptr, &value, draft->diags) && set(draft, pair->value, range, pair->key->text, value);
  }
  return ok;
}

static bool read_words(Draft *draft, const YamlNode *node, Range *range) {
  Str text, name, value;
  if (!yaml_text(node, "parameters", &text, draft->diags)) return false;
  bool ok = true;
  while (next_parameter(&text, &name, &value))
    ok &= set(draft, node, range, name, value);
  return ok;
}

Range read_range(Draft *draft, const YamlNode *node) {
  Range range = DEFAULTS;
  if (yaml_is_null(node)) return range;
  if (!(node->kind == YAML_MAP ? read_map(draft, node, &range) : read_words(draft, node, &range))) return DEFAULTS;
  if (range.step > 0 && range.end > range.start && range.step <= range.end - range.start) return range;
  report(draft, node,
         SAY(draft, "there is no step from " STR_FMT " to " STR_FMT " by " STR_FMT,
             STR_ARG(number_to_str(draft->arena, range.start)), STR_ARG(number_to_str(draft->arena, range.end)),
             STR_ARG(number_to_str(draft->arena, range.step))));
  return DEFAULTS;
}

bool parameter_get(const YamlNode *node, const char *name, Str *out) {
  for (size_t i = 0; node && node->kind == YAML_MAP && i < node->count; i++) {
    const YamlPair *pair = &node->pairs[i];
    if (pair->value->kind != YAML_SCALAR || str_edit_distance(pair->key->text, str_from(name), 0) > 0) continue;
    *out = str_trim(pair->value->text);
    return true;
  }
  Str text = node && node->kind == YAML_SCALAR ? node->text : (Str){0}, found, value;
  while (next_parameter(&text, &found, &value)) {
    if (str_edit_distance(found, str_from(name), 0) > 0) continue;
    *out = value;
    return true;
  }
  return false;
}
