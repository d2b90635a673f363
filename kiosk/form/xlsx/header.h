/* What a column's heading says: which of XLSForm's columns it is, in which language. The spellings of ODK, KoboToolbox and SurveyCTO. */
#ifndef XLSX_HEADER_H
#define XLSX_HEADER_H

#include "base.h"

typedef enum ColumnKey {
  COLUMN_NONE, /* none that is known */
  COLUMN_TYPE,
  COLUMN_NAME,
  COLUMN_LABEL,
  COLUMN_HINT,
  COLUMN_GUIDANCE_HINT,
  COLUMN_REQUIRED,
  COLUMN_REQUIRED_MESSAGE,
  COLUMN_RELEVANT,
  COLUMN_CONSTRAINT,
  COLUMN_CONSTRAINT_MESSAGE,
  COLUMN_CALCULATION,
  COLUMN_TRIGGER,
  COLUMN_DEFAULT,
  COLUMN_READ_ONLY,
  COLUMN_APPEARANCE,
  COLUMN_CHOICE_FILTER,
  COLUMN_PARAMETERS,
  COLUMN_REPEAT_COUNT,
  COLUMN_IMAGE,
  COLUMN_LINK_CODE, /* ours, not XLSForm's */
  COLUMN_DISABLED,
  COLUMN_LIST_NAME, /* from here on: of other sheets */
  COLUMN_CODE,
  COLUMN_MISSING,
  COLUMN_EXCLUSIVE,
  COLUMN_IGNORED, /* known, and of no use here: sound, video */
  COLUMN_FORM_TITLE,
  COLUMN_FORM_ID,
  COLUMN_VERSION,
  COLUMN_DEFAULT_LANGUAGE,
  COLUMN_KEY,
  COLUMN_VALUE,
  COLUMN_KEY_COUNT
} ColumnKey;

typedef enum SheetKind { SHEET_SURVEY, SHEET_CHOICES, SHEET_SETTINGS, SHEET_KIOSK, SHEET_KIND_COUNT } SheetKind;

typedef struct Header {
  ColumnKey key;
  Str language; /* as written; empty: none said */
} Header;

/* double_colons: somewhere in the sheet a heading has "::", so that single colons part nothing there unless nothing else makes sense. */
Header header_read(Arena *arena, SheetKind kind, Str text, bool double_colons);
const char *column_key_name(ColumnKey key); /* XLSForm's name, which is the YAML's key too; static */

#endif
