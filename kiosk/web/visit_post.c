/* A page that was posted: what was answered is taken, then what was pressed is done, then all is put, and the phone is sent to the page that
 * follows, or to the same one with what was wrong. So posting twice does once, and what is seen by going back is never posted by it. */
#include "phone_visit.h"
#include "visit_answers.h"
#include "visit_end.h"
#include "visit_page.h"
#include "visit_typed.h"

#include <sodium.h>
#include <string.h>

typedef enum Staying {
  LEAVES, /* what cannot be read is left behind */
  STAYS,  /* the page is shown again with what was typed */
} Staying;

typedef struct Press {
  const char *name; /* of "do"; one that ends in a colon is followed by something */
  SurveyEventKind event;
  bool is_event; /* false: nothing but the answers */
  Staying staying;
  bool counts; /* the page says how many instances there were, and it counts only while there are as many */
} Press;

static const Press presses[] = {
    {"next", SURVEY_NEXT, true, STAYS, false},    {"back", SURVEY_BACK, true, LEAVES, false},
    {"add", SURVEY_ADD, true, LEAVES, true},      {"remove", SURVEY_REMOVE, true, LEAVES, true},
    {"go:", SURVEY_GO, true, LEAVES, false},      {"language:", SURVEY_LANGUAGE, true, STAYS, false},
    {"again:", SURVEY_NEXT, false, STAYS, false},
};

/* *rest: what follows a colon. Nothing pressed: as Enter in a field does. */
static const Press *find_press(Str pressed, Str *rest) {
  *rest = (Str){0};
  if (pressed.len == 0) return &presses[0];
  for (size_t i = 0; i < COUNT_OF(presses); i++) {
    Str name = str_from(presses[i].name);
    bool goes_on = name.ptr[name.len - 1] == ':';
    if (goes_on ? !str_starts_with(pressed, name) : !str_equal(pressed, name)) continue;
    *rest = (Str){pressed.ptr + name.len, pressed.len - name.len};
    return &presses[i];
  }
  return NULL;
}

static bool read_int(Str text, int *out) {
  int64_t number;
  if (!str_to_int64(text, &number) || number < INT32_MIN || number > INT32_MAX) return false;
  *out = (int)number;
  return true;
}

/* False: it makes no sense. */
static bool make_event(const PhoneVisit *visit, const Press *press, Str rest, SurveyEvent *out) {
  *out = (SurveyEvent){.kind = press->event};
  if (press->event == SURVEY_GO) return read_int(rest, &out->cell);
  if (press->event != SURVEY_LANGUAGE) return true;
  out->language_ix = form_find_language(visit->form.form, rest);
  return out->language_ix >= 0;
}

static bool has_stamp(const PhoneVisit *visit) {
  Str stamp = turn_field(visit->turn, "stamp");
  return stamp.len == LINK_SECRET_CHARS && sodium_memcmp(stamp.ptr, visit->door.stamp, LINK_SECRET_CHARS) == 0;
}

static bool counts_now(const PhoneVisit *visit, const Press *press) {
  int seen;
  if (!press->counts) return true;
  return read_int(turn_query(visit->turn, "n"), &seen) && seen == survey_page(journal_survey(visit->journal)).instance_count;
}

/* Else that is the reply. */
static bool put(PhoneVisit *visit, const VisitContent *before) {
  Err err = {0};
  Status status = phone_visit_save(visit, &(VisitSave){.before = before, .status = RESPONSE_PARTIAL}, &err);
  if (status != STATUS_OK) turn_resting(visit->turn, &err);
  return status == STATUS_OK;
}

static void end(PhoneVisit *visit, const VisitContent *before, unsigned effects) {
  Err err = {0};
  Status status =
      effects & SURVEY_COMPLETE ? visit_end_complete(visit, before, &err) : visit_end_early(visit, before, effects, &err);
  if (status == STATUS_OK)
    turn_see(visit->turn, arena_printf(visit->turn->arena, STR_FMT "/thanks", STR_ARG(phone_visit_address(visit))));
  else
    turn_resting(visit->turn, &err);
}

/* Each request plays the whole visit. One that takes too long for that ends here: with what was posted, and as it stands. */
static void put_and_go(PhoneVisit *visit, const VisitContent *before, Str address) {
  if (phone_visit_is_full(visit))
    end(visit, before, journal_step(visit->journal, &(SurveyEvent){.kind = SURVEY_ABANDON}));
  else if (put(visit, before))
    turn_see(visit->turn, address);
}

static int language_ix(const PhoneVisit *visit) {
  return survey_language(journal_survey(visit->journal));
}

