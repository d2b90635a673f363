#include "trace_read.h"

#include <math.h>

enum { SEED_DIGITS_MAX = 20 };

typedef struct Members { /* of a line's object */
  const Answer *items;
  size_t count;
} Members;

static Status damaged(Err *err) {
  return err_set(err, STATUS_INPUT, "trace", "this is no line of a robot's trace; write it anew with kioskctl robot --trace");
}

static const Answer *member(const Members *members, const char *name) {
  for (size_t i = 0; i < members->count; i++)
    if (str_is(members->items[i].path, name)) return &members->items[i];
  return NULL;
}

static bool take_text(const Members *members, const char *name, Str *out) {
  const Answer *found = member(members, name);
  if (found == NULL || found->value.kind != VALUE_TEXT) return false;
  *out = found->value.text;
  return true;
}

static bool take_whole(const Members *members, const char *name, int64_t *out) {
  const Answer *found = member(members, name);
  bool whole = found != NULL && found->value.kind == VALUE_NUMBER && fabs(found->value.number) < 1e15;
  if (whole) *out = (int64_t)found->value.number;
  return whole;
}

static bool is_true(const Members *members, const char *name) {
  const Answer *found = member(members, name);
  return found != NULL && found->value.kind == VALUE_BOOLEAN && found->value.boolean;
}

static bool take_object(Arena *arena, const Members *members, const char *name, const Answer **out, size_t *count) {
  const Answer *found = member(members, name);
  return found != NULL && found->json.len > 0 && answers_parse(arena, found->json, out, count);
}

static bool take_texts(const Members *members, const char *name, const Str **out, size_t *count) {
  const Answer *found = member(members, name);
  if (found == NULL || found->value.kind != VALUE_LIST) return false;
  *out = found->value.list.items;
  *count = found->value.list.count;
  return true;
}

/* As text, because a number in JSON has no room for all 64 bits. */
static bool take_seed(const Members *members, const char *name, uint64_t *out) {
  Str text;
  if (!take_text(members, name, &text) || text.len == 0 || text.len > SEED_DIGITS_MAX) return false;
  *out = 0;
  for (size_t i = 0; i < text.len; i++) {
    unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
    if (digit > 9 || *out > (UINT64_MAX - digit) / 10) return false;
    *out = *out * 10 + digit;
  }
  return true;
}

/* The moment is told on the local clock; so is what its offset is. */
static bool take_moment(const Members *members, const char *name, int64_t *wall_ms) {
  static const double day_ms = 86400000.0;
  Str text;
  Value moment;
  if (!take_text(members, name, &text) || !value_from_iso(text, &moment) || moment.kind != VALUE_DATETIME) return false;
  *wall_ms = llround(moment.days * day_ms) - civil_local_offset_minutes(civil_from_days(moment.days)) * INT64_C(60000);
  return true;
}

static bool read_members(Arena *arena, Str line, Members *out) {
  return answers_parse(arena, line, &out->items, &out->count);
}

Status trace_read_header(Arena *arena, Str line, TraceHeader *out, Err *err) {
  Members members;
  bool whole = read_members(arena, line, &members) && take_text(&members, "form", &out->form) &&
               take_text(&members, "version", &out->version) && take_moment(&members, "now", &out->wall_ms);
  return whole ? STATUS_OK : damaged(err);
}

Status trace_read_step(Arena *arena, Str line, TraceStep *out, Err *err) {
  Members members;
  *out = (TraceStep){0};
  bool whole = read_members(arena, line, &members) && take_whole(&members, "r", &out->respondent) &&
               take_whole(&members, "step", &out->step) && take_text(&members, "lang", &out->language) &&
               take_object(arena, &members, "set", &out->set, &out->set_count) &&
               take_texts(&members, "relevant", &out->relevant, &out->relevant_count) &&
               take_object(arena, &members, "calc", &out->calc, &out->calc_count);
  if (!whole || (out->step == 0 && !take_seed(&members, "chance", &out->chance))) return damaged(err);
  take_text(&members, "add", &out->add);
  take_text(&members, "remove", &out->remove);
  take_text(&members, "go", &out->go);
  out->back = is_true(&members, "back");
  out->over = is_true(&members, "over");
  return STATUS_OK;
}
