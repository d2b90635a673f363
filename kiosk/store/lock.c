#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite locks 512 bytes from 1 GiB on, in a page that never has content (https://www.sqlite.org/fileformat2.html#the_lock_byte_page). */
enum { SQLITE_LOCKS_AT = 0x40000000, SQLITE_LOCKS_BYTES = 512, ROLES_AT = SQLITE_LOCKS_AT + SQLITE_LOCKS_BYTES };
enum { ASIDE_AT = ROLES_AT + STORE_ROLE_COUNT };

int lock_open(const char *path) {
  int file = open(path, O_RDWR | O_CLOEXEC);
  return file < 0 ? LOCK_NO_FILE : file;
}

void lock_close(int file) {
  if (file != LOCK_NO_FILE) close(file);
}

bool lock_is_of(int file, const char *path) {
  struct stat ours, there;
  return fstat(file, &ours) == 0 && stat(path, &there) == 0 && ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

static LockAnswer set_lock(int file, short type, off_t from, off_t bytes) {
  struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = from, .l_len = bytes};
  int code;
  do {
    code = fcntl(file, F_OFD_SETLK, &range);
  } while (code != 0 && errno == EINTR);
  if (code == 0) return LOCK_HELD;
  return errno == EAGAIN || errno == EACCES ? LOCK_OF_OTHERS : LOCK_FAILED;
}

LockAnswer lock_take_role(int file, StoreRole role) {
  return set_lock(file, F_WRLCK, ROLES_AT + (off_t)role, 1);
}

bool lock_is_of_others(int file, StoreRole role) {
  struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = ROLES_AT + (off_t)role, .l_len = 1};
  return fcntl(file, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

LockAnswer lock_take_all(int file) {
  return set_lock(file, F_WRLCK, SQLITE_LOCKS_AT, ASIDE_AT + 1 - SQLITE_LOCKS_AT);
}

void lock_keep_aside(int file) {
  set_lock(file, F_UNLCK, SQLITE_LOCKS_AT, ASIDE_AT - SQLITE_LOCKS_AT);
}
