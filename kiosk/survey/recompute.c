/* What changes when an answer does, and nothing else: a queue in the order of Form.rank, in which everything comes behind all it
 * depends on and so is worked out once. */
#include "survey_state.h"

#include <math.h>

static bool comes_before(Pending a, Pending b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  return a.frame != b.frame ? a.frame < b.frame : a.reference_ix < b.reference_ix;
}

static void enqueue(Survey *survey, Pending pending) {
  Queue *queue = &survey->queue;
  queue->items = room_for(survey->session, queue->items, queue->count, queue->count + 1, sizeof(Pending), &queue->capacity);
  size_t at = queue->count++;
  for (; at > 0 && comes_before(pending, queue->items[(at - 1) / 2]); at = (at - 1) / 2)
    queue->items[at] = queue->items[(at - 1) / 2];
  queue->items[at] = pending;
}

static Pending dequeue(Queue *queue) {
  Pending first = queue->items[0], last = queue->items[--queue->count];
  size_t at = 0;
  for (size_t child = 1; child < queue->count; child = 2 * at + 1) {
    if (child + 1 < queue->count && comes_before(queue->items[child + 1], queue->items[child])) child++;
    if (!comes_before(queue->items[child], last)) break;
    queue->items[at] = queue->items[child];
    at = child;
  }
  if (queue->count > 0) queue->items[at] = last;
  return first;
}

static unsigned char *due_of(const Survey *survey, int frame, int reference_ix) {
  const Form *form = survey->setup.form;
  if (form_question_of(form, reference_ix) >= 0) return &cell_state(survey, frame, reference_ix)->due;
  return &holder_state(survey, frame, form_group_of(form, reference_ix))->due;
}

void recompute_later(Survey *survey, int frame, int reference_ix, unsigned due) {
  unsigned char *already = due_of(survey, frame, reference_ix);
  if (*already == 0) enqueue(survey, (Pending){survey->setup.form->rank[reference_ix], frame, reference_ix});
  *already |= (unsigned char)due;
}

/* Behind a frame (-1: all of them) at or beneath another one. */
static void later_beneath(Survey *survey, int ancestor, int from, int reader_ix, unsigned due) {
  int level = reference_level(survey, reader_ix);
  for (int at = frame_next(survey, ancestor, level, from); at >= 0; at = frame_next(survey, ancestor, level, at))
    recompute_later(survey, at, reader_ix, due);
}

/* Those that look from another instance into one. */
static void onlookers_later(Survey *survey, int into, int reader_ix, bool behind_only, unsigned due) {
  const Reach *reach = &survey->across.reaches[reader_ix];
  const Frame *f = &survey->frames[into];
  const Instances *siblings = frame_instances(survey, f->parent, f->repeat_ix);
  for (int i = 0; i < reach->distance_count; i++) {
    int from = f->instance - reach->distances[i];
    bool there = from >= 0 && from < siblings->count;
    if (there && (from > f->instance || !behind_only)) later_beneath(survey, siblings->frames[from], -1, reader_ix, due);
  }
}

/* From where an expression may see what changes in a frame: beneath the frame of the innermost repeat around both, or further out if it
 * looks from one instance into any other. *looked_into: the instance into which it looks from certain others, or -1. */
static int reach_of(const Survey *survey, int frame, int reader_ix, int *looked_into) {
  const Reach *reach = &survey->across.reaches[reader_ix];
  int around = frame_around(survey, frame, reader_ix), at = around;
  while (survey->frames[at].repeat_ix > reach->widest)
    at = survey->frames[at].parent;
  bool within = survey->frames[at].repeat_ix == reach->widest, anywhere = reach->distance_count == ANY_DISTANCE;
  *looked_into = within && !anywhere ? at : -1;
  return within && anywhere ? survey->frames[at].parent : around;
}

static void reader_later(Survey *survey, int frame, int reader_ix, unsigned due) {
  int looked_into, ancestor = reach_of(survey, frame, reader_ix, &looked_into);
  later_beneath(survey, ancestor, -1, reader_ix, due);
  if (looked_into >= 0) onlookers_later(survey, looked_into, reader_ix, false, due);
}

