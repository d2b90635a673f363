#include "play_find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SEEN   .rect = {0, 0, 10, 10}, .clip = {0, 0, 100, 100}
#define HIDDEN .rect = {0, 200, 10, 10}, .clip = {0, 0, 100, 100}

static const Node nodes[] = {
    {.id = STR_INIT("0"), .label = STR_INIT("Ja"), SEEN}, /* a title with the word of an answer */
    {.id = STR_INIT("1"), .label = STR_INIT("Ja"), .takes_input = true, SEEN},
    {.id = STR_INIT("2"), .label = STR_INIT("Nei takk"), .takes_input = true, SEEN},
    {.id = STR_INIT("3"), .label = STR_INIT("Nei"), .takes_input = true, HIDDEN},
    {.id = STR_INIT("4"), .label = STR_INIT("Send inn"), .takes_input = true, .state = STATE_DISABLED, SEEN},
    {.id = STR_INIT("5"), .label = STR_INIT("Felt"), .value = STR_INIT("Oslo"), .takes_input = true, SEEN},
    {.id = STR_INIT("6"), .label = STR_INIT("Takk for i dag"), SEEN},
    {.id = STR_INIT("7"), .label = STR_INIT("\u2068Tid\u2069: \u2068Ofte\u2069"), .takes_input = true, SEEN},
};

static void labels(void **state) {
  (void)state;
  static const struct {
    const char *label, *id; /* id NULL: none */
    const char *said;
  } cases[] = {
      {"Ja", "1", ""},
      {"Oslo", "5", ""},
      {"nei t", "2", ""},
      {"Takk for i dag", "6", ""},
      {"Tid: Ofte", "7", ""},
      {"\u2068Tid\u2069: \u2068Ofte\u2069", "7", ""},
      {"d: of", "7", ""},
      {"Tid: Oft", "7", ""},
      {"Tid: Ofte!", NULL, "is not on the screen"},
      {"Nei", NULL, "out of sight"},
      {"e", NULL, "several labels contain"},
      {"Send inn", NULL, "disabled"},
      {"Hade", NULL, "is not on the screen"},
      {"", NULL, "is not on the screen"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Err err = {0};
    const Node *found = play_find(nodes, COUNT_OF(nodes), str_from(cases[i].label), &err);
    if ((found != NULL) != (cases[i].id != NULL)) fail_msg("\"%s\": %s", cases[i].label, err.sentence);
    if (found != NULL) assert_true(str_is(found->id, cases[i].id));
    if (found == NULL && strstr(err.sentence, cases[i].said) == NULL) fail_msg("\"%s\": %s", cases[i].label, err.sentence);
  }
}

static void what_is_out_of_sight_cannot_be_tapped(void **state) {
  (void)state;
  Err err = {0};
  assert_null(play_find(&nodes[3], 1, STR("Nei"), &err));
  assert_non_null(strstr(err.sentence, "out of sight"));
  assert_false(play_shows(&nodes[3], 1, STR("Nei")));
}

static void what_is_shown(void **state) {
  (void)state;
  assert_true(play_shows(nodes, COUNT_OF(nodes), STR("i dag")));
  assert_true(play_shows(nodes, COUNT_OF(nodes), STR("Osl")));
  assert_false(play_shows(nodes, COUNT_OF(nodes), STR("takk for")));
  assert_true(play_shows(nodes, COUNT_OF(nodes), STR(": Ofte")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels),
      cmocka_unit_test(what_is_out_of_sight_cannot_be_tapped),
      cmocka_unit_test(what_is_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
