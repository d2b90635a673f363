#include <string.h>

#include "answer_list.h"
#include "draft.h"
#include "loop.h"
#include "other.h"
#include "parameters.h"

/* What is meant is used too, so that it is not called unused as well. */
static Str suggest_list(Draft *draft, Str name) {
  size_t count = draft_may_suggest(draft) ? draft->list_index.count : 0; /* without the copies that or_other makes */
  Str nearest = str_nearest(name, draft->list_index.names, count);
  int meant = name_index_find(&draft->list_index, 0, nearest);
  if (meant < 0)
    return draft_remedy(
        draft, SAY(draft, "write the list under choices: " STR_FMT ":", STR_ARG(name)),
        SAY(draft, "write its choices into the sheet choices, with " STR_FMT " in their column list_name", STR_ARG(name)));
  draft->list_drafts[meant].used = draft->list_drafts[meant].used_by_multiple = true;
  return SAY(draft, "perhaps you mean \"" STR_FMT "\"", STR_ARG(nearest));
}

static void report_unknown_list(Draft *draft, const YamlNode *type, Str name) {
  draft_report(draft, MISTAKE_UNKNOWN_LIST, type, SAY(draft, "choices has no list \"" STR_FMT "\"", STR_ARG(name)),
               suggest_list(draft, name));
}

static bool allows_several(QuestionKind kind) {
  return kind == QUESTION_SELECT_MULTIPLE || kind == QUESTION_RANK;
}

static void use_list(Draft *draft, Question *question, const RowDraft *row, int list_ix) {
  question->list_ix = row->or_other ? other_list(draft, list_ix) : list_ix;
  ListDraft *list = &draft->list_drafts[question->list_ix];
  list->used = true;
  list->used_by_multiple |= allows_several(question->kind);
  draft->list_drafts[list_ix].used_by_multiple |= allows_several(question->kind);
}

static void resolve_list(Draft *draft, Question *question, const RowDraft *row) {
  const YamlNode *type = yaml_get(row->node, "type");
  if (row->list_name.len == 0) {
    draft_report(
        draft, MISTAKE_LIST_MISSING, type, SAY(draft, "%s does not say which choices it offers", form_type(question->kind)->name),
        draft_remedy(draft, SAY(draft, "write type: %s LIST, and the list under choices", form_type(question->kind)->name),
                     SAY(draft, "write %s LIST, with the name of a list of the sheet choices", form_type(question->kind)->name)));
  } else if (row->from_answers) {
    question->list_ix = answer_list(draft, question, row);
  } else {
    int list_ix = name_index_find(&draft->list_index, 0, row->list_name);
    if (list_ix >= 0)
      use_list(draft, question, row, list_ix);
    else if (!draft->choices_broken)
      report_unknown_list(draft, type, row->list_name);
  }
  bool elsewhere = question->list_ix >= 0 && draft->list_drafts[question->list_ix].elsewhere;
  if (!(draft->patient || elsewhere) || (question->list_ix >= 0 && draft->lists[question->list_ix].count > 0)) return;
  question->kind = QUESTION_UNASKED; /* without choices there is nothing to ask */
  question->list_ix = -1;
}

/* The name in the first ${...} of text, which *rest is left behind; empty when text does not begin so. */
static Str take_reference(Str text, Str *rest) {
  const char *end = str_starts_with(text, STR("${")) ? memchr(text.ptr, '}', text.len) : NULL;
  if (!end) return (Str){0};
  *rest = str_trim((Str){end + 1, text.len - (size_t)(end + 1 - text.ptr)});
  return str_trim((Str){text.ptr + 2, (size_t)(end - text.ptr) - 2});
}

