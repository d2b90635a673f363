#include "styles.h"

#include <string.h>

#include "codes.h"

enum { FORMATS_MAX = 65536, NUMBER_FORMATS_MAX = 65536 }; /* Excel's own limits are lower */

typedef struct StylesReading {
  Package *package;
  bool in_cell_formats;
  uint8_t *number_formats; /* NumberKind by id */
  uint8_t *kinds;
  size_t count;
} StylesReading;

/* Formats that have an id and no code in the file (18.8.30), those of East Asian dates too. */
static void know_builtin_formats(uint8_t *number_formats) {
  static const struct {
    int first, last;
    NumberKind kind;
  } RANGES[] = {
      {14, 17, NUMBER_DATE}, {18, 21, NUMBER_TIME}, {22, 22, NUMBER_DATE_TIME}, {27, 31, NUMBER_DATE}, {32, 35, NUMBER_TIME},
      {36, 36, NUMBER_DATE}, {45, 47, NUMBER_TIME}, {50, 54, NUMBER_DATE},      {55, 56, NUMBER_TIME}, {57, 58, NUMBER_DATE},
  };
  for (size_t i = 0; i < COUNT_OF(RANGES); i++)
    for (int id = RANGES[i].first; id <= RANGES[i].last; id++)
      number_formats[id] = (uint8_t)RANGES[i].kind;
}

/* The number format an attribute names, or 0, the general one. */
static size_t number_format_id(const char *const *attributes) {
  int64_t id;
  const char *text = xml_attribute(attributes, "numFmtId");
  return str_to_int64(str_from(text), &id) && id >= 0 && id < NUMBER_FORMATS_MAX ? (size_t)id : 0;
}

static void add_number_format(StylesReading *reading, const char *const *attributes) {
  const char *code = xml_attribute(attributes, "formatCode");
  size_t id = number_format_id(attributes);
  if (code != NULL && id > 0) reading->number_formats[id] = (uint8_t)number_format_kind(str_from(code));
}

static bool start(void *context, const char *name, const char *const *attributes) {
  StylesReading *reading = context;
  if (strcmp(name, "numFmt") == 0) add_number_format(reading, attributes);
  if (strcmp(name, "cellXfs") == 0) reading->in_cell_formats = true;
  if (strcmp(name, "xf") != 0 || !reading->in_cell_formats) return true;
  if (reading->count == FORMATS_MAX) {
    package_report(reading->package, WORKBOOK_CODE_LIMIT, STR("the workbook has more than 65,536 cell formats"),
                   STR("copy the cells into a new workbook"));
    return false;
  }
  reading->kinds[reading->count++] = reading->number_formats[number_format_id(attributes)];
  return true;
}

static bool end(void *context, const char *name) {
  StylesReading *reading = context;
  if (strcmp(name, "cellXfs") == 0) reading->in_cell_formats = false;
  return true;
}

/* Number formats stand before the cell formats that use them (18.8.39). */
bool styles_read(Package *package, Arena *scratch, Str part, Styles *out) {
  static const XmlHandler HANDLER = {.start = start, .end = end};
  StylesReading reading = {
      .package = package,
      .number_formats = ARENA_ARRAY(scratch, uint8_t, NUMBER_FORMATS_MAX),
      .kinds = ARENA_ARRAY(scratch, uint8_t, FORMATS_MAX),
  };
  know_builtin_formats(reading.number_formats);
  bool read = package_read(package, part, &HANDLER, &reading);
  *out = (Styles){reading.kinds, reading.count};
  return read;
}

NumberKind styles_kind(const Styles *styles, int64_t format_ix) {
  return format_ix >= 0 && (size_t)format_ix < styles->count ? (NumberKind)styles->kinds[format_ix] : NUMBER_PLAIN;
}
