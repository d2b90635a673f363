/* The controller: which screen is shown, and what follows from a touch, a key or the passing of time.
 *
 *   chooser -> attract -> question ... -> thanks -> attract; a question nobody answers -> idle; a write that fails -> fault; a visit that
 *   goes on on the visitor's phone -> handover -> attract; outside the opening hours, when nobody is in a visit -> closed; whoever has the
 *   PIN, from any of these that is no visit -> staff.
 *
 * Drives Ui, Visit, Storage and Upkeep. Knows no SDL and no clock but the one it is given; whoever runs it (the event loop, a script) hands it
 * inputs, calls kiosk_tick at kiosk_deadline_ms, and paints kiosk_picture. */
#ifndef KIOSK_H
#define KIOSK_H

#include "assets.h"
#include "base.h"
#include "draw.h"
#include "hours.h"
#include "languages.h"
#include "platform.h"
#include "storage.h"
#include "ui.h"
#include "upkeep.h"
#include "visit.h"

typedef struct KioskSetup { /* all borrowed for the kiosk's life */
  Forms forms;
  const FormLanguages *languages; /* of each form */
  Ui *ui;
  Storage *storage; /* ready */
  Upkeep *upkeep;   /* NULL: none */
  Str pin_hash;     /* of staff; empty: there is no staff screen */
  Str base_url;     /* what phones reach the server at; empty: what the server wrote into the database */
  const Station *station;
  const Clock *clock;
  const Random *random;      /* for what must never come again: a response's UUID, a visitor's token */
  const Random *chance;      /* eight bytes for each visit: the seed of random() in forms; a script may make it repeat itself */
  const int64_t *free_bytes; /* what staff are told is free on the disk; NULL or negative: what is */
  bool start_at_question;
  Platform *platform; /* pictures come from it; NULL: none are shown */
  const char *logo;   /* the theme's, a path; NULL: it has none */
  const Hours *hours; /* NULL: always open */
  /* Called when a visit has ended: forget every picture and width of text. */
  void (*wipe_pictures)(void *context);
  void *wipe_context;
} KioskSetup;

typedef struct Kiosk Kiosk;

Kiosk *kiosk_new(const KioskSetup *setup);
void kiosk_free(Kiosk *kiosk); /* wipes; NULL is ignored */
/* Shows the first screen. */
void kiosk_start(Kiosk *kiosk);
/* Staff ended it: nothing more is to be shown. */
bool kiosk_is_over(const Kiosk *kiosk);
/* Ends a visit in progress as if the visitor had gone, and notes that the kiosk stopped. */
void kiosk_stop(Kiosk *kiosk);
void kiosk_input(Kiosk *kiosk, const Input *input);
/* Carries out what is due. */
void kiosk_tick(Kiosk *kiosk);
/* When kiosk_tick or a new picture is due; INT64_MAX: never. */
int64_t kiosk_deadline_ms(const Kiosk *kiosk);
void kiosk_resize(Kiosk *kiosk, Display display);
const DrawList *kiosk_picture(Kiosk *kiosk);
const Scene *kiosk_scene(const Kiosk *kiosk); /* borrowed until the next kiosk call */

#endif
