#include "phone_html.h"

#include <stdlib.h>
#include <string.h>

enum { REDIRECTS_MAX = 5 };

Phone *phone_new(Arena *arena, PhoneWire wire, const char *languages) {
  Phone *phone = ARENA_NEW(arena, Phone);
  phone->arena = arena;
  phone->wire = wire;
  phone->languages = str_from(languages);
  return phone;
}

static void note_page(Phone *phone, Str address) {
  bool same = phone->history_count > 0 && str_equal(phone->history[phone->history_count - 1], address);
  if (same) return;
  BUG_UNLESS(phone->history_count < PHONE_HISTORY_MAX);
  phone->history[phone->history_count++] = arena_str(phone->arena, address);
}

static Str name_of(Str pair) {
  const char *end = memchr(pair.ptr, '=', pair.len);
  return end ? (Str){pair.ptr, (size_t)(end - pair.ptr)} : pair;
}

void phone_keep_cookie(Phone *phone, Str pair) {
  size_t at = 0;
  while (at < phone->cookie_count && !str_equal(name_of(phone->cookies[at]), name_of(pair)))
    at++;
  BUG_UNLESS(at < PHONE_COOKIES_MAX);
  phone->cookies[at] = arena_str(phone->arena, pair);
  if (at == phone->cookie_count) phone->cookie_count++;
}

Str phone_cookie(const Phone *phone, const char *name) {
  for (size_t i = 0; i < phone->cookie_count; i++) {
    Str pair = phone->cookies[i], own = name_of(pair);
    if (str_is(own, name)) return (Str){pair.ptr + own.len + 1, pair.len - own.len - 1};
  }
  return (Str){0};
}

static Str all_cookies(const Phone *phone) {
  Buffer line = buffer_new(phone->arena);
  Sink sink = sink_to_buffer(&line);
  for (size_t i = 0; i < phone->cookie_count; i++)
    sink_printf(&sink, "%s" STR_FMT, i > 0 ? "; " : "", STR_ARG(phone->cookies[i]));
  return buffer_view(&line);
}

/* Sends one request, and what its reply leads to. */
static void ask(Phone *phone, bool post, Str target, Str body) {
  PhoneReply reply = {0};
  for (int i = 0; i < REDIRECTS_MAX; i++) {
    reply = (PhoneReply){0};
    phone->wire.carry(phone->wire.context, phone->arena, post, target, body, all_cookies(phone), phone->languages, &reply);
    if (reply.cookie.len > 0) phone_keep_cookie(phone, reply.cookie);
    if (reply.status != 303) break;
    post = false;
    target = reply.location;
    body = (Str){0};
  }
  phone->status = reply.status;
  phone->retry_s = reply.retry_s;
  phone->html = reply.body;
  if (!post) note_page(phone, target);
  if (post) note_page(phone, (Str){0});
  phone_read_html(phone);
}

void phone_open(Phone *phone, Str target) {
  ask(phone, false, target, (Str){0});
}

Str phone_address(const Phone *phone) {
  return phone->history_count > 0 ? phone->history[phone->history_count - 1] : (Str){0};
}

void phone_reload(Phone *phone) {
  phone_open(phone, phone_address(phone));
}

void phone_back(Phone *phone) {
  if (phone->history_count < 2) return;
  phone->history_count -= 2;
  phone_open(phone, phone->history[phone->history_count]);
}

bool phone_shows(const Phone *phone, const char *words) {
  return phone->text.len > 0 && strstr(phone->text.ptr, words) != NULL;
}

PhoneControl *phone_control(Phone *phone, const char *name, const char *value) {
  for (size_t i = 0; i < phone->control_count; i++) {
    PhoneControl *control = &phone->controls[i];
    if (str_is(control->name, name) && (value == NULL || str_is(control->value, value))) return control;
  }
  return NULL;
}

