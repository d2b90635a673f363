/* Paths, predicates and node-sets, in a form that knows what they mean and in one that does not. */
#include "xml_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* A household: two adults' answers, then a repeat of rooms with a repeat of windows in it; and two lists. */
static const char FORM[] =
    "<data><region>nord</region><antall>2</antall><tom/><gruppe><navn>Åse</navn><alder>17</alder></gruppe>"
    "<rom><navn>stue</navn><areal>20</areal><vindu><bredde>1</bredde></vindu><vindu><bredde>2</bredde></vindu></rom>"
    "<rom><navn>kjøkken</navn><areal>12</areal><vindu><bredde>3</bredde></vindu></rom>"
    "<rom><navn>bod</navn><areal/></rom>"
    "<hus><kode>b</kode></hus>"
    "<lister>"
    "<instance id=\"byer\"><root><item><name>a</name><label>Alta</label><region>nord</region></item>"
    "<item><name>b</name><label>Bergen</label><region>vest</region></item>"
    "<item><name>c</name><label>Bodø</label><region>nord</region></item></root></instance></lister></data>";

typedef struct Case {
  const char *node, *expression, *result;
} Case;

#define TOP   "/data[1]/antall[1]"
#define ROOM2 "/data[1]/rom[2]/navn[1]"
#define PANE2 "/data[1]/rom[1]/vindu[2]/bredde[1]"

