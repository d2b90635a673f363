#include "robot_record.h"
#include "sketch.h"

#include <string.h>

enum { BATCH = 500, NAMES_MAX = 12 };

static const StoreAttachment *make_pictures(Arena *arena, const Survey *survey, size_t *count) {
  const SurveyAttachment *drawings = survey_attachments(survey, arena, count);
  StoreAttachment *pictures = ARENA_ARRAY(arena, StoreAttachment, *count);
  for (size_t i = 0; i < *count; i++)
    pictures[i] = (StoreAttachment){drawings[i].name, sketch_picture(arena, drawings[i].sketch)};
  return pictures;
}

/* Robots come in the order of their keys: rows that are appended cost the disk a fraction of rows that are strewn. Who they were is no
 * secret. */
static void make_key(const RobotRecord *record, size_t respondent, char uuid[STORE_UUID_LEN + 1]) {
  uint64_t seed = robot_visit_seed(record->setup, respondent);
  Random random = random_seeded(&seed);
  store_uuid(&random, uuid);
  char number[9];
  snprintf(number, sizeof number, "%08x", (unsigned)respondent);
  memcpy(uuid, number, sizeof number - 1);
}

static Status put(const RobotRecord *record, Arena *arena, const Survey *survey, size_t respondent, Err *err) {
  const Form *form = record->setup->form;
  char uuid[STORE_UUID_LEN + 1];
  make_key(record, respondent, uuid);
  Buffer answers = buffer_new(arena);
  Sink sink = sink_to_buffer(&answers);
  survey_answers_json(survey, &sink);
  size_t picture_count;
  const StoreAttachment *pictures = make_pictures(arena, survey, &picture_count);
  return store_put(record->store,
                   &(Response){.uuid = str_from(uuid),
                               .device = record->device,
                               .form_id = form->form_id,
                               .form_version = form->version,
                               .language = form->languages[survey_language(survey)].code,
                               .channel = STR("kiosk"),
                               .status = RESPONSE_COMPLETE,
                               .trial = record->trial,
                               .time = form_time_text(arena, form, record->setup->wall_ms),
                               .answers = buffer_view(&answers),
                               .attachments = pictures,
                               .attachment_count = picture_count},
                   err);
}

Status record_finish(RobotRecord *record, Err *err) {
  if (record->in_batch == 0) return STATUS_OK;
  record->in_batch = 0;
  return store_batch_end(record->store, err);
}

Status record_visit(RobotRecord *record, Arena *arena, const Survey *survey, size_t respondent, Err *err) {
  if (record->store == NULL) return STATUS_OK;
  Status status = record->in_batch == 0 ? store_batch_begin(record->store, err) : STATUS_OK;
  if (status != STATUS_OK) return status;
  if (record->in_batch == 0) store_batch_of_one_hand(record->store);
  record->in_batch++;
  status = put(record, arena, survey, respondent, err);
  if (status == STATUS_OK && record->in_batch == BATCH) status = record_finish(record, err);
  return status;
}

RobotCoverage coverage_new(Arena *arena, const Form *form) {
  return (RobotCoverage){.reached = ARENA_ARRAY(arena, size_t, form->question_count),
                         .answered = ARENA_ARRAY(arena, size_t, form->question_count)};
}

void coverage_add(RobotCoverage *coverage, const Survey *survey) {
  for (int cell = 0; cell < survey_cell_count(survey); cell++) {
    if (!survey_is_relevant(survey, cell)) continue;
    int question_ix = survey_question(survey, cell);
    coverage->reached[question_ix]++;
    coverage->answered[question_ix] += !value_is_empty(survey_answer(survey, cell));
  }
}

static bool is_unreached(const RobotCoverage *coverage, const Form *form, size_t i) {
  return coverage->reached[i] == 0 && form_type(form->questions[i].kind)->asked;
}

static bool is_unanswered(const RobotCoverage *coverage, const Form *form, size_t i) {
  const Question *question = &form->questions[i];
  const FormType *type = form_type(question->kind);
  return coverage->reached[i] > 0 && coverage->answered[i] == 0 && type->asked && type->takes_answer &&
         question->read_only == NULL && question->calculation == NULL;
}

static void print_those(const RobotCoverage *coverage, const Form *form, const char *what,
                        bool (*is_one)(const RobotCoverage *, const Form *, size_t), FILE *out) {
  Sink sink = sink_to_file(out);
  size_t count = 0;
  for (size_t i = 0; i < form->question_count; i++) {
    if (!is_one(coverage, form, i)) continue;
    count++;
    if (count > NAMES_MAX) continue;
    sink_z(&sink, count == 1 ? what : ", ");
    sink_harmless(&sink, form->questions[i].path);
  }
  if (count > NAMES_MAX) sink_printf(&sink, " and %zu more", count - NAMES_MAX);
  if (count > 0) sink_z(&sink, "\n");
}

void coverage_print(const RobotCoverage *coverage, const Form *form, FILE *out) {
  print_those(coverage, form, "no robot came to: ", is_unreached, out);
  print_those(coverage, form, "no robot found an answer to: ", is_unanswered, out);
}
