#include "foreign.h"

#include <string.h>

#include "codes.h"

typedef struct Magic {
  Str bytes;
  const char *kind;
} Magic;

static const Magic magics[] = {
    {STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "an old Excel file (.xls)"},
    {STR_INIT("%PDF-"), "a PDF"},
    {STR_INIT("\x1F\x8B"), "a gzip archive"},
    {STR_INIT("Rar!"), "a RAR archive"},
    {STR_INIT("7z\xBC\xAF"), "a 7z archive"},
};

static const Str SAVE_AS = STR_INIT("open it in a spreadsheet program and save it as an Excel workbook (.xlsx)");

static void report_kind(const Package *package, const char *kind) {
  package_report(package, WORKBOOK_CODE_FORMAT,
                 arena_printf(package->arena, "this is %s, whatever its name says, and no .xlsx workbook", kind), SAVE_AS);
}

void foreign_report_encrypted(const Package *package) {
  package_report(package, WORKBOOK_CODE_ENCRYPTED, STR("the workbook is protected by a password"),
                 STR("open it in the program it was made with and save it without a password"));
}

/* Excel wraps a workbook with a password in the container of the old format; this is the name of the stream in it, in UTF-16. */
static bool has_encrypted_package(Str bytes) {
  static const char NAME[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  return memmem(bytes.ptr, bytes.len, NAME, sizeof NAME) != NULL;
}

static bool is_zip(Str bytes) {
  return str_starts_with(bytes, STR("PK\x03\x04")) || str_starts_with(bytes, STR("PK\x05\x06"));
}

static bool is_text(Str bytes) {
  return memchr(bytes.ptr, '\0', bytes.len) == NULL;
}

bool foreign_bytes_report(const Package *package, Str bytes) {
  if (is_zip(bytes)) return false;
  if (bytes.len == 0) {
    package_report(package, WORKBOOK_CODE_FORMAT, STR("the file is empty"), STR("save the workbook anew as .xlsx"));
    return true;
  }
  for (size_t i = 0; i < COUNT_OF(magics); i++) {
    if (!str_starts_with(bytes, magics[i].bytes)) continue;
    if (i == 0 && has_encrypted_package(bytes))
      foreign_report_encrypted(package);
    else
      report_kind(package, magics[i].kind);
    return true;
  }
  Str start = str_starts_with(bytes, STR("\xEF\xBB\xBF")) ? (Str){bytes.ptr + 3, bytes.len - 3} : bytes;
  if (str_starts_with(str_trim_start(start), STR("<")))
    report_kind(package, "a web page or another XML file");
  else if (is_text(bytes))
    report_kind(package, "a text file such as CSV");
  else
    report_kind(package, "a file of another kind");
  return true;
}

static bool ends_with(Str s, Str end) {
  return s.len >= end.len && memcmp(s.ptr + s.len - end.len, end.ptr, end.len) == 0;
}

void foreign_archive_report(const Package *package, Str main_part) {
  if (package_has(package, STR("META-INF/manifest.xml")) || package_has(package, STR("mimetype")))
    report_kind(package, "an OpenDocument file (.ods)");
  else if (ends_with(main_part, STR(".bin")))
    report_kind(package, "a binary Excel workbook (.xlsb)");
  else if (str_starts_with(main_part, STR("word/")))
    report_kind(package, "a Word document");
  else if (str_starts_with(main_part, STR("ppt/")))
    report_kind(package, "a presentation");
  else
    report_kind(package, "an archive without a workbook in it");
}
