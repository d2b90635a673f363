#include "choice_columns.h"

/* Of two that share a code the first keeps it. */
static void check_codes(Draft *draft, const ChoiceList *list, Choice *choices, const ListDraft *list_draft) {
  Str *codes = ARENA_ARRAY(draft->arena, Str, list->count);
  for (size_t i = 0; i < list->count; i++)
    if (list->choices[i].code >= 0) codes[i] = arena_printf(draft->arena, "%d", list->choices[i].code);
  NameIndex index = name_index_new(draft->arena, codes, NULL, list->count);
  for (size_t i = 0; i < list->count; i++) {
    int first = name_index_find(&index, 0, codes[i]);
    if (first < 0 || (size_t)first == i) continue;
    choices[i].code = -1;
    draft_report(draft, MISTAKE_DUPLICATE_CODE, yaml_get(list_draft->choice_nodes[i], "code"),
                 SAY(draft, "the code " STR_FMT " belongs to the choice " STR_FMT " already", STR_ARG(codes[i]),
                     STR_ARG(list->choices[first].name)),
                 STR("give each choice of a list a code of its own"));
  }
}

static void check_translations(Draft *draft, const ChoiceList *list, const ListDraft *list_draft) {
  uint64_t missing = 0;
  for (size_t i = 0; i < list->count; i++)
    missing |= missing_languages(draft, list->choices[i].label);
  report_missing_languages(draft, missing, list_draft->key, SAY(draft, "a choice of the list " STR_FMT, STR_ARG(list->name)));
}

static void check_exclusive(Draft *draft, const ChoiceList *list, const ListDraft *list_draft) {
  if (!list_draft->used || list_draft->used_by_multiple) return;
  for (size_t i = 0; i < list->count; i++) {
    if (!list->choices[i].exclusive) continue;
    draft_report(
        draft, MISTAKE_EXCLUSIVE_WITHOUT_EFFECT, yaml_get(list_draft->choice_nodes[i], "exclusive"),
        SAY(draft, "exclusive means nothing here: the list " STR_FMT " is for a select_one, where every choice excludes the others",
            STR_ARG(list->name)),
        STR("remove it"));
    return;
  }
}

/* Whether a list is used cannot be told while a question's type is not known. */
static bool knows_all_types(const Draft *draft) {
  for (size_t i = 0; i < draft->form.question_count; i++)
    if (draft->rows[i].broken) return false;
  return !draft->survey_broken;
}

void check_choices(Draft *draft) {
  bool knows_types = knows_all_types(draft);
  for (size_t i = 0; i < draft->form.list_count; i++) {
    const ListDraft *list_draft = &draft->list_drafts[i];
    const ChoiceList *list = &draft->lists[i];
    if (knows_types && !list_draft->used && !draft->patient) /* workbooks share lists: many have some to spare */
      draft_report(draft, MISTAKE_UNUSED_LIST, list_draft->key,
                   SAY(draft, "no question uses the list " STR_FMT, STR_ARG(list->name)),
                   STR("write it behind a question's select_one or select_multiple, or remove it"));
    if (!list_draft->choice_nodes) continue;
    check_columns(draft, list, list_draft);
    check_codes(draft, list, list_draft->choices, list_draft);
    check_translations(draft, list, list_draft);
    check_exclusive(draft, list, list_draft);
  }
}
