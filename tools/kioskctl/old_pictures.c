#include "old_pictures.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* NULL: there is none, or only a link to one. */
static DIR *open_folder(int parent, const char *name) {
  int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *folder = descriptor >= 0 ? fdopendir(descriptor) : NULL;
  if (folder == NULL && descriptor >= 0) close(descriptor);
  return folder;
}

static const char *next_name(DIR *folder) {
  const struct dirent *entry = readdir(folder);
  while (entry != NULL && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0))
    entry = readdir(folder);
  return entry != NULL ? entry->d_name : NULL;
}

static bool is_uuid(const char *name) {
  static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (strlen(name) != sizeof form - 1) return false;
  for (size_t i = 0; form[i] != '\0'; i++) {
    const bool fits = form[i] == '-' ? name[i] == '-' : strchr("0123456789abcdef", name[i]) != NULL;
    if (!fits) return false;
  }
  return true;
}

static bool has_kind(int parent, const char *name, mode_t kind) {
  struct stat info;
  return fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && (info.st_mode & S_IFMT) == kind;
}

static bool is_picture(int parent, const char *name) {
  size_t length = strlen(name);
  bool ends = length > 4 && (strcmp(name + length - 4, ".png") == 0 || strcmp(name + length - 4, ".txt") == 0);
  return ends && has_kind(parent, name, S_IFREG);
}

static bool is_any(int parent, const char *name) {
  (void)parent, (void)name;
  return true;
}

/* Takes the folder away too, when nothing else is in it. What goes may shake the order of what comes: hence until nothing goes. */
static void clear_folder(int parent, const char *name, bool (*goes)(int parent, const char *name)) {
  DIR *folder = open_folder(parent, name);
  if (folder == NULL) return;
  for (bool gone = true; gone; rewinddir(folder)) {
    gone = false;
    for (const char *each; (each = next_name(folder)) != NULL;)
      if (goes(dirfd(folder), each) && unlinkat(dirfd(folder), each, 0) == 0) gone = true;
  }
  closedir(folder);
  unlinkat(parent, name, AT_REMOVEDIR);
}

static bool is_there(int parent, const char *name) {
  struct stat info;
  return fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool move(int from, int to, const char *name) {
  return !is_there(to, name) && renameat(from, name, to, name) == 0;
}

/* A response's folder that is in both, with something in the old one that no export has written. */
static bool move_out_of(int old, int new, const char *name) {
  DIR *from = open_folder(old, name), *to = open_folder(new, name);
  bool moved = false;
  if (from != NULL && to != NULL)
    for (const char *each; (each = next_name(from)) != NULL;)
      if (move(dirfd(from), dirfd(to), each)) moved = true;
  if (from != NULL) closedir(from);
  if (to != NULL) closedir(to);
  unlinkat(old, name, AT_REMOVEDIR);
  return moved;
}

static size_t clear_once(DIR *old, DIR *new, size_t *moved) {
  size_t gone = 0;
  int from = dirfd(old), to = dirfd(new);
  rewinddir(old);
  for (const char *each; (each = next_name(old)) != NULL;) {
    if (is_uuid(each) && has_kind(from, each, S_IFDIR)) clear_folder(from, each, is_picture);
    const bool is_left = is_there(from, each);
    if (is_left && (move(from, to, each) || move_out_of(from, to, each))) ++*moved;
    gone += !is_there(from, each);
  }
  return gone;
}

size_t old_pictures_clear(const char *old, const char *new, bool *stay) {
  DIR *from = open_folder(AT_FDCWD, old), *to = open_folder(AT_FDCWD, new);
  size_t moved = 0;
  while (from != NULL && to != NULL && clear_once(from, to, &moved) > 0)
    continue;
  if (from != NULL) closedir(from);
  if (to != NULL) closedir(to);
  *stay = rmdir(old) != 0 && errno != ENOENT;
  return moved;
}

bool old_pictures_are_in(const char *name) {
  DIR *folder = open_folder(AT_FDCWD, name);
  if (folder == NULL) return false;
  bool found = false;
  for (const char *each; !found && (each = next_name(folder)) != NULL;)
    found = is_uuid(each) && has_kind(dirfd(folder), each, S_IFDIR);
  closedir(folder);
  return found;
}

void picture_folder_remove(const char *name) {
  DIR *folder = open_folder(AT_FDCWD, name);
  if (folder == NULL) return;
  for (bool gone = true; gone; rewinddir(folder)) {
    gone = false;
    for (const char *each; (each = next_name(folder)) != NULL;) {
      clear_folder(dirfd(folder), each, is_any);
      if (!is_there(dirfd(folder), each)) gone = true;
    }
  }
  closedir(folder);
  rmdir(name);
}
