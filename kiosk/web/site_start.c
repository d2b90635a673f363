/* How a visit begins on a phone: a form's first page, with a token or without, and its Start. */
#include "followup.h"
#include "phone_visit.h"
#include "site_crowd.h"
#include "site_door.h"
#include "site_invitation.h"
#include "visit_page.h"
#include "whereabouts.h"

/* Is there a visit of this phone to the form that goes on? */
static PhoneVisitFound find_unfinished(Turn *turn, const Invitation *invitation, PhoneVisit *visit, bool *goes_on, Err *err) {
  PhoneVisitFound found = phone_visit_of_cookie(turn, invitation->form->form->form_id, visit, err);
  *goes_on = found == VISIT_FOUND && visit->waiting.kind == WAITING_ON_PHONE;
  return found;
}

static void show_first_page(Turn *turn, const Invitation *invitation, Str address, const HttpField *hidden, size_t hidden_count) {
  const Form *form = invitation->form->form;
  PhoneVisit visit;
  Err err = {0};
  bool goes_on;
  if (find_unfinished(turn, invitation, &visit, &goes_on, &err) == VISIT_WORLD) {
    turn_resting(turn, &err);
    return;
  }
  phone_visit_wipe(&visit);
  int language_ix = turn_language(turn, form);
  PageFrame frame = turn_frame(turn, form, language_ix);
  turn_offer_languages(turn, &frame, form->languages, form->language_count, address);
  PageStart start = {
      .form = form,
      .language_ix = language_ix,
      .start_url = turn_url(turn, arena_printf(turn->arena, "/f/" STR_FMT "/start", STR_ARG(form->form_id))),
      .token = arena_str(turn->arena, str_from(invitation->token)),
      .hidden = hidden,
      .hidden_count = hidden_count,
      .joined = invitation->token[0] != 0,
      .resumes = goes_on,
  };
  turn_page(turn, 200, page_start(&frame, &start));
}

/* Who has no code may have one at hand; who came too early is told what to keep. */
static void refuse(Turn *turn, const Invitation *invitation, PageNotice notice, int64_t day) {
  PageSaying saying = {.notice = notice, .form = invitation->form->form, .day = day};
  if (notice == NOTICE_NEEDS_CODE) saying.code_url = turn_url(turn, turn_address_on(turn, STR("/code")));
  if (notice == NOTICE_NOT_YET && invitation->token[0] != 0)
    saying.keep_code = link_grouped(turn->arena, str_from(invitation->token));
  if (notice == NOTICE_NOT_YET) saying.keep_url = invitation_address(turn, invitation);
  turn_say(turn, 403, &saying);
}

/* Else that is the reply. */
static bool is_admitted(Turn *turn, const Invitation *invitation) {
  PageNotice notice;
  int64_t day;
  Status status;
  Err err = {0};
  if (invitation_holds(turn->site, invitation, &notice, &day, &status, &err)) return true;
  if (status != STATUS_OK)
    turn_resting(turn, &err);
  else
    refuse(turn, invitation, notice, day);
  return false;
}

static void hide(HttpField *hidden, size_t *count, const char *name, Str value) {
  if (value.len > 0) hidden[(*count)++] = (HttpField){str_from(name), value};
}

void start_show(Turn *turn) {
  Invitation invitation = {.form = site_form(turn->site, turn->rest)};
  if (invitation.form == NULL || !is_admitted(turn, &invitation)) return;
  QrUrlParts said = {
      .form = invitation.form->form->form_id,
      .round = turn_query(turn, "r"),
      .event = turn_query(turn, "e"),
      .place = turn_query(turn, "p"),
  };
  HttpField hidden[3];
  size_t count = 0;
  hide(hidden, &count, "r", said.round);
  hide(hidden, &count, "e", said.event);
  hide(hidden, &count, "p", said.place);
  show_first_page(turn, &invitation, followup_form_address(turn->arena, &said), hidden, count);
}

/* Else that is the reply. A wrong one counts as one that was typed. */
static bool find_invitation(Turn *turn, Str typed, Invitation *out) {
  char token[LINK_TOKEN_CHARS + 1];
  Err err = {0};
  *out = (Invitation){0};
  Status status = link_token_read(typed, token) ? invitation_of_token(turn->site, turn->arena, token, out, &err) : STATUS_OK;
  if (status == STATUS_OK && out->form) return true;
  if (status != STATUS_OK)
    turn_resting(turn, &err);
  else if (!door_makes_wait(turn))
    door_refuse(turn, typed);
  return false;
}

void start_show_token(Turn *turn) {
  Invitation invitation;
  if (find_invitation(turn, turn->rest, &invitation) && is_admitted(turn, &invitation))
    show_first_page(turn, &invitation, arena_printf(turn->arena, "/t/%s", invitation.token), NULL, 0);
  memory_wipe(&invitation, sizeof invitation);
}

static Status put_new(Turn *turn, PhoneVisit *old, PhoneVisit *new, Err *err) {
  Store *store = turn->site->store;
  Status status = store_batch_begin(store, err);
  if (status != STATUS_OK) return status;
  status = phone_visit_put_draft(new, err);
  if (status == STATUS_OK && old) status = phone_visit_settle(old, err);
  return store_batch_end_if(store, status, err);
}