static void resolve_trigger(Draft *draft, Question *question, const YamlNode *node, int ix) {
  Str text, rest = {0};
  if (yaml_is_null(node) || !yaml_text(node, "trigger", &text, draft->diags)) return;
  Str name = take_reference(str_trim(text), &rest);
  question->trigger_ix = form_question_of(&draft->form, draft_find_name(draft, name, ix, NULL));
  if (question->trigger_ix < 0)
    draft_report(draft, MISTAKE_UNKNOWN_NAME, node,
                 SAY(draft, "\"" STR_FMT "\" is no question whose answer could set this off", STR_ARG(text)),
                 STR("write ${NAME} with the name of one question"));
  else if (rest.len)
    draft_report(draft, MISTAKE_WITHOUT_EFFECT, node, SAY(draft, "only ${" STR_FMT "} sets this off", STR_ARG(name)),
                 STR("write one question"));
  else if (yaml_is_null(yaml_get(draft->rows[ix].node, "calculation")))
    draft_report(draft, MISTAKE_WITHOUT_EFFECT, node, STR("trigger sets off a calculation, and there is none"),
                 STR("add calculation, or remove trigger"));
}

/* An order by chance, with a seed or without. */
static void resolve_order(Draft *draft, Question *question, const YamlNode *parameters, int ix) {
  static const char *const YES[] = {"true", "true()", "yes"};
  Str randomize, seed;
  if (!form_type(question->kind)->takes_list || !parameter_get(parameters, "randomize", &randomize)) return;
  for (size_t i = 0; i < COUNT_OF(YES); i++)
    question->randomize |= str_edit_distance(randomize, str_from(YES[i]), 0) == 0;
  if (!question->randomize || !parameter_get(parameters, "seed", &seed) || seed.len == 0) return;
  YamlNode *node = ARENA_NEW(draft->arena, YamlNode);
  *node = *parameters;
  node->kind = YAML_SCALAR;
  node->text = seed;
  node->block = true; /* where in it the seed stands is not said */
  question->seed = read_expression(draft, node, "parameters", ix, USE_CONDITION);
}

static void resolve_question(Draft *draft, int ix) {
  Question *question = &draft->questions[ix];
  const RowDraft *row = &draft->rows[ix];
  const YamlNode *node = row->node;
  question->required = read_condition(draft, yaml_get(node, "required"), "required", ix, USE_ANSWER);
  question->relevant = read_condition(draft, yaml_get(node, "relevant"), "relevant", ix, USE_CONDITION);
  question->constraint = read_expression(draft, yaml_get(node, "constraint"), "constraint", ix, USE_ANSWER);
  question->calculation = read_expression(draft, yaml_get(node, "calculation"), "calculation", ix, USE_ANSWER);
  question->read_only = read_condition(draft, yaml_get(node, "read_only"), "read_only", ix, USE_ANSWER);
  question->default_value = read_default(draft, yaml_get(node, "default"), ix);
  question->choice_filter = row->from_answers
                                ? answer_list_filter(draft, question, row)
                                : read_expression(draft, yaml_get(node, "choice_filter"), "choice_filter", ix, USE_CHOICES);
  if (question->kind == QUESTION_RANGE) question->range = read_range(draft, yaml_get(node, "parameters"));
  resolve_order(draft, question, yaml_get(node, "parameters"), ix);
  resolve_trigger(draft, question, yaml_get(node, "trigger"), ix);
}

void resolve_form(Draft *draft) {
  loop_use_lists(draft);
  for (size_t i = 0; i < draft->form.question_count; i++) {
    if (!draft->rows[i].broken && form_type(draft->questions[i].kind)->takes_list)
      resolve_list(draft, &draft->questions[i], &draft->rows[i]);
    resolve_question(draft, (int)i);
  }
  for (size_t i = 0; i < draft->form.group_count; i++) {
    Group *group = &draft->groups[i];
    const YamlNode *node = draft->group_nodes[i];
    int reference_ix = draft_group_ref(draft, (int)i);
    group->relevant = read_condition(draft, yaml_get(node, "relevant"), "relevant", reference_ix, USE_CONDITION);
    group->repeat_count = read_expression(draft, yaml_get(node, "repeat_count"), "repeat_count", reference_ix, USE_CONDITION);
  }
}

void join_tables(Draft *draft) {
  size_t lists = draft->form.list_count, count = draft->table_count;
  if (count == 0) return;
  ChoiceList *all = ARENA_ARRAY(draft->arena, ChoiceList, lists + count);
  for (size_t i = 0; i < lists; i++)
    all[i] = draft->lists[i];
  for (size_t i = 0; i < count; i++)
    all[lists + i] = draft->tables[i];
  draft->lists = all;
  draft->form.lists = all;
  draft->form.table_count = count;
}
