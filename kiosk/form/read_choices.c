#include "choice_columns.h"
#include "mention.h"

enum { CODE_NONE = -1 };

/* Names are stored, exported as column names and joined by a space, so they are words; otherwise anything goes: 0, svært_bra. */
bool draft_is_choice_name(Str name) {
  for (size_t i = 0; i < name.len; i++) {
    unsigned char c = (unsigned char)name.ptr[i];
    if (c <= ' ' || c == 0x7F || c == '"' || c == '\'' || c == '/' || c == ',') return false;
  }
  return name.len > 0 && name.len <= NAME_MAX_BYTES;
}

static void read_choice_name(Draft *draft, const YamlNode *node, Choice *choice) {
  const YamlNode *name = yaml_get(node, "name");
  bool missing = yaml_is_null(name) || (name->kind == YAML_SCALAR && str_trim(name->text).len == 0);
  if (missing) {
    draft_report(draft, MISTAKE_NAME_MISSING, name ? name : node, STR("this choice has no name"),
                 draft_remedy(draft, STR("write name: and a short word, which is what is stored"),
                              STR("write a short word into its column name; without one it is not offered")));
    return;
  }
  if (!yaml_text(name, "name", &choice->name, draft->diags)) return;
  choice->name = str_trim(choice->name);
  if (draft_is_choice_name(choice->name)) return;
  draft_report(draft, MISTAKE_BAD_NAME, name, SAY(draft, "\"" STR_FMT "\" cannot be a choice's name", STR_ARG(choice->name)),
               SAY(draft, "write one word of at most %d characters without quotes, commas and /; what visitors see is the label",
                   (int)NAME_MAX_BYTES));
}

static void read_choice_label(Draft *draft, const YamlNode *node, Choice *choice) {
  const YamlNode *label = yaml_get(node, "label");
  if (!read_text(draft, label, "label", NO_SELF, &choice->label) || !text_is_empty(&draft->form, choice->label)) return;
  if (draft->patient) choice->label = draft_same_text(draft, choice->name);
  draft_report(draft, MISTAKE_MISSING_LABEL, label ? label : node,
               draft->patient ? STR("this choice has no label, and visitors see its name")
                              : STR("this choice has no label, and would be an empty button"),
               draft_remedy(draft, STR("write label: and its text"), STR("write its text into the column label")));
}

static void read_code(Draft *draft, const YamlNode *node, int *out) {
  int64_t number;
  if (draft->patient && node && node->kind == YAML_SCALAR && str_to_int64(str_trim(node->text), &number))
    *out = (int)number;
  else if (!draft->patient)
    yaml_int(node, "code", 0, FORM_CODE_MAX, out, draft->diags);
}

static void read_choice(Draft *draft, const YamlNode *node, Choice *choice, bool has_codes) {
  if (node->kind != YAML_MAP || node->broken) return;
  read_choice_label(draft, node, choice);
  if (has_codes) read_code(draft, yaml_get(node, "code"), &choice->code);
  draft_read_flag(draft, yaml_get(node, "missing"), "missing", &choice->missing);
  draft_read_flag(draft, yaml_get(node, "exclusive"), "exclusive", &choice->exclusive);
  draft_read_image(draft, yaml_get(node, "image"), &choice->image);
}

/* In other people's workbooks a column `code` may be anything. */
static bool are_codes(const Draft *draft, const YamlNode *node) {
  for (size_t i = 0; draft->patient && i < node->count; i++) {
    const YamlNode *code = yaml_get(node->items[i], "code");
    int64_t number;
    if (yaml_is_null(code)) continue;
    if (code->kind != YAML_SCALAR || !str_to_int64(str_trim(code->text), &number) || number < 0 || number > FORM_CODE_MAX)
      return false;
  }
  return true;
}

static bool has_key(const YamlNode *node, const char *key) {
  for (size_t i = 0; i < node->count; i++)
    if (yaml_get(node->items[i], key)) return true;
  return false;
}

static bool is_repetition(const ChoiceList *list, size_t ix) {
  int first = form_find_choice(list, list->choices[ix].name);
  return first >= 0 && (size_t)first != ix;
}

static void report_repetitions(Draft *draft, const ChoiceList *list, const YamlNode *const *nodes) {
  for (size_t i = 0; i < list->count; i++) {
    if (!is_repetition(list, i)) continue;
    const Choice *first = &list->choices[form_find_choice(list, list->choices[i].name)];
    draft_report(draft, MISTAKE_DUPLICATE_CHOICE, draft_get(nodes[i], "name"),
                 SAY(draft, "the choice " STR_FMT " stands in the list " STR_FMT " already (" STR_FMT ")", STR_ARG(first->name),
                     STR_ARG(list->name), STR_ARG(draft_say_place(draft, first->place))),
                 STR("give one of the two another name"));
  }
}

/* In a workbook nameless choices are passed over, and so is the second of a name, unless columns may tell when each is offered. */
static void drop_useless(Draft *draft, ChoiceList *list, Choice *choices, const YamlNode **nodes) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (choices[i].name.len == 0 || (list->column_count == 0 && is_repetition(list, i))) continue;
    nodes[kept] = nodes[i];
    choices[kept++] = choices[i]; /* never before what is still to be looked at */
  }
  if (kept == list->count) return;
  list->count = kept;
  list->index = draft_index_choices(draft, list);
}

