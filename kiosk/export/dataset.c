#include "dataset.h"
#include "joint.h"
#include "linked.h"
#include "record_plan.h"
#include "selection.h"
#include "tables.h"
#include "warning.h"

enum { MIN_GROUP_UNKNOWN = 5 }; /* a form's default */

Str label_in(Label label, Str language) {
  if (label.form == NULL) return label.words;
  int language_ix = form_find_language(label.form, language);
  return text_in(label.form, label.text, language_ix < 0 ? label.form->default_language_ix : language_ix);
}

bool variable_is_answer(const Variable *variable) {
  return variable->label.form != NULL;
}

static const Form *read_form(Arena *arena, const StoreForm *stored, Sink *warnings) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_stored(arena, stored->source, "the database", &diags);
  if (form == NULL)
    warning_add(warnings, "this program cannot read version " STR_FMT " of the form " STR_FMT "; update it to export all columns",
                STR_ARG(stored->version), STR_ARG(stored->form_id));
  return form;
}

/* What a version that cannot be read promised is not known: then the most is assumed. */
static void read_versions(const Selection *selection, Arena *arena, const ExportOptions *options, Dataset *out) {
  DatasetVersion *versions = ARENA_ARRAY(arena, DatasetVersion, selection->count);
  for (size_t v = 0; v < selection->count; v++) {
    const StoreForm *stored = &selection->versions[v];
    const Form *form = read_form(arena, stored, options->warnings);
    versions[v] = (DatasetVersion){stored->version, form};
    const int min_group = form != NULL ? form->kiosk.min_group : MIN_GROUP_UNKNOWN;
    if (min_group > out->min_group) out->min_group = min_group;
    out->anonymous = out->anonymous || form == NULL || form->kiosk.anonymous;
    if (form != NULL) out->title = (Label){.form = form, .text = form->title};
  }
  out->versions = versions;
  out->version_count = selection->count;
}

static Str languages_of(Arena *arena, const Form *form) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < form->language_count; i++)
    sink_printf(&sink, "%s" STR_FMT, i > 0 ? ", " : "", STR_ARG(form->languages[i].code));
  return buffer_view(&buffer);
}

static Status choose_language(Arena *arena, Str wanted, Dataset *out, Err *err) {
  const Form *newest = out->title.form;
  out->language = wanted;
  if (newest == NULL) return STATUS_OK;
  if (wanted.len == 0) {
    out->language = newest->languages[newest->default_language_ix].code;
    return STATUS_OK;
  }
  for (size_t v = 0; v < out->version_count; v++)
    if (out->versions[v].form != NULL && form_find_language(out->versions[v].form, wanted) >= 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "unknown-language",
                 "the form " STR_FMT " is in no language \"" STR_FMT "\"; choose one of " STR_FMT, STR_ARG(out->form_id),
                 STR_ARG(wanted), STR_ARG(languages_of(arena, newest)));
}

/* Few responses that are picked by where they were given, or those that are left, may be somebody's. */
static Status check_few(Store *store, const ExportOptions *options, const Dataset *dataset, Err *err) {
  if (!dataset->anonymous || options->filter.devices.count == 0) return STATUS_OK;
  StoreFilter all = options->filter;
  all.devices = (StoreNames){0};
  StoreCount count;
  const Status status = store_count(store, dataset->form_id, &all, &count, err);
  if (status != STATUS_OK) return status;
  const size_t least = (size_t)dataset->min_group, left = count.rows - dataset->row_count;
  if (dataset->row_count >= least && (left == 0 || left >= least)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "export-few",
                 "the form " STR_FMT " is anonymous, and these devices would part a group of fewer than %zu responses from the"
                 " others; export more devices, or all of them",
                 STR_ARG(dataset->form_id), least);
}

static Status count_rows(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err) {
  StoreCount count;
  const Status status = store_count(store, out->form_id, &options->filter, &count, err);
  if (status != STATUS_OK) return status;
  out->row_count = count.rows;
  out->sealed_count = count.sealed;
  out->seal_key = arena_str(arena, str_from(count.seal_key));
  out->newest_day = arena_str(arena, str_from(count.newest));
  return check_few(store, options, out, err);
}

static Status choose_form(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err) {
  Selection selection;
  *out = (Dataset){0};
  const Status status = selection_make(store, arena, options->form_id, &selection, err);
  if (status != STATUS_OK) return status;
  out->form_id = selection.form_id;
  read_versions(&selection, arena, options, out);
  return status;
}

/* Of a form that is chosen, and whose language is. */
static Status make_form(Store *store, Arena *arena, const ExportOptions *options, Naming *naming, Dataset *out, Err *err) {
  Codes codes;
  const bool linked = naming->before_name.len > 0;
  Status status = count_rows(store, arena, options, out, err);
  if (status == STATUS_OK) status = codes_read(store, out->form_id, arena, &codes, err);
  if (status != STATUS_OK) return status;
  Fields *fields = fields_make(arena, out->versions, out->version_count);
  tables_make(arena, fields, &codes, options->filter.trials, naming, out);
  out->lost_codes = codes.lost->items;
  out->lost_code_count = codes.lost->count;
  out->plan = record_plan_make(arena, fields, !out->anonymous, options->filter.trials, linked);
  return STATUS_OK;
}

/* The filter is for the first form's responses: of the other's those that may be joined with them count. */
static ExportOptions options_of_linked(const ExportOptions *options) {
  return (ExportOptions){.form_id = options->linked_form,
                         .filter = {.trials = options->filter.trials, .statuses = options->filter.statuses},
                         .warnings = options->warnings};
}

static Status link_form(Store *store, Arena *arena, const ExportOptions *options, Naming *naming, Dataset *out, Err *err) {
  Dataset *first = ARENA_NEW(arena, Dataset), *linked = ARENA_NEW(arena, Dataset);
  const ExportOptions others = options_of_linked(options);
  *first = *out;
  Status status = choose_form(store, arena, &others, linked, err);
  if (status == STATUS_OK) status = linked_check_forms(first, linked, err);
  if (status != STATUS_OK) return status;
  linked->language = first->language;
  naming_link(naming, arena, linked->form_id);
  linked->before_header = naming->before_header;
  status = make_form(store, arena, &others, naming, linked, err);
  if (status == STATUS_OK) joint_make(arena, first, linked, out);
  return status;
}

Status dataset_make(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err) {
  Naming naming = {0};
  Status status = choose_form(store, arena, options, out, err);
  if (status == STATUS_OK) status = choose_language(arena, options->language, out, err);
  if (status == STATUS_OK) status = make_form(store, arena, options, &naming, out, err);
  if (status != STATUS_OK || options->linked_form.len == 0) return status;
  return link_form(store, arena, options, &naming, out, err);
}
