#include "strings.h"

#include <string.h>

#include "codes.h"
#include "rich_text.h"

enum { STRINGS_MAX = 2 * 1000 * 1000, FIRST_CAPACITY = 256 };

typedef struct StringsReading {
  Package *package;
  Arena *scratch;
  RichText text;
  bool in_item;
  SharedString *items;
  size_t count, capacity;
} StringsReading;

static void grow(StringsReading *reading) {
  if (reading->count < reading->capacity) return;
  reading->capacity = reading->capacity > 0 ? reading->capacity * 2 : FIRST_CAPACITY;
  SharedString *items = ARENA_ARRAY(reading->scratch, SharedString, reading->capacity);
  if (reading->count > 0) memcpy(items, reading->items, reading->count * sizeof *items);
  reading->items = items;
}

static bool start(void *context, const char *name, const char *const *attributes) {
  (void)attributes;
  StringsReading *reading = context;
  if (strcmp(name, "si") == 0) {
    rich_text_clear(&reading->text);
    reading->in_item = true;
  }
  rich_text_start(&reading->text, name);
  return true;
}

static bool end(void *context, const char *name) {
  StringsReading *reading = context;
  rich_text_end(&reading->text, name);
  if (strcmp(name, "si") != 0 || !reading->in_item) return true;
  reading->in_item = false;
  if (reading->count == STRINGS_MAX) {
    package_report(reading->package, WORKBOOK_CODE_LIMIT, STR("the workbook has more than 2,000,000 different texts"),
                   STR("keep only the sheets that the form needs"));
    return false;
  }
  grow(reading);
  SharedString *item = &reading->items[reading->count++];
  item->too_long = reading->text.too_long;
  if (reading->text.too_long || reading->text.buffer.count == 0) return true;
  Str text = rich_text_dup(&reading->text, reading->package->arena);
  *item = (SharedString){.bytes = text.ptr, .count = (uint32_t)text.len};
  return true;
}

static bool text(void *context, Str words) {
  StringsReading *reading = context;
  rich_text_add(&reading->text, words);
  return true;
}

bool shared_strings_read(Package *package, Arena *scratch, Str part, SharedStrings *out) {
  static const XmlHandler HANDLER = {.start = start, .end = end, .text = text};
  StringsReading reading = {.package = package, .scratch = scratch, .text = rich_text_new(scratch)};
  bool read = package_read(package, part, &HANDLER, &reading);
  *out = (SharedStrings){reading.items, reading.count};
  return read;
}
