/* The languages each form begins in and offers: the configuration's `languages`, --lang, and the form's own. */
#ifndef LANGUAGES_H
#define LANGUAGES_H

#include "assets.h"
#include "config.h"
#include "options.h"

typedef struct FormLanguages { /* indices of the form's languages */
  int start;
  const int *offered; /* in order; NULL: all of the form's */
  size_t offered_count;
} FormLanguages;

/* One for each form. `languages` says what is offered and in which order, and its first that a form has is where that begins,
 * unless --lang names another that is offered. Failures: STATUS_INPUT with config (a code that no form has: the list is in diags) and
 * form-languages (a form that would offer none); STATUS_USAGE when --lang is offered nowhere. */
Status languages_choose(Arena *arena, const Options *options, const Config *config, const Forms *forms, const FormLanguages **out,
                        Diags *diags, Err *err);
/* The form's language of that code, if it is offered; else the one that it begins in. */
int languages_in(const Form *form, const FormLanguages *languages, Str code);

typedef struct AllLanguages {
  const Language *items; /* each code once */
  size_t count;
  int start; /* where the first form begins */
} AllLanguages;

/* What the forms offer between them, in the order they do; their names are the forms'. */
AllLanguages languages_of_all(Arena *arena, const Forms *forms, const FormLanguages *languages);

#endif
