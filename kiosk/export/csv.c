#include "cell.h"
#include "columns.h"
#include "export.h"
#include "missing_keys.h"
#include "row_answers.h"
#include "selection.h"
#include "warning.h"

static const Str skipped = {"#skipped", sizeof "#skipped" - 1};

enum { WARNED_ROWS_MAX = 50 }; /* a database that is wrong as a whole is soon told */

typedef struct CsvWriter {
  Sink *out;
  const Columns *columns;
  const ExportOptions *options;
  ExportReport *report;
  Arena *row_arena; /* rewound, and so wiped, for each row */
  MissingKeys missing;
} CsvWriter;

static const char *const row_headers[] = {"response", "form_version", "language", "channel", "round",
                                          "event",    "place",        "status",   "time"};

static bool is_row_header(Str name) {
  for (size_t i = 0; i < COUNT_OF(row_headers); i++)
    if (str_is(name, row_headers[i])) return true;
  return str_is(name, "device") || str_is(name, "trial");
}

static void write_header(const CsvWriter *writer) {
  Sink *out = writer->out;
  for (size_t i = 0; i < COUNT_OF(row_headers); i++)
    sink_printf(out, "%s%s", i > 0 ? "," : "", row_headers[i]);
  if (!writer->columns->anonymous) sink_z(out, ",device");
  if (writer->options->filter.trials) sink_z(out, ",trial");
  for (size_t i = 0; i < writer->columns->count; i++) {
    sink_z(out, is_row_header(writer->columns->items[i].header) ? ",question:" : ",");
    cell_plain(out, writer->columns->items[i].header);
  }
  sink_z(out, "\r\n");
}

static bool list_has(Value list, Str name) {
  for (size_t i = 0; i < list.list.count; i++)
    if (str_equal(list.list.items[i], name)) return true;
  return false;
}

/* A choice that the row's version did not have yet, or no more, was not asked: empty, never 0. */
static void write_choice_cell(Sink *out, const Value *answer, Str choice, bool offered) {
  if (answer->kind == VALUE_EMPTY && offered) cell_plain(out, skipped);
  if (answer->kind != VALUE_LIST) return;
  if (list_has(*answer, choice))
    cell_plain(out, STR("1"));
  else if (offered)
    cell_plain(out, STR("0"));
}

/* The names of a list's choices are the author's: -1 is a number there, not a formula. */
static void write_whole_cell(Sink *out, Arena *arena, const Value *answer, bool closed) {
  if (answer->kind == VALUE_EMPTY) {
    cell_plain(out, skipped);
    return;
  }
  Str text = value_to_str(arena, *answer);
  double number;
  bool plain = answer->kind == VALUE_NUMBER || answer->kind == VALUE_BOOLEAN || (closed && str_to_double(text, &number));
  if (plain)
    cell_plain(out, text);
  else
    cell_text(out, text);
}

/* Nobody answers with an empty list: it is a repeat of which there is no instance. */
static bool is_empty_repeat(const Answer *answer) {
  return answer->value.kind == VALUE_LIST && answer->value.list.count == 0;
}

/* A repeat's instances stay the JSON they are; it begins with a bracket, so it is no formula. */
static void write_answer(const CsvWriter *writer, const VersionColumns *version, size_t group_ix, const Answer *answer, size_t c) {
  Str choice = writer->columns->items[c].choice;
  if (answer->json.len > 0 || is_empty_repeat(answer))
    cell_plain(writer->out, answer->json.len > 0 ? answer->json : STR("[]"));
  else if (choice.len == 0)
    write_whole_cell(writer->out, writer->row_arena, &answer->value, version->closed[group_ix]);
  else
    write_choice_cell(writer->out, &answer->value, choice, version->offered[c]);
}

static void write_group(const CsvWriter *writer, const VersionColumns *version, size_t group_ix, const Answer *answer) {
  const ColumnGroup *group = &writer->columns->groups[group_ix];
  for (size_t c = group->first; c < group->first + group->count; c++) {
    sink_z(writer->out, ",");
    if (answer != NULL) write_answer(writer, version, group_ix, answer, c);
  }
}

/* In the order of row_headers. Forms, configurations and databases come from anywhere: none of it is trusted to be harmless. */
static void write_row_cells(const CsvWriter *writer, const Response *row) {
  const Str cells[] = {row->uuid,  row->form_version, row->language, row->channel,
                       row->round, row->event,        row->place,    str_from(response_status_names[row->status]),
                       row->time};
  _Static_assert(COUNT_OF(cells) == COUNT_OF(row_headers), "every cell has its header");
  Sink *out = writer->out;
  for (size_t i = 0; i < COUNT_OF(cells); i++) {
    if (i > 0) sink_z(out, ",");
    cell_text(out, cells[i]);
  }
  if (!writer->columns->anonymous) {
    sink_z(out, ",");
    cell_text(out, row->device);
  }
  if (writer->options->filter.trials) sink_z(out, row->trial ? ",1" : ",0");
}

static void leave_out(CsvWriter *writer, const Response *row, Str why) {
  if (writer->report->bad_rows < WARNED_ROWS_MAX)
    warning_add(writer->options->warnings, "response " STR_FMT " is left out: " STR_FMT, STR_ARG(row->uuid), STR_ARG(why));
  if (row->seal == STORE_NO_KEY) missing_keys_add(&writer->missing, row->seal_key);
  writer->report->bad_rows++;
}

static Str read_row(const CsvWriter *writer, const Response *row, const VersionColumns **version, const Answer **answers) {
  *version = columns_version(writer->columns, row->form_version);
  if (*version == NULL)
    return arena_printf(writer->row_arena, "its form version is not in the database: " STR_FMT, STR_ARG(row->form_version));
  return row_answers_place(writer->row_arena, writer->columns, row, answers);
}

static bool write_row(void *context, const Response *row) {
  CsvWriter *writer = context;
  arena_rewind(writer->row_arena);
  const Answer **answers = ARENA_ARRAY(writer->row_arena, const Answer *, writer->columns->group_count);
  const VersionColumns *version;
  Str why = read_row(writer, row, &version, answers);
  if (why.len > 0) {
    leave_out(writer, row, why);
    return true;
  }
  write_row_cells(writer, row);
  for (size_t g = 0; g < writer->columns->group_count; g++)
    write_group(writer, version, g, answers[g]);
  sink_z(writer->out, "\r\n");
  writer->report->rows++;
  return !writer->out->failed;
}

Status export_csv(Store *store, const ExportOptions *options, Sink *out, ExportReport *report, Err *err) {
  *report = (ExportReport){0};
  Arena *arena = arena_new(0);
  Arena *row_arena = arena_new(0);
  Selection selection;
  Status status = selection_make(store, arena, options->form_id, &selection, err);
  if (status == STATUS_OK) {
    Columns columns = columns_of(arena, selection.versions, selection.count, options->warnings);
    CsvWriter writer = {.out = out, .columns = &columns, .options = options, .report = report, .row_arena = row_arena};
    write_header(&writer);
    status = store_each(store, selection.form_id, &options->filter, write_row, &writer, err);
    missing_keys_tell(&writer.missing, options->warnings);
  }
  if (status == STATUS_OK && out->failed)
    status = err_set(err, STATUS_WORLD, "export-write", "the export could not be written; check that there is space where it goes");
  arena_free(row_arena);
  arena_free(arena);
  return status;
}
