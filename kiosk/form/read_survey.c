#include "draft.h"
#include "row_name.h"

enum { TIDY_NAME_MAX_BYTES = 255 };

typedef struct Reading { /* where among the groups the rows have got */
  Draft *draft;
  int group_ix; /* the innermost open, or -1 */
} Reading;

static int repeat_around(const Draft *draft, int group_ix) {
  if (group_ix < 0) return -1;
  return draft->groups[group_ix].repeats ? group_ix : draft->groups[group_ix].repeat_ix;
}

static const char *kind_word(const Draft *draft, int reference_ix) {
  int group_ix = form_group_of(&draft->form, reference_ix);
  return group_ix < 0 ? "question" : draft->groups[group_ix].repeats ? "repeat" : "group";
}

/* Paths are joined by /, and quotes are SQL's and JSON's. Nor does a hostile name make paths of its length. */
static Str tidy_name(Draft *draft, Str name) {
  size_t end = 0, at = 0;
  uint32_t cp;
  while (at <= TIDY_NAME_MAX_BYTES && str_next_cp(name, &at, &cp))
    end = at <= TIDY_NAME_MAX_BYTES ? at : end;
  name.len = end;
  char *bytes = ARENA_ARRAY(draft->arena, char, name.len + 1);
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    bytes[i] = c == '/' || c == '"' || c == '\'' || (unsigned char)c < ' ' ? '_' : c;
  }
  return (Str){bytes, name.len};
}

/* From a workbook a nameless row is asked all the same, under a name that its place gives it. */
static void read_name(Draft *draft, const YamlNode *row, int reference_ix, Str *out) {
  const YamlNode *node = yaml_get(row, "name");
  const char *kind = kind_word(draft, reference_ix);
  bool missing = yaml_is_null(node) || (node->kind == YAML_SCALAR && str_trim(node->text).len == 0);
  if (missing) {
    if (draft->patient) *out = row_name_by_place(draft->arena, row, kind);
    draft_report(draft, MISTAKE_NAME_MISSING, node ? node : row, SAY(draft, "this %s has no name", kind),
                 draft_remedy(draft, STR("write name: and a short word, under which the answers are stored"),
                              STR("write a short word into its column name; the answers are stored under it")));
  } else if (yaml_text(node, "name", out, draft->diags)) {
    *out = str_trim(*out);
    if (!draft_check_name(draft, node, *out, SAY(draft, "a %s's name", kind).ptr) && draft->patient) *out = tidy_name(draft, *out);
  }
  draft->names[reference_ix] = *out;
}

/* A workbook's question that has a hint or nothing at all still has a line to tell it by. */
static void replace_label(Draft *draft, const YamlNode *row, int ix) {
  Question *question = &draft->questions[ix];
  if (text_is_empty(&draft->form, question->hint)) {
    question->label = draft_same_text(draft, question->name);
    return;
  }
  read_text(draft, yaml_get(row, "hint"), "hint", ix, &question->label);
  question->hint = (Text){.by_language = NULL};
}

/* A picture asks, and the headings of a matrix are asked nothing. */
static bool speaks_otherwise(const Draft *draft, int ix) {
  return draft->questions[ix].image.len > 0 || draft->rows[ix].matrix & MATRIX_LABEL;
}

static void read_label(Draft *draft, const YamlNode *row, int ix) {
  Question *question = &draft->questions[ix];
  const YamlNode *label = yaml_get(row, "label");
  bool needed = form_type(question->kind)->asked;
  if (!read_text(draft, label, "label", ix, &question->label) || !needed || !text_is_empty(&draft->form, question->label)) return;
  if (draft->patient && question->kind == QUESTION_NOTE && !yaml_is_null(yaml_get(row, "calculation"))) {
    question->kind = QUESTION_CALCULATE; /* other programs show nothing of such a note, and others read its value */
    return;
  }
  if (draft->patient) replace_label(draft, row, ix);
  if (draft->patient && speaks_otherwise(draft, ix)) return;
  draft_report(draft, MISTAKE_MISSING_LABEL, label ? label : row,
               draft->patient ? STR("this question has no label, and visitors see its hint or its name")
                              : STR("this question has no label, and would be an empty screen"),
               draft_remedy(draft, STR("write label: and what to ask"), STR("write what to ask into its column label")));
}

static void read_texts(Draft *draft, const YamlNode *row, int ix) {
  Question *question = &draft->questions[ix];
  const struct {
    const char *key;
    Text *text;
  } TEXTS[] = {{"hint", &question->hint},
               {"guidance_hint", &question->guidance_hint},
               {"required_message", &question->required_message},
               {"constraint_message", &question->constraint_message}};
  uint64_t missing = 0;
  for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
    read_text(draft, yaml_get(row, TEXTS[i].key), TEXTS[i].key, ix, TEXTS[i].text);
    missing |= missing_languages(draft, *TEXTS[i].text);
  }
  read_label(draft, row, ix);
  missing |= missing_languages(draft, question->label);
  Str whose = question->name.len ? SAY(draft, "the question " STR_FMT, STR_ARG(question->name)) : STR("this question");
  if (form_type(question->kind)->asked) report_missing_languages(draft, missing, draft_get(row, "label"), whose);
}

/* What is not made with a finger is a photo. */
static void settle_image(Draft *draft, const YamlNode *row, Question *question) {
  if (question->kind != QUESTION_IMAGE || question->appearance & form_type(QUESTION_IMAGE)->appearances) return;
  question->kind = QUESTION_UNASKED;
  draft_report(draft, MISTAKE_NOT_ASKED, yaml_get(row, "type"),
               STR("a kiosk does not ask for a photo; the question is passed over"),
               draft_remedy(draft, STR("write appearance: signature or draw where it is made with a finger; else ask it elsewhere"),
                            STR("write signature or draw into its column appearance where it is made with a finger; else ask it "
                                "elsewhere")));
}

