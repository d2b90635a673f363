/* What is known of the open XLSForms beside this project (see README of that folder): counts, and what another program makes of each. */
#ifndef FORM_TEST_ORACLE_H
#define FORM_TEST_ORACLE_H

#include "yaml_tree.h"

#define ORACLE_FOLDER "../shared/xlsform"

typedef struct Manifest { /* tab-separated, a heading and a line a form */
  const Str *headings;
  size_t heading_count;
  const Str *cells; /* line by line */
  size_t line_count;
} Manifest;

/* False: the folder is not there. */
bool oracle_manifest(Arena *arena, Manifest *out);
Str oracle_cell(const Manifest *manifest, size_t line_ix, const char *heading); /* empty: none */

/* What a <bind> says of a question; a text that is empty is not there. */
typedef struct Bind {
  Str path; /* without the root: "group/question" */
  Str relevant, constraint, calculate, required, readonly;
} Bind;

typedef struct XForm {
  Str root; /* "/data" */
  Bind *binds;
  size_t count;
} XForm;

/* False: there is no such file, or it is no XML. */
bool oracle_xform(Arena *arena, const char *path, XForm *out);
/* An expression without white space, and each path in it as the ${name} that an author writes. root: of the XForm. */
Str oracle_normal(Arena *arena, Str expression, Str root);

/* The questions and groups that the paths in an expression of the question at own lead to, one a line, sorted, each once: "group/q". */
Str oracle_paths(Arena *arena, Str expression, Str own, Str root);
/* Lines so sorted. */
Str oracle_sorted(Arena *arena, Str *lines, size_t count);

#endif
