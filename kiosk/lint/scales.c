/* Scales: as many points below the middle as above, and one with no middle among others that have one. What is negative is told by words,
 * of pairs that are opposites; a scale that has a word beyond them is not judged, and neither is one from never to always, which has no
 * negative side. */
#include "notes.h"
#include "words.h"

enum { POINTS_LEAST = 3, POINTS_MOST = 9, SIDES_LEAST = 4 };

typedef enum Side { SIDE_UNKNOWN, SIDE_NEGATIVE, SIDE_MIDDLE, SIDE_POSITIVE, SIDE_COUNT } Side;

/* In this order: "uenig" has "enig" in it, and "verken enig eller uenig" both. */
static const struct {
  Side side;
  const char *stem;
} STEMS[] = {
    /* Ukrainian */
    {SIDE_MIDDLE, "ні згод"},
    {SIDE_MIDDLE, "ні добре, ні"},
    {SIDE_MIDDLE, "нейтральн"},
    {SIDE_MIDDLE, "посередині"},
    {SIDE_MIDDLE, "важко сказати"},
    {SIDE_MIDDLE, "ні так, ні ні"},
    {SIDE_NEGATIVE, "не згод"},
    {SIDE_NEGATIVE, "незгод"},
    {SIDE_NEGATIVE, "незадоволен"},
    {SIDE_NEGATIVE, "не задоволен"},
    {SIDE_NEGATIVE, "некорисн"},
    {SIDE_NEGATIVE, "не корисн"},
    {SIDE_NEGATIVE, "мало корисн"},
    {SIDE_NEGATIVE, "погано"},
    {SIDE_NEGATIVE, "поганий"},
    {SIDE_NEGATIVE, "погана"},
    {SIDE_NEGATIVE, "важко"},
    {SIDE_NEGATIVE, "складно"},
    {SIDE_NEGATIVE, "небезпечно"},
    {SIDE_NEGATIVE, "невпевнен"},
    {SIDE_NEGATIVE, "марно"},
    {SIDE_POSITIVE, "згод"},
    {SIDE_POSITIVE, "згідн"},
    {SIDE_POSITIVE, "задоволен"},
    {SIDE_POSITIVE, "корисн"},
    {SIDE_POSITIVE, "добре"},
    {SIDE_POSITIVE, "добрий"},
    {SIDE_POSITIVE, "добра"},
    {SIDE_POSITIVE, "чудово"},
    {SIDE_POSITIVE, "відмінн"},
    {SIDE_POSITIVE, "легко"},
    {SIDE_POSITIVE, "безпечно"},
    {SIDE_POSITIVE, "впевнен"},
    /* Arabic */
    {SIDE_MIDDLE, "ولا أعارض"},
    {SIDE_MIDDLE, "محايد"},
    {SIDE_MIDDLE, "متوسط"},
    {SIDE_MIDDLE, "بين بين"},
    {SIDE_MIDDLE, "بين هذا وذاك"},
    {SIDE_NEGATIVE, "لا أوافق"},
    {SIDE_NEGATIVE, "غير موافق"},
    {SIDE_NEGATIVE, "أعارض"},
    {SIDE_NEGATIVE, "غير راض"},
    {SIDE_NEGATIVE, "غير مفيد"},
    {SIDE_NEGATIVE, "ليس مفيد"},
    {SIDE_NEGATIVE, "قليل الفائدة"},
    {SIDE_NEGATIVE, "سيئ"},
    {SIDE_NEGATIVE, "سيء"},
    {SIDE_NEGATIVE, "صعب"},
    {SIDE_NEGATIVE, "غير آمن"},
    {SIDE_NEGATIVE, "غير متأكد"},
    {SIDE_POSITIVE, "أوافق"},
    {SIDE_POSITIVE, "موافق"},
    {SIDE_POSITIVE, "راض"},
    {SIDE_POSITIVE, "مفيد"},
    {SIDE_POSITIVE, "جيد"},
    {SIDE_POSITIVE, "ممتاز"},
    {SIDE_POSITIVE, "رائع"},
    {SIDE_POSITIVE, "سهل"},
    {SIDE_POSITIVE, "آمن"},
    {SIDE_POSITIVE, "متأكد"},
    /* Norwegian and English */
    {SIDE_MIDDLE, "verken"},
    {SIDE_MIDDLE, "hverken"},
    {SIDE_MIDDLE, "korkje"},
    {SIDE_MIDDLE, "midt"},
    {SIDE_MIDDLE, "nøytral"},
    {SIDE_MIDDLE, "både"},
    {SIDE_MIDDLE, "neither"},
    {SIDE_MIDDLE, "neutral"},
    {SIDE_MIDDLE, "in between"},
    {SIDE_NEGATIVE, "uenig"},
    {SIDE_NEGATIVE, "misfornøyd"},
    {SIDE_NEGATIVE, "misnøgd"},
    {SIDE_NEGATIVE, "ikke "},
    {SIDE_NEGATIVE, "ikkje "},
    {SIDE_NEGATIVE, "lite "},
    {SIDE_NEGATIVE, "dårlig"},
    {SIDE_NEGATIVE, "dårleg"},
    {SIDE_NEGATIVE, "vanskelig"},
    {SIDE_NEGATIVE, "vanskeleg"},
    {SIDE_NEGATIVE, "usikker"},
    {SIDE_NEGATIVE, "utrygg"},
    {SIDE_NEGATIVE, "unyttig"},
    {SIDE_NEGATIVE, "disagree"},
    {SIDE_NEGATIVE, "dissatisfied"},
    {SIDE_NEGATIVE, "unsatisfied"},
    {SIDE_NEGATIVE, "not "},
    {SIDE_NEGATIVE, "little use"},
    {SIDE_NEGATIVE, "bad"},
    {SIDE_NEGATIVE, "poor"},
    {SIDE_NEGATIVE, "hard"},
    {SIDE_NEGATIVE, "difficult"},
    {SIDE_NEGATIVE, "unsure"},
    {SIDE_NEGATIVE, "unlikely"},
    {SIDE_NEGATIVE, "useless"},
    {SIDE_POSITIVE, "enig"},
    {SIDE_POSITIVE, "fornøyd"},
    {SIDE_POSITIVE, "nøgd"},
    {SIDE_POSITIVE, "bra"},
    {SIDE_POSITIVE, "god"},
    {SIDE_POSITIVE, "lett"},
    {SIDE_POSITIVE, "enkel"},
    {SIDE_POSITIVE, "sikker"},
    {SIDE_POSITIVE, "trygg"},
    {SIDE_POSITIVE, "nyttig"},
    {SIDE_POSITIVE, "agree"},
    {SIDE_POSITIVE, "satisfied"},
    {SIDE_POSITIVE, "good"},
    {SIDE_POSITIVE, "easy"},
    {SIDE_POSITIVE, "sure"},
    {SIDE_POSITIVE, "likely"},
    {SIDE_POSITIVE, "useful"},
    {SIDE_POSITIVE, "excellent"},
};

