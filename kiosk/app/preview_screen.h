/* What a preview's screens show, for its page. */
#ifndef PREVIEW_SCREEN_H
#define PREVIEW_SCREEN_H

#include "base.h"
#include "form.h"

typedef enum PreviewKind {
  PREVIEW_ATTRACT,
  PREVIEW_PAGE,
  PREVIEW_REPEAT,  /* is there another one? */
  PREVIEW_REVIEW,  /* all answers, before they are sent in */
  PREVIEW_MESSAGE, /* a page that cannot be left yet, with what is said then */
  PREVIEW_THANKS,
} PreviewKind;

typedef struct PreviewScreen {
  PreviewKind kind;
  const int *question_ixs; /* of a page, in its order */
  size_t question_count;
  int group_ix;     /* the repeat of a PREVIEW_REPEAT, the group of a page of several questions, or -1 */
  const Str *files; /* names of its pictures, beside Preview.languages */
} PreviewScreen;

typedef struct Preview { /* lives in the arena it was made in */
  const Form *form;
  const int *languages; /* of the form, those that are shown */
  size_t language_count;
  int width_px, height_px;
  PreviewScreen *screens;
  size_t count, capacity;
} Preview;

#endif
