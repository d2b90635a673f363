/* How much is asked, and how much of it in writing. */
#include "notes.h"

enum { OPEN_MANY = 3 };

void lint_open_questions(Lint *lint) {
  const Form *form = lint->form;
  size_t asked = 0, open = 0, required = 0;
  const Question *fourth = NULL;
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    if (!lint_is_asked(question)) continue;
    asked++;
    required += question->required != NULL;
    open += question->kind == QUESTION_TEXT && !question->link_element;
    if (open == OPEN_MANY + 1 && !fourth) fourth = question;
  }
  lint_fact(lint, ADVICE_FACT_QUESTIONS, (Place){0}, (double)asked,
            SAY(lint, STR_FMT ": %zu open, to be written; %zu that cannot be skipped", STR_ARG(lint_count(lint, asked, "question")),
                open, required));
  if (fourth)
    lint_say(
        lint, ADVICE_MANY_OPEN, fourth->place,
        SAY(lint, "%zu questions ask people to write; this is number %d", open, OPEN_MANY + 1),
        STR("standing at a screen, people write little: keep the one or two that you will read, or let them go on on a phone"));
}
