#include "survey_state.h"

static bool is_passed_over(const Survey *survey, int question_ix) {
  const QuestionState *state = &survey->questions[question_ix];
  const Question *question = &survey->setup.form->questions[question_ix];
  return state->relevant && state->passed && value_is_empty(state->answer.value) && form_type(question->kind)->takes_answer;
}

void survey_answers_json(const Survey *survey, Sink *sink) {
  const char *separator = "{";
  for (size_t i = 0; i < survey->setup.form->question_count; i++) {
    const Question *question = &survey->setup.form->questions[i];
    bool counts = rules_counts(survey, (int)i);
    if (!counts && !is_passed_over(survey, (int)i)) continue;
    sink_z(sink, separator);
    separator = ",";
    sink_json_str(sink, question->name);
    sink_z(sink, ":");
    if (counts)
      question_type(question->kind)->to_json(survey->questions[i].answer.value, sink);
    else
      sink_z(sink, "null");
  }
  sink_z(sink, *separator == '{' ? "{}" : "}");
}
