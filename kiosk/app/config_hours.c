#include "config_hours.h"

#include <string.h>

static const char *const weekdays[HOURS_WEEKDAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char closed_key[] = "closed";

typedef struct HoursReader {
  Arena *arena;
  Diags *diags;
  Hours *hours;
  const char *given_by[HOURS_WEEKDAYS]; /* the key that gave a day its hours; NULL: none yet */
  bool broken;                          /* a day's hours could not be read */
} HoursReader;

static void mistake(HoursReader *reader, const YamlNode *node, const char *code, Str what, Str remedy) {
  reader->broken = true;
  yaml_diag(node, DIAG_ERROR, reader->diags, code, what, remedy);
}

/* Parts a text at the first `separator`; false when it has none. */
static bool part(Str text, const char *separator, Str *first, Str *rest) {
  size_t length = strlen(separator);
  const char *at = text.len >= length ? memmem(text.ptr, text.len, separator, length) : NULL;
  if (at == NULL) return false;
  *first = str_trim((Str){text.ptr, (size_t)(at - text.ptr)});
  *rest = str_trim((Str){at + length, text.len - (size_t)(at - text.ptr) - length});
  return true;
}

/* People write 08:00-16:00 with a hyphen, or as a book would. */
static bool part_range(Str text, Str *first, Str *last) {
  return part(text, "–", first, last) || part(text, "-", first, last);
}

/* "8:00", "08:00", "08.00"; "24:00" is the end of the day. */
static bool read_minute(Str text, int *out) {
  Str hour, minute;
  int64_t hours, minutes;
  if (!part(text, ":", &hour, &minute) && !part(text, ".", &hour, &minute)) return false;
  bool shaped = hour.len >= 1 && hour.len <= 2 && minute.len == 2;
  if (!shaped || !str_to_int64(hour, &hours) || !str_to_int64(minute, &minutes)) return false;
  *out = (int)(hours * 60 + minutes);
  return hours >= 0 && minutes >= 0 && minutes < 60 && *out <= HOURS_DAY_END;
}

static bool overlaps(const HoursDay *day, HoursSpan span) {
  for (size_t i = 0; i < day->count; i++)
    if (span.from < day->spans[i].to && day->spans[i].from < span.to) return true;
  return false;
}

static void add_span(HoursReader *reader, const YamlNode *node, Str text, HoursDay *day) {
  Arena *arena = reader->arena;
  Str first, last;
  HoursSpan span;
  if (!part_range(text, &first, &last) || !read_minute(first, &span.from) || !read_minute(last, &span.to))
    mistake(reader, node, "hours-span", arena_printf(arena, "\"" STR_FMT "\" does not say from when to when", STR_ARG(text)),
            STR("write hours and minutes such as \"08:00-16:00\", several parted by commas, or closed"));
  else if (span.from >= span.to)
    mistake(reader, node, "hours-midnight", arena_printf(arena, "\"" STR_FMT "\" ends before it begins", STR_ARG(text)),
            STR("a night's hours belong to two days: end the first with 24:00 and begin the next with 00:00"));
  else if (overlaps(day, span))
    mistake(reader, node, "hours-overlap", arena_printf(arena, "\"" STR_FMT "\" overlaps other hours of the day", STR_ARG(text)),
            STR("let each end before the next begins"));
  else if (day->count == HOURS_SPANS_MAX)
    mistake(reader, node, "hours-span", arena_printf(arena, "there are more than %d spans in a day", HOURS_SPANS_MAX),
            STR("open for longer at a time"));
  else
    day->spans[day->count++] = span;
}

static HoursDay read_day(HoursReader *reader, const YamlNode *node, const char *name) {
  HoursDay day = {.count = 0};
  Str rest, text;
  if (!yaml_text(node, name, &rest, reader->diags)) {
    reader->broken = true;
    return day;
  }
  if (str_is(str_trim(rest), "closed")) return day;
  for (bool more = true; more;) {
    more = part(rest, ",", &text, &rest);
    add_span(reader, node, more ? text : str_trim(rest), &day);
  }
  return day;
}

static int find_weekday(Str name) {
  for (int i = 0; i < HOURS_WEEKDAYS; i++)
    if (str_is(name, weekdays[i])) return i;
  return -1;
}

static void refuse_key(HoursReader *reader, const YamlNode *key) {
  Str names[HOURS_WEEKDAYS + 1], first, last;
  bool range = part_range(key->text, &first, &last);
  Str wrong = range && find_weekday(first) >= 0 ? last : range ? first : key->text;
  for (size_t i = 0; i < HOURS_WEEKDAYS; i++)
    names[i] = str_from(weekdays[i]);
  names[HOURS_WEEKDAYS] = str_from(closed_key);
  Str nearest = str_nearest(wrong, names, COUNT_OF(names));
  Str remedy = nearest.len > 0
                   ? arena_printf(reader->arena, "perhaps you mean \"" STR_FMT "\"", STR_ARG(nearest))
                   : STR("the days are mon, tue, wed, thu, fri, sat and sun, or from one to another such as mon-fri; or closed");
  mistake(reader, key, "hours-day", arena_printf(reader->arena, "\"" STR_FMT "\" is no day of the week", STR_ARG(wrong)), remedy);
}

static void give_day(HoursReader *reader, const YamlNode *key, int weekday, const HoursDay *day) {
  if (reader->given_by[weekday] != NULL) {
    mistake(reader, key, "hours-day",
            arena_printf(reader->arena, "%s has its hours from \"%s\" already", weekdays[weekday], reader->given_by[weekday]),
            STR("name each day once"));
    return;
  }
  reader->given_by[weekday] = arena_str(reader->arena, key->text).ptr;
  reader->hours->week[weekday] = *day;
}

/* "mon" or "mon-fri"; "sat-mon" goes round the week. */
static void read_weekdays(HoursReader *reader, const YamlPair *pair) {
  Str first_name = pair->key->text, last_name = first_name;
  part_range(pair->key->text, &first_name, &last_name);
  int first = find_weekday(first_name), last = find_weekday(last_name);
  if (first < 0 || last < 0) {
    refuse_key(reader, pair->key);
    return;
  }
  HoursDay day = read_day(reader, pair->value, arena_str(reader->arena, pair->key->text).ptr);
  for (int weekday = first;; weekday = (weekday + 1) % HOURS_WEEKDAYS) {
    give_day(reader, pair->key, weekday, &day);
    if (weekday == last) break;
  }
}

static bool read_date(Str text, int64_t *out) {
  Value date;
  if (!value_from_iso(text, &date) || date.kind != VALUE_DATE) return false;
  *out = (int64_t)date.days;
  return true;
}

/* A date, or "2026-12-24 to 2027-01-02". */
static void add_closed(HoursReader *reader, const YamlNode *node, HoursClosed *closed) {
  Str text;
  if (!yaml_text(node, closed_key, &text, reader->diags)) return;
  Str first = str_trim(text), last = first;
  part(text, " to ", &first, &last);
  HoursClosed *days = &closed[reader->hours->closed_count];
  if (!read_date(first, &days->first_day) || !read_date(last, &days->last_day))
    mistake(reader, node, "hours-date", arena_printf(reader->arena, "\"" STR_FMT "\" is no date", STR_ARG(text)),
            STR("write 2026-12-24, or several days as \"2026-12-24 to 2027-01-02\""));
  else if (days->last_day < days->first_day)
    mistake(reader, node, "hours-date", arena_printf(reader->arena, "\"" STR_FMT "\" ends before it begins", STR_ARG(text)),
            STR("write the first day first"));
  else
    reader->hours->closed_count++;
}

static void read_closed(HoursReader *reader, const YamlNode *node) {
  bool list = node->kind == YAML_LIST;
  size_t count = list ? node->count : 1;
  HoursClosed *closed = ARENA_ARRAY(reader->arena, HoursClosed, count);
  reader->hours->closed = closed;
  for (size_t i = 0; i < count; i++)
    add_closed(reader, list ? node->items[i] : node, closed);
}

static bool ever_opens(const Hours *hours) {
  bool opens = false;
  for (size_t i = 0; i < HOURS_WEEKDAYS; i++)
    opens |= hours->week[i].count > 0;
  return opens;
}

void config_read_hours(Arena *arena, const YamlNode *node, Hours *out, Diags *diags) {
  HoursReader reader = {.arena = arena, .diags = diags, .hours = out};
  if (node->kind != YAML_MAP) {
    yaml_expect_keys(node, "hours", &weekdays[0], HOURS_WEEKDAYS, diags); /* says that it is no map */
    return;
  }
  out->given = true;
  for (size_t i = 0; i < node->count; i++) {
    const YamlPair *pair = &node->pairs[i];
    if (str_is(pair->key->text, closed_key))
      read_closed(&reader, pair->value);
    else
      read_weekdays(&reader, pair);
  }
  if (!reader.broken && !ever_opens(out))
    mistake(&reader, node, "hours-never", STR("it is never open"),
            STR("give a day its hours such as mon-fri: \"08:00-16:00\", or leave hours out to be always open"));
}
