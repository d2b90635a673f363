/* Any bytes: a form without an error among the messages, or no form with one; and a form can be used. */
#include "form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use_question(const Form *form, int ix) {
  const Question *question = &form->questions[ix];
  const FormType *type = form_type(question->kind);
  const ChoiceList *list = form_choices(form, question);
  int first = form_find_question(form, question->name);
  BUG_UNLESS(first >= 0 && first <= ix && form_find_path(form, question->path) == ix);
  BUG_UNLESS((list != NULL) == type->takes_list);
  BUG_UNLESS(question->kind != QUESTION_RANGE || (question->range.step > 0 && question->range.start < question->range.end));
  for (size_t language = 0; type->asked && language < form->language_count; language++)
    BUG_UNLESS(text_in(form, question->label, (int)language).len > 0);
  for (size_t i = 0; list && i < list->count; i++) {
    int found = form_find_choice(list, list->choices[i].name);
    BUG_UNLESS(found >= 0 && (size_t)found <= i && (list->column_count == 0 || list->choices[i].columns));
  }
}

static void use_group(const Form *form, int ix) {
  const Group *group = &form->groups[ix];
  BUG_UNLESS(group->first_question_ix <= group->end_question_ix && group->end_question_ix <= (int)form->question_count);
  BUG_UNLESS(group->parent_ix < ix && group->end_group_ix > ix && group->end_group_ix <= (int)form->group_count);
  for (int i = group->first_question_ix; i < group->end_question_ix; i++)
    BUG_UNLESS(form->questions[i].group_ix >= ix && form->questions[i].group_ix < group->end_group_ix);
}

static void use(const Form *form) {
  BUG_UNLESS(form->language_count > 0 && form_minutes(form) >= 1 && form->form_id.len > 0);
  for (size_t i = 0; i < form->question_count; i++)
    use_question(form, (int)i);
  for (size_t i = 0; i < form->group_count; i++)
    use_group(form, (int)i);
  for (size_t i = 0; i < form_reference_count(form); i++)
    for (size_t j = 0; j < form->dependents[i].count; j++)
      BUG_UNLESS(form->rank[form->dependents[i].items[j]] > form->rank[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, (Str){(const char *)data, size}, "fuzz.yaml", &diags);
  BUG_UNLESS((form == NULL) == (diags.error_count > 0));
  if (form) use(form);
  Diags patient = diags_new(arena);
  const Form *stored = form_parse_stored(arena, (Str){(const char *)data, size}, "fuzz.yaml", &patient);
  BUG_UNLESS((stored == NULL) == (patient.error_count > 0) && (stored != NULL || form == NULL));
  if (stored) use(stored);
  arena_free(arena);
  return 0;
}