static const Case cases[] = {
    /* what a path leads to */
    {TOP, "../region", "nord"},
    {TOP, "./../region", "nord"},
    {TOP, "../gruppe/navn", "Åse"},
    {TOP, "/data/gruppe/navn", "Åse"},
    {TOP, "${gruppe}/navn", "Åse"},
    {TOP, "current()/../region", "nord"},
    {TOP, "current()", "2"},
    {TOP, "../child::gruppe/child::*/self::alder", "17"},
    {TOP, "../gruppe/parent::data/region", "nord"},
    {TOP, "../gruppe/node()[2]", "17"},
    {TOP, "../gruppe/./navn", "Åse"},
    {TOP, "../tom", ""},
    {TOP, ". * 2", "4"},
    {TOP, "../gruppe/alder+1", "18"},
    {TOP, "../gruppe/alder *2", "34"},
    {TOP, "../gruppe/alder -1", "16"},
    {TOP, "../gruppe/alder div 2", "8.5"},
    {TOP, "../gruppe/navn and ../tom", "false"},
    {TOP, "\xC2\xA0../ gruppe /\tnavn\r\n", "Åse"},
    /* nodes in the order that a seed gives them in ODK's programs */
    {TOP, "join(' ', randomize(instance('byer')/root/item/name, 42))", "a b c"},
    {TOP, "join(' ', randomize(instance('byer')/root/item/name, 2))", "b c a"},
    {TOP, "join(' ', randomize(instance('byer')/root/item, 'bjørn')/name)", "c b a"},
    {TOP, "randomize(instance('byer')/root/item[region = 'nord'], 1)/label", "Bodø"},
    {TOP, "join(' ', randomize(instance('byer')/root/item, 42)[position() < 3]/name)", "a b"},
    {TOP, "count(randomize(${rom}))", "3"},
    {TOP, "sum(randomize(${areal}, 7))", "32"},
    {TOP, "randomize(../region, 3)", "nord"},
    {TOP, "randomize(../region, 3) = 'nord'", "true"},
    {TOP, "join(' ', randomize(randomize(instance('byer')/root/item/name, 42), 42))", "a b c"},
    {TOP, "count(randomize(../tom/*, 3))", "0"},
    /* instances of a repeat: all of them from outside, one's own from inside */
    {TOP, "count(${rom})", "3"},
    {TOP, "count(../rom)", "3"},
    {TOP, "count(/data/rom/vindu)", "3"},
    {TOP, "sum(${bredde})", "6"},
    {TOP, "sum(${areal})", "32"},
    {TOP, "max(${areal})", "20"},
    {TOP, "min(/data/rom/areal)", "12"},
    {TOP, "count-non-empty(${areal})", "2"},
    {TOP, "count-non-empty(${rom})", "3"},
    {TOP, "join(', ', /data/rom/navn)", "stue, kjøkken, bod"},
    {TOP, "concat(/data/rom/navn, '!')", "stuekjøkkenbod!"},
    {TOP, "/data/rom/navn", "stue"},
    {TOP, "/data/rom/navn = 'bod'", "true"},
    {TOP, "/data/rom/navn = 'loft'", "false"},
    {TOP, "12 < /data/rom/areal", "true"},
    {TOP, "checklist(2, 2, /data/rom/areal)", "true"},
    {ROOM2, "../areal", "12"},
    {ROOM2, "/data/rom/areal", "12"},
    {ROOM2, "${areal}", "12"},
    {ROOM2, "sum(/data/rom/vindu/bredde)", "3"},
    {ROOM2, "count(${rom})", "3"},
    {ROOM2, "count(../../rom)", "3"},
    {ROOM2, "join(' ', ../../rom/navn)", "stue kjøkken bod"},
    {ROOM2, "count(../vindu)", "1"},
    {ROOM2, "position(..)", "2"},
    {ROOM2, "index()", "2"},
    {PANE2, "position(..)", "2"},
    {PANE2, "position(../..)", "1"},
    {PANE2, "index()", "2"},
    {PANE2, "../../areal", "20"},
    {PANE2, "${areal}", "20"},
    {PANE2, "count(${vindu})", "2"},
    {TOP, "index()", ""},
    {TOP, "selected-at('x y z', position(/data/rom[2]) - 1)", "y"},
    /* predicates */
    {TOP, "/data/rom[2]/navn", "kjøkken"},
    {TOP, "/data/rom[position() = 2]/navn", "kjøkken"},
    {TOP, "/data/rom[position() = last()]/navn", "bod"},
    {TOP, "/data/rom[last()]/navn", "bod"},
    {TOP, "/data/rom[number(../antall)]/navn", "kjøkken"},
    {TOP, "/data/rom[position() = ../antall]/navn", "kjøkken"},
    {TOP, "/data/rom[position() = ${antall}]/navn", "kjøkken"},
    {TOP, "/data/rom[position() = current()]/navn", "kjøkken"},
    {TOP, "/data/rom[areal > 15]/navn", "stue"},
    {TOP, "/data/rom[areal = '']/navn", "bod"},
    {TOP, "/data/rom[not(vindu)]/navn", "bod"},
    {TOP, "/data/rom[vindu[bredde = 3]]/navn", "kjøkken"},
    {TOP, "count(/data/rom/vindu[1])", "2"},
    {TOP, "/data/rom[count(vindu) = 2][1]/navn", "stue"},
    {TOP, "/data/rom[areal > 5][2]/navn", "kjøkken"},
    {TOP, "${rom}[2]/navn", "kjøkken"},
    {TOP, "${rom}[navn = 'bod'][1]/navn", "bod"},
    {TOP, "sum(/data/rom[navn != 'stue']/areal)", "12"},
    {TOP, "/data/*[6]/navn", "kjøkken"},
    {TOP, "/data/rom[9]/navn", ""},
    {TOP, "/data/rom[9]/navn = ''", "true"},
    {TOP, "/data/rom[navn = 'x']/* = ''", "false"},
    {TOP, "boolean(/data/rom[9])", "false"},
    {TOP, "boolean(/data/rom[3])", "true"},
    {TOP, "/data/rom/navn[. = 'bod']", "bod"},
    {TOP, "/data/rom/navn[string-length() = 3]", "bod"},
    {ROOM2, "/data/rom[position() = position(current()/..) - 1]/navn", "stue"},
    {ROOM2, "../../rom[position() = position(current()/..) + 1]/navn", "bod"},
    /* lists */
    {TOP, "instance('byer')/root/item[name = 'b']/label", "Bergen"},
    {TOP, "instance('byer')/root/item[name = ${kode}]/label", "Bergen"},
    {TOP, "instance('byer')/root/item[name = current()/../hus/kode]/label", "Bergen"},
    {TOP, "join(' ', instance('byer')/root/item[region = ${region}]/label)", "Alta Bodø"},
    {TOP, "count(instance('byer')/root/item)", "3"},
    {TOP, "instance('byer')/root/item[name = 'x']/label", ""},
    {TOP, "instance('byer')/root/item[name = 'x']/label = ''", "true"},
    {TOP, "instance('byer')/root/item[2]/label", "Bergen"},
    /* indexed-repeat, in every order */
    {TOP, "indexed-repeat(${areal}, ${rom}, 2)", "12"},
    {TOP, "indexed-repeat(/data/rom/areal, /data/rom, 1)", "20"},
    {TOP, "indexed-repeat(${areal}, ${rom}, ${antall})", "12"},
    {TOP, "indexed-repeat(${areal}, ${rom}, 0)", "20"},
    {TOP, "indexed-repeat(${areal}, ${rom}, 4)", ""},
    {TOP, "indexed-repeat(${bredde}, ${rom}, 1, ${vindu}, 2)", "2"},
    {TOP, "indexed-repeat(${bredde}, ${vindu}, 2, ${rom}, 1)", "2"},
    {TOP, "indexed-repeat(${bredde}, ${rom}, 2, ${vindu}, 1)", "3"},
    {TOP, "indexed-repeat(${bredde}, ${vindu}, 1, ${rom}, 2)", "3"},
    {TOP, "indexed-repeat(${bredde}, ${rom}, 2, ${vindu}, 2)", ""},
    {ROOM2, "indexed-repeat(${areal}, ${rom}, position(..) - 1)", "20"},
    {PANE2, "indexed-repeat(${bredde}, ${vindu}, position(..) - 1)", "1"},
};

