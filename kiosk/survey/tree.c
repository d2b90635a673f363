/* The answers as the document that paths walk through: <data>, groups, an element for each instance of a repeat, and questions.
 * A node is a cell (even numbers), a holder (odd ones), or the document. What is not relevant is not there. */
#include "survey_state.h"

enum { TREE_ANSWERS = 0, NODE_DOCUMENT = -1, ROOT_HOLDER = 0 };

typedef struct Spot { /* what a node of the answers is */
  int frame;
  int question_ix; /* or -1: a holder */
  int group_ix;    /* of a holder; the frame's own repeat (-1: the form): the frame itself */
} Spot;

ExprNode node_of_cell(int cell) {
  return (ExprNode){TREE_ANSWERS, 2 * cell};
}

ExprNode node_of_holder(int holder) {
  return (ExprNode){TREE_ANSWERS, 2 * holder + 1};
}

int node_cell(ExprNode node) {
  return node.ix / 2;
}

static Spot spot_of(const Survey *survey, ExprNode node) {
  int number = node.ix / 2;
  if (node.ix % 2 == 0) {
    int frame = frame_of_cell(survey, number);
    return (Spot){frame, question_of_cell(survey, frame, number), -1};
  }
  int frame = frame_of_holder(survey, number);
  return (Spot){frame, -1, group_of_holder(survey, frame, number)};
}

static bool is_document(ExprNode node) {
  return node.ix == NODE_DOCUMENT;
}

typedef struct Gathering {      /* nodes that are found one by one */
  const Standpoint *standpoint; /* of the expression that is handed them, or NULL */
  Arena *arena;
  ExprNode *items;
  size_t count, capacity;
} Gathering;

static void gather(Gathering *g, ExprNode node) {
  g->items = room_for(g->arena, g->items, g->count, g->count + 1, sizeof(ExprNode), &g->capacity);
  g->items[g->count++] = node;
}

static void gather_instances(const Survey *survey, Gathering *g, int frame, int repeat_ix) {
  const Instances *instances = frame_instances(survey, frame, repeat_ix);
  if (g->standpoint) across_look(survey, g->standpoint->frame, frame);
  if (g->standpoint) across_note(survey, g->standpoint->frame, repeat_ix);
  for (int i = 0; i < instances->count && holder_relevant(survey, frame, repeat_ix); i++)
    gather(g, instances->nodes[i]);
}

/* The group directly in group_ix that a question stands in, further down. */
static int group_towards(const Survey *survey, int group_ix, int question_ix) {
  int at = question_at(survey, question_ix)->group_ix;
  while (group_at(survey, at)->parent_ix != group_ix)
    at = group_at(survey, at)->parent_ix;
  return at;
}

static ExprNodes holder_children(const Standpoint *standpoint, Spot spot, Arena *arena) {
  const Survey *survey = standpoint->survey;
  Gathering g = {standpoint, arena, NULL, 0, 0};
  across_look(survey, standpoint->frame, spot.frame);
  const Group *group = spot.group_ix < 0 ? NULL : group_at(survey, spot.group_ix);
  int end_ix = group ? group->end_question_ix : (int)survey->setup.form->question_count;
  for (int i = group ? group->first_question_ix : 0; i < end_ix;) {
    if (question_at(survey, i)->group_ix == spot.group_ix) {
      if (cell_state(survey, spot.frame, i)->relevant) gather(&g, node_of_cell(cell_number(survey, spot.frame, i)));
      i++;
      continue;
    }
    int inner_ix = group_towards(survey, spot.group_ix, i);
    if (group_at(survey, inner_ix)->repeats)
      gather_instances(survey, &g, spot.frame, inner_ix);
    else if (holder_relevant(survey, spot.frame, inner_ix))
      gather(&g, node_of_holder(holder_number(survey, spot.frame, inner_ix)));
    i = group_at(survey, inner_ix)->end_question_ix;
  }
  return (ExprNodes){g.items, g.count};
}

static ExprNodes tree_children(void *context, ExprNode node, Arena *arena) {
  const Survey *survey = ((const Standpoint *)context)->survey;
  if (node_is_list(node)) return list_children(survey, node, arena);
  if (is_document(node)) {
    Gathering g = {.arena = arena};
    gather(&g, node_of_holder(ROOT_HOLDER));
    return (ExprNodes){g.items, g.count};
  }
  Spot spot = spot_of(survey, node);
  if (spot.question_ix >= 0) return (ExprNodes){0};
  /* A repeat's own holder, from which its conditions look out, holds nothing: its instances do. */
  bool is_frame = spot.group_ix == survey->frames[spot.frame].repeat_ix;
  if (!is_frame && group_at(survey, spot.group_ix)->repeats) return (ExprNodes){0};
  return holder_children(context, spot, arena);
}

static bool tree_parent(void *context, ExprNode node, ExprNode *out) {
  const Survey *survey = ((const Standpoint *)context)->survey;
  if (node_is_list(node)) return list_parent(survey, node, out);
  if (is_document(node)) return false;
  Spot spot = spot_of(survey, node);
  const Frame *frame = &survey->frames[spot.frame];
  if (spot.question_ix >= 0) {
    *out = node_of_holder(holder_number(survey, spot.frame, question_at(survey, spot.question_ix)->group_ix));
  } else if (spot.group_ix < 0) {
    *out = (ExprNode){TREE_ANSWERS, NODE_DOCUMENT};
  } else {
    int around = spot.group_ix == frame->repeat_ix ? frame->parent : spot.frame;
    *out = node_of_holder(holder_number(survey, around, group_at(survey, spot.group_ix)->parent_ix));
  }
  return true;
}