bool phone_fill(Phone *phone, const char *name, Str value) {
  for (size_t i = 0; i < phone->control_count; i++) {
    PhoneControl *control = &phone->controls[i];
    if (!str_is(control->name, name) || (control->kind != PHONE_TEXT && control->kind != PHONE_HIDDEN)) continue;
    control->value = arena_str(phone->arena, value);
    return true;
  }
  return false;
}

/* The others of a radio's or select's name are not chosen then. */
static void clear(Phone *phone, const PhoneControl *chosen) {
  if (chosen->kind == PHONE_CHECKBOX) return;
  for (size_t i = 0; i < phone->control_count; i++)
    if (phone->controls[i].kind == chosen->kind && str_equal(phone->controls[i].name, chosen->name)) phone->controls[i].on = false;
}

bool phone_choose(Phone *phone, const char *name, const char *value, bool on) {
  for (size_t i = 0; i < phone->control_count; i++) {
    PhoneControl *control = &phone->controls[i];
    bool may = control->kind == PHONE_RADIO || control->kind == PHONE_CHECKBOX || control->kind == PHONE_OPTION;
    if (!may || !str_is(control->name, name) || !str_is(control->value, value)) continue;
    clear(phone, control);
    control->on = on;
    return true;
  }
  return false;
}

/* A line ends as HTML has it. */
static void encode(Sink *sink, Str text) {
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c == '\n' && (i == 0 || text.ptr[i - 1] != '\r')) sink_z(sink, "%0D");
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c != 0 && strchr("-._*", c));
    if (c == ' ')
      sink_z(sink, "+");
    else if (plain)
      sink_bytes(sink, &text.ptr[i], 1);
    else
      sink_printf(sink, "%%%02X", c);
  }
}

void phone_add_field(Sink *sink, Str name, Str value) {
  encode(sink, name);
  sink_z(sink, "=");
  encode(sink, value);
  sink_z(sink, "&");
}

/* A select of which nothing is chosen posts its first option. */
static bool is_first_option(const Phone *phone, size_t ix) {
  const PhoneControl *option = &phone->controls[ix];
  for (size_t i = 0; i < phone->control_count; i++) {
    const PhoneControl *other = &phone->controls[i];
    if (other->kind != PHONE_OPTION || !str_equal(other->name, option->name)) continue;
    if (other->on || i < ix) return false;
  }
  return true;
}

static bool is_posted(const Phone *phone, size_t ix, const PhoneControl *pressed) {
  const PhoneControl *control = &phone->controls[ix];
  if (control->form != pressed->form || control->name.len == 0) return false;
  if (control->kind == PHONE_BUTTON) return control == pressed;
  if (control->kind == PHONE_OPTION) return control->on || is_first_option(phone, ix);
  return control->kind == PHONE_TEXT || control->kind == PHONE_HIDDEN || control->on;
}

static PhoneControl *find_button(Phone *phone, const char *value) {
  for (size_t i = 0; i < phone->control_count; i++) {
    PhoneControl *control = &phone->controls[i];
    bool fits = control->kind == PHONE_BUTTON && (value == NULL || str_is(control->value, value));
    if (fits) return control;
  }
  return NULL;
}

Str phone_would_post(Phone *phone, const char *value, Str *action) {
  PhoneControl *button = find_button(phone, value);
  if (button == NULL || button->form < 0) return (Str){0};
  Buffer body = buffer_new(phone->arena);
  Sink sink = sink_to_buffer(&body);
  for (size_t i = 0; i < phone->control_count; i++)
    if (is_posted(phone, i, button)) phone_add_field(&sink, phone->controls[i].name, phone->controls[i].value);
  *action = phone->actions[button->form];
  return (Str){body.bytes, body.count > 0 ? body.count - 1 : 0};
}

void phone_post(Phone *phone, Str target, Str body) {
  ask(phone, true, target, body);
}

bool phone_press(Phone *phone, const char *value) {
  Str action, body = phone_would_post(phone, value, &action);
  if (find_button(phone, value) == NULL) return false;
  phone_post(phone, action, body);
  return true;
}