/* Back on the first page leads to the form's own first page; there the visit waits, as it was before that. */
static void leave(PhoneVisit *visit, const VisitContent *before, Str journal) {
  Arena *arena = visit->turn->arena;
  const Form *form = visit->form.form;
  Str address = visit->waiting.token.len > 0 ? arena_printf(arena, "/t/" STR_FMT, STR_ARG(visit->waiting.token))
                                             : arena_printf(arena, "/f/" STR_FMT, STR_ARG(form->form_id));
  visit->waiting.journal = journal;
  if (phone_visit_play(visit))
    put_and_go(visit, before, turn_address_in(visit->turn, address, form->languages[language_ix(visit)].code));
  else
    turn_notice(visit->turn, 410, NOTICE_EXPIRED);
}

static void press(PhoneVisit *visit, const VisitContent *before, const Press *press, const SurveyEvent *event) {
  Arena *arena = visit->turn->arena;
  Buffer kept = buffer_new(arena);
  Sink sink = sink_to_buffer(&kept);
  if (event->kind == SURVEY_BACK) journal_write(visit->journal, &sink);
  unsigned effects = press->is_event ? journal_step(visit->journal, event) : 0;
  if (effects & SURVEY_LEFT)
    leave(visit, before, buffer_view(&kept));
  else if (effects & (SURVEY_COMPLETE | SURVEY_PARTIAL | SURVEY_DISCARD))
    end(visit, before, effects);
  else
    put_and_go(visit, before, visit_address(visit));
}

static void take_answers(PhoneVisit *visit, const VisitContent *before, const Press *pressed, const SurveyEvent *event) {
  VisitAnswers answers = visit_answers_take(visit);
  visit->waiting.typed = (Str){0};
  if (answers.typed_count > 0 && pressed->staying == STAYS) {
    int serial = survey_page(journal_survey(visit->journal)).serial;
    if (event->kind == SURVEY_LANGUAGE) journal_step(visit->journal, event);
    visit->waiting.typed = typed_write(visit->turn->arena, serial, answers.typed, answers.typed_count);
    put_and_go(visit, before, visit_address(visit));
  } else if (answers.more && pressed->is_event && event->kind == SURVEY_NEXT) {
    put_and_go(visit, before, arena_printf(visit->turn->arena, STR_FMT "?more=1", STR_ARG(visit_address(visit))));
  } else {
    press(visit, before, pressed, event);
  }
}

/* A page that Back does not lead to: of another tab, or of an order that answers have changed. A button that was pressed twice has lost
 * nothing, and nothing is said. */
static void see_where_it_is(const PhoneVisit *visit, bool lost) {
  const char *says = lost ? "?late=1" : "";
  turn_see(visit->turn, arena_printf(visit->turn->arena, STR_FMT "%s", STR_ARG(visit_address(visit)), says));
}

static void take_post(PhoneVisit *visit, int serial, const Press *pressed, Str rest) {
  SurveyEvent event;
  VisitContent before = phone_visit_content(visit);
  visit->waiting.posts++;
  if (!make_event(visit, pressed, rest, &event)) {
    turn_broken(visit->turn);
  } else if (!phone_visit_back_to(visit, serial)) {
    see_where_it_is(visit, visit_answers_are_lost(visit));
  } else if (!counts_now(visit, pressed)) {
    phone_visit_play(visit);
    see_where_it_is(visit, false);
  } else {
    take_answers(visit, &before, pressed, &event);
  }
}

/* Of a visit that this phone has begun anew since, in another tab perhaps. */
static void refuse_old_page(const PhoneVisit *visit) {
  const Form *form = visit->form.form;
  int found = visit->journal ? language_ix(visit) : form_find_language(form, visit->waiting.language);
  PageSaying saying = {.notice = NOTICE_OLD_PAGE, .form = form, .onward_url = turn_url(visit->turn, phone_visit_address(visit))};
  turn_say_in(visit->turn, 403, &saying, found < 0 ? form->default_language_ix : found);
}

/* FORM */
void visit_post(Turn *turn) {
  PhoneVisit visit;
  Str rest;
  int serial;
  const Press *pressed = find_press(turn_field(turn, "do"), &rest);
  if (turn->request->foreign) {
    turn_foreign(turn);
  } else if (pressed == NULL || !read_int(turn_field(turn, "page"), &serial)) {
    turn_broken(turn);
  } else if (visit_open(turn, turn->rest, &visit)) {
    if (!has_stamp(&visit))
      refuse_old_page(&visit);
    else if (visit.journal == NULL)
      turn_see(turn, visit_address(&visit));
    else
      take_post(&visit, serial, pressed, rest);
    /* It lives as long as the draft. */
    if (turn->reply->status == 303) turn_set_cookie(turn, turn->rest, turn_cookie(turn, turn->rest));
    phone_visit_wipe(&visit);
  }
}
