#include "selection.h"

/* The forms by name, each once: versions of one form stand together. */
static size_t form_names(Arena *arena, const StoreForm *forms, size_t count, Str **out) {
  Str *names = ARENA_ARRAY(arena, Str, count);
  size_t found = 0;
  for (size_t i = 0; i < count; i++)
    if (found == 0 || !str_equal(names[found - 1], forms[i].form_id)) names[found++] = forms[i].form_id;
  *out = names;
  return found;
}

static Str joined(Arena *arena, const Str *names, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++)
    sink_printf(&sink, "%s" STR_FMT, i > 0 ? ", " : "", STR_ARG(names[i]));
  return buffer_view(&buffer);
}

static Status unknown_form(Arena *arena, Str wanted, const Str *names, size_t count, Err *err) {
  Str near = str_nearest(wanted, names, count);
  if (near.len > 0)
    return err_set(err, STATUS_INPUT, "unknown-form", "the database has no form \"" STR_FMT "\"; did you mean \"" STR_FMT "\"?",
                   STR_ARG(wanted), STR_ARG(near));
  return err_set(err, STATUS_INPUT, "unknown-form", "the database has no form \"" STR_FMT "\"; it has " STR_FMT, STR_ARG(wanted),
                 STR_ARG(joined(arena, names, count)));
}

static Status choose(Arena *arena, Str wanted, const Str *names, size_t count, Str *out, Err *err) {
  if (count == 0)
    return err_set(err, STATUS_INPUT, "no-form", "the database has no form and no answers yet; run the kiosk with it first");
  if (wanted.len == 0 && count > 1)
    return err_set(err, STATUS_USAGE, "which-form", "the database has several forms: " STR_FMT "; choose one with --form",
                   STR_ARG(joined(arena, names, count)));
  *out = wanted.len == 0 ? names[0] : wanted;
  for (size_t i = 0; i < count; i++)
    if (str_equal(names[i], *out)) return STATUS_OK;
  return unknown_form(arena, wanted, names, count, err);
}

Status selection_make(Store *store, Arena *arena, Str wanted, Selection *out, Err *err) {
  const StoreForm *forms;
  size_t count;
  *out = (Selection){0};
  Status status = store_forms(store, arena, &forms, &count, err);
  if (status != STATUS_OK) return status;
  Str *names;
  size_t name_count = form_names(arena, forms, count, &names);
  status = choose(arena, wanted, names, name_count, &out->form_id, err);
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    if (!str_equal(forms[i].form_id, out->form_id)) continue;
    if (out->count++ == 0) out->versions = &forms[i];
  }
  return status;
}
