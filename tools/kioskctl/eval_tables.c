#include "eval_tables.h"

/* root, then the items, each followed by its cells. */
enum { NODE_DOCUMENT, NODE_ROOT, NODE_ITEMS };

typedef struct Spot { /* what a node is of its table */
  const ChoiceList *list;
  int stride, row, column; /* row -1: the document or its root; column -1: the item */
} Spot;

static Spot spot_of(const EvalTables *tables, ExprNode node) {
  const ChoiceList *list = &tables->lists[node.tree - 1];
  const int stride = 1 + (int)list->column_count;
  if (node.ix < NODE_ITEMS) return (Spot){list, stride, -1, -1};
  return (Spot){list, stride, (node.ix - NODE_ITEMS) / stride, (node.ix - NODE_ITEMS) % stride - 1};
}

static const ChoiceList *find(const EvalTables *tables, Str id) {
  for (size_t i = 0; i < tables->count; i++)
    if (str_equal(tables->lists[i].name, id)) return &tables->lists[i];
  return NULL;
}

bool tables_document(const EvalTables *tables, Str id, ExprNode *out) {
  const ChoiceList *list = find(tables, id);
  if (list) *out = (ExprNode){(int32_t)(list - tables->lists) + 1, NODE_DOCUMENT};
  return list != NULL;
}

static ExprNodes row_of_nodes(int32_t tree, int first, size_t count, int stride, Arena *arena) {
  ExprNode *items = ARENA_ARRAY(arena, ExprNode, count);
  for (size_t i = 0; i < count; i++)
    items[i] = (ExprNode){tree, first + (int)i * stride};
  return (ExprNodes){items, count};
}

ExprNodes tables_children(const EvalTables *tables, ExprNode node, Arena *arena) {
  const Spot spot = spot_of(tables, node);
  if (node.ix == NODE_DOCUMENT) return row_of_nodes(node.tree, NODE_ROOT, 1, 1, arena);
  if (node.ix == NODE_ROOT) return row_of_nodes(node.tree, NODE_ITEMS, spot.list->count, spot.stride, arena);
  if (spot.column >= 0) return (ExprNodes){NULL, 0};
  return row_of_nodes(node.tree, node.ix + 1, spot.list->column_count, 1, arena);
}

bool tables_parent(const EvalTables *tables, ExprNode node, ExprNode *out) {
  const Spot spot = spot_of(tables, node);
  *out = (ExprNode){node.tree, spot.column >= 0 ? node.ix - 1 - spot.column : spot.row >= 0 ? NODE_ROOT : NODE_DOCUMENT};
  return node.ix != NODE_DOCUMENT;
}

Str tables_name(const EvalTables *tables, ExprNode node) {
  const Spot spot = spot_of(tables, node);
  if (spot.row < 0) return node.ix == NODE_ROOT ? STR("root") : STR("");
  return spot.column < 0 ? STR("item") : spot.list->column_names[spot.column];
}

Value tables_value(const EvalTables *tables, ExprNode node) {
  const Spot spot = spot_of(tables, node);
  return spot.row >= 0 && spot.column >= 0 ? value_text(spot.list->choices[spot.row].columns[spot.column]) : VALUE_NONE;
}

int tables_position(const EvalTables *tables, ExprNode node) {
  const Spot spot = spot_of(tables, node);
  return spot.row >= 0 && spot.column < 0 ? spot.row + 1 : 1;
}

static int find_column(const ChoiceList *list, Str name) {
  for (size_t i = 0; i < list->column_count; i++)
    if (str_equal(list->column_names[i], name)) return (int)i;
  return -1;
}

ExprColumn tables_column(const EvalTables *tables, Str id, Str column) {
  const ChoiceList *list = find(tables, id);
  if (!list) return EXPR_TABLE_MISSING;
  return find_column(list, column) >= 0 ? EXPR_COLUMN_THERE : EXPR_COLUMN_MISSING;
}

Str tables_look_up(const EvalTables *tables, Str id, Str column, Str key_column, Str key) {
  const Form form = {.lists = tables->lists, .list_count = tables->count};
  return form_look_up(&form, id, column, key_column, key);
}

Str tables_itext(const EvalTables *tables, Str id) {
  size_t dash = id.len;
  int64_t row;
  while (dash > 0 && id.ptr[dash - 1] != '-')
    dash--;
  const ChoiceList *list = dash > 0 ? find(tables, (Str){id.ptr, dash - 1}) : NULL;
  if (!list || !str_to_int64((Str){id.ptr + dash, id.len - dash}, &row)) return STR("");
  const int label = find_column(list, STR("label"));
  return label >= 0 && row >= 0 && (uint64_t)row < list->count ? list->choices[row].columns[label] : STR("");
}
