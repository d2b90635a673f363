/* A cell's text, cleaned as what it is: spreadsheets put in what nobody typed on purpose. */
#ifndef XLSX_WORDS_H
#define XLSX_WORDS_H

#include "base.h"

/* Each gives text itself when there is nothing to clean, else a text in the arena. No-break spaces are spaces, but for a few in a label. */
Str words_on_one_line(Arena *arena, Str text); /* names, types, headers: white space of any length is one space, none at the ends */
Str words_of_label(Arena *arena, Str text);    /* the same within each line; lines stay lines */
/* Straight quotes for typographic ones; white space outside of its quoted texts is one space. */
Str words_of_expression(Arena *arena, Str text);
bool words_are_none(Str text); /* nothing but white space */
/* TRUE, yes, true() and the like, in any case. */
typedef enum WordsTruth { WORDS_NEITHER, WORDS_TRUE, WORDS_FALSE } WordsTruth;
WordsTruth words_truth(Str text);
/* Lower case, without accents, spaces and signs: what two spellings of a language's name have in common. ASCII and Latin letters. */
Str words_folded(Arena *arena, Str text);

#endif
