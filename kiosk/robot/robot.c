#include "robot.h"
#include "robot_types.h"
#include "visit.h"

enum { BACK_PERCENT = 10 };

typedef enum Purpose { FOR_ANSWERS, FOR_SURVEY, FOR_RECORD } Purpose;

/* Another number that has nothing to do with the one before, and something to do with the part. */
static uint64_t mix(uint64_t number, uint64_t part) {
  number += part;
  Random random = random_seeded(&number);
  uint64_t mixed;
  random.fill(random.context, &mixed, sizeof mixed);
  return mixed;
}

static uint64_t mix_str(uint64_t number, Str s) {
  for (size_t i = 0; i < s.len; i++)
    number = mix(number, (unsigned char)s.ptr[i]);
  return mix(number, s.len);
}

static uint64_t stream_seed(uint64_t seed, uint64_t respondent, Purpose purpose) {
  return mix(mix(mix(0, seed), respondent), purpose);
}

static Random stream(Arena *arena, uint64_t seed) {
  uint64_t *state = ARENA_NEW(arena, uint64_t);
  *state = seed;
  return random_seeded(state);
}

void visit_keep(Visit *visit, Events *events, SurveyEvent event) {
  if (events->count == events->capacity) {
    size_t capacity = events->capacity == 0 ? 16 : 2 * events->capacity;
    SurveyEvent *items = ARENA_ARRAY(visit->session, SurveyEvent, capacity);
    for (size_t i = 0; i < events->count; i++)
      items[i] = events->items[i];
    events->items = items;
    events->capacity = capacity;
  }
  events->items[events->count++] = event;
}

unsigned visit_do(Visit *visit, SurveyEvent event) {
  visit_keep(visit, &visit->done, event);
  return survey_step(visit->survey, &event);
}

void visit_tell(Visit *visit, Str instance) {
  const RobotStep step = {.respondent = visit->respondent,
                          .step = visit->step++,
                          .survey = visit->survey,
                          .chance = visit->chance,
                          .events = visit->done.items,
                          .event_count = visit->done.count,
                          .refused = visit->refused.items,
                          .refused_count = visit->refused.count,
                          .instance = instance,
                          .stuck_cell = visit->stuck_cell};
  if (visit->watch) visit->watch(visit->context, &step);
  visit->done.count = visit->refused.count = 0;
}

/* Only from where something has been answered before: Back on the first page is the way out of the visit. */
static bool goes_back(Visit *visit) {
  if (!chance_percent(&visit->random, BACK_PERCENT)) return false;
  size_t before, total;
  survey_progress(visit->survey, &before, &total);
  if (before == 0) return false;
  visit_do(visit, (SurveyEvent){.kind = SURVEY_BACK});
  visit_tell(visit, (Str){0});
  return true;
}

static void begin(Visit *visit, Arena *scratch) {
  const RobotSetup *setup = visit->setup;
  ManualClock *clock = ARENA_NEW(visit->session, ManualClock);
  Random *chance = ARENA_NEW(visit->session, Random);
  *clock = clock_manual(setup->wall_ms);
  visit->chance = stream_seed(setup->seed, visit->respondent, FOR_SURVEY);
  *chance = stream(visit->session, visit->chance);
  visit->random = stream(visit->session, stream_seed(setup->seed, visit->respondent, FOR_ANSWERS));
  CivilTime now = civil_from_wall_ms(setup->wall_ms);
  visit->today_days = (double)civil_to_days(now.year, now.month, now.day);
  int language_ix = (int)random_below(&visit->random, (uint32_t)setup->form->language_count);
  visit->survey = survey_new(visit->session, &(SurveySetup){.form = setup->form,
                                                            .language_ix = language_ix,
                                                            .clock = &clock->clock,
                                                            .random = chance,
                                                            .device = setup->device,
                                                            .scratch = scratch});
  visit_keep(visit, &visit->done, (SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = language_ix});
  visit_tell(visit, (Str){0});
}

static void (*const decide[])(Visit *visit) = {
    [PAGE_QUESTIONS] = page_answer, [PAGE_REPEAT] = repeat_decide, [PAGE_REVIEW] = review_decide};

const Survey *robot_visit(Arena *session, Arena *scratch, const RobotSetup *setup, size_t respondent, RobotWatch *watch,
                          void *context, int *stuck_cell) {
  Visit visit = {
      .setup = setup, .session = session, .respondent = respondent, .watch = watch, .context = context, .stuck_cell = -1};
  begin(&visit, scratch);
  bool came_back = false;
  while (!survey_is_over(visit.survey) && visit.stuck_cell < 0) {
    came_back = !came_back && goes_back(&visit);
    decide[survey_page(visit.survey).kind](&visit);
  }
  *stuck_cell = visit.stuck_cell;
  return visit.survey;
}

uint64_t robot_visit_seed(const RobotSetup *setup, size_t respondent) {
  uint64_t seed = stream_seed(setup->seed, respondent, FOR_RECORD);
  seed = mix_str(mix_str(seed, setup->form->form_id), setup->form->version);
  return mix(mix_str(seed, setup->device), (uint64_t)setup->wall_ms);
}
