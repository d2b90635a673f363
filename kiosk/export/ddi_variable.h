/* ddi_variable: variables and their groups in DDI-Codebook 2.5. */
#ifndef DDI_VARIABLE_H
#define DDI_VARIABLE_H

#include "codebook_facts.h"
#include "words.h"
#include "xml_writer.h"

typedef struct DdiBook {
  Xml xml;
  Arena *arena;
  const Dataset *dataset;
  const Language *languages;
  size_t language_count;
} DdiBook;

void ddi_text_in(DdiBook *book, const char *element, Str language, Str text); /* nothing for the empty text */
void ddi_version(DdiBook *book, size_t version_ix);                           /* a verStmt */

Str ddi_variable_ids(const DdiBook *book, size_t table_ix, const Variable *variables, size_t count); /* joined by spaces */

/* varGrp: the columns of a question's choices; all tables' before any variable. IDs are the same in every export: G and V, the table's
 * number, and the variable's name. */
void ddi_variable_groups(DdiBook *book, size_t table_ix);
void ddi_variables(DdiBook *book, size_t table_ix);

#endif
