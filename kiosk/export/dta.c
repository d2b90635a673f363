#include "dta_strings.h"
#include "warning.h"

#include <math.h>

enum {
  VARIABLES_MAX = 32767,   /* of Stata/SE, and of a file that says its number in 15 bits */
  SMALL_STATA_MAX = 2048,  /* of Stata/BE */
  TEXT_MAX_BYTES = 2045,   /* of a text within its row */
  ROW_MAX_BYTES = 1 << 20, /* so that every Stata can hold one */
  SHOWN_MAX_COLUMNS = 40,
  DAYS_1960_TO_1970 = 3653,
  NOT_ASKED_TAG = 'a',
  SKIPPED_TAG = 'b',
};

typedef struct DtaKind {
  readstat_type_t type; /* at least */
  const char *format;   /* NULL: as Stata shows such numbers */
  double scale, offset;
} DtaKind;

#define DAY_MS 86400000.0

static const DtaKind kinds[VARIABLE_KIND_COUNT] = {
    [VARIABLE_INTEGER] = {READSTAT_TYPE_INT32, NULL, 1, 0},
    [VARIABLE_DECIMAL] = {READSTAT_TYPE_DOUBLE, NULL, 1, 0},
    [VARIABLE_CHOICE] = {READSTAT_TYPE_INT8, NULL, 1, 0},
    [VARIABLE_FLAG] = {READSTAT_TYPE_INT8, NULL, 1, 0},
    [VARIABLE_PLACE] = {READSTAT_TYPE_INT8, NULL, 1, 0},
    [VARIABLE_DATE] = {READSTAT_TYPE_INT32, "%td", 1, DAYS_1960_TO_1970},
    [VARIABLE_TIME] = {READSTAT_TYPE_DOUBLE, "%tcHH:MM:SS", 1000, 0},
    [VARIABLE_DATETIME] = {READSTAT_TYPE_DOUBLE, "%tc", 1000, DAYS_1960_TO_1970 *DAY_MS},
};

typedef struct DtaType {
  readstat_type_t type;
  size_t bytes;
  double least, most; /* the numbers beyond are Stata's missing values */
} DtaType;

static const DtaType types[] = {
    /* narrow to wide */
    {READSTAT_TYPE_INT8, 1, -127, 100},
    {READSTAT_TYPE_INT16, 2, -32767, 32740},
    {READSTAT_TYPE_INT32, 4, -2147483647.0, 2147483620.0},
    {READSTAT_TYPE_DOUBLE, 8, -8.98e307, 8.98e307},
};

typedef struct DtaFile {
  DtaStrings strings;
  size_t *widths; /* of texts, in bytes; beside the table's variables */
  readstat_label_set_t *flags;
} DtaFile;

static const DtaType *type_of(const StatFile *file, size_t v) {
  const Variable *variable = &file->table->variables[v];
  SpoolFacts facts = spool_facts(file->spool, v);
  const DtaKind *kind = &kinds[variable->kind];
  if (variable->kind == VARIABLE_CHOICE)
    facts.most = variable->value_count > 0 ? (double)variable->values[variable->value_count - 1].code : 0;
  size_t t = 0;
  while (types[t].type != kind->type)
    t++;
  double least = facts.least * kind->scale + kind->offset, most = facts.most * kind->scale + kind->offset;
  while (t + 1 < COUNT_OF(types) && (least < types[t].least || most > types[t].most))
    t++;
  return &types[t];
}

/* What may be passed over has room for the mark of it. */
static size_t text_width(const StatFile *file, size_t v) {
  size_t width = spool_facts(file->spool, v).widest_bytes;
  size_t least = variable_is_answer(&file->table->variables[v]) ? STATFILE_SKIPPED.len : 1;
  return width > least ? width : least;
}

static size_t row_bytes(const StatFile *file, size_t text_max_bytes) {
  const DtaFile *dta = file->own;
  size_t bytes = 0;
  for (size_t v = 0; v < file->table->count; v++) {
    VariableKind kind = file->table->variables[v].kind;
    if (kind == VARIABLE_TEXT)
      bytes += dta->widths[v] > text_max_bytes ? sizeof(uint64_t) : dta->widths[v];
    else if (kind != VARIABLE_NAMES)
      bytes += type_of(file, v)->bytes;
  }
  return bytes;
}

