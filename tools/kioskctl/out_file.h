/* out_file: what a command writes out: a file that is there whole or not at all, a device or pipe as it is, or standard output. */
#ifndef OUT_FILE_H
#define OUT_FILE_H

#include "base.h"
#include "interrupt.h"

#include <sys/stat.h>

typedef struct OutFile { /* stays where it is in memory until it is finished */
  FILE *stream;          /* write here */
  const char *option;    /* that named it, "--out"; for messages */
  const char *path;      /* as named */
  const char *target;    /* the file that is made or replaced in the end; NULL: none, it is written to as it is */
  const char *beside;    /* where it is written until then */
  const char *before;    /* what target was, while several files take their places */
  bool was_there;
  Unfinished unfinished;
} OutFile;

/* Opens path ("-": standard output) for an export of the database db, an open SQLite file; NULL: of something else. A link's target is
 * what is replaced; a replaced file keeps its mode and, as far as allowed, its owner; a new one can be read by its owner and group at
 * most. option and path are borrowed. Failures leave everything as it was: STATUS_USAGE with out-is-database (it is db, a file beside it, or another
 * SQLite file); STATUS_WORLD with out-path. A signal that ends the program takes unfinished files away. */
Status out_file_open(Arena *arena, const char *option, const char *path, const char *db, OutFile *out, Err *err);
/* With STATUS_OK puts the file, safe on disk, in its place; else takes it away. Returns what came of it. */
Status out_file_finish(OutFile *file, Status status, Err *err);
/* Says whether all of them could be written, before any is put in its place. */
Status out_files_close(OutFile *const *files, size_t count, Status status, Err *err);
/* As out_file_finish, for files that belong together: all come to stand in their places or, as far as the file system can take a step back, none. No
 * signal ends the program in between. */
Status out_files_finish(OutFile *const *files, size_t count, Status status, Err *err);

/* A name beside path that nothing has, for what is on its way to it: PATH.PROCESS.ENDING, or with a number where a killed process of the
 * same number left that. */
const char *out_file_name_beside(Arena *arena, const char *path, const char *ending);
/* Gives what takes the place of something its mode and, as far as allowed, its owner. Answers are not for everybody: a group that what is
 * replaced did not belong to is not let in. */
bool out_file_take_over_mode(int descriptor, const struct stat *replaced);

#endif
