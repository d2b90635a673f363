#include "survey_state.h"

/* Objects and arrays are opened when there is something to be said in them, outer ones first. */
typedef struct Object Object;

typedef struct Array { /* of a repeat's instances */
  Object *around;
  const Group *repeat;
  int written; /* objects so far */
  bool open;
} Array;

struct Object {
  Array *array; /* it stands in, as number `instance`; NULL: the outermost */
  int instance;
  bool open;
  bool any; /* members */
};

typedef struct Writer {
  const Survey *survey;
  Sink *sink;
} Writer;

static void write_key(const Writer *w, Object *object, Str key) {
  if (object->any) sink_z(w->sink, ",");
  object->any = true;
  sink_json_str(w->sink, key);
  sink_z(w->sink, ":");
}

/* An instance keeps its place: those before it that say nothing are empty objects. */
static void fill_array(const Writer *w, Array *array, int count) {
  for (; array->written < count; array->written++)
    sink_z(w->sink, array->written > 0 ? ",{}" : "{}");
}

static void open_object(const Writer *w, Object *object);

static void open_array(const Writer *w, Array *array) {
  if (array->open) return;
  array->open = true;
  open_object(w, array->around);
  write_key(w, array->around, array->repeat->key);
  sink_z(w->sink, "[");
}

static void open_object(const Writer *w, Object *object) {
  if (object->open) return;
  object->open = true;
  Array *array = object->array;
  if (array) {
    open_array(w, array);
    fill_array(w, array, object->instance);
    if (array->written++ > 0) sink_z(w->sink, ",");
  }
  sink_z(w->sink, "{");
}

static bool is_passed_over(const Survey *survey, int frame, int question_ix) {
  const CellState *state = cell_state(survey, frame, question_ix);
  if (!state->relevant || !state->passed || !value_is_empty(state->answer.value)) return false;
  const FormType *type = form_type(question_at(survey, question_ix)->kind);
  return type->asked && type->takes_answer && !survey_is_read_only(survey, cell_number(survey, frame, question_ix));
}

static void write_answer(const Writer *w, int frame, int question_ix) {
  const QuestionType *type = question_type(question_at(w->survey, question_ix)->kind);
  if (type->attachment) {
    sink_json_str(w->sink, survey_attachment(w->survey, cell_number(w->survey, frame, question_ix), rules_scratch(w->survey)));
    rules_done(w->survey);
  } else {
    type->to_json(cell_state(w->survey, frame, question_ix)->answer.value, w->sink);
  }
}

static void write_question(const Writer *w, Object *object, int frame, int question_ix) {
  const Question *question = question_at(w->survey, question_ix);
  if (question->link_element) return;
  bool counts = rules_counts(w->survey, frame, question_ix);
  if (!counts && !is_passed_over(w->survey, frame, question_ix)) return;
  open_object(w, object);
  write_key(w, object, question->key);
  if (counts)
    write_answer(w, frame, question_ix);
  else
    sink_z(w->sink, "null");
}

/* Without repeat_count there is an instance from the beginning: where there is none, the visitor has said so. */
static bool is_count_said(const Writer *w, int frame, int repeat_ix) {
  const HolderState *repeat = holder_state(w->survey, frame, repeat_ix);
  return repeat->passed || (repeat->instances.count == 0 && !group_at(w->survey, repeat_ix)->repeat_count);
}

static void write_frame(const Writer *w, Object *object, int frame);

static void write_instances(const Writer *w, Object *around, int frame, int repeat_ix) {
  const Instances *instances = frame_instances(w->survey, frame, repeat_ix);
  Array array = {.around = around, .repeat = group_at(w->survey, repeat_ix)};
  for (int i = 0; i < instances->count; i++) {
    Object object = {.array = &array, .instance = i};
    write_frame(w, &object, instances->frames[i]);
    if (object.open) sink_z(w->sink, "}");
  }
  if (is_count_said(w, frame, repeat_ix)) open_array(w, &array);
  if (!array.open) return;
  fill_array(w, &array, instances->count);
  sink_z(w->sink, "]");
}

/* As deep as repeats stand in each other. */
static void write_frame(const Writer *w, Object *object, int frame) {
  const Outline *outline = &w->survey->outline;
  int repeat_ix = w->survey->frames[frame].repeat_ix;
  int end = repeat_ix < 0 ? outline->count : outline->end_stop[repeat_ix];
  for (int i = repeat_ix < 0 ? 0 : outline->begin_stop[repeat_ix] + 1; i < end; i++) {
    const Stop *stop = &outline->stops[i];
    if (stop->question_ix >= 0) {
      write_question(w, object, frame, stop->question_ix);
      continue;
    }
    if (holder_relevant(w->survey, frame, stop->repeat_ix)) write_instances(w, object, frame, stop->repeat_ix);
    i = outline->end_stop[stop->repeat_ix];
  }
}

void survey_answers_json(const Survey *survey, Sink *sink) {
  Writer writer = {survey, sink};
  Object answers = {0};
  open_object(&writer, &answers);
  write_frame(&writer, &answers, 0);
  sink_z(sink, "}");
}
