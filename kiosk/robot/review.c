#include "robot_types.h"
#include "visit.h"

enum { CHANGE_PERCENT = 40, CHANGES_MAX = 3 };

/* Next is refused when something is wrong somewhere, and leads there: that page is answered next. */
static void send_in(Visit *visit) {
  unsigned effects = visit_do(visit, (SurveyEvent){.kind = SURVEY_NEXT});
  if ((effects & SURVEY_REFUSED) && ++visit->turned_back > TURNS_MAX) visit->stuck_cell = survey_current(visit->survey);
}

void review_decide(Visit *visit) {
  SurveyPage page = survey_page(visit->survey);
  if (visit->changes < CHANGES_MAX && chance_percent(&visit->random, CHANGE_PERCENT)) {
    visit->changes++;
    int cell = page.cells[random_below(&visit->random, (uint32_t)page.cell_count)];
    visit_do(visit, (SurveyEvent){.kind = SURVEY_GO, .cell = cell});
  } else {
    send_in(visit);
  }
  visit_tell(visit, (Str){0});
}
