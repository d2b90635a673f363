#include "linked.h"
#include "warning.h"

static bool leads_by_token(const Form *form, Str other_id) {
  return form != NULL && form->kiosk.followup_link == FOLLOWUP_TOKEN && str_equal(form->kiosk.followup_form, other_id);
}

static bool asks_for_code(const Form *form) {
  for (size_t i = 0; form != NULL && i < form->question_count; i++)
    if (form->questions[i].link_element) return true;
  return false;
}

typedef struct Links { /* what any version of a form allows */
  bool by_token, by_code, unread;
} Links;

static Links links_of(const Dataset *dataset, Str other_id) {
  Links links = {0};
  for (size_t v = 0; v < dataset->version_count; v++) {
    const Form *form = dataset->versions[v].form;
    links.by_token |= leads_by_token(form, other_id);
    links.by_code |= asks_for_code(form);
    links.unread |= form == NULL;
  }
  return links;
}

Status linked_check_forms(const Dataset *first, const Dataset *linked, Err *err) {
  if (str_equal(first->form_id, linked->form_id))
    return err_set(err, STATUS_INPUT, "export-linked",
                   "--linked names the form itself, " STR_FMT "; name the one that was answered before or after it",
                   STR_ARG(linked->form_id));
  const Links of_first = links_of(first, linked->form_id), of_linked = links_of(linked, first->form_id);
  if (of_first.unread || of_linked.unread) return STATUS_OK;
  if (of_first.by_token || of_linked.by_token || (of_first.by_code && of_linked.by_code)) return STATUS_OK;
  if (of_first.by_code != of_linked.by_code)
    return err_set(err, STATUS_INPUT, "export-linked",
                   "nothing joins the responses to " STR_FMT " and " STR_FMT ": of both, only " STR_FMT
                   " asks for a code; give the other one the same group with link_code: yes in its next version, which goes for"
                   " what is answered from then on, and export each by itself until then",
                   STR_ARG(first->form_id), STR_ARG(linked->form_id), STR_ARG((of_first.by_code ? first : linked)->form_id));
  return err_set(err, STATUS_INPUT, "export-linked",
                 "nothing joins the responses to " STR_FMT " and " STR_FMT ": no version of either leads to the other with"
                 " followup.link: token, and they ask for no code; export each by itself, and choose token or code in the next"
                 " version, which goes for what is answered from then on",
                 STR_ARG(first->form_id), STR_ARG(linked->form_id));
}

static bool is_wanted(const StoreNames *names, Str round) {
  for (size_t i = 0; i < names->count; i++)
    if (str_equal(names->items[i], round)) return true;
  return names->count == 0;
}

static Status all_closed(const StoreRound *round, size_t count, Err *err) {
  return err_set(err, STATUS_INPUT, "export-linked",
                 "round \"" STR_FMT "\" was closed on " STR_FMT "%s, and what joined its responses was destroyed: nobody can tell"
                 " any more which of them belong together; export each form by itself",
                 STR_ARG(round->name), STR_ARG(round->closed), count > 1 ? ", as the others were" : "");
}

static void warn_of_closed(const ExportOptions *options, const StoreRound *round) {
  warning_add(options->warnings,
              "round \"" STR_FMT "\" was closed on " STR_FMT
              ", and what joined its responses was destroyed: they stand by themselves",
              STR_ARG(round->name), STR_ARG(round->closed));
}

/* A round that the database knows nothing of may be one that nobody was asked to join in; of which there is nothing to say. */
static Status judge_rounds(const StoreRound *rounds, size_t count, const ExportOptions *options, Err *err) {
  const StoreNames *names = &options->filter.rounds;
  const StoreRound *closed = NULL;
  size_t wanted_count = 0, closed_count = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_wanted(names, rounds[i].name)) continue;
    wanted_count++;
    if (rounds[i].closed.len == 0) continue;
    closed_count++;
    closed = &rounds[i];
  }
  if (closed_count > 0 && closed_count == wanted_count && closed_count >= names->count)
    return all_closed(closed, closed_count, err);
  for (size_t i = 0; i < count; i++)
    if (rounds[i].closed.len > 0 && is_wanted(names, rounds[i].name)) warn_of_closed(options, &rounds[i]);
  return STATUS_OK;
}

Status linked_check_rounds(Store *store, const ExportOptions *options, Err *err) {
  Arena *arena = arena_new_locked(0); /* keys come along */
  const StoreRound *rounds;
  size_t count;
  Status status = store_rounds(store, arena, &rounds, &count, err);
  if (status == STATUS_OK) status = judge_rounds(rounds, count, options, err);
  arena_free(arena);
  return status;
}

/* A response has one link, and where a version leads on by tokens it is one of these. */
Str linked_by(const Dataset *dataset, const DatasetVersion *first, const DatasetVersion *linked, StoreMatch match) {
  if (match == STORE_MATCH_NEAR) return STR("near");
  const bool by_token = leads_by_token(first->form, dataset->linked->form_id) || leads_by_token(linked->form, dataset->form_id);
  const bool no_code =
      (first->form != NULL && !asks_for_code(first->form)) || (linked->form != NULL && !asks_for_code(linked->form));
  return by_token || no_code ? STR("token") : STR("code");
}

Status linked_tell_unopened(Store *store, const Dataset *dataset, const ExportOptions *options, ExportReport *report, Err *err) {
  if (dataset->linked == NULL || dataset->sealed_count + dataset->linked->sealed_count == 0) return STATUS_OK;
  StoreMatching matching;
  Status status = store_matching(store, dataset->form_id, dataset->linked->form_id, NULL, &matching, err);
  if (status != STATUS_OK || matching.unopened == 0) return status;
  report->unopened_links = matching.unopened;
  warning_add(options->warnings,
              "%zu code%s sealed for a key that is not among those given: with whom their responses are joined is not known",
              matching.unopened, matching.unopened == 1 ? " is" : "s are");
  return STATUS_OK;
}
