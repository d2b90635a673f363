#include <string.h>

#include "book.h"
#include "codes.h"
#include "foreign.h"
#include "package.h"
#include "relationships.h"
#include "sheet.h"
#include "workbook.h"

enum { CELLS_MAX = 2 * 1000 * 1000 };

/* The workbook part's name; empty when there is none, or it is of another kind. */
static bool find_workbook(Package *package, Arena *scratch, Str *part) {
  Relationships relationships;
  if (!relationships_read(package, scratch, STR(""), &relationships)) return false;
  const Relationship *document = relationships_find_type(&relationships, STR("officeDocument"));
  *part = document ? document->target : STR("xl/workbook.xml");
  Str name = str_from(strrchr(part->ptr, '.'));
  if (str_is(name, ".xml") && !str_starts_with(*part, STR("word/")) && !str_starts_with(*part, STR("ppt/")) &&
      (document != NULL || package_has(package, *part)))
    return true;
  foreign_archive_report(package, document ? document->target : STR(""));
  return false;
}

static bool read_strings(SheetSource *source, const Relationships *relationships) {
  const Relationship *strings = relationships_find_type(relationships, STR("sharedStrings"));
  return strings == NULL || shared_strings_read(source->package, source->scratch, strings->target, &source->strings);
}

static bool read_styles(SheetSource *source, const Relationships *relationships) {
  const Relationship *styles = relationships_find_type(relationships, STR("styles"));
  return styles == NULL || styles_read(source->package, source->scratch, styles->target, &source->styles);
}

/* Tabs that hold a chart or a dialogue have no cells, and are no sheets here. */
static bool read_sheets(SheetSource *source, const Book *book, const Relationships *relationships, Workbook *out) {
  Sheet *sheets = ARENA_ARRAY(source->package->arena, Sheet, book->count);
  bool read = true;
  for (size_t i = 0; i < book->count && read; i++) {
    const Relationship *relationship = relationships_find_id(relationships, book->tabs[i].relationship_id);
    if (relationship == NULL) {
      package_report(source->package, WORKBOOK_CODE_DAMAGED,
                     arena_printf(source->package->arena, "the workbook is damaged: its sheet " STR_FMT " is missing",
                                  STR_ARG(book->tabs[i].name)),
                     STR("open it in a spreadsheet program and save it as .xlsx"));
      return false;
    }
    if (!str_is(relationship->type, "worksheet")) continue;
    Sheet *sheet = &sheets[out->count++];
    sheet->name = book->tabs[i].name;
    read = sheet_read(source, relationship->target, sheet);
  }
  out->sheets = sheets;
  return read;
}

static bool read_parts(Package *package, Arena *scratch, Workbook *out) {
  SheetSource source = {.package = package, .scratch = scratch, .cells_left = CELLS_MAX};
  Relationships relationships;
  Str part;
  Book *book = ARENA_NEW(scratch, Book);
  if (!find_workbook(package, scratch, &part) || !book_read(package, part, book)) return false;
  source.from_1904 = book->from_1904;
  if (!relationships_read(package, scratch, part, &relationships) || !read_strings(&source, &relationships) ||
      !read_styles(&source, &relationships) || !read_sheets(&source, book, &relationships, out))
    return false;
  if (out->count > 0) return true;
  package_report(package, WORKBOOK_CODE_NO_SHEETS, STR("the workbook has no sheets"),
                 STR("make a sheet called survey, with a question in each row"));
  return false;
}

bool workbook_read(Arena *arena, Str bytes, const char *file, Diags *diags, Workbook *out) {
  *out = (Workbook){.count = 0};
  Package package;
  if (!package_open(&package, arena, bytes, file, diags)) return false;
  Arena *scratch = arena_new(0);
  bool read = read_parts(&package, scratch, out);
  arena_free(scratch);
  package_close(&package);
  if (!read) *out = (Workbook){.count = 0}; /* half a workbook is none */
  return read;
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_same_name(Str a, Str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
  return true;
}

const Sheet *workbook_sheet(const Workbook *workbook, Str name) {
  for (size_t i = 0; i < workbook->count; i++)
    if (is_same_name(str_trim(workbook->sheets[i].name), str_trim(name))) return &workbook->sheets[i];
  return NULL;
}

const char *const *workbook_codes(size_t *count) {
  static const char *const CODES[] = {
      WORKBOOK_CODE_FORMAT, WORKBOOK_CODE_ENCRYPTED, WORKBOOK_CODE_DAMAGED,   WORKBOOK_CODE_DOCTYPE,
      WORKBOOK_CODE_LIMIT,  WORKBOOK_CODE_REFERENCE, WORKBOOK_CODE_NO_SHEETS, WORKBOOK_CODE_FORMULA,
  };
  *count = COUNT_OF(CODES);
  return CODES;
}