static Str tree_name(void *context, ExprNode node) {
  const Survey *survey = ((const Standpoint *)context)->survey;
  if (node_is_list(node)) return list_name(survey, node);
  if (is_document(node)) return (Str){0};
  Spot spot = spot_of(survey, node);
  if (spot.question_ix >= 0) return question_at(survey, spot.question_ix)->name;
  return spot.group_ix < 0 ? STR("data") : group_at(survey, spot.group_ix)->name;
}

static Value tree_value(void *context, ExprNode node) {
  const Standpoint *standpoint = context;
  if (node_is_list(node)) return list_value(standpoint->survey, node, standpoint->arena);
  if (is_document(node) || node.ix % 2 != 0) return VALUE_NONE;
  const Survey *survey = standpoint->survey;
  int cell = node.ix / 2, frame = frame_of_cell(survey, cell);
  if (!survey->frames[frame].body) return VALUE_NONE;
  across_look(survey, standpoint->frame, frame);
  int question_ix = question_of_cell(survey, frame, cell);
  return cell_state(survey, frame, question_ix)->relevant ? value_read(survey, frame, question_ix, standpoint->arena) : VALUE_NONE;
}

static int tree_position(void *context, ExprNode node) {
  const Survey *survey = ((const Standpoint *)context)->survey;
  if (node_is_list(node)) return list_position(survey, node);
  if (is_document(node) || node.ix % 2 == 0) return 1;
  Spot spot = spot_of(survey, node);
  const Frame *frame = &survey->frames[spot.frame];
  return spot.group_ix == frame->repeat_ix ? frame->instance + 1 : 1;
}

/* All that a question or group can mean at or beneath a frame. */
static ExprNodes all_nodes(const Survey *survey, int ancestor, int reference_ix, const Standpoint *standpoint, Arena *arena) {
  const Form *form = survey->setup.form;
  Gathering g = {standpoint, arena, NULL, 0, 0};
  int question_ix = form_question_of(form, reference_ix), group_ix = form_group_of(form, reference_ix);
  int level = reference_level(survey, reference_ix);
  for (int at = frame_next(survey, ancestor, level, -1); at >= 0; at = frame_next(survey, ancestor, level, at)) {
    if (standpoint) across_look(survey, standpoint->frame, at);
    if (question_ix >= 0) {
      if (cell_state(survey, at, question_ix)->relevant) gather(&g, node_of_cell(cell_number(survey, at, question_ix)));
    } else if (group_at(survey, group_ix)->repeats) {
      gather_instances(survey, &g, at, group_ix);
    } else if (holder_relevant(survey, at, group_ix)) {
      gather(&g, node_of_holder(holder_number(survey, at, group_ix)));
    }
  }
  return (ExprNodes){g.items, g.count};
}

ExprNodes reference_nodes(const Survey *survey, int frame, int reference_ix, const Standpoint *standpoint, Arena *arena) {
  int group_ix = form_group_of(survey->setup.form, reference_ix);
  if (group_ix < 0 && form_question_of(survey->setup.form, reference_ix) < 0) { /* the form itself */
    Gathering g = {.arena = arena};
    gather(&g, node_of_holder(ROOT_HOLDER));
    return (ExprNodes){g.items, g.count};
  }
  int around = frame_around(survey, frame, reference_ix);
  bool is_here = survey->frames[around].repeat_ix == reference_level(survey, reference_ix);
  if (is_here && group_ix >= 0 && group_at(survey, group_ix)->repeats && holder_relevant(survey, around, group_ix)) {
    /* Handed out as they are: where there are a thousand of them they are looked at often. */
    const Instances *instances = frame_instances(survey, around, group_ix);
    if (standpoint) across_look(survey, standpoint->frame, around);
    if (standpoint) across_note(survey, standpoint->frame, group_ix);
    return (ExprNodes){instances->nodes, (size_t)instances->count};
  }
  return all_nodes(survey, around, reference_ix, standpoint, arena);
}

static int frame_of_node(const Standpoint *standpoint, ExprNode node) {
  if (node_is_list(node)) return standpoint->frame;
  return is_document(node) ? 0 : spot_of(standpoint->survey, node).frame;
}

static ExprNodes tree_reference(void *context, int reference_ix, ExprNode from, Arena *arena) {
  const Standpoint *standpoint = context;
  return reference_nodes(standpoint->survey, frame_of_node(standpoint, from), reference_ix, standpoint, arena);
}

static ExprNodes tree_beneath(void *context, int reference_ix, ExprNode ancestor, Arena *arena) {
  const Standpoint *standpoint = context;
  const Survey *survey = standpoint->survey;
  if (node_is_list(ancestor)) return (ExprNodes){0};
  int frame = frame_of_node(standpoint, ancestor);
  if (!survey->frames[frame].body || !repeat_holds(survey, survey->frames[frame].repeat_ix, reference_ix)) return (ExprNodes){0};
  return all_nodes(survey, frame, reference_ix, standpoint, arena);
}

static bool tree_root(void *context, ExprNode *out) {
  (void)context;
  *out = (ExprNode){TREE_ANSWERS, NODE_DOCUMENT};
  return true;
}

static bool tree_instance(void *context, Str id, ExprNode *out) {
  return list_document(((const Standpoint *)context)->survey, id, out);
}

const ExprTree survey_tree = {
    .children = tree_children,
    .parent = tree_parent,
    .name = tree_name,
    .value = tree_value,
    .position = tree_position,
    .reference = tree_reference,
    .beneath = tree_beneath,
    .root = tree_root,
    .instance = tree_instance,
};
