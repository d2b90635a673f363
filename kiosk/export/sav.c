#include "sav_missing.h"
#include "sav_segments.h"
#include "statfile.h"
#include "warning.h"

#include <math.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 32767, SKIPPED_CODE = -1, SHOWN_COLUMNS = 8, SHOWN_MAX_COLUMNS = 40 };
static const double skipped_measure = -99999999999.0; /* F12.0: outside of what anybody answers */
#define SECONDS_TO_1970 12219379200.0                 /* from 1582-10-14, where SPSS begins to count */
#define FIRST_DAY       86400.0 /* 1582-10-15: what is before it has no date there, and shows as if it were missing */

typedef struct SavFile {
  size_t *widths; /* of texts in bytes, else 0: of the variables that are in the file, in its order */
  SavSegments segments;
  char *cut_text;                                 /* room for the longest */
  readstat_label_set_t *codes, *flags, *measures; /* of all that have no labels of their own */
} SavFile;

typedef struct SavKind {
  const char *format; /* NULL: as wide as it must be */
  double scale, offset;
  bool is_measure; /* passed over is skipped_measure; else SKIPPED_CODE */
} SavKind;

static const SavKind kinds[VARIABLE_KIND_COUNT] = {
    [VARIABLE_INTEGER] = {NULL, 1, 0, true},  [VARIABLE_DECIMAL] = {NULL, 1, 0, true},
    [VARIABLE_CHOICE] = {NULL, 1, 0, false},  [VARIABLE_FLAG] = {"F2.0", 1, 0, false},
    [VARIABLE_PLACE] = {"F3.0", 1, 0, false}, [VARIABLE_DATE] = {"EDATE10", 86400, SECONDS_TO_1970, true},
    [VARIABLE_TIME] = {"TIME8", 1, 0, true},  [VARIABLE_DATETIME] = {"DATETIME20", 1, SECONDS_TO_1970, true},
};

static const readstat_measure_t measures[] = {
    [MEASURE_NOMINAL] = READSTAT_MEASURE_NOMINAL,
    [MEASURE_ORDINAL] = READSTAT_MEASURE_ORDINAL,
    [MEASURE_SCALE] = READSTAT_MEASURE_SCALE,
};

static void begin(StatFile *file) {
  Arena *arena = file->job->arena;
  SavFile *sav = ARENA_NEW(arena, SavFile);
  file->own = sav;
  sav->widths = ARENA_ARRAY(arena, size_t, file->table->count);
  sav->cut_text = ARENA_ARRAY(arena, char, TEXT_MAX_BYTES + 1);
  sav->segments.widths = sav->widths;
  sav->codes = readstat_add_label_set(file->writer, READSTAT_TYPE_DOUBLE, "codes");
  sav->flags = readstat_add_label_set(file->writer, READSTAT_TYPE_DOUBLE, "flags");
  sav->measures = readstat_add_label_set(file->writer, READSTAT_TYPE_DOUBLE, "measures");
  const char *skipped = statfile_word(file, WORD_SKIPPED);
  readstat_label_double_value(sav->codes, SKIPPED_CODE, skipped);
  readstat_label_double_value(sav->flags, SKIPPED_CODE, skipped);
  readstat_label_double_value(sav->flags, 0, statfile_word(file, WORD_NO));
  readstat_label_double_value(sav->flags, 1, statfile_word(file, WORD_YES));
  readstat_label_double_value(sav->measures, skipped_measure, skipped);
  readstat_writer_set_compression(file->writer, READSTAT_COMPRESS_ROWS);
}

static int digits_of(double number) {
  return snprintf(NULL, 0, "%.0f", number);
}

static int larger(int a, int b) {
  return a > b ? a : b;
}

