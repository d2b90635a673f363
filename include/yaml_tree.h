/* yaml_tree: a YAML file as a tree in which every node knows its line and column. Over libyaml.
 *
 * Three readers share it: forms, the configuration, and the assets (themes, interface strings). It knows none of their
 * keys. It refuses aliases, tags, several documents, texts of more than 16 MiB, nesting deeper than 64 and more than 1,000,000
 * nodes; it reports duplicate keys. Lines end in LF, CR LF or CR; columns count code points from 1, as an editor does. */
#ifndef YAML_TREE_H
#define YAML_TREE_H

#include "base.h"

typedef enum YamlKind { YAML_SCALAR, YAML_LIST, YAML_MAP } YamlKind;

typedef struct YamlNode YamlNode;
typedef struct YamlPair YamlPair;

struct YamlNode {
  YamlKind kind;
  Place place;
  Str line;                     /* the source line it stands on, without its line break */
  bool broken;                  /* could not be read, which is reported already: every reader below passes over it in silence */
  Str text;                     /* scalar: its value */
  bool quoted;                  /* scalar: written in quotes or as a block, so never null, true or a number */
  bool block;                   /* scalar: a block or folded scalar or one with escapes: columns inside it cannot be told */
  const YamlNode *const *items; /* list */
  const YamlPair *pairs;        /* map, in the order of the file; a duplicate key stands once, its first time */
  size_t count;                 /* of items or pairs */
};

struct YamlPair {
  const YamlNode *key; /* always a scalar */
  const YamlNode *value;
};

typedef struct YamlDoc {
  const YamlNode *root; /* NULL when the text has no document or a syntax error */
  Str source;
  const char *file;
} YamlDoc;

/* Parses source (borrowed for as long as the tree is used); mistakes go to diags. A mistake in syntax or encoding ends the reading,
 * the others do not. file is the name said in messages; borrowed. Everything lives in the arena. */
YamlDoc yaml_parse(Arena *arena, Str source, const char *file, Diags *diags);
/* The value of key in map, or NULL; NULL too when map is NULL or no map. */
const YamlNode *yaml_get(const YamlNode *map, const char *key);
bool yaml_is_null(const YamlNode *node); /* NULL, or an unquoted ~, null or nothing */
/* Readers for typed scalars: true when the node is one; otherwise they add yaml-type to diags, leave *out alone and return false.
 * NULL (the key is not there) gives false without a message. name is the key, for the message. */
bool yaml_text(const YamlNode *node, const char *name, Str *out, Diags *diags);
bool yaml_bool(const YamlNode *node, const char *name, bool *out, Diags *diags); /* true, false, yes, no */
bool yaml_number(const YamlNode *node, const char *name, double min, double max, double *out, Diags *diags);
bool yaml_int(const YamlNode *node, const char *name, int min, int max, int *out, Diags *diags);
/* Adds unknown-key, with the nearest known one, for each key of map that is not in known; not-a-map when it is no map. */
void yaml_expect_keys(const YamlNode *map, const char *what, const char *const *known, size_t known_count, Diags *diags);
/* Every code that this module gives; static. */
const char *const *yaml_codes(size_t *count);
/* Adds a message at a node, with its source line. */
void yaml_diag(const YamlNode *node, DiagLevel level, Diags *diags, const char *code, Str what, Str remedy);
/* The line of source that place stands on, without its line break. */
Str yaml_line_at(Str source, int line);

#endif
