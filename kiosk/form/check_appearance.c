#include <math.h>

#include "draft.h"

enum { STARS_MIN = 3, STARS_MAX = 10 };

/* Of those that exclude each other the one with the lowest bit stays, or the one that must. */
static const struct {
  unsigned looks, must_stay;
} EXCLUDING[] = {
    {APPEARANCE_SMILEYS | APPEARANCE_NPS | APPEARANCE_LIKERT | APPEARANCE_MINIMAL | APPEARANCE_STARS, 0},
    {APPEARANCE_MULTILINE | APPEARANCE_MASKED, APPEARANCE_MASKED},
    {APPEARANCE_MONTH_YEAR | APPEARANCE_YEAR, 0},
    {APPEARANCE_SIGNATURE | APPEARANCE_DRAW, 0},
};

/* Those that are meant; the others are hints for other programs, which forms in circulation have everywhere. */
static const unsigned MEANT = APPEARANCE_QUICK | APPEARANCE_SMILEYS | APPEARANCE_NPS | APPEARANCE_LIKERT | APPEARANCE_STARS |
                              APPEARANCE_MULTILINE | APPEARANCE_MASKED | APPEARANCE_SIGNATURE | APPEARANCE_DRAW;

static Str list_words(Draft *draft, unsigned bits) {
  Str words[sizeof(bits) * 8];
  size_t count = 0;
  Str text = form_appearance_words(draft->arena, bits);
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text))
    words[count++] = word;
  return draft_join(draft, words, count);
}

static unsigned lowest_bit(unsigned bits) {
  return bits & (~bits + 1);
}

static void report_without_effect(Draft *draft, const YamlNode *node, Str what, Str remedy) {
  draft_report(draft, MISTAKE_APPEARANCE_WITHOUT_EFFECT, node, what, remedy);
}

/* Whether it was said: it means nothing for the type. */
static bool check_type(Draft *draft, Question *question, const YamlNode *node) {
  const FormType *type = form_type(question->kind);
  unsigned without_effect = type->asked ? question->appearance & MEANT & ~type->appearances : 0;
  question->appearance &= type->appearances;
  if (!(type->appearances & APPEARANCE_HORIZONTAL)) question->columns = 0;
  if (without_effect)
    report_without_effect(draft, node,
                          SAY(draft, "the appearance " STR_FMT " means nothing for a question of type %s",
                              STR_ARG(list_words(draft, without_effect)), type->name),
                          STR("remove it"));
  return without_effect != 0;
}

static void check_excluding(Draft *draft, Question *question, const YamlNode *node, bool silent) {
  for (size_t i = 0; i < COUNT_OF(EXCLUDING); i++) {
    unsigned looks = question->appearance & EXCLUDING[i].looks;
    unsigned stays = looks & EXCLUDING[i].must_stay ? EXCLUDING[i].must_stay : lowest_bit(looks);
    if (looks == stays) continue;
    question->appearance &= ~(looks & ~stays);
    if (!silent)
      draft_report(draft, MISTAKE_APPEARANCE_CONFLICT, node,
                   SAY(draft, "a question cannot look like " STR_FMT " at the same time", STR_ARG(list_words(draft, looks))),
                   STR("keep one of them"));
  }
}

/* The rows of a table look alike, and a scale takes the room it needs. */
static void check_place(Draft *draft, Question *question, const RowDraft *row, const YamlNode *node) {
  const unsigned looks = question->appearance & EXCLUDING[0].looks;
  if (question->table_ix >= 0) {
    question->appearance &= ~(looks | (unsigned)APPEARANCE_HORIZONTAL);
    question->columns = 0;
    if (looks)
      report_without_effect(draft, node,
                            SAY(draft, "in a table the appearance " STR_FMT " means nothing", STR_ARG(list_words(draft, looks))),
                            STR("remove it, or take the question out of the table"));
    return;
  }
  const bool is_row = row->matrix & MATRIX_ROW && form_type(question->kind)->appearances & APPEARANCE_HORIZONTAL;
  if (is_row && !draft_shares_screen(draft, question->group_ix))
    report_without_effect(draft, node, STR("list-nolabel makes the rows of a table, and this question has a screen of its own"),
                          STR("put the rows into a group with the appearance field-list, or remove it"));
  if (looks && question->columns > 0)
    report_without_effect(
        draft, node, SAY(draft, "columns mean nothing for a question that looks like " STR_FMT, STR_ARG(list_words(draft, looks))),
        STR("remove one of the two"));
  if (looks) question->columns = 0;
}

