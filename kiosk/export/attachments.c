#include "dataset.h"
#include "selection.h"
#include "warning.h"

/* 255 is the most that any system takes; whoever writes the file may put an ending of its own behind the name until it is whole. */
enum { NAME_BYTES_MAX = 240 };

typedef struct Walk {
  const ExportOptions *options;
  ExportAttachmentWriter *write;
  void *context;
  ExportReport *report;
} Walk;

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
  return true;
}

static void leave_out(const Walk *walk, Str uuid, const char *why) {
  if (walk->report->bad_rows < WARNINGS_MAX)
    warning_add(walk->options->warnings, "an attachment of response " STR_FMT " is left out: %s", STR_ARG(uuid), why);
  walk->report->bad_rows++;
}

static bool take_attachment(void *context, Str uuid, const StoreAttachment *attachment) {
  const Walk *walk = context;
  if (!is_file_name(uuid) || !is_file_name(attachment->name)) {
    leave_out(walk, uuid, "its name is none for a file");
    return true;
  }
  if (attachment->bytes.len == 0) {
    leave_out(walk, uuid, "it is sealed, and no key that was given opens it");
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
  Walk walk = {options, write, context, report};
  Status status = selection_make(store, arena, options->form_id, &selection, err);
  if (status == STATUS_OK) status = check_devices(store, arena, options, err);
  if (status == STATUS_OK) status = store_each_attachment(store, selection.form_id, &options->filter, take_attachment, &walk, err);
  arena_free(arena);
  return status;
}
