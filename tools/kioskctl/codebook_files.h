/* codebook_files: the codebooks that an export is asked for, each a file in the format that its ending says. */
#ifndef CODEBOOK_FILES_H
#define CODEBOOK_FILES_H

#include "export.h"
#include "out_file.h"

/* Can these paths, up to NULL, be written, with table written too (NULL: no table)? STATUS_USAGE: unknown-format, option-twice. */
Status codebook_files_check(const char *const *paths, const char *table, Err *err);
/* Writes one of the paths that were checked, for an export of db; whatever comes of it, out_files_finish takes file. */
Status codebook_file_write(Arena *arena, Store *store, const ExportOptions *options, const char *path, const char *db,
                           OutFile *file, Err *err);
/* Says on standard output where they are. */
void codebook_files_say(const char *const *paths);

#endif
