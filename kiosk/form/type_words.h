/* What a row's `type` says: XLSForm's types in all the spellings that forms in circulation have. */
#ifndef FORM_TYPE_WORDS_H
#define FORM_TYPE_WORDS_H

#include "form.h"

typedef enum RowShape {
  ROW_QUESTION,
  ROW_GROUP,  /* holds its questions */
  ROW_REPEAT, /* likewise */
  ROW_BEGIN_GROUP,
  ROW_BEGIN_REPEAT,
  ROW_BEGIN_LOOP, /* XLSForm has it; nobody follows it any more */
  ROW_END_GROUP,
  ROW_END_REPEAT,
  ROW_END_LOOP,
  ROW_UNKNOWN
} RowShape;

typedef struct TypeWords {
  RowShape shape;
  QuestionKind kind;   /* of a question */
  const char *unasked; /* of a QUESTION_UNASKED: what a kiosk does not ask for, "a photo"; NULL: passed over in silence */
  Str spelling;        /* the type itself, as written */
  Str list;            /* of a type that takes one: its name */
  bool from_file;      /* "select_one_from_file FILE": the list is a file's name */
  bool from_answers;   /* "select_one ${name}": the list is that reference */
  bool or_other;       /* "select_one LIST or_other" */
  Str rest;            /* what stands behind all this, and means nothing */
} TypeWords;

TypeWords type_words(Str text);
/* The name of the type that a text of unknown shape seems to mean, by what other programs call it; NULL: none. */
const char *type_words_meant(Str text);
/* All spellings, for suggestions. */
size_t type_words_spellings(Arena *arena, const Str **out);

#endif
