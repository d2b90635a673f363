#include "package.h"

#include <zip.h>

#include "codes.h"
#include "foreign.h"

enum { PIECE_BYTES = 32 * 1024, UNPACKED_BYTES_MAX = 64 * 1024 * 1024, FILE_BYTES_MAX = 64 * 1024 * 1024 };

static const Str ANEW = STR_INIT("get the file anew, or open it in a spreadsheet program and save it as .xlsx");

void package_report(const Package *package, const char *code, Str what, Str remedy) {
  diags_add(package->diags, DIAG_ERROR, code, (Place){.file = package->file}, what, remedy);
}

static void report_open(const Package *package, Str bytes, const zip_error_t *error) {
  bool cut = zip_error_code_zip(error) == ZIP_ER_NOZIP || zip_error_code_zip(error) == ZIP_ER_EOF;
  if (cut && bytes.len > 0)
    package_report(package, WORKBOOK_CODE_DAMAGED, STR("the workbook is not whole: its end is missing"), ANEW);
  else
    package_report(package, WORKBOOK_CODE_DAMAGED, STR("the workbook's list of parts cannot be read"), ANEW);
}

bool package_open(Package *package, Arena *arena, Str bytes, const char *file, Diags *diags) {
  *package = (Package){.arena = arena, .diags = diags, .file = file};
  if (foreign_bytes_report(package, bytes)) return false;
  if (bytes.len > FILE_BYTES_MAX) {
    package_report(package, WORKBOOK_CODE_LIMIT, STR("the file is larger than 64 MiB"),
                   STR("take pictures and other data out of it"));
    return false;
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
  if (source == NULL) BUG("out of memory");
  package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (package->zip == NULL) {
    report_open(package, bytes, &error);
    zip_source_free(source);
  }
  zip_error_fini(&error);
  return package->zip != NULL;
}

void package_close(Package *package) {
  if (package->zip != NULL) zip_discard(package->zip);
  package->zip = NULL;
}

static zip_int64_t find_part(const Package *package, Str part) {
  return zip_name_locate(package->zip, arena_str(package->arena, part).ptr, ZIP_FL_NOCASE);
}

bool package_has(const Package *package, Str part) {
  return find_part(package, part) >= 0;
}

static void report_damage(const Package *package, Str part, const char *reason) {
  package_report(package, WORKBOOK_CODE_DAMAGED,
                 arena_printf(package->arena, "the workbook is damaged: its part " STR_FMT " %s", STR_ARG(part), reason), ANEW);
}

static void report_markup(const Package *package, Str part, XmlResult result, const Xml *xml) {
  Arena *arena = package->arena;
  switch (result) {
  case XML_READ_DOCTYPE:
    package_report(package, WORKBOOK_CODE_DOCTYPE,
                   arena_printf(arena,
                                "the workbook's part " STR_FMT " declares a document type, which no spreadsheet program does",
                                STR_ARG(part)),
                   STR("do not trust this file; if it is yours, open it in a spreadsheet program and save it as .xlsx"));
    break;
  case XML_READ_DEEP:
  case XML_READ_LONG_TAG:
    package_report(package, WORKBOOK_CODE_LIMIT,
                   arena_printf(arena, "the workbook's part " STR_FMT " %s", STR_ARG(part),
                                result == XML_READ_DEEP ? "is nested deeper than 64" : "has a tag of more than 1 MiB"),
                   STR("copy the cells into a new workbook"));
    break;
  case XML_READ_MALFORMED:
    report_damage(package, part, arena_printf(arena, "is no XML (line %d: %s)", xml_line(xml), xml_reason(xml)).ptr);
    break;
  case XML_READ_FINE:
  case XML_READ_STOPPED:
    break;
  }
}

/* Unpacks into the reader; a part that is larger than its entry says is cut off where the limit is, not where memory ends. */
static bool unpack(Package *package, zip_file_t *entry, Str part, Xml *xml) {
  char piece[PIECE_BYTES];
  for (;;) {
    zip_int64_t got = zip_fread(entry, piece, sizeof piece);
    if (got < 0) {
      report_damage(package, part, "cannot be unpacked");
      return false;
    }
    package->unpacked_bytes += (size_t)got;
    if (package->unpacked_bytes > UNPACKED_BYTES_MAX) {
      package_report(package, WORKBOOK_CODE_LIMIT, STR("the workbook's sheets unpack to more than 64 MiB"),
                     STR("keep only the sheets that the form needs, and delete empty formatted rows and columns"));
      return false;
    }
    XmlResult result = xml_feed(xml, (Str){piece, (size_t)got}, got == 0);
    report_markup(package, part, result, xml);
    if (result != XML_READ_FINE || got == 0) return result == XML_READ_FINE;
  }
}

static bool is_encrypted(const Package *package, zip_uint64_t index) {
  zip_stat_t stat;
  return zip_stat_index(package->zip, index, 0, &stat) == 0 && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
         stat.encryption_method != ZIP_EM_NONE;
}

bool package_read(Package *package, Str part, const XmlHandler *handler, void *context) {
  zip_int64_t index = find_part(package, part);
  if (index < 0) {
    report_damage(package, part, "is missing");
    return false;
  }
  if (is_encrypted(package, (zip_uint64_t)index)) {
    foreign_report_encrypted(package);
    return false;
  }
  zip_file_t *entry = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
  if (entry == NULL) {
    report_damage(package, part, "cannot be unpacked");
    return false;
  }
  Xml *xml = xml_new(handler, context);
  bool read = unpack(package, entry, part, xml);
  xml_free(xml);
  zip_fclose(entry);
  return read;
}
