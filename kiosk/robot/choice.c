#include "robot_types.h"

enum { FEW = 4, KINDS = 3 }; /* as many as people tend to tick; one alone; any number */

typedef struct Offer { /* the choices that are offered, as indices */
  const ChoiceList *list;
  int *ix;
  size_t count;
} Offer;

static Offer find_offer(const Draw *draw) {
  const ChoiceList *list = form_choices(draw->form, draw->question);
  if (list == NULL) return (Offer){0};
  Offer offer = {.list = list, .ix = ARENA_ARRAY(draw->arena, int, list->count)};
  for (size_t i = 0; i < list->count; i++)
    if (survey_offers(draw->survey, draw->cell, (int)i)) offer.ix[offer.count++] = (int)i;
  return offer;
}

/* The first `count` places get that many of the offer, drawn without putting back, in an order drawn too. */
static void shuffle(const Draw *draw, Offer *offer, size_t count) {
  for (size_t i = 0; i < count && i + 1 < offer->count; i++) {
    size_t with = i + random_below(draw->random, (uint32_t)(offer->count - i));
    int ix = offer->ix[i];
    offer->ix[i] = offer->ix[with];
    offer->ix[with] = ix;
  }
}

static Str name_of(const Offer *offer, size_t i) {
  return offer->list->choices[offer->ix[i]].name;
}

static Value draw_acknowledge(const Draw *draw) {
  (void)draw;
  return value_text(STR("OK"));
}

static Value draw_one(const Draw *draw) {
  Offer offer = find_offer(draw);
  if (offer.count == 0) return VALUE_NONE;
  return value_text(name_of(&offer, random_below(draw->random, (uint32_t)offer.count)));
}

static Value in_drawn_order(const Draw *draw, const Offer *offer, size_t count) {
  Str *names = ARENA_ARRAY(draw->arena, Str, count);
  for (size_t i = 0; i < count; i++)
    names[i] = name_of(offer, i);
  return value_list(names, count);
}

static Value in_list_order(const Draw *draw, const Offer *offer, size_t count) {
  bool *chosen = ARENA_ARRAY(draw->arena, bool, offer->list->count);
  Str *names = ARENA_ARRAY(draw->arena, Str, count);
  size_t name_count = 0;
  for (size_t i = 0; i < count; i++)
    chosen[offer->ix[i]] = true;
  for (size_t i = 0; i < offer->list->count; i++)
    if (chosen[i]) names[name_count++] = offer->list->choices[i].name;
  return value_list(names, name_count);
}

static Value draw_several(const Draw *draw) {
  Offer offer = find_offer(draw);
  if (offer.count == 0) return VALUE_NONE;
  const size_t mosts[KINDS] = {FEW, 1, offer.count};
  size_t most = mosts[draw->attempt % KINDS];
  if (most > offer.count) most = offer.count;
  size_t count = 1 + random_below(draw->random, (uint32_t)most);
  shuffle(draw, &offer, count);
  for (size_t i = 0; i < count; i++)
    if (offer.list->choices[offer.ix[i]].exclusive) {
      Str *only = ARENA_NEW(draw->arena, Str);
      *only = name_of(&offer, i);
      return value_list(only, 1);
    }
  return in_list_order(draw, &offer, count);
}

static Value draw_ranking(const Draw *draw) {
  Offer offer = find_offer(draw);
  shuffle(draw, &offer, offer.count);
  return in_drawn_order(draw, &offer, offer.count);
}

const RobotType robot_acknowledge = {.kind = QUESTION_ACKNOWLEDGE, .draw = draw_acknowledge};
const RobotType robot_select_one = {.kind = QUESTION_SELECT_ONE, .draw = draw_one, .stays = true};
const RobotType robot_select_multiple = {.kind = QUESTION_SELECT_MULTIPLE, .draw = draw_several};
const RobotType robot_rank = {.kind = QUESTION_RANK, .draw = draw_ranking};
