#include "draft.h"

static const char *const CHOICE_KEYS[] = {"name", "label", "code", "missing", "exclusive", "image", "audio"};

enum { CODE_NONE = -1, CODE_MAX = 999999 };

/* Names are stored, exported as column names and joined by a space, so they are words; otherwise anything goes: 0, svært_bra. */
static bool is_choice_name(Str name) {
  for (size_t i = 0; i < name.len; i++) {
    unsigned char c = (unsigned char)name.ptr[i];
    if (c <= ' ' || c == 0x7F || c == '"' || c == '\'' || c == '/' || c == ',') return false;
  }
  return name.len > 0 && name.len <= NAME_MAX_BYTES;
}

static void read_choice_name(Draft *draft, const YamlNode *node, Choice *choice) {
  const YamlNode *name = yaml_get(node, "name");
  if (yaml_is_null(name)) {
    draft_report(draft, MISTAKE_MISSING_KEY, name ? name : node, STR("this choice has no name"),
                 STR("write name: and a short word, which is what is stored"));
    return;
  }
  if (!yaml_text(name, "name", &choice->name, draft->diags) || is_choice_name(choice->name)) return;
  draft_report(draft, MISTAKE_BAD_NAME, name, SAY(draft, "\"" STR_FMT "\" cannot be a choice's name", STR_ARG(choice->name)),
               SAY(draft, "write one word of at most %d characters without quotes, commas and /; what visitors see is the label",
                   (int)NAME_MAX_BYTES));
}

static void read_choice(Draft *draft, const YamlNode *node, Choice *choice) {
  *choice = (Choice){.code = CODE_NONE, .place = node->place};
  yaml_expect_keys(node, "a choice", CHOICE_KEYS, COUNT_OF(CHOICE_KEYS), draft->diags);
  if (node->kind != YAML_MAP || node->broken) return;
  read_choice_name(draft, node, choice);
  const YamlNode *label = yaml_get(node, "label");
  if (read_text(draft, label, "label", NO_SELF, &choice->label) && text_is_empty(&draft->form, choice->label))
    draft_report(draft, MISTAKE_MISSING_LABEL, label ? label : node, STR("this choice has no label, and would be an empty button"),
                 STR("write label: and its text"));
  yaml_int(yaml_get(node, "code"), "code", 0, CODE_MAX, &choice->code, draft->diags);
  yaml_bool(yaml_get(node, "missing"), "missing", &choice->missing, draft->diags);
  yaml_bool(yaml_get(node, "exclusive"), "exclusive", &choice->exclusive, draft->diags);
}

static const NameIndex *index_choices(Draft *draft, const ChoiceList *list) {
  NameIndex *index = ARENA_NEW(draft->arena, NameIndex);
  Str *names = ARENA_ARRAY(draft->arena, Str, list->count);
  for (size_t i = 0; i < list->count; i++)
    names[i] = list->choices[i].name;
  *index = name_index_new(draft->arena, names, NULL, list->count);
  return index;
}

static void read_list(Draft *draft, const YamlPair *pair, ChoiceList *list, ListDraft *list_draft) {
  const YamlNode *node = pair->value;
  *list = (ChoiceList){.name = pair->key->text, .place = pair->key->place};
  *list_draft = (ListDraft){.key = pair->key, .broken = true, .with_other_ix = -1};
  draft_check_name(draft, pair->key, list->name, "a choice list's name");
  if (node->broken) return;
  if (yaml_is_null(node) || (node->kind == YAML_LIST && node->count == 0)) {
    draft_report(draft, MISTAKE_EMPTY_LIST, pair->key, SAY(draft, "the list " STR_FMT " has no choices", STR_ARG(list->name)),
                 STR("write below it: - {name: WORD, label: TEXT}, a line for each choice"));
    return;
  }
  if (node->kind != YAML_LIST) {
    draft_report(draft, MISTAKE_NOT_A_LIST, node,
                 SAY(draft, "the list " STR_FMT " does not hold a list of choices", STR_ARG(list->name)),
                 STR("write below it: - {name: WORD, label: TEXT}, a line for each choice"));
    return;
  }
  if (node->count > CHOICES_MAX) {
    draft_report(draft, MISTAKE_TOO_MANY, node,
                 SAY(draft, "the list " STR_FMT " has %zu choices", STR_ARG(list->name), node->count),
                 SAY(draft, "keep to %d", (int)CHOICES_MAX));
    return;
  }
  size_t errors = draft->diags->error_count;
  Choice *choices = ARENA_ARRAY(draft->arena, Choice, node->count);
  for (size_t i = 0; i < node->count; i++)
    read_choice(draft, node->items[i], &choices[i]);
  list->choices = choices;
  list->count = node->count;
  list->index = index_choices(draft, list);
  list_draft->choice_nodes = node->items;
  list_draft->broken = draft->diags->error_count > errors;
}

static void index_lists(Draft *draft) {
  Str *names = ARENA_ARRAY(draft->arena, Str, draft->form.list_count);
  for (size_t i = 0; i < draft->form.list_count; i++)
    names[i] = draft->lists[i].name;
  draft->list_index = name_index_new(draft->arena, names, NULL, draft->form.list_count);
}

void read_choices(Draft *draft) {
  const YamlNode *node = yaml_get(draft->root, "choices");
  if (yaml_is_null(node)) return;
  if (node->kind != YAML_MAP || node->broken || node->count > LISTS_MAX) {
    draft->choices_broken = true;
    if (node->kind == YAML_MAP && !node->broken)
      draft_report(draft, MISTAKE_TOO_MANY, node, SAY(draft, "the form has %zu choice lists", node->count),
                   SAY(draft, "keep to %d", (int)LISTS_MAX));
    yaml_expect_keys(node->kind == YAML_MAP ? NULL : node, "choices", NULL, 0, draft->diags);
    return;
  }
  size_t room = node->count + draft->other_count; /* with the copies that or_other makes */
  draft->lists = ARENA_ARRAY(draft->arena, ChoiceList, room);
  draft->list_drafts = ARENA_ARRAY(draft->arena, ListDraft, room);
  for (size_t i = 0; i < node->count; i++)
    read_list(draft, &node->pairs[i], &draft->lists[i], &draft->list_drafts[i]);
  draft->form.lists = draft->lists;
  draft->form.list_count = node->count;
  index_lists(draft);
}
