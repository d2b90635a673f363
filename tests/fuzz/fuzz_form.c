/* Any bytes: a form without an error among the messages, or no form with one; and a form can be used. */
#include "form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(const Form *form) {
  BUG_UNLESS(form->language_count > 0 && form_minutes(form) >= 1);
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    const ChoiceList *list = form_choices(form, question);
    BUG_UNLESS(form_find_question(form, question->name) == (int)i);
    BUG_UNLESS((list != NULL) == form_type(question->kind)->takes_list);
    for (size_t language = 0; language < form->language_count; language++)
      BUG_UNLESS(text_in(form, question->label, (int)language).len > 0);
    for (size_t j = 0; list && j < list->count; j++)
      BUG_UNLESS(form_find_choice(list, list->choices[j].name) == (int)j);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, (Str){(const char *)data, size}, "fuzz.yaml", &diags);
  BUG_UNLESS((form == NULL) == (diags.error_count > 0));
  if (form) use(form);
  arena_free(arena);
  return 0;
}