typedef struct Scale {
  const Question *question; /* the first with this look and list */
  size_t points, sides[SIDE_COUNT];
} Scale;

static Side side_of(Lint *lint, Str label) {
  const Str small = words_small(lint->arena, label);
  for (size_t i = 0; i < COUNT_OF(STEMS); i++)
    if (words_contain(small, STEMS[i].stem)) return STEMS[i].side;
  return SIDE_UNKNOWN;
}

static Scale measure(Lint *lint, const Question *question) {
  Scale scale = {.question = question};
  const ChoiceList *list = form_choices(lint->form, question);
  for (size_t i = 0; i < list->count; i++) {
    if (list->choices[i].missing) continue;
    scale.points++;
    scale.sides[side_of(lint, lint_label(lint, list->choices[i].label))]++;
  }
  return scale;
}

static Str list_name(const Lint *lint, const Scale *scale) {
  return form_choices(lint->form, scale->question)->name;
}

static Place list_place(const Lint *lint, const Scale *scale) {
  return form_choices(lint->form, scale->question)->place;
}

static void judge_balance(Lint *lint, const Scale *scale) {
  const size_t below = scale->sides[SIDE_NEGATIVE], above = scale->sides[SIDE_POSITIVE];
  if (scale->sides[SIDE_UNKNOWN] > 0 || below == 0 || above == 0 || below + above < POINTS_LEAST || below == above) return;
  lint_say(
      lint, ADVICE_SCALE_UNBALANCED, list_place(lint, scale),
      SAY(lint, "the scale " STR_FMT " has %zu negative and %zu positive answers", STR_ARG(list_name(lint, scale)), below, above),
      STR("give it as many of each: who has no opinion is drawn to the side with more"));
}

static bool has_middle(const Scale *scale) {
  return scale->points % 2 == 1;
}

/* Most of the form's scales have a middle, or most have none; an even split is a choice. */
static void judge_middles(Lint *lint, const Scale *scales, size_t count) {
  size_t with = 0;
  for (size_t i = 0; i < count; i++)
    with += has_middle(&scales[i]);
  if (count < 3 || with == count || count - with >= with) return;
  for (size_t i = 0; i < count; i++)
    if (!has_middle(&scales[i]))
      lint_say(lint, ADVICE_SCALE_MIDDLE, list_place(lint, &scales[i]),
               SAY(lint, "the scale " STR_FMT " has %zu points and so no middle, as %zu other scales of this form have",
                   STR_ARG(list_name(lint, &scales[i])), scales[i].points, with),
               STR("if it is not meant to make people take sides, give it a middle as the others"));
}

static bool is_scale(const Lint *lint, const Question *question) {
  const unsigned looks = APPEARANCE_LIKERT | APPEARANCE_SMILEYS;
  return question->kind == QUESTION_SELECT_ONE && form_choices(lint->form, question) &&
         ((question->appearance & looks) || question->table_ix >= 0);
}

/* Many questions may share a list. */
static bool *new_lists(const Lint *lint) {
  return ARENA_ARRAY(lint->arena, bool, lint->form->list_count + 1);
}

void lint_scales(Lint *lint) {
  const Form *form = lint->form;
  bool *judged = new_lists(lint), *gathered = new_lists(lint);
  Scale *scales = ARENA_ARRAY(lint->arena, Scale, form->list_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    if (question->kind != QUESTION_SELECT_ONE || question->list_ix < 0) continue;
    if (judged[question->list_ix] && (gathered[question->list_ix] || !is_scale(lint, question))) continue;
    const Scale scale = measure(lint, question);
    const bool of_size = scale.points >= POINTS_LEAST && scale.points <= POINTS_MOST;
    if (!judged[question->list_ix] && of_size) judge_balance(lint, &scale);
    judged[question->list_ix] = true;
    if (!is_scale(lint, question) || gathered[question->list_ix]) continue;
    gathered[question->list_ix] = true;
    if (of_size && scale.points >= SIDES_LEAST) scales[count++] = scale;
  }
  judge_middles(lint, scales, count);
}
