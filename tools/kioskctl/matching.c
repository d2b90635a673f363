#include "matching.h"

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

/* "61 of 78 (78 %)" */
static Str share_of(Arena *arena, size_t part, size_t whole) {
  double percent = whole > 0 ? 100.0 * (double)part / (double)whole : 0;
  return arena_printf(arena, "%zu of %zu (%.0f %%)", part, whole, percent);
}

static void print_wave(Sink *out, Str form_id, size_t all, size_t linked) {
  sink_printf(out, "  " STR_FMT ": %zu response%s, %zu with a token or code\n", STR_ARG(form_id), all, plural(all), linked);
}

/* Rates are of those who could be found again: who answered the second form with a token or code. */
static void print_pair(Sink *out, Arena *arena, const Form *form, const StoreMatching *matching) {
  Str second = form->kiosk.followup_form;
  bool by_token = form->kiosk.followup_link == FOLLOWUP_TOKEN;
  size_t linked = matching->second_linked;
  size_t found = matching->whole + matching->near + matching->ambiguous;
  sink_printf(out, STR_FMT " and " STR_FMT ", joined by %s:\n", STR_ARG(form->form_id), STR_ARG(second),
              by_token ? "a token" : "the code that people give");
  print_wave(out, form->form_id, matching->first, matching->first_linked);
  print_wave(out, second, matching->second, linked);
  if (matching->unopened > 0)
    sink_printf(out, "  sealed: the codes of %zu response%s, which none of the keys given opens, are in no number below\n",
                matching->unopened, plural(matching->unopened));
  if (linked == 0) return;
  sink_printf(out, "  joined: " STR_FMT "\n", STR_ARG(share_of(arena, matching->whole, linked)));
  if (!by_token)
    sink_printf(out, "  near misses: " STR_FMT "; all but one element are the same, and nobody else is as near\n",
                STR_ARG(share_of(arena, matching->near, linked)));
  if (matching->ambiguous > 0)
    sink_printf(out, "  ambiguous: " STR_FMT "; they are several people's, or as near to several, and are joined with nobody\n",
                STR_ARG(share_of(arena, matching->ambiguous, linked)));
  sink_printf(out, "  not found again: " STR_FMT "\n", STR_ARG(share_of(arena, linked > found ? linked - found : 0, linked)));
}

static Status report_form(Store *store, Arena *arena, const StoreForm *stored, Str round, Sink *out, size_t *unopened, Err *err) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_stored(arena, stored->source, "the database", &diags);
  if (form == NULL || form->kiosk.followup_link == FOLLOWUP_NONE || form->kiosk.followup_form.len == 0) return STATUS_OK;
  StoreMatching matching;
  Status status = store_matching(store, form->form_id, form->kiosk.followup_form, &round, &matching, err);
  if (status != STATUS_OK) return status;
  *unopened += matching.unopened;
  if (matching.first_linked + matching.second_linked > 0) print_pair(out, arena, form, &matching);
  return STATUS_OK;
}

Status matching_print(Store *store, Arena *arena, Str round, Sink *out, size_t *unopened, Err *err) {
  const StoreForm *forms;
  size_t count;
  *unopened = 0;
  Status status = store_forms(store, arena, &forms, &count, err);
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    bool is_newest = i + 1 == count || !str_equal(forms[i].form_id, forms[i + 1].form_id);
    if (is_newest) status = report_form(store, arena, &forms[i], round, out, unopened, err);
  }
  return status;
}