static XmlTree *tree_of(Arena *arena) {
  XmlTree *tree = xml_tree_new(arena, str_from(FORM));
  assert_non_null(tree);
  return tree;
}

static const Expr *compile(XmlTree *tree, const char *text, const ExprScope *scope, Diags *diags) {
  const ExprSource source = {.text = str_from(text), .columns_exact = true, .place = {.file = "f", .line = 1, .column = 1}};
  *diags = diags_new(tree->arena);
  return expr_compile(tree->arena, &source, scope, diags);
}

static void paths_lead_where_they_say(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  int failed = 0;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    XmlTree *tree = tree_of(arena);
    const ExprHost host = xml_tree_host(tree, xml_tree_find(tree, str_from(cases[i].node)));
    const ExprScope scope = xml_tree_scope(tree);
    Diags diags;
    const Expr *expr = compile(tree, cases[i].expression, &scope, &diags);
    const Str got = expr ? value_to_str(arena, expr_eval(expr, &host, arena)) : STR("no expression");
    if (!str_is(got, cases[i].result)) {
      print_error("%s at %s gave \"" STR_FMT "\", not \"%s\"\n", cases[i].expression, cases[i].node, STR_ARG(got), cases[i].result);
      failed++;
    }
    arena_rewind(arena);
  }
  arena_free(arena);
  assert_int_equal(failed, 0);
}

typedef struct Choice {
  const char *filter;
  bool offered[3]; /* Alta, Bergen, Bodø */
} Choice;

/* '.' and bare names are the choice's, ${x} and current() the question's. */
static void a_filter_looks_at_its_choice(void **state) {
  (void)state;
  static const Choice choices[] = {
      {"region = ${region}", {true, false, true}},
      {"region=../../../../region", {true, false, true}},
      {"region = current()/../region", {true, false, true}},
      {"name = ${kode} or label = 'Bodø'", {false, true, true}},
      {"position(.) = 1", {true, false, false}},
      {"starts-with(label, 'B') and region != 'vest'", {false, false, true}},
      {"fylke = ''", {true, true, true}},
      {"fylke != -666", {true, true, true}},
  };
  Arena *arena = arena_new(0);
  XmlTree *tree = tree_of(arena);
  const ExprNode question = xml_tree_find(tree, STR(TOP));
  ExprHost host = xml_tree_host(tree, question);
  ExprScope scope = xml_tree_scope(tree);
  scope.in_choices = true;
  ExprNode list;
  assert_true(host.tree->instance(tree, STR("byer"), &list));
  const ExprNodes items = host.tree->children(tree, host.tree->children(tree, list, arena).items[0], arena);
  for (size_t i = 0; i < COUNT_OF(choices); i++) {
    Diags diags;
    const Expr *expr = compile(tree, choices[i].filter, &scope, &diags);
    assert_non_null(expr);
    for (size_t j = 0; j < items.count; j++) {
      host.node = items.items[j];
      if (expr_eval_boolean(expr, &host, arena) == choices[i].offered[j]) continue;
      fail_msg("%s is wrong about choice %zu", choices[i].filter, j);
    }
  }
  arena_free(arena);
}

