#include "filter_options.h"

#include <stdlib.h>
#include <string.h>

/* Of a response: what can be asked for by name. */
typedef struct Trait {
  const char *noun;
  size_t wanted, had; /* where it stands in a StoreFilter and in a Response */
} Trait;

static const Trait traits[] = {
    {"round", offsetof(StoreFilter, rounds), offsetof(Response, round)},
    {"event", offsetof(StoreFilter, events), offsetof(Response, event)},
    {"place", offsetof(StoreFilter, places), offsetof(Response, place)},
    {"channel", offsetof(StoreFilter, channels), offsetof(Response, channel)},
    {"device", offsetof(StoreFilter, devices), offsetof(Response, device)},
};

static StoreNames wanted_of(const StoreFilter *filter, const Trait *trait) {
  StoreNames names;
  memcpy(&names, (const char *)filter + trait->wanted, sizeof names);
  return names;
}

static Str had_by(const Response *row, const Trait *trait) {
  Str text;
  memcpy(&text, (const char *)row + trait->had, sizeof text);
  return text;
}

bool filter_selects(const StoreFilter *filter) {
  bool any = filter->statuses != 0 || filter->from.len > 0 || filter->to.len > 0;
  for (size_t i = 0; i < COUNT_OF(traits); i++)
    any = any || wanted_of(filter, &traits[i]).count > 0;
  return any;
}

static size_t count_words(const char *const *words) {
  size_t count = 0;
  while (words[count] != NULL)
    count++;
  return count;
}

static StoreNames names_of(Arena *arena, const char *const *words) {
  size_t count = count_words(words);
  Str *items = ARENA_ARRAY(arena, Str, count);
  for (size_t i = 0; i < count; i++)
    items[i] = str_from(words[i]);
  return (StoreNames){items, count};
}

static Status no_such(const char *option, Str word, const Str *known, size_t count, const char *all, Err *err) {
  Str near = str_nearest(word, known, count);
  if (near.len == 0)
    return err_set(err, STATUS_USAGE, "option-value", "%s " STR_FMT " is none that there is; it is %s", option, STR_ARG(word), all);
  return err_set(err, STATUS_USAGE, "option-value", "%s " STR_FMT " is none that there is; did you mean " STR_FMT "?", option,
                 STR_ARG(word), STR_ARG(near));
}

static Status read_status(const char *word, unsigned *statuses, Err *err) {
  Str known[RESPONSE_STATUS_COUNT];
  size_t count = 0;
  if (strcmp(word, response_status_names[RESPONSE_DISCARDED]) == 0)
    return err_set(err, STATUS_USAGE, "option-value",
                   "--status %s: of discarded visits no answers are kept; it is partial or complete", word);
  for (unsigned i = 0; i < RESPONSE_STATUS_COUNT; i++) {
    if (i == RESPONSE_DISCARDED) continue;
    known[count++] = str_from(response_status_names[i]);
    if (strcmp(word, response_status_names[i]) != 0) continue;
    *statuses |= 1u << i;
    return STATUS_OK;
  }
  return no_such("--status", str_from(word), known, count, "partial or complete", err);
}

static Status check_channels(StoreNames channels, Err *err) {
  static const Str known[] = {STR_INIT("kiosk"), STR_INIT("web")};
  Status status = STATUS_OK;
  for (size_t i = 0; i < channels.count && status == STATUS_OK; i++)
    if (!str_equal(channels.items[i], known[0]) && !str_equal(channels.items[i], known[1]))
      status = no_such("--channel", channels.items[i], known, COUNT_OF(known), "kiosk or web", err);
  return status;
}

static Status read_day(Arena *arena, const char *option, const char *word, Str *out, Err *err) {
  Value day;
  *out = (Str){NULL, 0};
  if (word == NULL) return STATUS_OK;
  if (!value_from_iso(str_from(word), &day) || day.kind != VALUE_DATE)
    return err_set(err, STATUS_USAGE, "option-value", "%s %s is no date; write it as 2026-11-21", option, word);
  *out = value_to_str(arena, day);
  return STATUS_OK;
}

static Status read_days(Arena *arena, const FilterWords *words, StoreFilter *out, Err *err) {
  Status status = read_day(arena, "--from", words->from, &out->from, err);
  if (status == STATUS_OK) status = read_day(arena, "--to", words->to, &out->to, err);
  if (status != STATUS_OK || out->from.len == 0 || out->to.len == 0 || str_compare(out->from, out->to) <= 0) return status;
  return err_set(err, STATUS_USAGE, "option-value", "--to %s is before --from %s; exchange them", words->to, words->from);
}

