/* What a form says of itself: its choices' labels, its texts, how long the visit has lasted. */
#include "convert.h"
#include "function.h"

#include <math.h>

static Value choice_label(const Evaluation *e, const Node *call, size_t name_argument) {
  const ExprHost *host = e->host;
  if (!host->choice_label || call->question_ix < 0) return VALUE_NONE;
  return value_text(host->choice_label(host->context, call->question_ix, str_trim(argument_str(e, call, name_argument))));
}

static Value call_choice_name(const Evaluation *e, const Node *call) {
  return choice_label(e, call, 0);
}

/* SurveyCTO's: the question first. */
static Value call_choice_label(const Evaluation *e, const Node *call) {
  return choice_label(e, call, 1);
}

static Value call_itext(const Evaluation *e, const Node *call) {
  const ExprHost *host = e->host;
  return host->itext ? value_text(host->itext(host->context, argument_str(e, call, 0))) : VALUE_NONE;
}

/* With or without the file's ending. */
Str table_name(Str written) {
  static const Str ending = STR_INIT(".csv");
  const Str name = str_trim(written);
  if (name.len <= ending.len) return name;
  const Str stem = {name.ptr, name.len - ending.len};
  return str_edit_distance((Str){name.ptr + stem.len, ending.len}, ending, 0) == 0 ? stem : name;
}

static Value call_pulldata(const Evaluation *e, const Node *call) {
  const ExprHost *host = e->host;
  if (!host->look_up) return VALUE_NONE;
  const Str table = table_name(argument_str(e, call, 0)), column = argument_str(e, call, 1), key_column = argument_str(e, call, 2);
  return value_text(
      host->look_up(host->context, table, str_trim(column), str_trim(key_column), str_trim(argument_str(e, call, 3))));
}

static Value call_duration(const Evaluation *e, const Node *call) {
  (void)call;
  const int64_t ms = e->host->wall_ms - e->host->begun_wall_ms;
  return value_number(floor((double)ms / 1000));
}

static Value call_nothing(const Evaluation *e, const Node *call) {
  (void)e;
  (void)call;
  return VALUE_NONE;
}

static const Function functions[] = {
    {.name = "jr:choice-name", .least_arguments = 2, .most_arguments = 2, .varies = true, .call = call_choice_name},
    {.name = "choice-label", .least_arguments = 2, .most_arguments = 2, .varies = true, .call = call_choice_label},
    {.name = "jr:itext", .least_arguments = 1, .most_arguments = 1, .varies = true, .call = call_itext},
    {.name = "pulldata", .least_arguments = 4, .most_arguments = 4, .varies = true, .call = call_pulldata},
    {.name = "duration", .varies = true, .gives_number = true, .call = call_duration},
    {.name = "device-info", .varies = true, .call = call_nothing}, /* nothing that tells one kiosk from another */
    {.name = "version", .varies = true, .call = call_nothing},
};

const FunctionFamily functions_form = {functions, COUNT_OF(functions)};
