/* What a form asks of its questions, in plain sight: names, types, conditions, choices. */
#ifndef PREVIEW_FACTS_H
#define PREVIEW_FACTS_H

#include "preview_screen.h"

typedef struct FactWriter {
  Arena *arena;
  const Preview *preview;
  const Form *form;
  Sink *out;
} FactWriter;

FactWriter facts_new(Arena *arena, const Preview *preview, Sink *out);
void facts_write_question(FactWriter *w, int question_ix, bool with_title);
void facts_write_repeat(FactWriter *w, int group_ix);
/* A section of what is never on a screen: calculations, hidden values, metadata; nothing where there is none. */
void facts_write_unseen(FactWriter *w);

#endif
