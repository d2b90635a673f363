/* Makes the nodes that a YAML file would have given, placed in a workbook's cells. */
#ifndef XLSX_TREE_H
#define XLSX_TREE_H

#include "yaml_tree.h"

typedef struct Site { /* where a value comes from */
  Place place;
  Str line;    /* the cell's text, as the sheet has it */
  bool edited; /* the value is not the cell's text: columns inside it cannot be told */
} Site;

/* A text; whatever it looks like, it is one. */
YamlNode *tree_text(Arena *arena, Site site, Str text);
/* A word that is to be read as YAML reads it: a number, yes, no. */
YamlNode *tree_word(Arena *arena, Site site, Str word);

typedef struct TreeMap {
  Arena *arena;
  Site site;
  YamlPair *pairs;
  size_t count, capacity;
} TreeMap;

TreeMap tree_map(Arena *arena, Site site);
/* Adds nothing when value is NULL. The key stands where the value does. */
void tree_put(TreeMap *map, Str key, const YamlNode *value);
bool tree_has(const TreeMap *map, Str key);
const YamlNode *tree_map_done(const TreeMap *map); /* borrows the pairs */

typedef struct TreeList {
  Arena *arena;
  Site site;
  const YamlNode **items;
  size_t count, capacity;
} TreeList;

TreeList tree_list(Arena *arena, Site site);
void tree_append(TreeList *list, const YamlNode *item);
const YamlNode *tree_list_done(const TreeList *list); /* borrows the items */

#endif
