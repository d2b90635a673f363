#include "expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const Str names[] = {STR_INIT("alder"), STR_INIT("navn"), STR_INIT("tilfredshet")};

static int find_name(void *context, Str name) {
  (void)context;
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    if (str_equal(name, names[i])) return (int)i;
  }
  return -1;
}

static const ExprScope scope = {.find = find_name, .names = names, .name_count = COUNT_OF(names)};

typedef struct Case {
  const char *expression, *code;
  int column;          /* from 1, within the expression */
  const char *message; /* a part of what is said */
} Case;

static const Case cases[] = {
    /* operators of other languages */
    {"${alder} == 1", "expr-syntax", 10, "use a single ="},
    {"${alder} <> 1", "expr-syntax", 10, "write !="},
    {"5%5", "expr-syntax", 2, "write mod"},
    {"5/5", "expr-syntax", 2, "write div"},
    {"1 && 1", "expr-syntax", 3, "write and"},
    {"1 || 1", "expr-syntax", 3, "write or"},
    {"1 => 1", "expr-syntax", 3, "write >="},
    {"1 =< 1", "expr-syntax", 3, "write <="},
    {"1 ≤ 1", "expr-syntax", 3, "write <="},
    {"1 ≠ 1", "expr-syntax", 3, "write !="},
    {"${alder} &lt; 1", "expr-syntax", 10, "write <"},
    {"!true()", "expr-syntax", 1, "write not(...)"},
    {"2 – 1", "expr-syntax", 3, "write - from the keyboard"},
    {"2 ^ 3", "expr-syntax", 3, "write pow"},
    {"1 | 1", "expr-syntax", 3, "write or"},
    {"if(1; 2; 3)", "expr-syntax", 5, "comma between arguments"},
    {"1 AND 2", "expr-syntax", 3, "lower case"},
    {"1 Or 2", "expr-syntax", 3, "lower case"},
    {"`a`", "expr-syntax", 1, "put texts in"},
    {"1 # 2", "expr-syntax", 3, "# means nothing here"},
    {"1 \x01 2", "expr-syntax", 3, "U+0001"},
    {"\xFF", "expr-syntax", 1, "U+FFFD"},
    /* paths */
    {"/data//alder", "expr-syntax", 6, "name every group"},
    {"../alder/", "expr-syntax", 10, "a step of the path"},
    {"/", "expr-syntax", 2, "a step of the path"},
    {"${alder}/2", "expr-syntax", 10, "write div"},
    {"..[1]", "expr-syntax", 3, "behind no step"},
    {"(${alder})[1]", "expr-syntax", 11, "behind no step"},
    {"(${alder})/x", "expr-syntax", 11, "write div"},
    {"(${alder}/)", "expr-syntax", 11, "a step of the path"},
    {"(1/2)", "expr-syntax", 3, "write div"},
    {"${alder}[]", "expr-syntax", 9, "nothing between"},
    {"${alder}[1", "expr-syntax", 9, "never closed"},
    {"${alder}[1)", "expr-syntax", 11, "a ] is missing"},
    {"1]", "expr-syntax", 2, "closes nothing"},
    {"../ancestor::x", "expr-syntax", 4, "ancestor:: is not understood"},
    {"../child::", "expr-syntax", 11, "a name is missing"},
    {"../text()", "expr-syntax", 8, "no step of a path"},
    {"../node(1)", "expr-syntax", 9, "node() takes nothing"},
    {"current(1)/x", "expr-syntax", 1, "nothing between the parentheses"},
    {"instance()/x", "expr-syntax", 1, "write its name in quotes"},
    {"instance(${navn})/root", "expr-syntax", 1, "write its name in quotes"},
    {"1 | 2", "expr-syntax", 3, "write or"},
    {"@x", "expr-syntax", 1, "write ${name}"},
    {"${nvn}/x", "expr-unknown-name", 1, "did you mean ${navn}?"},
    {"${navn}[${nvn} = 1]", "expr-unknown-name", 9, "did you mean ${navn}?"},
    /* quotes, braces, parentheses */
    {"'abc", "expr-syntax", 1, "never closed"},
    {"1 = \"abc'", "expr-syntax", 5, "add \" at the end"},
    {"‘abc", "expr-syntax", 1, "add ' at the end"},
    {"${alder = 1", "expr-syntax", 1, "add }"},
    {"${ } = 1", "expr-syntax", 1, "names no question"},
    {"$alder = 1", "expr-syntax", 1, "write ${name}"},
    {"(1 + (2)", "expr-syntax", 1, "never closed"},
    {"1 + (2", "expr-syntax", 5, "never closed"},
    {"if(1, 2, 3", "expr-syntax", 3, "never closed"},
    {"(1))", "expr-syntax", 4, "closes nothing"},
    {")", "expr-syntax", 1, "before )"},
    {"()", "expr-syntax", 1, "nothing between"},
    /* something is missing */
    {"", "expr-syntax", 1, "empty"},
    {" \t ", "expr-syntax", 1, "empty"},
    {"1 +", "expr-syntax", 4, "ends where a value"},
    {"* 2", "expr-syntax", 3, "an operator is missing"},
    {"1 + = 2", "expr-syntax", 5, "before ="},
    {"+1", "expr-syntax", 1, "before +"},
    {"if(1,,2)", "expr-syntax", 6, "before ,"},
    {"if(1,2,)", "expr-syntax", 8, "before )"},
    {"1 2", "expr-syntax", 3, "an operator is missing"},
    {"'a' 'b'", "expr-syntax", 5, "an operator is missing"},
    {"${alder} ${navn}", "expr-syntax", 10, "an operator is missing"},
    {"5abc", "expr-syntax", 2, "an operator is missing"},
    {".abc", "expr-syntax", 2, "an operator is missing"},
    {"(1 2)", "expr-syntax", 4, "is missing here"},
    {"1,5", "expr-syntax", 2, "with a point"},
    {"Åå + 'ø'", "expr-syntax", 1, "bare name"},
    {"'ØØØ' == 1", "expr-syntax", 7, "use a single ="}, /* columns count characters, not bytes */
    /* names */
    {"true", "expr-syntax", 1, "write true()"},
    {"alder > 1", "expr-syntax", 1, "write ${alder}"},
    {"yes", "expr-syntax", 1, "'yes' for the text"},
    {"1 = ${aldr}", "expr-unknown-name", 5, "did you mean ${alder}?"},
    {"${Tilfredshet} = 1", "expr-unknown-name", 1, "did you mean ${tilfredshet}?"},
    {"${postnummer}", "expr-unknown-name", 1, "use the name of a question"},
    {"1 + slected(${navn}, 'x')", "expr-unknown-function", 5, "did you mean selected()?"},
    {"NOT(1)", "expr-unknown-function", 1, "did you mean not()?"},
    {"countselected('')", "expr-unknown-function", 1, "did you mean count-selected()?"},
    {"beregn('x')", "expr-unknown-function", 1, "one of the XLSForm functions"},
    {"1 and . > 2", "expr-self", 7, "write ${name}"},
    /* arguments */
    {"true(1)", "expr-arguments", 1, "write true() with nothing"},
    {"not()", "expr-arguments", 1, "give it 1 argument"},
    {"1 + selected(${navn})", "expr-arguments", 5, "selected() is given 1 argument; give it 2 arguments"},
    {"if(1, 2)", "expr-arguments", 1, "give it 3 arguments"},
    {"round(1, 2, 3)", "expr-arguments", 1, "give it 1 to 2 arguments"},
    {"max()", "expr-arguments", 1, "give it at least 1 argument"},
    {"regex('a', '[a')", "expr-arguments", 12, "[ is never closed"},
    {"regex('a', '(?=a)')", "expr-arguments", 12, "(?"},
};

