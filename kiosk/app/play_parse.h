/* The language of scripted visits: one command a line.
 *
 *   tap "Neste" | tap 960,540        down [FINGER] TARGET, move [FINGER] TARGET, up [FINGER]
 *   type "…"    key Shift+Tab        wait 90s | 500ms | 2m
 *   expect "…"  expect-no "…"        describe    shot FILE.png    kill
 *   now 2026-11-21T10:00 and seed N  before all others: the time it starts at, and chance that can be repeated
 *   disk 200                         so many megabytes are free from now on, for what staff are told
 *   # a comment */
#ifndef PLAY_PARSE_H
#define PLAY_PARSE_H

#include "base.h"
#include "draw.h"

typedef enum PlayVerb {
  PLAY_NOTHING, /* an empty line or a comment */
  PLAY_TAP,
  PLAY_DOWN,
  PLAY_MOVE,
  PLAY_UP,
  PLAY_TYPE,
  PLAY_KEY,
  PLAY_WAIT,
  PLAY_EXPECT,
  PLAY_EXPECT_NO,
  PLAY_DESCRIBE,
  PLAY_SHOT,
  PLAY_KILL,
  PLAY_NOW,
  PLAY_SEED,
  PLAY_DISK,
  PLAY_VERB_COUNT
} PlayVerb;

enum { PLAY_FINGERS = 10 };

typedef struct PlayCommand {
  PlayVerb verb;
  Str text;      /* a label, what is typed or expected, a file's path */
  bool at_point; /* the target is x, y, not a label */
  int x, y;      /* px */
  int finger;    /* 1 .. PLAY_FINGERS */
  Key key;
  bool shift;
  int64_t ms; /* wait: how long; now: wall time */
  uint64_t seed;
  int64_t free_bytes; /* disk */
} PlayCommand;

/* Text goes into the arena. A mistake: STATUS_INPUT, code script. */
Status play_parse(Arena *arena, Str line, PlayCommand *out, Err *err);

#endif
