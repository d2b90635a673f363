#include "trace_answer.h"
#include "trace_answer_part.h"
#include "trace_reach.h"

#include <math.h>
#include <string.h>

enum { RANGE_KEYS_MAX = 100000, EXTRA_BACKSPACES = 2 /* a sign, a decimal mark */ };

Str part_id(const Part *part, const char *name) {
  return arena_printf(part->arena, "%s%s", part->prefix, name);
}

Value part_answer(const Part *part) {
  return survey_answer(part->survey, part->cell);
}

static Str choice_id(const Part *part, Str choice) {
  return arena_printf(part->arena, "%sanswer." STR_FMT, part->prefix, STR_ARG(choice));
}

static Status no_way_back(const Part *part, Err *err) {
  return err_set(err, STATUS_INPUT, "trace", "the screen has no way to take the answer to \"" STR_FMT "\" back",
                 STR_ARG(part->question->name));
}

static Status toggle(const Part *part, Value wanted, Err *err) {
  if (value_is_empty(wanted) == value_is_empty(part_answer(part))) return STATUS_OK;
  return reach_tap(part->hand, part_id(part, "answer"), err);
}

/* Tapped also when it is chosen already: that is how a quick question is left. */
static Status choose_one(const Part *part, Value wanted, Err *err) {
  if (wanted.kind == VALUE_TEXT) return reach_tap(part->hand, choice_id(part, wanted.text), err);
  return value_is_empty(part_answer(part)) ? STATUS_OK : no_way_back(part, err);
}

static bool list_has(Value list, Str name) {
  for (size_t i = 0; list.kind == VALUE_LIST && i < list.list.count; i++)
    if (str_equal(list.list.items[i], name)) return true;
  return false;
}

/* The first choice that is not as it should be; a tap on an exclusive one changes others too. */
static Str find_wrong(const Part *part, const ChoiceList *list, Value wanted) {
  Value answer = part_answer(part);
  for (size_t i = 0; answer.kind == VALUE_LIST && i < answer.list.count; i++)
    if (!list_has(wanted, answer.list.items[i])) return answer.list.items[i];
  for (size_t i = 0; i < list->count; i++)
    if (list_has(wanted, list->choices[i].name) && !list_has(answer, list->choices[i].name)) return list->choices[i].name;
  return (Str){NULL, 0};
}

static Status choose_several(const Part *part, Value wanted, Err *err) {
  const ChoiceList *list = form_choices(survey_form(part->survey), part->question);
  for (size_t taps = 0; taps < 2 * list->count + 1; taps++) {
    Str wrong = find_wrong(part, list, wanted);
    if (wrong.len == 0) return STATUS_OK;
    Status status = reach_tap(part->hand, choice_id(part, wrong), err);
    if (status != STATUS_OK) return status;
  }
  return err_set(err, STATUS_INPUT, "trace", "the choices of \"" STR_FMT "\" do not go together on the screen",
                 STR_ARG(part->question->name));
}

Status part_clear(const Part *part, Err *err) {
  if (value_is_empty(part_answer(part))) return STATUS_OK;
  return reach_tap(part->hand, part_id(part, "clear"), err);
}

/* Where a screen has no room for the button, a tap on each number takes it back. */
static Status take_order_back(const Part *part, Err *err) {
  Value answer = part_answer(part);
  if (answer.kind != VALUE_LIST || reach_find(part->hand, part_id(part, "clear")) != NULL) return part_clear(part, err);
  size_t count = answer.list.count;
  Str *ids = ARENA_ARRAY(part->arena, Str, count);
  for (size_t i = 0; i < count; i++)
    ids[i] = choice_id(part, answer.list.items[i]);
  Status status = STATUS_OK;
  while (status == STATUS_OK && count > 0)
    status = reach_tap(part->hand, ids[--count], err);
  return status;
}

/* The last one need not be tapped: when only it is left, the order is whole. */
static Status put_in_order(const Part *part, Value wanted, Err *err) {
  Status status = take_order_back(part, err);
  for (size_t i = 0; status == STATUS_OK && wanted.kind == VALUE_LIST && i < wanted.list.count; i++) {
    bool whole = !value_is_empty(part_answer(part));
    if (!whole) status = reach_tap(part->hand, choice_id(part, wanted.list.items[i]), err);
  }
  return status;
}

static Status empty_field(const Part *part, Err *err) {
  Status status = reach_tap(part->hand, part_id(part, "field"), err);
  if (status != STATUS_OK) return status;
  hand_press(part->hand, KEY_END, false);
  size_t left = value_to_str(part->arena, part_answer(part)).len;
  for (; left > 0 && !value_is_empty(part_answer(part)); left--)
    hand_press(part->hand, KEY_BACKSPACE, false);
  for (int i = 0; i < EXTRA_BACKSPACES; i++)
    hand_press(part->hand, KEY_BACKSPACE, false);
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
  Str number = number_to_str(part->arena, wanted), id = choice_id(part, number);
  const char *point = memchr(number.ptr, '.', number.len);
  if (reach_find(part->hand, id) == NULL && point != NULL) {
    Str whole = {number.ptr, (size_t)(point - number.ptr)};
    id = choice_id(part, arena_printf(part->arena, STR_FMT ",%s", STR_ARG(whole), point + 1));
  }
  return reach_tap(part->hand, id, err);
}

static Status set_range(const Part *part, Value wanted, Err *err) {
  bool slides = reach_find(part->hand, part_id(part, "slider")) != NULL;
  if (wanted.kind == VALUE_NUMBER) return slides ? slide(part, wanted.number, err) : tap_number(part, wanted.number, err);
  if (value_is_empty(part_answer(part))) return STATUS_OK;
  return slides ? part_clear(part, err) : no_way_back(part, err);
}

static Status refuse(const Part *part, Value wanted, Err *err) {
  (void)wanted;
  return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" takes no answer on the screen", STR_ARG(part->question->name));
}

typedef Status Enter(const Part *part, Value wanted, Err *err);

static Enter *const enters[] = {
    [QUESTION_NOTE] = refuse,
    [QUESTION_ACKNOWLEDGE] = toggle,
    [QUESTION_SELECT_ONE] = choose_one,
    [QUESTION_SELECT_MULTIPLE] = choose_several,
    [QUESTION_RANK] = put_in_order,
    [QUESTION_RANGE] = set_range,
    [QUESTION_INTEGER] = type_in,
    [QUESTION_DECIMAL] = type_in,
    [QUESTION_TEXT] = type_in,
    [QUESTION_DATE] = part_set_moment,
    [QUESTION_TIME] = part_set_moment,
    [QUESTION_DATETIME] = part_set_moment,
    [QUESTION_IMAGE] = refuse,
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
