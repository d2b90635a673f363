/* codebook_files: the codebooks that an export is asked for, each a file in the format that its ending says. */
#ifndef CODEBOOK_FILES_H
#define CODEBOOK_FILES_H

#include "export.h"

/* Can these paths, up to NULL, be written, with table written too (NULL: no table)? STATUS_USAGE: unknown-format, option-twice. */
Status codebook_files_check(const char *const *paths, const char *table, Err *err);
/* Writes each of the paths that were checked, whole or not at all; db is the path of the database. */
Status codebook_files_write(Arena *arena, Store *store, const ExportOptions *options, const char *const *paths, const char *db,
                            Err *err);
/* Says on standard output where they are. */
void codebook_files_say(const char *const *paths);

#endif