static Str said(Arena *arena, const Diag *diag) {
  return arena_printf(arena, STR_FMT "; " STR_FMT, STR_ARG(diag->what), STR_ARG(diag->remedy));
}

static void mistakes_are_placed_and_explained(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  int failed = 0;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Diags diags = diags_new(arena);
    const ExprSource source = {
        .text = str_from(cases[i].expression), .place = {.file = "f", .line = 3, .column = 11}, .columns_exact = true};
    const Expr *expr = expr_compile(arena, &source, &scope, &diags);
    const Diag *diag = diags.count > 0 ? &diags.items[0] : NULL;
    const Str text = diag ? said(arena, diag) : STR("nothing");
    if (expr || diags.count != 1 || strcmp(diag->code, cases[i].code) != 0 || diag->level != DIAG_ERROR || diag->place.line != 3 ||
        diag->place.column != 10 + cases[i].column || !strstr(text.ptr, cases[i].message)) {
      print_error("%s: %zu messages, %s at %d: " STR_FMT "\n", cases[i].expression, diags.count, diag ? diag->code : "",
                  diag ? diag->place.column - 10 : 0, STR_ARG(text));
      failed++;
    }
    arena_rewind(arena);
  }
  arena_free(arena);
  assert_int_equal(failed, 0);
}

