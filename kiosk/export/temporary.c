#define _GNU_SOURCE /* O_TMPFILE */
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *temporary_folder(const char *folder) {
  if (folder != NULL) return folder;
  const char *wanted = getenv("TMPDIR");
  return wanted != NULL && wanted[0] != '\0' ? wanted : P_tmpdir;
}

/* For file systems that know no file without a name: it has one for a moment. */
static int open_and_unlink(const char *folder) {
  char path[4096];
  const int length = snprintf(path, sizeof path, "%s/.export-XXXXXX", folder);
  if (length < 0 || (size_t)length >= sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  const int file = mkostemp(path, O_CLOEXEC);
  if (file >= 0) unlink(path);
  return file;
}

Status temporary_open(const char *folder, int *out, Err *err) {
  folder = temporary_folder(folder);
  *out = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (*out < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) *out = open_and_unlink(folder);
  if (*out >= 0) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "export-temporary",
                 "no temporary file can be made in %s: %s; choose another place, or make space or permission there", folder,
                 strerror(errno));
}
