#include "attachment_folder.h"
#include "export_target.h"
#include "interrupt.h"
#include "old_pictures.h"
#include "out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = S_IRWXU | S_IRGRP | S_IXGRP, FILE_MODE = S_IRUSR | S_IWUSR | S_IRGRP }; /* answers are not for everybody */

typedef struct Writer {
  AttachmentFolder *folder;
  Arena *response; /* the one whose attachments come now: its UUID */
  Str uuid;
  int folder_fd;   /* the one beside */
  int response_fd; /* the response's in it, or -1 */
  Status status;
  Err *err;
} Writer;

static Status cannot_write(const AttachmentFolder *folder, Err *err) {
  return err_set(err, STATUS_WORLD, "out-path",
                 "cannot write the folder %s: %s; choose another --out, or make space or permission there", folder->path,
                 strerror(errno));
}

/* What it leads to may be anybody's. */
static Status check_place(AttachmentFolder *folder, Err *err) {
  struct stat info;
  folder->replaces = lstat(folder->path, &info) == 0;
  if (!folder->replaces || S_ISDIR(info.st_mode)) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "out-path",
                 "%s is %s, and signatures or drawings belong into a folder of that name; move it away, or choose another --out",
                 folder->path, S_ISLNK(info.st_mode) ? "a link" : "a file");
}

