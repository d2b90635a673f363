#include "question_types.h"

size_t question_whole_column(Arena *arena, const Form *form, const Question *question, const ExportColumn **out) {
  (void)form;
  ExportColumn *column = ARENA_NEW(arena, ExportColumn);
  *column = (ExportColumn){.name = question->path, .choice_ix = -1};
  *out = column;
  return 1;
}

size_t question_no_column(Arena *arena, const Form *form, const Question *question, const ExportColumn **out) {
  (void)arena;
  (void)form;
  (void)question;
  *out = NULL;
  return 0;
}
