/* Codes that respondents give themselves: groups whose answers are never kept, only a keyed hash of them all. */
#include "draft.h"

enum { ELEMENTS_MIN = 2, ELEMENTS_MAX = 12 };

typedef struct Elements {
  Draft *draft;
  size_t count;
  const YamlNode *group; /* the first of them; NULL: there is none */
  bool read;             /* by the expression at hand */
} Elements;

static bool is_in_code(const Draft *draft, int group_ix) {
  for (; group_ix >= 0; group_ix = draft->groups[group_ix].parent_ix)
    if (draft->link_codes[group_ix]) return true;
  return false;
}

static Str why_not(const Question *question) {
  if (question->repeat_ix >= 0) return STR("stands in a repeat, so that there may be any number of it");
  if (!form_type(question->kind)->asked) return STR("is asked of nobody");
  if (question->calculation) return STR("is worked out, not given");
  if (question->kind == QUESTION_IMAGE) return STR("is drawn, and nobody draws the same twice");
  if (question->kind == QUESTION_ACKNOWLEDGE) return STR("is answered alike by all");
  return (Str){0};
}

static void check_element(Draft *draft, const Question *question, const YamlNode *row) {
  Str reason = why_not(question);
  if (reason.len > 0) {
    draft_report(
        draft, MISTAKE_LINK_CODE_ELEMENT, draft_get(row, "type"),
        SAY(draft, "the question " STR_FMT " cannot be a part of a code: it " STR_FMT, STR_ARG(question->name), STR_ARG(reason)),
        STR("ask it outside of the group with link_code, or ask for a choice, a number or a date in its place"));
    return;
  }
  if (!question->required)
    draft_report(
        draft, MISTAKE_LINK_CODE_PASSED_OVER, draft_get(row, "name"),
        SAY(draft, "who passes over " STR_FMT " gives no code, and cannot be found again in the follow-up",
            STR_ARG(question->name)),
        draft_remedy(draft, STR("write required: true; who wants no code can be asked first, in relevant: of the group"),
                     STR("write yes into its column required; who wants no code can be asked first, in the column relevant "
                         "of the group")));
  if (question->kind == QUESTION_TEXT)
    draft_report(draft, MISTAKE_LINK_CODE_WORDS, draft_get(row, "type"),
                 SAY(draft, "few write the same word for " STR_FMT " in the same way a second time", STR_ARG(question->name)),
                 STR("ask for a choice, a number or a date"));
}

static Elements find_elements(Draft *draft) {
  Elements elements = {.draft = draft};
  for (size_t i = draft->form.group_count; i-- > 0;)
    if (draft->link_codes[i]) elements.group = draft->group_nodes[i];
  for (size_t i = 0; i < draft->form.question_count; i++) {
    Question *question = &draft->questions[i];
    if (!form_type(question->kind)->takes_answer || !is_in_code(draft, question->group_ix)) continue;
    question->link_element = true;
    elements.count++;
    if (!draft->rows[i].broken) check_element(draft, question, draft->rows[i].node);
  }
  return elements;
}

static void note_element(void *context, int reference_ix) {
  Elements *elements = context;
  int question_ix = form_question_of(&elements->draft->form, reference_ix);
  elements->read |= question_ix >= 0 && elements->draft->questions[question_ix].link_element;
}

/* What is worked out from an element would stand in the database in its place. */
static void check_reader(Elements *elements, const YamlNode *row, const Question *question, const Expr *expr, const char *key) {
  elements->read = draft_reads_anything(expr);
  if (expr) expr_each_reference(expr, note_element, elements);
  if (!elements->read || question->link_element) return;
  draft_report(
      elements->draft, MISTAKE_LINK_CODE_READ, yaml_get(row, key),
      SAY(elements->draft, "the %s of " STR_FMT " would keep what only a hash may be kept of", key, STR_ARG(question->name)),
      STR("leave out what stands in a group with link_code"));
}

static void check_readers(Elements *elements) {
  for (size_t i = 0; i < elements->draft->form.question_count; i++) {
    const Question *question = &elements->draft->questions[i];
    const YamlNode *row = elements->draft->rows[i].node;
    check_reader(elements, row, question, question->calculation, "calculation");
    check_reader(elements, row, question, question->default_value, "default");
  }
}

static void check_count(Draft *draft, const Elements *elements) {
  if (elements->count >= ELEMENTS_MIN && elements->count <= ELEMENTS_MAX) return;
  draft_report(draft, MISTAKE_LINK_CODE_COUNT, draft_get(elements->group, "link_code"),
               elements->count < ELEMENTS_MIN
                   ? STR("a code of fewer than two elements tells nobody apart, and one slip loses it")
                   : SAY(draft, "a code of %zu elements is more than anybody gives twice without a slip", elements->count),
               SAY(draft, "ask for %d to %d harmless things that stay as they are; four to six are usual", (int)ELEMENTS_MIN,
                   (int)ELEMENTS_MAX));
}

static void check_mode(Draft *draft, const Elements *elements) {
  if (!draft->form.kiosk.anonymous) return;
  draft_report(draft, MISTAKE_PRIVACY_LINKED, draft_get(elements->group, "link_code"),
               STR("a code joins these answers with those of another time, so that they are not anonymous"),
               draft_remedy(draft, STR("write privacy: {mode: linked} under kiosk, or leave link_code out"),
                            STR("give privacy.mode in the sheet kiosk the value linked, or leave link_code out")));
}

/* A response is joined by one thing only. A survey elsewhere keeps its token itself. */
static void check_one_link(Draft *draft, const Elements *elements) {
  const KioskSettings *kiosk = &draft->form.kiosk;
  if (kiosk->followup_link != FOLLOWUP_TOKEN || kiosk->followup_form.len == 0) return;
  draft_report(
      draft, MISTAKE_LINK_CODE_TOKEN, draft_get(elements->group, "link_code"),
      STR("the form is to be joined with what follows by a token, and asks for a code too; answers are joined by one of them"),
      draft_remedy(draft, STR("write followup: {..., link: code}, or leave link_code out"),
                   STR("give followup.link in the sheet kiosk the value code, or leave link_code out")));
}

static void check_use(Draft *draft) {
  if (draft->form.kiosk.followup_link != FOLLOWUP_CODE) return;
  const YamlNode *followup = yaml_get(yaml_get(draft->root, "kiosk"), "followup");
  draft_report(
      draft, MISTAKE_LINK_CODE_MISSING, draft_get(followup, "link"), STR("link is code, and the form asks for none"),
      draft_remedy(draft, STR("write link_code: yes to a group of two questions or more, here and in the form that follows"),
                   STR("write yes into the column link_code of a group of two questions or more, here and in the form that "
                       "follows")));
}

void check_link_code(Draft *draft) {
  if (draft->survey_broken) return;
  Elements elements = find_elements(draft);
  if (!elements.group) {
    check_use(draft);
    return;
  }
  check_count(draft, &elements);
  check_mode(draft, &elements);
  check_one_link(draft, &elements);
  check_readers(&elements);
}
