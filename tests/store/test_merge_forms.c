/* Forms' versions united, codes of choices given anew, and what happens where one name stands for two texts. */
#include "store/merging.h"

#include <string.h>

static const Form *form_with(Fixture *fixture, const char *version, const char *label, const char *choices) {
  return fixture_form(fixture, arena_printf(fixture->arena,
                                            "settings: {form_id: samling, form_title: S, version: '%s', default_language: nb}\n"
                                            "kiosk: {privacy: {min_group: 3}}\n"
                                            "survey: [{type: select_one nytte, name: nytte, label: %s}]\n"
                                            "choices: {nytte: [%s]}\n",
                                            version, label, choices)
                                   .ptr);
}

static void put_into(Fixture *fixture, const char *name, const char *device, const Form *form, const char *uuid) {
  Store *store = fixture_open(fixture, name);
  merging_put(fixture, store, form,
              &(MergingVisit){.uuid = uuid, .device = device, .status = RESPONSE_COMPLETE, .answers = "{\"nytte\":\"ja\"}"});
  store_close(store);
}

static const char codes_sql[] = "SELECT choice, code FROM choice_code ORDER BY code";

/* Of the list nytte; what: from the count on, with the folder's path in it. */
static const char *note(Fixture *fixture, const char *into, const char *what) {
  const char *path = fixture_path(fixture, into);
  size_t folder = strcspn(what, "%");
  return arena_printf(fixture->arena,
                      "form samling, list nytte: %.*s%s%s in %s now. Data sets for SPSS or Stata that were exported with the other"
                      " codes do not go together with new ones; export them anew from %s\n",
                      (int)folder, what, fixture->folder, what + folder + 2, path, path)
      .ptr;
}

/* What the last command of a way has to say. */
static const char *notes_of(Fixture *fixture, const char *into, size_t way) {
  static const char *const whats[] = {
      "3 choices had other codes in %s/b.db and 1 more database, such as nei, which was 1 and is 2",
      "2 choices had other codes in %s/c.db and 1 more database, such as nei, which was 1 and is 2",
      "2 choices had other codes in %s/c.db, such as nei, which was 1 and is 2",
      "3 choices had other codes in %s/way-3.db, such as nei, which was 1 and is 2",
      "3 choices had other codes in %s/way-4.db and 1 more database, such as nei, which was 1 and is 2",
  };
  return note(fixture, into, whats[way]);
}

#define YES "{name: ja, label: Ja}"
#define NO  "{name: nei, label: Nei}"

/* Whoever met the second version first has given other codes; what comes of it is as if all had met them one after the other. */
static void codes_are_given_oldest_version_first(void **state) {
  static const char *const ways[][3] = {
      {"a.db b.db c.db"}, {"c.db b.db a.db"}, {"a.db", "b.db", "c.db"}, {"c.db", "b.db", "a.db"}, {"b.db", "a.db c.db"}};
  Fixture *fixture = *state;
  put_into(fixture, "a.db", "dør", form_with(fixture, "1", "Nyttig?", YES ", " NO), "aaaa");
  put_into(fixture, "b.db", "disk", form_with(fixture, "2", "Nyttig?", NO ", {name: kanskje, label: K}, " YES), "bbbb");
  put_into(fixture, "c.db", "sal",
           form_with(fixture, "10", "Nyttig?", "{name: ikke, label: V, code: 99}, " NO ", {name: litt, label: L}"), "cccc");
  assert_string_equal(fixture_query(fixture, "b.db", codes_sql), "nei|1\nkanskje|2\nja|3");
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    Merged merged = {0};
    for (size_t k = 0; k < 3 && ways[i][k] != NULL; k++) {
      merged = merging_try(fixture, name, ways[i][k]);
      assert_int_equal(merged.status, STATUS_OK);
      assert_string_equal(merged.conflicts, ""); /* they are a function of the forms: nothing disagrees */
    }
    assert_string_equal(fixture_query(fixture, name, codes_sql), "ja|1\nnei|2\nkanskje|3\nlitt|4\nikke|99");
    assert_string_equal(merging_dump(fixture, name), merging_dump(fixture, "way-0.db"));
    const char *wanted = notes_of(fixture, name, i);
    if (strcmp(merged.notes, wanted) != 0) fail_msg("way %zu: %s\nis not\n%s", i, merged.notes, wanted);
  }
  /* What changes nothing says nothing; what brings more says it of its own database. */
  assert_string_equal(merging_try(fixture, "way-0.db", "c.db b.db").notes, "");
  put_into(fixture, "b.db", "disk", form_with(fixture, "2", "Nyttig?", NO ", {name: kanskje, label: K}, " YES), "b2b2");
  assert_string_equal(merging_try(fixture, "way-0.db", "a.db b.db").notes,
                      note(fixture, "way-0.db", "3 choices had other codes in %s/b.db, such as nei, which was 1 and is 2"));
}

