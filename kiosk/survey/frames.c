#include "survey_state.h"

/* A few counts typed by a visitor, one inside the other, would make a billion instances: there is an end to it. Holders count too: a
 * repeat need not hold a question. */
enum { STATES_MAX = 600000, NUMBERS_MAX = INT32_MAX / 4 };

typedef struct Level { /* what stands between a repeat's begin and end */
  int first_question_ix, question_count, first_group_ix, group_count;
} Level;

static int state_count(Level level) {
  return level.question_count + level.group_count + 1;
}

static Level level_of(const Survey *survey, int repeat_ix) {
  const Form *form = survey->setup.form;
  if (repeat_ix < 0) return (Level){.question_count = (int)form->question_count, .group_count = (int)form->group_count};
  const Group *repeat = &form->groups[repeat_ix];
  return (Level){.first_question_ix = repeat->first_question_ix,
                 .question_count = repeat->end_question_ix - repeat->first_question_ix,
                 .first_group_ix = repeat_ix + 1,
                 .group_count = repeat->end_group_ix - repeat_ix - 1};
}

const Question *question_at(const Survey *survey, int question_ix) {
  return &survey->setup.form->questions[question_ix];
}

const Group *group_at(const Survey *survey, int group_ix) {
  return &survey->setup.form->groups[group_ix];
}

int frame_of_cell(const Survey *survey, int cell) {
  int low = 0, high = survey->frame_count;
  if (high == 1 || cell < survey->frames[1].first_cell) return 0;
  while (high - low > 1) {
    int middle = low + (high - low) / 2;
    if (survey->frames[middle].first_cell <= cell)
      low = middle;
    else
      high = middle;
  }
  return low;
}

int frame_of_holder(const Survey *survey, int holder) {
  int low = 0, high = survey->frame_count;
  while (high - low > 1) {
    int middle = low + (high - low) / 2;
    if (survey->frames[middle].first_holder <= holder)
      low = middle;
    else
      high = middle;
  }
  return low;
}

int cell_number(const Survey *survey, int frame, int question_ix) {
  const Frame *f = &survey->frames[frame];
  return f->first_cell + question_ix - level_of(survey, f->repeat_ix).first_question_ix;
}

int holder_number(const Survey *survey, int frame, int group_ix) {
  const Frame *f = &survey->frames[frame];
  if (group_ix == f->repeat_ix) return f->first_holder;
  return f->first_holder + 1 + group_ix - level_of(survey, f->repeat_ix).first_group_ix;
}

int question_of_cell(const Survey *survey, int frame, int cell) {
  const Frame *f = &survey->frames[frame];
  return cell - f->first_cell + level_of(survey, f->repeat_ix).first_question_ix;
}

int group_of_holder(const Survey *survey, int frame, int holder) {
  const Frame *f = &survey->frames[frame];
  if (holder == f->first_holder) return f->repeat_ix;
  return holder - f->first_holder - 1 + level_of(survey, f->repeat_ix).first_group_ix;
}

CellState *cell_state(const Survey *survey, int frame, int question_ix) {
  const Frame *f = &survey->frames[frame];
  return &f->body->cells[question_ix - level_of(survey, f->repeat_ix).first_question_ix];
}

CellState *cell_at(const Survey *survey, int cell) {
  const Frame *f = &survey->frames[frame_of_cell(survey, cell)];
  return f->body ? &f->body->cells[cell - f->first_cell] : NULL;
}

HolderState *holder_state(const Survey *survey, int frame, int group_ix) {
  const Frame *f = &survey->frames[frame];
  return &f->body->holders[1 + group_ix - level_of(survey, f->repeat_ix).first_group_ix];
}

bool holder_relevant(const Survey *survey, int frame, int group_ix) {
  const Frame *f = &survey->frames[frame];
  if (group_ix != f->repeat_ix) return holder_state(survey, frame, group_ix)->relevant;
  return f->parent < 0 || holder_state(survey, f->parent, group_ix)->relevant;
}

