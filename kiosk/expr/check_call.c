#include <string.h>

#include "check.h"
#include "convert.h"
#include "date_format.h"
#include "digest.h"
#include "regex.h"

static Str expected_arguments(Compilation *c, const Function *f) {
  const unsigned least = f->least_arguments, most = f->most_arguments;
  const char *plural = (most == ARGUMENTS_ANY ? least : most) == 1 ? "" : "s";
  if (most == ARGUMENTS_ANY) return mistake_text(c, "give it at least %u argument%s", least, plural);
  if (most == 0) return mistake_text(c, "write %s() with nothing between the parentheses", f->name);
  if (least == most) return mistake_text(c, "give it %u argument%s", least, plural);
  return mistake_text(c, "give it %u to %u arguments", least, most);
}

static bool check_argument_count(Checker *k, const Node *call) {
  const Function *f = call->function;
  const bool too_many = f->most_arguments != ARGUMENTS_ANY && call->child_count > f->most_arguments;
  if (call->child_count >= f->least_arguments && !too_many) return true;
  if (k->unreached) return false; /* as other programs have it: nobody ever looks */
  mistake(k->c, call->at, MISTAKE_ARGUMENTS,
          mistake_text(k->c, "%s() is given %zu argument%s", f->name, call->child_count, call->child_count == 1 ? "" : "s"),
          expected_arguments(k->c, f));
  return false;
}

static void check_node_arguments(Checker *k, const Node *call) {
  unsigned wanted = call->function->node_arguments;
  for (const Node *argument = call->first; argument && wanted; argument = argument->next, wanted >>= 1) {
    if (!(wanted & 1u) || gives_nodes(argument) || (argument->kind == NODE_TEXT && argument->text.len == 0)) continue;
    mistake(k->c, argument->at, MISTAKE_ARGUMENTS,
            mistake_text(k->c, "%s() is about answers, and this is a value", call->function->name), STR("write ${name} or a path"));
  }
}

static void check_pattern(Checker *k, Node *call) {
  const Node *pattern = call->first->next;
  if (pattern->kind != NODE_TEXT) return;
  const char *problem = NULL;
  call->regex = regex_compile(k->c->arena, pattern->text, &problem);
  if (call->regex) return;
  call->any_text = k->c->scope->lenient;
  if (call->any_text)
    mistake_warn(k->c, pattern->at, MISTAKE_NOT_YET,
                 mistake_text(k->c, "this pattern cannot be used, and every text passes: %s", problem),
                 STR("mend the pattern, or write it without what only other programs know"));
  else
    mistake(k->c, pattern->at, MISTAKE_ARGUMENTS, mistake_text(k->c, "this pattern cannot be used: %s", problem),
            STR("mend the pattern; it must match the whole answer"));
}

/* A text that is no date is one for ever; an answer may become one. */
static void check_date(Checker *k, Node *call) {
  const Node *argument = call->first;
  double days;
  if (argument->kind != NODE_TEXT || argument->text.len == 0 || k->unreached || convert_text_to_moment(argument->text, &days))
    return;
  mistake_unless_lenient(k->c, argument->at, MISTAKE_NO_DATE,
                         mistake_text(k->c, "'" STR_FMT "' is no date", STR_ARG(argument->text)),
                         STR("write a date that exists as year-month-day, such as '2026-11-21'"));
}

/* What other programs stop at, and this one leaves as it stands. */
static void check_date_pattern(Checker *k, Node *call) {
  const Node *pattern = call->first->next;
  Str unknown;
  if (pattern->kind != NODE_TEXT || k->unreached || date_format_knows(pattern->text, &unknown)) return;
  mistake_unless_lenient(k->c, pattern->at, MISTAKE_ARGUMENTS,
                         mistake_text(k->c, "%s() has no " STR_FMT, call->function->name, STR_ARG(unknown)),
                         STR("write %Y, %m, %d, %H, %M, %S, %b, %a or another part that it has, and %% for a percent sign"));
}