static bool is_zero_to_ten(const ChoiceList *list) {
  static const char *const NAMES[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
  if (list->count != COUNT_OF(NAMES)) return false;
  for (size_t i = 0; i < list->count; i++)
    if (!str_is(list->choices[i].name, NAMES[i]) || list->choices[i].missing) return false;
  return true;
}

static void drop(Draft *draft, Question *question, Appearance look, Mistake mistake, const YamlNode *node, Str what, Str remedy) {
  question->appearance &= ~(unsigned)look;
  draft_report(draft, mistake, node, what, remedy);
}

static size_t count_steps(const ChoiceList *list) {
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++)
    count += !list->choices[i].missing;
  return count;
}

static void check_scale(Draft *draft, Question *question, const YamlNode *node) {
  if (question->list_ix < 0 || draft->list_drafts[question->list_ix].broken) return;
  const ChoiceList *list = &draft->lists[question->list_ix];
  const size_t steps = count_steps(list);
  if (question->appearance & APPEARANCE_NPS && !is_zero_to_ten(list))
    drop(draft, question, APPEARANCE_NPS, MISTAKE_NPS_CHOICES, node,
         SAY(draft, "nps needs a list of eleven choices, and " STR_FMT " is another", STR_ARG(list->name)),
         STR("name the choices 0, 1, 2 to 10 in this order, none of them missing: true"));
  if (question->appearance & APPEARANCE_SMILEYS && steps != 3 && steps != 5)
    drop(draft, question, APPEARANCE_SMILEYS, MISTAKE_SMILEYS_CHOICES, node,
         SAY(draft, "there are faces for 3 or 5 choices, and " STR_FMT " has %zu", STR_ARG(list->name), steps),
         STR("change the list, mark a choice such as \"don't know\" with missing: true, or write likert"));
  if (question->appearance & APPEARANCE_STARS && (steps < STARS_MIN || steps > STARS_MAX))
    drop(draft, question, APPEARANCE_STARS, MISTAKE_STARS_CHOICES, node,
         SAY(draft, "there are stars for %d to %d choices, and " STR_FMT " has %zu", (int)STARS_MIN, (int)STARS_MAX,
             STR_ARG(list->name), steps),
         STR("change the list, mark a choice such as \"don't know\" with missing: true, or write likert"));
}

static void check_stars_of_range(Draft *draft, Question *question, const YamlNode *node) {
  if (question->kind != QUESTION_RANGE || !(question->appearance & APPEARANCE_STARS)) return;
  const Range *range = &question->range;
  const double steps =
      floor((range->end - range->start) / range->step + 1e-9) + 1; /* 1e-9: as 0.3 - 0.2 is a little less than 0.1 */
  if (steps >= STARS_MIN && steps <= STARS_MAX) return;
  Arena *arena = draft->arena;
  drop(draft, question, APPEARANCE_STARS, MISTAKE_STARS_CHOICES, node,
       SAY(draft, "there are stars for %d to %d steps, and from " STR_FMT " to " STR_FMT " there are " STR_FMT, (int)STARS_MIN,
           (int)STARS_MAX, STR_ARG(number_to_str(arena, range->start)), STR_ARG(number_to_str(arena, range->end)),
           STR_ARG(number_to_str(arena, steps))),
       STR("write start=1 end=5 into parameters, or remove the appearance"));
}

void check_appearance(Draft *draft, Question *question, const RowDraft *row) {
  const YamlNode *node = yaml_get(row->node, "appearance");
  bool said = check_type(draft, question, node);
  check_excluding(draft, question, node, said);
  check_place(draft, question, row, node);
  check_scale(draft, question, node);
  check_stars_of_range(draft, question, node);
}
