/* Which responses of two waves belong together, by what people gave, and what is in doubt joins nobody. */
#include "store/linking.h"

#include <stdlib.h>
#include <string.h>

typedef struct Waves { /* each visit's elements, or token */
  const char *first[6], *second[6];
} Waves;

typedef struct Case {
  Waves waves;
  const char *near;  /* pairs, as "first=second" or "first~second", sorted */
  size_t ambiguous;  /* of the second */
  size_t whole_only; /* pairs without near */
} Case;

typedef struct Seen {
  Fixture *fixture;
  const char *uuids[2][6];
  const Waves *waves;
  size_t rows;
  char pairs[6][16];
  size_t pair_count;
} Seen;

static const char *name_of(const Seen *seen, int wave, Str uuid) {
  const char *const *names = wave == 0 ? seen->waves->first : seen->waves->second;
  for (size_t i = 0; i < 6; i++)
    if (seen->uuids[wave][i] != NULL && str_is(uuid, seen->uuids[wave][i])) return names[i] ? names[i] : "-";
  fail_msg("an unknown response");
  return "";
}

static bool see(void *context, const Response *first, const Response *second, StoreMatch match) {
  Seen *seen = context;
  seen->rows++;
  assert_int_equal(second == NULL, match == STORE_MATCH_NONE);
  assert_true(str_is(first->answers, "{\"antall\":1}"));
  if (second == NULL) return true;
  assert_true(str_is(first->form_id, "kandidat") && str_is(second->form_id, "oppfolging"));
  assert_true(str_is(second->answers, "{\"antall\":1}"));
  snprintf(seen->pairs[seen->pair_count++], sizeof seen->pairs[0], "%s%s%s", name_of(seen, 0, first->uuid),
           match == STORE_MATCH_WHOLE ? "=" : "~", name_of(seen, 1, second->uuid));
  return true;
}

static int compare(const void *a, const void *b) {
  return strcmp(a, b);
}

static const char *pairs_of(Seen *seen, Store *store, bool near) {
  Err err = {0};
  seen->rows = seen->pair_count = 0;
  if (store_each_pair(store, STR("kandidat"), STR("oppfolging"), NULL, near, see, seen, &err) != STATUS_OK)
    fail_msg("%s: %s", err.code, err.sentence);
  qsort(seen->pairs, seen->pair_count, sizeof seen->pairs[0], compare);
  const char *all = "";
  for (size_t i = 0; i < seen->pair_count; i++)
    all = arena_printf(seen->fixture->arena, "%s%s%s", all, i > 0 ? " " : "", seen->pairs[i]).ptr;
  return all;
}

static void put_waves(Seen *seen, Store *store, const Waves *waves) {
  Fixture *fixture = seen->fixture;
  const Form *first = linking_form(fixture, "kandidat"), *second = linking_form(fixture, "oppfolging");
  seen->waves = waves;
  linking_round(fixture, store, "h26");
  for (size_t i = 0; i < 6; i++) {
    const char *a = waves->first[i], *b = waves->second[i];
    seen->uuids[0][i] = a ? linking_put_code(fixture, store, first, "h26", a) : NULL;
    seen->uuids[1][i] = b ? linking_put_code(fixture, store, second, "h26", b) : NULL;
  }
}

static const Case cases[] = {
    {{{"abcd", "efgh"}, {"efgh", "abcd"}}, "abcd=abcd efgh=efgh", 0, 2},
    {{{"abcd"}, {"abxd"}}, "abcd~abxd", 0, 0},
    {{{"abcd"}, {"axxd"}}, "", 0, 0},                          /* two slips */
    {{{"abcd"}, {"bcda"}}, "", 0, 0},                          /* the same ones at other places */
    {{{"abcd", "abcd"}, {"abcd"}}, "", 1, 0},                  /* two people's */
    {{{"abcd"}, {"abcd", "abcd"}}, "", 2, 0},                  /* one of both */
    {{{"abcd"}, {"abcx", "abxd"}}, "", 2, 0},                  /* near to one */
    {{{"abcd", "abcx"}, {"abcy"}}, "", 1, 0},                  /* near to two */
    {{{"abcd"}, {"abcd", "abcx"}}, "abcd=abcd", 1, 1},         /* the whole one has it */
    {{{"abcd", "abcx"}, {"abcx"}}, "abcx=abcx", 0, 1},         /* and nothing is left for the other */
    {{{"abcd", "abcx"}, {"abcd", "abcy"}}, "abcd=abcd", 1, 1}, /* abcy is as near to both */
    {{{"abcd", "efgh"}, {"abcx", "xfgh"}}, "abcd~abcx efgh~xfgh", 0, 0},
    {{{"abcd"}, {"abc"}}, "", 0, 0}, /* another number of elements */
    {{{"abcd"}, {NULL}}, "", 0, 0},
};

