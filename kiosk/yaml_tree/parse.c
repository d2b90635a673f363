#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "codes.h"
#include "lines.h"
#include "syntax.h"
#include "yaml_tree.h"

enum { DEPTH_MAX = 64, NODES_MAX = 1000000, BYTES_MAX = 16 * 1024 * 1024 };

typedef struct Reader {
  Arena *arena;
  Diags *diags;
  Lines lines;
  yaml_parser_t parser;
  yaml_event_t event; /* the one being looked at */
  bool stopped;       /* a mistake was reported that ends the reading */
  size_t node_count;
  /* Children of the collections still open, the innermost last: a collection copies its own out when it closes. */
  const YamlNode **pending;
  size_t pending_count, pending_capacity;
} Reader;

static bool advance(Reader *reader) {
  if (reader->stopped) return false;
  yaml_event_delete(&reader->event);
  if (yaml_parser_parse(&reader->parser, &reader->event)) return true;
  syntax_report(&reader->parser, &reader->lines, reader->diags);
  reader->stopped = true;
  return false;
}

static void report(Reader *reader, const yaml_mark_t *at, const char *code, Str what, Str remedy) {
  lines_diag(&reader->lines, at->index, reader->diags, code, what, remedy);
}

static void stop_at_limit(Reader *reader, Str what, Str remedy) {
  report(reader, &reader->event.start_mark, YAML_CODE_LIMIT, what, remedy);
  reader->stopped = true;
}

static YamlNode *new_node(Reader *reader, YamlKind kind) {
  if (++reader->node_count == NODES_MAX + 1)
    stop_at_limit(reader, STR("the file has more than 1,000,000 values"), STR("divide it"));
  YamlNode *node = ARENA_NEW(reader->arena, YamlNode);
  node->kind = kind;
  node->place = lines_place(&reader->lines, reader->event.start_mark.index);
  node->line = lines_text(&reader->lines, node->place.line);
  return node;
}

static void push(Reader *reader, const YamlNode *node) {
  if (reader->pending_count == reader->pending_capacity) {
    size_t capacity = reader->pending_capacity ? 2 * reader->pending_capacity : 64;
    const YamlNode **grown = ARENA_ARRAY(reader->arena, const YamlNode *, capacity);
    if (reader->pending_count) memcpy(grown, reader->pending, reader->pending_count * sizeof(const YamlNode *));
    reader->pending = grown;
    reader->pending_capacity = capacity;
  }
  reader->pending[reader->pending_count++] = node;
}

/* A tag would give a value another meaning than its text has; only "this is a text" is harmless. */
static bool check_tag(Reader *reader, const yaml_char_t *tag) {
  if (!tag || strcmp((const char *)tag, "!") == 0 || strcmp((const char *)tag, YAML_STR_TAG) == 0) return true;
  Str what = arena_printf(reader->diags->arena, "a value cannot start with a tag (%.40s)", (const char *)tag);
  report(reader, &reader->event.start_mark, YAML_CODE_TAG, what, STR("remove it, or put the text in quotes"));
  return false;
}

/* Text and source agree character by character where they are equally long: an escape and a doubled quote take more in the
 * source. Over several lines a break may stand for a space, so nothing is agreed there. */
static bool is_as_written(const yaml_event_t *event, size_t text_cp) {
  yaml_scalar_style_t style = event->data.scalar.style;
  if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE || event->start_mark.line != event->end_mark.line)
    return false;
  size_t quotes = style == YAML_PLAIN_SCALAR_STYLE ? 0 : 2;
  return event->end_mark.index - event->start_mark.index == text_cp + quotes;
}

static YamlNode *read_scalar(Reader *reader) {
  const yaml_event_t *event = &reader->event;
  yaml_scalar_style_t style = event->data.scalar.style;
  YamlNode *node = new_node(reader, YAML_SCALAR);
  node->text = arena_str(reader->arena, (Str){(const char *)event->data.scalar.value, event->data.scalar.length});
  node->quoted = style != YAML_PLAIN_SCALAR_STYLE || event->data.scalar.tag != NULL;
  node->broken = !check_tag(reader, event->data.scalar.tag);
  node->block = !is_as_written(event, str_count_cp(node->text));
  return node;
}

