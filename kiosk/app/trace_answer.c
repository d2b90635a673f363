#include "trace_answer.h"
#include "trace_answer_part.h"
#include "trace_reach.h"

#include <math.h>
#include <string.h>

enum { RANGE_KEYS_MAX = 100000, EXTRA_PRESSES = 2 /* a sign, a decimal mark */ };

Str part_id(const Part *part, const char *name) {
  return arena_printf(part->arena, "%s%s", part->prefix, name);
}

Value part_answer(const Part *part) {
  return survey_answer(part->survey, part->cell);
}

Status part_no_way_back(const Part *part, Err *err) {
  return err_set(err, STATUS_INPUT, "trace", "the screen has no way to take the answer to \"" STR_FMT "\" back",
                 STR_ARG(part->question->name));
}

static Status toggle(const Part *part, Value wanted, Err *err) {
  if (value_is_empty(wanted) == value_is_empty(part_answer(part))) return STATUS_OK;
  return reach_tap(part->hand, part_id(part, "answer"), err);
}

Status part_clear(const Part *part, Err *err) {
  if (value_is_empty(part_answer(part))) return STATUS_OK;
  return reach_tap(part->hand, part_id(part, "clear"), err);
}

static void wipe_out(const Part *part, Key key) {
  size_t left = value_to_str(part->arena, part_answer(part)).len;
  for (; left > 0 && !value_is_empty(part_answer(part)); left--)
    hand_press(part->hand, key, false);
  for (int i = 0; i < EXTRA_PRESSES; i++)
    hand_press(part->hand, key, false);
}

/* The tap has put the caret somewhere in the text, of which there may be several lines: what is before it goes, then what is behind. */
static Status empty_field(const Part *part, Err *err) {
  Status status = reach_tap(part->hand, part_id(part, "field"), err);
  if (status != STATUS_OK) return status;
  wipe_out(part, KEY_BACKSPACE);
  wipe_out(part, KEY_DELETE);
  return STATUS_OK;
}

static Status type_in(const Part *part, Value wanted, Err *err) {
  if (value_is_empty(wanted) && value_is_empty(part_answer(part))) return STATUS_OK;
  Status status = empty_field(part, err);
  if (status == STATUS_OK) hand_type(part->hand, value_to_str(part->arena, wanted));
  return status;
}

/* A tap on the track, then as many steps as it is off. */
static Status slide(const Part *part, double wanted, Err *err) {
  const Range *range = &part->question->range;
  double share = (wanted - range->start) / (range->end - range->start);
  bool rtl = survey_form(part->survey)->languages[survey_language(part->survey)].rtl;
  Status status = reach_tap_at(part->hand, part_id(part, "slider"), rtl ? 1 - share : share, err);
  for (int keys = 0; status == STATUS_OK && keys < RANGE_KEYS_MAX; keys++) {
    double left = wanted - part_answer(part).number;
    if (fabs(left) <= fabs(range->step) / 2) break;
    bool more = (left > 0) == (range->step > 0);
    hand_press(part->hand, more == rtl ? KEY_LEFT : KEY_RIGHT, false);
  }
  return status;
}

/* A button says its number as the language writes it. */
static Status tap_number(const Part *part, double wanted, Err *err) {
  Str number = number_to_str(part->arena, wanted), id = part_choice_id(part, number);
  const char *point = memchr(number.ptr, '.', number.len);
  if (reach_find(part->hand, id) == NULL && point != NULL) {
    Str whole = {number.ptr, (size_t)(point - number.ptr)};
    id = part_choice_id(part, arena_printf(part->arena, STR_FMT ",%s", STR_ARG(whole), point + 1));
  }
  return reach_tap(part->hand, id, err);
}

static Status set_range(const Part *part, Value wanted, Err *err) {
  bool slides = reach_find(part->hand, part_id(part, "slider")) != NULL;
  if (wanted.kind == VALUE_NUMBER) return slides ? slide(part, wanted.number, err) : tap_number(part, wanted.number, err);
  if (value_is_empty(part_answer(part))) return STATUS_OK;
  return slides ? part_clear(part, err) : part_no_way_back(part, err);
}

static Status refuse(const Part *part, Value wanted, Err *err) {
  (void)wanted;
  return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" takes no answer on the screen", STR_ARG(part->question->name));
}

typedef Status Enter(const Part *part, Value wanted, Err *err);

static Enter *const enters[] = {
    [QUESTION_NOTE] = refuse,
    [QUESTION_ACKNOWLEDGE] = toggle,
    [QUESTION_SELECT_ONE] = part_choose_one,
    [QUESTION_SELECT_MULTIPLE] = part_choose_several,
    [QUESTION_RANK] = part_put_in_order,
    [QUESTION_RANGE] = set_range,
    [QUESTION_INTEGER] = type_in,
    [QUESTION_DECIMAL] = type_in,
    [QUESTION_TEXT] = type_in,
    [QUESTION_DATE] = part_set_moment,
    [QUESTION_TIME] = part_set_moment,
    [QUESTION_DATETIME] = part_set_moment,
    [QUESTION_IMAGE] = part_draw,
    [QUESTION_CALCULATE] = refuse,
    [QUESTION_HIDDEN] = refuse,
    [QUESTION_START] = refuse,
    [QUESTION_END] = refuse,
    [QUESTION_TODAY] = refuse,
    [QUESTION_DEVICEID] = refuse,
    [QUESTION_UNASKED] = refuse,
};
_Static_assert(COUNT_OF(enters) == QUESTION_KIND_COUNT, "every question type has its way");

/* Where several questions stand on a page, their names tell their nodes apart. */
static const char *prefix_of(Arena *arena, const Survey *survey, const Question *question) {
  SurveyPage page = survey_page(survey);
  bool list = page.group_ix >= 0 || page.cell_count > 1;
  return list ? arena_printf(arena, STR_FMT ".", STR_ARG(question->name)).ptr : "";
}

Status trace_answer(Hand *hand, Arena *arena, const Survey *survey, int cell, Value wanted, Err *err) {
  const Question *question = &survey_form(survey)->questions[survey_question(survey, cell)];
  Part part = {hand, arena, survey, cell, question, prefix_of(arena, survey, question)};
  return enters[question->kind](&part, wanted, err);
}
