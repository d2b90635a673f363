/* key_files: secret keys on disk: made once, never written over, and opened for an export. */
#ifndef KEY_FILES_H
#define KEY_FILES_H

#include "seal.h"

enum { KEY_FILE_MAX_BYTES = 64 * 1024 };

/* STATUS_INPUT, key-exists, when something stands there. */
Status key_file_check_absent(const char *path, Err *err);
/* A new file that only its owner may read, safe on disk. A failure leaves none: STATUS_INPUT, key-exists; STATUS_WORLD, key-write. */
Status key_file_write(const char *path, Str text, Err *err);

typedef struct OpenKeys {
  SealSecret **secrets;
  size_t count;
} OpenKeys;

/* Opens the keys that these files are of, whole ones and shares in any order, with the passphrases in the file passphrases, a line each, one
 * after the other; NULL: standard input is asked for that of each key. Failures are file_read's, secret_line's and seal_file_open's; out
 * is to be closed in any case. */
Status open_keys(Arena *arena, const char *const *paths, size_t count, const char *passphrases, OpenKeys *out, Err *err);
void close_keys(OpenKeys *keys);

#endif