static YamlNode *read_alias(Reader *reader) {
  YamlNode *node = new_node(reader, YAML_SCALAR);
  node->broken = true;
  Str name = str_from((const char *)reader->event.data.alias.anchor);
  report(reader, &reader->event.start_mark, YAML_CODE_ALIAS,
         arena_printf(reader->diags->arena, "a reference to another place (*%.40s) is not read", name.ptr),
         STR("write the value out; put a text that begins with * in quotes"));
  return node;
}

static YamlNode *read_node(Reader *reader, int depth);

static bool at_end_of(Reader *reader, yaml_event_type_t end) {
  return reader->stopped || reader->event.type == end;
}

static YamlNode *read_list(Reader *reader, int depth) {
  YamlNode *node = new_node(reader, YAML_LIST);
  node->broken = !check_tag(reader, reader->event.data.sequence_start.tag);
  size_t base = reader->pending_count;
  advance(reader);
  while (!at_end_of(reader, YAML_SEQUENCE_END_EVENT)) {
    push(reader, read_node(reader, depth + 1));
    advance(reader);
  }
  node->count = reader->pending_count - base;
  const YamlNode **items = ARENA_ARRAY(reader->arena, const YamlNode *, node->count);
  if (node->count) memcpy(items, reader->pending + base, node->count * sizeof(const YamlNode *));
  node->items = items;
  reader->pending_count = base;
  return node;
}

static int compare_pairs(const void *a, const void *b) {
  const YamlPair *one = *(const YamlPair *const *)a, *other = *(const YamlPair *const *)b;
  int order = str_compare(one->key->text, other->key->text);
  return order ? order : (one > other) - (one < other);
}

/* Sorted, because a map of a hundred thousand keys is a file someone can write. */
static void drop_duplicates(Reader *reader, YamlPair *pairs, size_t *count) {
  if (*count < 2) return;
  const YamlPair **sorted = ARENA_ARRAY(reader->arena, const YamlPair *, *count);
  for (size_t i = 0; i < *count; i++)
    sorted[i] = &pairs[i];
  qsort(sorted, *count, sizeof(const YamlPair *), compare_pairs);
  const YamlPair *first = sorted[0];
  bool found = false;
  for (size_t i = 1; i < *count; i++) {
    if (!str_equal(first->key->text, sorted[i]->key->text)) {
      first = sorted[i];
      continue;
    }
    const YamlNode *again = sorted[i]->key;
    yaml_diag(again, DIAG_ERROR, reader->diags, YAML_CODE_DUPLICATE_KEY,
              arena_printf(reader->diags->arena, "the key \"" STR_FMT "\" stands here a second time, after line %d",
                           STR_ARG(again->text), first->key->place.line),
              STR("keep one of the two"));
    pairs[sorted[i] - pairs].value = NULL;
    found = true;
  }
  size_t kept = 0;
  for (size_t i = 0; found && i < *count; i++)
    if (pairs[i].value) pairs[kept++] = pairs[i];
  *count = found ? kept : *count;
}

static YamlNode *read_map(Reader *reader, int depth) {
  YamlNode *node = new_node(reader, YAML_MAP);
  node->broken = !check_tag(reader, reader->event.data.mapping_start.tag);
  size_t base = reader->pending_count;
  advance(reader);
  while (!at_end_of(reader, YAML_MAPPING_END_EVENT)) {
    const YamlNode *key = read_node(reader, depth + 1);
    advance(reader);
    const YamlNode *value = read_node(reader, depth + 1);
    advance(reader);
    if (reader->stopped) break;
    if (key->kind != YAML_SCALAR) {
      yaml_diag(key, DIAG_ERROR, reader->diags, YAML_CODE_SYNTAX, STR("a key must be a word or a text"),
                STR("write KEY: VALUE; put a text that begins with a bracket in quotes"));
      continue;
    }
    if (key->broken) continue;
    push(reader, key);
    push(reader, value);
  }
  node->count = (reader->pending_count - base) / 2;
  YamlPair *pairs = ARENA_ARRAY(reader->arena, YamlPair, node->count);
  for (size_t i = 0; i < node->count; i++)
    pairs[i] = (YamlPair){.key = reader->pending[base + 2 * i], .value = reader->pending[base + 2 * i + 1]};
  reader->pending_count = base;
  drop_duplicates(reader, pairs, &node->count);
  node->pairs = pairs;
  return node;
}

