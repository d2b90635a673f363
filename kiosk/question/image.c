#include "question_types.h"
#include "sketch.h"

static int paper_height(const Question *question) {
  return question->appearance & APPEARANCE_SIGNATURE ? SKETCH_SIGNATURE_HEIGHT : SKETCH_DRAWING_HEIGHT;
}

/* A name that is typed stands for a signature, and for no drawing. */
static bool accept(const Form *form, const Question *question, Value value) {
  (void)form;
  Str name;
  if (value.kind != VALUE_TEXT) return false;
  if (question->appearance & APPEARANCE_SIGNATURE && sketch_typed(value.text, &name)) return true;
  return sketch_height(value.text) == paper_height(question);
}

static bool from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out) {
  (void)arena;
  (void)form;
  (void)question;
  *out = value_text(text);
  return true;
}

/* What is written is its name, which the survey knows. */
const QuestionType question_image = {
    .kind = QUESTION_IMAGE,
    .attachment = true,
    .attachment_ending = sketch_ending,
    .accept = accept,
    .from_text = from_text,
    .to_json = question_nothing_to_json,
};