static void measure_texts(StatFile *file) {
  DtaFile *dta = file->own;
  for (size_t v = 0; v < file->table->count; v++)
    if (file->table->variables[v].kind == VARIABLE_TEXT) dta->widths[v] = text_width(file, v);
  size_t max_bytes = TEXT_MAX_BYTES;
  while (max_bytes > sizeof(uint64_t) && row_bytes(file, max_bytes) > ROW_MAX_BYTES)
    max_bytes /= 2;
  for (size_t v = 0; v < file->table->count; v++)
    dta->strings.is_long[v] = dta->widths[v] > max_bytes;
}

static void label_silence(StatFile *file, readstat_label_set_t *set) {
  readstat_label_tagged_value(set, NOT_ASKED_TAG, statfile_word(file, WORD_NOT_ASKED));
  readstat_label_tagged_value(set, SKIPPED_TAG, statfile_word(file, WORD_SKIPPED));
}

/* Labels are called as their variable; this one as none is. */
static const char *flag_label_name(const StatFile *file) {
  Str name = STR("yes_no");
  for (size_t v = 0; v < file->table->count; v++)
    if (str_equal(file->table->variables[v].name, name)) {
      name = arena_printf(file->job->arena, STR_FMT "_", STR_ARG(name));
      v = 0;
    }
  return name.ptr;
}

static void begin(StatFile *file) {
  Arena *arena = file->job->arena;
  DtaFile *dta = ARENA_NEW(arena, DtaFile);
  file->own = dta;
  dta->widths = ARENA_ARRAY(arena, size_t, file->table->count);
  dta->strings.is_long = ARENA_ARRAY(arena, bool, file->table->count);
  measure_texts(file);
  const char *not_asked = statfile_word(file, WORD_NOT_ASKED), *skipped = statfile_word(file, WORD_SKIPPED);
  readstat_add_note(file->writer, arena_printf(arena, ".%c: %s; .%c: %s", NOT_ASKED_TAG, not_asked, SKIPPED_TAG, skipped).ptr);
}

/* One for all. */
static readstat_label_set_t *flag_labels(StatFile *file) {
  DtaFile *dta = file->own;
  if (dta->flags != NULL) return dta->flags;
  dta->flags = readstat_add_label_set(file->writer, READSTAT_TYPE_INT32, flag_label_name(file));
  readstat_label_int32_value(dta->flags, 0, statfile_word(file, WORD_NO));
  readstat_label_int32_value(dta->flags, 1, statfile_word(file, WORD_YES));
  label_silence(file, dta->flags);
  return dta->flags;
}

/* There are 24 marks: .c to .z. */
static void warn_of_unmarked(const StatFile *file, const Variable *variable) {
  size_t count = 0;
  for (size_t i = 0; i < variable->value_count; i++)
    count += variable->values[i].missing && variable->values[i].tag == 0;
  if (count > 0)
    warning_add(file->job->options->warnings,
                STR_FMT
                ": Stata has no mark left for %zu of the choices that are missing, and takes them for answers; the codebook says"
                " which have one",
                STR_ARG(variable->header), count);
}

static readstat_label_set_t *choice_labels(StatFile *file, const Variable *variable, const char *name) {
  readstat_label_set_t *set = readstat_add_label_set(file->writer, READSTAT_TYPE_INT32, name);
  for (size_t i = 0; i < variable->value_count; i++) {
    const VariableValue *value = &variable->values[i];
    const char *label = statfile_choice_label(file, value);
    if (value->tag != 0)
      readstat_label_tagged_value(set, value->tag, label);
    else if (value->code <= INT32_MAX) /* or two thousand lists collided */
      readstat_label_int32_value(set, (int32_t)value->code, label);
  }
  label_silence(file, set);
  warn_of_unmarked(file, variable);
  return set;
}

static void define_number(StatFile *file, size_t v, const char *name) {
  const Variable *variable = &file->table->variables[v];
  file->variables[v] = readstat_add_variable(file->writer, name, type_of(file, v)->type, 0);
  readstat_variable_set_format(file->variables[v], kinds[variable->kind].format);
  if (variable->kind == VARIABLE_CHOICE) readstat_variable_set_label_set(file->variables[v], choice_labels(file, variable, name));
  if (variable->kind == VARIABLE_FLAG) readstat_variable_set_label_set(file->variables[v], flag_labels(file));
}