static void every_wrong_name_is_reported(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const ExprSource source = {
      .text = STR("${a} + nope(${b}, .) + not()"), .place = {.file = "f", .line = 1, .column = 1}, .columns_exact = true};
  assert_null(expr_compile(arena, &source, &scope, &diags));
  assert_int_equal(diags.error_count, 5);
  arena_free(arena);
}

static void without_columns_the_spot_is_quoted(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const ExprSource folded = {.text = STR("${alder} > 1\n  and ${nvn} = 'et ganske langt navn'"),
                             .place = {.file = "f", .line = 7, .column = 5}};
  assert_null(expr_compile(arena, &folded, &scope, &diags));
  assert_int_equal(diags.items[0].place.column, 5);
  assert_non_null(strstr(diags.items[0].what.ptr, "near \"${nvn} = 'et ganske lang\""));
  const ExprSource ends = {.text = STR("1 +"), .place = {.file = "f", .line = 8, .column = 5}};
  assert_null(expr_compile(arena, &ends, &scope, &diags));
  assert_non_null(strstr(diags.items[1].what.ptr, "at its end"));
  arena_free(arena);
}

static void the_source_line_is_kept(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const ExprSource source = {.text = STR("1 == 1"),
                             .place = {.file = "f", .line = 7, .column = 12},
                             .columns_exact = true,
                             .line_text = STR("  relevant: 1 == 1")};
  assert_null(expr_compile(arena, &source, &scope, &diags));
  assert_true(str_is(diags.items[0].line_text, "  relevant: 1 == 1"));
  arena_free(arena);
}

static const char *code_of(Arena *arena, Str text) {
  Diags diags = diags_new(arena);
  const ExprSource source = {.text = text, .columns_exact = true};
  return expr_compile(arena, &source, &scope, &diags) ? "" : diags.items[0].code;
}

static Str repeated(Arena *arena, const char *before, const char *middle, const char *after, int times) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (int i = 0; i < times; i++)
    sink_z(&sink, before);
  sink_z(&sink, middle);
  for (int i = 0; i < times; i++)
    sink_z(&sink, after);
  return buffer_view(&buffer);
}

static void depth_and_length_are_bounded(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_string_equal(code_of(arena, repeated(arena, "(", "1", ")", 200)), "");
  assert_string_equal(code_of(arena, repeated(arena, "(", "1", ")", 201)), "expr-too-deep");
  assert_string_equal(code_of(arena, repeated(arena, "not(", "1", ")", 201)), "expr-too-deep");
  assert_string_equal(code_of(arena, repeated(arena, "-(", "1", ")", 201)), "expr-too-deep");
  assert_string_equal(code_of(arena, repeated(arena, "(", "", "", 60000)), "expr-too-deep");
  assert_string_equal(code_of(arena, repeated(arena, "-", "1", "", 60000)), "");
  assert_string_equal(code_of(arena, repeated(arena, "1+", "1", "", 32767)), "");
  assert_string_equal(code_of(arena, repeated(arena, "1+", "1", "", 32768)), "expr-too-long");
  arena_free(arena);
}

