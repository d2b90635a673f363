/* Any bytes: an expression that gives a value, or a message about a place within it. Read as a form's expression whose paths mean
 * something, as one that nobody knows the paths of, and as a workbook's choice_filter. */
#include "expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { A, REP, B, C, DATA, REFERENCE_COUNT };

static const struct {
  Str name;
  int parent;
} references[REFERENCE_COUNT] = {[A] = {STR_INIT("a"), DATA},
                                 [REP] = {STR_INIT("rep"), DATA},
                                 [B] = {STR_INIT("b"), REP},
                                 [C] = {STR_INIT("c"), REP},
                                 [DATA] = {STR_INIT("data"), -1}};

/* <data><a/><rep><b/><c/></rep><rep><b/><c/></rep></data> */
static const struct {
  int parent, reference_ix, position;
} nodes[] = {{-1, -1, 1}, {0, DATA, 1}, {1, A, 1}, {1, REP, 1}, {3, B, 1}, {3, C, 1}, {1, REP, 2}, {6, B, 1}, {6, C, 1}};

enum { NODE_DOCUMENT = 0, NODE_SELF = 4, NODE_COUNT = (int)COUNT_OF(nodes) };

static const Str names[] = {STR_INIT("a"), STR_INIT("rep"), STR_INIT("b"), STR_INIT("c")};
static const Str chosen[] = {STR_INIT("buss"), STR_INIT("tog")};

static int find_name(void *context, Str name) {
  (void)context;
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal(name, names[i])) return (int)i;
  return -1;
}

static int self_ix(void *context) {
  (void)context;
  return B;
}

static int root_ix(void *context) {
  (void)context;
  return DATA;
}

static int parent_ix(void *context, int reference_ix) {
  (void)context;
  BUG_UNLESS(reference_ix >= 0 && reference_ix < REFERENCE_COUNT);
  return references[reference_ix].parent;
}

static int child_ix(void *context, int reference_ix, Str name) {
  (void)context;
  BUG_UNLESS(reference_ix >= 0 && reference_ix < REFERENCE_COUNT);
  for (int i = 0; i < REFERENCE_COUNT; i++)
    if (references[i].parent == reference_ix && str_equal(references[i].name, name)) return i;
  return -1;
}

static bool is_repeat(void *context, int reference_ix) {
  (void)context;
  BUG_UNLESS(reference_ix >= 0 && reference_ix < REFERENCE_COUNT);
  return reference_ix == REP;
}

static bool has_instance(void *context, Str id) {
  (void)context;
  return str_is(id, "list");
}

static const Str *fields(void *context, Str id, size_t *count) {
  (void)context;
  *count = COUNT_OF(names);
  return id.len == 0 || has_instance(NULL, id) ? names : NULL;
}

static void check_node(ExprNode node) {
  BUG_UNLESS(node.tree == 0 && node.ix >= 0 && node.ix < NODE_COUNT);
}

static bool is_beneath(int ix, int ancestor) {
  while (ix > ancestor)
    ix = nodes[ix].parent;
  return ix == ancestor;
}

static ExprNodes node_children(void *context, ExprNode node, Arena *arena) {
  (void)context;
  check_node(node);
  ExprNode *items = ARENA_ARRAY(arena, ExprNode, NODE_COUNT);
  size_t count = 0;
  for (int i = 0; i < NODE_COUNT; i++)
    if (nodes[i].parent == node.ix) items[count++] = (ExprNode){0, i};
  return (ExprNodes){items, count};
}

static bool node_parent(void *context, ExprNode node, ExprNode *out) {
  (void)context;
  check_node(node);
  *out = (ExprNode){0, nodes[node.ix].parent};
  return node.ix != NODE_DOCUMENT;
}

static Str node_name(void *context, ExprNode node) {
  (void)context;
  check_node(node);
  return node.ix == NODE_DOCUMENT ? (Str){NULL, 0} : references[nodes[node.ix].reference_ix].name;
}

static Value value_of(void *context, int reference_ix) {
  (void)context;
  const Value values[REFERENCE_COUNT] = {
      [A] = value_list(chosen, COUNT_OF(chosen)), [B] = value_text(STR("blåbær 17")), [C] = {.kind = VALUE_DATE, .days = 20778}};
  BUG_UNLESS(reference_ix >= 0 && reference_ix < REFERENCE_COUNT);
  return values[reference_ix];
}

static Value node_value(void *context, ExprNode node) {
  check_node(node);
  return node.ix == NODE_DOCUMENT ? VALUE_NONE : value_of(context, nodes[node.ix].reference_ix);
}

static int node_position(void *context, ExprNode node) {
  (void)context;
  check_node(node);
  return nodes[node.ix].position;
}

static ExprNodes nodes_beneath(void *context, int reference_ix, ExprNode ancestor, Arena *arena) {
  (void)context;
  check_node(ancestor);
  BUG_UNLESS(reference_ix >= 0 && reference_ix < REFERENCE_COUNT);
  ExprNode *items = ARENA_ARRAY(arena, ExprNode, NODE_COUNT);
  size_t count = 0;
  for (int i = 0; i < NODE_COUNT; i++)
    if (nodes[i].reference_ix == reference_ix && is_beneath(i, ancestor.ix)) items[count++] = (ExprNode){0, i};
  return (ExprNodes){items, count};
}

