#include "answering.h"

#include <math.h>

typedef struct Filling {
  Phone *phone;
  const Question *question;
  const char *name; /* of its fields */
  Value value;
} Filling;

static const char *part(const Filling *filling, const char *name) {
  return arena_printf(filling->phone->arena, "%s.%s", filling->name, name).ptr;
}

static bool choose(const Filling *filling, Str choice) {
  return phone_choose(filling->phone, filling->name, arena_str(filling->phone->arena, choice).ptr, true);
}

static bool fill_one(const Filling *filling) {
  return choose(filling, filling->value.text);
}

static bool fill_several(const Filling *filling) {
  Phone *phone = filling->phone;
  bool good = true;
  for (size_t i = 0; i < phone->control_count; i++)
    if (str_is(phone->controls[i].name, filling->name)) phone->controls[i].on = false;
  for (size_t i = 0; i < filling->value.list.count; i++)
    good &= choose(filling, filling->value.list.items[i]);
  return good;
}

/* The buttons for up and down are tried elsewhere: their result is an order, in hidden fields. */
static bool fill_rank(const Filling *filling) {
  Phone *phone = filling->phone;
  const char *order = part(filling, "order");
  size_t at = 0;
  for (size_t i = 0; i < phone->control_count; i++) {
    if (!str_is(phone->controls[i].name, order)) continue;
    if (at == filling->value.list.count) return false;
    phone->controls[i].value = arena_str(phone->arena, filling->value.list.items[at++]);
  }
  return at == filling->value.list.count && phone_choose(phone, filling->name, "1", true);
}

static bool fill_number(const Filling *filling) {
  Str number = number_to_str(filling->phone->arena, filling->value.number);
  return choose(filling, number) || phone_fill(filling->phone, filling->name, number);
}

static bool fill_text(const Filling *filling) {
  return phone_fill(filling->phone, filling->name, filling->value.text);
}

static bool fill_sketch(const Filling *filling) {
  return phone_fill(filling->phone, part(filling, "sketch"), filling->value.text);
}

static Str day(const Filling *filling) {
  CivilTime t = civil_from_days(floor(filling->value.days));
  return arena_printf(filling->phone->arena, "%04d-%02d-%02d", t.year, t.month, t.day);
}

static Str minute(const Filling *filling) {
  CivilTime t = civil_from_days(filling->value.days - floor(filling->value.days));
  return arena_printf(filling->phone->arena, "%02d:%02d", t.hour, t.minute);
}

static bool fill_date(const Filling *filling) {
  Phone *phone = filling->phone;
  CivilTime t = civil_from_days(filling->value.days);
  Str year = arena_printf(phone->arena, "%04d", t.year), month = arena_printf(phone->arena, "%d", t.month);
  if (filling->question->appearance & APPEARANCE_YEAR) return phone_fill(phone, filling->name, year);
  if (filling->question->appearance & APPEARANCE_MONTH_YEAR)
    return choose(filling, month) && phone_fill(phone, part(filling, "year"), year);
  return phone_fill(phone, filling->name, day(filling));
}

static bool fill_time(const Filling *filling) {
  return phone_fill(filling->phone, filling->name, minute(filling));
}

static bool fill_datetime(const Filling *filling) {
  return phone_fill(filling->phone, filling->name, day(filling)) &&
         phone_fill(filling->phone, part(filling, "time"), minute(filling));
}

static bool (*const fillers[QUESTION_KIND_COUNT])(const Filling *filling) = {
    [QUESTION_ACKNOWLEDGE] = fill_one, [QUESTION_SELECT_ONE] = fill_one,    [QUESTION_SELECT_MULTIPLE] = fill_several,
    [QUESTION_RANK] = fill_rank,       [QUESTION_RANGE] = fill_number,      [QUESTION_INTEGER] = fill_number,
    [QUESTION_DECIMAL] = fill_number,  [QUESTION_TEXT] = fill_text,         [QUESTION_DATE] = fill_date,
    [QUESTION_TIME] = fill_time,       [QUESTION_DATETIME] = fill_datetime, [QUESTION_IMAGE] = fill_sketch,
};

/* Takes an answer back: what is typed and ticked goes by itself, anything else by the button that clears it. */
static void empty(Phone *phone, const char *name, int cell) {
  if (phone_press(phone, arena_printf(phone->arena, "again:clear:%d", cell).ptr)) return;
  for (size_t i = 0; i < phone->control_count; i++) {
    PhoneControl *control = &phone->controls[i];
    bool is_part = str_starts_with(control->name, arena_printf(phone->arena, "%s.", name));
    if (!is_part && !str_is(control->name, name)) continue;
    if (control->kind == PHONE_TEXT) control->value = (Str){0};
    if (control->kind == PHONE_CHECKBOX) control->on = false;
    if (control->kind == PHONE_OPTION) control->on = control->value.len == 0;
  }
}

bool answering_fill(Phone *phone, const Form *form, int question_ix, int cell, Value value) {
  Filling filling = {phone, &form->questions[question_ix], arena_printf(phone->arena, "c%d", cell).ptr, value};
  if (!value_is_empty(value)) return fillers[filling.question->kind](&filling);
  empty(phone, filling.name, cell);
  return true;
}
