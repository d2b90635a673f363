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

Status table_files_finish(TableFiles *files, Status status, Err *err) {
  OutFile **all = ARENA_ARRAY(files->arena, OutFile *, files->table_count);
  size_t count = 0;
  for (TableFile *table = files->tables; table != NULL; table = table->next)
    all[count++] = &table->file;
  return out_files_finish(all, count, status, err);
}