/* F with room for every value and for the mark of what was passed over, in SPSS's 40 columns. */
static void set_number_format(const StatFile *file, size_t v) {
  enum { COLUMNS_MAX = 40, DECIMALS_MAX = 16 };
  const Variable *variable = &file->table->variables[v];
  SpoolFacts facts = spool_facts(file->spool, v);
  int digits = larger(digits_of(facts.most), digits_of(facts.least));
  if (kinds[variable->kind].is_measure) digits = larger(digits, digits_of(skipped_measure));
  if (variable->kind == VARIABLE_CHOICE && variable->value_count > 0)
    digits = larger(digits_of((double)variable->values[variable->value_count - 1].code), digits_of(SKIPPED_CODE));
  int decimals = facts.decimals < DECIMALS_MAX ? facts.decimals : DECIMALS_MAX;
  int columns = digits + decimals + (decimals > 0);
  char format[32];
  snprintf(format, sizeof format, "F%d.%d", columns < COLUMNS_MAX ? columns : COLUMNS_MAX, decimals);
  readstat_variable_set_format(file->variables[v], format);
}

static void warn_undeclared(const StatFile *file, const Variable *variable, const SavMissing *missing) {
  Buffer names = buffer_new(file->job->arena);
  Sink sink = sink_to_buffer(&names);
  for (size_t i = 0; i < variable->value_count; i++) {
    const VariableValue *value = &variable->values[i];
    if (value->missing && !sav_missing_has(missing, (double)value->code)) sink_printf(&sink, " " STR_FMT, STR_ARG(value->name));
  }
  if (names.count > 0)
    warning_add(file->job->options->warnings,
                STR_FMT ": SPSS has no room to declare these choices missing, and takes them for answers:%s; give the choices that "
                        "are missing codes next to each other",
                STR_ARG(variable->header), names.bytes);
}

static void declare_missing_codes(const StatFile *file, size_t v) {
  const Variable *variable = &file->table->variables[v];
  SavMissing missing = sav_missing_of(variable->values, variable->value_count);
  if (missing.ranged) readstat_variable_add_missing_double_range(file->variables[v], missing.low, missing.high);
  for (size_t i = 0; i < missing.count; i++)
    readstat_variable_add_missing_double_value(file->variables[v], missing.values[i]);
  warn_undeclared(file, variable, &missing);
}

static readstat_label_set_t *choice_labels(StatFile *file, const Variable *variable) {
  readstat_label_set_t *set = readstat_add_label_set(file->writer, READSTAT_TYPE_DOUBLE, "choices");
  readstat_label_double_value(set, SKIPPED_CODE, statfile_word(file, WORD_SKIPPED));
  for (size_t i = 0; i < variable->value_count; i++)
    readstat_label_double_value(set, (double)variable->values[i].code, statfile_choice_label(file, &variable->values[i]));
  return set;
}

static readstat_label_set_t *labels_of(StatFile *file, const Variable *variable) {
  const SavFile *sav = file->own;
  if (variable->kind == VARIABLE_CHOICE) return choice_labels(file, variable);
  if (variable->kind == VARIABLE_FLAG) return sav->flags;
  return kinds[variable->kind].is_measure ? sav->measures : sav->codes;
}

static void describe_number(StatFile *file, size_t v) {
  const Variable *variable = &file->table->variables[v];
  const SavKind *kind = &kinds[variable->kind];
  bool asked = variable_is_answer(&file->table->variables[v]);
  if (asked || variable->kind == VARIABLE_FLAG) readstat_variable_set_label_set(file->variables[v], labels_of(file, variable));
  if (asked && kind->is_measure) readstat_variable_add_missing_double_value(file->variables[v], skipped_measure);
  if (asked && !kind->is_measure) declare_missing_codes(file, v);
  if (kind->format != NULL)
    readstat_variable_set_format(file->variables[v], kind->format);
  else
    set_number_format(file, v);
}

/* SPSS adds one round's file to another's only where a text is as wide in both: so there are few widths. Names are short; what is asked
 * for may be of any length. */
static size_t text_width(const StatFile *file, size_t v) {
  static const size_t widths[] = {64, 255, 1024, 2048, 4096, 8192, 16384, TEXT_MAX_BYTES};
  const size_t widest = spool_facts(file->spool, v).widest_bytes;
  size_t i = variable_is_answer(&file->table->variables[v]) ? 1 : 0;
  while (i + 1 < COUNT_OF(widths) && widths[i] < widest)
    i++;
  return widths[i];
}

