#include "store/power_vfs.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 8, PATH_BYTES = 256, SECTOR_BYTES = 512 };

typedef struct Change {
  bool is_truncation;
  size_t at, count; /* of a truncation: at is the new size */
  unsigned char *bytes;
} Change;

typedef struct Image { /* a file, as far as its content goes */
  bool exists;
  unsigned char *bytes; /* on the disk for certain */
  size_t size;
  Change *changes; /* since then */
  size_t change_count;
} Image;

typedef struct PowerFile {
  char path[PATH_BYTES];
  Image now;
  bool is_certain; /* that the folder has it, or has it no more */
  Image before;    /* what the folder had when it last was certain; unless is_certain */
  bool folder_synced;
} PowerFile;

static struct {
  PowerFile files[FILES_MAX];
  size_t file_count, changes, nth, syncs, failing_sync;
  bool cut;
  uint64_t seed;
} power; /* behind a file system that the whole process shares */

static void image_forget_changes(Image *image) {
  for (size_t i = 0; i < image->change_count; i++)
    free(image->changes[i].bytes);
  image->change_count = 0;
}

static void image_free(Image *image) {
  image_forget_changes(image);
  free(image->changes);
  free(image->bytes);
  *image = (Image){0};
}

static void *copy_of(const void *bytes, size_t count) {
  void *copy = malloc(count + 1);
  BUG_UNLESS(copy != NULL);
  if (count > 0) memcpy(copy, bytes, count);
  return copy;
}

static void image_grow(Image *image, size_t size) {
  if (size <= image->size) return;
  image->bytes = realloc(image->bytes, size);
  BUG_UNLESS(image->bytes != NULL);
  memset(image->bytes + image->size, 0, size - image->size);
  image->size = size;
}

static void image_note(Image *image, Change change) {
  image->changes = realloc(image->changes, (image->change_count + 1) * sizeof *image->changes);
  BUG_UNLESS(image->changes != NULL);
  image->changes[image->change_count++] = change;
}

static void apply(Image *image, const Change *change, size_t from, size_t to) {
  image_grow(image, to);
  memcpy(image->bytes + from, change->bytes + (from - change->at), to - from);
}

static void image_sync(Image *image) {
  for (size_t i = 0; i < image->change_count; i++) {
    const Change *change = &image->changes[i];
    if (!change->is_truncation)
      apply(image, change, change->at, change->at + change->count);
    else if (change->at < image->size)
      image->size = change->at;
  }
  image_forget_changes(image);
}

static Image image_read(const char *path) {
  Image image = {0};
  FILE *file = fopen(path, "rb");
  if (file == NULL) return image;
  struct stat info;
  BUG_UNLESS(fstat(fileno(file), &info) == 0);
  image.exists = true;
  image_grow(&image, (size_t)info.st_size);
  BUG_UNLESS(image.size == 0 || fread(image.bytes, 1, image.size, file) == image.size);
  fclose(file);
  return image;
}

static PowerFile *find(const char *path) {
  for (size_t i = 0; i < power.file_count; i++)
    if (strcmp(power.files[i].path, path) == 0) return &power.files[i];
  BUG_UNLESS(power.file_count < FILES_MAX && strlen(path) < PATH_BYTES);
  PowerFile *file = &power.files[power.file_count++];
  *file = (PowerFile){.now = image_read(path)};
  strcpy(file->path, path);
  file->is_certain = file->now.size > 0; /* the store makes an empty file before it opens it, past this */
  return file;
}

static void become_uncertain(PowerFile *file, Image now) {
  if (file->is_certain)
    file->before = file->now;
  else
    image_free(&file->now);
  file->is_certain = false;
  file->now = now;
}

static void sync_folder(void) {
  for (size_t i = 0; i < power.file_count; i++) {
    image_free(&power.files[i].before);
    power.files[i].is_certain = true;
  }
}

static bool is_change(const VfsCall *call) {
  return call->op == VFS_WRITE || call->op == VFS_TRUNCATE || call->op == VFS_SYNC || call->op == VFS_DELETE;
}

static void note_write(const VfsCall *call) {
  image_note(&find(call->path)->now,
             (Change){.at = (size_t)call->at, .count = call->count, .bytes = copy_of(call->bytes, call->count)});
}

static int cut_when_due(void *context, const VfsCall *call, size_t *torn) {
  (void)context, (void)torn;
  if (call->op == VFS_OPEN && !power.cut) find(call->path); /* as it is before */
  if (power.cut || !is_change(call)) return power.cut ? SQLITE_IOERR : SQLITE_OK;
  power.changes++;
  if (call->op == VFS_SYNC && ++power.syncs == power.failing_sync) {
    image_forget_changes(&find(call->path)->now);
    return SQLITE_IOERR_FSYNC;
  }
  if (power.changes != power.nth) return SQLITE_OK;
  if (call->op == VFS_WRITE) note_write(call); /* under way when the power went */
  power.cut = true;
  return SQLITE_IOERR;
}