/* A list is told of once, with the codes of the first database that had others. */
static void one_sentence_for_each_list(void **state) {
  Fixture *fixture = *state;
  put_into(fixture, "a.db", "dør", form_with(fixture, "1", "Nyttig?", YES ", " NO), "aaaa");
  for (int i = 0; i < 4; i++)
    put_into(fixture, arena_printf(fixture->arena, "%d.db", i).ptr, arena_printf(fixture->arena, "kiosk-%d", i).ptr,
             form_with(fixture, "2", "Nyttig?", YES ", {name: tja, label: T}, " NO), NULL);
  Merged merged = merging_try(fixture, "all.db", "0.db a.db 1.db 2.db 3.db");
  assert_int_equal(merged.report.conflicts, 0);
  assert_string_equal(
      merged.notes,
      note(fixture, "all.db", "2 choices had other codes in %s/0.db and 3 more databases, such as tja, which was 2 and is 3"));
}

/* As of a kiosk that met its versions in another order: its own data sets are concerned, though no answer comes. */
static void codes_that_move_alone_are_told_of_once(void **state) {
  Fixture *fixture = *state;
  put_into(fixture, "b.db", "disk", form_with(fixture, "2", "Nyttig?", NO ", " YES), "bbbb");
  put_into(fixture, "b.db", "disk", form_with(fixture, "1", "Nyttig?", YES ", " NO), "b1b1");
  merging_copy(fixture, "b.db", "copy.db");
  Merged merged = merging_try(fixture, "b.db", "copy.db");
  assert_int_equal(merged.report.known, 2);
  assert_string_equal(fixture_query(fixture, "b.db", codes_sql), "ja|1\nnei|2");
  assert_string_equal(
      merged.notes,
      note(fixture, "b.db", "2 choices had other codes in %s/b.db and 1 more database, such as nei, which was 1 and is 2"));
  assert_string_equal(merging_try(fixture, "b.db", "copy.db").notes, "");
}

static void given_codes_may_contradict_each_other(void **state) {
  Fixture *fixture = *state;
  put_into(fixture, "a.db", "dør",
           form_with(fixture, "1", "Nyttig?", "{name: ja, label: J, code: 1}, {name: nei, label: N, code: 0}"), "aaaa");
  put_into(fixture, "b.db", "disk",
           form_with(fixture, "2", "Nyttig?", "{name: ja, label: J, code: 5}, {name: litt, label: L, code: 1}"), "bbbb");
  Merged merged = merging_try(fixture, "all.db", "b.db a.db");
  assert_string_equal(fixture_query(fixture, "all.db", codes_sql), "nei|0\nja|1\nlitt|2");
  assert_non_null(
      strstr(merged.conflicts, "version 2: choice ja of list nytte is given the code 5, which contradicts an older version"));
  assert_non_null(strstr(merged.conflicts, "choice litt of list nytte is given the code 1, which contradicts"));
  assert_int_equal(merged.report.added, 2); /* the answers come all the same: they have names, not codes */
}

