/* Conditions that never change, shown by trying every answer: where a condition looks only at questions with few choices, all that visitors
 * can answer is tried, and what a question may be answered only when it is asked itself. */
#include "notes.h"
#include "words.h"

enum { UNKNOWNS_MAX = 6, ANSWERS_MAX = 5000 /* combinations that are tried */, CHOICES_MAX = 40 };

typedef struct Unknown { /* a question that the condition looks at */
  int question_ix;
  size_t count; /* of its answers, with none at all */
} Unknown;

typedef struct Trial {
  Lint *lint;
  Unknown unknowns[UNKNOWNS_MAX];
  size_t count, combinations, chosen; /* chosen: the number of the combination that is tried */
  bool hopeless;
  Arena *scratch;
} Trial;

static size_t answers_of(const Form *form, const Question *question) {
  const ChoiceList *list = form_choices(form, question);
  if (question->calculation) return 0;
  if (question->kind == QUESTION_ACKNOWLEDGE) return 2;
  if (question->kind != QUESTION_SELECT_ONE || !list || list->from_file || list->count > CHOICES_MAX) return 0;
  return list->count + 1;
}

static int find_unknown(const Trial *trial, int question_ix) {
  for (size_t i = 0; i < trial->count; i++)
    if (trial->unknowns[i].question_ix == question_ix) return (int)i;
  return -1;
}

static void add_unknown(void *context, int reference_ix) {
  Trial *trial = context;
  const Form *form = trial->lint->form;
  const int question_ix = form_question_of(form, reference_ix);
  if (trial->hopeless || (question_ix >= 0 && find_unknown(trial, question_ix) >= 0)) return;
  const size_t answers =
      question_ix < 0 || form->questions[question_ix].repeat_ix >= 0 ? 0 : answers_of(form, &form->questions[question_ix]);
  trial->hopeless = answers == 0 || trial->count == UNKNOWNS_MAX || trial->combinations * answers > ANSWERS_MAX;
  if (trial->hopeless) return;
  trial->combinations *= answers;
  trial->unknowns[trial->count++] = (Unknown){question_ix, answers};
}

static Value answer(const Trial *trial, int unknown_ix) {
  size_t rest = trial->chosen;
  for (int i = 0; i < unknown_ix; i++)
    rest /= trial->unknowns[i].count;
  const size_t choice_ix = rest % trial->unknowns[unknown_ix].count;
  const Question *question = &trial->lint->form->questions[trial->unknowns[unknown_ix].question_ix];
  if (choice_ix == 0) return VALUE_NONE;
  if (question->kind == QUESTION_ACKNOWLEDGE) return value_text(STR("OK"));
  return value_text(form_choices(trial->lint->form, question)->choices[choice_ix - 1].name);
}

static Value look_up(void *context, int reference_ix) {
  const Trial *trial = context;
  const int unknown_ix = find_unknown(trial, form_question_of(trial->lint->form, reference_ix));
  return unknown_ix < 0 ? VALUE_NONE : answer(trial, unknown_ix);
}

/* It reads answers alone, and comes to the same each time. */
static bool is_plain(const Expr *expr) {
  static const char *const FUNCTIONS[] = {
      "random", "now",         "today",        "uuid", "instance", "position",    "index", "once",      "pulldata",      "duration",
      "itext",  "choice-name", "choice-label", "last", "regex",    "device-info", "-if",   "randomize", "indexed-repeat"};
  static const char *const PATHS[] = {"/", "..", "["};
  for (size_t i = 0; i < COUNT_OF(FUNCTIONS); i++)
    if (words_call(expr_text(expr), FUNCTIONS[i])) return false;
  for (size_t i = 0; i < COUNT_OF(PATHS); i++)
    if (words_contain(expr_text(expr), PATHS[i])) return false;
  return !expr_uses_self(expr) && !expr_uses_position(expr);
}

static bool holds(Trial *trial, const Expr *expr) {
  const ExprHost host = {.context = trial, .reference = look_up};
  arena_rewind(trial->scratch);
  return expr_eval_boolean(expr, &host, trial->scratch);
}

/* Could the question have been asked, by its own condition and those of its groups, with these answers? Where one looks at more than is
 * tried here, yes: so that what is shown to be never, is never. */
static bool can_be_asked(Trial *trial, const Expr *relevant, int group_ix);

static void see(void *context, int reference_ix) {
  Trial *trial = context;
  trial->hopeless |= find_unknown(trial, form_question_of(trial->lint->form, reference_ix)) < 0;
}