/* A running total, which reads what comes before it in an earlier instance: only the later ones can have changed. */
void recompute_rounds(Survey *survey, int frame, int reference_ix) {
  const Across *across = &survey->across;
  for (int i = across->first_round[reference_ix]; i >= 0; i = across->rounds[i].next) {
    int reader_ix = across->rounds[i].reader_ix, looked_into, ancestor = reach_of(survey, frame, reader_ix, &looked_into);
    bool behind_only = survey->frames[frame].repeat_ix == reference_level(survey, reader_ix);
    if (looked_into < 0 || !behind_only) later_beneath(survey, ancestor, behind_only ? frame : -1, reader_ix, DUE_ALL);
    if (looked_into >= 0) onlookers_later(survey, looked_into, reader_ix, behind_only, DUE_ALL);
  }
}

void recompute_reader(Survey *survey, int frame, int reader_ix) {
  reader_later(survey, frame, reader_ix, DUE_ALL);
}

void recompute_readers(Survey *survey, int frame, int reference_ix) {
  const Dependents *readers = &survey->setup.form->dependents[reference_ix];
  for (size_t i = 0; i < readers->count; i++)
    reader_later(survey, frame, readers->items[i], DUE_ALL);
  recompute_rounds(survey, frame, reference_ix);
}

void recompute_triggered(Survey *survey, int frame, int question_ix) {
  const Outline *outline = &survey->outline;
  for (int i = outline->first_triggered[question_ix]; i >= 0; i = outline->next_triggered[i])
    reader_later(survey, frame, i, DUE_TRIGGER);
}

static bool relevance_of(const Survey *survey, int frame, int group_ix, const Expr *relevant, int reference_ix) {
  if (survey->setup.show_all) return true;
  return holder_relevant(survey, frame, group_ix) && rules_holds(survey, relevant, frame, reference_ix, true);
}

static bool calculate(Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  Arena *scratch = rules_scratch(survey);
  Value value = rules_value(survey, question->calculation, frame, question_ix, scratch);
  bool changed = value_put(survey, frame, question_ix, value_for(survey, question, value, scratch));
  rules_done(survey);
  return changed;
}

/* An answer that the choice_filter offers no longer goes, a choice at a time; of a rank with a gap nothing is left. */
static bool drop_unoffered(Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  const ChoiceList *list = form_choices(survey->setup.form, question);
  CellState *state = cell_state(survey, frame, question_ix);
  Value value = state->answer.value;
  if (!list || !question->choice_filter || value_is_empty(value) || rules_offers_all(survey, frame, question_ix, value))
    return false;
  size_t kept = 0;
  for (size_t i = 0; value.kind == VALUE_LIST && i < value.list.count; i++) {
    int choice_ix = form_find_choice(list, value.list.items[i]);
    if (rules_offers(survey, frame, question_ix, choice_ix)) state->answer.items[kept++] = value.list.items[i];
  }
  Value left = value.kind == VALUE_LIST ? value_list(state->answer.items, kept) : VALUE_NONE;
  if (!rules_offers_all(survey, frame, question_ix, left)) left = VALUE_NONE;
  state->answer.value = left;
  return true;
}

/* A choice among answers reads as the answer, which may be another one now. What was chosen is the same: nothing is triggered. */
static bool may_read_otherwise(const Survey *survey, int frame, int question_ix) {
  const ChoiceList *list = form_choices(survey->setup.form, question_at(survey, question_ix));
  return list && list->answers_ix >= 0 && !value_is_empty(cell_state(survey, frame, question_ix)->answer.value);
}

static void recompute_question(Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  CellState *state = cell_state(survey, frame, question_ix);
  unsigned due = state->due;
  state->due = 0;
  bool was_relevant = state->relevant, changed = false;
  across_watch(survey);
  state->wanted = relevance_of(survey, frame, question->group_ix, question->relevant, question_ix);
  state->relevant = state->wanted || state->held;
  if (question->trigger_ix >= 0 ? (due & DUE_TRIGGER) != 0 : state->relevant && question->calculation && (due & DUE_VALUE))
    changed = calculate(survey, frame, question_ix);
  if (state->relevant) changed |= drop_unoffered(survey, frame, question_ix);
  across_keep(survey, question_ix);
  bool many_cells = survey->page.group_ix >= 0 || survey->page.kind == PAGE_REVIEW;
  if (state->relevant != was_relevant && many_cells) survey->page_stale = true;
  bool reads_otherwise = state->relevant && (changed || may_read_otherwise(survey, frame, question_ix));
  if (state->relevant != was_relevant || reads_otherwise) recompute_readers(survey, frame, question_ix);
  if (changed) recompute_triggered(survey, frame, question_ix);
}

