/* A phone: a small browser in words. It reads the forms of our pages, fills and posts them as browsers do without a script, follows redirects,
 * keeps its cookie and goes back. What carries its requests is handed in. */
#ifndef PHONE_H
#define PHONE_H

#include "base.h"

typedef struct PhoneReply { /* texts in the arena */
  int status, retry_s;
  Str location, cookie, body; /* cookie: "NAME=VALUE", set by the reply; empty: none */
} PhoneReply;

typedef struct PhoneWire {
  /* target: "/f/samling?l=nb"; body: urlencoded, of a post; cookies: "A=1; B=2" */
  void (*carry)(void *context, Arena *arena, bool post, Str target, Str body, Str cookies, Str languages, PhoneReply *reply);
  void *context;
} PhoneWire;

typedef enum PhoneControlKind {
  PHONE_TEXT,
  PHONE_HIDDEN,
  PHONE_RADIO,
  PHONE_CHECKBOX,
  PHONE_OPTION,
  PHONE_BUTTON
} PhoneControlKind;

typedef struct PhoneControl {
  PhoneControlKind kind;
  int form;        /* of the page's, from 0; -1: in none */
  Str name, value; /* of an option: its select's name */
  Str words;       /* of a button or option */
  bool on;         /* a radio, checkbox or option that is chosen */
} PhoneControl;

enum { PHONE_CONTROLS_MAX = 4000, PHONE_FORMS_MAX = 8, PHONE_COOKIES_MAX = 8, PHONE_HISTORY_MAX = 200 };

typedef struct Phone {
  Arena *arena; /* grows; the caller's */
  PhoneWire wire;
  Str languages;
  Str cookies[PHONE_COOKIES_MAX]; /* "NAME=VALUE" */
  size_t cookie_count;
  int status, retry_s; /* of the page that is shown */
  Str html, text;      /* text: what can be read of it, on one line */
  Str actions[PHONE_FORMS_MAX];
  int form_count;
  PhoneControl controls[PHONE_CONTROLS_MAX];
  size_t control_count;
  Str history[PHONE_HISTORY_MAX]; /* addresses of the pages that were shown, the last one now */
  size_t history_count;
} Phone;

Phone *phone_new(Arena *arena, PhoneWire wire, const char *languages);
void phone_open(Phone *phone, Str target); /* also what redirects lead to */
void phone_back(Phone *phone);             /* asks for the page before once more: our pages are not kept */
void phone_reload(Phone *phone);
/* Takes the place of the one of that name. */
void phone_keep_cookie(Phone *phone, Str pair);
Str phone_cookie(const Phone *phone, const char *name); /* its value; empty: none */
Str phone_address(const Phone *phone);                  /* of the page that is shown; empty: the last page came from a post */

bool phone_shows(const Phone *phone, const char *words);
/* Of the controls of that name the first that fits (value NULL: any), or NULL. */
PhoneControl *phone_control(Phone *phone, const char *name, const char *value);
/* All return false when there is no such control. */
bool phone_fill(Phone *phone, const char *name, Str value);
bool phone_choose(Phone *phone, const char *name, const char *value, bool on);
/* Presses the button "do" of that value: posts its form. */
bool phone_press(Phone *phone, const char *value);
/* What that would post, into the arena; empty: there is no such button. */
Str phone_would_post(Phone *phone, const char *value, Str *action);
/* Posts what was kept by phone_would_post, or anything else. */
void phone_post(Phone *phone, Str target, Str body);
/* "a=1&b=2", percent-encoded. */
void phone_add_field(Sink *sink, Str name, Str value);

#endif
