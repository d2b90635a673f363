#include "trace_answer_part.h"
#include "trace_reach.h"

enum { PAGES_MAX = 1000 };

Str part_choice_id(const Part *part, Str choice) {
  return arena_printf(part->arena, "%sanswer." STR_FMT, part->prefix, STR_ARG(choice));
}

/* --- in a list that is opened --- */

static bool is_open(const Part *part) {
  return reach_find(part->hand, STR("sheet.close")) != NULL;
}

static Status close_list(const Part *part, Err *err) {
  return is_open(part) ? reach_tap(part->hand, STR("sheet.close"), err) : STATUS_OK;
}

static Str label_of(const Part *part, Str name) {
  const Form *form = survey_form(part->survey);
  const ChoiceList *list = form_choices(form, part->question);
  for (size_t i = 0; i < list->count; i++)
    if (str_equal(list->choices[i].name, name)) return text_in(form, list->choices[i].label, survey_language(part->survey));
  return (Str){NULL, 0};
}

/* Of a long list only what is near its window is there: the rest is searched for by its words, and by turning pages of what they find. */
static void look_for(const Part *part, Str name, Str id) {
  if (reach_find(part->hand, id) != NULL) return;
  hand_type(part->hand, label_of(part, name));
  for (int pages = 0; pages < PAGES_MAX && reach_find(part->hand, id) == NULL; pages++) {
    Err none = {0};
    if (reach_find(part->hand, STR("more")) == NULL || reach_tap(part->hand, STR("more"), &none) != STATUS_OK) return;
  }
}

static Status tap_in_list(const Part *part, Str name, Err *err) {
  Str id = arena_printf(part->arena, "answer." STR_FMT, STR_ARG(name));
  Status status = reach_tap(part->hand, part_id(part, "picker"), err);
  if (status != STATUS_OK) return status;
  look_for(part, name, id);
  status = reach_tap(part->hand, id, err);
  return status == STATUS_OK ? close_list(part, err) : status;
}

static Status tap_choice(const Part *part, Str name, Err *err) {
  bool opens = reach_find(part->hand, part_id(part, "picker")) != NULL;
  return opens ? tap_in_list(part, name, err) : reach_tap(part->hand, part_choice_id(part, name), err);
}

/* --- one, several, all in order --- */

/* Tapped also when it is chosen already: that is how a quick question is left. */
Status part_choose_one(const Part *part, Value wanted, Err *err) {
  if (wanted.kind == VALUE_TEXT) return tap_choice(part, wanted.text, err);
  return value_is_empty(part_answer(part)) ? STATUS_OK : part_no_way_back(part, err);
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

Status part_choose_several(const Part *part, Value wanted, Err *err) {
  const ChoiceList *list = form_choices(survey_form(part->survey), part->question);
  for (size_t taps = 0; taps < 2 * list->count + 1; taps++) {
    Str wrong = find_wrong(part, list, wanted);
    if (wrong.len == 0) return STATUS_OK;
    Status status = tap_choice(part, wrong, err);
    if (status != STATUS_OK) return status;
  }
  return err_set(err, STATUS_INPUT, "trace", "the choices of \"" STR_FMT "\" do not go together on the screen",
                 STR_ARG(part->question->name));
}

/* Where a screen has no room for the button, a tap on each number takes it back. */
static Status take_order_back(const Part *part, Err *err) {
  Value answer = part_answer(part);
  if (answer.kind != VALUE_LIST || reach_find(part->hand, part_id(part, "clear")) != NULL) return part_clear(part, err);
  size_t count = answer.list.count;
  Str *ids = ARENA_ARRAY(part->arena, Str, count);
  for (size_t i = 0; i < count; i++)
    ids[i] = part_choice_id(part, answer.list.items[i]);
  Status status = STATUS_OK;
  while (status == STATUS_OK && count > 0)
    status = reach_tap(part->hand, ids[--count], err);
  return status;
}

Status part_put_in_order(const Part *part, Value wanted, Err *err) {
  Status status = take_order_back(part, err);
  for (size_t i = 0; status == STATUS_OK && wanted.kind == VALUE_LIST && i < wanted.list.count; i++)
    status = reach_tap(part->hand, part_choice_id(part, wanted.list.items[i]), err);
  return status;
}
