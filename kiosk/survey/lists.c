/* The choice lists as documents, as XLSForm's instance('LIST') has them: root/item/{itextId, name, label and the list's own columns}; of a
 * list from a file nothing but the file's columns. A list's document is numbered 0, its root 1; then come the items, each followed by its
 * fields. */
#include "survey_state.h"

enum { FIELD_ITEXT, FIELD_NAME, FIELD_LABEL, FIELD_COLUMNS, NODE_DOCUMENT = 0, NODE_ROOT = 1, NODE_ITEMS = 2, FIRST_TREE = 1 };

typedef struct Part { /* what a node is of its list */
  const ChoiceList *list;
  int stride;  /* nodes from one item to the next */
  int item_ix; /* -1: the document or its root */
  int field;   /* -1: the item itself */
  int columns; /* the field at which the list's own columns begin */
} Part;

static const ChoiceList *list_of(const Survey *survey, ExprNode node) {
  return &survey->setup.form->lists[node.tree - FIRST_TREE];
}

static Part part_of(const Survey *survey, ExprNode node) {
  const ChoiceList *list = list_of(survey, node);
  int columns = list->from_file ? 0 : FIELD_COLUMNS, stride = 1 + columns + (int)list->column_count;
  if (node.ix < NODE_ITEMS) return (Part){list, stride, -1, -1, columns};
  return (Part){list, stride, (node.ix - NODE_ITEMS) / stride, (node.ix - NODE_ITEMS) % stride - 1, columns};
}

static ExprNodes row_of_nodes(int32_t tree, int first, int count, int stride, Arena *arena) {
  ExprNode *items = ARENA_ARRAY(arena, ExprNode, (size_t)count);
  for (int i = 0; i < count; i++)
    items[i] = (ExprNode){tree, first + i * stride};
  return (ExprNodes){items, (size_t)count};
}

bool node_is_list(ExprNode node) {
  return node.tree >= FIRST_TREE;
}

ExprNode node_of_choice(const Survey *survey, int list_ix, int choice_ix) {
  ExprNode document = {FIRST_TREE + list_ix, NODE_DOCUMENT};
  return (ExprNode){document.tree, NODE_ITEMS + choice_ix * part_of(survey, document).stride};
}

ExprNodes list_children(const Survey *survey, ExprNode node, Arena *arena) {
  Part part = part_of(survey, node);
  if (node.ix == NODE_DOCUMENT) return row_of_nodes(node.tree, NODE_ROOT, 1, 1, arena);
  if (node.ix == NODE_ROOT) return row_of_nodes(node.tree, NODE_ITEMS, (int)part.list->count, part.stride, arena);
  if (part.field >= 0) return (ExprNodes){0};
  return row_of_nodes(node.tree, node.ix + 1, part.stride - 1, 1, arena);
}

bool list_parent(const Survey *survey, ExprNode node, ExprNode *out) {
  if (node.ix == NODE_DOCUMENT) return false;
  Part part = part_of(survey, node);
  int ix = part.field >= 0 ? node.ix - 1 - part.field : part.item_ix >= 0 ? NODE_ROOT : NODE_DOCUMENT;
  *out = (ExprNode){node.tree, ix};
  return true;
}

Str list_name(const Survey *survey, ExprNode node) {
  static const Str fields[] = {STR_INIT("itextId"), STR_INIT("name"), STR_INIT("label")};
  Part part = part_of(survey, node);
  if (part.item_ix < 0) return node.ix == NODE_ROOT ? STR("root") : (Str){0};
  if (part.field < 0) return STR("item");
  return part.field < part.columns ? fields[part.field] : part.list->column_names[part.field - part.columns];
}

Value list_value(const Survey *survey, ExprNode node, Arena *arena) {
  Part part = part_of(survey, node);
  if (part.item_ix < 0 || part.field < 0) return VALUE_NONE;
  const Choice *choice = &part.list->choices[part.item_ix];
  if (part.field >= part.columns) return choice->columns ? value_text(choice->columns[part.field - part.columns]) : VALUE_NONE;
  if (part.field == FIELD_ITEXT) return value_text(arena_printf(arena, STR_FMT "-%d", STR_ARG(part.list->name), part.item_ix));
  if (part.field == FIELD_NAME) return value_text(choice->name);
  return value_text(text_in(survey->setup.form, choice->label, survey->language_ix));
}

int list_position(const Survey *survey, ExprNode node) {
  Part part = part_of(survey, node);
  return part.field < 0 && part.item_ix >= 0 ? part.item_ix + 1 : 1;
}

bool list_document(const Survey *survey, Str id, ExprNode *out) {
  const Form *form = survey->setup.form;
  for (size_t i = 0; i < form->list_count + form->table_count; i++) {
    if (!str_equal(form->lists[i].name, id)) continue;
    *out = (ExprNode){FIRST_TREE + (int)i, NODE_DOCUMENT};
    return true;
  }
  return false;
}

const Choice *list_choice_of_itext(const Survey *survey, Str id) {
  const Form *form = survey->setup.form;
  size_t dash = id.len;
  while (dash > 0 && id.ptr[dash - 1] != '-')
    dash--;
  int64_t choice_ix;
  if (dash == 0 || !str_to_int64((Str){id.ptr + dash, id.len - dash}, &choice_ix)) return NULL;
  for (size_t i = 0; i < form->list_count; i++) {
    if (!str_equal(form->lists[i].name, (Str){id.ptr, dash - 1})) continue;
    bool there = choice_ix >= 0 && (uint64_t)choice_ix < form->lists[i].count;
    return there ? &form->lists[i].choices[choice_ix] : NULL;
  }
  return NULL;
}

static void add_label(const Survey *survey, const ChoiceList *list, int choice_ix, Sink *sink, bool first) {
  if (!first) sink_z(sink, ", ");
  sink_str(sink, text_in(survey->setup.form, list->choices[choice_ix].label, survey->language_ix));
}

/* One name with a space in it is one name. */
Str choice_labels(const Survey *survey, const ChoiceList *list, Value names, Arena *arena) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  if (names.kind == VALUE_LIST) {
    for (size_t i = 0; i < names.list.count; i++)
      add_label(survey, list, form_find_choice(list, names.list.items[i]), &sink, i == 0);
    return buffer_view(&buffer);
  }
  if (names.kind != VALUE_TEXT) return (Str){0};
  int choice_ix = form_find_choice(list, names.text);
  if (choice_ix >= 0) return text_in(survey->setup.form, list->choices[choice_ix].label, survey->language_ix);
  bool first = true;
  Str rest = names.text;
  for (Str name = str_next_word(&rest); name.len > 0; name = str_next_word(&rest)) {
    choice_ix = form_find_choice(list, name);
    if (choice_ix < 0) continue;
    add_label(survey, list, choice_ix, &sink, first);
    first = false;
  }
  return buffer_view(&buffer);
}