static void one_name_for_two_texts(void **state) {
  Fixture *fixture = *state;
  const Form *one = form_with(fixture, "1", "Nyttig?", YES), *other = form_with(fixture, "1", "Bra?", YES);
  put_into(fixture, "a.db", "dør", one, "aaaa");
  put_into(fixture, "b.db", "disk", other, "bbbb");
  put_into(fixture, "b.db", "disk", form_with(fixture, "2", "Bra?", YES), "b2b2");
  put_into(fixture, "c.db", "sal", one, "cccc");
  merging_merge(fixture, "all.db", "a.db");
  Merged merged = merging_try(fixture, "all.db", "b.db c.db");
  assert_int_equal(merged.report.conflicts, 1);
  assert_non_null(strstr(merged.conflicts, "form samling, version 1: its text in "));
  assert_non_null(strstr(merged.conflicts, "b.db are left out, and count as missing"));
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT substr(uuid, 1, 4) FROM response ORDER BY 1"), "aaaa\nb2b2\ncccc");
  /* What was left out is missing, and no other: the ledger says so. */
  const char *told = merging_verify(fixture, "all.db");
  assert_non_null(strstr(told, "response bbbb0000-0000-4000-8000-000000000000, which waited to be numbered, is missing\n"));
  assert_non_null(strstr(told, "disk: 1-0 0 whole 0 purged 1 waiting 0 partial 0 trial 1 missing\n"));
  assert_non_null(strstr(told, "sal: 1-0 0 whole 0 purged 1 waiting 0 partial 0 trial 0 missing\n"));
  /* Of new ones none is guessed to be the right one, whatever their order. */
  static const char *const orders[] = {"a.db b.db c.db", "c.db b.db a.db", "b.db c.db a.db"};
  for (size_t i = 0; i < COUNT_OF(orders); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    merged = merging_try(fixture, name, orders[i]);
    assert_int_equal(merged.report.conflicts, 1);
    assert_non_null(strstr(merged.conflicts, "the responses to it in all databases are left out"));
    assert_string_equal(fixture_query(fixture, name, "SELECT version FROM form_version; SELECT substr(uuid, 1, 4) FROM response"),
                        "2\nb2b2");
    assert_string_equal(merging_dump(fixture, name), merging_dump(fixture, "way-0.db"));
  }
}

/* SQLite does not tell them apart in names: which view gets a number may not depend on who came first. */
static void views_of_twins_have_the_same_names(void **state) {
  Fixture *fixture = *state;
  merging_fill(fixture, "a.db", "dør", merging_form(fixture, "samling", 1), 1);
  merging_fill(fixture, "b.db", "disk", merging_form(fixture, "Samling", 1), 1);
  merging_merge(fixture, "up.db", "a.db");
  merging_merge(fixture, "up.db", "b.db");
  merging_merge(fixture, "down.db", "b.db");
  merging_merge(fixture, "down.db", "a.db");
  assert_string_equal(fixture_query(fixture, "up.db", "SELECT count(*) FROM \"Samling 1\"; SELECT count(*) FROM \"samling 1 (2)\""),
                      "1\n1");
  assert_string_equal(merging_dump(fixture, "up.db"), merging_dump(fixture, "down.db"));
}

static void a_form_that_cannot_be_read_comes_along(void **state) {
  Fixture *fixture = *state;
  merging_fill(fixture, "a.db", "dør", merging_form(fixture, "samling", 1), 1);
  merging_fill(fixture, "b.db", "disk", merging_form(fixture, "mentor", 1), 1);
  fixture_query(fixture, "a.db", "UPDATE form_version SET source = 'later: 1'");
  merging_merge(fixture, "all.db", "a.db b.db");
  assert_string_equal(fixture_query(fixture, "all.db",
                                    "SELECT form_id, choice, code FROM choice_code ORDER BY 1, 3; SELECT count(*) FROM response"),
                      "mentor|ja|1\nmentor|nei|2\nsamling|ja|1\nsamling|nei|2\n2");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(codes_are_given_oldest_version_first, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(one_sentence_for_each_list, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(codes_that_move_alone_are_told_of_once, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(given_codes_may_contradict_each_other, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(one_name_for_two_texts, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(views_of_twins_have_the_same_names, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_form_that_cannot_be_read_comes_along, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
