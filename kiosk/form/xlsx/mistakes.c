#include "table.h"

static const char *const CODES[] = {
    [XLSX_CHOICE_WITHOUT_LIST] = "xlsx-choice-without-list",
    [XLSX_DEFAULT_LANGUAGE] = "xlsx-default-language",
    [XLSX_ERROR_CELL] = "xlsx-error-cell",
    [XLSX_ERROR_EXPRESSION] = "xlsx-error-expression",
    [XLSX_NO_LIST_COLUMN] = "xlsx-no-list-column",
    [XLSX_NO_SURVEY] = "xlsx-no-survey",
    [XLSX_NO_TYPE_COLUMN] = "xlsx-no-type-column",
    [XLSX_TWO_COLUMNS] = "xlsx-two-columns",
};
_Static_assert(COUNT_OF(CODES) == XLSX_MISTAKE_COUNT, "every mistake has a code");

static const bool IS_ERROR[XLSX_MISTAKE_COUNT] = {
    [XLSX_ERROR_EXPRESSION] = true,
    [XLSX_NO_SURVEY] = true,
    [XLSX_NO_TYPE_COLUMN] = true,
};

const char *const *xlsx_codes(size_t *count) {
  *count = COUNT_OF(CODES);
  return CODES;
}

void xlsx_report(Reading *reading, XlsxMistake mistake, Site site, Str what, Str remedy) {
  diags_add_quoting(reading->diags, IS_ERROR[mistake] ? DIAG_ERROR : DIAG_WARNING, CODES[mistake], site.place, what, remedy,
                    site.line);
}