static void note_name(void *context, int reference_ix) {
  XmlTree *tree = context;
  tree->labels =
      arena_printf(tree->arena, STR_FMT STR_FMT " ", STR_ARG(tree->labels), STR_ARG(tree->references[reference_ix].name));
}

/* What must be worked out anew when an answer changes. */
static void paths_are_references(void **state) {
  (void)state;
  static const struct {
    const char *expression, *references;
    bool uses_self, uses_position;
  } expected[] = {
      {"../region = /data/tom", "region tom ", false, false},
      {"${gruppe}/navn", "navn ", false, false},
      {"/data/rom[areal > ${antall}]/navn", "areal antall navn ", false, false},
      {"instance('byer')/root/item[name = ../../../../region]/label", "", false, false},
      {"instance('byer')/root/item[name = current()/../region]/label", "region ", false, false},
      {"jr:choice-name('a', '../region')", "region ", false, false},
      {"jr:choice-name('a', ' /data/hus/kode ')", "kode ", false, false},
      {"position(..)", "", false, true},
      {"/data/rom[position() = position(current()/..)]/navn", "navn ", false, true},
      {"/data/rom[position() = 1]/navn", "navn ", false, false},
      {"index()", "", false, true},
      {". > 1", "", true, false},
      {"current()/. > 1", "", true, false},
      {"/data/rom[. > 1]", "rom ", false, false},
      {"count(../rom)", "rom ", false, false},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(expected); i++) {
    XmlTree *tree = tree_of(arena);
    xml_tree_host(tree, xml_tree_find(tree, STR(TOP)));
    const ExprScope scope = xml_tree_scope(tree);
    Diags diags;
    const Expr *expr = compile(tree, expected[i].expression, &scope, &diags);
    assert_non_null(expr);
    expr_each_reference(expr, note_name, tree);
    if (!str_is(tree->labels, expected[i].references)) fail_msg("%s: " STR_FMT, expected[i].expression, STR_ARG(tree->labels));
    assert_int_equal(expr_uses_self(expr), expected[i].uses_self);
    assert_int_equal(expr_uses_position(expr), expected[i].uses_position);
    arena_rewind(arena);
  }
  arena_free(arena);
}

static void wrong_paths_are_mistakes(void **state) {
  (void)state;
  static const struct {
    const char *expression, *code;
    int column;
    bool when_lenient; /* is it one in a workbook too? */
  } expected[] = {
      {"../regon", "expr-unknown-name", 4, true},
      {"/data/gruppe/nvn", "expr-unknown-name", 14, true},
      {"/data/rom[arael > 1]/navn", "expr-unknown-name", 11, true},
      {"/region", "expr-unknown-name", 2, true},
      {"gruppe/navn", "expr-syntax", 1, false},
      {"instance('land')/root/item", "expr-unknown-list", 1, false},
      {"current()/region", "expr-unknown-name", 11, false},
      {"jr:choice-name('a', '../regon')", "expr-unknown-name", 21, true},
      {"indexed-repeat(${region}, ${rom}, 1)", "expr-arguments", 27, true},
      {"indexed-repeat(${bredde}, ${rom}, 1, ${hus}, 1)", "expr-arguments", 38, true},
  };
  Arena *arena = arena_new(0);
  XmlTree *tree = tree_of(arena);
  xml_tree_host(tree, xml_tree_find(tree, STR(TOP)));
  ExprScope scope = xml_tree_scope(tree);
  for (size_t i = 0; i < COUNT_OF(expected); i++) {
    Diags diags;
    scope.lenient = false;
    if (compile(tree, expected[i].expression, &scope, &diags)) fail_msg("%s is no mistake", expected[i].expression);
    assert_int_equal(diags.count, 1);
    assert_string_equal(diags.items[0].code, expected[i].code);
    assert_int_equal(diags.items[0].place.column, expected[i].column);
    scope.lenient = true;
    assert_int_equal(compile(tree, expected[i].expression, &scope, &diags) == NULL, expected[i].when_lenient);
    assert_int_equal(diags.count, 1);
  }
  arena_free(arena);
}