/* A visit that stands on its first page. */
static Status make_visit(Turn *turn, const Invitation *invitation, Str cookie, PhoneVisit *out, Err *err) {
  const WebSetup *setup = turn->site->setup;
  const Form *form = invitation->form->form;
  Whereabouts said = {turn_field(turn, "r"), turn_field(turn, "e"), turn_field(turn, "p")}, whereabouts;
  Status status = whereabouts_find(turn, said, &whereabouts, err);
  if (status != STATUS_OK) return status;
  JournalSetup begins = {
      .form = form,
      .language_ix = turn_language(turn, form),
      .clock = setup->clock,
      .device = setup->station.device,
      .scratch = turn->site->scratch,
  };
  setup->random->fill(setup->random->context, &begins.chance, sizeof begins.chance);
  char *uuid = arena_alloc(turn->arena, STORE_UUID_LEN + 1);
  store_uuid(setup->random, uuid);
  *out = (PhoneVisit){.turn = turn, .uuid = str_from(uuid), .form = *invitation->form};
  link_door(cookie, &out->door);
  out->journal = journal_begin(turn->arena, &begins);
  out->waiting = (WaitingVisit){
      .kind = WAITING_ON_PHONE,
      .trial = setup->station.trial,
      .time = form_time_text(turn->arena, form, journal_begun_ms(out->journal)),
      .round = invitation->token[0] != 0 ? invitation->round : whereabouts.round,
      .event = whereabouts.event,
      .place = whereabouts.place,
      .token = arena_str(turn->arena, str_from(invitation->token)),
  };
  return STATUS_OK;
}

/* Else that is the reply. One that takes another's place needs no more room. */
static bool has_room(Turn *turn, const PhoneVisit *old) {
  bool room = old != NULL;
  Err err = {0};
  Status status = room ? STATUS_OK : crowd_has_room(turn->site, &room, &err);
  if (status != STATUS_OK)
    turn_resting(turn, &err);
  else if (!room)
    turn_crowded(turn);
  return status == STATUS_OK && room;
}

static void begin(Turn *turn, const Invitation *invitation, PhoneVisit *old) {
  PhoneVisit visit = {0};
  Err err = {0};
  if (!has_room(turn, old)) return;
  Str cookie = phone_visit_cookie(turn);
  Status status = make_visit(turn, invitation, cookie, &visit, &err);
  if (status == STATUS_OK) status = put_new(turn, old, &visit, &err);
  if (status != STATUS_OK) {
    turn_resting(turn, &err);
  } else {
    if (old == NULL) crowd_note_begun(turn->site);
    turn_see(turn, visit_address(&visit));
    turn_set_cookie(turn, visit.form.form->form_id, cookie);
  }
  phone_visit_wipe(&visit);
}

/* Where it is asked whether what was begun is to be left. */
static void ask_again(Turn *turn, const Invitation *invitation) {
  Str address = invitation->token[0] != 0 ? arena_printf(turn->arena, "/t/%s", invitation->token)
                                          : arena_printf(turn->arena, "/f/" STR_FMT, STR_ARG(invitation->form->form->form_id));
  turn_see(turn, turn_address_on(turn, address));
}

/* What was begun is left only by who says so: not by a Start on a page that did not know of it, and not for what came by another token. */
static void begin_or_go_on(Turn *turn, const Invitation *invitation) {
  PhoneVisit old;
  bool goes_on;
  Err err = {0};
  PhoneVisitFound found = find_unfinished(turn, invitation, &old, &goes_on, &err);
  Str wish = turn_field(turn, "do");
  bool same = goes_on && str_is(old.waiting.token, invitation->token);
  if (found == VISIT_WORLD)
    turn_resting(turn, &err);
  else if (goes_on && (str_is(wish, "resume") || (same && !str_is(wish, "anew"))))
    turn_see(turn, phone_visit_address(&old));
  else if (goes_on && !str_is(wish, "anew"))
    ask_again(turn, invitation);
  else
    begin(turn, invitation, found == VISIT_FOUND ? &old : NULL);
  phone_visit_wipe(&old);
}

/* /f/FORM/start */
void start_begin(Turn *turn) {
  static const char ending[] = "/start";
  size_t ending_len = sizeof ending - 1;
  Str rest = turn->rest, token = turn_field(turn, "token");
  if (rest.len <= ending_len || !str_is((Str){rest.ptr + rest.len - ending_len, ending_len}, ending)) return;
  const WebForm *asked = site_form(turn->site, (Str){rest.ptr, rest.len - ending_len});
  Invitation invitation = {.form = asked};
  if (asked == NULL) return;
  if (turn->request->foreign) {
    turn_foreign(turn);
    return;
  }
  if (token.len > 0 && !find_invitation(turn, token, &invitation)) return;
  bool is_admitted_now = is_admitted(turn, &invitation);
  if (is_admitted_now && invitation.form != asked) /* the token has come further since: to that form's own first page */
    turn_see(turn, followup_token_address(turn->arena, str_from(invitation.token), turn_field(turn, "l")));
  else if (is_admitted_now)
    begin_or_go_on(turn, &invitation);
  memory_wipe(&invitation, sizeof invitation);
}
