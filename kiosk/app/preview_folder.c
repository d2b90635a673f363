#include "preview_folder.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE_LIMIT_BYTES = 64 << 20 };

static Status fail(const char *folder, const char *why, Err *err) {
  return err_set(err, STATUS_WORLD, "preview-folder", "the preview cannot be written to %s: %s", folder, why);
}

static Status refuse(const char *folder, Err *err) {
  return err_set(err, STATUS_INPUT, "preview-folder",
                 "%s has other things in it than a preview; name a new or empty folder, and nothing of yours is touched", folder);
}

static bool is_empty(const char *folder) {
  DIR *stream = opendir(folder);
  bool empty = stream != NULL;
  for (struct dirent *entry; empty && (entry = readdir(stream)) != NULL;)
    empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
  if (stream) closedir(stream);
  return empty;
}

static bool contains(Str text, const char *part) {
  return text.len > 0 && memmem(text.ptr, text.len, part, strlen(part)) != NULL;
}

/* A name as preview.c gives it, and so never one that leads elsewhere. */
static bool is_picture(Str name) {
  bool plain = str_starts_with(name, STR("screen-")) && name.len > 4 && str_is((Str){name.ptr + name.len - 4, 4}, ".png");
  return plain && memchr(name.ptr, '/', name.len) == NULL;
}

/* The pictures of the page before: a form that has become shorter leaves none behind. */
static void remove_pictures(Arena *arena, const char *folder, Str page) {
  static const char before[] = "<img src=\"";
  const char *at = page.ptr, *end = page.ptr + page.len;
  while ((at = memmem(at, (size_t)(end - at), before, sizeof before - 1)) != NULL) {
    at += sizeof before - 1;
    const char *quote = memchr(at, '"', (size_t)(end - at));
    if (quote == NULL) return;
    Str name = {at, (size_t)(quote - at)};
    if (is_picture(name)) unlink(arena_printf(arena, "%s/" STR_FMT, folder, STR_ARG(name)).ptr);
  }
}

Status preview_folder_finish(Arena *arena, const char *folder, Str page, Err *err) {
  const char *path = arena_printf(arena, "%s/index.html", folder).ptr;
  FILE *file = fopen(path, "wb");
  if (file == NULL) return fail(folder, strerror(errno), err);
  Sink sink = sink_to_file(file);
  sink_str(&sink, page);
  bool written = !sink.failed && fflush(file) == 0;
  int why = errno;
  if (fclose(file) != 0 && written) {
    written = false;
    why = errno;
  }
  return written ? STATUS_OK : fail(folder, strerror(why), err);
}

/* Whoever is stopped half way finds the folder taken, not foreign, the next time. */
static Status mark_as_ours(Arena *arena, const char *folder, Err *err) {
  return preview_folder_finish(arena, folder, STR("<!doctype html>\n" PREVIEW_MARK "\n<p>This preview is not finished.</p>\n"),
                               err);
}

Status preview_folder_take(Arena *arena, const char *folder, Err *err) {
  if (mkdir(folder, 0777) == 0) return mark_as_ours(arena, folder, err);
  if (errno != EEXIST) return fail(folder, strerror(errno), err);
  struct stat info;
  if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode)) return fail(folder, "it is no folder", err);
  if (access(folder, R_OK | W_OK | X_OK) != 0) return fail(folder, strerror(errno), err);
  if (is_empty(folder)) return mark_as_ours(arena, folder, err);
  Str page = {NULL, 0};
  const char *path = arena_printf(arena, "%s/index.html", folder).ptr;
  if (file_read(arena, path, PAGE_LIMIT_BYTES, &page, NULL) != STATUS_OK || !contains(page, PREVIEW_MARK))
    return refuse(folder, err);
  remove_pictures(arena, folder, page);
  return STATUS_OK;
}
