#include "draft.h"

static const char *const QUESTION_KEYS[] = {"type",         "name",          "label",
                                            "hint",         "required",      "required_message",
                                            "relevant",     "constraint",    "constraint_message",
                                            "appearance",   "read_only",     "default",
                                            "calculation",  "choice_filter", "parameters",
                                            "repeat_count", "image",         "audio"};

/* Keys of XLSForm that this version does not follow. Passing over them would ask something else than the author means. */
static const char *const NOT_YET[] = {"default", "calculation", "choice_filter", "parameters", "repeat_count", "image", "audio"};

static void read_name(Draft *draft, const YamlNode *row, size_t ix) {
  const YamlNode *node = yaml_get(row, "name");
  Question *question = &draft->questions[ix];
  if (yaml_is_null(node)) {
    bool ends_group = draft->rows[ix].broken && yaml_get(row, "type"); /* perhaps: that needs no name */
    if (!ends_group)
      draft_report(draft, MISTAKE_MISSING_KEY, node ? node : row, STR("this question has no name"),
                   STR("write name: and a short word, under which the answers are stored"));
    return;
  }
  if (!yaml_text(node, "name", &question->name, draft->diags)) return;
  draft->question_names[ix] = question->path = question->key = question->name;
  draft_check_name(draft, node, question->name, "a question's name");
}

static void read_texts(Draft *draft, const YamlNode *row, Question *question) {
  const YamlNode *label = yaml_get(row, "label");
  if (read_text(draft, label, "label", &question->label) && text_is_empty(&draft->form, question->label))
    draft_report(draft, MISTAKE_MISSING_LABEL, label ? label : row, STR("this question has no label, and would be an empty screen"),
                 STR("write label: and what to ask"));
  read_text(draft, yaml_get(row, "hint"), "hint", &question->hint);
  read_text(draft, yaml_get(row, "required_message"), "required_message", &question->required_message);
  read_text(draft, yaml_get(row, "constraint_message"), "constraint_message", &question->constraint_message);
  uint64_t missing = missing_languages(draft, question->label) | missing_languages(draft, question->hint) |
                     missing_languages(draft, question->required_message) | missing_languages(draft, question->constraint_message);
  Str whose = question->name.len ? SAY(draft, "the question " STR_FMT, STR_ARG(question->name)) : STR("this question");
  report_missing_languages(draft, missing, label ? label : row, whose);
}

static void report_keys_not_yet(Draft *draft, const YamlNode *row) {
  for (size_t i = 0; i < COUNT_OF(NOT_YET); i++) {
    const YamlNode *value = yaml_get(row, NOT_YET[i]);
    if (!yaml_is_null(value))
      draft_report(draft, MISTAKE_KEY_NOT_YET, value, SAY(draft, "this version does not follow %s yet", NOT_YET[i]),
                   STR("remove it"));
  }
  const YamlNode *read_only = yaml_get(row, "read_only");
  bool value = false;
  if (!yaml_is_null(read_only) && yaml_bool(read_only, "read_only", &value, draft->diags) && value)
    draft_report(draft, MISTAKE_KEY_NOT_YET, read_only, STR("this version does not show questions that cannot be answered"),
                 STR("remove it, or write type: note"));
}

static void read_row(Draft *draft, const YamlNode *row, size_t ix) {
  Question *question = &draft->questions[ix];
  *question = (Question){.list_ix = -1, .group_ix = -1, .repeat_ix = -1, .trigger_ix = -1, .place = row->place};
  draft->rows[ix] = (RowDraft){.node = row, .broken = true};
  yaml_expect_keys(row, "a question", QUESTION_KEYS, COUNT_OF(QUESTION_KEYS), draft->diags);
  if (row->kind != YAML_MAP || row->broken) return;
  const YamlNode *type = yaml_get(row, "type");
  if (yaml_is_null(type))
    draft_report(draft, MISTAKE_MISSING_KEY, type ? type : row, STR("this question has no type"),
                 STR("write type: note, acknowledge, select_one LIST, select_multiple LIST, integer or text"));
  else
    read_type(draft, type, question, &draft->rows[ix]);
  read_name(draft, row, ix);
  /* What a type is that this version does not ask, a group's end for one, tells which of the other keys make sense. */
  if (draft->rows[ix].broken) return;
  read_texts(draft, row, question);
  report_keys_not_yet(draft, row);
  question->appearance = read_appearance(draft, yaml_get(row, "appearance"));
}

static void report_duplicate_names(Draft *draft) {
  for (size_t i = 0; i < draft->form.question_count; i++) {
    Str name = draft->question_names[i];
    int first = name_index_find(&draft->question_index, name);
    if (first < 0 || (size_t)first == i) continue;
    draft_report(draft, MISTAKE_DUPLICATE_NAME, yaml_get(draft->rows[i].node, "name"),
                 SAY(draft, "the name " STR_FMT " belongs to the question on line %d already", STR_ARG(name),
                     yaml_get(draft->rows[first].node, "name")->place.line),
                 STR("give one of the two another name"));
  }
}

void read_survey(Draft *draft) {
  const YamlNode *survey = yaml_get(draft->root, "survey");
  draft->survey_broken = true;
  if (yaml_is_null(survey)) {
    draft_report(draft, MISTAKE_MISSING_KEY, survey ? survey : draft->root, STR("the form has no survey, and so no questions"),
                 STR("write survey: and below it - {type: text, name: WORD, label: TEXT}, a line for each question"));
    return;
  }
  if (survey->kind != YAML_LIST) {
    if (!survey->broken)
      draft_report(draft, MISTAKE_NOT_A_LIST, survey, STR("survey is not a list of questions"),
                   STR("begin each question below it with '- '"));
    return;
  }
  if (survey->count > QUESTIONS_MAX) {
    draft_report(draft, MISTAKE_TOO_MANY, survey, SAY(draft, "the form has %zu questions", survey->count),
                 SAY(draft, "keep to %d", (int)QUESTIONS_MAX));
    return;
  }
  draft->survey_broken = survey->broken;
  draft->questions = ARENA_ARRAY(draft->arena, Question, survey->count);
  draft->rows = ARENA_ARRAY(draft->arena, RowDraft, survey->count);
  draft->question_names = ARENA_ARRAY(draft->arena, Str, survey->count);
  for (size_t i = 0; i < survey->count; i++)
    read_row(draft, survey->items[i], i);
  draft->form.questions = draft->questions;
  draft->form.question_count = survey->count;
  draft->question_index = name_index_new(draft->arena, draft->question_names, survey->count);
  report_duplicate_names(draft);
}
