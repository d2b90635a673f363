/* reference: cells named as spreadsheets name them: D14. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "base.h"

enum { SHEET_ROWS_MAX = 1048576, SHEET_COLUMNS_MAX = 16384 }; /* of any spreadsheet program's format */

/* A row's number, 1 .. SHEET_ROWS_MAX. */
bool reference_row(const char *text, int *row);
/* A cell's row and column, both from 1. */
bool reference_cell(const char *text, int *row, int *column);

#endif
