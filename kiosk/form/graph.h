/* Who needs whom, by reference index: an edge for each pair. */
#ifndef FORM_GRAPH_H
#define FORM_GRAPH_H

#include "draft.h"

typedef struct Edge {
  int needs, needed;    /* reference indices: needs depends on needed */
  const YamlNode *node; /* of the expression that says so; NULL: it stands in that group */
  bool offers;          /* decides only which choices are offered, which can wait until they are looked at */
  bool elsewhere;       /* reads another instance of a repeat that both stand in, or may */
  bool left_out;        /* closes a circle that does no harm, being one of these: no dependency of the question as such */
} Edge;

typedef struct Graph {
  Draft *draft;
  size_t node_count;
  Edge *edges; /* sorted by needs, then by needed */
  size_t edge_count;
  size_t *first; /* of each node's edges; the next node's are its end */
} Graph;

/* Gives every node its rank, leaves out edges that go round through other instances (a warning) and reports those that go round
 * otherwise (an error). */
void graph_order(Graph *graph, int *rank);

#endif
