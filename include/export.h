/* export: responses as files for analysis, and the codebook that explains them. One file per format.
 *
 * A form's responses are tables: one with a row per response, and one with a row per instance for each repeat, with the response's
 * key in front. Columns are the union over the form's versions, keyed by question and choice, never by position. Their order, their
 * short names (for SPSS and Stata) and the codes of choices are the same in every format, and stay when the form gets another version:
 * the questions it brings stand behind all others, the choices behind those of their question.
 *
 * Three kinds of silence are told apart: not asked (not relevant, or no question of that version), asked and passed over, and a choice
 * that is marked `missing: true` ("don't know"):
 *
 *                      not asked        passed over                      missing: true
 *   csv xlsx           empty            #skipped                         the choice's name (or label)
 *   jsonl              no such key      null                             the choice's name
 *   sav      codes     system-missing   user-missing: -1                 user-missing, with its own code
 *            measures  system-missing   user-missing: -99999999999
 *            texts     empty            user-missing: #skipped
 *   dta      numbers   .a               .b                               .c and on; the codebook says which
 *            texts     empty            #skipped
 *
 * Codes are those of select_one, and the numbers in the columns of single choices; measures all other numbers, dates and times. SPSS
 * has no room for every list's missing choices: those it is not told of are warned of, and the codebook says which. A visitor's own
 * text #skipped gets a leading ' but in jsonl. A choice's column does not say that the choice is missing; the codebook does. What is
 * known of a response besides its answers, and the number of an instance, are never passed over; in jsonl they are null when empty.
 *
 * The same data give the same bytes: where a format wants a date of its own, it is the day of the newest response in it. Rows come in
 * the order of random keys; a form that was ever anonymous is exported without device. What cannot be read is left out, with a warning
 * each. */
#ifndef EXPORT_H
#define EXPORT_H

#include "base.h"
#include "store.h"

typedef enum ExportFormat { EXPORT_CSV, EXPORT_XLSX, EXPORT_SAV, EXPORT_DTA, EXPORT_JSONL, EXPORT_FORMAT_COUNT } ExportFormat;
extern const char *const export_format_names[EXPORT_FORMAT_COUNT]; /* also the endings of their files */

typedef enum CodebookFormat { CODEBOOK_MARKDOWN, CODEBOOK_JSON, CODEBOOK_DDI, CODEBOOK_FORMAT_COUNT } CodebookFormat;
extern const char *const codebook_endings[CODEBOOK_FORMAT_COUNT]; /* md, json, xml */

typedef struct ExportOptions {
  Str form_id; /* empty: the only form in the database; several: STATUS_USAGE naming them */
  /* devices of an anonymous form: STATUS_INPUT, export-few, unless min_group or more come and min_group or more, or none, stay out */
  StoreFilter filter;
  Str language; /* of labels, by its code in the form; empty: the form's default. STATUS_INPUT, unknown-language */
  bool labels;  /* csv, xlsx: choices' labels in place of their names, and questions' as headers */
  /* For when there are no keys (store_use_keys): export_responses() begins nothing when a response is sealed. STATUS_INPUT, export-sealed,
   * naming the key. */
  bool refuse_sealed;
  /* Another form, of a later wave: each row is followed by the columns of the response to it that is joined with it, by a token or a code,
   * their names with that form's id in front. Empty: none. STATUS_INPUT, export-linked: no version of either form allows it, or the rounds
   * are closed (but for a codebook). near: also by a code of which one element differs; a column says which. The filter selects the first
   * form's responses; of the other's all that count may be joined, of the same statuses. */
  Str linked_form;
  bool near;
  const char *folder; /* where temporary files go, which have no name there; NULL: the system's place for them */
  Sink *warnings; /* a line for each row left out (the first 50), form version not read and key that is missing; NULL: the log */
  void (*progress)(void *context, size_t done, size_t total); /* responses; now and then. NULL: nobody looks */
  void *progress_context;
  /* Of every repeat's table, by its name, how many rows it has; once all are read. NULL: nobody asks. */
  void (*count_instances)(void *context, Str table, size_t instances);
  void *count_context;
} ExportOptions;

