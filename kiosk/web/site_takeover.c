/* A kiosk's visit that goes on on this phone. Its first page shows a button, so that nobody's preview of the address takes it; and it gives
 * the phone its cookie, so that the button may be pressed twice when its first reply was lost. The button holds that cookie's stamp: one that
 * somebody else has put into the browser meanwhile, and knows, opens nothing. */
#include "phone_visit.h"
#include "site_door.h"

#include <sodium.h>

/* Speaks the visit's language where there is one, unless another is asked for. */
static void refuse_taken(Turn *turn, const PhoneVisit *waiting) {
  PageSaying saying = {.notice = NOTICE_TAKEN};
  if (waiting == NULL || waiting->journal == NULL || turn_query(turn, "l").len > 0) {
    turn_say(turn, 410, &saying);
  } else {
    saying.form = waiting->form.form;
    turn_say_in(turn, 410, &saying, survey_language(journal_survey(waiting->journal)));
  }
}

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
  bool is_there = found == VISIT_FOUND && out->waiting.kind == WAITING_FOR_PHONE && phone_visit_play(out);
  if (is_there && out->waiting.until_min > site_now_min(turn->site)) return true;
  /* It counts as no guess: codes that were taken are scanned again, and one of eighty bits is guessed by nobody. */
  if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else
    refuse_taken(turn, is_there ? out : NULL);
  return false;
}

/* Has this phone taken a visit over from this door already? Then *out is it. */
static PhoneVisitFound find_taken(Turn *turn, Str typed, PhoneVisit *out, Err *err) {
  LinkDoor door;
  char secret[LINK_SECRET_CHARS + 1];
  PhoneVisitFound found = VISIT_GONE;
  *out = (PhoneVisit){0};
  if (!link_secret_read(typed, secret)) return found;
  link_door(str_from(secret), &door);
  for (size_t i = 0; i < turn->request->cookie_count && found == VISIT_GONE; i++) {
    found = phone_visit_of_cookie(turn, turn->request->cookies[i].name, out, err);
    bool is_other = found == VISIT_FOUND && !str_is(out->waiting.origin, door.id);
    if (is_other || found == VISIT_NO_COOKIE) found = VISIT_GONE;
  }
  memory_wipe(&door, sizeof door);
  memory_wipe(secret, sizeof secret);
  return found;
}

/* cookie: the one that the page comes with; or empty. */
static void show_button(Turn *turn, const PhoneVisit *visit, const char *secret, Str cookie, bool leaves) {
  const Form *form = visit->form.form;
  bool asks = turn_query(turn, "l").len > 0;
  int language_ix = asks ? turn_language(turn, form) : survey_language(journal_survey(visit->journal));
  Str address = arena_printf(turn->arena, "/c/%s", secret);
  PageFrame frame = turn_frame(turn, form, language_ix);
  turn_offer_languages(turn, &frame, form->languages, form->language_count, address);
  frame.trial = visit->waiting.trial;
  LinkDoor door = {.stamp = ""};
  if (cookie.len > 0) link_door(cookie, &door);
  PageHandover handover = {
      .form = form,
      .language_ix = language_ix,
      .post_url = turn_url(turn, STR("/c")),
      .secret = arena_str(turn->arena, str_from(secret)),
      .stamp = arena_str(turn->arena, str_from(door.stamp)),
      .leaves = leaves,
  };
  memory_wipe(&door, sizeof door);
  turn_page(turn, 200, page_handover(&frame, &handover));
}

/* A cookie that stands for a visit to the same form, or for its thanks, stays until the button is pressed. */
static void offer(Turn *turn, const PhoneVisit *waiting, const char *secret) {
  PhoneVisit own;
  Err err = {0};
  Str form_id = waiting->form.form->form_id;
  PhoneVisitFound found = phone_visit_of_cookie(turn, form_id, &own, &err);
  if (found == VISIT_WORLD) {
    turn_resting(turn, &err);
  } else {
    bool goes_on = found == VISIT_FOUND && own.waiting.kind == WAITING_ON_PHONE;
    Str cookie = found == VISIT_FOUND ? (Str){0} : phone_visit_cookie(turn);
    show_button(turn, waiting, secret, cookie, goes_on);
    if (cookie.len > 0) turn_set_cookie(turn, form_id, cookie);
  }
  phone_visit_wipe(&own);
}

void takeover_show(Turn *turn) {
  PhoneVisit taken, waiting = {0};
  char secret[LINK_SECRET_CHARS + 1] = "";
  Err err = {0};
  PhoneVisitFound found = find_taken(turn, turn->rest, &taken, &err);
  if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else if (found == VISIT_FOUND)
    turn_see(turn, phone_visit_address(&taken));
  else if (find_waiting(turn, turn->rest, &waiting, secret))
    offer(turn, &waiting, secret);
  memory_wipe(secret, sizeof secret);
  phone_visit_wipe(&taken);
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

static bool is_stamped(Turn *turn, Str cookie) {
  LinkDoor door;
  Str stamp = turn_field(turn, "stamp");
  link_door(cookie, &door);
  bool same = stamp.len == LINK_SECRET_CHARS && sodium_memcmp(stamp.ptr, door.stamp, LINK_SECRET_CHARS) == 0;
  memory_wipe(&door, sizeof door);
  return same;
}

/* old: this phone's visit to the same form, or NULL; then its cookie is free for this one, where the page came with it. */
static void take(Turn *turn, PhoneVisit *waiting, PhoneVisit *old) {
  Err err = {0};
  Str form_id = waiting->form.form->form_id, cookie = turn_cookie(turn, form_id);
  if (old || !is_stamped(turn, cookie)) cookie = phone_visit_cookie(turn);
  PhoneVisit own = *waiting;
  own.waiting.kind = WAITING_ON_PHONE;
  own.waiting.origin = str_from(waiting->door.id);
  link_door(cookie, &own.door);
  if (turn_field(turn, "l").len > 0) speak(&own, turn_language(turn, own.form.form));
  if (move(turn, old, waiting, &own, &err) != STATUS_OK) {
    turn_resting(turn, &err);
  } else {
    turn_see(turn, phone_visit_address(&own));
    turn_set_cookie(turn, form_id, cookie);
  }
  phone_visit_wipe(&own);
}

static void take_where_allowed(Turn *turn, PhoneVisit *waiting) {
  PhoneVisit own;
  Err err = {0};
  PhoneVisitFound found = phone_visit_of_cookie(turn, waiting->form.form->form_id, &own, &err);
  if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else if (found == VISIT_NO_COOKIE)
    turn_foreign(turn);
  else
    take(turn, waiting, found == VISIT_FOUND ? &own : NULL);
  phone_visit_wipe(&own);
}

void takeover_take(Turn *turn) {
  PhoneVisit taken, waiting = {0};
  char secret[LINK_SECRET_CHARS + 1] = "";
  Str typed = turn_field(turn, "secret");
  Err err = {0};
  if (turn->request->foreign || turn->request->cookie_count == 0) {
    turn_foreign(turn);
    return;
  }
  PhoneVisitFound found = find_taken(turn, typed, &taken, &err);
  if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else if (found == VISIT_FOUND)
    turn_see(turn, phone_visit_address(&taken));
  else if (find_waiting(turn, typed, &waiting, secret))
    take_where_allowed(turn, &waiting);
  memory_wipe(secret, sizeof secret);
  phone_visit_wipe(&taken);
  phone_visit_wipe(&waiting);
}
