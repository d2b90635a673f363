/* Workbooks that real programs wrote, where they lie beside the source tree: every sheet is read, without a word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "parts.h"

#define FOLDER "../shared/xlsform/forms/"

typedef struct Case {
  const char *file;
  size_t sheets, cells; /* as another reader of workbooks counts them */
} Case;

static const Case real[] = {
    {"01-dcebike-onboarding-v2.xlsx", 3, 887},
    {"02-clip-pilot-onboarding-v0.xlsx", 3, 685},
    {"03-dfc-onboarding-v1.xlsx", 3, 361},
    {"04-socio-economic-survey-v20240515.xlsx", 3, 1138},
    {"05-all_types_survey.xlsx", 3, 218},
    {"06-testB.xlsx", 10, 1287},
    {"07-repeat_allows_selection.xlsx", 6, 738},
    {"08-RMSCAPI.xlsx", 6, 9541},
    {"09-ramOP.xlsx", 3, 1040},
    {"10-REACH_2024_MSNA-kobo-tool_draft_v11.xlsx", 4, 5368},
    {"11-liberiaStdForm.xlsx", 3, 88},
    {"12-trachoma_grading_kappa.xlsx", 3, 723},
};

static size_t count_cells(const Workbook *workbook) {
  size_t cells = 0;
  for (size_t i = 0; i < workbook->count; i++)
    for (size_t r = 0; r < workbook->sheets[i].count; r++)
      cells += workbook->sheets[i].rows[r].count;
  return cells;
}

static void real_workbooks_are_read(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(real); i++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    Str path = arena_printf(arena, FOLDER "%s", real[i].file), bytes;
    if (file_read(arena, path.ptr, 16 * 1024 * 1024, &bytes, NULL) != STATUS_OK) {
      printf("skipped: %s is not there\n", path.ptr);
      arena_free(arena);
      skip();
    }
    Workbook workbook;
    assert_true(workbook_read(arena, bytes, path.ptr, &diags, &workbook));
    assert_int_equal(diags.count, 0);
    assert_int_equal(workbook.count, real[i].sheets);
    assert_int_equal(count_cells(&workbook), real[i].cells);
    assert_non_null(workbook_sheet(&workbook, STR("survey")));
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(real_workbooks_are_read)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
