/* The languages of a workbook: whatever their columns are called, on whatever sheet, each once. */
#ifndef XLSX_LANGUAGE_H
#define XLSX_LANGUAGE_H

#include "base.h"

enum { LANGUAGE_NONE = -1 }; /* of a plain column */

typedef struct SheetLanguage {
  Str code;    /* BCP 47 in lower case; a private one (und-x-...) when nothing tells which language it is */
  Str name;    /* as the heading has it, without the code */
  Str folded;  /* the name, for comparing */
  Str variant; /* what brackets say beside a code: "Iraq" of "Arabic (Iraq)", folded */
  bool rtl;
  bool coded;     /* its code stands in brackets behind the name */
  bool used;      /* somebody wrote something in it */
  bool bare_code; /* written as a code alone */
} SheetLanguage;

typedef struct SheetLanguages {
  Arena *arena;
  SheetLanguage *items; /* in the order they were met */
  size_t count, capacity;
} SheetLanguages;

/* The index of the language that written names: "English (en)", "english", "en". LANGUAGE_NONE: it is none of these. */
int languages_find(const SheetLanguages *languages, Str written);
/* The same, and adds it when it is new. */
int languages_add(SheetLanguages *languages, Str written);
/* Without those that are not used: what a template has columns for, and nobody wrote anything in. new_ix says for each index what it is
 * now, or LANGUAGE_NONE. */
void languages_drop_unused(SheetLanguages *languages, int *new_ix);

#endif
