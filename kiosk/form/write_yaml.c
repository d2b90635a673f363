#include "write_yaml.h"

#include "write_scalar.h"

enum { LINE_WIDTH = 120, CHOICE_WIDTH = 132, STEP = 2, DEPTH_MAX = 100 };

typedef struct Writer {
  Arena *arena;
  Buffer buffer;
  Sink sink;
} Writer;

static bool is_one_of(Str key, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_is(key, names[i])) return true;
  return false;
}

static bool is_expression(Str key) {
  static const char *const KEYS[] = {"relevant",     "constraint", "calculation", "choice_filter",
                                     "repeat_count", "required",   "read_only",   "trigger"};
  return is_one_of(key, KEYS, COUNT_OF(KEYS));
}

/* What is said in several languages has a line for each. */
static bool is_for_visitors(Str key) {
  static const char *const KEYS[] = {"label", "hint",       "guidance_hint", "required_message", "constraint_message",
                                     "text",  "form_title", "invite"};
  return is_one_of(key, KEYS, COUNT_OF(KEYS));
}

static void indent_by(Writer *writer, size_t indent) {
  for (size_t i = 0; i < indent; i++)
    sink_z(&writer->sink, " ");
}

static void write_flow(Sink *sink, Str key, const YamlNode *node) {
  if (node->kind == YAML_SCALAR) {
    if (node->quoted)
      write_scalar(sink, node->text, true, is_expression(key));
    else
      sink_str(sink, node->text);
    return;
  }
  sink_z(sink, node->kind == YAML_MAP ? "{" : "[");
  for (size_t i = 0; i < node->count; i++) {
    sink_z(sink, i ? ", " : "");
    if (node->kind == YAML_LIST) {
      write_flow(sink, key, node->items[i]);
      continue;
    }
    write_scalar(sink, node->pairs[i].key->text, true, false);
    sink_z(sink, ": ");
    write_flow(sink, node->pairs[i].key->text, node->pairs[i].value);
  }
  sink_z(sink, node->kind == YAML_MAP ? "}" : "]");
}

static bool has_lines(Str text) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] == '\n') return true;
  return false;
}

static bool has_scalars_only(const YamlNode *map) {
  for (size_t i = 0; i < map->count; i++) {
    const YamlNode *value = map->pairs[i].value;
    if (value->kind != YAML_SCALAR || has_lines(value->text)) return false;
  }
  return true;
}

/* The node on one line, or an empty text when it takes more than room. */
static Str on_one_line(Writer *writer, const YamlNode *node, size_t room) {
  Buffer buffer = buffer_new(writer->arena);
  Sink sink = sink_to_buffer(&buffer);
  write_flow(&sink, (Str){0}, node);
  Str line = buffer_view(&buffer);
  return str_count_cp(line) <= room ? line : (Str){0};
}

static void write_key(Writer *writer, Str key) {
  write_scalar(&writer->sink, key, false, false);
  sink_z(&writer->sink, ":");
}

/* An expression with both kinds of quotes is easier to read without a third around it. */
static bool has_both_quotes(Str text) {
  bool single = false, twofold = false;
  for (size_t i = 0; i < text.len; i++) {
    single |= text.ptr[i] == '\'';
    twofold |= text.ptr[i] == '"' || text.ptr[i] == '\\';
  }
  return single && twofold;
}

static bool wants_to_fold(Writer *writer, Str key, Str text, size_t column) {
  if (is_expression(key) && has_both_quotes(text)) return true;
  return column + 1 + write_scalar_width(writer->arena, text, false, is_expression(key)) > LINE_WIDTH;
}

/* Behind a key that ends at column. */
static void write_scalar_value(Writer *writer, Str key, const YamlNode *node, size_t indent, size_t column) {
  Str text = node->text;
  sink_z(&writer->sink, " ");
  if (!node->quoted) {
    sink_str(&writer->sink, text);
  } else if (has_lines(text) && !is_expression(key) && write_scalar_can_keep_lines(text)) {
    write_scalar_lines(&writer->sink, text, indent + STEP);
    return;
  } else if (write_scalar_can_fold(text) && wants_to_fold(writer, key, text, column)) {
    write_scalar_folded(&writer->sink, text, indent + STEP, LINE_WIDTH);
    return;
  } else {
    write_scalar(&writer->sink, text, false, is_expression(key));
  }
  sink_z(&writer->sink, "\n");
}

static void write_pairs(Writer *writer, const YamlNode *map, size_t indent, bool first_is_indented);