/* Whoever writes a choice as one word means its label. */
static void report_no_choice(Draft *draft, const YamlNode *node) {
  if (node->kind == YAML_SCALAR && !yaml_is_null(node))
    draft_report(draft, MISTAKE_NAME_MISSING, node, SAY(draft, "the choice \"" STR_FMT "\" has no name", STR_ARG(node->text)),
                 SAY(draft, "write {name: NAME, label: \"" STR_FMT "\"}; the name is what is stored", STR_ARG(node->text)));
  else
    draft_expect_keys(draft, node, "a choice", FORM_PART_CHOICE);
}

/* Names first: which choices there are decides what else is read. */
static void read_names(Draft *draft, const YamlNode *const *nodes, ChoiceList *list, Choice *choices) {
  for (size_t i = 0; i < list->count; i++) {
    choices[i] = (Choice){.code = CODE_NONE, .place = nodes[i]->place};
    if (nodes[i]->kind == YAML_MAP && !nodes[i]->broken)
      read_choice_name(draft, nodes[i], &choices[i]);
    else
      report_no_choice(draft, nodes[i]);
  }
  list->choices = choices;
  list->index = draft_index_choices(draft, list);
}

static void read_choices_of(Draft *draft, const YamlNode *node, ChoiceList *list, ListDraft *list_draft) {
  size_t errors = draft->diags->error_count;
  Choice *choices = ARENA_ARRAY(draft->arena, Choice, node->count);
  const YamlNode **nodes = ARENA_ARRAY(draft->arena, const YamlNode *, node->count);
  bool has_codes = are_codes(draft, node);
  bool code_too = has_key(node, "code") && (!has_codes || mentioned(draft, STR("code")));
  for (size_t i = 0; i < node->count; i++)
    nodes[i] = node->items[i];
  list->count = node->count;
  read_names(draft, nodes, list, choices);
  read_columns(draft, nodes, list, choices, list_draft, code_too);
  report_repetitions(draft, list, nodes);
  if (draft->patient) drop_useless(draft, list, choices, nodes);
  for (size_t i = 0; i < list->count; i++)
    read_choice(draft, nodes[i], &choices[i], has_codes);
  list_draft->choice_nodes = nodes;
  list_draft->choices = choices;
  list_draft->broken = draft->diags->error_count > errors;
}

static void read_list(Draft *draft, const YamlPair *pair, ChoiceList *list, ListDraft *list_draft) {
  const YamlNode *node = pair->value;
  *list = (ChoiceList){.answers_ix = -1, .name = pair->key->text, .place = pair->key->place};
  *list_draft = (ListDraft){.key = pair->key, .broken = true, .with_other_ix = -1};
  draft_check_name(draft, pair->key, list->name, "a choice list's name");
  if (node->broken) return;
  if (yaml_is_null(node) || (node->kind == YAML_LIST && node->count == 0))
    draft_report(draft, MISTAKE_EMPTY_LIST, pair->key, SAY(draft, "the list " STR_FMT " has no choices", STR_ARG(list->name)),
                 STR("write below it: - {name: WORD, label: TEXT}, a line for each choice"));
  else if (node->kind != YAML_LIST)
    draft_report(draft, MISTAKE_NOT_A_LIST, node,
                 SAY(draft, "the list " STR_FMT " does not hold a list of choices", STR_ARG(list->name)),
                 STR("write below it: - {name: WORD, label: TEXT}, a line for each choice"));
  else if (node->count > CHOICES_MAX)
    draft_report(draft, MISTAKE_TOO_MANY, node,
                 SAY(draft, "the list " STR_FMT " has %zu choices", STR_ARG(list->name), node->count),
                 SAY(draft, "keep to %d", (int)CHOICES_MAX));
  else
    read_choices_of(draft, node, list, list_draft);
}

void draft_index_lists(Draft *draft) {
  Str *names = ARENA_ARRAY(draft->arena, Str, draft->form.list_count);
  for (size_t i = 0; i < draft->form.list_count; i++)
    names[i] = draft->lists[i].name;
  draft->list_index = name_index_new(draft->arena, names, NULL, draft->form.list_count);
}

/* With the copies that or_other makes, and the lists that are files or answers. */
static void make_room(Draft *draft, size_t lists) {
  size_t room = lists + draft->other_count;
  for (size_t i = 0; i < draft->survey_row_count; i++)
    room += draft->survey_rows[i].type.from_file || draft->survey_rows[i].type.from_answers;
  draft->lists = ARENA_ARRAY(draft->arena, ChoiceList, room);
  draft->list_drafts = ARENA_ARRAY(draft->arena, ListDraft, room);
  draft->form.lists = draft->lists;
}

void read_choices(Draft *draft) {
  const YamlNode *node = yaml_get(draft->root, "choices");
  make_room(draft, node && node->kind == YAML_MAP && node->count <= LISTS_MAX ? node->count : 0);
  if (!node || yaml_is_null(node)) return;
  if (node->kind != YAML_MAP || node->broken || node->count > LISTS_MAX) {
    draft->choices_broken = true;
    if (node->kind == YAML_MAP && !node->broken)
      draft_report(draft, MISTAKE_TOO_MANY, node, SAY(draft, "the form has %zu choice lists", node->count),
                   SAY(draft, "keep to %d", (int)LISTS_MAX));
    yaml_expect_keys(node->kind == YAML_MAP ? NULL : node, "choices", NULL, 0, draft->diags);
    return;
  }
  for (size_t i = 0; i < node->count; i++)
    read_list(draft, &node->pairs[i], &draft->lists[i], &draft->list_drafts[i]);
  draft->form.list_count = node->count;
  draft_index_lists(draft);
}
