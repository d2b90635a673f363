/* words: what an export says in a language of its own accord: labels of what is no question, the kinds of silence, and what a codebook
 * explains them with. */
#ifndef WORDS_H
#define WORDS_H

#include "base.h"

typedef enum Word {
  WORD_SKIPPED,   /* "Asked, not answered" */
  WORD_NOT_ASKED, /* "Not asked" */
  WORD_YES,
  WORD_NO,
  WORD_RESPONSE, /* labels of the response's own variables */
  WORD_FORM_VERSION,
  WORD_LANGUAGE,
  WORD_CHANNEL,
  WORD_ROUND,
  WORD_EVENT,
  WORD_PLACE,
  WORD_STATUS,
  WORD_TIME,
  WORD_DEVICE,
  WORD_TRIAL,
  WORD_JOINED,    /* with another form's response: by a token, a code, or nearly a code */
  WORD_POSITION,  /* of an instance in its repeat */
  WORD_INSTANCES, /* how many a repeat has */
  WORD_HOW_MANY,  /* the same, behind its label */

  WORD_CODEBOOK, /* headings and names of facts */
  WORD_FORM,
  WORD_VERSIONS,
  WORD_LABEL_LANGUAGE,
  WORD_FORMAT,
  WORD_COLUMN,
  WORD_SHORT_NAME, /* in SPSS and Stata */
  WORD_QUESTION,
  WORD_HINT,
  WORD_TYPE,
  WORD_TYPE_BY_VERSION, /* where it changed */
  WORD_MEASURE,
  WORD_GROUP,
  WORD_ASKED_WHEN,
  WORD_ACCEPTED, /* answers: the constraint */
  WORD_CALCULATED,
  WORD_CODE,
  WORD_NAME, /* of a choice */
  WORD_LABEL,
  WORD_MISSING, /* a choice that is no value of the scale */
  WORD_SILENCE, /* "When there is no answer" */
  WORD_RESPONSES,
  WORD_REPEAT,
  WORD_JOINED_WITH, /* a heading, before the other form's name */

  WORD_TEXT, /* kinds of variables */
  WORD_NAMES,
  WORD_RANKING, /* names in their order */
  WORD_INTEGER,
  WORD_DECIMAL,
  WORD_CHOICE,
  WORD_FLAG,
  WORD_AGREED, /* of what was acknowledged */
  WORD_RANK_PLACE,
  WORD_DATE,
  WORD_TIME_OF_DAY,
  WORD_DATETIME,
  WORD_IMAGE, /* a text that names an attachment */
  WORD_NOMINAL,
  WORD_ORDINAL,
  WORD_SCALE,

  WORD_ALL, /* versions */
  WORD_OLDEST_FIRST,
  WORD_UNREADABLE, /* of a version */
  WORD_AND,
  WORD_ALWAYS,
  WORD_NOT_IN_SPSS,    /* a missing choice that it cannot be told of */
  WORD_MISSING_CHOICE, /* the kind of silence */
  WORD_EMPTY,
  WORD_NO_KEY,
  WORD_NAME_OR_LABEL,
  WORD_ITS_NAME,
  WORD_SYSTEM_MISSING,
  WORD_USER_MISSING,
  WORD_ITS_CODE,
  WORD_ITS_TAG,
  WORD_OF_CODES, /* kinds of variables */
  WORD_OF_MEASURES,
  WORD_OF_TEXTS,
  WORD_NAMES_AND_CODES, /* sentences */
  WORD_ROW_PER_RESPONSE,
  WORD_ROW_PER_INSTANCE,
  WORD_FLAGS_MEAN,
  WORD_PLACES_MEAN,
  WORD_ONLY_TEXT_FORMATS,
  WORD_AS_COLUMN,      /* a short name that is not told */
  WORD_ASKED_FOR_CODE, /* what is not in the export */
  WORD_NOT_KEPT,       /* a sentence */
  WORD_COUNT
} Word;

/* In nb, nn, en, uk and ar, by the first part of the language's code (nb-NO is nb); any other language: English. Static. */
Str word_in(Word word, Str language);
bool word_language_known(Str language); /* is it one of those? */
/* What the number of a repeat's instances is called: "Child (number)"; of a repeat without a label WORD_INSTANCES. Into arena. */
Str word_of_instances(Arena *arena, Str repeat, Str language);

#endif
