#include "files.h"

static Str list_types(Draft *draft) {
  Str names[QUESTION_UNASKED + 2];
  size_t count = 0;
  for (int kind = 0; kind < QUESTION_UNASKED; kind++)
    names[count++] = str_from(form_type((QuestionKind)kind)->name);
  names[count++] = STR("group");
  names[count++] = STR("repeat");
  return draft_join(draft, names, count);
}

/* The type that can look like word, which is no type but an appearance; or NULL. */
static const char *type_that_looks(Draft *draft, Str word) {
  for (int kind = 0; kind < QUESTION_UNASKED; kind++) {
    const FormType *type = form_type((QuestionKind)kind);
    Str looks = form_appearance_words(draft->arena, type->appearances);
    for (Str look = str_next_word(&looks); look.len; look = str_next_word(&looks))
      if (str_equal(look, word)) return type->name;
  }
  return NULL;
}

static Str remedy_for_unknown(Draft *draft, Str word, Str words) {
  const char *type = type_that_looks(draft, word), *meant = type_words_meant(words);
  if (type)
    return draft_remedy(
        draft, SAY(draft, "it is an appearance: write type: %s and appearance: " STR_FMT, type, STR_ARG(word)),
        SAY(draft, "it is an appearance: write %s here, and " STR_FMT " into the column appearance", type, STR_ARG(word)));
  if (meant) return SAY(draft, "perhaps you mean \"%s\"", meant);
  const Str *candidates;
  size_t count = type_words_spellings(draft->arena, &candidates);
  return draft_suggest(draft, word, candidates, count, SAY(draft, "write one of " STR_FMT, STR_ARG(list_types(draft))));
}

static void report_unknown(Draft *draft, const YamlNode *node, Str words) {
  Str rest = words, first = str_next_word(&rest);
  draft_report(draft, MISTAKE_UNKNOWN_TYPE, node, SAY(draft, "there is no question type \"" STR_FMT "\"", STR_ARG(first)),
               remedy_for_unknown(draft, first, words));
}

static void read_unasked(Draft *draft, const YamlNode *node, const TypeWords *type) {
  if (type->unasked)
    draft_report(draft, MISTAKE_NOT_ASKED, node,
                 SAY(draft, "a kiosk does not ask for %s; the question is passed over", type->unasked),
                 STR("take it out, or ask it elsewhere"));
}

/* What stands behind type and list. In a workbook it is passed over. */
static void read_rest(Draft *draft, const YamlNode *node, const TypeWords *type, RowDraft *row) {
  const char *name = form_type(type->kind)->name;
  if (type->rest.len == 0) return;
  row->broken = !draft->patient;
  if (type->list.len)
    draft_report(draft, MISTAKE_LIST_NOT_TAKEN, node,
                 SAY(draft, "\"" STR_FMT "\" behind the list's name means nothing", STR_ARG(type->rest)),
                 STR("write the type and the name of one list, without spaces in it"));
  else
    draft_report(draft, MISTAKE_LIST_NOT_TAKEN, node,
                 SAY(draft, "a question of type %s has no choices, and cannot take \"" STR_FMT "\"", name, STR_ARG(type->rest)),
                 draft_remedy(draft, SAY(draft, "write type: %s, or select_one " STR_FMT, name, STR_ARG(type->rest)),
                              SAY(draft, "write %s alone, or select_one " STR_FMT, name, STR_ARG(type->rest))));
}

void read_type(Draft *draft, const Row *from, Question *question, RowDraft *row) {
  const YamlNode *node = yaml_get(from->node, "type");
  const TypeWords *type = &from->type;
  Str text;
  row->broken = true;
  if (yaml_is_null(node)) {
    question->kind = QUESTION_UNASKED;
    row->broken = !draft->patient;
    draft_report(
        draft, MISTAKE_MISSING_KEY, node ? node : from->node, STR("this question has no type"),
        draft_remedy(draft, STR("write type: note, select_one LIST, select_multiple LIST, integer, text or another type"),
                     STR("write note, select_one LIST, select_multiple LIST, integer, text or another type into its column type")));
    return;
  }
  if (!yaml_text(node, "type", &text, draft->diags)) return;
  if (type->shape == ROW_UNKNOWN) {
    report_unknown(draft, node, text);
    return;
  }
  question->kind = type->kind;
  row->broken = false;
  row->list_name = type->from_file ? file_stem(type->list) : type->list;
  row->or_other = type->or_other;
  row->from_answers = type->from_answers;
  if (type->kind == QUESTION_UNASKED)
    read_unasked(draft, node, type);
  else
    read_rest(draft, node, type, row);
}