static const Str *fields_of(void *context, Str id, size_t *count) {
  (void)context;
  static const Str own[] = {STR_INIT("name"), STR_INIT("label"), STR_INIT("fylke")};
  *count = COUNT_OF(own);
  return id.len == 0 || str_is(id, "by") ? own : NULL;
}

static const char *lists_say(Arena *arena, const char *text, bool in_choices, bool lenient, Diags *diags) {
  const ExprScope of_lists = {.find = find_name, .fields = fields_of, .in_choices = in_choices, .lenient = lenient};
  const ExprSource source = {.text = str_from(text), .place = {.line = 1, .column = 1}, .columns_exact = true};
  *diags = diags_new(arena);
  const Expr *expr = expr_compile(arena, &source, &of_lists, diags);
  assert_int_equal(expr == NULL, diags->error_count > 0);
  return diags->count > 0 ? diags->items[0].code : "";
}

static void what_no_list_has_is_a_mistake(void **state) {
  (void)state;
  static const struct {
    const char *expression;
    bool in_choices;
    int column;
    const char *remedy;
  } wrong[] = {
      {"fylk = 'x'", true, 1, "did you mean fylke?"},
      {"name = 'x' and ./kart", true, 18, "name, label and fylke"},
      {"fylke = alder", true, 9, "${alder}"},
      {"false", true, 1, "write false()"},
      {"${alder}[1] = kart", true, 15, "name, label and fylke"},
      {"../item[fylk = 1]", true, 9, "fylke"},
      {"instance('by')/root/item[nam = 'x']/fylke", false, 26, "did you mean name?"},
      {"instance('by')/root/item[name = 'x' and ../item/nam]/fylke", false, 49, "did you mean name?"},
      {"instance('by')/root/item[fylke = current()/x][1]/kart", false, 50, "name, label and fylke"},
      {"instance('by')/root/*[1]/kart", false, 26, "name, label and fylke"},
      {"instance('by')/item", false, 16, "root/item"},
      {"instance('by')/root/fylke", false, 21, "root/item"},
      {"instance('by')/root/item/fylke/name", false, 32, "root/item"},
      {"instance('by')/root/item[instance('by')/root/item[nam = 1]/name = name]", false, 51, "did you mean name?"},
      {"name = 'x' or label or fylke", true, 0, NULL},
      {"${alder}[by = 1] = fylke", true, 0, NULL},
      {"current()/../by = fylke", true, 0, NULL},
      {"/data/by[fylk = 1] = fylke", true, 0, NULL},
      {"../../root/item/*/../name", true, 0, NULL},
      {"instance('by')/root/item[name = 'x']/*", false, 0, NULL},
      {"instance('by')/root/item/../item[1]/./name", false, 0, NULL},
      {"instance('land')/root/item[kart = 1]/kart", false, 0, NULL}, /* that cannot be told */
      {"false() and instance('by')/root/item/kart", false, 0, NULL}, /* nobody ever looks */
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    Diags strict, lenient;
    const char *code = lists_say(arena, wrong[i].expression, wrong[i].in_choices, false, &strict);
    const char *warned = lists_say(arena, wrong[i].expression, wrong[i].in_choices, true, &lenient);
    if (strict.count != (wrong[i].column > 0) || strcmp(code, warned) != 0) fail_msg("%s: %s", wrong[i].expression, code);
    assert_int_equal(lenient.error_count, 0);
    if (wrong[i].column == 0) continue;
    assert_string_equal(code, strstr(wrong[i].remedy, "root/item") ? "expr-unknown-step" : "expr-unknown-column");
    assert_int_equal(strict.items[0].place.column, wrong[i].column);
    if (!strstr(strict.items[0].remedy.ptr, wrong[i].remedy)) fail_msg("%s: %s", wrong[i].expression, strict.items[0].remedy.ptr);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(mistakes_are_placed_and_explained),  cmocka_unit_test(every_wrong_name_is_reported),
      cmocka_unit_test(without_columns_the_spot_is_quoted), cmocka_unit_test(the_source_line_is_kept),
      cmocka_unit_test(depth_and_length_are_bounded),       cmocka_unit_test(what_no_list_has_is_a_mistake),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
