#include "datum.h"

#include <math.h>
#include <string.h>

static const double largest_whole = 9007199254740992.0; /* beyond it a double skips numbers */

/* Into what is all zeros, or was answered before. Member by member: a Datum that is put together elsewhere and copied waits for itself. */
static void set_answered(Datum *out, Str text, double number) {
  out->state = DATUM_ANSWERED;
  out->number = number;
  out->text = text;
}

static Str digits_of(Arena *arena, size_t number) {
  static const char digits[] = "0123456789";
  return number < 10 ? (Str){digits + number, 1} : arena_printf(arena, "%zu", number);
}

static Str joined(Arena *arena, const Str *items, size_t count) {
  size_t length = count;
  for (size_t i = 0; i < count; i++)
    length += items[i].len;
  char *text = arena_alloc(arena, length), *end = text;
  for (size_t i = 0; i < count; i++) {
    if (i > 0) *end++ = ' ';
    memcpy(end, items[i].ptr, items[i].len);
    end += items[i].len;
  }
  return (Str){text, (size_t)(end - text)};
}

static Str text_of(Arena *arena, const Answer *answer) {
  if (answer->value.kind == VALUE_TEXT) return answer->value.text;
  if (answer->value.kind != VALUE_LIST || answer->value.list.count == 0) return answer->written;
  if (answer->value.list.count == 1) return answer->value.list.items[0];
  return joined(arena, answer->value.list.items, answer->value.list.count);
}

/* What a kind makes of an answer that is there. False: nothing; then only the text is known. */
typedef bool ReadKind(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out);

static bool read_text(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  const Question *question = field->questions[reader->version_ix];
  double number;
  out->numeric = answer->value.kind == VALUE_NUMBER;
  if (answer->value.kind == VALUE_TEXT && question != NULL && question->list_ix >= 0)
    out->numeric = str_to_double(out->text, &number);
  return true;
}

/* A version that cannot be read may have had whatever any other has. */
static bool offers(const DatumReader *reader, const Field *field, Str choice) {
  const Form *form = reader->fields->versions[reader->version_ix].form;
  if (form == NULL) return true;
  const Question *question = field->questions[reader->version_ix];
  const ChoiceList *list = question != NULL ? form_choices(form, question) : NULL;
  return list != NULL && form_find_choice(list, choice) >= 0;
}

static bool read_names(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)out;
  if (answer->value.kind != VALUE_LIST || answer->value.list.count == 0) return false;
  for (size_t i = 0; i < answer->value.list.count; i++)
    if (!offers(reader, field, answer->value.list.items[i])) return false;
  return true;
}

static bool read_integer(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)reader, (void)field;
  out->number = answer->value.number;
  return answer->value.kind == VALUE_NUMBER && trunc(out->number) == out->number && fabs(out->number) <= largest_whole;
}

static bool read_decimal(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)reader, (void)field;
  out->number = answer->value.number;
  return answer->value.kind == VALUE_NUMBER;
}

static bool read_choice(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  if (answer->value.kind != VALUE_TEXT) return false;
  const Variable *variable = &reader->dataset->tables[field->table_ix].variables[field->variable_ix];
  out->value_ix = lookup_find(&field->by_name, answer->value.text);
  if (out->value_ix < 0) return false;
  return variable->values[out->value_ix].in_version[reader->version_ix] ||
         reader->fields->versions[reader->version_ix].form == NULL;
}

/* What an acknowledgement is stored as; taken back, it is not there. */
static bool read_flag(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)reader, (void)field;
  out->number = 1;
  return answer->value.kind == VALUE_TEXT && str_is(answer->value.text, "OK");
}

static bool no_whole(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)reader, (void)field, (void)answer, (void)out;
  BUG("a place is part of an answer");
}

/* On the clock that hung on the wall, wherever it is read: the offset is passed over. "2026-11-21T14" is as coarse as an hour. */
static bool read_moment(Str text, Value *out) {
  static const size_t hour_bytes = sizeof "2026-11-21T14" - 1;
  char padded[sizeof "2026-11-21T14:00"];
  if (text.len == hour_bytes) {
    snprintf(padded, sizeof padded, STR_FMT ":00", STR_ARG(text));
    text = str_from(padded);
  }
  const char *time = text.len > 0 ? memchr(text.ptr, 'T', text.len) : NULL;
  for (size_t i = time ? (size_t)(time - text.ptr) : text.len; i < text.len; i++)
    if (text.ptr[i] == '+' || text.ptr[i] == '-' || text.ptr[i] == 'Z') text.len = i;
  return value_from_iso(text, out);
}

/* A day holds as many milliseconds as a fraction of it can tell apart. */
static double seconds_of(double days) {
  return round(days * 86400000.0) / 1000.0;
}

static bool take_date(Str text, Datum *out) {
  Value value;
  if (!value_from_iso(text, &value) || value.kind != VALUE_DATE) return false;
  out->number = value.days;
  return true;
}

static bool take_datetime(Str text, Datum *out) {
  Value value;
  if (!read_moment(text, &value) || (value.kind != VALUE_DATE && value.kind != VALUE_DATETIME)) return false;
  out->number = seconds_of(value.days);
  return true;
}

static bool read_date(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)reader, (void)field;
  return answer->value.kind == VALUE_TEXT && take_date(answer->value.text, out);
}