static void try_cases(Fixture *fixture, SealSecret *secret) {
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *name = arena_printf(fixture->arena, "%zu%s.db", i, secret ? "s" : "").ptr;
    Seen seen = {.fixture = fixture};
    Store *store = fixture_open(fixture, name);
    Err err = {0};
    if (secret != NULL) assert_int_equal(store_seal_with(store, seal_public_of(secret), &err), STATUS_OK);
    put_waves(&seen, store, &cases[i].waves);
    store_close(store);
    assert_int_equal(store_open_readonly(fixture_path(fixture, name), &store, &err), STATUS_OK);
    const SealSecret *keys[] = {secret};
    if (secret != NULL) store_use_keys(store, keys, 1);
    const char *near = pairs_of(&seen, store, true);
    if (strcmp(near, cases[i].near) != 0) fail_msg("case %zu: %s", i, near);
    pairs_of(&seen, store, false);
    assert_int_equal(seen.pair_count, cases[i].whole_only);
    StoreMatching matching;
    Str round = STR("h26"), other = STR("v27");
    assert_int_equal(store_matching(store, STR("kandidat"), STR("oppfolging"), &round, &matching, &err), STATUS_OK);
    assert_int_equal(matching.first, seen.rows);
    assert_int_equal(matching.first_linked, seen.rows);
    assert_int_equal(matching.whole, cases[i].whole_only);
    if (matching.ambiguous != cases[i].ambiguous) fail_msg("case %zu: %zu are ambiguous", i, matching.ambiguous);
    assert_int_equal(matching.unopened, 0);
    assert_int_equal(store_matching(store, STR("kandidat"), STR("oppfolging"), &other, &matching, &err), STATUS_OK);
    assert_int_equal(matching.first + matching.second + matching.whole, 0);
    store_close(store);
  }
}

static void codes_join_who_gave_them(void **state) {
  try_cases(*state, NULL);
}

static void sealed_codes_join_for_who_has_the_key(void **state) {
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  try_cases(*state, secret);
  seal_secret_free(secret);
}

static void without_the_key_they_are_counted(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  Store *store = fixture_open(fixture, "a.db");
  Seen seen = {.fixture = fixture};
  assert_int_equal(store_seal_with(store, seal_public_of(secret), &err), STATUS_OK);
  put_waves(&seen, store, &cases[0].waves);
  StoreMatching matching;
  assert_int_equal(store_matching(store, STR("kandidat"), STR("oppfolging"), NULL, &matching, &err), STATUS_OK);
  assert_int_equal(matching.unopened, 4);
  assert_int_equal(matching.whole + matching.near + matching.ambiguous, 0);
  assert_int_equal(matching.second_linked, 2);
  store_close(store);
  seal_secret_free(secret);
}

typedef struct Count {
  size_t rows, pairs;
  size_t stop_at;
} Count;

static bool count_row(void *context, const Response *first, const Response *second, StoreMatch match) {
  (void)first, (void)match;
  Count *count = context;
  count->pairs += second != NULL;
  return ++count->rows != count->stop_at;
}

/* Those of another season are found; what is no answer that counts, in either wave, is not. */
static void a_filter_is_of_the_first_wave(void **state) {
  Fixture *fixture = *state;
  const Form *first = linking_form(fixture, "kandidat"), *second = linking_form(fixture, "oppfolging");
  Store *store = fixture_open(fixture, "a.db");
  linking_round(fixture, store, "h26");
  for (int i = 0; i < 40; i++) {
    const StoreLink *link = linking_link(fixture, STORE_LINK_TOKEN, "h26", arena_printf(fixture->arena, "t%d", i).ptr);
    Response one = linking_response(fixture, store, first, i % 4 == 3 ? NULL : link),
             two = linking_response(fixture, store, second, link);
    one.time = i < 20 ? STR("2026-11-20") : STR("2026-11-21");
    two.time = STR("2027-02-20");
    two.trial = i % 5 == 0;
    fixture_put(store, &one);
    fixture_put(store, &two);
  }
  Err err = {0};
  Count all = {0}, day = {0}, some = {.stop_at = 7};
  StoreFilter filter = {.to = STR("2026-11-20")};
  assert_int_equal(store_each_pair(store, first->form_id, second->form_id, NULL, false, count_row, &all, &err), STATUS_OK);
  assert_int_equal(all.rows, 40);
  assert_int_equal(all.pairs, 24);
  assert_int_equal(store_each_pair(store, first->form_id, second->form_id, &filter, false, count_row, &day, &err), STATUS_OK);
  assert_int_equal(day.rows, 20);
  assert_int_equal(day.pairs, 12);
  assert_int_equal(store_each_pair(store, first->form_id, second->form_id, NULL, false, count_row, &some, &err), STATUS_OK);
  assert_int_equal(some.rows, 7);
  linking_put_token(fixture, store, first, "h26", "later"); /* the store goes on */
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(codes_join_who_gave_them, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sealed_codes_join_for_who_has_the_key, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(without_the_key_they_are_counted, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_filter_is_of_the_first_wave, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
