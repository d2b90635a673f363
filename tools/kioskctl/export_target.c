#include "export_target.h"

#include <string.h>

static bool ends_in_format(Str path, size_t format, Str *ending) {
  size_t length = strlen(export_format_names[format]);
  if (path.len <= length + 1 || path.ptr[path.len - length - 1] != '.') return false;
  Str last = {path.ptr + path.len - length, length};
  if (str_edit_distance(last, str_from(export_format_names[format]), 0) > 0) return false; /* SAMLING.CSV, too */
  *ending = (Str){last.ptr - 1, length + 1};
  return true;
}

bool table_path_format(const char *path, ExportFormat *out) {
  Str ending;
  for (size_t i = 0; i < EXPORT_FORMAT_COUNT; i++) {
    if (!ends_in_format(str_from(path), i, &ending)) continue;
    *out = (ExportFormat)i;
    return true;
  }
  return false;
}

static Status no_format(const char *name, Err *err) {
  Str names[EXPORT_FORMAT_COUNT];
  for (size_t i = 0; i < EXPORT_FORMAT_COUNT; i++)
    names[i] = str_from(export_format_names[i]);
  Str near = str_nearest(str_from(name), names, EXPORT_FORMAT_COUNT);
  if (near.len == 0)
    return err_set(err, STATUS_USAGE, "unknown-format", "there is no format \"%s\"; it is csv, xlsx, sav, dta or jsonl", name);
  return err_set(err, STATUS_USAGE, "unknown-format", "there is no format \"%s\"; did you mean " STR_FMT "?", name, STR_ARG(near));
}

static Status find_named(const char *name, ExportFormat *out, Err *err) {
  for (size_t i = 0; i < EXPORT_FORMAT_COUNT; i++) {
    *out = (ExportFormat)i;
    if (strcmp(name, export_format_names[i]) == 0) return STATUS_OK;
  }
  return no_format(name, err);
}

Status table_format(const char *name, const char *path, ExportFormat *out, Err *err) {
  ExportFormat ending = EXPORT_FORMAT_COUNT;
  bool has_ending = table_path_format(path, &ending);
  if (name == NULL && !has_ending)
    return err_set(err, STATUS_USAGE, "option-missing",
                   "--format is missing: %s does not say it by its ending; use --format csv, xlsx, sav, dta or jsonl", path);
  *out = ending;
  if (name == NULL) return STATUS_OK;
  Status status = find_named(name, out, err);
  if (status != STATUS_OK || !has_ending || ending == *out) return status;
  return err_set(err, STATUS_USAGE, "option-value", "--format %s is not what --out %s says by its ending; change one of them", name,
                 path);
}

Str table_path_stem(const char *path, Str *ending) {
  Str whole = str_from(path);
  *ending = (Str){NULL, 0};
  for (size_t i = 0; i < EXPORT_FORMAT_COUNT; i++)
    if (ends_in_format(whole, i, ending)) return (Str){path, whole.len - ending->len};
  return whole;
}

static const char *folder_of(Arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL) return ".";
  size_t length = slash == path ? 1 : (size_t)(slash - path);
  return arena_str(arena, (Str){path, length}).ptr;
}

static Status add_table(TableFiles *files, Str table, const char *path, Sink **out, Err *err) {
  TableFile *added = ARENA_NEW(files->arena, TableFile);
  Status status = out_file_open(files->arena, "--out", path, files->db, &added->file, err);
  if (status != STATUS_OK) return status;
  added->table = arena_str(files->arena, table);
  added->sink = sink_to_file(added->file.stream);
  TableFile **end = &files->tables;
  while (*end != NULL)
    end = &(*end)->next;
  *end = added;
  files->table_count++;
  *out = &added->sink;
  return STATUS_OK;
}

Status table_files_open(Arena *arena, const char *path, const char *db, TableFiles *out, Err *err) {
  *out = (TableFiles){.arena = arena, .path = path, .db = db};
  Sink *sink;
  Status status = add_table(out, (Str){NULL, 0}, path, &sink, err);
  if (status != STATUS_OK) return status;
  const char *target = out->tables->file.target;
  out->is_file = target != NULL;
  if (out->is_file) out->folder = folder_of(arena, target);
  return STATUS_OK;
}

static void note_unwritten(TableFiles *files, Str table) {
  Str *more = ARENA_ARRAY(files->arena, Str, files->unwritten_count + 1);
  if (files->unwritten_count > 0) memcpy(more, files->unwritten, files->unwritten_count * sizeof *more);
  more[files->unwritten_count++] = arena_str(files->arena, table);
  files->unwritten = more;
}

static Status open_table(void *context, Str table, Sink **out, Err *err) {
  TableFiles *files = context;
  if (table.len == 0) {
    *out = &files->tables->sink;
    return STATUS_OK;
  }
  if (!files->is_file) {
    *out = NULL;
    note_unwritten(files, table);
    return STATUS_OK;
  }
  Str ending, stem = table_path_stem(files->path, &ending);
  Str path = arena_printf(files->arena, STR_FMT "-" STR_FMT STR_FMT, STR_ARG(stem), STR_ARG(table), STR_ARG(ending));
  return add_table(files, table, path.ptr, out, err);
}

ExportTarget table_files_target(TableFiles *files) {
  return (ExportTarget){open_table, files};
}

void table_files_count(void *context, Str table, size_t instances) {
  TableFiles *files = context;
  for (TableFile *each = files->tables; each != NULL; each = each->next)
    if (str_equal(each->table, table)) each->instances = instances;
}

size_t table_files_list(const TableFiles *files, OutFile **out) {
  size_t count = 0;
  for (TableFile *table = files->tables; table != NULL; table = table->next)
    out[count++] = &table->file;
  return count;
}