static bool read_time(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)reader, (void)field;
  Value value;
  if (answer->value.kind != VALUE_TEXT || !value_from_iso(answer->value.text, &value) || value.kind != VALUE_TIME) return false;
  out->number = seconds_of(value.days);
  return true;
}

static bool read_datetime(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  (void)reader, (void)field;
  return answer->value.kind == VALUE_TEXT && take_datetime(answer->value.text, out);
}

static ReadKind *const read_kind[VARIABLE_KIND_COUNT] = {
    [VARIABLE_TEXT] = read_text,         [VARIABLE_NAMES] = read_names,   [VARIABLE_INTEGER] = read_integer,
    [VARIABLE_DECIMAL] = read_decimal,   [VARIABLE_CHOICE] = read_choice, [VARIABLE_FLAG] = read_flag,
    [VARIABLE_PLACE] = no_whole,         [VARIABLE_DATE] = read_date,     [VARIABLE_TIME] = read_time,
    [VARIABLE_DATETIME] = read_datetime,
};

/* A calculation may come to no number at all: 0 divided by 0. It is as its form has it, and nobody's mistake. */
static bool is_no_number(const Field *field, Str text) {
  return field->kind == VARIABLE_DECIMAL && (str_is(text, "NaN") || str_is(text, "Infinity") || str_is(text, "-Infinity"));
}

static bool take_whole(const DatumReader *reader, const Field *field, const Answer *answer, Datum *out) {
  if (answer->value.kind == VALUE_EMPTY) {
    out->state = DATUM_SKIPPED;
    return true;
  }
  const Str text = text_of(reader->arena, answer);
  if (text.len == 0) return true; /* of a calculation: nobody was asked */
  set_answered(out, text, 0);
  if (read_kind[field->kind](reader, field, answer, out)) return true;
  *out = (Datum){.state = DATUM_WRONG, .text = text, .numeric = answer->value.kind == VALUE_NUMBER};
  if (!is_no_number(field, text)) return false;
  out->numeric = true;
  return true;
}

/* A choice that the version did not have, or had no more, was not asked. */
static void begin_parts(const DatumReader *reader, const Field *field, PartsKind kind, DatumState state, Datum *data) {
  const Variable *variables = reader->dataset->tables[field->table_ix].variables;
  const FieldParts *parts = &field->parts[kind];
  for (size_t i = 0; i < parts->count; i++) {
    const size_t ix = (size_t)parts->first_variable_ix + i;
    if (!variables[ix].in_version[reader->version_ix]) continue;
    data[ix].state = state;
    if (state == DATUM_ANSWERED) data[ix].text = STR("0");
  }
}

static void mark_parts(const DatumReader *reader, const Field *field, PartsKind kind, Value list, Datum *data) {
  const FieldParts *parts = &field->parts[kind];
  for (size_t i = 0; i < list.list.count; i++) {
    const int part_ix = lookup_find(&parts->by_choice, list.list.items[i]);
    if (part_ix < 0) continue;
    const size_t value = kind == PARTS_PLACES ? i + 1 : 1;
    set_answered(&data[parts->first_variable_ix + part_ix], digits_of(reader->arena, value), (double)value);
  }
}

/* Of a version that cannot be read: whichever the answer can be. */
static PartsKind parts_of(const DatumReader *reader, const Field *field) {
  const Question *question = field->questions[reader->version_ix];
  if (question != NULL) return answer_parts(reader->fields->versions[reader->version_ix].form, question);
  for (PartsKind kind = 0; kind < PARTS_KIND_COUNT; kind++)
    if (field->parts[kind].count > 0) return kind;
  return PARTS_NONE;
}

static void take_parts(const DatumReader *reader, const Field *field, const Answer *answer, Datum *data) {
  if (field->parts[PARTS_FLAGS].count + field->parts[PARTS_PLACES].count == 0) return;
  const PartsKind kind = parts_of(reader, field);
  if (kind == PARTS_NONE || (answer->value.kind != VALUE_EMPTY && answer->value.kind != VALUE_LIST)) return;
  if (answer->value.kind == VALUE_EMPTY)
    begin_parts(reader, field, kind, DATUM_SKIPPED, data);
  else if (kind == PARTS_FLAGS)
    begin_parts(reader, field, kind, DATUM_ANSWERED, data);
  if (answer->value.kind == VALUE_LIST) mark_parts(reader, field, kind, answer->value, data);
}

bool datum_take(const DatumReader *reader, const Field *field, const Answer *answer, Datum *data) {
  take_parts(reader, field, answer, data);
  return take_whole(reader, field, answer, &data[field->variable_ix]);
}

bool datum_take_own(VariableKind kind, Str text, Datum *out) {
  if (text.len == 0) return true;
  set_answered(out, text, kind == VARIABLE_FLAG && str_is(text, "1") ? 1 : 0);
  const bool is_moment = kind == VARIABLE_DATE || kind == VARIABLE_DATETIME;
  if (!is_moment || (kind == VARIABLE_DATE ? take_date(text, out) : take_datetime(text, out))) return true;
  *out = (Datum){.state = DATUM_WRONG, .text = text};
  return false;
}

void datum_take_count(Arena *arena, size_t count, Datum *out) {
  set_answered(out, digits_of(arena, count), (double)count);
}
