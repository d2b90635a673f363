#include "draft.h"

/* Who must be answered before it is known whether a question is asked: edges from each question to those in its relevant. */
typedef struct Flow {
  Draft *draft;
  int *targets;
  size_t *first; /* of each question's targets; the next question's are its end */
  size_t count;
  enum { UNSEEN, ON_THE_WAY, DONE } * marks;
  int *way; /* the questions on the way from where the search began, in order */
  size_t way_length;
} Flow;

static void count_reference(void *context, int reference_ix) {
  (void)reference_ix;
  ++*(size_t *)context;
}

static void add_reference(void *context, int reference_ix) {
  Flow *flow = context;
  flow->targets[flow->count++] = reference_ix;
}

static Flow flow_new(Draft *draft) {
  size_t questions = draft->form.question_count, references = 0;
  for (size_t i = 0; i < questions; i++)
    if (draft->questions[i].relevant) expr_each_reference(draft->questions[i].relevant, count_reference, &references);
  Flow flow = {.draft = draft,
               .targets = ARENA_ARRAY(draft->arena, int, references),
               .first = ARENA_ARRAY(draft->arena, size_t, questions + 1),
               .marks = arena_alloc_array(draft->arena, questions, sizeof(*flow.marks)),
               .way = ARENA_ARRAY(draft->arena, int, questions)};
  for (size_t i = 0; i < questions; i++) {
    flow.first[i] = flow.count;
    if (draft->questions[i].relevant) expr_each_reference(draft->questions[i].relevant, add_reference, &flow);
  }
  flow.first[questions] = flow.count;
  return flow;
}

static void report_cycle(Flow *flow, int start_ix) {
  Draft *draft = flow->draft;
  size_t start = flow->way_length;
  while (flow->way[--start] != start_ix)
    ;
  Buffer buffer = buffer_new(draft->diags->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = start; i < flow->way_length; i++)
    sink_printf(&sink, STR_FMT " needs ", STR_ARG(draft->questions[flow->way[i]].name));
  sink_str(&sink, draft->questions[start_ix].name);
  draft_report(draft, MISTAKE_RELEVANT_CYCLE, yaml_get(draft->rows[start_ix].node, "relevant"),
               SAY(draft, "these questions wait for each other, and none is ever asked: " STR_FMT, STR_ARG(buffer_view(&buffer))),
               STR("let one of them be relevant without the others"));
}

static void report_self(Draft *draft, int question_ix) {
  draft_report(
      draft, MISTAKE_RELEVANT_SELF, yaml_get(draft->rows[question_ix].node, "relevant"),
      SAY(draft, STR_FMT " is asked only after it has been answered, and so never", STR_ARG(draft->questions[question_ix].name)),
      STR("refer to another question, or write a constraint"));
}

/* Depth first. At most QUESTIONS_MAX deep. */
static void follow(Flow *flow, int question_ix) {
  flow->marks[question_ix] = ON_THE_WAY;
  flow->way[flow->way_length++] = question_ix;
  for (size_t i = flow->first[question_ix]; i < flow->first[question_ix + 1]; i++) {
    int target = flow->targets[i];
    if (target == question_ix)
      report_self(flow->draft, question_ix);
    else if (flow->marks[target] == ON_THE_WAY)
      report_cycle(flow, target);
    else if (flow->marks[target] == UNSEEN)
      follow(flow, target);
  }
  flow->way_length--;
  flow->marks[question_ix] = DONE;
}

typedef struct SelfVisit {
  int question_ix;
  bool found;
} SelfVisit;

static void find_self(void *context, int reference_ix) {
  SelfVisit *visit = context;
  visit->found |= reference_ix == visit->question_ix;
}

static void check_constants(Draft *draft, size_t ix) {
  const Question *question = &draft->questions[ix];
  const YamlNode *row = draft->rows[ix].node;
  Value constant;
  if (question->relevant && expr_constant(question->relevant, &constant) && !expr_to_boolean(constant))
    draft_report(draft, MISTAKE_NEVER_SHOWN, yaml_get(row, "relevant"),
                 STR("this question is never asked: its relevant is always false"),
                 STR("mend the condition, or take the question out"));
  if (!question->constraint || draft->rows[ix].broken || !form_type(question->kind)->takes_answer) return;
  const YamlNode *node = yaml_get(row, "constraint");
  if (expr_constant(question->constraint, &constant) && !expr_to_boolean(constant)) {
    draft_report(draft, MISTAKE_NEVER_ACCEPTED, node, STR("no answer is ever accepted: this constraint is always false"),
                 STR("write a condition on the answer, such as . > 0"));
    return;
  }
  SelfVisit visit = {.question_ix = (int)ix};
  expr_each_reference(question->constraint, find_self, &visit);
  if (!visit.found && !expr_uses_self(question->constraint))
    draft_report(draft, MISTAKE_CONSTRAINT_IGNORES_ANSWER, node, STR("this constraint does not look at the answer"),
                 STR("write . where the answer is meant, such as . > 0; a condition for asking is a relevant"));
}

void reach_form(Draft *draft) {
  Flow flow = flow_new(draft);
  for (size_t i = 0; i < draft->form.question_count; i++) {
    check_constants(draft, i);
    if (flow.marks[i] == UNSEEN) follow(&flow, (int)i);
  }
}
