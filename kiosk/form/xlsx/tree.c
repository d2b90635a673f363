#include "tree.h"

#include <string.h>

static YamlNode *new_node(Arena *arena, Site site, YamlKind kind) {
  YamlNode *node = ARENA_NEW(arena, YamlNode);
  *node = (YamlNode){.kind = kind, .place = site.place, .line = site.line, .block = site.edited};
  return node;
}

YamlNode *tree_text(Arena *arena, Site site, Str text) {
  YamlNode *node = tree_word(arena, site, text);
  node->quoted = true;
  return node;
}

/* Readers of texts may look beyond their end for a NUL. */
YamlNode *tree_word(Arena *arena, Site site, Str word) {
  YamlNode *node = new_node(arena, site, YAML_SCALAR);
  node->text = arena_str(arena, word);
  return node;
}

static size_t grown(size_t capacity) {
  return capacity ? 2 * capacity : 8;
}

TreeMap tree_map(Arena *arena, Site site) {
  return (TreeMap){.arena = arena, .site = site};
}

void tree_put(TreeMap *map, Str key, const YamlNode *value) {
  if (!value) return;
  if (map->count == map->capacity) {
    size_t capacity = grown(map->capacity);
    YamlPair *pairs = ARENA_ARRAY(map->arena, YamlPair, capacity);
    if (map->count) memcpy(pairs, map->pairs, map->count * sizeof(YamlPair));
    map->pairs = pairs;
    map->capacity = capacity;
  }
  Site site = {.place = value->place, .line = value->line};
  map->pairs[map->count++] = (YamlPair){.key = tree_word(map->arena, site, key), .value = value};
}

bool tree_has(const TreeMap *map, Str key) {
  for (size_t i = 0; i < map->count; i++)
    if (str_equal(map->pairs[i].key->text, key)) return true;
  return false;
}

const YamlNode *tree_map_done(const TreeMap *map) {
  YamlNode *node = new_node(map->arena, map->site, YAML_MAP);
  node->pairs = map->pairs;
  node->count = map->count;
  return node;
}

TreeList tree_list(Arena *arena, Site site) {
  return (TreeList){.arena = arena, .site = site};
}

void tree_append(TreeList *list, const YamlNode *item) {
  if (list->count == list->capacity) {
    size_t capacity = grown(list->capacity);
    const YamlNode **items = ARENA_ARRAY(list->arena, const YamlNode *, capacity);
    if (list->count) memcpy(items, list->items, list->count * sizeof(const YamlNode *));
    list->items = items;
    list->capacity = capacity;
  }
  list->items[list->count++] = item;
}

const YamlNode *tree_list_done(const TreeList *list) {
  YamlNode *node = new_node(list->arena, list->site, YAML_LIST);
  node->items = list->items;
  node->count = list->count;
  return node;
}