static Status make_folder(Writer *writer) {
  AttachmentFolder *folder = writer->folder;
  if (writer->folder_fd >= 0) return STATUS_OK;
  Status status = check_place(folder, writer->err);
  if (status != STATUS_OK) return status;
  sigset_t before = interrupt_hold();
  if (mkdir(folder->beside, FOLDER_MODE) != 0) {
    status = cannot_write(folder, writer->err);
    interrupt_release(&before);
    return status;
  }
  folder->signals = before;
  folder->is_made = true;
  writer->folder_fd = open(folder->beside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return writer->folder_fd >= 0 ? STATUS_OK : cannot_write(folder, writer->err);
}

static void close_response(Writer *writer) {
  if (writer->response_fd >= 0) close(writer->response_fd);
  writer->response_fd = -1;
}

/* Those of a response come one after the other. */
static Status enter_response(Writer *writer, Str uuid) {
  if (writer->response_fd >= 0 && str_equal(writer->uuid, uuid)) return STATUS_OK;
  close_response(writer);
  arena_rewind(writer->response);
  writer->uuid = arena_str(writer->response, uuid);
  const char *name = writer->uuid.ptr;
  if (mkdirat(writer->folder_fd, name, FOLDER_MODE) != 0 && errno != EEXIST) return cannot_write(writer->folder, writer->err);
  writer->response_fd = openat(writer->folder_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return writer->response_fd >= 0 ? STATUS_OK : cannot_write(writer->folder, writer->err);
}

static bool write_bytes(int file, Str bytes) {
  while (bytes.len > 0) {
    ssize_t written = write(file, bytes.ptr, bytes.len);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = (Str){bytes.ptr + written, bytes.len - (size_t)written};
  }
  return true;
}

static Status write_file(const Writer *writer, Str name, Str bytes) {
  const char *file_name = arena_str(writer->response, name).ptr;
  int file = openat(writer->response_fd, file_name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
  if (file < 0) return cannot_write(writer->folder, writer->err);
  Status status = write_bytes(file, bytes) && fsync(file) == 0 ? STATUS_OK : cannot_write(writer->folder, writer->err);
  if (close(file) != 0 && status == STATUS_OK) status = cannot_write(writer->folder, writer->err);
  return status;
}

static bool write_one(void *context, Str response, Str name, Str bytes) {
  Writer *writer = context;
  writer->status = make_folder(writer);
  if (writer->status == STATUS_OK && interrupt_waits())
    writer->status = err_set(writer->err, STATUS_WORLD, "interrupted", "interrupted, and nothing was written");
  if (writer->status == STATUS_OK) writer->status = enter_response(writer, response);
  if (writer->status == STATUS_OK) writer->status = write_file(writer, name, bytes);
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
  ExportOptions quiet = *options;
  quiet.warnings = &warnings;
  Status status = export_attachments(store, &quiet, pass_over, NULL, &report, err);
  *count = report.rows + report.bad_rows;
  return status;
}

static AttachmentFolder folder_beside(Arena *arena, const char *table) {
  Str ending, stem = table_path_stem(table, &ending);
  const char *path = arena_printf(arena, STR_FMT "-attachments", STR_ARG(stem)).ptr;
  return (AttachmentFolder){
      .path = path, .beside = out_file_name_beside(arena, path, "part"), .before = out_file_name_beside(arena, path, "before")};
}

Status attachment_folder_write(Arena *arena, Store *store, const ExportOptions *options, const char *table, AttachmentFolder *out,
                               Err *err) {
  *out = (AttachmentFolder){.path = NULL};
  if (table == NULL) return count_all(arena, store, options, &out->unwritten, err);
  *out = folder_beside(arena, table);
  Writer writer = {.folder = out, .response = arena_new(0), .folder_fd = -1, .response_fd = -1, .err = err};
  ExportReport report = {0};
  Status status = export_attachments(store, options, write_one, &writer, &report, err);
  if (status == STATUS_OK) status = writer.status;
  if (status == STATUS_OK && old_pictures_are_in(out->path)) status = make_folder(&writer);
  close_response(&writer);
  if (writer.folder_fd >= 0) close(writer.folder_fd);
  arena_free(writer.response);
  out->files = report.rows;
  out->bad = report.bad_rows;
  return status;
}

static Status take_over(const AttachmentFolder *folder, Err *err) {
  struct stat replaced;
  if (lstat(folder->path, &replaced) != 0 || !S_ISDIR(replaced.st_mode)) return cannot_write(folder, err);
  int descriptor = open(folder->beside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return cannot_write(folder, err);
  Status status = out_file_take_over_mode(descriptor, &replaced) ? STATUS_OK : cannot_write(folder, err);
  close(descriptor);
  if (status == STATUS_OK && rename(folder->path, folder->before) != 0) status = cannot_write(folder, err);
  return status;
}

Status attachment_folder_place(AttachmentFolder *folder, Err *err) {
  if (!folder->is_made) return STATUS_OK;
  Status status = folder->replaces ? take_over(folder, err) : STATUS_OK;
  if (status != STATUS_OK) return status;
  folder->is_placed = rename(folder->beside, folder->path) == 0;
  if (folder->is_placed) return STATUS_OK;
  status = cannot_write(folder, err);
  if (folder->replaces) rename(folder->before, folder->path);
  return status;
}

static void step_back(const AttachmentFolder *folder) {
  if (folder->is_placed && rename(folder->path, folder->beside) == 0 && folder->replaces) rename(folder->before, folder->path);
  picture_folder_remove(folder->beside);
}

static void clear_old(const AttachmentFolder *folder, Sink *warnings) {
  bool stay;
  size_t others = old_pictures_clear(folder->before, folder->path, &stay);
  if (others > 0)
    sink_printf(warnings, "warning: %s has %zu other file%s or folder%s, which no export wrote and which are still there\n",
                folder->path, others, others == 1 ? "" : "s", others == 1 ? "" : "s");
  if (stay) sink_printf(warnings, "warning: what could not be taken away of an earlier export is in %s\n", folder->before);
  if (folder->files == 0) rmdir(folder->path); /* when nothing else is in it */
}

void attachment_folder_finish(AttachmentFolder *folder, Status status, Sink *warnings) {
  if (!folder->is_made) return;
  if (status != STATUS_OK)
    step_back(folder);
  else if (folder->replaces)
    clear_old(folder, warnings);
  folder->is_made = false;
  interrupt_release(&folder->signals);
}
