/* Lists: of answers, of values, and of words in a text. */
#include "convert.h"
#include "function.h"

#include <math.h>
#include <string.h>

static void join_values(const Evaluation *e, const Node *first, Str separator, Sink *sink) {
  bool is_first = true;
  for (const Node *node = first; node; node = node->next) {
    const Values values = eval_values(e, node);
    for (size_t i = 0; i < values.count; i++) {
      if (!is_first) sink_str(sink, separator);
      is_first = false;
      sink_str(sink, convert_to_str(e->arena, values_at(&values, i)));
    }
  }
}

static Value call_concat(const Evaluation *e, const Node *call) {
  Buffer buffer = buffer_new(e->arena);
  Sink sink = sink_to_buffer(&buffer);
  join_values(e, call->first, (Str){NULL, 0}, &sink);
  return value_text(buffer_view(&buffer));
}

static Value call_join(const Evaluation *e, const Node *call) {
  Buffer buffer = buffer_new(e->arena);
  Sink sink = sink_to_buffer(&buffer);
  join_values(e, call->first->next, argument_str(e, call, 0), &sink);
  return value_text(buffer_view(&buffer));
}

/* The next item of a list whose items are parted by separator. */
static bool take_item(Str *rest, Str separator, Str *item) {
  if (!rest->ptr || separator.len == 0) return false;
  for (size_t at = 0; at + separator.len <= rest->len; at++) {
    if (memcmp(rest->ptr + at, separator.ptr, separator.len) != 0) continue;
    *item = (Str){rest->ptr, at};
    *rest = (Str){rest->ptr + at + separator.len, rest->len - at - separator.len};
    return true;
  }
  *item = *rest;
  *rest = (Str){NULL, 0};
  return true;
}

/* item-at(' ', 'a b c', 1) is b. */
static Value call_item_at(const Evaluation *e, const Node *call) {
  const Str separator = argument_str(e, call, 0);
  const double wanted = trunc(argument_number(e, call, 2));
  Str rest = argument_str(e, call, 1), item;
  for (double ix = 0; take_item(&rest, separator, &item); ix++) {
    if (ix == wanted) return value_text(item);
  }
  return VALUE_NONE;
}

static bool is_in(Str list, Str separator, Str wanted) {
  Str item;
  while (take_item(&list, separator, &item)) {
    if (str_equal(item, wanted)) return true;
  }
  return false;
}

/* de-duplicate(' ', 'a b a') is a b. */
static Value call_de_duplicate(const Evaluation *e, const Node *call) {
  const Str separator = argument_str(e, call, 0);
  Str rest = argument_str(e, call, 1), item;
  Buffer buffer = buffer_new(e->arena);
  Sink sink = sink_to_buffer(&buffer);
  while (take_item(&rest, separator, &item)) {
    const bool is_first = buffer.count == 0;
    if (!is_first && is_in(buffer_view(&buffer), separator, item)) continue;
    if (!is_first) sink_str(&sink, separator);
    sink_str(&sink, item);
  }
  return value_text(buffer_view(&buffer));
}

/* Are at least so many and at most so many of the conditions met? A bound below 0 is none. */
static Value call_checklist(const Evaluation *e, const Node *call) {
  const double least = argument_number(e, call, 0), most = argument_number(e, call, 1);
  double met = 0;
  for (const Node *node = argument_node(call, 1)->next; node; node = node->next) {
    const Values values = eval_values(e, node);
    for (size_t i = 0; i < values.count; i++)
      met += expr_to_boolean(values_at(&values, i)) ? 1 : 0;
  }
  return value_boolean((least < 0 || met >= least) && (most < 0 || met <= most));
}

/* The same of the sum of weights, each behind its condition. */
static Value call_weighted_checklist(const Evaluation *e, const Node *call) {
  const double least = argument_number(e, call, 0), most = argument_number(e, call, 1);
  double met = 0;
  for (const Node *node = argument_node(call, 1)->next; node && node->next; node = node->next->next)
    met += eval_boolean(e, node) ? expr_to_number(eval_node(e, node->next)) : 0;
  return value_boolean((least < 0 || met >= least) && (most < 0 || met <= most));
}

static const Function functions[] = {
    {.name = "concat", .most_arguments = ARGUMENTS_ANY, .call = call_concat},
    {.name = "join", .least_arguments = 1, .most_arguments = ARGUMENTS_ANY, .call = call_join},
    {.name = "item-at", .least_arguments = 3, .most_arguments = 3, .call = call_item_at},
    {.name = "de-duplicate", .least_arguments = 2, .most_arguments = 2, .call = call_de_duplicate},
    {.name = "checklist", .least_arguments = 2, .most_arguments = ARGUMENTS_ANY, .call = call_checklist},
    {.name = "weighted-checklist", .least_arguments = 2, .most_arguments = ARGUMENTS_ANY, .call = call_weighted_checklist},
};

const FunctionFamily functions_list = {functions, COUNT_OF(functions)};
