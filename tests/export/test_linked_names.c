/* What columns are called when two forms stand side by side, each in up to five versions: the first one's as if it stood alone, the other's
 * whatever versions there are of either. */
#include "dataset.h"
#include "exported.h"

#include <string.h>

enum { VERSIONS = 5 };

#define LONG "en_lang_vei_aa_gaa_for_et_navn_som_ingen_husker"

/* Names that are keywords, too long, alike but for what a name may not have, those of a response's own columns, or nearly those that the
 * other form's have. */
static const char *const surveys[VERSIONS] = {
    "  - {type: integer, name: trygg, label: T}\n  - {type: text, name: status, label: S}\n"
    "  - {type: text, name: senere__status, label: S}\n  - {type: integer, name: " LONG ", label: L}\n",
    "  - {type: select_multiple liste, name: tema, label: T}\n  - {type: integer, name: a.b, label: A}\n"
    "  - {type: integer, name: a-b, label: A}\n  - {type: integer, name: joined, label: J}\n",
    "  - {type: integer, name: senere_trygg, label: T}\n  - type: group\n    name: senere\n    questions:\n"
    "      - {type: integer, name: trygg, label: T}\n      - {type: text, name: status, label: S}\n"
    "  - {type: integer, name: senere.tema, label: T}\n  - {type: integer, name: trygg, label: T}\n",
    "  - {type: integer, name: " LONG "_2, label: L}\n  - type: repeat\n    name: barn\n    label: B\n    questions:\n"
    "      - {type: integer, name: alder, label: A}\n      - {type: rank liste, name: int, label: R}\n",
    "  - {type: rank liste, name: tema, label: T}\n  - type: repeat\n    name: senere_barn\n    label: B\n    questions:\n"
    "      - {type: integer, name: alder, label: A}\n  - {type: text, name: trygg, label: T}\n",
};

