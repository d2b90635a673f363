/* Any bytes: an expression that gives a value, or a message about a place within it. */
#include "expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const Str names[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("c")};
static const Str chosen[] = {STR_INIT("buss"), STR_INIT("tog")};

static int find_name(void *context, Str name) {
  (void)context;
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal(name, names[i])) return (int)i;
  return -1;
}

static Value value_of(void *context, int reference_ix) {
  (void)context;
  const Value values[] = {value_list(chosen, COUNT_OF(chosen)), VALUE_NONE, {.kind = VALUE_DATE, .days = 20778}};
  BUG_UNLESS(reference_ix >= 0 && (size_t)reference_ix < COUNT_OF(values));
  return values[reference_ix];
}

static Value self_value(void *context) {
  (void)context;
  return value_text(STR("blåbær 17"));
}

static void check_reference(void *context, int reference_ix) {
  (void)context;
  BUG_UNLESS(reference_ix >= 0 && (size_t)reference_ix < COUNT_OF(names));
}

static void evaluate(const Expr *expr, Arena *arena) {
  uint64_t seed = 1;
  const Random random = random_seeded(&seed);
  const ExprHost host = {.reference = value_of, .self = self_value, .wall_ms = INT64_C(1795266300000), .random = &random};
  const Value value = expr_eval(expr, &host, arena);
  BUG_UNLESS(value.kind < VALUE_KIND_COUNT);
  BUG_UNLESS(value.kind != VALUE_TEXT || value.text.len > 0); /* no text is VALUE_EMPTY */
  value_to_str(arena, value);
  Value constant;
  if (expr_constant(expr, &constant)) BUG_UNLESS(value_equal(value, constant));
  expr_each_reference(expr, check_reference, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Str text = {(const char *)data, size};
  const ExprScope scope = {.find = find_name, .names = names, .name_count = COUNT_OF(names), .allow_self = true};
  const ExprSource source = {.text = text, .place = {"fuzz", 1, 1}, .columns_exact = true, .line_text = text};
  const Expr *expr = expr_compile(arena, &source, &scope, &diags);
  BUG_UNLESS((expr == NULL) == (diags.error_count > 0));
  for (size_t i = 0; i < diags.count; i++) {
    const Diag *d = &diags.items[i];
    BUG_UNLESS(d->what.len > 0 && d->remedy.len > 0);
    BUG_UNLESS(d->place.column >= 1 && (size_t)d->place.column <= str_count_cp(text) + 1);
  }
  if (expr) evaluate(expr, arena);
  arena_free(arena);
  return 0;
}
