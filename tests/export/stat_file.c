#include "export/stat_file.h"

#include <readstat.h>
#include <string.h>

void stat_export(Fixture *fixture, Store *store, ExportFormat format, Exported *out) {
  Err err;
  ExportOptions options = {.folder = fixture->folder};
  if (exported_try(fixture, store, format, options, out, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

const char *stat_warnings(const Exported *exported) {
  return exported->warnings.count > 0 ? exported->warnings.bytes : "";
}

Str stat_bytes(const Exported *exported, size_t table_ix) {
  return buffer_view(&exported->tables[table_ix].bytes);
}

Str stat_repeated(Arena *arena, const char *unit, size_t bytes) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  while (buffer.count < bytes)
    sink_z(&sink, unit);
  return buffer_view(&buffer);
}

typedef struct Reader { /* the file as ReadStat wants to have it, and the lines that become of it */
  Str bytes;
  size_t at;
  Sink out;
  Buffer labels;
  Sink label_out;
  int variable_count;
} Reader;

static int open_bytes(const char *path, void *io) {
  (void)path, (void)io;
  return 0;
}

static int close_bytes(void *io) {
  (void)io;
  return 0;
}

static readstat_off_t seek_bytes(readstat_off_t offset, readstat_io_flags_t whence, void *io) {
  Reader *reader = io;
  size_t from = whence == READSTAT_SEEK_SET ? 0 : whence == READSTAT_SEEK_CUR ? reader->at : reader->bytes.len;
  reader->at = from + (size_t)offset;
  return reader->at <= reader->bytes.len ? (readstat_off_t)reader->at : -1;
}

static ssize_t read_bytes(void *out, size_t count, void *io) {
  Reader *reader = io;
  size_t left = reader->bytes.len - reader->at;
  if (count > left) count = left;
  if (count > 0) memcpy(out, reader->bytes.ptr + reader->at, count);
  reader->at += count;
  return (ssize_t)count;
}

static readstat_error_t update_bytes(long size, readstat_progress_handler progress, void *context, void *io) {
  (void)size, (void)progress, (void)context, (void)io;
  return READSTAT_OK;
}

static int on_metadata(readstat_metadata_t *metadata, void *context) {
  Reader *reader = context;
  reader->variable_count = readstat_get_var_count(metadata);
  sink_printf(&reader->out, "file \"%s\" rows %d\n", readstat_get_file_label(metadata), readstat_get_row_count(metadata));
  return READSTAT_HANDLER_OK;
}

static void print_value(Sink *out, readstat_value_t value) {
  if (readstat_value_is_tagged_missing(value)) {
    sink_printf(out, ".%c", readstat_value_tag(value));
  } else if (readstat_value_is_system_missing(value)) {
    sink_z(out, ".");
  } else if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
    sink_str(out, str_from(readstat_string_value(value))); /* NULL: an empty strL */
  } else {
    sink_printf(out, "%.17g", readstat_double_value(value));
  }
}

static int on_variable(int index, readstat_variable_t *variable, const char *labels, void *context) {
  static const char *const types[] = {"string", "int8", "int16", "int32", "float", "double", "string"};
  static const char *const measures[] = {"-", "nominal", "ordinal", "scale"};
  (void)index;
  Reader *reader = context;
  sink_printf(&reader->out, "var %s %s %s %s \"%s\"", readstat_variable_get_name(variable),
              types[readstat_variable_get_type(variable)], readstat_variable_get_format(variable),
              measures[readstat_variable_get_measure(variable)], readstat_variable_get_label(variable));
  int count = readstat_variable_get_missing_ranges_count(variable);
  for (int i = 0; i < count; i++) {
    sink_z(&reader->out, i == 0 ? " missing " : ",");
    readstat_value_t low = readstat_variable_get_missing_range_lo(variable, i);
    readstat_value_t high = readstat_variable_get_missing_range_hi(variable, i);
    print_value(&reader->out, low);
    bool text = readstat_value_type_class(low) == READSTAT_TYPE_CLASS_STRING;
    if (!text && readstat_double_value(low) != readstat_double_value(high))
      sink_printf(&reader->out, "..%.15g", readstat_double_value(high));
  }
  if (labels != NULL && labels[0] != '\0') sink_printf(&reader->out, " labels %s", labels);
  sink_z(&reader->out, "\n");
  return READSTAT_HANDLER_OK;
}

static int on_value_label(const char *name, readstat_value_t value, const char *label, void *context) {
  Reader *reader = context;
  sink_printf(&reader->label_out, "label %s ", name);
  print_value(&reader->label_out, value);
  sink_printf(&reader->label_out, " \"%s\"\n", label);
  return READSTAT_HANDLER_OK;
}

static int on_value(int row, readstat_variable_t *variable, readstat_value_t value, void *context) {
  (void)row;
  Reader *reader = context;
  int v = readstat_variable_get_index(variable);
  sink_z(&reader->out, v == 0 ? "row " : "|");
  print_value(&reader->out, value);
  if (v == reader->variable_count - 1) sink_z(&reader->out, "\n");
  return READSTAT_HANDLER_OK;
}

const char *stat_lines(const Exported *exported, ExportFormat format, size_t table_ix) {
  Arena *arena = exported->fixture->arena;
  Buffer lines = buffer_new(arena);
  Reader reader = {.bytes = stat_bytes(exported, table_ix), .out = sink_to_buffer(&lines), .labels = buffer_new(arena)};
  reader.label_out = sink_to_buffer(&reader.labels);
  readstat_parser_t *parser = readstat_parser_init();
  readstat_set_open_handler(parser, open_bytes);
  readstat_set_close_handler(parser, close_bytes);
  readstat_set_seek_handler(parser, seek_bytes);
  readstat_set_read_handler(parser, read_bytes);
  readstat_set_update_handler(parser, update_bytes);
  readstat_set_io_ctx(parser, &reader);
  readstat_set_metadata_handler(parser, on_metadata);
  readstat_set_variable_handler(parser, on_variable);
  readstat_set_value_label_handler(parser, on_value_label);
  readstat_set_value_handler(parser, on_value);
  readstat_error_t error = format == EXPORT_SAV ? readstat_parse_sav(parser, "", &reader) : readstat_parse_dta(parser, "", &reader);
  if (error != READSTAT_OK) fail_msg("%s", readstat_error_message(error));
  readstat_parser_free(parser);
  sink_str(&reader.out, buffer_view(&reader.labels));
  return buffer_view(&lines).ptr;
}

void stat_assert_lines(const char *lines, const char *const *expected, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const char *at = strstr(lines, expected[i]);
    while (at != NULL && at[strlen(expected[i])] != '\n')
      at = strstr(at + 1, expected[i]);
    if (at == NULL) fail_msg("no line ends with\n%s\namong\n%s", expected[i], lines);
  }
}