Instances *frame_instances(const Survey *survey, int frame, int repeat_ix) {
  return &holder_state(survey, frame, repeat_ix)->instances;
}

static FrameBody *take_body(Survey *survey, int repeat_ix, Level level) {
  FrameBody *body = repeat_ix < 0 ? NULL : survey->pool[repeat_ix];
  if (body) {
    survey->pool[repeat_ix] = body->next;
    return body;
  }
  body = ARENA_NEW(survey->session, FrameBody);
  body->cells = ARENA_ARRAY(survey->session, CellState, (size_t)level.question_count);
  body->holders = ARENA_ARRAY(survey->session, HolderState, (size_t)level.group_count + 1);
  return body;
}

static int add_frame(Survey *survey, int parent, int repeat_ix, int instance) {
  Level level = level_of(survey, repeat_ix);
  size_t count = (size_t)survey->frame_count, capacity = (size_t)survey->frame_capacity;
  survey->frames = room_for(survey->session, survey->frames, count, count + 1, sizeof(Frame), &capacity);
  survey->frame_capacity = (int)capacity;
  survey->frames[count] = (Frame){.repeat_ix = repeat_ix,
                                  .parent = parent,
                                  .instance = instance,
                                  .first_cell = survey->cell_count,
                                  .first_holder = survey->holder_count,
                                  .body = take_body(survey, repeat_ix, level)};
  survey->cell_count += level.question_count;
  survey->holder_count += level.group_count + 1;
  survey->live_state_count += state_count(level);
  return survey->frame_count++;
}

static void add_instance(Survey *survey, int frame, int repeat_ix) {
  int instance = frame_instances(survey, frame, repeat_ix)->count;
  int added = add_frame(survey, frame, repeat_ix, instance);
  Instances *instances = frame_instances(survey, frame, repeat_ix);
  size_t used = (size_t)instance, capacity = (size_t)instances->capacity, same = capacity;
  instances->frames = room_for(survey->session, instances->frames, used, used + 1, sizeof(int), &capacity);
  instances->nodes = room_for(survey->session, instances->nodes, used, used + 1, sizeof(ExprNode), &same);
  instances->capacity = (int)capacity;
  instances->frames[instance] = added;
  instances->nodes[instance] = node_of_holder(survey->frames[added].first_holder);
  instances->count++;
}

/* All states directly in a frame, and the first instance of each repeat that does not count itself. */
static void begin_frame(Survey *survey, int frame) {
  const Form *form = survey->setup.form;
  int repeat_ix = survey->frames[frame].repeat_ix;
  Level level = level_of(survey, repeat_ix);
  for (int i = level.first_group_ix; i < level.first_group_ix + level.group_count; i++) {
    const Group *group = &form->groups[i];
    if (group->repeat_ix != repeat_ix) continue;
    recompute_later(survey, frame, (int)form->question_count + i, DUE_ALL);
    if (group->repeats && (!group->repeat_count || survey->setup.show_all) && frames_have_room(survey, frame, i))
      add_instance(survey, frame, i);
  }
  for (int i = level.first_question_ix; i < level.first_question_ix + level.question_count; i++) {
    if (form->questions[i].repeat_ix != repeat_ix) continue;
    value_begin(survey, frame, i);
    recompute_later(survey, frame, i, DUE_ALL);
  }
}

static void begin_frames(Survey *survey, int first) {
  for (int frame = first; frame < survey->frame_count; frame++)
    begin_frame(survey, frame);
}

static void wipe_cell(Survey *survey, CellState *cell) {
  StoredAnswer answer = cell->answer;
  answer_wipe(&answer);
  survey->answered_count -= cell->answered;
  *cell = (CellState){.answer = answer};
}