Status filter_read(Arena *arena, const FilterWords *words, StoreFilter *out, Err *err) {
  *out = (StoreFilter){
      .trials = words->trials,
      .rounds = names_of(arena, words->rounds),
      .events = names_of(arena, words->events),
      .places = names_of(arena, words->places),
      .channels = names_of(arena, words->channels),
      .devices = names_of(arena, words->devices),
  };
  Status status = read_days(arena, words, out, err);
  for (size_t i = 0; words->statuses[i] != NULL && status == STATUS_OK; i++)
    status = read_status(words->statuses[i], &out->statuses, err);
  return status == STATUS_OK ? check_channels(out->channels, err) : status;
}

enum { FEW = 8, FOUND_MAX = 256 };

typedef struct Search {
  Arena *arena;
  const Trait *trait;
  Str found[FOUND_MAX];
  size_t count;
} Search;

static bool collect(void *context, const Response *row) {
  Search *search = context;
  Str text = had_by(row, search->trait);
  if (text.len == 0) return true;
  for (size_t i = 0; i < search->count; i++)
    if (str_equal(text, search->found[i])) return true;
  search->found[search->count++] = arena_str(search->arena, text);
  return search->count < FOUND_MAX;
}

static int by_text(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

static void say_what_there_is(Search *search, Str wanted, Sink *out) {
  Str near = str_nearest(wanted, search->found, search->count);
  if (search->count == 0) sink_printf(out, "; none has a %s", search->trait->noun);
  if (search->count > FEW) {
    if (near.len > 0) sink_z(out, "; is it ");
    sink_str(out, near);
    return;
  }
  qsort(search->found, search->count, sizeof *search->found, by_text);
  for (size_t i = 0; i < search->count; i++) {
    sink_z(out, i == 0 ? "; there is " : ", ");
    sink_str(out, search->found[i]);
  }
}

static Status warn_of(Store *store, Arena *arena, Str form_id, const Trait *trait, Str wanted, Sink *warnings, Err *err) {
  static const StoreFilter all = {.trials = true};
  Search *search = ARENA_NEW(arena, Search);
  *search = (Search){.arena = arena, .trait = trait};
  Status status = store_each(store, form_id, &all, collect, search, err);
  if (status != STATUS_OK) return status;
  Buffer line = buffer_new(arena);
  Sink sink = sink_to_buffer(&line);
  sink_printf(&sink, "no response of " STR_FMT " has the %s " STR_FMT, STR_ARG(form_id), trait->noun, STR_ARG(wanted));
  say_what_there_is(search, wanted, &sink);
  sink_z(warnings, "warning: ");
  sink_harmless(warnings, buffer_view(&line));
  sink_z(warnings, "\n");
  return STATUS_OK;
}

static Status check_name(Store *store, Arena *arena, Str form_id, const Trait *trait, Str wanted, Sink *warnings, Err *err) {
  StoreFilter only = {.trials = true};
  StoreNames name = {&wanted, 1};
  memcpy((char *)&only + trait->wanted, &name, sizeof name);
  StoreCount count;
  Status status = store_count(store, form_id, &only, &count, err);
  return status == STATUS_OK && count.rows == 0 ? warn_of(store, arena, form_id, trait, wanted, warnings, err) : status;
}

/* Left empty where there are several: which one is meant is for others to ask. */
static Status find_form(Store *store, Arena *arena, Str *form_id, Err *err) {
  const StoreForm *forms;
  size_t count;
  if (form_id->len > 0) return STATUS_OK;
  Status status = store_forms(store, arena, &forms, &count, err);
  bool one = status == STATUS_OK && count > 0 && str_equal(forms[0].form_id, forms[count - 1].form_id);
  if (one) *form_id = forms[0].form_id;
  return status;
}

Status filter_warn_of_strangers(Store *store, Arena *arena, Str form_id, const StoreFilter *filter, Sink *warnings, Err *err) {
  Status status = find_form(store, arena, &form_id, err);
  if (form_id.len == 0) return status;
  for (size_t t = 0; t < COUNT_OF(traits); t++) {
    StoreNames names = wanted_of(filter, &traits[t]);
    for (size_t i = 0; i < names.count && status == STATUS_OK; i++)
      status = check_name(store, arena, form_id, &traits[t], names.items[i], warnings, err);
  }
  return status;
}
