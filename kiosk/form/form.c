#include "form_index.h"

enum { SECONDS_A_MINUTE = 60 };

static Str text_at(const Form *form, Text text, int language_ix) {
  bool there = text.by_language && language_ix >= 0 && (size_t)language_ix < form->language_count;
  return there ? text.by_language[language_ix] : (Str){0};
}

/* Readers of one written Norwegian read the other more easily than anything else. */
static int find_sister(const Form *form, int language_ix) {
  static const Str SISTERS[][2] = {{STR_INIT("nn"), STR_INIT("nb")}, {STR_INIT("nb"), STR_INIT("nn")}};
  for (size_t i = 0; i < COUNT_OF(SISTERS); i++)
    if (language_ix >= 0 && (size_t)language_ix < form->language_count &&
        str_equal(form->languages[language_ix].code, SISTERS[i][0]))
      return form_find_language(form, SISTERS[i][1]);
  return -1;
}

Str text_in(const Form *form, Text text, int language_ix) {
  const int wanted[] = {language_ix, find_sister(form, language_ix), form->default_language_ix};
  for (size_t i = 0; i < COUNT_OF(wanted); i++) {
    Str found = text_at(form, text, wanted[i]);
    if (found.len) return found;
  }
  for (size_t i = 0; text.by_language && i < form->language_count; i++)
    if (text.by_language[i].len) return text.by_language[i];
  return (Str){0};
}

bool text_is_empty(const Form *form, Text text) {
  return text_in(form, text, form->default_language_ix).len == 0;
}

int form_find_question(const Form *form, Str name) {
  return name_index_find(&form->index->names, 0, name);
}

int form_find_path(const Form *form, Str path) {
  return name_index_find(&form->index->paths, 0, path);
}

size_t form_reference_count(const Form *form) {
  return form->question_count + form->group_count + 1;
}

int form_question_of(const Form *form, int reference_ix) {
  return reference_ix >= 0 && (size_t)reference_ix < form->question_count ? reference_ix : -1;
}

int form_group_of(const Form *form, int reference_ix) {
  if (reference_ix < 0 || (size_t)reference_ix < form->question_count) return -1;
  size_t group_ix = (size_t)reference_ix - form->question_count;
  return group_ix < form->group_count ? (int)group_ix : -1;
}

int form_find_language(const Form *form, Str code) {
  for (size_t i = 0; i < form->language_count; i++)
    if (str_equal(form->languages[i].code, code)) return (int)i;
  return -1;
}

const ChoiceList *form_choices(const Form *form, const Question *question) {
  return question->list_ix < 0 ? NULL : &form->lists[question->list_ix];
}

int form_find_choice(const ChoiceList *list, Str name) {
  if (list->index) return name_index_find(list->index, 0, name);
  for (size_t i = 0; i < list->count; i++)
    if (str_equal(list->choices[i].name, name)) return (int)i;
  return -1;
}

static int find_column(const ChoiceList *list, Str name) {
  for (size_t i = 0; i < list->column_count; i++)
    if (name.len > 0 && str_equal(list->column_names[i], name)) return (int)i;
  return -1;
}

/* A key column that only shows when it is evaluated has no index. */
static int find_row(const ChoiceList *list, int column_ix, Str key) {
  if (list->column_indexes[column_ix]) return name_index_find(list->column_indexes[column_ix], 0, key);
  for (size_t i = 0; i < list->count; i++)
    if (key.len > 0 && str_equal(list->choices[i].columns[column_ix], key)) return (int)i;
  return -1;
}

Str form_look_up(const Form *form, Str list_name, Str column, Str key_column, Str key) {
  for (size_t i = 0; i < form->list_count + form->table_count; i++) {
    const ChoiceList *list = &form->lists[i];
    if (!list->from_file || !str_equal(list->name, list_name)) continue;
    int column_ix = find_column(list, column), key_ix = find_column(list, key_column);
    int row_ix = column_ix >= 0 && key_ix >= 0 ? find_row(list, key_ix, key) : -1;
    return row_ix >= 0 ? list->choices[row_ix].columns[column_ix] : (Str){0};
  }
  return (Str){0};
}

int form_minutes(const Form *form) {
  if (form->kiosk.minutes > 0) return form->kiosk.minutes;
  int seconds = 0;
  for (size_t i = 0; i < form->question_count; i++)
    seconds += form_type(form->questions[i].kind)->seconds;
  int minutes = (seconds + SECONDS_A_MINUTE / 2) / SECONDS_A_MINUTE;
  return minutes > 0 ? minutes : 1;
}

int64_t form_retention_reach(Retention retention, int64_t today) {
  if (retention.kind == RETENTION_DAYS) return today - retention.days;
  return retention.kind == RETENTION_UNTIL && today >= retention.days ? INT64_MAX : INT64_MIN;
}

Str form_retention_text(Arena *arena, Retention retention) {
  if (retention.kind == RETENTION_NONE) return (Str){0};
  if (retention.kind == RETENTION_DAYS)
    return arena_printf(arena, "after %lld day%s", (long long)retention.days, retention.days == 1 ? "" : "s");
  CivilTime day = civil_from_days((double)retention.days);
  return arena_printf(arena, "on %04d-%02d-%02d", day.year, day.month, day.day);
}

CivilTime form_coarse_time(const Form *form, int64_t wall_ms) {
  CivilTime t = civil_from_wall_ms(wall_ms);
  TimeGrain grain = form->kiosk.time_grain;
  if (grain == TIME_EXACT) return t;
  return (CivilTime){
      .year = t.year, .month = t.month, .day = t.day, .hour = grain == TIME_HOUR ? t.hour : 0, .offset_minutes = t.offset_minutes};
}

Str form_time_text(Arena *arena, const Form *form, int64_t wall_ms) {
  CivilTime t = form_coarse_time(form, wall_ms);
  if (form->kiosk.time_grain == TIME_EXACT) return civil_to_str(arena, t);
  Str day = arena_printf(arena, "%04d-%02d-%02d", t.year, t.month, t.day);
  return form->kiosk.time_grain == TIME_DAY ? day : arena_printf(arena, STR_FMT "T%02d", STR_ARG(day), t.hour);
}
