/* What follows a visit, by what its form says and by how the visitor came. */
#include "followup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "settings: {form_id: foer, form_title: T, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"
#define ASK  "survey: [{type: integer, name: tall, label: Hvor mange?}]\n"
#define CODE                                                                                                                       \
  "survey:\n  - {type: begin_group, name: kode, link_code: yes}\n"                                                                 \
  "  - {type: integer, name: a, label: A?, required: true}\n  - {type: integer, name: b, label: B?, required: true}\n"             \
  "  - {type: end_group}\n"
#define LEADS(where) "kiosk: {privacy: {mode: linked}, followup: " where "}\n"

static const char *const none = HEAD LEADS("{form: etter, link: none}") ASK,
                         *const by_token = HEAD LEADS("{form: etter, link: token}") ASK,
                         *const by_code = HEAD LEADS("{form: etter, link: code}") CODE,
                         *const elsewhere = HEAD LEADS("{url: 'https://ute.example.no/s?t={token}&e={event}', link: token}") ASK,
                         *const alone = HEAD "kiosk: {privacy: {mode: linked}}\n" ASK;

enum { DAY = 20778 };

static const LinkKey key = {{7, 1, 2}};
static const Str elements[] = {STR_INIT("grevling"), STR_INIT("12"), STR_INIT("blå")};

static void fill_counting(void *context, void *out, size_t bytes) {
  (void)context;
  for (size_t i = 0; i < bytes; i++)
    ((unsigned char *)out)[i] = (unsigned char)(i + 1);
}

static const Random counting = {fill_counting, NULL};

typedef struct Visit {
  Arena *arena;
  FollowupVisit visit;
  Followup followup;
} Visit;

static int set_up(void **state) {
  Arena *arena = arena_new(0);
  Visit *visit = ARENA_NEW(arena, Visit);
  *visit = (Visit){.arena = arena,
                   .visit = {.language = STR("nb"), .round = STR("h26"), .event = STR("samling"), .day = DAY, .has_server = true}};
  *state = visit;
  return 0;
}

static int tear_down(void **state) {
  Visit *visit = *state;
  arena_free(visit->arena);
  return 0;
}

static void make(Visit *visit, const char *source, const LinkKey *with) {
  Diags diags = diags_new(visit->arena);
  visit->visit.form = form_parse_yaml(visit->arena, str_from(source), "foer", &diags);
  if (visit->visit.form == NULL) fail_msg(STR_FMT, STR_ARG(diags.items[0].what));
  followup_make(visit->arena, &visit->visit, with, &counting, &visit->followup);
}

static Str token_of_another(Visit *visit) {
  char token[LINK_TOKEN_CHARS + 1];
  link_token_mint(&key, STR("foer"), DAY - 90, &counting, token);
  return arena_str(visit->arena, str_from(token));
}

static void assert_joined_by(const Followup *followup, Str token) {
  char hash[LINK_HASH_LEN + 1];
  link_token_hash(&key, token.ptr, hash);
  assert_true(followup->joins && followup->link.kind == STORE_LINK_TOKEN && followup->link.count == 1);
  assert_true(str_is(followup->link.hashes[0], hash) && str_is(followup->link.round, "h26"));
}

static void where_nothing_follows(void **state) {
  Visit *visit = *state;
  make(visit, alone, &key);
  assert_false(followup_needs_key(&visit->visit));
  assert_true(visit->followup.address.len == 0 && !visit->followup.joins);
  visit->visit.has_server = false;
  make(visit, by_token, &key);
  assert_false(followup_needs_key(&visit->visit));
  assert_true(visit->followup.address.len == 0 && !visit->followup.joins);
}

static void one_code_for_all(void **state) {
  Visit *visit = *state;
  make(visit, none, NULL);
  assert_false(followup_needs_key(&visit->visit));
  assert_true(str_is(visit->followup.address, "/f/etter?r=h26&e=samling&l=nb"));
  assert_true(!visit->followup.joins && visit->followup.token.len == 0 && visit->followup.token_hash.len == 0);
}

