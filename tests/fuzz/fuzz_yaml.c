/* Any bytes: a tree or messages, and every node reachable with a place inside the text. */
#include "yaml_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(const YamlNode *node) {
  BUG_UNLESS(node->place.line >= 1 && node->place.column >= 1);
  BUG_UNLESS(str_is_utf8(node->text) && str_is_utf8(node->line));
  for (size_t i = 0; node->kind == YAML_LIST && i < node->count; i++)
    walk(node->items[i]);
  for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++) {
    walk(node->pairs[i].key);
    walk(node->pairs[i].value);
  }
}

static void read_all(const YamlNode *node, Diags *diags) {
  static const char *const KEYS[] = {"survey", "name"};
  Str text;
  bool yes;
  double number;
  int whole;
  yaml_expect_keys(node, "a form", KEYS, COUNT_OF(KEYS), diags);
  yaml_text(node, "x", &text, diags);
  yaml_bool(node, "x", &yes, diags);
  yaml_number(node, "x", 0, 1, &number, diags);
  yaml_int(node, "x", -5, 5, &whole, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  YamlDoc doc = yaml_parse(arena, (Str){(const char *)data, size}, "fuzz.yaml", &diags);
  if (doc.root) {
    walk(doc.root);
    read_all(doc.root, &diags);
    for (size_t i = 0; doc.root->kind == YAML_MAP && i < doc.root->count; i++)
      read_all(doc.root->pairs[i].value, &diags);
  }
  for (size_t i = 0; i < diags.count; i++)
    BUG_UNLESS(diags.items[i].place.line >= 1 && diags.items[i].what.len > 0 && diags.items[i].remedy.len > 0);
  arena_free(arena);
  return 0;
}
