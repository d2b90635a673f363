/* book: the workbook part: the list of sheets, and the calendar (ECMA-376 part 1, 18.2). */
#ifndef BOOK_H
#define BOOK_H

#include "package.h"

enum { SHEETS_MAX = 100 };

typedef struct Tab {
  Str name; /* in the package's arena */
  Str relationship_id;
} Tab;

typedef struct Book {
  Tab tabs[SHEETS_MAX];
  size_t count;
  bool from_1904;
} Book;

bool book_read(Package *package, Str part, Book *out);

#endif
