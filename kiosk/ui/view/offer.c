#include "offer.h"

#include <stdlib.h>

static int by_bytes(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

NameSet name_set_of(Arena *arena, Value answer) {
  size_t count = answer.kind == VALUE_LIST ? answer.list.count : answer.kind == VALUE_TEXT ? 1 : 0;
  Str *sorted = ARENA_ARRAY(arena, Str, count + 1);
  for (size_t i = 0; i < count; i++) {
    sorted[i] = answer.kind == VALUE_LIST ? answer.list.items[i] : answer.text;
  }
  qsort(sorted, count, sizeof *sorted, by_bytes);
  return (NameSet){sorted, count};
}

bool name_set_holds(const NameSet *set, Str name) {
  return set->count > 0 && bsearch(&name, set->sorted, set->count, sizeof *set->sorted, by_bytes) != NULL;
}

static Str label_of(Build *b, const Choice *choice, int cell) {
  Str label = build_text(b, choice->label, cell);
  return label.len > 0 ? label : choice->name;
}

size_t offers_count(const Scene *scene, const Asked *asked, size_t most) {
  const ChoiceList *list = form_choices(scene->form, asked->question);
  size_t count = 0;
  for (size_t i = 0; list != NULL && i < list->count && count < most; i++) {
    count += survey_offers(scene->survey, asked->cell, (int)i);
  }
  return count;
}

bool offers_are_full(const Scene *scene, const Asked *asked) {
  int most = asked->question->select_max;
  if (most <= 0 || asked->answer.kind != VALUE_LIST || asked->answer.list.count < (size_t)most) {
    return false;
  }
  const ChoiceList *list = form_choices(scene->form, asked->question);
  int first = form_find_choice(list, asked->answer.list.items[0]);
  return first < 0 || !list->choices[first].exclusive; /* which stands alone, and yields to any other */
}

Offers offers_of(Build *b, const Asked *asked) {
  const ChoiceList *list = form_choices(b->scene->form, asked->question);
  Offers offers = {.several = asked->question->kind != QUESTION_SELECT_ONE, .ranked = asked->question->kind == QUESTION_RANK};
  if (list == NULL) {
    return offers;
  }
  offers.full = offers_are_full(b->scene, asked);
  NameSet chosen = name_set_of(b->arena, asked->answer);
  offers.items = ARENA_ARRAY(b->arena, Offer, list->count + 1);
  size_t count;
  const int *shown = survey_choices(b->scene->survey, asked->cell, b->arena, &count);
  for (size_t i = 0; i < count; i++) {
    const Choice *choice = &list->choices[shown[i]];
    offers.items[offers.count++] = (Offer){.choice = choice,
                                           .choice_ix = shown[i],
                                           .label = label_of(b, choice, asked->cell),
                                           .selected = name_set_holds(&chosen, choice->name)};
    offers.steps += !choice->missing;
  }
  return offers;
}

Str offers_limit(Build *b, const Asked *asked, bool full) {
  int most = asked->question->select_max;
  UiString says = full ? UI_STRING_SELECT_MAX_REACHED : UI_STRING_SELECT_MAX;
  return most > 0 ? phrases_format(b->arena, b->strings, (int)says, b->language, most, most) : (Str){NULL, 0};
}

Node *offer_node(Build *b, const Offers *offers, const Offer *offer, Rect rect, InkKind kind) {
  Str id = arena_printf(b->arena, "answer." STR_FMT, STR_ARG(offer->choice->name));
  Node *node = build_node(b, offers->several ? ROLE_CHECKBOX : ROLE_RADIO, id, offer->label, rect, kind);
  build_act(b, node, (Act){.kind = ACT_CHOICE, .ix = offer->choice_ix});
  if (offer->selected) {
    node->state |= STATE_SELECTED;
  } else if (offers->full && !offer->choice->exclusive) {
    node->state |= STATE_DISABLED;
  }
  if (offer->rank > 0) {
    node->value = arena_printf(b->arena, "%d", offer->rank);
  }
  NodeInk *ink = build_ink(b, node);
  ink->several = offers->several && !offers->ranked;
  ink->rank = offers->ranked && offer->rank == 0 ? -1 : offer->rank;
  return node;
}

Str offers_words(Build *b, const Asked *asked) {
  const ChoiceList *list = form_choices(b->scene->form, asked->question);
  Buffer words = buffer_new(b->arena);
  Sink sink = sink_to_buffer(&words);
  const Value *answer = &asked->answer;
  size_t count = answer->kind == VALUE_LIST ? answer->list.count : 1;
  for (size_t i = 0; i < count; i++) {
    Str name = answer->kind == VALUE_LIST ? answer->list.items[i] : answer->text;
    int ix = list ? form_find_choice(list, name) : -1;
    if (i > 0) {
      sink_str(&sink, build_string(b, UI_STRING_LIST_JOINER));
      sink_z(&sink, " ");
    }
    sink_str(&sink, ix < 0 ? name : label_of(b, &list->choices[ix], asked->cell));
  }
  return buffer_view(&words);
}
