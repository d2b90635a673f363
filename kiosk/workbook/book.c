#include "book.h"

#include <string.h>

#include "codes.h"
#include "rich_text.h"

typedef struct BookReading {
  Package *package;
  Book *book;
} BookReading;

static bool is_true(const char *value) {
  return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static bool add_tab(BookReading *reading, const char *const *attributes) {
  Arena *arena = reading->package->arena;
  const char *name = xml_attribute(attributes, "name"), *id = xml_prefixed_attribute(attributes, "id");
  if (name == NULL || id == NULL) return true;
  if (reading->book->count == SHEETS_MAX) {
    package_report(reading->package, WORKBOOK_CODE_LIMIT, STR("the workbook has more than 100 sheets"),
                   STR("keep only the sheets that the form needs"));
    return false;
  }
  reading->book->tabs[reading->book->count++] = (Tab){xstring_dup(arena, str_from(name)), arena_str(arena, str_from(id))};
  return true;
}

static bool start(void *context, const char *name, const char *const *attributes) {
  BookReading *reading = context;
  if (strcmp(name, "workbookPr") == 0) reading->book->from_1904 = is_true(xml_attribute(attributes, "date1904"));
  return strcmp(name, "sheet") != 0 || add_tab(reading, attributes);
}

bool book_read(Package *package, Str part, Book *out) {
  static const XmlHandler HANDLER = {.start = start};
  BookReading reading = {package, out};
  *out = (Book){.count = 0};
  return package_read(package, part, &HANDLER, &reading);
}
