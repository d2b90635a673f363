#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "yaml_tree.h"

typedef struct Fixture {
  Arena *arena;
  Diags diags;
} Fixture;

static int set_up(void **state) {
  static Fixture fixture;
  fixture.arena = arena_new(0);
  fixture.diags = diags_new(fixture.arena);
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  arena_free(((Fixture *)*state)->arena);
  return 0;
}

static const YamlNode *parse(Fixture *fixture, const char *text) {
  const YamlNode *root = yaml_parse(fixture->arena, str_from(text), "t.yaml", &fixture->diags).root;
  assert_int_equal(fixture->diags.count, 0);
  assert_non_null(root);
  return root;
}

static void assert_text(const YamlNode *node, const char *text) {
  assert_non_null(node);
  assert_int_equal(node->kind, YAML_SCALAR);
  assert_true(str_is(node->text, text));
}

static void test_maps_and_lists_keep_the_order_of_the_file(void **state) {
  const YamlNode *root = parse(*state, "b: 1\na: [x, y]\n");
  assert_int_equal(root->kind, YAML_MAP);
  assert_int_equal(root->count, 2);
  assert_text(root->pairs[0].key, "b");
  assert_text(root->pairs[1].key, "a");
  const YamlNode *list = yaml_get(root, "a");
  assert_int_equal(list->kind, YAML_LIST);
  assert_int_equal(list->count, 2);
  assert_text(list->items[0], "x");
  assert_text(list->items[1], "y");
  assert_null(yaml_get(root, "c"));
  assert_null(yaml_get(list, "a"));
  assert_null(yaml_get(NULL, "a"));
}

static void test_many_items_survive_the_growing_of_what_is_pending(void **state) {
  Fixture *fixture = *state;
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (int i = 0; i < 500; i++)
    sink_printf(&sink, "- {n: %d, inner: [%d, [%d]]}\n", i, i, i);
  const YamlNode *root = parse(fixture, buffer_view(&buffer).ptr);
  assert_int_equal(root->count, 500);
  for (int i = 0; i < 500; i++) {
    const char *expected = arena_printf(fixture->arena, "%d", i).ptr;
    assert_text(yaml_get(root->items[i], "n"), expected);
    assert_text(yaml_get(root->items[i], "inner")->items[1]->items[0], expected);
  }
}

static void test_places_are_those_of_an_editor(void **state) {
  static const struct {
    const char *label, *text;
    int line, column; /* of the value of k */
  } CASES[] = {
      {"plain", "k: v", 1, 4},
      {"second line", "a: 1\nk: v", 2, 4},
      {"CR LF", "a: 1\r\nk: v\r\n", 2, 4},
      {"CR alone", "a: 1\rk: v\r", 2, 4},
      {"letters of two bytes count once", "\"æøå\": 1\nk: v", 2, 4},
      {"before it on the same line", "{\"æøå\": 1, k: v}", 1, 15},
      {"byte order mark", "\xEF\xBB\xBFk: v", 1, 4},
      {"line separator ends no line", "a: \"x\xE2\x80\xA8y\"\nk: v", 2, 4},
      {"the quotation mark belongs to it", "k: 'v'", 1, 4},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    const YamlNode *node = yaml_get(parse(*state, CASES[i].text), "k");
    if (!node || node->place.line != CASES[i].line || node->place.column != CASES[i].column)
      fail_msg("%s: at %d:%d", CASES[i].label, node ? node->place.line : 0, node ? node->place.column : 0);
  }
}

static void test_a_node_carries_its_source_line(void **state) {
  const YamlNode *root = parse(*state, "\xEF\xBB\xBFone: 1\r\ntwo: [a,\r\n  b]");
  assert_true(str_is(yaml_get(root, "one")->line, "one: 1"));
  assert_true(str_is(yaml_get(root, "two")->items[1]->line, "  b]"));
}

static void test_styles_of_scalars(void **state) {
  static const struct {
    const char *text, *value;
    bool quoted, block;
  } CASES[] = {
      {"k: a b", "a b", false, false},
      {"k: 'a b'", "a b", true, false},
      {"k: \"a b\"", "a b", true, false},
      {"k: \"å\"", "å", true, false},
      {"k: 'it''s'", "it's", true, true},
      {"k: \"a\\tb\"", "a\tb", true, true},
      {"k: \"\\x41\"", "A", true, true},
      {"k: |\n  a\n  b\n", "a\nb\n", true, true},
      {"k: >-\n  a\n  b\n", "a b", true, true},
      {"k: a\n  b", "a b", false, true},
      {"k: \"a\n b\"", "a b", true, true},
      {"{k: a\nb}", "a b", false, true}, /* as long as in the source */
      {"k:", "", false, false},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    const YamlNode *node = yaml_get(parse(*state, CASES[i].text), "k");
    assert_text(node, CASES[i].value);
    if (node->quoted != CASES[i].quoted || node->block != CASES[i].block)
      fail_msg("%s: quoted %d, block %d", CASES[i].text, node->quoted, node->block);
  }
}

static void test_only_plain_nothing_is_null(void **state) {
  const YamlNode *root = parse(*state, "nulls: [~, null, NULL, Null]\nothers: ['~', 'null', '', nil, 0, [], {}]\nempty:\n");
  const YamlNode *nulls = yaml_get(root, "nulls"), *others = yaml_get(root, "others");
  for (size_t i = 0; i < nulls->count; i++)
    assert_true(yaml_is_null(nulls->items[i]));
  for (size_t i = 0; i < others->count; i++)
    assert_false(yaml_is_null(others->items[i]));
  assert_true(yaml_is_null(yaml_get(root, "empty")));
  assert_true(yaml_is_null(NULL));
}

static void test_a_text_without_a_document_has_no_root(void **state) {
  Fixture *fixture = *state;
  assert_null(yaml_parse(fixture->arena, STR(""), "t.yaml", &fixture->diags).root);
  assert_null(yaml_parse(fixture->arena, (Str){NULL, 0}, "t.yaml", &fixture->diags).root);
  assert_null(yaml_parse(fixture->arena, STR("# only this\n"), "t.yaml", &fixture->diags).root);
  assert_int_equal(fixture->diags.count, 0);
}

static void test_line_at(void **state) {
  (void)state;
  static const char TEXT[] = "\xEF\xBB\xBFone\r\n\ntwo\rthree";
  static const char *const LINES[] = {"", "one", "", "two", "three", ""};
  for (int line = 0; line < (int)COUNT_OF(LINES); line++)
    assert_true(str_is(yaml_line_at(STR(TEXT), line), LINES[line]));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_maps_and_lists_keep_the_order_of_the_file),
      TEST(test_many_items_survive_the_growing_of_what_is_pending),
      TEST(test_places_are_those_of_an_editor),
      TEST(test_a_node_carries_its_source_line),
      TEST(test_styles_of_scalars),
      TEST(test_only_plain_nothing_is_null),
      TEST(test_a_text_without_a_document_has_no_root),
      TEST(test_line_at),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