/* The question whose choices are meant: its name in quotes, or, a frequent slip, without. */
static void check_choice_question(Checker *k, Node *call, const Node *question) {
  if (question->kind == NODE_REFERENCE) {
    call->question_ix = question->reference_ix;
    return;
  }
  if (question->kind != NODE_TEXT) {
    mistake(k->c, question->at, MISTAKE_ARGUMENTS, mistake_text(k->c, "%s() does not say whose choices", call->function->name),
            STR("write the question's name in quotes, as in '${name}'"));
    return;
  }
  call->question_ix = check_path_in_text(k, question->text);
  if (call->question_ix >= 0) {
    check_note_reference(k, call->question_ix);
  } else {
    check_report_unknown(k, question->at, check_name_in_text(question->text));
  }
}

static void check_choice_name(Checker *k, Node *call) {
  check_choice_question(k, call, call->first->next);
}

static void check_choice_label(Checker *k, Node *call) {
  check_choice_question(k, call, call->first);
}

static bool stands_in(const ExprScope *scope, int ix, int repeat_ix) {
  do
    ix = scope->parent(scope->context, ix);
  while (ix >= 0 && ix != repeat_ix);
  return ix >= 0;
}

static bool check_repeat_of(Checker *k, const Node *call, const Node *repeat) {
  const ExprScope *scope = k->c->scope;
  const Node *target = call->first;
  if (target->kind != NODE_REFERENCE || repeat->kind != NODE_REFERENCE || !repeat->next) {
    mistake(k->c, call->at, MISTAKE_ARGUMENTS, STR("indexed-repeat() is given something that is no question, repeat and number"),
            STR("write indexed-repeat(${question}, ${repeat}, number)"));
    return false;
  }
  if (target->reference_ix < 0 || repeat->reference_ix < 0) return false; /* has been reported */
  if (!scope->parent || stands_in(scope, target->reference_ix, repeat->reference_ix)) return true;
  mistake(k->c, repeat->at, MISTAKE_ARGUMENTS, STR("the question of indexed-repeat() does not stand in this repeat"),
          STR("write the repeat that the question stands in"));
  return false;
}

/* Puts a repeat and its number before all that stand in it. */
static void insert_repeat(const ExprScope *scope, Node **link, Node *repeat) {
  Node *number = repeat->next;
  while (*link && !(scope->parent && stands_in(scope, (*link)->reference_ix, repeat->reference_ix)))
    link = &(*link)->next->next;
  number->next = *link;
  *link = repeat;
}

/* The repeats may be named in any order; they are gone down from the outermost. */
static void check_indexed_repeat(Checker *k, Node *call) {
  Node *sorted = NULL;
  for (Node *repeat = call->first->next; repeat;) {
    if (!check_repeat_of(k, call, repeat)) return;
    Node *following = repeat->next->next;
    insert_repeat(k->c->scope, &sorted, repeat);
    repeat = following;
  }
  call->first->next = sorted;
}

/* position() and position(..) of what is looked at in a predicate say nothing of where the expression stands. */
static void check_position(Checker *k, Node *call) {
  if (call->child_count == 0) return;
  const bool from_current = call->first->kind == NODE_PATH && call->first->path->start == PATH_CURRENT;
  if (from_current || !k->in_predicate) k->expr->uses_position = true;
}

static void check_index(Checker *k, Node *call) {
  const ExprScope *scope = k->c->scope;
  k->expr->uses_position = true;
  call->levels_up = 1;
  if (!scope->self || !scope->parent || !scope->is_repeat) return;
  int ix = scope->self(scope->context), levels = 0;
  while (ix >= 0 && !scope->is_repeat(scope->context, ix)) {
    ix = scope->parent(scope->context, ix);
    levels++;
  }
  call->levels_up = ix >= 0 ? levels : 0;
}

