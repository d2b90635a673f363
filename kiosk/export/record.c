#include "joint.h"
#include "missing_keys.h"
#include "record_reader.h"
#include "warning.h"

enum { ROWS_BETWEEN_NEWS = 500 }; /* of the progress */

typedef struct RecordWalk {
  const Dataset *dataset;
  const ExportOptions *options;
  ExportReport *report;
  bool (*visit)(void *context, const Record *record);
  void *context;
  Arena *arena;               /* rewound, and so wiped, for each record */
  RecordReader first, linked; /* linked: only where dataset->linked is */
  MissingKeys missing;
  size_t done;
  size_t *row_counts; /* by table, in all records so far */
} RecordWalk;

static void leave_out(RecordWalk *walk, const Response *row, Str why) {
  if (walk->report->bad_rows++ < WARNINGS_MAX)
    warning_add(walk->options->warnings, "response " STR_FMT " is left out: " STR_FMT, STR_ARG(row->uuid), STR_ARG(why));
  if (row->seal == STORE_NO_KEY) missing_keys_add(&walk->missing, row->seal_key);
}

static void tell_progress(RecordWalk *walk) {
  if (walk->options->progress == NULL || ++walk->done % ROWS_BETWEEN_NEWS != 0) return;
  walk->options->progress(walk->options->progress_context, walk->done, walk->dataset->row_count);
}

static bool is_of_unread_version(const RecordReader *reader) {
  return reader->dataset->versions[reader->datum.version_ix].form == NULL;
}

static bool hand_over(RecordWalk *walk, const RecordTable *tables) {
  for (size_t t = 0; t < walk->dataset->table_count; t++)
    walk->row_counts[t] += tables[t].count;
  walk->report->rows++;
  walk->report->unread_rows += is_of_unread_version(&walk->first);
  return walk->visit(walk->context, &(Record){tables});
}

/* False: it is left out. */
static bool read_first(RecordWalk *walk, const Response *row) {
  arena_rewind(walk->arena);
  tell_progress(walk);
  const Str why = record_read(&walk->first, row, row->uuid);
  if (why.len > 0) leave_out(walk, row, why);
  return why.len == 0;
}

static bool visit_row(void *context, const Response *row) {
  RecordWalk *walk = context;
  if (!read_first(walk, row)) return true;
  RecordTable *tables = ARENA_ARRAY(walk->arena, RecordTable, walk->dataset->table_count);
  for (size_t t = 0; t < walk->dataset->table_count; t++)
    tables[t] = (RecordTable){walk->first.tables[t].items, walk->first.tables[t].count};
  return hand_over(walk, tables);
}

/* The first one's row is there, whatever became of the other. */
static bool read_linked(RecordWalk *walk, const Response *row, Str key) {
  if (row == NULL) return false;
  const Str why = record_read(&walk->linked, row, key);
  if (why.len > 0) leave_out(walk, row, why);
  return why.len == 0;
}

static bool visit_pair(void *context, const Response *first, const Response *second, StoreMatch match) {
  RecordWalk *walk = context;
  if (!read_first(walk, first)) return true;
  if (!read_linked(walk, second, first->uuid)) return hand_over(walk, joint_tables(walk->dataset, &walk->first, NULL, match));
  walk->report->joined_rows++;
  walk->report->near_rows += match == STORE_MATCH_NEAR;
  if (!is_of_unread_version(&walk->first)) walk->report->unread_rows += is_of_unread_version(&walk->linked);
  return hand_over(walk, joint_tables(walk->dataset, &walk->first, &walk->linked, match));
}

static void tell_counts(const RecordWalk *walk) {
  const Dataset *dataset = walk->dataset;
  for (size_t t = 1; t < dataset->table_count && walk->options->count_instances != NULL; t++)
    walk->options->count_instances(walk->options->count_context, dataset->tables[t].name, walk->row_counts[t]);
}

static Status walk_all(Store *store, RecordWalk *walk, Err *err) {
  const Dataset *dataset = walk->dataset;
  const StoreFilter *filter = &walk->options->filter;
  if (dataset->linked == NULL) return store_each(store, dataset->form_id, filter, visit_row, walk, err);
  return store_each_pair(store, dataset->form_id, dataset->linked->form_id, filter, walk->options->near, visit_pair, walk, err);
}

Status dataset_each(Store *store, const Dataset *dataset, const ExportOptions *options,
                    bool (*visit)(void *context, const Record *record), void *context, ExportReport *report, Err *err) {
  Arena *arena = arena_new(0), *kept = arena_new(0);
  RecordWalk walk = {.dataset = dataset,
                     .options = options,
                     .report = report,
                     .visit = visit,
                     .context = context,
                     .arena = arena,
                     .row_counts = ARENA_ARRAY(kept, size_t, dataset->table_count),
                     .first = record_reader(arena, dataset->first != NULL ? dataset->first : dataset, options, report)};
  if (dataset->linked != NULL) walk.linked = record_reader(arena, dataset->linked, options, report);
  const Status status = walk_all(store, &walk, err);
  missing_keys_tell(&walk.missing, options->warnings);
  if (status == STATUS_OK && options->progress != NULL) options->progress(options->progress_context, walk.done, dataset->row_count);
  if (status == STATUS_OK) tell_counts(&walk);
  arena_free(kept);
  arena_free(arena);
  return status;
}