static void describe_text(StatFile *file, size_t v, size_t width) {
  readstat_variable_t *variable = file->variables[v];
  char format[32];
  snprintf(format, sizeof format, "A%zu", width);
  readstat_variable_set_format(variable, format); /* else ReadStat takes the width that is shown for it */
  const size_t widest = spool_facts(file->spool, v).widest_bytes;
  if (widest > SHOWN_COLUMNS)
    readstat_variable_set_display_width(variable, widest < SHOWN_MAX_COLUMNS ? (int)widest : SHOWN_MAX_COLUMNS);
  if (variable_is_answer(&file->table->variables[v])) readstat_variable_add_missing_string_value(variable, STATFILE_SKIPPED.ptr);
}

static void define(StatFile *file, size_t v) {
  const Variable *variable = &file->table->variables[v];
  SavFile *sav = file->own;
  bool is_text = variable->kind == VARIABLE_TEXT;
  size_t width = is_text ? text_width(file, v) : 0;
  sav->widths[sav->segments.count++] = width;
  const char *name = arena_str(file->job->arena, variable->name).ptr;
  file->variables[v] = readstat_add_variable(file->writer, name, is_text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE, width);
  readstat_variable_set_label(file->variables[v], statfile_variable_label(file, variable));
  readstat_variable_set_measure(file->variables[v], measures[variable->measure]);
  if (is_text)
    describe_text(file, v, width);
  else
    describe_number(file, v);
}

static readstat_error_t insert_text(StatFile *file, size_t v, Str text) {
  const SavFile *sav = file->own;
  if (text.len <= TEXT_MAX_BYTES) return readstat_insert_string_value(file->writer, file->variables[v], text.ptr);
  size_t fits = statfile_fitting(text, SIZE_MAX, TEXT_MAX_BYTES);
  memcpy(sav->cut_text, text.ptr, fits);
  sav->cut_text[fits] = '\0';
  statfile_bad_value(file, v, "is longer than 32767 bytes, SPSS's limit, and is cut there");
  return readstat_insert_string_value(file->writer, file->variables[v], sav->cut_text);
}

static readstat_error_t insert_number(StatFile *file, size_t v, const Datum *datum) {
  const Variable *variable = &file->table->variables[v];
  const SavKind *kind = &kinds[variable->kind];
  bool is_choice = variable->kind == VARIABLE_CHOICE;
  double number = is_choice ? (double)variable->values[datum->value_ix].code : datum->number * kind->scale + kind->offset;
  bool is_early = kind->offset > 0 && number < FIRST_DAY;
  if (isfinite(number) && !is_early && (number != skipped_measure || !kind->is_measure))
    return readstat_insert_double_value(file->writer, file->variables[v], number);
  statfile_bad_value(file, v,
                     is_early ? "is before 1582-10-15, where SPSS's dates begin, and is left out"
                              : "is no number that SPSS can hold and is left out");
  return readstat_insert_missing_value(file->writer, file->variables[v]);
}

static readstat_error_t insert(StatFile *file, size_t v, const Datum *datum) {
  VariableKind kind = file->table->variables[v].kind;
  if (kind == VARIABLE_TEXT) return insert_text(file, v, statfile_text(datum));
  if (datum->state == DATUM_NOT_ASKED) return readstat_insert_missing_value(file->writer, file->variables[v]);
  if (datum->state == DATUM_ANSWERED) return insert_number(file, v, datum);
  return readstat_insert_double_value(file->writer, file->variables[v], kinds[kind].is_measure ? skipped_measure : SKIPPED_CODE);
}

static bool emit(StatFile *file, const char *bytes, size_t count) {
  SavFile *sav = file->own;
  char record[SAV_VARIABLE_BYTES];
  sink_bytes(file->out, sav_segments_next(&sav->segments, bytes, count, record), count);
  return !file->out->failed;
}

static const StatFormat format = {
    .name = "sav",
    .program = "SPSS",
    .limits = {.file_label_bytes = 64,
               .variable_label_characters = SIZE_MAX,
               .variable_label_bytes = 256,
               .value_label_bytes = 120},
    .begin = begin,
    .define = define,
    .start = readstat_begin_writing_sav,
    .insert = insert,
    .emit = emit,
};

Status sav_write(const ExportJob *job, Err *err) {
  return statfile_export(job, &format, err);
}
