/* export: responses as files for analysis. One file per format; columns are the union over a form's versions, keyed by path
 * and choice, never by position. This version writes CSV (RFC 4180, UTF-8). */
#ifndef EXPORT_H
#define EXPORT_H

#include "base.h"
#include "store.h"

typedef struct ExportOptions {
  Str form_id; /* empty: the only form in the database; several: STATUS_USAGE naming them */
  bool trials;
  Sink *warnings; /* a line for each row left out (the first 50), form version not read and key that is missing; NULL: the log */
} ExportOptions;

typedef struct ExportReport {
  size_t rows, bad_rows; /* bad_rows: left out, each with a warning */
} ExportReport;

/* To be asked before anything is written, when there are no keys (store_use_keys): STATUS_INPUT, export-sealed, naming the key, when a
 * response is sealed. */
Status export_check_unsealed(Store *store, const ExportOptions *options, Err *err);

/* Columns: response, form_version, language, channel, round, event, place, status, time (and device, unless the form is anonymous; and
 * trial with options.trials), then the questions' by their paths; a repeat is one column of JSON, an array with an object for each of
 * its instances; of a signature or drawing it is the attachment's name. Empty: not asked; #skipped: asked and passed over. Text that a
 * spreadsheet would run as a formula is defused by a leading '. Answers in the visitor's own words stand among the others, as if they
 * were not kept apart. A sealed response that no key opens is a bad row; warnings at the end say which keys are missing, and how many
 * responses are sealed for each. */
Status export_csv(Store *store, const ExportOptions *options, Sink *out, ExportReport *report, Err *err);

/* A file that an answer names: bytes, to be called response/name. Borrowed for the call; false: stop. Each of both is one step of a path,
 * on any system, of 240 bytes at most. */
typedef bool ExportAttachmentWriter(void *context, Str response, Str name, Str bytes);

/* Beside a table x.csv they stand in a folder x-attachments, in it a folder for each response that has any, and in that as the answers
 * name them: x-attachments/UUID/underskrift.png.
 *
 * Hands over every attachment of the responses that export_csv() goes through with the same options, in the order of its rows; stopping is no
 * failure. report counts attachments; bad are those whose names are none for files, and those that are sealed and cannot be opened,
 * each with a warning. */
Status export_attachments(Store *store, const ExportOptions *options, ExportAttachmentWriter *write, void *context,
                          ExportReport *report, Err *err);

#endif
