#include "turn.h"

#include "languages.h"

enum {
  FIRST_STAYS_MS = 10000, /* most who come read the form's own language */
  OTHERS_STAY_MS = 5000,
  CHOSEN_STAYS_MS = 30000, /* somebody reads it */
  FADE_MS = 200,           /* out, and in again */
  FRAME_MS = 40,           /* a fade moves nothing: few pictures are enough */
  MEANT_MS = 700,          /* a hand is on its way that long */
};

bool turn_is_for(const Scene *scene) {
  bool untouched = scene->screen == SCREEN_CHOOSER || scene->screen == SCREEN_ATTRACT || scene->screen == SCREEN_CLOSED;
  return untouched && languages_count(scene) > 1;
}

static size_t first_of(const Scene *scene, int language_ix) {
  size_t at = 0;
  while (at + 1 < languages_count(scene) && languages_nth(scene, at) != language_ix) {
    at++;
  }
  return at;
}

Turn turn_begin(const Scene *scene, int64_t now_ms) {
  Turn turn = {.changed_ms = INT64_MIN, .next_ms = INT64_MAX};
  if (turn_is_for(scene)) {
    turn.at = turn.before = first_of(scene, scene->language_ix);
    turn.next_ms = now_ms + FIRST_STAYS_MS;
  }
  return turn;
}

static int64_t stays_ms(const Turn *turn, const Scene *scene) {
  return turn->at == first_of(scene, scene->language_ix) ? FIRST_STAYS_MS : OTHERS_STAY_MS;
}

void turn_go_on(Turn *turn, const Scene *scene, int64_t now_ms) {
  if (now_ms < turn->next_ms) {
    return;
  }
  turn->before = turn->at;
  turn->at = (turn->at + 1) % languages_count(scene);
  turn->changed_ms = now_ms;
  turn->next_ms = now_ms + stays_ms(turn, scene);
}

void turn_wait(Turn *turn, int64_t until_ms) {
  if (turn->next_ms < until_ms) {
    turn->next_ms = until_ms;
  }
}

void turn_rest(Turn *turn, const Scene *scene, int64_t now_ms) {
  if (turn->next_ms != INT64_MAX) {
    turn_wait(turn, now_ms + stays_ms(turn, scene));
  }
}

void turn_choose(Turn *turn, const Scene *scene, int language_ix, int64_t now_ms) {
  turn->at = turn->before = first_of(scene, language_ix);
  turn->changed_ms = INT64_MIN;
  turn->next_ms = now_ms + CHOSEN_STAYS_MS;
}

int turn_language(const Turn *turn, const Scene *scene) {
  return turn->next_ms == INT64_MAX ? scene->language_ix : languages_nth(scene, turn->at);
}

int turn_meant(const Turn *turn, const Scene *scene, int64_t now_ms) {
  bool just_changed = turn->changed_ms != INT64_MIN && now_ms - turn->changed_ms < MEANT_MS;
  return just_changed ? languages_nth(scene, turn->before) : turn_language(turn, scene);
}

double turn_clarity(const Turn *turn, int64_t now_ms) {
  double in = turn->changed_ms == INT64_MIN ? 1 : (double)(now_ms - turn->changed_ms) / FADE_MS;
  double out = turn->next_ms == INT64_MAX ? 1 : (double)(turn->next_ms - now_ms) / FADE_MS;
  double least = in < out ? in : out;
  return least < 0 ? 0 : least > 1 ? 1 : least;
}

bool turn_mirrors(const Turn *turn, const Scene *scene, int64_t now_ms) {
  if (turn->next_ms == INT64_MAX) {
    return false;
  }
  bool goes = turn->next_ms - now_ms < FADE_MS;
  size_t other = goes ? (turn->at + 1) % languages_count(scene) : turn->before;
  return languages_at(scene, languages_nth(scene, turn->at))->rtl != languages_at(scene, languages_nth(scene, other))->rtl;
}

int64_t turn_deadline_ms(const Turn *turn, int64_t now_ms, bool fades) {
  if (turn->next_ms == INT64_MAX || !fades) {
    return turn->next_ms;
  }
  if (turn_clarity(turn, now_ms) < 1) {
    int64_t frame = now_ms + FRAME_MS;
    return frame < turn->next_ms || now_ms >= turn->next_ms ? frame : turn->next_ms;
  }
  return turn->next_ms - FADE_MS + 1;
}