/* A slip with an obvious meaning, found in workbooks. */
static void current_and_a_name_is_the_question_beside(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  XmlTree *tree = tree_of(arena);
  const ExprHost host = xml_tree_host(tree, xml_tree_find(tree, STR(TOP)));
  ExprScope scope = xml_tree_scope(tree);
  scope.lenient = scope.in_choices = true;
  Diags diags;
  const Expr *expr = compile(tree, "current()/region", &scope, &diags);
  assert_true(str_is(value_to_str(arena, expr_eval(expr, &host, arena)), "nord"));
  assert_string_equal(diags.items[0].code, "expr-bare-name");
  assert_null(compile(tree, "\n current()/region = current()/nord", &scope, &diags));
  assert_int_equal(diags.error_count, 1); /* both stand at the expression's first line */
  arena_free(arena);
}

static void all_nodes_are_to_be_had(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  XmlTree *tree = tree_of(arena);
  const ExprHost host = xml_tree_host(tree, xml_tree_find(tree, STR(TOP)));
  const ExprScope scope = xml_tree_scope(tree);
  Diags diags;
  const Expr *all = compile(tree, "/data/rom[areal > 1]/navn", &scope, &diags), *sum = compile(tree, "1 + 1", &scope, &diags);
  assert_true(expr_gives_nodes(all));
  assert_int_equal(expr_eval_nodes(all, &host, arena).count, 2);
  assert_false(expr_gives_nodes(sum));
  assert_int_equal(expr_eval_nodes(sum, &host, arena).count, 0);
  arena_free(arena);
}

/* The nearest answer is asked for a hundred times as often as all of them: then no nodes are gathered. */
static ExprNodes no_reference(void *context, int reference_ix, ExprNode from, Arena *arena) {
  (void)context;
  (void)reference_ix;
  (void)from;
  (void)arena;
  fail_msg("nodes are gathered for one answer");
  return (ExprNodes){NULL, 0};
}

static void one_answer_gathers_no_nodes(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  XmlTree *tree = tree_of(arena);
  ExprHost host = xml_tree_host(tree, xml_tree_find(tree, STR(ROOM2)));
  const ExprScope scope = xml_tree_scope(tree);
  ExprTree walks = *host.tree;
  walks.reference = no_reference;
  host.tree = &walks;
  Diags diags;
  const Expr *expr = compile(tree, "../areal > 5 and ${region} != '' and sum(/data/gruppe/alder) = 17", &scope, &diags);
  assert_true(expr_eval_boolean(expr, &host, arena));
  arena_free(arena);
}

/* Every [..] would go through all that the one around it goes through: without a bound this takes longer than the sun will shine. */
static void predicates_without_end_end(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  XmlTree *tree = tree_of(arena);
  const ExprHost host = xml_tree_host(tree, xml_tree_find(tree, STR(TOP)));
  const ExprScope scope = {.context = tree, .find = xml_tree_scope(tree).find};
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (int i = 0; i < 100; i++)
    sink_z(&sink, "../*[count(");
  sink_z(&sink, "../*");
  for (int i = 0; i < 100; i++)
    sink_z(&sink, ") > 0]");
  Diags diags;
  const Expr *expr = compile(tree, buffer.bytes, &scope, &diags);
  assert_non_null(expr);
  expr_eval(expr, &host, arena);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paths_lead_where_they_say),
      cmocka_unit_test(a_filter_looks_at_its_choice),
      cmocka_unit_test(paths_are_references),
      cmocka_unit_test(wrong_paths_are_mistakes),
      cmocka_unit_test(current_and_a_name_is_the_question_beside),
      cmocka_unit_test(all_nodes_are_to_be_had),
      cmocka_unit_test(one_answer_gathers_no_nodes),
      cmocka_unit_test(predicates_without_end_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
