#include "loop.h"

#include <string.h>

/* "over LIST"; the first word may be missing. */
static Str list_name(const TypeWords *type) {
  Str rest = type->rest, word = str_next_word(&rest);
  return str_edit_distance(word, STR("over"), 0) == 0 ? str_trim(rest) : str_trim(type->rest);
}

const YamlNode *loop_choices(Draft *draft, const YamlNode *row, const TypeWords *type) {
  const YamlNode *lists = yaml_get(draft->root, "choices");
  Str name = list_name(type);
  for (size_t i = 0; lists && lists->kind == YAML_MAP && i < lists->count; i++)
    if (str_equal(lists->pairs[i].key->text, name) && lists->pairs[i].value->kind == YAML_LIST) return lists->pairs[i].value;
  draft_report(draft, MISTAKE_LOOP, draft_get(row, "type"),
               SAY(draft, "there is no list of choices \"" STR_FMT "\" to be gone through", STR_ARG(name)),
               STR("write begin loop over LIST, or a repeat, or a group for each of the choices"));
  return NULL;
}

static Str name_of(const YamlNode *choice) {
  const YamlNode *name = yaml_get(choice, "name");
  return name && name->kind == YAML_SCALAR ? str_trim(name->text) : (Str){0};
}

bool loop_asks_about(const YamlNode *choice) {
  Str name = choice->kind == YAML_MAP ? name_of(choice) : (Str){0};
  return name.len > 0 && !str_is(name, "none");
}

/* In the language of the text that it goes into; else the first there is, or the name. */
static Str label_of(const YamlNode *choice, Str language) {
  const YamlNode *label = yaml_get(choice, "label");
  if (label && label->kind == YAML_SCALAR) return label->text;
  for (size_t i = 0; label && label->kind == YAML_MAP && i < label->count; i++)
    if (str_equal(label->pairs[i].key->text, language) && label->pairs[i].value->kind == YAML_SCALAR)
      return label->pairs[i].value->text;
  bool any = label && label->kind == YAML_MAP && label->count > 0 && label->pairs[0].value->kind == YAML_SCALAR;
  return any ? label->pairs[0].value->text : name_of(choice);
}

static Str fill_in(Draft *draft, Str text, const YamlNode *choice, Str language) {
  static const Str NAME = STR_INIT("%(name)s"), LABEL = STR_INIT("%(label)s");
  Buffer buffer = buffer_new(draft->arena);
  Sink sink = sink_to_buffer(&buffer);
  while (text.len > 0) {
    const bool is_name = str_starts_with(text, NAME), is_label = str_starts_with(text, LABEL);
    const size_t taken = is_name ? NAME.len : is_label ? LABEL.len : 1;
    sink_str(&sink, is_name ? name_of(choice) : is_label ? label_of(choice, language) : (Str){text.ptr, 1});
    text = (Str){text.ptr + taken, text.len - taken};
  }
  return buffer_view(&buffer);
}

static const YamlNode *copy(Draft *draft, const YamlNode *node, const YamlNode *choice, Str language) {
  bool filled_in = node->kind == YAML_SCALAR && strstr(node->text.ptr, "%(");
  if (node->kind == YAML_SCALAR && !filled_in) return node;
  YamlNode *made = ARENA_NEW(draft->arena, YamlNode);
  *made = *node;
  if (filled_in) {
    made->text = arena_str(draft->arena, fill_in(draft, node->text, choice, language));
    made->block = true; /* columns within it are no longer those of the file */
  } else if (node->kind == YAML_MAP) {
    YamlPair *pairs = ARENA_ARRAY(draft->arena, YamlPair, node->count);
    for (size_t i = 0; i < node->count; i++)
      pairs[i] = (YamlPair){node->pairs[i].key, copy(draft, node->pairs[i].value, choice, node->pairs[i].key->text)};
    made->pairs = pairs;
  } else {
    const YamlNode **items = ARENA_ARRAY(draft->arena, const YamlNode *, node->count);
    for (size_t i = 0; i < node->count; i++)
      items[i] = copy(draft, node->items[i], choice, language);
    made->items = items;
  }
  return made;
}

const YamlNode *loop_row(Draft *draft, const YamlNode *row, const YamlNode *choice) {
  return copy(draft, row, choice, (Str){0});
}

static const YamlNode *scalar(Draft *draft, const YamlNode *at, const char *text) {
  YamlNode *node = ARENA_NEW(draft->arena, YamlNode);
  *node = (YamlNode){.kind = YAML_SCALAR, .place = at->place, .line = at->line, .text = str_from(text), .block = true};
  return node;
}

const YamlNode *loop_group(Draft *draft, const YamlNode *row, const YamlNode *choice) {
  const YamlNode *at = draft_get(row, "type"), *label = yaml_get(choice, "label");
  YamlNode *node = ARENA_NEW(draft->arena, YamlNode);
  YamlPair *pairs = ARENA_ARRAY(draft->arena, YamlPair, 3);
  pairs[0] = (YamlPair){scalar(draft, at, "type"), scalar(draft, at, "begin_group")};
  pairs[1] = (YamlPair){scalar(draft, at, "name"), yaml_get(choice, "name")};
  pairs[2] = (YamlPair){scalar(draft, at, "label"), label};
  *node = (YamlNode){.kind = YAML_MAP, .place = at->place, .line = at->line, .pairs = pairs, .count = label ? 3 : 2};
  return node;
}

void loop_use_lists(Draft *draft) {
  for (size_t i = 0; i < draft->survey_row_count; i++) {
    const Row *row = &draft->survey_rows[i];
    const YamlNode *type = row->ends || row->type.rest.len == 0 ? NULL : yaml_get(row->node, "type");
    if (!type || type->kind != YAML_SCALAR || type_words(type->text).shape != ROW_BEGIN_LOOP) continue;
    int list_ix = name_index_find(&draft->list_index, 0, list_name(&row->type));
    if (list_ix >= 0) draft->list_drafts[list_ix].used = true;
  }
}
