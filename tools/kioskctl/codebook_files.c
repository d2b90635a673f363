#include "codebook_files.h"

#include <string.h>

static bool find_format(const char *path, CodebookFormat *out) {
  const char *dot = strrchr(path, '.');
  if (dot == NULL) return false;
  for (size_t i = 0; i < CODEBOOK_FORMAT_COUNT; i++) {
    if (str_edit_distance(str_from(dot + 1), str_from(codebook_endings[i]), 0) > 0) continue; /* .MD, too */
    *out = (CodebookFormat)i;
    return true;
  }
  return false;
}

static bool stands_before(const char *const *paths, size_t ix) {
  for (size_t i = 0; i < ix; i++)
    if (strcmp(paths[i], paths[ix]) == 0) return true;
  return false;
}

Status codebook_files_check(const char *const *paths, const char *table, Err *err) {
  CodebookFormat format;
  for (size_t i = 0; paths[i] != NULL; i++) {
    if (!find_format(paths[i], &format))
      return err_set(
          err, STATUS_USAGE, "unknown-format",
          "--codebook %s does not say its format by its ending; use .md to read it, .json for programs, .xml for archives",
          paths[i]);
    if ((table != NULL && strcmp(paths[i], table) == 0) || stands_before(paths, i))
      return err_set(err, STATUS_USAGE, "option-twice", "two things are to be written to %s; give each a file of its own",
                     paths[i]);
  }
  return STATUS_OK;
}

Status codebook_file_write(Arena *arena, Store *store, const ExportOptions *options, const char *path, const char *db,
                           OutFile *file, Err *err) {
  CodebookFormat format = CODEBOOK_MARKDOWN;
  BUG_UNLESS(find_format(path, &format));
  Status status = out_file_open(arena, "--codebook", path, db, file, err);
  if (status != STATUS_OK) return status;
  Sink sink = sink_to_file(file->stream);
  return export_codebook(store, format, options, &sink, err);
}

void codebook_files_say(const char *const *paths) {
  for (size_t i = 0; paths[i] != NULL; i++)
    printf("codebook written to %s\n", paths[i]);
}