static void a_token_is_given(void **state) {
  Visit *visit = *state;
  int64_t day;
  make(visit, by_token, &key);
  assert_true(followup_needs_key(&visit->visit));
  assert_true(link_token_is_of(&key, STR("etter"), visit->followup.token.ptr, &day) && day == DAY);
  assert_true(str_equal(visit->followup.address, followup_token_address(visit->arena, visit->followup.token, STR("nb"))));
  assert_joined_by(&visit->followup, visit->followup.token);
}

static void who_came_by_a_token_goes_on_with_it(void **state) {
  Visit *visit = *state;
  visit->visit.token = token_of_another(visit);
  make(visit, by_token, &key);
  assert_true(str_equal(visit->followup.token, visit->visit.token));
  assert_true(str_equal(visit->followup.address, followup_token_address(visit->arena, visit->visit.token, STR("nb"))));
  assert_joined_by(&visit->followup, visit->visit.token);
  make(visit, none, &key); /* joined with what was before; what follows is for all */
  assert_true(followup_needs_key(&visit->visit));
  assert_true(str_is(visit->followup.address, "/f/etter?r=h26&e=samling&l=nb") && visit->followup.token.len == 0);
  assert_joined_by(&visit->followup, visit->visit.token);
}

static void a_code_joins(void **state) {
  Visit *visit = *state;
  char hashes[LINK_ELEMENTS_MAX + 1][LINK_HASH_LEN + 1];
  visit->visit.elements = elements;
  visit->visit.element_count = COUNT_OF(elements);
  link_code_hashes(&key, elements, COUNT_OF(elements), hashes);
  make(visit, by_code, &key);
  assert_true(followup_needs_key(&visit->visit));
  assert_true(str_is(visit->followup.address, "/f/etter?r=h26&e=samling&l=nb") && visit->followup.token.len == 0);
  assert_true(visit->followup.joins && visit->followup.link.kind == STORE_LINK_CODE);
  assert_int_equal(visit->followup.link.count, COUNT_OF(elements) + 1);
  for (size_t i = 0; i <= COUNT_OF(elements); i++)
    assert_true(str_is(visit->followup.link.hashes[i], hashes[i]));
  visit->visit.token = token_of_another(visit); /* two links there cannot be */
  make(visit, by_code, &key);
  assert_joined_by(&visit->followup, visit->visit.token);
}

static void one_thing_is_no_code(void **state) {
  Visit *visit = *state;
  visit->visit.elements = elements;
  visit->visit.element_count = 1;
  make(visit, by_code, &key);
  assert_true(!visit->followup.joins && visit->followup.address.len > 0);
}

static void a_closed_round_promises_nothing(void **state) {
  Visit *visit = *state;
  visit->visit.elements = elements;
  visit->visit.element_count = COUNT_OF(elements);
  const char *const joined[] = {by_token, by_code};
  for (size_t i = 0; i < COUNT_OF(joined); i++) {
    make(visit, joined[i], NULL);
    assert_true(!visit->followup.joins && visit->followup.address.len == 0 && visit->followup.token.len == 0);
  }
  make(visit, none, NULL);
  assert_true(!visit->followup.joins && visit->followup.address.len > 0);
}

static void elsewhere_has_a_token_of_its_own(void **state) {
  Visit *visit = *state;
  visit->visit.has_server = false;
  make(visit, elsewhere, NULL);
  assert_false(followup_needs_key(&visit->visit));
  assert_true(str_is(visit->followup.address, "https://ute.example.no/s?t=01081G81860W40J2GB1G6GW3RG&e=samling"));
  assert_true(visit->followup.token.len == 0 && !visit->followup.joins);
  /* b2sum --length 256 of the token */
  assert_true(str_is(visit->followup.token_hash, "7f9294d4acf547f69c5da09d59ecdecf947c4f909031940f44dadd56b525e043"));
}

#define ON_VISIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      ON_VISIT(where_nothing_follows),
      ON_VISIT(one_code_for_all),
      ON_VISIT(a_token_is_given),
      ON_VISIT(who_came_by_a_token_goes_on_with_it),
      ON_VISIT(a_code_joins),
      ON_VISIT(one_thing_is_no_code),
      ON_VISIT(a_closed_round_promises_nothing),
      ON_VISIT(elsewhere_has_a_token_of_its_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
