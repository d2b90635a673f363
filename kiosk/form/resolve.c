#include "draft.h"

static int find_list(const Draft *draft, Str name) {
  for (size_t i = 0; i < draft->form.list_count; i++)
    if (str_equal(draft->lists[i].name, name)) return (int)i;
  return -1;
}

static void report_unknown_list(Draft *draft, const YamlNode *type, Str name) {
  Str *names = ARENA_ARRAY(draft->arena, Str, draft->form.list_count);
  for (size_t i = 0; i < draft->form.list_count; i++)
    names[i] = draft->lists[i].name;
  Str nearest = str_nearest(name, names, draft->form.list_count);
  int meant = find_list(draft, nearest);
  if (meant >= 0) /* so that its list is not called unused as well */
    draft->list_drafts[meant].used = draft->list_drafts[meant].used_by_multiple = true;
  draft_report(draft, MISTAKE_UNKNOWN_LIST, type, SAY(draft, "choices has no list \"" STR_FMT "\"", STR_ARG(name)),
               draft_suggest(draft, name, names, draft->form.list_count,
                             SAY(draft, "write the list under choices: " STR_FMT ":", STR_ARG(name))));
}

static void resolve_list(Draft *draft, Question *question, const RowDraft *row) {
  const YamlNode *type = yaml_get(row->node, "type");
  if (row->list_name.len == 0) {
    draft_report(draft, MISTAKE_LIST_MISSING, type,
                 SAY(draft, "%s does not say which choices it offers", form_type(question->kind)->name),
                 SAY(draft, "write type: %s LIST, and the list under choices", form_type(question->kind)->name));
    return;
  }
  question->list_ix = find_list(draft, row->list_name);
  if (question->list_ix >= 0) {
    ListDraft *list = &draft->list_drafts[question->list_ix];
    list->used = true;
    list->used_by_multiple |= question->kind == QUESTION_SELECT_MULTIPLE;
  } else if (!draft->choices_broken) {
    report_unknown_list(draft, type, row->list_name);
  }
}

void resolve_form(Draft *draft) {
  for (size_t i = 0; i < draft->form.question_count; i++) {
    Question *question = &draft->questions[i];
    const RowDraft *row = &draft->rows[i];
    question->required = read_condition(draft, yaml_get(row->node, "required"), "required");
    question->relevant = read_condition(draft, yaml_get(row->node, "relevant"), "relevant");
    question->constraint = read_constraint(draft, yaml_get(row->node, "constraint"));
    if (!row->broken && form_type(question->kind)->takes_list) resolve_list(draft, question, row);
  }
}