static bool allows(Trial *trial, const Expr *expr) {
  if (!expr || !is_plain(expr)) return true;
  trial->hopeless = false;
  expr_each_reference(expr, see, trial);
  const bool beyond = trial->hopeless;
  trial->hopeless = false;
  return beyond || holds(trial, expr);
}

static bool can_be_asked(Trial *trial, const Expr *relevant, int group_ix) {
  if (!allows(trial, relevant)) return false;
  for (; group_ix >= 0; group_ix = trial->lint->form->groups[group_ix].parent_ix)
    if (!allows(trial, trial->lint->form->groups[group_ix].relevant)) return false;
  return true;
}

static bool is_possible(Trial *trial) {
  for (size_t i = 0; i < trial->count; i++) {
    const Question *question = &trial->lint->form->questions[trial->unknowns[i].question_ix];
    if (value_is_empty(answer(trial, (int)i))) continue;
    if (!can_be_asked(trial, question->relevant, question->group_ix)) return false;
  }
  return true;
}

typedef struct Outcome {
  bool ever, always;
} Outcome;

static Outcome try_all(Trial *trial, const Expr *expr) {
  Outcome outcome = {.always = true};
  for (trial->chosen = 0; trial->chosen < trial->combinations && (outcome.always || !outcome.ever); trial->chosen++) {
    if (!is_possible(trial)) continue;
    const bool true_now = holds(trial, expr);
    outcome.ever |= true_now;
    outcome.always &= true_now;
  }
  return outcome;
}

static void add_conditions_around(Trial *trial) {
  for (size_t i = 0; i < trial->count && !trial->hopeless; i++) {
    const Question *question = &trial->lint->form->questions[trial->unknowns[i].question_ix];
    if (question->relevant && is_plain(question->relevant)) expr_each_reference(question->relevant, add_unknown, trial);
  }
  trial->hopeless = false; /* what does not fit is left open */
}

typedef struct Misnaming {
  const Form *form;
  bool found;
} Misnaming;

static void look_for_choice(void *context, int reference_ix, Str text) {
  Misnaming *misnaming = context;
  const int question_ix = form_question_of(misnaming->form, reference_ix);
  const ChoiceList *list = question_ix < 0 ? NULL : form_choices(misnaming->form, &misnaming->form->questions[question_ix]);
  misnaming->found |= list && text.len > 0 && form_find_choice(list, text) < 0;
}

/* It names a choice that there is none of: the form's own pass has said so, and why it is never true. */
static bool is_misnamed(const Form *form, const Expr *expr) {
  Misnaming misnaming = {.form = form};
  expr_each_comparison(expr, look_for_choice, &misnaming);
  return misnaming.found;
}

/* Says what it finds, and remembers it by the reference. */
static void judge(Lint *lint, const Expr *expr, Place place, Str name, size_t reference_ix, Arena *scratch) {
  Value constant;
  if (!expr || expr_constant(expr, &constant) || !is_plain(expr)) return; /* of constants the form's own pass speaks */
  Trial trial = {.lint = lint, .combinations = 1, .scratch = scratch};
  expr_each_reference(expr, add_unknown, &trial);
  if (trial.hopeless || trial.count == 0) return;
  add_conditions_around(&trial);
  const Outcome outcome = try_all(&trial, expr);
  const Str text = expr_text(expr);
  lint->hidden[reference_ix] = !outcome.ever;
  lint->certain[reference_ix] = outcome.ever && outcome.always;
  if (is_misnamed(lint->form, expr)) return;
  if (!outcome.ever)
    lint_say(lint, ADVICE_CONDITION_NEVER, place,
             SAY(lint, STR_FMT " is never asked: no answers make its condition true: " STR_FMT, STR_ARG(name), STR_ARG(text)),
             STR("mend the condition (is an `and` meant as an `or`?), or take it out"));
  else if (outcome.always)
    lint_say(lint, ADVICE_CONDITION_ALWAYS, place,
             SAY(lint, STR_FMT " is always asked: every answer makes its condition true: " STR_FMT, STR_ARG(name), STR_ARG(text)),
             STR("mend the condition (is an `or` meant as an `and`?), or leave it out"));
}

void lint_conditions(Lint *lint) {
  const Form *form = lint->form;
  Arena *scratch = arena_new(0);
  for (size_t i = 0; i < form->question_count; i++)
    judge(lint, form->questions[i].relevant, form->questions[i].place, form->questions[i].path, i, scratch);
  for (size_t i = 0; i < form->group_count; i++)
    judge(lint, form->groups[i].relevant, form->groups[i].place, form->groups[i].path, form->question_count + i, scratch);
  arena_free(scratch);
}
