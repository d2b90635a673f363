/* advice: what check has to say of a form, printed: for people, or as lines of JSON. */
#ifndef ADVICE_H
#define ADVICE_H

#include "lint.h"

/* "file:line:column: suggestion CODE: what; remedy." of each warning and suggestion, the remedy only with the first of those that share it;
 * then the facts, a line each. */
void advice_print(const char *path, LintReport report, FILE *out);
/* One JSON object a line:
 *   {"level":"suggestion","code":"two-things","file":"f.yaml","line":12,"column":5,"what":"...","remedy":"..."}
 * with "sheet" where it is a workbook's, and "figure" where it is a number. */
void advice_print_json(const char *path, LintReport report, FILE *out);
void advice_print_diags_json(const char *path, const Diags *diags, FILE *out);

#endif