/* What is written out is known to be wrong before anybody is asked; what is worked out is empty then. */
static void check_digest_word(Checker *k, const Node *word, bool (*knows)(Str name), const char *what, Str remedy) {
  if (!word || word->kind != NODE_TEXT || k->unreached || knows(word->text)) return;
  mistake(k->c, word->at, MISTAKE_ARGUMENTS, mistake_text(k->c, "digest() has no %s '" STR_FMT "'", what, STR_ARG(word->text)),
          remedy);
}

static void check_digest(Checker *k, Node *call) {
  const Node *algorithm = argument_node(call, 1);
  check_digest_word(k, algorithm, digest_knows_algorithm, "algorithm",
                    STR("write 'MD5', 'SHA-1', 'SHA-256', 'SHA-384' or 'SHA-512'"));
  check_digest_word(k, algorithm->next, digest_knows_encoding, "encoding", STR("write 'base64' or 'hex'"));
}

/* As long as table and columns are written out: others are looked for when they are known. */
static void check_pulldata(Checker *k, Node *call) {
  const ExprScope *scope = k->c->scope;
  const Node *table = call->first, *column = table->next;
  if (!scope->column || table->kind != NODE_TEXT || k->unreached) return;
  const Str name = table_name(table->text);
  for (int i = 0; i < 2; i++, column = column->next) {
    if (column->kind != NODE_TEXT) continue;
    const ExprColumn found = scope->column(scope->context, name, str_trim(column->text), i == 1);
    if (found == EXPR_TABLE_MISSING) {
      mistake_unless_lenient(k->c, table->at, MISTAKE_UNKNOWN_LIST, mistake_text(k->c, "there is no table " STR_FMT, STR_ARG(name)),
                             memchr(name.ptr, '/', name.len)
                                 ? STR("tables lie in the form's own folder: put the file there, and write its name only")
                                 : mistake_text(k->c, "put " STR_FMT ".csv beside the form", STR_ARG(name)));
      return;
    }
    if (found == EXPR_COLUMN_MISSING)
      mistake_unless_lenient(
          k->c, column->at, MISTAKE_UNKNOWN_COLUMN,
          mistake_text(k->c, "the table " STR_FMT " has no column " STR_FMT, STR_ARG(name), STR_ARG(column->text)),
          STR("write one of the names in the first line of the file"));
  }
}

static const struct {
  const char *name;
  void (*check)(Checker *k, Node *call);
} particular[] = {{"regex", check_pattern},
                  {"date", check_date},
                  {"decimal-date-time", check_date},
                  {"format-date", check_date_pattern},
                  {"format-date-time", check_date_pattern},
                  {"digest", check_digest},
                  {"jr:choice-name", check_choice_name},
                  {"choice-label", check_choice_label},
                  {"indexed-repeat", check_indexed_repeat},
                  {"position", check_position},
                  {"pulldata", check_pulldata},
                  {"index", check_index}};

/* What stands in a condition on each instance is that instance's, also where the expression stands in one of them itself. */
static void see_from_each(Node *node) {
  if (node->kind == NODE_REFERENCE) node->plural = true;
  for (Node *child = node->first; child; child = child->next)
    see_from_each(child);
}

static void check_condition(Node *call) {
  Node *last = call->first;
  while (last->next)
    last = last->next;
  see_from_each(last);
}

void check_call(Checker *k, Node *call) {
  const Function *f = call->function;
  if (!check_argument_count(k, call)) return;
  check_node_arguments(k, call);
  if (f->of_each) check_condition(call);
  if (f->not_yet) {
    mistake_warn(k->c, call->at, MISTAKE_NOT_YET,
                 mistake_text(k->c, "%s() is not worked out by this program: it is empty", f->name),
                 STR("do without it, or be sure that the form can be answered when it is empty"));
  }
  for (size_t i = 0; i < COUNT_OF(particular); i++) {
    if (str_is(call->function_name, particular[i].name)) particular[i].check(k, call);
  }
}