static bool syncs_folder(const char *path) {
  size_t length = strlen(path);
  return (length > 4 && strcmp(path + length - 4, "-wal") == 0) || (length > 8 && strcmp(path + length - 8, "-journal") == 0);
}

static void note_sync(const VfsCall *call) {
  PowerFile *file = find(call->path);
  image_sync(&file->now);
  if (!file->folder_synced && syncs_folder(call->path)) sync_folder();
  file->folder_synced = true;
}

static void note_open(const VfsCall *call) {
  PowerFile *file = find(call->path);
  file->folder_synced = false;
  if (!file->now.exists) become_uncertain(file, (Image){.exists = true});
}

static void note_done(void *context, const VfsCall *call) {
  (void)context;
  if (call->op == VFS_OPEN) note_open(call);
  if (call->op == VFS_WRITE) note_write(call);
  if (call->op == VFS_TRUNCATE) image_note(&find(call->path)->now, (Change){.is_truncation = true, .at = (size_t)call->at});
  if (call->op == VFS_SYNC) note_sync(call);
  if (call->op != VFS_DELETE) return;
  become_uncertain(find(call->path), (Image){0});
  if (call->flags) sync_folder();
}

static const VfsWatcher watcher = {.before = cut_when_due, .after = note_done};

void power_vfs_begin(uint64_t seed, size_t nth) {
  power.seed = seed;
  power.nth = nth;
  power.changes = power.syncs = power.failing_sync = 0;
  power.cut = false;
  vfs_shim_watch(&watcher);
}

void power_vfs_fail_sync(size_t nth) {
  power.failing_sync = nth;
}

bool power_vfs_is_cut(void) {
  return power.cut;
}

size_t power_vfs_change_count(void) {
  return power.changes;
}

/* --- The cut --- */

typedef enum Fate { FATE_NOTHING, FATE_ALL, FATE_BY_SECTOR, FATE_COUNT } Fate;

/* A number from 0 to bound - 1 that depends on what is asked and on nothing else. */
static size_t chance(uint64_t asked, size_t bound) {
  uint64_t state = power.seed * 0x9e3779b97f4a7c15u + asked;
  Random random = random_seeded(&state);
  return random_below(&random, (uint32_t)bound);
}

/* How many of the changes a sector, or the size, has seen. */
static size_t changes_of(const Image *image, size_t file_ix, size_t sector_ix) {
  Fate fate = (Fate)chance(file_ix, FATE_COUNT);
  if (fate != FATE_BY_SECTOR) return fate == FATE_ALL ? image->change_count : 0;
  return chance((uint64_t)(file_ix + 1) << 40 | sector_ix, image->change_count + 1);
}

static void image_cut(Image *image, size_t file_ix) {
  enum { SIZE = 0 };
  size_t of_size = changes_of(image, file_ix, SIZE);
  for (size_t i = 0; i < image->change_count; i++) {
    const Change *change = &image->changes[i];
    if (change->is_truncation) {
      if (i < of_size && change->at < image->size) image->size = change->at;
      continue;
    }
    size_t end = change->at + change->count;
    for (size_t from = change->at, to; from < end; from = to) {
      size_t sector_ix = from / SECTOR_BYTES;
      to = (sector_ix + 1) * SECTOR_BYTES < end ? (sector_ix + 1) * SECTOR_BYTES : end;
      if (i < changes_of(image, file_ix, sector_ix + 1)) apply(image, change, from, to);
    }
  }
}

static void put_back(const char *path, const Image *image) {
  if (!image->exists) {
    unlink(path);
    return;
  }
  FILE *file = fopen(path, "wb");
  BUG_UNLESS(file != NULL && (image->size == 0 || fwrite(image->bytes, 1, image->size, file) == image->size));
  BUG_UNLESS(fclose(file) == 0);
}

static void cut_file(PowerFile *file, size_t file_ix) {
  bool as_before = !file->is_certain && chance(file_ix + 100, 2) == 0;
  Image *image = as_before ? &file->before : &file->now;
  image_cut(image, file_ix);
  put_back(file->path, image);
}

/* What is in shared memory is gone; the file behind it may be there or not. */
static void forget_shared_memory(const char *path) {
  char shared[PATH_BYTES + 8];
  snprintf(shared, sizeof shared, "%s-shm", path);
  if (chance(200, 2) == 0) unlink(shared);
}

void power_vfs_end(void) {
  for (size_t i = 0; i < power.file_count; i++) {
    PowerFile *file = &power.files[i];
    if (power.cut) cut_file(file, i);
    if (power.cut) forget_shared_memory(file->path);
    image_free(&file->now);
    image_free(&file->before);
  }
  power.file_count = 0;
  vfs_shim_watch(NULL);
}
