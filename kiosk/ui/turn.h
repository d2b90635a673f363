/* turn: the screens that nobody has touched yet go through the offered languages by themselves, slowly: so that everybody who comes
 * by sees their own, and nobody sees much happen. */
#ifndef TURN_H
#define TURN_H

#include "ui.h"

typedef struct Turn {
  size_t at, before;  /* which of the offered languages is shown, and which was */
  int64_t changed_ms; /* when it came; INT64_MIN: it did not follow another */
  int64_t next_ms;    /* when the next one comes; INT64_MAX: never */
} Turn;

/* Does this screen turn? Only where there are several languages. */
bool turn_is_for(const Scene *scene);
/* From now on, beginning with the scene's own language. */
Turn turn_begin(const Scene *scene, int64_t now_ms);
/* The next language, if its time has come. */
void turn_go_on(Turn *turn, const Scene *scene, int64_t now_ms);
/* Somebody is there: what is shown stays for its whole time, or for as long as it was to wait. */
void turn_rest(Turn *turn, const Scene *scene, int64_t now_ms);
/* Somebody is in the middle of something: nothing changes before a moment. */
void turn_wait(Turn *turn, int64_t until_ms);
/* Somebody wants to read one of them: it comes at once, and stays longer. */
void turn_choose(Turn *turn, const Scene *scene, int language_ix, int64_t now_ms);
int turn_language(const Turn *turn, const Scene *scene);
/* The language of somebody who presses now: who was about to press when it changed means the one before. */
int turn_meant(const Turn *turn, const Scene *scene, int64_t now_ms);
/* How much of what is shown can be seen, 0 .. 1: it fades out before the change and in after it. */
double turn_clarity(const Turn *turn, int64_t now_ms);
/* Does what comes or goes run the other way than what it takes turns with? */
bool turn_mirrors(const Turn *turn, const Scene *scene, int64_t now_ms);
/* When the picture changes next, of which each has a moment while it fades. */
int64_t turn_deadline_ms(const Turn *turn, int64_t now_ms, bool fades);

#endif