/* A row that shows nothing is a line. */
static Str row_on_one_line(Writer *writer, const YamlNode *row, size_t indent) {
  bool fits = row->kind == YAML_MAP && !yaml_get(row, "label") && has_scalars_only(row);
  for (size_t i = 0; fits && i < row->count; i++)
    fits = !has_both_quotes(row->pairs[i].value->text);
  return fits ? on_one_line(writer, row, LINE_WIDTH - indent - STEP) : (Str){0};
}

static void write_item(Writer *writer, const YamlNode *item, Str line, size_t indent) {
  indent_by(writer, indent);
  sink_z(&writer->sink, "- ");
  if (line.len == 0 && item->kind == YAML_MAP && item->count) {
    write_pairs(writer, item, indent + STEP, true);
    return;
  }
  if (line.len)
    sink_str(&writer->sink, line);
  else
    write_flow(&writer->sink, (Str){0}, item);
  sink_z(&writer->sink, "\n");
}

/* Questions stand apart; what is a line long stands together. */
static void write_rows(Writer *writer, const YamlNode *list, size_t indent) {
  bool after_line = true;
  for (size_t i = 0; i < list->count; i++) {
    Str line = row_on_one_line(writer, list->items[i], indent);
    if (i > 0 && !(after_line && line.len)) sink_z(&writer->sink, "\n");
    write_item(writer, list->items[i], line, indent);
    after_line = line.len > 0;
  }
}

static void write_choices(Writer *writer, const YamlNode *list, size_t indent) {
  for (size_t i = 0; i < list->count; i++)
    write_item(writer, list->items[i], on_one_line(writer, list->items[i], CHOICE_WIDTH - indent - STEP), indent);
}

static void write_value(Writer *writer, Str key, const YamlNode *value, size_t indent, size_t column) {
  if (value->kind == YAML_SCALAR) {
    write_scalar_value(writer, key, value, indent, column);
    return;
  }
  Str line = {0};
  bool can_be_line = value->kind == YAML_MAP && !is_for_visitors(key) && !str_is(key, "settings") &&
                     (has_scalars_only(value) || str_is(key, "languages"));
  if (can_be_line && column + 1 < LINE_WIDTH) line = on_one_line(writer, value, LINE_WIDTH - column - 1);
  if (value->count == 0) line = value->kind == YAML_MAP ? STR("{}") : STR("[]");
  if (line.len || indent > DEPTH_MAX * STEP) {
    sink_z(&writer->sink, " ");
    if (line.len)
      sink_str(&writer->sink, line);
    else
      write_flow(&writer->sink, key, value);
    sink_z(&writer->sink, "\n");
    return;
  }
  sink_z(&writer->sink, "\n");
  if (value->kind == YAML_MAP)
    write_pairs(writer, value, indent + STEP, false);
  else if (str_is(key, "survey") || str_is(key, "questions"))
    write_rows(writer, value, indent + STEP);
  else
    write_choices(writer, value, indent + STEP);
}

static void write_pairs(Writer *writer, const YamlNode *map, size_t indent, bool first_is_indented) {
  for (size_t i = 0; i < map->count; i++) {
    Str key = map->pairs[i].key->text;
    if (i > 0 || !first_is_indented) indent_by(writer, indent);
    write_key(writer, key);
    write_value(writer, key, map->pairs[i].value, indent, indent + str_count_cp(key) + 1);
  }
}

/* The parts of a form, and the lists of its choices, stand apart. */
static void write_lists(Writer *writer, const YamlNode *lists) {
  for (size_t i = 0; i < lists->count; i++) {
    sink_z(&writer->sink, i ? "\n" : "");
    indent_by(writer, STEP);
    write_key(writer, lists->pairs[i].key->text);
    write_value(writer, (Str){0}, lists->pairs[i].value, STEP, LINE_WIDTH);
  }
}

Str write_yaml(Arena *arena, const YamlNode *root) {
  Writer writer = {.arena = arena, .buffer = buffer_new(arena)};
  writer.sink = sink_to_buffer(&writer.buffer);
  for (size_t i = 0; i < root->count; i++) {
    Str key = root->pairs[i].key->text;
    const YamlNode *value = root->pairs[i].value;
    sink_z(&writer.sink, i ? "\n" : "");
    write_key(&writer, key);
    if (str_is(key, "choices") && value->kind == YAML_MAP && value->count) {
      sink_z(&writer.sink, "\n");
      write_lists(&writer, value);
    } else {
      write_value(&writer, key, value, 0, key.len + 1);
    }
  }
  return buffer_view(&writer.buffer);
}
