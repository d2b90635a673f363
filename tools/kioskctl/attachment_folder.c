#include "attachment_folder.h"
#include "export_target.h"
#include "out_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Writer {
  Arena *arena;
  const char *folder, *db;
  Err *err;
  Status status;
} Writer;

static const char *folder_beside(Arena *arena, const char *table) {
  Str ending, stem = table_path_stem(table, &ending);
  return arena_printf(arena, STR_FMT "-attachments", STR_ARG(stem)).ptr;
}

/* Answers are not for everybody. */
static Status make_folder(const char *path, Err *err) {
  if (mkdir(path, S_IRWXU | S_IRGRP | S_IXGRP) == 0 || errno == EEXIST) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "out-path",
                 "cannot make the folder %s: %s; choose another --out, or make space or permission there", path, strerror(errno));
}

static Status write_file(const Writer *writer, const char *path, Str bytes) {
  OutFile file;
  Status status = out_file_open(writer->arena, "--out", path, writer->db, &file, writer->err);
  if (status != STATUS_OK) return status;
  Sink sink = sink_to_file(file.stream);
  sink_str(&sink, bytes);
  return out_file_finish(&file, STATUS_OK, writer->err);
}

static bool write_one(void *context, Str response, Str name, Str bytes) {
  Writer *writer = context;
  const char *folder = arena_printf(writer->arena, "%s/" STR_FMT, writer->folder, STR_ARG(response)).ptr;
  const char *path = arena_printf(writer->arena, "%s/" STR_FMT, folder, STR_ARG(name)).ptr;
  writer->status = make_folder(writer->folder, writer->err);
  if (writer->status == STATUS_OK) writer->status = make_folder(folder, writer->err);
  if (writer->status == STATUS_OK) writer->status = write_file(writer, path, bytes);
  return writer->status == STATUS_OK;
}

static bool pass_over(void *context, Str response, Str name, Str bytes) {
  (void)context, (void)response, (void)name, (void)bytes;
  return true;
}

/* Names do not matter where there are no files. */
static Status count_all(Arena *arena, Store *store, const ExportOptions *options, size_t *count, Err *err) {
  ExportReport report = {0};
  Buffer unread = buffer_new(arena);
  Sink warnings = sink_to_buffer(&unread);
  const ExportOptions quiet = {.form_id = options->form_id, .filter = options->filter, .warnings = &warnings};
  Status status = export_attachments(store, &quiet, pass_over, NULL, &report, err);
  *count = report.rows + report.bad_rows;
  return status;
}

Status attachment_folder_write(Arena *arena, Store *store, const ExportOptions *options, const char *table, const char *db,
                               AttachmentReport *out, Err *err) {
  *out = (AttachmentReport){.folder = NULL};
  if (table == NULL) return count_all(arena, store, options, &out->unwritten, err);
  Writer writer = {.arena = arena, .folder = folder_beside(arena, table), .db = db, .err = err};
  ExportReport report = {0};
  Status status = export_attachments(store, options, write_one, &writer, &report, err);
  *out = (AttachmentReport){.folder = writer.folder, .files = report.rows, .bad = report.bad_rows};
  return status == STATUS_OK ? writer.status : status;
}
