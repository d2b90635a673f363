#include "convert.h"
#include "function.h"

static Value call_true(const Evaluation *e, const Node *call) {
  (void)e;
  (void)call;
  return value_boolean(true);
}

static Value call_false(const Evaluation *e, const Node *call) {
  (void)e;
  (void)call;
  return value_boolean(false);
}

static Value call_not(const Evaluation *e, const Node *call) {
  return value_boolean(!argument_boolean(e, call, 0));
}

static Value call_boolean(const Evaluation *e, const Node *call) {
  return value_boolean(argument_boolean(e, call, 0));
}

static Value call_boolean_from_string(const Evaluation *e, const Node *call) {
  const Str s = argument_str(e, call, 0);
  return value_boolean(str_is(s, "true") || str_is(s, "1"));
}

static Value call_if(const Evaluation *e, const Node *call) {
  return argument(e, call, argument_boolean(e, call, 0) ? 1 : 2);
}

static Value call_coalesce(const Evaluation *e, const Node *call) {
  for (const Node *node = call->first; node; node = node->next) {
    const Value v = eval_node(e, node);
    if (!value_is_empty(v)) return v;
  }
  return VALUE_NONE;
}

/* The answer the question has already, so that once(random()) is drawn a single time. */
static Value call_once(const Evaluation *e, const Node *call) {
  const Value before = e->host && e->host->self ? e->host->self(e->host->context) : VALUE_NONE;
  return value_is_empty(before) ? argument(e, call, 0) : before;
}

static const Function functions[] = {
    {.name = "true", .call = call_true},
    {.name = "false", .call = call_false},
    {.name = "not", .least_arguments = 1, .most_arguments = 1, .call = call_not},
    {.name = "boolean", .least_arguments = 1, .most_arguments = 1, .call = call_boolean},
    {.name = "boolean-from-string", .least_arguments = 1, .most_arguments = 1, .call = call_boolean_from_string},
    {.name = "if", .least_arguments = 3, .most_arguments = 3, .gives_arguments = 6, .call = call_if},
    {.name = "coalesce", .least_arguments = 1, .most_arguments = ARGUMENTS_ANY, .gives_arguments = 255, .call = call_coalesce},
    {.name = "once", .least_arguments = 1, .most_arguments = 1, .varies = true, .gives_arguments = 1, .call = call_once},
};

const FunctionFamily functions_logic = {functions, COUNT_OF(functions)};
