#include "function.h"

#include <math.h>

/* The names chosen, one after the other: from a list, or from a text that joins them by spaces. */
typedef struct Choices {
  Value value;
  size_t ix;
  Str rest;
} Choices;

static Choices choices_of(const Evaluation *e, const Node *call) {
  const Value v = argument(e, call, 0);
  return (Choices){.value = v, .rest = v.kind == VALUE_LIST ? (Str){NULL, 0} : value_to_str(e->arena, v)};
}

static Str next_choice(Choices *c) {
  if (c->value.kind != VALUE_LIST) return str_next_word(&c->rest);
  return c->ix < c->value.list.count ? c->value.list.items[c->ix++] : (Str){NULL, 0};
}

/* Nothing chosen counts as '' chosen: forms ask selected(${x}, '') for that. */
static Value call_selected(const Evaluation *e, const Node *call) {
  Choices choices = choices_of(e, call);
  const Str wanted = str_trim(argument_str(e, call, 1));
  Str choice = next_choice(&choices);
  if (choice.len == 0) return value_boolean(wanted.len == 0);
  for (; choice.len > 0; choice = next_choice(&choices)) {
    if (str_equal(choice, wanted)) return value_boolean(true);
  }
  return value_boolean(false);
}

static Value call_count_selected(const Evaluation *e, const Node *call) {
  Choices choices = choices_of(e, call);
  size_t count = 0;
  while (next_choice(&choices).len > 0)
    count++;
  return value_number((double)count);
}

static Value call_selected_at(const Evaluation *e, const Node *call) {
  Choices choices = choices_of(e, call);
  const double wanted_ix = trunc(argument_number(e, call, 1));
  if (!(wanted_ix >= 0)) return VALUE_NONE;
  Str choice = next_choice(&choices);
  for (double ix = 0; ix < wanted_ix && choice.len > 0; ix++)
    choice = next_choice(&choices);
  return value_text(choice);
}

static const Function functions[] = {
    {.name = "selected", .least_arguments = 2, .most_arguments = 2, .call = call_selected},
    {.name = "selected-at", .least_arguments = 2, .most_arguments = 2, .call = call_selected_at},
    {.name = "count-selected", .least_arguments = 1, .most_arguments = 1, .gives_number = true, .call = call_count_selected},
};

const FunctionFamily functions_select = {functions, COUNT_OF(functions)};
