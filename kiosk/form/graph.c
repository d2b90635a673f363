/* What depends on what: whose relevant, calculation, choice_filter or repeat_count reads whose answer. */
#include <string.h>

#include "graph.h"

typedef struct Collecting { /* the edges of one expression */
  Graph *graph;
  size_t *capacity;
  int needs;
  const YamlNode *node;
  bool offers;    /* a choice_filter */
  bool elsewhere; /* does it pick instances by their number, or by what they hold? */
} Collecting;

static void add_edge(const Collecting *c, int needed, bool elsewhere) {
  Graph *graph = c->graph;
  if (graph->edge_count == *c->capacity) {
    *c->capacity = *c->capacity ? *c->capacity * 2 : 256;
    Edge *grown = ARENA_ARRAY(graph->draft->arena, Edge, *c->capacity);
    if (graph->edge_count) memcpy(grown, graph->edges, graph->edge_count * sizeof(*grown));
    graph->edges = grown;
  }
  graph->edges[graph->edge_count++] =
      (Edge){.needs = c->needs, .needed = needed, .node = c->node, .offers = c->offers, .elsewhere = elsewhere};
}

static int repeat_of(const Draft *draft, int reference_ix) {
  int question_ix = form_question_of(&draft->form, reference_ix), group_ix = form_group_of(&draft->form, reference_ix);
  if (question_ix >= 0) return draft->questions[question_ix].repeat_ix;
  return group_ix >= 0 ? draft->groups[group_ix].repeat_ix : -1;
}

static bool stands_in(const Draft *draft, int reference_ix, int group_ix) {
  const Group *group = &draft->groups[group_ix];
  int question_ix = form_question_of(&draft->form, reference_ix), inner_ix = form_group_of(&draft->form, reference_ix);
  if (question_ix >= 0) return question_ix >= group->first_question_ix && question_ix < group->end_question_ix;
  return inner_ix > group_ix && inner_ix < group->end_group_ix;
}

/* Who looks into a repeat from outside changes with the number of its instances. */
static void add_reference(void *context, int reference_ix) {
  const Collecting *c = context;
  const Draft *draft = c->graph->draft;
  int repeat_ix = repeat_of(draft, reference_ix);
  for (; repeat_ix >= 0 && !stands_in(draft, c->needs, repeat_ix); repeat_ix = draft->groups[repeat_ix].repeat_ix)
    add_edge(c, draft_group_ref(draft, repeat_ix), false);
  add_edge(c, reference_ix, c->elsewhere && repeat_ix >= 0);
}

static void add_expression(Collecting *c, const Expr *expr, const YamlNode *node) {
  if (!expr || !node || node->kind != YAML_SCALAR) return;
  c->node = node;
  c->elsewhere = strchr(node->text.ptr, '[') || strstr(node->text.ptr, "indexed-repeat") || strstr(node->text.ptr, "-if(");
  expr_each_reference(expr, add_reference, c);
  int repeat_ix = repeat_of(c->graph->draft, c->needs);
  if (expr_uses_position(expr) && repeat_ix >= 0) add_edge(c, draft_group_ref(c->graph->draft, repeat_ix), false);
}

/* What was answered elsewhere is what is offered here. */
static void add_answers(Collecting *c, const Question *question, const YamlNode *type) {
  const Draft *draft = c->graph->draft;
  c->node = type;
  c->elsewhere = true;
  if (question->list_ix >= 0 && draft->lists[question->list_ix].answers_ix >= 0)
    add_reference(c, draft->lists[question->list_ix].answers_ix);
}

static void add_around(Collecting *c, int group_ix) {
  c->node = NULL;
  if (group_ix >= 0) add_edge(c, draft_group_ref(c->graph->draft, group_ix), false);
}

