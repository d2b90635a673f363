#include "xml_tree.h"

#include <expat.h>
#include <string.h>

static int add(XmlTree *tree, XmlNode node) {
  if (tree->count == tree->capacity) {
    const size_t capacity = tree->capacity == 0 ? 64 : tree->capacity * 2;
    XmlNode *nodes = ARENA_ARRAY(tree->arena, XmlNode, capacity);
    for (size_t i = 0; i < tree->count; i++)
      nodes[i] = tree->nodes[i];
    tree->nodes = nodes;
    tree->capacity = capacity;
  }
  tree->nodes[tree->count] = node;
  return (int)tree->count++;
}

static int find_reference(const XmlTree *tree, int parent, Str name) {
  for (size_t i = 0; i < tree->reference_count; i++) {
    if (tree->references[i].parent == parent && str_equal(tree->references[i].name, name)) return (int)i;
  }
  return -1;
}

static int add_reference(XmlTree *tree, int parent, Str name) {
  if (tree->reference_count == tree->reference_capacity) {
    const size_t capacity = tree->reference_capacity == 0 ? 64 : tree->reference_capacity * 2;
    XmlReference *references = ARENA_ARRAY(tree->arena, XmlReference, capacity);
    for (size_t i = 0; i < tree->reference_count; i++)
      references[i] = tree->references[i];
    tree->references = references;
    tree->reference_capacity = capacity;
  }
  tree->references[tree->reference_count] = (XmlReference){.name = name, .parent = parent};
  return (int)tree->reference_count++;
}

static bool has_sibling(const XmlTree *tree, int parent, int reference_ix) {
  for (size_t i = 1; i < tree->count; i++) {
    if (tree->nodes[i].parent == parent && tree->nodes[i].reference_ix == reference_ix) return true;
  }
  return false;
}

static void on_start(void *context, const XML_Char *name, const XML_Char **attributes) {
  XmlTree *tree = context;
  const int parent_reference = tree->open > 0 ? tree->nodes[tree->open].reference_ix : -1;
  const Str copy = arena_str(tree->arena, str_from(name));
  int reference_ix = find_reference(tree, parent_reference, copy);
  if (reference_ix < 0) reference_ix = add_reference(tree, parent_reference, copy);
  if (has_sibling(tree, tree->open, reference_ix)) tree->references[reference_ix].repeats = true;
  tree->open = add(tree, (XmlNode){XML_ELEMENT, tree->open, copy, {NULL, 0}, reference_ix});
  for (size_t i = 0; attributes[i]; i += 2) {
    const Str attribute = arena_str(tree->arena, str_from(attributes[i])),
              text = arena_str(tree->arena, str_from(attributes[i + 1]));
    add(tree, (XmlNode){XML_ATTRIBUTE, tree->open, attribute, text, -1});
  }
}

static void on_end(void *context, const XML_Char *name) {
  (void)name;
  XmlTree *tree = context;
  tree->open = tree->nodes[tree->open].parent;
}

static void on_text(void *context, const XML_Char *text, int length) {
  XmlTree *tree = context;
  XmlNode *last = &tree->nodes[tree->count - 1];
  if (last->kind == XML_TEXT && last->parent == tree->open) {
    last->text = arena_printf(tree->arena, STR_FMT "%.*s", STR_ARG(last->text), length, text);
  } else {
    add(tree, (XmlNode){XML_TEXT, tree->open, {NULL, 0}, arena_str(tree->arena, (Str){text, (size_t)length}), -1});
  }
}

static void on_comment(void *context, const XML_Char *text) {
  XmlTree *tree = context;
  add(tree, (XmlNode){XML_COMMENT, tree->open, {NULL, 0}, arena_str(tree->arena, str_from(text)), -1});
}

static void on_instruction(void *context, const XML_Char *target, const XML_Char *text) {
  (void)target;
  XmlTree *tree = context;
  add(tree, (XmlNode){XML_INSTRUCTION, tree->open, {NULL, 0}, arena_str(tree->arena, str_from(text)), -1});
}

XmlTree *xml_tree_new(Arena *arena, Str xml) {
  XmlTree *tree = ARENA_NEW(arena, XmlTree);
  tree->arena = arena;
  add(tree, (XmlNode){XML_DOCUMENT, -1, {NULL, 0}, {NULL, 0}, -1});
  XML_Parser parser = XML_ParserCreate(NULL);
  if (!parser) return NULL;
  XML_SetUserData(parser, tree);
  XML_SetElementHandler(parser, on_start, on_end);
  XML_SetCharacterDataHandler(parser, on_text);
  XML_SetCommentHandler(parser, on_comment);
  XML_SetProcessingInstructionHandler(parser, on_instruction);
  const bool done = XML_Parse(parser, xml.ptr, (int)xml.len, XML_TRUE) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return done ? tree : NULL;
}

