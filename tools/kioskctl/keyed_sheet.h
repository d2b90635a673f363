/* keyed_sheet: a sheet of an XLSForm whose columns are those of a table of keys, filled from the nodes of a form's tree. */
#ifndef KEYED_SHEET_H
#define KEYED_SHEET_H

#include "form.h"
#include "form_sheet.h"
#include "yaml_tree.h"

enum { KEYS_MAX = 32 };

typedef enum KeyKind {
  KEY_WORDS,      /* a value as it is */
  KEY_FLAG,       /* yes or no where the tree has a bare one */
  KEY_PARAMETERS, /* a value as it is, or a map as XLSForm writes it: start=1 end=5 */
  KEY_TEXT,       /* a column for each language */
  KEY_FILE,       /* likewise, but one name without a language is for all */
} KeyKind;

typedef struct Key {
  const char *name, *heading;
  KeyKind kind;
} Key;

typedef struct SheetForm { /* what the sheets are made from */
  Arena *arena;
  const YamlNode *root;
  const Form *form;
  bool has_languages; /* the form declares them: texts stand under headings with a language */
} SheetForm;

typedef struct KeyedSheet {
  const SheetForm *from;
  FormSheet sheet;
  const Key *keys;
  size_t key_count;
  size_t first_column[KEYS_MAX]; /* by key: the column without a language; those of the languages follow */
} KeyedSheet;

/* keys is static and has the columns from left to right. */
KeyedSheet keyed_sheet_new(const SheetForm *from, const char *name, const Key *keys, size_t count);
/* The column of a language; language_ix -1: the one without. */
size_t keyed_sheet_column(const KeyedSheet *keyed, size_t key_ix, int language_ix);
/* Into the last row. NULL and what is null in YAML are no cells. */
void keyed_sheet_put(KeyedSheet *keyed, size_t key_ix, const YamlNode *node);
void keyed_sheet_put_str(KeyedSheet *keyed, size_t key_ix, Str text);
void keyed_sheet_put_map(KeyedSheet *keyed, const YamlNode *map); /* the value of each key */
/* Under a heading that is none of the keys, a new one if need be. */
void keyed_sheet_put_other(KeyedSheet *keyed, Str heading, const YamlNode *node);
/* "Norsk (nb)", as headings name it. */
Str sheet_form_language(const SheetForm *from, int language_ix);

#endif
