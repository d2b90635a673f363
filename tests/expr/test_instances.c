/* A thousand instances of a repeat: how often they are looked at. */
#include "expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { INSTANCES = 1000, DATA = 0, REPEAT = 1, QUESTION = 2 }; /* <data><rep><q/></rep>...</data> */

typedef struct Looks {
  ExprNode instances[INSTANCES], questions[INSTANCES];
  size_t gap; /* the instance with this index is not relevant; INSTANCES: none */
  size_t count;
} Looks;

static int find_name(void *context, Str name) {
  (void)context;
  return str_is(name, "rep") ? REPEAT : str_is(name, "q") ? QUESTION : -1;
}

static int parent_of(void *context, int reference_ix) {
  (void)context;
  return reference_ix - 1;
}

static bool is_repeat(void *context, int reference_ix) {
  (void)context;
  return reference_ix == REPEAT;
}

static ExprNodes all(void *context, int reference_ix, ExprNode from, Arena *arena) {
  Looks *looks = context;
  (void)from;
  ExprNode *nodes = ARENA_ARRAY(arena, ExprNode, INSTANCES);
  size_t count = 0;
  for (size_t i = 0; i < INSTANCES; i++)
    if (i != looks->gap) nodes[count++] = reference_ix == REPEAT ? looks->instances[i] : looks->questions[i];
  return (ExprNodes){nodes, count};
}

static ExprNodes beneath(void *context, int reference_ix, ExprNode ancestor, Arena *arena) {
  Looks *looks = context;
  (void)reference_ix;
  (void)arena;
  return (ExprNodes){&looks->questions[ancestor.ix], 1};
}

static int position(void *context, ExprNode node) {
  ((Looks *)context)->count++;
  return node.ix + 1;
}

static Value value(void *context, ExprNode node) {
  (void)context;
  return value_number(node.ix + 1);
}

static Value wanted(void *context) {
  (void)context;
  return VALUE_NONE;
}

static const ExprTree tree = {.position = position, .value = value, .reference = all, .beneath = beneath};

static double look_up(Looks *looks, Arena *arena, int number) {
  const ExprScope scope = {.context = looks, .find = find_name, .parent = parent_of, .is_repeat = is_repeat};
  const ExprSource source = {.text = arena_printf(arena, "indexed-repeat(${q}, ${rep}, %d)", number), .columns_exact = true};
  const ExprHost host = {.context = looks, .self = wanted, .tree = &tree};
  Diags diags = diags_new(arena);
  const Expr *expr = expr_compile(arena, &source, &scope, &diags);
  assert_non_null(expr);
  return expr_to_number(expr_eval(expr, &host, arena));
}

static Looks looks_new(size_t gap) {
  Looks looks = {.gap = gap};
  for (int i = 0; i < INSTANCES; i++)
    looks.instances[i] = looks.questions[i] = (ExprNode){0, i};
  return looks;
}

static void one_of_a_thousand_is_not_looked_for(void **state) {
  (void)state;
  Looks looks = looks_new(INSTANCES);
  for (int number = 1; number <= INSTANCES; number++) {
    Arena *arena = arena_new(0);
    assert_true(look_up(&looks, arena, number) == number);
    arena_free(arena);
  }
  assert_int_equal(looks.count, INSTANCES);
}

/* Their numbers tell them apart, not their places. */
static void a_gap_moves_nobody(void **state) {
  (void)state;
  Looks looks = looks_new(2);
  const struct {
    int number;
    double found; /* NaN: none */
  } cases[] = {{1, 1}, {2, 2}, {3, 0}, {4, 4}, {INSTANCES, INSTANCES}, {INSTANCES + 1, 0}, {0, 1}, {-5, 1}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    const double found = look_up(&looks, arena, cases[i].number);
    assert_true(cases[i].found > 0 ? found == cases[i].found : !(found > 0));
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(one_of_a_thousand_is_not_looked_for), cmocka_unit_test(a_gap_moves_nobody)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
