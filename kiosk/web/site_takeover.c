/* A kiosk's visit that goes on on this phone. Its first page shows a button, so that nobody's preview of the address takes it; and it gives
 * the phone its cookie, so that the button may be pressed twice when its first reply was lost. The button holds that cookie's stamp: one that
 * somebody else has put into the browser meanwhile, and knows, opens nothing. */
#include "phone_visit.h"
#include "site_door.h"

#include <sodium.h>

/* Else that is the reply. */
static bool find_waiting(Turn *turn, Str typed, PhoneVisit *out, char secret[LINK_SECRET_CHARS + 1]) {
  LinkDoor door;
  Err err = {0};
  if (!link_secret_read(typed, secret)) {
    if (!door_makes_wait(turn)) door_refuse(turn, typed);
    return false;
  }
  link_door(str_from(secret), &door);
  PhoneVisitFound found = phone_visit_find(turn, &door, out, &err);
  memory_wipe(&door, sizeof door);
  bool waits = found == VISIT_FOUND && out->waiting.kind == WAITING_FOR_PHONE &&
               out->waiting.until_min > site_now_min(turn->site) && phone_visit_play(out);
  if (waits) return true;
  /* It counts as no guess: codes that were taken are scanned again, and one of eighty bits is guessed by nobody. */
  if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else
    turn_notice(turn, 410, NOTICE_TAKEN, NULL, 0);
  return false;
}

/* Is what the cookie stands for a visit that was taken over from this door, or is there none yet? */
static PhoneVisitFound find_own(Turn *turn, Str secret, PhoneVisit *out, bool *taken, Err *err) {
  LinkDoor door;
  char tidy[LINK_SECRET_CHARS + 1];
  *taken = false;
  PhoneVisitFound found = phone_visit_of_cookie(turn, out, err);
  if (found != VISIT_FOUND || !link_secret_read(secret, tidy)) return found;
  link_door(str_from(tidy), &door);
  *taken = str_is(out->waiting.origin, door.id);
  memory_wipe(&door, sizeof door);
  return found;
}

/* cookie: the one that the page comes with; empty: none. */
static void show_button(Turn *turn, const PhoneVisit *visit, const char *secret, Str cookie) {
  const Form *form = visit->form.form;
  bool asks = turn_query(turn, "l").len > 0;
  int language_ix = asks ? turn_language(turn, form) : survey_language(journal_survey(visit->journal));
  Str address = arena_printf(turn->arena, "/c/%s", secret);
  PageFrame frame = turn_frame(turn, form, language_ix);
  turn_offer_languages(turn, &frame, form->languages, form->language_count, address);
  frame.trial = visit->waiting.trial;
  LinkDoor door = {.stamp = ""};
  if (cookie.len > 0) link_door(cookie, &door);
  Str stamp = arena_str(turn->arena, str_from(door.stamp));
  memory_wipe(&door, sizeof door);
  PageHandover handover = {
      .form = form,
      .language_ix = language_ix,
      .post_url = turn_url(turn, STR("/c")),
      .secret = arena_str(turn->arena, str_from(secret)),
      .stamp = stamp,
  };
  turn_page(turn, 200, page_handover(&frame, &handover));
}

void takeover_show(Turn *turn) {
  PhoneVisit own, waiting = {0};
  char secret[LINK_SECRET_CHARS + 1];
  Err err = {0};
  bool taken;
  PhoneVisitFound found = find_own(turn, turn->rest, &own, &taken, &err);
  if (found == VISIT_WORLD) {
    turn_resting(turn, &err);
  } else if (taken) {
    turn_see(turn, STR("/v"));
  } else if (find_waiting(turn, turn->rest, &waiting, secret)) {
    Str cookie = found == VISIT_FOUND ? (Str){0} : phone_visit_cookie(turn);
    show_button(turn, &waiting, secret, cookie);
    turn->reply->cookie = cookie;
  }
  phone_visit_wipe(&own);
  phone_visit_wipe(&waiting);
}

/* The old door leads nowhere from then on: only who has the cookie can go on. */
static Status move(Turn *turn, PhoneVisit *old, PhoneVisit *waiting, PhoneVisit *own, Err *err) {
  Store *store = turn->site->store;
  Status status = store_batch_begin(store, err);
  if (status != STATUS_OK) return status;
  if (waiting->waiting.has_row) status = store_adopt(store, waiting->uuid, turn->site->setup->station.device, STR("web"), err);
  if (status == STATUS_OK) status = phone_visit_put_draft(own, err);
  if (status == STATUS_OK) status = store_delete_draft(store, str_from(waiting->door.id), err);
  if (status == STATUS_OK && old) status = phone_visit_settle(old, err);
  return store_batch_end_if(store, status, err);
}

static void speak(PhoneVisit *visit, int language_ix) {
  if (language_ix == survey_language(journal_survey(visit->journal))) return;
  journal_step(visit->journal, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = language_ix});
}

static bool is_stamped(Turn *turn) {
  LinkDoor door;
  Str stamp = turn_field(turn, "stamp");
  link_door(turn->request->cookie, &door);
  bool same = stamp.len == LINK_SECRET_CHARS && sodium_memcmp(stamp.ptr, door.stamp, LINK_SECRET_CHARS) == 0;
  memory_wipe(&door, sizeof door);
  return same;
}

/* old: the visit that the cookie stands for, or NULL; then the cookie is free for this one, where the page came with it. */
static void take(Turn *turn, PhoneVisit *waiting, PhoneVisit *old) {
  Err err = {0};
  Str cookie = old || !is_stamped(turn) ? phone_visit_cookie(turn) : turn->request->cookie;
  PhoneVisit own = *waiting;
  own.waiting.kind = WAITING_ON_PHONE;
  own.waiting.origin = str_from(waiting->door.id);
  link_door(cookie, &own.door);
  if (turn_field(turn, "l").len > 0) speak(&own, turn_language(turn, own.form.form));
  if (move(turn, old, waiting, &own, &err) != STATUS_OK) {
    turn_resting(turn, &err);
  } else {
    turn_see(turn, STR("/v"));
    turn->reply->cookie = cookie;
  }
  phone_visit_wipe(&own);
}

void takeover_take(Turn *turn) {
  PhoneVisit own, waiting = {0};
  char secret[LINK_SECRET_CHARS + 1];
  Str typed = turn_field(turn, "secret");
  Err err = {0};
  bool taken;
  if (turn->request->foreign || turn->request->cookie.len != COOKIE_CHARS) {
    turn_foreign(turn);
    return;
  }
  PhoneVisitFound found = find_own(turn, typed, &own, &taken, &err);
  if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else if (taken)
    turn_see(turn, STR("/v"));
  else if (find_waiting(turn, typed, &waiting, secret))
    take(turn, &waiting, found == VISIT_FOUND ? &own : NULL);
  memory_wipe(secret, sizeof secret);
  phone_visit_wipe(&own);
  phone_visit_wipe(&waiting);
}