/* Whole instances only; what is no number, or less than one, makes none. */
static int count_of(double wanted) {
  if (!(wanted >= 1)) return 0;
  return wanted < SURVEY_INSTANCES_MAX ? (int)floor(wanted) : SURVEY_INSTANCES_MAX;
}

static void recompute_count(Survey *survey, int frame, int group_ix) {
  const Group *group = group_at(survey, group_ix);
  int reference_ix = (int)survey->setup.form->question_count + group_ix;
  double wanted = expr_to_number(rules_value(survey, group->repeat_count, frame, reference_ix, rules_scratch(survey)));
  rules_done(survey);
  across_keep(survey, reference_ix);
  frames_set_count(survey, frame, group_ix, count_of(wanted));
}

static void recompute_group(Survey *survey, int frame, int group_ix) {
  const Group *group = group_at(survey, group_ix);
  int reference_ix = (int)survey->setup.form->question_count + group_ix;
  HolderState *state = holder_state(survey, frame, group_ix);
  bool count_due = (state->due & DUE_VALUE) != 0 && group->repeats && group->repeat_count && !survey->setup.show_all;
  state->due = 0;
  bool was_relevant = state->relevant;
  across_watch(survey);
  state->relevant = relevance_of(survey, frame, group->parent_ix, group->relevant, reference_ix);
  across_keep(survey, reference_ix);
  if (state->relevant && count_due) recompute_count(survey, frame, group_ix);
  if (state->relevant != was_relevant) recompute_readers(survey, frame, reference_ix);
}

/* In a form without cycles everything is worked out once, and what is triggered a few times more. */
static size_t patience(const Survey *survey) {
  return 16 * ((size_t)survey->live_state_count + form_reference_count(survey->setup.form) + 64);
}

static void forget_queue(Survey *survey) {
  for (size_t i = 0; i < survey->queue.count; i++) {
    Pending left = survey->queue.items[i];
    if (survey->frames[left.frame].body) *due_of(survey, left.frame, left.reference_ix) = 0;
  }
  survey->queue.count = 0;
}

static void work_off(Survey *survey) {
  const Form *form = survey->setup.form;
  for (size_t worked = 0; survey->queue.count > 0 && worked < patience(survey); worked++) {
    Pending next = dequeue(&survey->queue);
    if (!survey->frames[next.frame].body) continue; /* its instance is gone */
    if (form_question_of(form, next.reference_ix) >= 0)
      recompute_question(survey, next.frame, next.reference_ix);
    else
      recompute_group(survey, next.frame, form_group_of(form, next.reference_ix));
  }
  forget_queue(survey);
}

static void set_default(Survey *survey, Unset unset) {
  const Question *question = question_at(survey, unset.question_ix);
  Arena *scratch = rules_scratch(survey);
  Value value = rules_value(survey, question->default_value, unset.frame, unset.question_ix, scratch);
  bool changed = value_put(survey, unset.frame, unset.question_ix, value_for(survey, question, value, scratch));
  rules_done(survey);
  if (!changed) return;
  recompute_later(survey, unset.frame, unset.question_ix, DUE_RELEVANCE); /* for its choice_filter */
  if (cell_state(survey, unset.frame, unset.question_ix)->relevant) recompute_readers(survey, unset.frame, unset.question_ix);
}

/* A default may refer to what is calculated, so it waits until that is done; what it brings about comes before the next one. */
void recompute(Survey *survey) {
  work_off(survey);
  for (size_t i = 0; i < survey->unset_count; i++) {
    if (!survey->frames[survey->unset[i].frame].body) continue;
    set_default(survey, survey->unset[i]);
    work_off(survey);
  }
  survey->unset_count = 0;
}
