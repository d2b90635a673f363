#include "temporary.h"
#include "xlsx_look.h"
#include "xlsx_text.h"
#include "xlsx_whole.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
  SECONDS_PER_DAY = 86400,
  DAY_WITHOUT_RESPONSES = 18262, /* 2020-01-01: any one, so that the same data give the same bytes */
  TITLE_LETTERS_MAX = 255,
  COPIED_BYTES = 64 * 1024,
};

/* A file in a zip as it was at first has 4 GiB at most; with what is around the rows. */
static const int64_t plain_zip_bytes_max = INT64_C(4000000000);

const XlsxLimits xlsx_limits = {.rows = 1048576, .columns = 16384, .letters = 32767};

static void set_properties(XlsxBook *book, Str day) {
  Value date;
  const bool dated = value_from_iso(day, &date) && date.kind == VALUE_DATE;
  bool cut;
  xlsx_text(&book->scratch, book->title, TITLE_LETTERS_MAX, &cut);
  lxw_doc_properties properties = {.title = book->scratch.bytes,
                                   .created = (time_t)(dated ? date.days : DAY_WITHOUT_RESPONSES) * SECONDS_PER_DAY};
  workbook_set_properties(book->workbook, &properties);
}

Status xlsx_book_new(Arena *arena, const XlsxLimits *limits, const XlsxBookOptions *options, XlsxBook **out, Err *err) {
  XlsxBook *book = ARENA_NEW(arena, XlsxBook);
  *book = (XlsxBook){.arena = arena,
                     .limits = limits,
                     .folder = temporary_folder(options->folder),
                     .warnings = options->warnings,
                     .title = options->title,
                     .right_to_left = options->right_to_left};
  *out = NULL;
  Status status = temporary_open(options->folder, &book->file, err);
  if (status != STATUS_OK) return status;
  Str path =
      arena_printf(arena, "/proc/self/fd/%d", book->file); /* the library opens what it writes by a name, and this file has none */
  if (access(path.ptr, W_OK) != 0) {
    status = err_set(err, STATUS_WORLD, "export-temporary",
                     "%s cannot be opened: %s; a workbook can only be made where /proc is mounted", path.ptr, strerror(errno));
    close(book->file);
    return status;
  }
  book->scratch = buffer_new(arena);
  Buffer temporary = buffer_new(arena);
  Sink sink = sink_to_buffer(&temporary);
  sink_z(&sink, book->folder);
  lxw_workbook_options how = {.constant_memory = LXW_TRUE, .tmpdir = temporary.bytes};
  book->workbook = workbook_new_opt(path.ptr, &how);
  if (book->workbook == NULL) BUG("out of memory");
  xlsx_look_make(book);
  set_properties(book, options->day);
  *out = book;
  return STATUS_OK;
}

bool xlsx_book_failed(const XlsxBook *book) {
  return book->failure.len > 0;
}

static void fail(XlsxBook *book, int reason) {
  if (!xlsx_book_failed(book))
    book->failure = arena_printf(book->arena, "%s", reason != 0 ? strerror(reason) : "a temporary file could not be written");
}

XlsxPart *xlsx_book_add_part(XlsxBook *book, Str name) {
  if (xlsx_book_failed(book)) return NULL;
  errno = 0;
  lxw_worksheet *worksheet = workbook_add_worksheet(book->workbook, name.ptr);
  if (worksheet == NULL) {
    fail(book, errno);
    return NULL;
  }
  XlsxPart *part = ARENA_NEW(book->arena, XlsxPart);
  *part = (XlsxPart){.name = name, .worksheet = worksheet};
  if (book->last == NULL)
    book->first = part;
  else
    book->last->next = part;
  book->last = part;
  return part;
}

void xlsx_book_look_after(XlsxBook *book, const XlsxPart *part) {
  errno = 0;
  if (ferror(part->worksheet->optimize_tmpfile) != 0) fail(book, errno);
}

/* All rows to where they wait, also the last, which the library would write when it is too late to tell. */
static void settle_rows(XlsxBook *book) {
  for (XlsxPart *part = book->first; part != NULL; part = part->next) {
    FILE *rows = part->worksheet->optimize_tmpfile;
    lxw_worksheet_write_single_row(part->worksheet);
    errno = 0;
    if (fflush(rows) != 0 || ferror(rows) != 0) fail(book, errno);
    part->row_bytes = ftello(rows);
    if (part->row_bytes > plain_zip_bytes_max) book->workbook->options.use_zip64 = LXW_TRUE;
  }
}

static Status tell_failure(const XlsxBook *book, const char *why, Err *err) {
  return err_set(err, STATUS_WORLD, "export-write",
                 "the workbook could not be put together in %s: %s; make space there, or choose another place", book->folder, why);
}

/* Frees the library's part, which knows nothing of the files its rows wait in when it has not come to reading them. */
static void free_workbook(XlsxBook *book) {
  for (const XlsxPart *part = book->first; part != NULL; part = part->next)
    fclose(part->worksheet->optimize_tmpfile);
  lxw_workbook_free(book->workbook);
}

static Status put_together(XlsxBook *book, Err *err) {
  settle_rows(book);
  if (xlsx_book_failed(book)) {
    free_workbook(book);
    return tell_failure(book, book->failure.ptr, err);
  }
  const lxw_error error = workbook_close(book->workbook);
  if (error != LXW_NO_ERROR) return tell_failure(book, lxw_strerror(error), err);
  return xlsx_is_whole(book->file, book->first) ? STATUS_OK : tell_failure(book, "it is not whole", err);
}

static Status copy(const XlsxBook *book, Sink *out, Err *err) {
  char bytes[COPIED_BYTES];
  if (lseek(book->file, 0, SEEK_SET) != 0) return tell_failure(book, strerror(errno), err);
  for (;;) {
    const ssize_t count = read(book->file, bytes, sizeof bytes);
    if (count < 0) return tell_failure(book, strerror(errno), err);
    if (count == 0) break;
    sink_bytes(out, bytes, (size_t)count);
  }
  if (!out->failed) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "export-write", "the export could not be written; check that there is space where it goes");
}

Status xlsx_book_finish(XlsxBook *book, Sink *out, Err *err) {
  Status status = put_together(book, err);
  if (status == STATUS_OK) status = copy(book, out, err);
  close(book->file);
  return status;
}

void xlsx_book_drop(XlsxBook *book) {
  free_workbook(book);
  close(book->file);
}
