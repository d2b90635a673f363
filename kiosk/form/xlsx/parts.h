/* The parts of the tree, a file each. */
#ifndef XLSX_PARTS_H
#define XLSX_PARTS_H

#include "table.h"

typedef struct Tables {
  Table survey, choices, external_choices, settings, kiosk;
} Tables;

/* Decides which language plain columns are in; afterwards there is at least one language. Returns the default's index. */
int xlsx_settle_languages(Reading *reading, const Tables *tables);
const YamlNode *xlsx_settings(Reading *reading, const Tables *tables, int default_language_ix);
/* The same with the form_id it goes by, when the workbook gives none. */
const YamlNode *xlsx_with_form_id(Reading *reading, const YamlNode *settings);
const YamlNode *xlsx_languages(Reading *reading, const Tables *tables); /* NULL: of the only one, nothing is known but its code */
const YamlNode *xlsx_kiosk(const Table *table);                         /* NULL: no such sheet */
const YamlNode *xlsx_choices(const Tables *tables);
const YamlNode *xlsx_survey(const Table *table); /* the rows as they stand, group ends among them */
/* The survey as a person writes it: groups hold their questions, types have one spelling, every row has a name. One whose groups do
 * not fit together is returned as it is. */
const YamlNode *xlsx_nest(Arena *arena, const YamlNode *survey);

/* What a key says on the kiosk sheet that belongs to another part of the form: languages.ar.direction, settings.form_title. NULL:
 * nothing. */
const YamlNode *xlsx_kiosk_value(const Table *table, Str key);

#endif
