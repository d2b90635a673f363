/* The words of a form as its author wrote them: conditions and calculations, found in the form's source by path. */
#ifndef PREVIEW_SOURCE_H
#define PREVIEW_SOURCE_H

#include "base.h"
#include "form.h"
#include "yaml_tree.h"

typedef struct SourceRow {
  Str path;
  const YamlNode *node;
} SourceRow;

typedef struct Source {
  const SourceRow *rows;
  size_t count;
} Source;

/* The rows of the survey, questions and groups, in their order; borrows the form's source. */
Source preview_source_read(Arena *arena, const Form *form);
/* What stands under a key in the row of that path; empty where there is none. *from is where looking begins, for paths that come in the
 * form's order; 0 at first. */
Str preview_source_get(const Source *source, Str path, const char *key, size_t *from);

#endif