/* Depth first, as deep as repeats stand in each other. */
static void remove_frame(Survey *survey, int frame) {
  Frame *f = &survey->frames[frame];
  Level level = level_of(survey, f->repeat_ix);
  for (int i = 0; i < level.question_count; i++)
    wipe_cell(survey, &f->body->cells[i]);
  for (int i = 0; i <= level.group_count; i++) {
    HolderState *holder = &f->body->holders[i];
    for (int j = 0; j < holder->instances.count; j++)
      remove_frame(survey, holder->instances.frames[j]);
    holder->instances.count = 0;
    holder->relevant = holder->passed = false;
    holder->due = 0;
  }
  survey->live_state_count -= state_count(level);
  f->body->next = survey->pool[f->repeat_ix];
  survey->pool[f->repeat_ix] = f->body;
  f->body = NULL;
}

/* What the visitor looks at is not taken away; it may go when the page is left. */
static bool holds_page(const Survey *survey, int frame) {
  for (int at = survey->page.first.frame; at > 0; at = survey->frames[at].parent) {
    if (at == frame) return true;
  }
  return false;
}

/* Who looks into a repeat from outside reads the repeat as well. What stands in it need not be told, unless it looks from one instance
 * into another. */
static void tell_readers(Survey *survey, int frame, int repeat_ix) {
  const Form *form = survey->setup.form;
  int reference_ix = (int)form->question_count + repeat_ix;
  const Dependents *readers = &form->dependents[reference_ix];
  for (size_t i = 0; i < readers->count; i++) {
    int reader_ix = readers->items[i];
    if (!repeat_holds(survey, repeat_ix, reader_ix) || survey->across.reaches[reader_ix].widest != NOT_ACROSS)
      recompute_reader(survey, frame, reader_ix);
  }
  recompute_rounds(survey, frame, reference_ix);
}

bool frames_have_room(const Survey *survey, int frame, int repeat_ix) {
  const Form *form = survey->setup.form;
  int more = state_count(level_of(survey, repeat_ix)), at_least = (int)(form->question_count + form->group_count);
  return frame_instances(survey, frame, repeat_ix)->count < SURVEY_INSTANCES_MAX &&
         survey->live_state_count + more <= STATES_MAX + at_least && survey->cell_count < NUMBERS_MAX &&
         survey->holder_count < NUMBERS_MAX;
}

static void settle_later(Survey *survey, int frame, int repeat_ix) {
  survey->surplus = room_for(survey->session, survey->surplus, survey->surplus_count, survey->surplus_count + 1, sizeof(Surplus),
                             &survey->surplus_capacity);
  survey->surplus[survey->surplus_count++] = (Surplus){frame, repeat_ix};
}

void frames_settle(Survey *survey) {
  survey->typing = false;
  for (size_t i = 0; i < survey->surplus_count; i++) {
    Surplus surplus = survey->surplus[i];
    int reference_ix = (int)survey->setup.form->question_count + surplus.repeat_ix;
    if (survey->frames[surplus.frame].body) recompute_later(survey, surplus.frame, reference_ix, DUE_ALL);
  }
  survey->surplus_count = 0;
}

void frames_set_count(Survey *survey, int frame, int repeat_ix, int count) {
  int before = frame_instances(survey, frame, repeat_ix)->count, first_added = survey->frame_count;
  while (frame_instances(survey, frame, repeat_ix)->count < count && frames_have_room(survey, frame, repeat_ix))
    add_instance(survey, frame, repeat_ix);
  begin_frames(survey, first_added);
  Instances *instances = frame_instances(survey, frame, repeat_ix);
  if (instances->count > count && survey->typing) settle_later(survey, frame, repeat_ix);
  while (instances->count > count && !survey->typing && !holds_page(survey, instances->frames[instances->count - 1]))
    remove_frame(survey, instances->frames[--instances->count]);
  if (instances->count > count && !survey->typing) survey->kept_instance = true;
  if (instances->count != before) tell_readers(survey, frame, repeat_ix);
}

void frames_begin(Survey *survey) {
  across_begin(survey);
  survey->pool = ARENA_ARRAY(survey->session, FrameBody *, survey->setup.form->group_count);
  add_frame(survey, -1, -1, 0);
  begin_frames(survey, 0);
}
