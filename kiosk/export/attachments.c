#include "dataset.h"
#include "lookup.h"
#include "selection.h"
#include "warning.h"

#include <locale.h>
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
  return walk->write(walk->context, uuid, attachment->name, attachment->bytes);
}

static bool pass_over(void *context, const char *bytes, size_t count) {
  (void)context, (void)bytes, (void)count;
  return true;
}

/* Few responses are not picked by their devices here either; whatever else is to be said of the form, export_responses says. */
static Status check_devices(Store *store, Arena *arena, const ExportOptions *options, Err *err) {
  if (options->filter.devices.count == 0) return STATUS_OK;
  Sink nowhere = {.write = pass_over};
  ExportOptions silent = *options;
  silent.warnings = &nowhere;
  Dataset dataset;
  return dataset_make(store, arena, &silent, &dataset, err);
}

Status export_attachments(Store *store, const ExportOptions *options, ExportAttachmentWriter *write, void *context,
                          ExportReport *report, Err *err) {
  *report = (ExportReport){0};
  Arena *arena = arena_new(0);
  Selection selection;
  Walk walk = {.options = options,
               .write = write,
               .context = context,
               .report = report,
               .arena = arena_new(0),
               .letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0)};
  Status status = selection_make(store, arena, options->form_id, &selection, err);
  if (status == STATUS_OK) status = check_devices(store, arena, options, err);
  if (status == STATUS_OK) status = store_each_attachment(store, selection.form_id, &options->filter, take_attachment, &walk, err);
  if (walk.letters) freelocale(walk.letters);
  arena_free(walk.arena);
  arena_free(arena);
  return status;
}
