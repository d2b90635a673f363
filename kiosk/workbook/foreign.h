/* foreign: files that are no .xlsx, and what to do with each. */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "package.h"

/* Says what bytes are when they cannot be a zip archive; true: said. */
bool foreign_bytes_report(const Package *package, Str bytes);
/* Says what an archive is that has no workbook part; main_part is its main part, or empty. */
void foreign_archive_report(const Package *package, Str main_part);
void foreign_report_encrypted(const Package *package);

#endif
