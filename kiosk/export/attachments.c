#include "dataset.h"
#include "lookup.h"
#include "selection.h"
#include "warning.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wctype.h>

/* 255 is the most that any system takes; whoever writes the file may put an ending of its own behind the name until it is whole. */
enum { NAME_BYTES_MAX = 240 };

typedef struct Walk {
  const ExportOptions *options;
  ExportAttachmentWriter *write;
  void *context;
  ExportReport *report;
  Arena *arena; /* of one response */
  Str uuid;
  Lookup names;     /* of the response, folded */
  locale_t letters; /* of all scripts; 0: there is no such locale here */
  bool stopped;     /* whoever writes wants no more */
} Walk;

/* What stands for a device in Windows and may not be a file's name there, with whatever ending. */
static bool is_device(Str name) {
  static const char *const words[] = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, *const ports[] = {"COM", "LPT"};
  static const char *const numbers[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "\u00B9", "\u00B2", "\u00B3"};
  Str stem = {name.ptr, 0};
  while (stem.len < name.len && name.ptr[stem.len] != '.')
    stem.len++;
  stem = str_trim(stem);
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (stem.len == strlen(words[i]) && strncasecmp(stem.ptr, words[i], stem.len) == 0) return true;
  for (size_t i = 0; i < COUNT_OF(ports) && stem.len > 3; i++)
    for (size_t k = 0; k < COUNT_OF(numbers) && strncasecmp(stem.ptr, ports[i], 3) == 0; k++)
      if (str_is((Str){stem.ptr + 3, stem.len - 3}, numbers[k])) return true;
  return false;
}

