#include "scope.h"

#include "files.h"

int draft_form_ref(const Draft *draft) {
  return (int)(draft->form.question_count + draft->form.group_count);
}

int draft_group_ref(const Draft *draft, int group_ix) {
  return group_ix < 0 ? draft_form_ref(draft) : (int)draft->form.question_count + group_ix;
}

const YamlNode *draft_node_of(const Draft *draft, int reference_ix) {
  int question_ix = form_question_of(&draft->form, reference_ix), group_ix = form_group_of(&draft->form, reference_ix);
  if (question_ix >= 0) return draft->rows[question_ix].node;
  return group_ix >= 0 ? draft->group_nodes[group_ix] : draft->root;
}

/* The first of run, which is sorted, that is not before bound. */
static size_t find_from(NameRun run, int bound) {
  size_t low = 0, high = run.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (run.items[middle] < bound)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct Nearest {
  int found, other; /* reference indices, or -1 */
} Nearest;

static void add_within(NameRun run, int first, int end, Nearest *nearest) {
  for (size_t i = find_from(run, first); i < run.count && run.items[i] < end; i++) {
    if (nearest->found >= 0) {
      nearest->other = run.items[i];
      return;
    }
    nearest->found = run.items[i];
  }
}

/* Those of a name that stand anywhere in a group, in the whole form when group_ix is -1: questions, or else groups. */
static Nearest find_within(const Draft *draft, NameRun run, int group_ix) {
  Nearest nearest = {-1, -1};
  int questions = (int)draft->form.question_count;
  const Group whole = {.end_question_ix = questions, .end_group_ix = (int)draft->form.group_count};
  const Group *group = group_ix < 0 ? &whole : &draft->groups[group_ix];
  add_within(run, group->first_question_ix, group->end_question_ix, &nearest);
  if (nearest.found < 0) add_within(run, questions + group_ix + 1, questions + group->end_group_ix, &nearest);
  return nearest;
}

static int group_around(const Draft *draft, int reference_ix) {
  int question_ix = form_question_of(&draft->form, reference_ix), group_ix = form_group_of(&draft->form, reference_ix);
  return question_ix >= 0 ? draft->questions[question_ix].group_ix : group_ix; /* a group's expression may look into it */
}

/* Where questions have that name, a group of the same name is not meant: it has no answer. A repeat is counted, though. */
static bool is_meant(const Draft *draft, NameRun run, int reference_ix) {
  int group_ix = form_group_of(&draft->form, reference_ix);
  return group_ix < 0 || draft->groups[group_ix].repeats || form_question_of(&draft->form, run.items[0]) < 0;
}

/* From the inside out: beside the one who asks, then anywhere in that group, then in the one around it. */
static Nearest find_nearest(const Draft *draft, Str name, int self_ix) {
  NameRun run = name_index_all(&draft->name_index, 0, name);
  Nearest nearest = {run.count ? run.items[0] : -1, -1};
  if (run.count < 2) return nearest;
  for (int group_ix = group_around(draft, self_ix);; group_ix = draft->groups[group_ix].parent_ix) {
    int member = name_index_find(&draft->member_index, draft_group_ref(draft, group_ix), name);
    if (member >= 0 && is_meant(draft, run, member)) return (Nearest){member, -1};
    nearest = find_within(draft, run, group_ix);
    if (nearest.found >= 0 || group_ix < 0) return nearest;
  }
}

int draft_find_name(const Draft *draft, Str name, int self_ix, int *other) {
  Nearest nearest = find_nearest(draft, name, self_ix);
  if (other) *other = nearest.other;
  return nearest.found;
}

static Str place_of(Draft *draft, int reference_ix) {
  return draft_say_place(draft, draft_get(draft_node_of(draft, reference_ix), "name")->place);
}

void scope_report_ambiguous(Draft *draft, const YamlNode *at, Str name, int found, int other) {
  draft_report(draft, MISTAKE_AMBIGUOUS_NAME, at,
               SAY(draft, "${" STR_FMT "} can mean two questions (" STR_FMT " and " STR_FMT "), and is taken to mean the first",
                   STR_ARG(name), STR_ARG(place_of(draft, found)), STR_ARG(place_of(draft, other))),
               STR("give the questions names of their own"));
}

static int find(void *context, Str name) {
  const ScopeContext *scope = context;
  int other, found = draft_find_name(scope->draft, name, scope->self_ix, &other);
  if (other >= 0) scope_report_ambiguous(scope->draft, scope->node, name, found, other);
  return found;
}

static int self(void *context) {
  return ((const ScopeContext *)context)->self_ix;
}

static int root(void *context) {
  return draft_form_ref(((const ScopeContext *)context)->draft);
}

static int parent(void *context, int reference_ix) {
  return ((const ScopeContext *)context)->draft->parents[reference_ix];
}

static int child(void *context, int reference_ix, Str name) {
  const Draft *draft = ((const ScopeContext *)context)->draft;
  return name_index_find(&draft->member_index, reference_ix, name);
}

static bool is_repeat(void *context, int reference_ix) {
  const Draft *draft = ((const ScopeContext *)context)->draft;
  int group_ix = form_group_of(&draft->form, reference_ix);
  return group_ix >= 0 && draft->groups[group_ix].repeats;
}

static bool has_instance(void *context, Str id) {
  Draft *draft = ((const ScopeContext *)context)->draft;
  int list_ix = name_index_find(&draft->list_index, 0, id);
  if (list_ix >= 0) draft->list_drafts[list_ix].used = true;
  return list_ix >= 0 || file_table(draft, id) || !file_is_missing(draft, id);
}

/* A list that a question offers may be a table as well. */
static ChoiceList *find_table(Draft *draft, Str id) {
  int list_ix = name_index_find(&draft->list_index, 0, id);
  return list_ix >= 0 && draft->lists[list_ix].from_file ? &draft->lists[list_ix] : file_table(draft, id);
}

static ExprColumn column(void *context, Str id, Str name, bool is_key) {
  Draft *draft = ((const ScopeContext *)context)->draft;
  ChoiceList *table = find_table(draft, id);
  if (!table) return file_is_missing(draft, id) && !file_may_be_elsewhere(draft) ? EXPR_TABLE_MISSING : EXPR_COLUMN_THERE;
  for (size_t i = 0; i < table->column_count; i++) {
    if (!str_equal(table->column_names[i], name)) continue;
    if (is_key) file_index_column(draft, table, (int)i);
    return EXPR_COLUMN_THERE;
  }
  return EXPR_COLUMN_MISSING;
}

/* Of a list in the form, as the answering has its items. */
static const Str *fields_of(Draft *draft, int list_ix, size_t *count) {
  static const Str OWN[] = {STR_INIT("name"), STR_INIT("label"), STR_INIT("itextId")};
  const ChoiceList *list = &draft->lists[list_ix];
  ListDraft *list_draft = &draft->list_drafts[list_ix];
  *count = list->column_count + COUNT_OF(OWN);
  if (list_draft->fields) return list_draft->fields;
  Str *fields = ARENA_ARRAY(draft->arena, Str, *count);
  for (size_t i = 0; i < *count; i++)
    fields[i] = i < list->column_count ? list->column_names[i] : OWN[i - list->column_count];
  return list_draft->fields = fields;
}

static const Str *fields(void *context, Str id, size_t *count) {
  const ScopeContext *scope = context;
  Draft *draft = scope->draft;
  int question_ix = form_question_of(&draft->form, scope->self_ix), list_ix = -1;
  if (id.len > 0)
    list_ix = name_index_find(&draft->list_index, 0, id);
  else if (question_ix >= 0)
    list_ix = draft->questions[question_ix].list_ix;
  if (list_ix >= 0 && draft->list_drafts[list_ix].broken) return NULL;
  if (list_ix >= 0 && !draft->lists[list_ix].from_file) return fields_of(draft, list_ix, count);
  const ChoiceList *table = list_ix >= 0 ? &draft->lists[list_ix] : id.len > 0 ? file_table(draft, id) : NULL;
  if (!table) return NULL;
  *count = table->column_count;
  return table->column_names;
}

/* Once no more errors are kept, suggestions are not worth looking for: the names are compared one by one. */
ExprScope scope_of(ScopeContext *context, ExpressionUse use) {
  Draft *draft = context->draft;
  return (ExprScope){.context = context,
                     .find = find,
                     .names = draft->names,
                     .name_count = draft->diags->error_count < DIAG_MAX ? (size_t)draft_form_ref(draft) : 0,
                     .allow_self = use == USE_ANSWER,
                     .self = self,
                     .root = root,
                     .parent = parent,
                     .child = child,
                     .is_repeat = is_repeat,
                     .in_choices = use == USE_CHOICES,
                     .has_instance = has_instance,
                     .column = column,
                     .fields = fields,
                     .lenient = draft->patient || draft->stored};
}