/* Reads the node whose first event is at hand, up to its last. Never NULL; when the reader stopped, what it got to. */
static YamlNode *read_node(Reader *reader, int depth) {
  if (!reader->stopped && depth > DEPTH_MAX)
    stop_at_limit(reader, STR("maps and lists are nested more than 64 deep"), STR("make it flatter"));
  if (reader->stopped) return new_node(reader, YAML_SCALAR);
  switch (reader->event.type) {
  case YAML_ALIAS_EVENT:
    return read_alias(reader);
  case YAML_SEQUENCE_START_EVENT:
    return read_list(reader, depth);
  case YAML_MAPPING_START_EVENT:
    return read_map(reader, depth);
  case YAML_SCALAR_EVENT:
    return read_scalar(reader);
  default:
    BUG("libyaml gave an event where a value must stand");
  }
}

static const YamlNode *read_document(Reader *reader) {
  advance(reader); /* the stream's start */
  if (!advance(reader) || reader->event.type == YAML_STREAM_END_EVENT) return NULL;
  advance(reader);
  const YamlNode *root = read_node(reader, 1);
  advance(reader); /* the document's end */
  if (advance(reader) && reader->event.type == YAML_DOCUMENT_START_EVENT)
    stop_at_limit(reader, STR("a second document begins here"), STR("keep one document in a file, and remove the ---"));
  return reader->stopped ? NULL : root;
}

/* The place of the first byte that is not UTF-8, with everything before it known to be. */
static void report_encoding(Arena *arena, Str text, const char *file, Diags *diags) {
  size_t bad = 0, at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp) && str_is_utf8((Str){text.ptr + bad, at - bad}))
    bad = at;
  Lines lines = lines_new(arena, (Str){text.ptr, bad}, file);
  Place place = lines_place(&lines, str_count_cp(lines.text));
  bool is_utf16 = bad == 0 && text.len >= 2 && (memcmp(text.ptr, "\xFF\xFE", 2) == 0 || memcmp(text.ptr, "\xFE\xFF", 2) == 0);
  Str what = is_utf16 ? STR("the file is UTF-16, not UTF-8")
                      : arena_printf(diags->arena, "the byte 0x%02X here is not UTF-8", (unsigned)(unsigned char)text.ptr[bad]);
  diags_add_quoting(diags, DIAG_ERROR, YAML_CODE_ENCODING, place, what, STR("save the file as UTF-8 in your editor"),
                    is_utf16 ? STR("") : yaml_line_at(text, place.line));
}

YamlDoc yaml_parse(Arena *arena, Str source, const char *file, Diags *diags) {
  YamlDoc doc = {.root = NULL, .source = source, .file = file};
  Str text = without_byte_order_mark(source);
  if (text.len > BYTES_MAX) {
    diags_add(diags, DIAG_ERROR, YAML_CODE_LIMIT, (Place){.file = file, .line = 1, .column = 1},
              STR("the file is larger than 16 MiB"), STR("divide it"));
    return doc;
  }
  if (!str_is_utf8(text)) {
    report_encoding(arena, text, file, diags);
    return doc;
  }
  Reader reader = {.arena = arena, .diags = diags, .lines = lines_new(arena, text, file)};
  if (!yaml_parser_initialize(&reader.parser)) BUG("out of memory");
  yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader.parser, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
  doc.root = read_document(&reader);
  yaml_event_delete(&reader.event);
  yaml_parser_delete(&reader.parser);
  return doc;
}