static ExprNode node_of(int ix) {
  return (ExprNode){0, ix};
}

static ExprNodes tree_children(void *context, ExprNode node, Arena *arena) {
  const XmlTree *tree = context;
  ExprNode *items = ARENA_ARRAY(arena, ExprNode, tree->count);
  size_t count = 0;
  for (int i = node.ix + 1; i < (int)tree->count; i++) {
    if (tree->nodes[i].parent == node.ix && tree->nodes[i].kind == XML_ELEMENT) items[count++] = node_of(i);
  }
  return (ExprNodes){items, count};
}

static bool tree_parent(void *context, ExprNode node, ExprNode *out) {
  const XmlTree *tree = context;
  *out = node_of(tree->nodes[node.ix].parent);
  return node.ix > 0;
}

static Str tree_name(void *context, ExprNode node) {
  return ((const XmlTree *)context)->nodes[node.ix].name;
}

static bool is_beneath(const XmlTree *tree, int ix, int ancestor) {
  while (ix > ancestor)
    ix = tree->nodes[ix].parent;
  return ix == ancestor;
}

/* All the text in an element, as XPath has it. */
static Value tree_value(void *context, ExprNode node) {
  const XmlTree *tree = context;
  const XmlNode *n = &tree->nodes[node.ix];
  if (n->kind > XML_ELEMENT) return value_text(n->text);
  Buffer buffer = buffer_new(tree->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (int i = node.ix + 1; i < (int)tree->count; i++) {
    if (tree->nodes[i].kind == XML_TEXT && is_beneath(tree, i, node.ix)) sink_str(&sink, tree->nodes[i].text);
  }
  return value_text(buffer_view(&buffer));
}

static int tree_position(void *context, ExprNode node) {
  const XmlTree *tree = context;
  const XmlNode *n = &tree->nodes[node.ix];
  int position = 1;
  for (int i = n->parent + 1; i < node.ix; i++) {
    const XmlNode *other = &tree->nodes[i];
    if (other->parent == n->parent && other->kind == n->kind && str_equal(other->name, n->name)) position++;
  }
  return position;
}

static ExprNodes tree_beneath(void *context, int reference_ix, ExprNode ancestor, Arena *arena) {
  const XmlTree *tree = context;
  ExprNode *items = ARENA_ARRAY(arena, ExprNode, tree->count);
  size_t count = 0;
  for (int i = ancestor.ix; i < (int)tree->count; i++) {
    if (tree->nodes[i].reference_ix == reference_ix && is_beneath(tree, i, ancestor.ix)) items[count++] = node_of(i);
  }
  return (ExprNodes){items, count};
}

/* The nearest is beneath the innermost repeat's instance that holds both. */
static ExprNodes tree_reference(void *context, int reference_ix, ExprNode from, Arena *arena) {
  const XmlTree *tree = context;
  for (int ix = from.ix; ix > 0; ix = tree->nodes[ix].parent) {
    int around = tree->references[reference_ix].parent;
    while (around >= 0 && around != tree->nodes[ix].reference_ix)
      around = tree->references[around].parent;
    if (around >= 0) return tree_beneath(context, reference_ix, node_of(ix), arena);
  }
  return tree_beneath(context, reference_ix, node_of(0), arena);
}

static bool tree_root(void *context, ExprNode *out) {
  (void)context;
  *out = node_of(0);
  return true;
}

/* <instance id="x">: its only child is the document's root. */
static bool tree_instance(void *context, Str id, ExprNode *out) {
  const XmlTree *tree = context;
  for (size_t i = 0; i < tree->count; i++) {
    const XmlNode *n = &tree->nodes[i];
    if (n->kind != XML_ATTRIBUTE || !str_is(n->name, "id") || !str_equal(n->text, id)) continue;
    *out = node_of(n->parent);
    return true;
  }
  return false;
}

const ExprTree xml_tree_walks = {tree_children,  tree_parent,  tree_name, tree_value,   tree_position,
                                 tree_reference, tree_beneath, tree_root, tree_instance};

static Str take_step(Str *rest) {
  const char *slash = memchr(rest->ptr, '/', rest->len);
  const Str step = {rest->ptr, slash ? (size_t)(slash - rest->ptr) : rest->len};
  const size_t beyond = slash ? step.len + 1 : step.len;
  *rest = (Str){rest->ptr + beyond, rest->len - beyond};
  return step;
}

typedef struct Wanted {
  XmlKind kind;
  Str name;
  int position;
} Wanted;

/* name[2], @name, text()[1] or node(type=8). */
static Wanted read_step(Str step) {
  Wanted wanted = {XML_ELEMENT, step, 1};
  const char *bracket = memchr(step.ptr, '[', step.len);
  if (bracket) {
    wanted.name.len = (size_t)(bracket - step.ptr);
    wanted.position = bracket[1] - '0'; /* none is higher in the cases */
  }
  if (str_starts_with(step, STR("@"))) wanted = (Wanted){XML_ATTRIBUTE, {step.ptr + 1, step.len - 1}, 1};
  if (str_starts_with(step, STR("text()"))) wanted = (Wanted){XML_TEXT, {NULL, 0}, 1};
  if (str_is(step, "node(type=8)")) wanted = (Wanted){XML_COMMENT, {NULL, 0}, 1};
  if (str_is(step, "node(type=7)")) wanted = (Wanted){XML_INSTRUCTION, {NULL, 0}, 1};
  return wanted;
}

static int child_of(const XmlTree *tree, int parent, Wanted wanted) {
  for (int i = 1; i < (int)tree->count; i++) {
    const XmlNode *n = &tree->nodes[i];
    if (n->parent != parent || n->kind != wanted.kind || !str_equal(n->name, wanted.name)) continue;
    if (--wanted.position == 0) return i;
  }
  BUG("a case's node is not there");
}

ExprNode xml_tree_find(const XmlTree *tree, Str path) {
  int ix = 0;
  if (str_starts_with(path, STR("/"))) path = (Str){path.ptr + 1, path.len - 1};
  while (path.len > 0)
    ix = child_of(tree, ix, read_step(take_step(&path)));
  return node_of(ix);
}

static Value host_reference(void *context, int reference_ix) {
  const XmlTree *tree = context;
  const ExprNodes nodes = tree_reference(context, reference_ix, tree->current, tree->arena);
  return nodes.count > 0 ? tree_value(context, nodes.items[0]) : VALUE_NONE;
}

static Value host_self(void *context) {
  return tree_value(context, ((const XmlTree *)context)->current);
}

static Str path_of(const XmlTree *tree, int reference_ix) {
  Str path = {NULL, 0};
  for (; reference_ix >= 0; reference_ix = tree->references[reference_ix].parent)
    path = arena_printf(tree->arena, "/" STR_FMT STR_FMT, STR_ARG(tree->references[reference_ix].name), STR_ARG(path));
  return path;
}

/* From a case's "choices of /data/x: a=Apple, b=Pear": the label of a name, for the question that is spoken of. */
static Str host_choice_label(void *context, int reference_ix, Str name) {
  const XmlTree *tree = context;
  const Str path = path_of(tree, reference_ix);
  const char *about = strstr(tree->labels.ptr, path.ptr);
  const char *colon = about ? strchr(about, ':') : NULL;
  if (!colon) return (Str){NULL, 0};
  for (const char *at = colon; at; at = strchr(at + 1, ',')) {
    const char *equals = strchr(at, '=');
    if (!equals || !str_equal((Str){at + 2, (size_t)(equals - at - 2)}, name)) continue;
    return (Str){equals + 1, strcspn(equals + 1, ",(")}; /* in parentheses: what a filter asks for */
  }
  return (Str){NULL, 0};
}

static Str host_itext(void *context, Str id) {
  (void)context;
  return str_is(id, "hilsen") ? STR("Hei!") : (Str){NULL, 0};
}

ExprHost xml_tree_host(XmlTree *tree, ExprNode node) {
  tree->current = node;
  return (ExprHost){.context = tree,
                    .reference = host_reference,
                    .self = host_self,
                    .tree = &xml_tree_walks,
                    .node = node,
                    .current = node,
                    .choice_label = host_choice_label,
                    .itext = host_itext};
}

/* The first element of that name, wherever it is. */
static int scope_find(void *context, Str name) {
  const XmlTree *tree = context;
  for (size_t i = 0; i < tree->reference_count; i++) {
    if (str_equal(tree->references[i].name, name)) return (int)i;
  }
  return -1;
}

static int scope_self(void *context) {
  const XmlTree *tree = context;
  return tree->nodes[tree->current.ix].reference_ix;
}

static int scope_root(void *context) {
  (void)context;
  return 0;
}

static int scope_parent(void *context, int reference_ix) {
  return ((const XmlTree *)context)->references[reference_ix].parent;
}

static int scope_child(void *context, int reference_ix, Str name) {
  return find_reference(context, reference_ix, name);
}

static bool scope_is_repeat(void *context, int reference_ix) {
  return ((const XmlTree *)context)->references[reference_ix].repeats;
}

static bool scope_has_instance(void *context, Str id) {
  ExprNode node;
  return tree_instance(context, id, &node);
}

ExprScope xml_tree_scope(XmlTree *tree) {
  return (ExprScope){.context = tree,
                     .find = scope_find,
                     .allow_self = true,
                     .self = scope_self,
                     .root = scope_root,
                     .parent = scope_parent,
                     .child = scope_child,
                     .is_repeat = scope_is_repeat,
                     .has_instance = scope_has_instance};
}