/* One step of a path and no more, on any system: databases come from anywhere. */
static bool is_file_name(Str name) {
  static const Str unwanted = STR_INIT("/\\:*?\"<>|");
  if (name.len == 0 || name.len > NAME_BYTES_MAX || name.ptr[0] == '.' || !str_is_utf8(name)) return false;
  char last = name.ptr[name.len - 1];
  if (last == '.' || last == ' ') return false; /* which some systems drop */
  for (size_t i = 0; i < name.len; i++) {
    if ((unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == 0x7f) return false;
    for (size_t k = 0; k < unwanted.len; k++)
      if (name.ptr[i] == unwanted.ptr[k]) return false;
  }
  return !is_device(name);
}

/* The same for names that some system takes for one: big letters and small ones, as numbers. For Lookup alone. */
static Str folded(const Walk *walk, Str name) {
  uint32_t *letters = ARENA_ARRAY(walk->arena, uint32_t, name.len), cp;
  size_t count = 0;
  for (size_t at = 0; str_next_cp(name, &at, &cp); count++)
    letters[count] = walk->letters ? towlower_l(towupper_l(cp, walk->letters), walk->letters) : towlower(cp);
  return (Str){(const char *)letters, count * sizeof *letters};
}

/* Is there a file already, in the folder of the response, that this one would be written over somewhere? */
static bool is_taken(Walk *walk, Str uuid, Str name) {
  if (!str_equal(uuid, walk->uuid)) {
    arena_rewind(walk->arena);
    walk->uuid = arena_str(walk->arena, uuid);
    walk->names = (Lookup){0};
  }
  const Str key = folded(walk, name);
  if (lookup_find(&walk->names, key) >= 0) return true;
  lookup_add(&walk->names, walk->arena, key, 0);
  return false;
}

static void leave_out(const Walk *walk, Str uuid, const char *why) {
  if (walk->report->bad_rows < WARNINGS_MAX)
    warning_add(walk->options->warnings, "an attachment of response " STR_FMT " is left out: %s", STR_ARG(uuid), why);
  walk->report->bad_rows++;
}

static bool take_attachment(void *context, Str uuid, const StoreAttachment *attachment) {
  Walk *walk = context;
  if (!is_file_name(uuid) || !is_file_name(attachment->name)) {
    leave_out(walk, uuid, "its name is none for a file");
    return true;
  }
  if (attachment->bytes.len == 0) {
    leave_out(walk, uuid, "it is sealed, and no key that was given opens it");
    return true;
  }
  if (is_taken(walk, uuid, attachment->name)) {
    leave_out(walk, uuid, "another one's name differs by big and small letters alone, and some systems have room for one of them");
    return true;
  }
  walk->report->rows++;
  walk->stopped = !walk->write(walk->context, uuid, attachment->name, attachment->bytes);
  return !walk->stopped;
}

static bool pass_over(void *context, const char *bytes, size_t count) {
  (void)context, (void)bytes, (void)count;
  return true;
}

/* Few responses are not picked by their devices here either; whatever else is to be said of the forms, export_responses says. */
static Status check(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err) {
  Sink nowhere = {.write = pass_over};
  ExportOptions silent = *options;
  silent.warnings = &nowhere;
  return dataset_make(store, arena, &silent, out, err);
}

static bool draws(const Form *form) {
  for (size_t i = 0; form != NULL && i < form->question_count; i++)
    if (form->questions[i].kind == QUESTION_IMAGE) return true;
  return form == NULL; /* who knows */
}

static bool has_attachments(const Dataset *dataset) {
  for (size_t v = 0; v < dataset->version_count; v++)
    if (draws(dataset->versions[v].form)) return true;
  return false;
}

typedef struct JoinedKeys { /* of the linked form's responses that are joined with one */
  Arena *arena;
  char (*items)[STORE_UUID_LEN];
  size_t count, capacity;
} JoinedKeys;

static bool collect(void *context, const Response *first, const Response *second, StoreMatch match) {
  JoinedKeys *keys = context;
  (void)first, (void)match;
  if (second == NULL || second->uuid.len != STORE_UUID_LEN) return true;
  if (keys->count == keys->capacity)
    keys->items = list_grown(keys->arena, keys->items, keys->count, &keys->capacity, sizeof *keys->items);
  memcpy(keys->items[keys->count++], second->uuid.ptr, STORE_UUID_LEN);
  return true;
}

static int compare_keys(const void *a, const void *b) {
  return memcmp(a, b, STORE_UUID_LEN);
}

typedef struct JoinedWalk {
  Walk *walk;
  JoinedKeys keys;
} JoinedWalk;

static bool take_joined(void *context, Str uuid, const StoreAttachment *attachment) {
  const JoinedWalk *joined = context;
  const JoinedKeys *keys = &joined->keys;
  if (uuid.len != STORE_UUID_LEN || bsearch(uuid.ptr, keys->items, keys->count, sizeof *keys->items, compare_keys) == NULL)
    return true;
  return take_attachment(joined->walk, uuid, attachment);
}

static Status walk_joined(Store *store, Arena *arena, const Dataset *dataset, Walk *walk, Err *err) {
  const ExportOptions *options = walk->options;
  const Dataset *linked = dataset->linked;
  const StoreFilter filter = {.trials = options->filter.trials, .statuses = options->filter.statuses};
  JoinedWalk joined = {.walk = walk, .keys = {.arena = arena}};
  if (linked == NULL || !has_attachments(linked)) return STATUS_OK;
  const Status status =
      store_each_pair(store, dataset->form_id, linked->form_id, &options->filter, options->near, collect, &joined.keys, err);
  if (status != STATUS_OK || joined.keys.count == 0) return status;
  qsort(joined.keys.items, joined.keys.count, sizeof *joined.keys.items, compare_keys);
  return store_each_attachment(store, linked->form_id, &filter, take_joined, &joined, err);
}

static Status walk_all(Store *store, Arena *arena, Walk *walk, Err *err) {
  const ExportOptions *options = walk->options;
  Selection selection;
  Dataset dataset = {0};
  Status status = selection_make(store, arena, options->form_id, &selection, err);
  if (status == STATUS_OK && (options->filter.devices.count > 0 || options->linked_form.len > 0))
    status = check(store, arena, options, &dataset, err);
  if (status == STATUS_OK) status = store_each_attachment(store, selection.form_id, &options->filter, take_attachment, walk, err);
  return status == STATUS_OK && !walk->stopped ? walk_joined(store, arena, &dataset, walk, err) : status;
}

Status export_attachments(Store *store, const ExportOptions *options, ExportAttachmentWriter *write, void *context,
                          ExportReport *report, Err *err) {
  *report = (ExportReport){0};
  Arena *arena = arena_new(0);
  Walk walk = {.options = options,
               .write = write,
               .context = context,
               .report = report,
               .arena = arena_new(0),
               .letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0)};
  const Status status = walk_all(store, arena, &walk, err);
  if (walk.letters) freelocale(walk.letters);
  arena_free(walk.arena);
  arena_free(arena);
  return status;
}
