#include "base.h"

#include <errno.h>
#include <string.h>

static Status fail_open(const char *path, Err *err) {
  const bool was_given_wrong = errno == ENOENT || errno == ENOTDIR || errno == EISDIR;
  const Status status = was_given_wrong ? STATUS_INPUT : STATUS_WORLD;
  return err_set(err, status, "file-open", "%s cannot be opened: %s; check the path and who may read it", path, strerror(errno));
}

static Status fail_read(const char *path, Err *err) {
  if (errno == EISDIR) return err_set(err, STATUS_INPUT, "file-open", "%s is a folder; name a file in it", path);
  return err_set(err, STATUS_WORLD, "file-read", "%s cannot be read: %s", path, strerror(errno));
}

/* Reads until the end and not by the size told beforehand: pipes have none, and files may grow. */
static Status read_all(FILE *file, const char *path, size_t limit_bytes, Buffer *buffer, Err *err) {
  Sink sink = sink_to_buffer(buffer);
  char part[16 * 1024];
  for (;;) {
    const size_t got = fread(part, 1, sizeof part, file);
    if (got > limit_bytes - buffer->count) {
      return err_set(err, STATUS_INPUT, "file-too-large", "%s is larger than %zu bytes; a file this large is not expected here",
                     path, limit_bytes);
    }
    sink_bytes(&sink, part, got);
    if (ferror(file)) return fail_read(path, err);
    if (got < sizeof part) return STATUS_OK;
  }
}

Status file_read(Arena *arena, const char *path, size_t limit_bytes, Str *out, Err *err) {
  FILE *file = fopen(path, "rbe");
  if (!file) return fail_open(path, err);
  Buffer buffer = buffer_new(arena);
  const Status status = read_all(file, path, limit_bytes, &buffer, err);
  fclose(file);
  if (status == STATUS_OK) *out = buffer_view(&buffer);
  return status;
}