static void add_version(Fixture *fixture, Store *store, const char *form_id, const char *other, size_t version) {
  const char *yaml = arena_printf(fixture->arena,
                                  "settings: {form_id: %s, form_title: F, version: '%zu', default_language: nb}\n"
                                  "languages: {nb: Norsk}\nkiosk:\n  privacy: {mode: linked}\n"
                                  "  followup: {form: %s, link: token}\nsurvey:\n%s"
                                  "choices:\n  liste: [{name: A, label: A}, {name: a, label: a}, {name: '1', label: '1'}]\n",
                                  form_id, version + 1, other, surveys[version])
                         .ptr;
  Err err = {0};
  if (store_add_form(store, fixture_form(fixture, yaml), &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static Dataset dataset_with(Fixture *fixture, size_t first_versions, const char *linked, size_t linked_versions, bool trials) {
  static int number;
  Store *store = fixture_open(fixture, arena_printf(fixture->arena, "%d.db", number++).ptr);
  for (size_t v = 0; v < first_versions; v++)
    add_version(fixture, store, "kurs", "senere", v);
  for (size_t v = 0; v < linked_versions; v++)
    add_version(fixture, store, linked, "kurs", v);
  const ExportOptions options = {
      .form_id = STR("kurs"), .linked_form = linked_versions > 0 ? str_from(linked) : STR(""), .filter.trials = trials};
  Dataset dataset;
  Err err = {0};
  if (dataset_make(store, fixture->arena, &options, &dataset, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  store_close(store);
  return dataset;
}

static const Table *same_table(const Dataset *dataset, const Table *table) {
  for (size_t t = 0; t < dataset->table_count; t++)
    if (dataset->tables[t].linked == table->linked && str_equal(dataset->tables[t].path, table->path)) return &dataset->tables[t];
  return NULL;
}

static const Variable *same_variable(const Table *table, const Variable *variable) {
  for (size_t v = 0; v < table->count; v++)
    if (table->variables[v].linked == variable->linked && str_equal(table->variables[v].header, variable->header))
      return &table->variables[v];
  return NULL;
}

/* Of one of both forms: everything that there was is there, under the same names and in the same order. */
static void assert_kept(const Dataset *before, const Dataset *now, bool linked) {
  for (size_t t = 0; t < before->table_count; t++) {
    const Table *old = &before->tables[t], *table = same_table(now, old);
    const Variable *last = NULL;
    if (t > 0 && old->linked != linked) continue;
    assert_non_null(table);
    assert_true(str_equal(table->name, old->name));
    for (size_t v = 0; v < old->count; v++) {
      if (old->variables[v].linked != linked || str_is(old->variables[v].own, "trial")) continue;
      const Variable *variable = same_variable(table, &old->variables[v]);
      if (variable == NULL) fail_msg("%.*s is gone", STR_ARG(old->variables[v].header));
      if (!str_equal(variable->name, old->variables[v].name))
        fail_msg("%.*s: %.*s became %.*s", STR_ARG(variable->header), STR_ARG(old->variables[v].name), STR_ARG(variable->name));
      assert_true(variable > last);
      last = variable;
    }
  }
}

static bool same_regardless_of_case(Str a, Str b) {
  return a.len == b.len && str_edit_distance(a, b, 0) == 0;
}

static void assert_legal(const Dataset *dataset) {
  for (size_t t = 0; t < dataset->table_count; t++) {
    const Table *table = &dataset->tables[t];
    assert_in_range(table->name.len, t > 0, 28);
    for (size_t other = 1; other < t; other++)
      assert_false(same_regardless_of_case(table->name, dataset->tables[other].name));
    for (size_t v = 0; v < table->count; v++) {
      assert_in_range(table->variables[v].name.len, 1, 32);
      for (size_t w = 0; w < v; w++) {
        assert_false(same_regardless_of_case(table->variables[v].name, table->variables[w].name));
        assert_false(str_equal(table->variables[v].header, table->variables[w].header));
      }
    }
  }
}

static void names_outlive_the_versions_of_both(void **state) {
  Fixture *fixture = *state;
  Dataset datasets[VERSIONS + 1][VERSIONS + 1]; /* with so many versions of the first and of the other; of which 0 is none */
  for (size_t first = 1; first <= VERSIONS; first++)
    for (size_t linked = 0; linked <= VERSIONS; linked++) {
      const Dataset *now = &datasets[first][linked];
      datasets[first][linked] = dataset_with(fixture, first, "senere", linked, linked % 2 == 0);
      assert_legal(now);
      if (linked > 0) assert_kept(&datasets[first][linked - 1], now, false);
      if (linked > 1) assert_kept(&datasets[first][linked - 1], now, true);
      if (first > 1) assert_kept(&datasets[first - 1][linked], now, false);
      if (first > 1 && linked > 0) assert_kept(&datasets[first - 1][linked], now, true);
    }
}

static void names_have_the_forms_id_in_front(void **state) {
  static const struct {
    const char *form_id, *header, *name, *table;
  } cases[] = {
      {"senere", "senere:trygg", "senere__trygg", "senere__barn"},
      {"senere", "senere:question:status", "senere__status_", "senere__barn"},
      {"senere", "senere:question:joined", "senere__joined_", "senere__barn"},
      {"senere", "senere:joined", "senere__joined", "senere__barn"},
      {"senere", "senere:tema/A", "senere__tema_A", "senere__barn"},
      {"senere", "senere:" LONG, "senere__en_lang_vei_aa_gaa_for_e", "senere__barn"},
      {"tre-mnd.2027", "tre-mnd.2027:trygg", "tre_mnd_2027__trygg", "tre_mnd_2027__barn"},
      {"_1", "_1:trygg", "v_1__trygg", "v_1__barn"},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Dataset dataset = dataset_with(fixture, 1, cases[i].form_id, VERSIONS, false);
    const Variable *variable = same_variable(&dataset.tables[0], &(Variable){.header = str_from(cases[i].header), .linked = true});
    if (variable == NULL) fail_msg("no %s", cases[i].header);
    if (!str_starts_with(variable->name, str_from(cases[i].name))) fail_msg("%.*s", STR_ARG(variable->name));
    assert_true(str_is(dataset.tables[1].name, cases[i].table));
  }
}

/* Two long ids that begin alike are told apart. */
static void long_ids_leave_room_for_the_rest(void **state) {
  static const char *const ids[] = {"oppfolging_hosten_2026", "oppfolging_hosten_2027"};
  Fixture *fixture = *state;
  Str names[COUNT_OF(ids)];
  for (size_t i = 0; i < COUNT_OF(ids); i++) {
    const Dataset dataset = dataset_with(fixture, 1, ids[i], VERSIONS, true);
    assert_legal(&dataset);
    names[i] =
        same_variable(&dataset.tables[0], &(Variable){.header = arena_printf(fixture->arena, "%s:trygg", ids[i]), .linked = true})
            ->name;
    assert_true(str_starts_with(names[i], STR("oppfolgi_")));
    assert_non_null(strstr(names[i].ptr, "__trygg"));
  }
  assert_false(str_equal(names[0], names[1]));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(names_outlive_the_versions_of_both, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(names_have_the_forms_id_in_front, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(long_ids_leave_room_for_the_rest, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
