#include "../page.h"
#include "choices.h"
#include "view.h"

/* Only a whole ranking is an answer; until then the order is the interface's own. */
typedef struct Ranking {
  int items[RANKED_MAX]; /* choices of the list */
  size_t count;
} Ranking;

static Ranking ranking_of(const Scene *scene, const Interaction *state, const Asked *asked) {
  Ranking ranking = {.count = 0};
  const ChoiceList *list = form_choices(scene->form, asked->question);
  if (asked->answer.kind == VALUE_LIST) {
    for (size_t i = 0; i < asked->answer.list.count && i < RANKED_MAX; i++) {
      ranking.items[ranking.count++] = form_find_choice(list, asked->answer.list.items[i]);
    }
  } else if (state->ranked_cell == asked->cell) {
    for (size_t i = 0; i < state->ranked_count; i++) {
      ranking.items[ranking.count++] = state->ranked[i];
    }
  }
  return ranking;
}

/* From 1; 0: not ranked yet. */
static int rank_of(const Ranking *ranking, int choice_ix) {
  for (size_t i = 0; i < ranking->count; i++) {
    if (ranking->items[i] == choice_ix) {
      return (int)i + 1;
    }
  }
  return 0;
}

/* The rest of the last row, where there is room in it for beginning anew; else empty. */
static Rect free_place(Build *b, const Offers *offers, const Flow *flow) {
  if (offers->count == 0) {
    return (Rect){0, 0, 0, 0};
  }
  Rect last = b->nodes[b->count - 1].rect;
  int x = last.x + last.w + b->sizes.gap, w = flow->x + flow->w + b->sizes.gap - x;
  bool fits = clear_button(b, UI_STRING_RANK_AGAIN, (Rect){0, 0, 0, 0}) <= w;
  return fits ? (Rect){x, last.y + (last.h - b->sizes.target) / 2, w, b->sizes.target} : (Rect){0, 0, 0, 0};
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  Offers offers = offers_of(b, asked);
  Ranking ranking = ranking_of(b->scene, b->state, asked);
  for (size_t i = 0; i < offers.count; i++) {
    offers.items[i].rank = rank_of(&ranking, offers.items[i].choice_ix);
    offers.items[i].selected = offers.items[i].rank > 0;
  }
  int again_h = b->sizes.gap_tight + b->sizes.target, bottom = flow->y + room_px;
  choices_layout_rows(b, &offers, flow, room_px - again_h, 0);
  Rect place = free_place(b, &offers, flow);
  bool below = rect_is_empty(place);
  if (below && !page_is_list(b->scene) && flow->y <= bottom && flow->y + again_h > bottom) {
    return; /* it alone would have to be scrolled to, and a tap on a number takes that back too */
  }
  if (below) {
    place = (Rect){flow->x, flow->y + b->sizes.gap_tight, flow->w + b->sizes.gap, b->sizes.target};
    flow->y += again_h; /* its place is kept: nothing moves under a finger */
  }
  if (ranking.count > 0) {
    clear_button(b, UI_STRING_RANK_AGAIN, place);
  }
}

/* A tap puts a choice behind those that were tapped before it; on one that has its number it takes that back. */
static void toggle(Ranking *ranking, int choice_ix) {
  int rank = rank_of(ranking, choice_ix);
  if (rank == 0) {
    if (ranking->count < RANKED_MAX) {
      ranking->items[ranking->count++] = choice_ix;
    }
    return;
  }
  for (size_t i = (size_t)rank; i < ranking->count; i++) {
    ranking->items[i - 1] = ranking->items[i];
  }
  ranking->count--;
}

/* How many have no number yet; *last is the last of them. */
static size_t unranked(const Gesture *gesture, const Ranking *ranking, int *last) {
  const ChoiceList *list = form_choices(gesture->scene->form, gesture->question);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (survey_offers(gesture->scene->survey, gesture->cell, (int)i) && rank_of(ranking, (int)i) == 0) {
      *last = (int)i;
      count++;
    }
  }
  return count;
}

static void keep(Interaction *state, int cell, const Ranking *ranking) {
  state->half_done_cell = -1;
  state->ranked_cell = cell;
  state->ranked_count = ranking->count;
  for (size_t i = 0; i < ranking->count; i++) {
    state->ranked[i] = ranking->items[i];
  }
}

static Ranking current(const Gesture *gesture) {
  return ranking_of(gesture->scene, gesture->state, &(Asked){gesture->cell, gesture->question, gesture->answer});
}

static void answer(Gesture *gesture, const Ranking *ranking) {
  const ChoiceList *list = form_choices(gesture->scene->form, gesture->question);
  Str *names = ARENA_ARRAY(gesture->arena, Str, ranking->count);
  for (size_t i = 0; i < ranking->count; i++) {
    names[i] = list->choices[ranking->items[i]].name;
  }
  gesture_answer(gesture, value_list(names, ranking->count));
}

static void tap(Gesture *gesture, int choice_ix) {
  Ranking ranking = current(gesture);
  int last = -1;
  toggle(&ranking, choice_ix);
  keep(gesture->state, gesture->cell, &ranking);
  if (unranked(gesture, &ranking, &last) == 0) {
    answer(gesture, &ranking);
  } else if (!value_is_empty(gesture->answer)) {
    gesture_answer(gesture, VALUE_NONE);
  }
}

static void act(Gesture *gesture, Act act) {
  if (act.kind == ACT_CHOICE) {
    tap(gesture, act.ix);
  } else if (act.kind == ACT_CLEAR) {
    keep(gesture->state, gesture->cell, &(Ranking){.count = 0});
    gesture_answer(gesture, VALUE_NONE);
  }
}

/* A few numbers are no answer, and whoever gave them did not mean to skip. One that is left can only be the last; it is given its number
 * here and not at the tap before it: a hand on its way to that one would take it back. */
static bool leave(Gesture *gesture) {
  Ranking ranking = current(gesture);
  int last = -1;
  size_t left = unranked(gesture, &ranking, &last);
  if (ranking.count == 0 || left == 0) {
    return true;
  }
  if (left > 1 || gesture->out->count + 1 >= UI_ACTIONS_MAX) {
    return false;
  }
  toggle(&ranking, last);
  keep(gesture->state, gesture->cell, &ranking);
  answer(gesture, &ranking);
  return true;
}

static Str hint(const Build *b, const Question *question) {
  (void)question;
  return build_string(b, UI_STRING_RANK_HINT);
}

const QuestionView view_rank = {
    .kind = QUESTION_RANK, .hint = hint, .layout = layout, .leave = leave, .act = act, .words = offers_words};
