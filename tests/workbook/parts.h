/* Workbooks made of parts, and what is read from them as text. */
#ifndef PARTS_H
#define PARTS_H

#include "workbook.h"

typedef struct Part {
  const char *name;
  Str bytes;
} Part;

typedef enum PartStorage { PARTS_DEFLATED, PARTS_STORED, PARTS_LOCKED } PartStorage; /* LOCKED: encrypted, the password is "x" */

enum { PARTS_MAX = 120 };

typedef struct Parts {
  Part items[PARTS_MAX];
  size_t count;
  PartStorage storage;
} Parts;

/* The parts every workbook has, and one sheet called survey with this XML in its <sheetData>. */
Parts parts_of_sheet(Arena *arena, Str rows);
/* Gives a part its content, replacing what it had; content NULL takes it away. */
void parts_set(Parts *parts, const char *name, const char *content);
void parts_set_bytes(Parts *parts, const char *name, Str bytes);
/* The archive. */
Str parts_zip(Arena *arena, const Parts *parts);

/* All cells, a line a sheet: "survey: A1=type B1=name C7!#REF!". */
Str workbook_dump(Arena *arena, const Workbook *workbook);
/* Reads and dumps; in place of a workbook that is refused the codes of its messages, each behind "error ". */
Str workbook_read_dump(Arena *arena, Str bytes);

#define SHEET_NAMESPACE  "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION_TYPES   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_RELATION "http://schemas.openxmlformats.org/package/2006/relationships"

#endif