typedef struct ExportReport {
  size_t rows,
      bad_rows; /* responses; bad_rows: left out, each with a warning. Linked: rows those of the first form, bad_rows of both */
  size_t joined_rows, near_rows; /* of rows: with a response to the linked form beside them; near_rows: by a code that differs */
  size_t unopened_links;         /* codes that are sealed for a key that was not given: whom they join is not known. One warning */
  /* Of rows: of form versions that this program cannot read. What other versions have, too, is there; of choices that were not taken
   * nothing is said. */
  size_t unread_rows;
  /* Answers that are none of their question's values: in csv and xlsx as they stand, in jsonl as a text, in sav and dta as not asked; of
   * several choices those that are known have their columns all the same. And values that the format has no room for, as a date
   * before 1582-10-15 in sav; and choices whose code is lost, in whatever format: sav, dta and the codebooks have another. A warning
   * each, the first 50. */
  size_t bad_values;
} ExportReport;

/* Where an export goes. */
typedef struct ExportTarget {
  /* The sink of a table's file: of the responses' for an empty name, else of a repeat's, of letters, digits, - and _. *out NULL: nobody
   * wants it. Lives until the call that was given the target returns. */
  Status (*open)(void *context, Str table, Sink **out, Err *err);
  void *context;
} ExportTarget;

/* Columns: response, form_version, language, channel, round, event, place, status, time (and device, unless the form is anonymous; and
 * trial with filter.trials), then the questions' by their paths, a choice's of a select_multiple (1 or 0) or rank (its place) as path/choice; of
 * a repeat the number of its instances, which stand in a table of their own; of a signature or drawing the attachment's name. What was
 * acknowledged is OK in csv, as it is stored, true in jsonl and 1 elsewhere; what a response is (status, channel, round ...) is the same
 * text in every format. Answers in the visitor's own words stand among the others, as if they were not kept apart.
 *
 * Columns of a linked form stand behind all these, but for its repeats' tables, as ID:path; in sav and dta as ID__path. Neither changes
 * those of the first form, nor do new versions of either. They begin with ID:joined: token, code or near, else nothing is joined, and
 * none of them was asked; and ID:response, its own key. Its repeats have the first form's key in front. In jsonl it is an object under
 * its id, with its answers under `answers`, or null. An id that is itself a column of the response, answers or question has form: in
 * front. What of a linked response cannot be read leaves the first one's row alone.
 *
 * In csv, text that a spreadsheet would run as a formula is defused by a leading '. Some begin a cell behind each ; or tab and a row
 * behind each line break, whatever quotes say: so a sign = + - @ that follows one of them is defused as well, "bra;=1+1" by "bra;'=1+1".
 *
 * A sealed response that no key opens is a bad row; warnings at the end say which keys are missing, and how many
 * responses are sealed for each. STATUS_INPUT, too-many-columns: for the format, which is named. */
Status export_responses(Store *store, ExportFormat format, const ExportOptions *options, const ExportTarget *target,
                        ExportReport *report, Err *err);

/* What every column means: names, questions, choices with codes and labels, kinds of silence, and which version had what. Says nothing
 * of any response. */
Status export_codebook(Store *store, CodebookFormat format, const ExportOptions *options, Sink *out, Err *err);

/* As export_responses, of the responses' table alone. */
Status export_csv(Store *store, const ExportOptions *options, Sink *out, ExportReport *report, Err *err);

/* A file that an answer names: bytes, to be called response/name. Borrowed for the call; false: stop. Each of both is one step of a path,
 * on any system, of 240 bytes at most. */
typedef bool ExportAttachmentWriter(void *context, Str response, Str name, Str bytes);

/* Beside a table x.csv they stand in a folder x-attachments, in it a folder for each response that has any, and in that as the answers
 * name them: x-attachments/UUID/underskrift.png.
 *
 * Hands over every attachment of the responses that export_responses() goes through with the same options, in the order of its rows, and
 * then those of the linked form's responses that are joined with one, in the order of their own keys, which stand in ID:response;
 * stopping is no failure. report counts attachments; bad are those whose names are none for files on some system, as CON.png, or differ
 * from another's of the response by big and small letters alone, and those that are sealed and cannot be opened, each with a warning. */
Status export_attachments(Store *store, const ExportOptions *options, ExportAttachmentWriter *write, void *context,
                          ExportReport *report, Err *err);

#endif
