/* Ranks, and circles. Nothing here is deeper than the form is long: forms of 50,000 questions that each need the one before are read
 * without a stack of that depth. */
#include "graph.h"

enum { UNSEEN = -1, STEPS_SHOWN = 12 };

/* Tarjan's strongly connected components: circle[v] is the same for nodes that go round to each other. */
typedef struct Components {
  const Graph *graph;
  int *circle, *index, *low;
  size_t *next_edge; /* of each node on the way: the edge to be followed next */
  int *stack, *way;
  int *order; /* every node behind what it needs */
  size_t order_length;
  size_t stack_length, way_length;
  int indices, circles;
} Components;

static void enter(Components *c, int node) {
  c->index[node] = c->low[node] = c->indices++;
  c->next_edge[node] = c->graph->first[node];
  c->stack[c->stack_length++] = node;
  c->way[c->way_length++] = node;
}

static void leave(Components *c, int node) {
  c->way_length--;
  if (c->way_length > 0) {
    int before = c->way[c->way_length - 1];
    if (c->low[node] < c->low[before]) c->low[before] = c->low[node];
  }
  if (c->low[node] != c->index[node]) return;
  int member;
  do {
    member = c->stack[--c->stack_length];
    c->circle[member] = c->circles;
    c->order[c->order_length++] = member;
  } while (member != node);
  c->circles++;
}

static void find_from(Components *c, int start) {
  enter(c, start);
  while (c->way_length > 0) {
    int node = c->way[c->way_length - 1];
    if (c->next_edge[node] == c->graph->first[node + 1]) {
      leave(c, node);
      continue;
    }
    const Edge *edge = &c->graph->edges[c->next_edge[node]++];
    if (edge->left_out) continue;
    if (c->index[edge->needed] == UNSEEN)
      enter(c, edge->needed);
    else if (c->circle[edge->needed] == UNSEEN && c->index[edge->needed] < c->low[node])
      c->low[node] = c->index[edge->needed];
  }
}

static Components find_circles(const Graph *graph) {
  Arena *arena = graph->draft->arena;
  size_t count = graph->node_count;
  Components c = {.graph = graph,
                  .circle = ARENA_ARRAY(arena, int, count),
                  .index = ARENA_ARRAY(arena, int, count),
                  .low = ARENA_ARRAY(arena, int, count),
                  .next_edge = ARENA_ARRAY(arena, size_t, count),
                  .stack = ARENA_ARRAY(arena, int, count),
                  .way = ARENA_ARRAY(arena, int, count),
                  .order = ARENA_ARRAY(arena, int, count)};
  for (size_t i = 0; i < count; i++)
    c.circle[i] = c.index[i] = UNSEEN;
  for (size_t i = 0; i < count; i++)
    if (c.index[i] == UNSEEN) find_from(&c, (int)i);
  return c;
}

static Str name_of(const Draft *draft, int reference_ix) {
  return reference_ix == draft_form_ref(draft) ? STR("the form") : draft->names[reference_ix];
}

/* A running total reads the round before, and a ranking's second question leaves out what the first chose and the other way round.
 * The question as such does not wait for itself then. */
static bool leave_out(Graph *graph, const int *circle) {
  Draft *draft = graph->draft;
  bool any = false;
  for (size_t i = 0; i < graph->edge_count; i++) {
    Edge *edge = &graph->edges[i];
    if ((!edge->elsewhere && !edge->offers) || circle[edge->needs] != circle[edge->needed]) continue;
    any = edge->left_out = true;
    if (edge->offers) continue;
    draft_report(draft, MISTAKE_CYCLE_IN_REPEAT, edge->node,
                 SAY(draft, STR_FMT " reads " STR_FMT " of another round of the repeat, which may need this one's in turn",
                     STR_ARG(name_of(draft, edge->needs)), STR_ARG(name_of(draft, edge->needed))),
                 STR("see to it that it looks at earlier rounds only"));
  }
  return any;
}

static const Edge *edge_within(const Graph *graph, const int *circle, int node) {
  for (size_t i = graph->first[node]; i < graph->first[node + 1]; i++)
    if (!graph->edges[i].left_out && circle[graph->edges[i].needed] == circle[node]) return &graph->edges[i];
  return NULL;
}

static const YamlNode *node_of(const Draft *draft, const Edge *edge) {
  return edge->node ? edge->node : draft_node_of(draft, edge->needs);
}

/* From the first step on until it comes round: way holds the edges. */
static void report_circle(Draft *draft, const Edge *const *way, size_t count) {
  Buffer buffer = buffer_new(draft->diags->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++) {
    if (i == STEPS_SHOWN) {
      sink_printf(&sink, "%zu more → ", count - i);
      break;
    }
    sink_str(&sink, name_of(draft, way[i]->needs));
    Str where = draft_say_place(draft, node_of(draft, way[i])->place);
    if (i) sink_printf(&sink, " (" STR_FMT ")", STR_ARG(where));
    sink_z(&sink, " → ");
  }
  sink_str(&sink, name_of(draft, way[0]->needs));
  Str round = buffer_view(&buffer);
  draft_report(draft, MISTAKE_CYCLE, node_of(draft, way[0]),
               count == 1
                   ? SAY(draft, STR_FMT " needs its own answer: " STR_FMT, STR_ARG(name_of(draft, way[0]->needs)), STR_ARG(round))
                   : SAY(draft, "these need each other, and none can be the first: " STR_FMT, STR_ARG(round)),
               count == 1 ? STR("refer to another question, or write a constraint, where . is the answer")
                          : STR("let one of them do without the next"));
}

/* Each node of a circle has an edge that stays in it; following these ends in a round. */
static void follow_circle(const Graph *graph, const int *circle, int start, bool *seen, const Edge **way) {
  size_t count = 0, first = 0;
  int node = start;
  for (const Edge *edge; !seen[node] && (edge = edge_within(graph, circle, node)); node = edge->needed) {
    seen[node] = true;
    way[count++] = edge;
  }
  while (first < count && way[first]->needs != node)
    first++;
  if (first < count) report_circle(graph->draft, way + first, count - first);
}

static void report_circles(const Graph *graph, const Components *c) {
  Arena *arena = graph->draft->arena;
  bool *reported = ARENA_ARRAY(arena, bool, (size_t)c->circles);
  bool *seen = ARENA_ARRAY(arena, bool, graph->node_count);
  const Edge **way = ARENA_ARRAY(arena, const Edge *, graph->node_count);
  for (size_t i = 0; i < graph->node_count; i++) {
    int circle = c->circle[i];
    if (reported[circle] || !edge_within(graph, c->circle, (int)i)) continue;
    reported[circle] = true;
    follow_circle(graph, c->circle, (int)i, seen, way);
  }
}

void graph_order(Graph *graph, int *rank) {
  Components c = find_circles(graph);
  if (leave_out(graph, c.circle)) c = find_circles(graph);
  report_circles(graph, &c);
  for (size_t i = 0; i < c.order_length; i++) {
    int node = c.order[i];
    for (size_t j = graph->first[node]; j < graph->first[node + 1]; j++) {
      const Edge *edge = &graph->edges[j];
      if (!edge->left_out && rank[edge->needed] >= rank[node]) rank[node] = rank[edge->needed] + 1;
    }
  }
}