static void collect_edges(Graph *graph) {
  Draft *draft = graph->draft;
  size_t capacity = 0;
  Collecting c = {.graph = graph, .capacity = &capacity};
  for (size_t i = 0; i < draft->form.question_count; i++) {
    const Question *question = &draft->questions[i];
    const YamlNode *row = draft->rows[i].node;
    c.needs = (int)i;
    add_around(&c, question->group_ix);
    add_expression(&c, question->relevant, yaml_get(row, "relevant"));
    c.offers = true;
    add_expression(&c, question->choice_filter, yaml_get(row, "choice_filter"));
    add_answers(&c, question, yaml_get(row, "type"));
    c.offers = false;
    c.node = yaml_get(row, "trigger");
    if (question->trigger_ix >= 0)
      add_edge(&c, question->trigger_ix, false);
    else
      add_expression(&c, question->calculation, yaml_get(row, "calculation"));
  }
  for (size_t i = 0; i < draft->form.group_count; i++) {
    const Group *group = &draft->groups[i];
    c.needs = draft_group_ref(draft, (int)i);
    add_around(&c, group->parent_ix);
    add_expression(&c, group->relevant, yaml_get(draft->group_nodes[i], "relevant"));
    add_expression(&c, group->repeat_count, yaml_get(draft->group_nodes[i], "repeat_count"));
  }
}

static int key_of(const Edge *edge, bool by_needs) {
  return by_needs ? edge->needs : edge->needed;
}

/* Where the edges of each node begin when they are sorted by one of their ends. */
static size_t *count_firsts(const Graph *graph, bool by_needs) {
  size_t *first = ARENA_ARRAY(graph->draft->arena, size_t, graph->node_count + 1);
  for (size_t i = 0; i < graph->edge_count; i++)
    first[key_of(&graph->edges[i], by_needs) + 1]++;
  for (size_t i = 0; i < graph->node_count; i++)
    first[i + 1] += first[i];
  return first;
}

/* Keeps the order of those that are equal, so that sorting by one end and then by the other sorts by both. */
static Edge *sort_edges(const Graph *graph, bool by_needs) {
  size_t *next = count_firsts(graph, by_needs);
  Edge *sorted = ARENA_ARRAY(graph->draft->arena, Edge, graph->edge_count);
  for (size_t i = 0; i < graph->edge_count; i++)
    sorted[next[key_of(&graph->edges[i], by_needs)]++] = graph->edges[i];
  return sorted;
}

/* An edge that is said twice counts as the stricter of the two. */
static void drop_repetitions(Graph *graph) {
  size_t kept = 0;
  for (size_t i = 0; i < graph->edge_count; i++) {
    Edge *last = kept ? &graph->edges[kept - 1] : NULL;
    const Edge *edge = &graph->edges[i];
    if (!last || last->needs != edge->needs || last->needed != edge->needed)
      graph->edges[kept++] = *edge;
    else if ((last->elsewhere || last->offers) && !edge->elsewhere && !edge->offers)
      *last = *edge;
  }
  graph->edge_count = kept;
}

static const Dependents *list_dependents(const Graph *graph) {
  Draft *draft = graph->draft;
  size_t *next = count_firsts(graph, false);
  Dependents *dependents = ARENA_ARRAY(draft->arena, Dependents, graph->node_count);
  int *items = ARENA_ARRAY(draft->arena, int, graph->edge_count);
  for (size_t i = 0; i < graph->node_count; i++)
    dependents[i].items = items + next[i];
  for (size_t i = 0; i < graph->edge_count; i++) {
    const Edge *edge = &graph->edges[i];
    if (edge->left_out) continue;
    items[next[edge->needed] + dependents[edge->needed].count++] = edge->needs;
  }
  return dependents;
}

void graph_form(Draft *draft) {
  Graph graph = {.draft = draft, .node_count = form_reference_count(&draft->form)};
  collect_edges(&graph);
  graph.edges = sort_edges(&graph, false);
  graph.edges = sort_edges(&graph, true);
  drop_repetitions(&graph);
  graph.first = count_firsts(&graph, true);
  int *rank = ARENA_ARRAY(draft->arena, int, graph.node_count);
  graph_order(&graph, rank);
  draft->form.rank = rank;
  draft->form.dependents = list_dependents(&graph);
}
