/* monkey: visits made of chance on the kiosk as it is, with a platform that nobody sees, real fonts and a real database: taps, strokes,
 * keys, words, pauses. What must hold is looked at after each of them, and what the database then has is answered once more.
 *
 * The same seed does the same. What was done stands in a trail that `kiosk --play` can follow. */
#ifndef MONKEY_H
#define MONKEY_H

#include "kiosk.h"
#include "material.h"
#include "play_hand.h"

#include <sqlite3.h>

typedef struct Tally {
  size_t rounds, visits, inputs, complete, left, rows, replayed;
  size_t screens[SCREEN_COUNT]; /* how often each was come to */
  int64_t slowest_us;           /* of an input with its picture */
  char slowest[160];
} Tally;

typedef struct Monkey {
  uint64_t seed;
  Random random;
  const char *form;
  bool answers_differ;  /* a form's calculations remember what was answered before: once(), now(), random() */
  bool changes_display; /* often, and to sizes on which nothing can be seen */
  Options options;
  Material material;
  ManualClock clock;
  Station station;
  Storage *storage;
  Store *server; /* beside it; NULL: none runs */
  Random system; /* of keys */
  Platform *platform;
  Kiosk *kiosk;
  Hand hand;
  Display display;
  double px_per_mm; /* of the display that it began on */
  uint64_t chance_seed;
  Random chance;
  char folder[64], db[80];

  Arena *scratch; /* of a look at the screen */
  sqlite3 *judge; /* knows JSON; a database of its own, in memory */
  sqlite3_stmt *is_json;
  Str rest; /* how the first screen is described before anybody came */
  int rest_language;
  Screen before;
  int64_t looked_at_ms;
  uint64_t focus_place; /* what had it, of which screen */
  size_t visits, complete;
  FILE *trail;
  const char *trail_path;
  int64_t asked_us; /* when the last input was given */
  Tally *tally;
} Monkey;

/* Something does not hold: says what, where the trail is, and aborts. */
_Noreturn void monkey_fail(const Monkey *monkey, const char *format, ...) BASE_PRINTF(2, 3);
uint32_t monkey_below(Monkey *monkey, uint32_t bound);
/* Once in so many times. */
bool monkey_once_in(Monkey *monkey, uint32_t times);

/* whims.c: does something that comes to its mind. */
void whim_follow(Monkey *monkey);
extern const char *const whim_words[]; /* what it types; NULL-terminated */

/* watch.c: what must hold on every screen. */
void watch_begin(Monkey *monkey);
void watch_asked(Monkey *monkey);
void watch_screen(Monkey *monkey);

/* phone.c: a server beside the kiosk, and the phone that comes when a visit has left for it. */
void phone_open(Monkey *monkey);
void phone_close(Monkey *monkey);
void phone_come(Monkey *monkey);

/* again.c: the answers that were stored are JSON, in the form's domain, and lead to themselves where they are given once more. */
void again_all(Monkey *monkey);

#endif
