/* A server beside the kiosk, as far as the kiosk can tell, and the phones that come for the visits that leave it. */
#include "journal.h"
#include "link.h"
#include "monkey.h"
#include "split.h"
#include "waiting.h"

#include <string.h>

static void must(Monkey *monkey, Status status, const Err *err) {
  if (status != STATUS_OK) monkey_fail(monkey, "the server: %s", err->sentence);
}

void phone_open(Monkey *monkey) {
  Err err = {0};
  Str device;
  must(monkey, store_open(monkey->db, &monkey->system, &monkey->server, &err), &err);
  must(monkey, store_claim(monkey->server, STORE_SERVER, &err), &err);
  must(monkey, store_device(monkey->server, STR("web"), monkey->material.arena, &device, &err), &err);
  must(monkey, store_set_setting(monkey->server, STR("web.base_url"), STR("https://svar.example.no"), &err), &err);
}

void phone_close(Monkey *monkey) {
  store_close(monkey->server);
  monkey->server = NULL;
}

typedef struct Row {
  Arena *arena;
  Str uuid;
  bool found;
  Str status, answers, own_words;
} Row;

static bool look_at_row(void *context, const Response *response) {
  Row *row = context;
  if (!str_equal(response->uuid, row->uuid)) return true;
  row->found = true;
  row->status = response->status == RESPONSE_PARTIAL ? STR("partial") : STR("another");
  row->answers = arena_str(row->arena, response->answers);
  row->own_words = arena_str(row->arena, response->free_text.len > 0 ? response->free_text : STR("{}"));
  return false;
}

/* What the code that is shown opens. */
static WaitingVisit take(Monkey *monkey, Arena *arena, StoreDraft *draft) {
  const Scene *scene = kiosk_scene(monkey->kiosk);
  char secret[LINK_SECRET_CHARS + 1];
  LinkDoor door;
  WaitingVisit visit;
  Err err = {0};
  if (scene->qr_modules == NULL || !link_secret_read(scene->qr_code, secret)) monkey_fail(monkey, "a visit leaves without a code");
  link_door(str_from(secret), &door);
  must(monkey, store_get_draft(monkey->server, str_from(door.id), arena, draft, &err), &err);
  if (draft->id.len == 0 || !waiting_open(arena, &door, draft->state, &visit))
    monkey_fail(monkey, "nothing waits behind the code " STR_FMT, STR_ARG(scene->qr_code));
  if (visit.kind != WAITING_FOR_PHONE) monkey_fail(monkey, "what waits is no visit that left");
  return visit;
}

static void compare(Monkey *monkey, Arena *arena, const Form *form, const Survey *survey, const Row *row) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(survey, &sink);
  FormRule rule = rule_of(arena, form);
  Str rest, own_words;
  if (!rule_split(&rule, arena, buffer_view(&buffer), &rest, &own_words))
    monkey_fail(monkey, "no JSON: " STR_FMT, STR_ARG(buffer_view(&buffer)));
  if (own_words.len == 0) own_words = STR("{}");
  if (!str_is(row->status, "partial") || !str_equal(rest, row->answers) || !str_equal(own_words, row->own_words))
    monkey_fail(monkey, "stored, " STR_FMT ":\n" STR_FMT "\n" STR_FMT "\nand on the phone:\n" STR_FMT "\n" STR_FMT,
                STR_ARG(row->status), STR_ARG(row->answers), STR_ARG(row->own_words), STR_ARG(rest), STR_ARG(own_words));
}

/* The phone finds the visit where it was left, with what is stored of it; half of them are taken up, and the others wait in vain. */
void phone_come(Monkey *monkey) {
  Arena *arena = arena_new(0), *scratch = arena_new(0);
  const Form *form = kiosk_scene(monkey->kiosk)->form;
  StoreDraft draft;
  WaitingVisit visit = take(monkey, arena, &draft);
  Journal *journal =
      journal_resume(arena, &(JournalSetup){.form = form, .clock = &monkey->clock.clock, .scratch = scratch}, visit.journal);
  if (journal == NULL || survey_is_over(journal_survey(journal))) monkey_fail(monkey, "the visit does not go on");
  Row row = {.arena = arena, .uuid = draft.uuid};
  Err err = {0};
  must(monkey, store_each(monkey->server, form->form_id, &(StoreFilter){.trials = true}, look_at_row, &row, &err), &err);
  if (row.found != visit.has_row) monkey_fail(monkey, "the visit %s a row", row.found ? "has" : "lacks");
  if (row.found) compare(monkey, arena, form, journal_survey(journal), &row);
  if (monkey_once_in(monkey, 2)) {
    if (row.found) must(monkey, store_adopt(monkey->server, draft.uuid, STR("web"), STR("web"), &err), &err);
    must(monkey, store_delete_draft(monkey->server, draft.id, &err), &err);
  }
  monkey->tally->left++;
  arena_free(scratch);
  arena_free(arena);
}