static ExprNodes nodes_of(void *context, int reference_ix, ExprNode from, Arena *arena) {
  check_node(from);
  const bool is_here = from.ix >= 3 && (reference_ix == B || reference_ix == C);
  const int instance = from.ix >= 6 ? 6 : 3;
  return nodes_beneath(context, reference_ix, (ExprNode){0, is_here ? instance : NODE_DOCUMENT}, arena);
}

static bool document(void *context, ExprNode *out) {
  (void)context;
  *out = (ExprNode){0, NODE_DOCUMENT};
  return true;
}

static bool instance(void *context, Str id, ExprNode *out) {
  return document(context, out) && str_is(id, "list");
}

static const ExprTree tree = {.children = node_children,
                              .parent = node_parent,
                              .name = node_name,
                              .value = node_value,
                              .position = node_position,
                              .reference = nodes_of,
                              .beneath = nodes_beneath,
                              .root = document,
                              .instance = instance};

static Value self_value(void *context) {
  return value_of(context, B);
}

static Str choice_label(void *context, int reference_ix, Str name) {
  (void)context;
  BUG_UNLESS(reference_ix >= 0 && reference_ix < REFERENCE_COUNT);
  return name;
}

static Str itext(void *context, Str id) {
  (void)context;
  return id;
}

static void check_reference(void *context, int reference_ix) {
  (void)context;
  BUG_UNLESS(reference_ix >= 0 && reference_ix < REFERENCE_COUNT);
}

static Str look_up(void *context, Str table, Str column, Str key_column, Str key) {
  (void)context;
  (void)key_column;
  return str_is(table, "list") && str_is(column, "name") ? key : (Str){NULL, 0};
}

static ExprColumn column(void *context, Str table, Str name, bool is_key) {
  (void)context;
  (void)is_key;
  return !str_is(table, "list") ? EXPR_TABLE_MISSING : str_is(name, "name") ? EXPR_COLUMN_THERE : EXPR_COLUMN_MISSING;
}

static void check_meeting(void *context, const ExprMeeting *meeting) {
  const Str *text = context;
  BUG_UNLESS(meeting->reference_ix == EXPR_MEETING_SELF || (meeting->reference_ix >= 0 && meeting->reference_ix < REFERENCE_COUNT));
  BUG_UNLESS(meeting->at < text->len && meeting->literal.kind <= VALUE_NUMBER);
  BUG_UNLESS((meeting->kind == EXPR_MEETS_CHOICES) == (meeting->function != NULL));
}

static void evaluate(const Expr *expr, Arena *arena) {
  uint64_t seed = 1;
  const Random random = random_seeded(&seed);
  const ExprNode node = {0, NODE_SELF};
  const ExprHost host = {.reference = value_of,
                         .self = self_value,
                         .wall_ms = INT64_C(1795266300000),
                         .random = &random,
                         .tree = &tree,
                         .node = node,
                         .current = node,
                         .choice_label = choice_label,
                         .itext = itext,
                         .look_up = look_up};
  const Value value = expr_eval(expr, &host, arena);
  BUG_UNLESS(value.kind < VALUE_KIND_COUNT);
  BUG_UNLESS(value.kind != VALUE_TEXT || value.text.len > 0); /* no text is VALUE_EMPTY */
  value_to_str(arena, value);
  Value constant;
  if (expr_constant(expr, &constant)) BUG_UNLESS(value_equal(value, constant));
  expr_each_reference(expr, check_reference, NULL);
  const ExprNodes all = expr_eval_nodes(expr, &host, arena);
  for (size_t i = 0; i < all.count; i++)
    check_node(all.items[i]);
}

static void compile(Str text, const ExprScope *scope) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const ExprSource source = {
      .text = text, .place = {.file = "fuzz", .line = 1, .column = 1}, .columns_exact = true, .line_text = text};
  const Expr *expr = expr_compile(arena, &source, scope, &diags);
  BUG_UNLESS((expr == NULL) == (diags.error_count > 0));
  for (size_t i = 0; i < diags.count; i++) {
    const Diag *d = &diags.items[i];
    BUG_UNLESS(d->what.len > 0 && d->remedy.len > 0);
    BUG_UNLESS(d->place.column >= 1 && (size_t)d->place.column <= str_count_cp(text) + 1);
  }
  if (expr) {
    evaluate(expr, arena);
    expr_each_meeting(expr, check_meeting, &text);
    const ExprBounds bounds = expr_bounds(expr);
    BUG_UNLESS(bounds.least == bounds.least && bounds.most == bounds.most);
  }
  arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const Str text = {(const char *)data, size};
  const ExprScope walked = {.find = find_name, .names = names, .name_count = COUNT_OF(names), .allow_self = true};
  ExprScope of_form = walked;
  of_form.self = self_ix;
  of_form.root = root_ix;
  of_form.parent = parent_ix;
  of_form.child = child_ix;
  of_form.is_repeat = is_repeat;
  of_form.has_instance = has_instance;
  of_form.column = column;
  of_form.fields = fields;
  ExprScope of_choices = of_form;
  of_choices.in_choices = of_choices.lenient = true;
  compile(text, &of_form);
  compile(text, &walked);
  compile(text, &of_choices);
  return 0;
}
