/* split: which of a form's answers are in the visitor's own words (Question.free_text), and what else the store has to know of a form. */
#ifndef SPLIT_H
#define SPLIT_H

#include "form.h"

typedef struct FormRule {
  Str form_id, version;
  const Str *own_words; /* paths of the questions answered in the visitor's own words, sorted */
  size_t own_word_count;
  int min_group;
  bool discards_left; /* visits that were left are discarded */
} FormRule;

/* Copies into arena what is needed of form. */
FormRule rule_of(Arena *arena, const Form *form);
/* Parts an answers object in two, in arena. The second is empty when there is nothing to stand in it; repeats in it are as long as in the
 * first. False: it is no such object. */
bool rule_split(const FormRule *rule, Arena *arena, Str answers, Str *rest, Str *free_text);

#endif
