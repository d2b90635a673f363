/* temporary: files without a name, which nobody else can open and which are gone when they are closed or the program ends, however. */
#ifndef TEMPORARY_H
#define TEMPORARY_H

#include "base.h"

/* NULL: TMPDIR, or else where this system has such files. Static. */
const char *temporary_folder(const char *folder);
/* A file in the folder, open for reading and writing, for its owner only. The descriptor is the caller's. STATUS_WORLD, export-temporary. */
Status temporary_open(const char *folder, int *out, Err *err);

#endif
