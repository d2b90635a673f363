/* Where a code is typed, and forms are chosen. */
#include "site_door.h"
#include "phone_visit.h"
#include "site_invitation.h"

#include <ctype.h>

/* What this phone has begun of our forms and can go on with. While the database cannot be asked, the door says nothing of it. */
static void add_begun(Turn *turn, PageDoor *door) {
  const WebSetup *setup = turn->site->setup;
  PageBegun *begun = ARENA_ARRAY(turn->arena, PageBegun, setup->form_count);
  door->begun = begun;
  for (size_t i = 0; i < setup->form_count && !turn->site->store_lost; i++) {
    const Form *form = setup->forms[i].form;
    PhoneVisit visit;
    Err err = {0};
    PhoneVisitFound found = phone_visit_of_cookie(turn, form->form_id, &visit, &err);
    if (found == VISIT_WORLD) site_note_failure(turn->site, &err);
    if (found == VISIT_FOUND && visit.waiting.kind == WAITING_ON_PHONE)
      begun[door->begun_count++] = (PageBegun){form, turn_url(turn, phone_visit_address(&visit))};
    phone_visit_wipe(&visit);
  }
}

/* With the forms that anybody may answer today. */
static PageDoor open_door(Turn *turn) {
  const WebSetup *setup = turn->site->setup;
  WebForm *forms = ARENA_ARRAY(turn->arena, WebForm, setup->form_count);
  Str *urls = ARENA_ARRAY(turn->arena, Str, setup->form_count);
  PageDoor door = {.forms = forms, .urls = urls, .post_url = turn_url(turn, turn_address_on(turn, STR("/code")))};
  for (size_t i = 0; i < setup->form_count; i++) {
    PageNotice notice;
    int64_t day;
    Status status;
    if (!invitation_holds(turn->site, &(Invitation){.form = &setup->forms[i]}, &notice, &day, &status, NULL)) continue;
    Str address = arena_printf(turn->arena, "/f/" STR_FMT, STR_ARG(setup->forms[i].form->form_id));
    forms[door.form_count] = setup->forms[i];
    urls[door.form_count++] = turn_url(turn, turn_address_on(turn, address));
  }
  add_begun(turn, &door);
  return door;
}

static void show(Turn *turn, int status, const PageDoor *door) {
  const Site *site = turn->site;
  PageFrame frame = turn_frame(turn, NULL, turn_language_of_site(turn));
  turn_offer_languages(turn, &frame, site->languages, site->language_count, STR("/"));
  turn_page(turn, status, page_door(&frame, door));
  turn->reply->retry_s = door->wait_s;
}

void door_show(Turn *turn) {
  PageDoor door = open_door(turn);
  show(turn, 200, &door);
}

void door_refuse(Turn *turn, Str typed) {
  guard_note_wrong(&turn->site->guard, site_monotonic_ms(turn->site));
  PageDoor door = open_door(turn);
  door.typed = typed;
  door.unknown = true;
  show(turn, 404, &door);
}

bool door_makes_wait(Turn *turn) {
  int wait_s = guard_wait_s(&turn->site->guard, site_monotonic_ms(turn->site));
  if (wait_s == 0) return false;
  PageDoor door = open_door(turn);
  door.wait_s = wait_s;
  show(turn, 429, &door);
  return true;
}

static bool same_but_for_case(Str a, Str b) {
  for (size_t i = 0; i < a.len && a.len == b.len; i++)
    if (tolower((unsigned char)a.ptr[i]) != tolower((unsigned char)b.ptr[i])) return false;
  return a.len == b.len;
}

/* The address that a form's name leads to; empty: there is no such form. */
static Str find_form(const Turn *turn, Str typed) {
  for (size_t i = 0; i < turn->site->setup->form_count; i++) {
    Str form_id = turn->site->setup->forms[i].form->form_id;
    if (same_but_for_case(form_id, typed)) return arena_printf(turn->arena, "/f/" STR_FMT, STR_ARG(form_id));
  }
  return (Str){0};
}

static Status find_token(const Turn *turn, const char *token, Str *out, Err *err) {
  Invitation invitation;
  Status status = invitation_of_token(turn->site, turn->arena, token, &invitation, err);
  if (status == STATUS_OK && invitation.form) *out = arena_printf(turn->arena, "/t/%s", token);
  memory_wipe(&invitation, sizeof invitation);
  return status;
}

static Status find_secret(const Turn *turn, const char *secret, Str *out, Err *err) {
  LinkDoor door;
  StoreDraft draft;
  link_door(str_from(secret), &door);
  Status status = store_get_draft(turn->site->store, str_from(door.id), turn->arena, &draft, err);
  if (status == STATUS_OK && draft.id.len > 0) *out = arena_printf(turn->arena, "/c/%s", secret);
  memory_wipe(&door, sizeof door);
  return status;
}

void door_enter(Turn *turn) {
  Str typed = str_trim(turn_field(turn, "code")), address = {0};
  char token[LINK_TOKEN_CHARS + 1], secret[LINK_SECRET_CHARS + 1];
  Err err = {0};
  Status status = STATUS_OK;
  if (turn->request->foreign) {
    turn_foreign(turn);
    return;
  }
  if (typed.len == 0) {
    turn_see(turn, turn_address_on(turn, STR("/")));
    return;
  }
  if (link_token_read(typed, token))
    status = find_token(turn, token, &address, &err);
  else if (link_secret_read(typed, secret))
    status = find_secret(turn, secret, &address, &err);
  if (status != STATUS_OK) {
    turn_resting(turn, &err);
    return;
  }
  if (address.len == 0) address = find_form(turn, typed);
  if (address.len > 0)
    turn_see(turn, turn_address_on(turn, address));
  else if (!door_makes_wait(turn))
    door_refuse(turn, typed);
}