/* The first screen promises that nobody can see who answered. */
static void check_signature(Draft *draft, const YamlNode *row, const Question *question) {
  if (draft->form.kiosk.anonymous && question->kind == QUESTION_IMAGE && question->appearance & APPEARANCE_SIGNATURE)
    draft_report(draft, MISTAKE_PRIVACY_SIGNATURE, yaml_get(row, "appearance"),
                 STR("whoever signs can be known by it, so these answers are not anonymous"),
                 draft_remedy(draft, STR("write privacy: {mode: linked} under kiosk, or leave the signature out"),
                              STR("give privacy.mode in the sheet kiosk the value linked, or leave the signature out")));
}

static void read_question(const Reading *reading, const Row *row, int ix) {
  Draft *draft = reading->draft;
  Question *question = &draft->questions[ix];
  const YamlNode *node = row->node;
  *question = (Question){.list_ix = -1,
                         .group_ix = reading->group_ix,
                         .repeat_ix = repeat_around(draft, reading->group_ix),
                         .trigger_ix = -1,
                         .table_ix = -1,
                         .place = node->place};
  draft->rows[ix] = (RowDraft){.node = node, .broken = true};
  if (!draft->patient || node->kind != YAML_MAP) draft_expect_keys(draft, node, "a question", FORM_PART_QUESTION);
  if (node->kind != YAML_MAP || node->broken) return;
  read_type(draft, row, question, &draft->rows[ix]);
  read_name(draft, node, ix, &question->name);
  /* What a type is that cannot be told tells which of the other keys make sense. */
  if (draft->rows[ix].broken) return;
  draft_read_image(draft, yaml_get(node, "image"), &question->image);
  read_appearance(draft, yaml_get(node, "appearance"), question, &draft->rows[ix]);
  settle_image(draft, node, question);
  check_signature(draft, node, question);
  read_texts(draft, node, ix);
}

static void open_group(Reading *reading, const Row *row, int ix, int question_ix) {
  Draft *draft = reading->draft;
  Group *group = &draft->groups[ix];
  *group = (Group){.repeats = row->type.shape == ROW_REPEAT,
                   .parent_ix = reading->group_ix,
                   .repeat_ix = repeat_around(draft, reading->group_ix),
                   .first_question_ix = question_ix,
                   .place = row->node->place};
  draft->group_nodes[ix] = row->node;
  reading->group_ix = ix;
  if (!draft->patient) draft_expect_keys(draft, row->node, group->repeats ? "a repeat" : "a group", FORM_PART_GROUP);
  int reference_ix = draft_group_ref(draft, ix);
  read_name(draft, row->node, reference_ix, &group->name);
  const YamlNode *label = yaml_get(row->node, "label");
  Str whose = SAY(draft, "the %s " STR_FMT, group->repeats ? "repeat" : "group", STR_ARG(group->name));
  if (read_text(draft, label, "label", reference_ix, &group->label) && label)
    report_missing_languages(draft, missing_languages(draft, group->label), label, whose);
  GroupLook look = read_group_look(draft, yaml_get(row->node, "appearance"));
  group->field_list = look.field_list;
  draft->table_lists[ix] = look.table_list;
  draft_read_flag(draft, yaml_get(row->node, "link_code"), "link_code", &draft->link_codes[ix]);
}

static void close_group(Reading *reading, int groups_seen, int question_ix) {
  Group *group = &reading->draft->groups[reading->group_ix];
  group->end_question_ix = question_ix;
  group->end_group_ix = groups_seen;
  reading->group_ix = group->parent_ix;
}

static bool is_group(const Row *row) {
  return !row->ends && (row->type.shape == ROW_GROUP || row->type.shape == ROW_REPEAT || row->type.shape == ROW_BEGIN_LOOP);
}

static void make_room(Draft *draft) {
  size_t questions = 0, groups = 0;
  for (size_t i = 0; i < draft->survey_row_count; i++) {
    groups += is_group(&draft->survey_rows[i]);
    questions += !draft->survey_rows[i].ends && !is_group(&draft->survey_rows[i]);
  }
  draft->questions = ARENA_ARRAY(draft->arena, Question, questions);
  draft->rows = ARENA_ARRAY(draft->arena, RowDraft, questions);
  draft->groups = ARENA_ARRAY(draft->arena, Group, groups);
  draft->group_nodes = ARENA_ARRAY(draft->arena, const YamlNode *, groups);
  draft->table_lists = ARENA_ARRAY(draft->arena, bool, groups);
  draft->link_codes = ARENA_ARRAY(draft->arena, bool, groups);
  draft->names = ARENA_ARRAY(draft->arena, Str, questions + groups + 1);
  draft->form.questions = draft->questions;
  draft->form.question_count = questions;
  draft->form.groups = draft->groups;
  draft->form.group_count = groups;
}

void read_survey(Draft *draft) {
  make_room(draft);
  Reading reading = {.draft = draft, .group_ix = -1};
  int questions = 0, groups = 0;
  for (size_t i = 0; i < draft->survey_row_count; i++) {
    const Row *row = &draft->survey_rows[i];
    if (row->ends)
      close_group(&reading, groups, questions);
    else if (is_group(row))
      open_group(&reading, row, groups++, questions);
    else
      read_question(&reading, row, questions++);
  }
}
