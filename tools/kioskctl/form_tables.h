/* form_tables: the CSV files that a form asks for, as they lie beside its workbook: there they are looked for, by this program and by others. */
#ifndef FORM_TABLES_H
#define FORM_TABLES_H

#include "form.h"
#include "out_file.h"
#include "yaml_tree.h"

enum { FORM_TABLES_MAX = 50 };

typedef struct FormTables { /* stays where it is in memory until its files are finished */
  OutFile files[FORM_TABLES_MAX];
  size_t count;
} FormTables;

/* Writes those of the form's files that it uses for the folder of `out`, to be finished together with it; root: of its source. One that is
 * there already and says the same is left alone; one that says something else: STATUS_USAGE with table-there. Those that were opened are
 * in tables, however it ends. */
Status form_tables_write(Arena *arena, const YamlNode *root, const Form *form, const char *out, FormTables *tables, Err *err);

#endif