static void define_text(StatFile *file, size_t v, const char *name) {
  const DtaFile *dta = file->own;
  size_t width = dta->widths[v];
  bool is_long = dta->strings.is_long[v];
  file->variables[v] =
      readstat_add_variable(file->writer, name, is_long ? READSTAT_TYPE_STRING_REF : READSTAT_TYPE_STRING, is_long ? 0 : width);
  readstat_variable_set_display_width(file->variables[v], width < SHOWN_MAX_COLUMNS ? (int)width : SHOWN_MAX_COLUMNS);
}

static void define(StatFile *file, size_t v) {
  const Variable *variable = &file->table->variables[v];
  const char *name = arena_str(file->job->arena, variable->name).ptr;
  if (variable->kind == VARIABLE_TEXT)
    define_text(file, v, name);
  else
    define_number(file, v, name);
  readstat_variable_set_label(file->variables[v], statfile_variable_label(file, variable));
}

static void ready(StatFile *file) {
  DtaFile *dta = file->own;
  dta_strings_announce(&dta->strings, file);
}

static readstat_error_t insert_as(readstat_writer_t *writer, const readstat_variable_t *variable, double number) {
  switch (readstat_variable_get_type(variable)) {
  case READSTAT_TYPE_INT8:
    return readstat_insert_int8_value(writer, variable, (int8_t)number);
  case READSTAT_TYPE_INT16:
    return readstat_insert_int16_value(writer, variable, (int16_t)number);
  case READSTAT_TYPE_INT32:
    return readstat_insert_int32_value(writer, variable, (int32_t)number);
  default:
    return readstat_insert_double_value(writer, variable, number);
  }
}

static readstat_error_t insert_number(StatFile *file, size_t v, double number) {
  const DtaKind *kind = &kinds[file->table->variables[v].kind];
  double value = kind->scale == 1 ? number : round(number * kind->scale); /* 1.001 * 1000 is less than 1001 */
  value += kind->offset;
  const DtaType *widest = &types[COUNT_OF(types) - 1];
  if (value >= widest->least && value <= widest->most) return insert_as(file->writer, file->variables[v], value);
  statfile_bad_value(file, v, "is no number that Stata can hold and is left out");
  return readstat_insert_tagged_missing_value(file->writer, file->variables[v], NOT_ASKED_TAG);
}

static readstat_error_t insert_choice(StatFile *file, size_t v, const VariableValue *value) {
  if (value->tag != 0) return readstat_insert_tagged_missing_value(file->writer, file->variables[v], value->tag);
  return insert_number(file, v, (double)value->code);
}

static readstat_error_t insert_text(StatFile *file, size_t v, Str text) {
  const DtaFile *dta = file->own;
  if (dta->strings.is_long[v]) return dta_strings_insert(file, v, text);
  return readstat_insert_string_value(file->writer, file->variables[v], text.ptr);
}

static readstat_error_t insert(StatFile *file, size_t v, const Datum *datum) {
  const Variable *variable = &file->table->variables[v];
  if (variable->kind == VARIABLE_TEXT) return insert_text(file, v, statfile_text(datum));
  if (datum->state == DATUM_SKIPPED) return readstat_insert_tagged_missing_value(file->writer, file->variables[v], SKIPPED_TAG);
  if (datum->state != DATUM_ANSWERED) return readstat_insert_tagged_missing_value(file->writer, file->variables[v], NOT_ASKED_TAG);
  if (variable->kind == VARIABLE_CHOICE) return insert_choice(file, v, &variable->values[datum->value_ix]);
  return insert_number(file, v, datum->number);
}

static bool emit(StatFile *file, const char *bytes, size_t count) {
  DtaFile *dta = file->own;
  return dta_strings_emit(&dta->strings, file, bytes, count);
}

static const StatFormat format = {
    .name = "dta",
    .program = "Stata",
    .limits = {.file_label_bytes = 80,
               .variable_label_characters = 80,
               .variable_label_bytes = 320,
               .value_label_bytes = 32000,
               .variables = VARIABLES_MAX},
    .begin = begin,
    .define = define,
    .ready = ready,
    .start = readstat_begin_writing_dta,
    .insert = insert,
    .emit = emit,
};

Status dta_write(const ExportJob *job, Err *err) {
  for (size_t t = 0; t < job->dataset->table_count; t++) {
    size_t count = statfile_variable_count(&job->dataset->tables[t]);
    if (count > SMALL_STATA_MAX && count <= VARIABLES_MAX)
      warning_add(job->options->warnings, "%zu columns are more than Stata/BE takes (%d): Stata/SE or Stata/MP is needed", count,
                  SMALL_STATA_MAX);
  }
  return statfile_export(job, &format, err);
}
