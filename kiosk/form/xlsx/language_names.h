/* Names of languages, in English and in the language itself, and their codes. */
#ifndef XLSX_LANGUAGE_NAMES_H
#define XLSX_LANGUAGE_NAMES_H

#include "base.h"

/* The code of the language that a name folded by words_folded means; empty: unknown. */
Str language_names_code(Str folded);
/* What a code's language is called in itself; empty: unknown. */
Str language_names_own(Str code);

#endif
