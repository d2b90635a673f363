/* A workbook as the trees that the YAML of its form would give. */
#ifndef XLSX_WORKBOOK_TREE_H
#define XLSX_WORKBOOK_TREE_H

#include "yaml_tree.h"

struct Workbook;

typedef struct WorkbookTree {
  const YamlNode *read;    /* its rows as they stand, for checking */
  const YamlNode *written; /* the same form as a person would write it */
} WorkbookTree;

/* False: there is no form in it, and diags says why. Other mistakes go to diags too. file, as said in messages, is borrowed for as long
 * as the trees live, which is in the arena. */
bool workbook_tree_read(Arena *arena, Str bytes, const char *file, Diags *diags, WorkbookTree *out);
/* The same of a workbook that has been read, which is borrowed likewise. */
bool workbook_tree_of(Arena *arena, const struct Workbook *workbook, const char *file, Diags *diags, WorkbookTree *out);

#endif
