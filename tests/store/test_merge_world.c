/* A world of kiosks made at random: visits begin, go on, end, are discarded; forms get new versions; what is due is deleted; and at random
 * moments each database is copied. Some visits go on on a phone, most that end are joined by a token or a code, and rounds close. However the copies are merged, the same comes of it, and every ledger is whole.
 *
 * test_store_merge_world [SEEDS [FIRST]]: so many worlds, 4 if not said. */
#include "store/merging.h"

#include <stdlib.h>
#include <string.h>

enum { KIOSKS = 3, DAYS = 24, ACTS_A_DAY = 6, COPIES_MAX = 16, VISITS_MAX = 8, ORDERS = 4 };

typedef struct OpenVisit {
  const char *uuid; /* NULL: none */
  const Form *form;
  const char *time;
  int answers; /* how many are given */
  bool on_web;
} OpenVisit;

typedef struct World {
  Fixture *fixture;
  Random dice;
  OpenVisit visits[KIOSKS][VISITS_MAX];
  const char *copies[COPIES_MAX];
  size_t copy_count;
  int version;
  const char *day;
} World;

static uint32_t roll(const World *world, uint32_t sides) {
  return random_below(&world->dice, sides);
}

static const char *kiosk_name(World *world, size_t kiosk) {
  return arena_printf(world->fixture->arena, "kiosk-%zu.db", kiosk).ptr;
}

/* Each state has the answers of the one before. */
static const char *answers_of(const OpenVisit *visit) {
  static const char *const texts[] = {"{\"nytte\":\"ja\"}", "{\"nytte\":\"ja\",\"antall\":4}",
                                      "{\"nytte\":\"ja\",\"antall\":4,\"hvorfor\":\"ord\"}",
                                      "{\"nytte\":\"ja\",\"antall\":4,\"hvorfor\":\"ord\",\"tegning\":\"tegning.png\"}"};
  return texts[visit->answers < 4 ? visit->answers : 3];
}

static const char *const rounds[] = {"h26", "v27"};

static const char *device_name(World *world, size_t kiosk, bool on_web) {
  return arena_printf(world->fixture->arena, "kiosk-%zu%s", kiosk, on_web ? "-web" : "").ptr;
}

/* Two of a kind have the same code now and then. */
static const StoreLink *link_of(World *world, const OpenVisit *visit) {
  StoreLinkKind kind = roll(world, 2) == 0 ? STORE_LINK_TOKEN : STORE_LINK_CODE;
  if (roll(world, 4) == 0) return NULL;
  const char *of = kind == STORE_LINK_TOKEN ? visit->uuid : arena_printf(world->fixture->arena, "abc%u", roll(world, 30)).ptr;
  return linking_link(world->fixture, kind, rounds[roll(world, COUNT_OF(rounds))], of);
}

static void put(World *world, Store *store, size_t kiosk, OpenVisit *visit, ResponseStatus status) {
  MergingVisit made = {.uuid = visit->uuid,
                       .device = device_name(world, kiosk, visit->on_web),
                       .on_web = visit->on_web,
                       .link = status == RESPONSE_COMPLETE ? link_of(world, visit) : NULL,
                       .time = visit->time,
                       .status = status,
                       .answers = answers_of(visit),
                       .drawing = visit->answers > 2 ? "strek" : NULL,
                       .trial = visit->uuid[0] == '0'};
  merging_put(world->fixture, store, visit->form, &made);
  if (status != RESPONSE_PARTIAL) *visit = (OpenVisit){0};
}

static const char *new_uuid(World *world) {
  char uuid[STORE_UUID_LEN + 1];
  store_uuid(&world->fixture->random, uuid);
  return arena_str(world->fixture->arena, str_from(uuid)).ptr;
}

static void go_on_elsewhere(World *world, Store *store, size_t kiosk, OpenVisit *visit) {
  Err err = {0};
  Str device;
  visit->on_web = true;
  if (store_device(store, str_from(device_name(world, kiosk, true)), world->fixture->arena, &device, &err) != STATUS_OK ||
      store_adopt(store, str_from(visit->uuid), device, STR("web"), &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
}

/* All have the same key: that of a closed one is refused. */
static void open_rounds(World *world, Store *store) {
  static const unsigned char key[STORE_ROUND_KEY_BYTES] = {7};
  for (size_t i = 0; i < COUNT_OF(rounds); i++) {
    Err err = {0};
    if (store_give_round_key(store, str_from(rounds[i]), key, str_from(world->day), &err) != STATUS_OK)
      assert_string_equal(err.code, "round-closed");
  }
}

static void close_a_round(World *world, Store *store, size_t kiosk) {
  Err err = {0};
  size_t links;
  const char *round = rounds[roll(world, COUNT_OF(rounds))];
  if (store_close_round(store, str_from(round), str_from(device_name(world, kiosk, false)), str_from(world->day), &links, &err) !=
      STATUS_OK)
    assert_string_equal(err.code, "round-closed");
}

static void act(World *world, Store *store, size_t kiosk) {
  OpenVisit *visit = &world->visits[kiosk][roll(world, VISITS_MAX)];
  uint32_t deed = roll(world, 10);
  if (visit->uuid == NULL) {
    const char *form_id = roll(world, 3) == 0 ? "mentor" : "samling";
    *visit = (OpenVisit){new_uuid(world), merging_form(world->fixture, form_id, 1 + (int)roll(world, (uint32_t)world->version)),
                         world->day, 0, false};
    put(world, store, kiosk, visit, RESPONSE_PARTIAL);
    return;
  }
  if (deed == 9 && !visit->on_web) go_on_elsewhere(world, store, kiosk, visit);
  if (deed < 5) visit->answers++;
  put(world, store, kiosk, visit, deed < 5 ? RESPONSE_PARTIAL : deed == 5 ? RESPONSE_DISCARDED : RESPONSE_COMPLETE);
}

/* A visit of which anything was due has been left long ago. */
static void purge(World *world, size_t kiosk) {
  Arena *arena = world->fixture->arena;
  merging_purge(world->fixture, kiosk_name(world, kiosk), world->day);
  for (size_t i = 0; i < VISITS_MAX; i++) {
    OpenVisit *visit = &world->visits[kiosk][i];
    if (visit->uuid == NULL) continue;
    const char *sql = arena_printf(arena, "SELECT '%s' > date('%s', '-10 days')", visit->time, world->day).ptr;
    if (strcmp(fixture_query(world->fixture, kiosk_name(world, kiosk), sql), "1") != 0) *visit = (OpenVisit){0};
  }
}

static void copy(World *world, size_t kiosk) {
  if (world->copy_count == COPIES_MAX) return;
  const char *name = arena_printf(world->fixture->arena, "copy-%zu.db", world->copy_count).ptr;
  merging_copy(world->fixture, kiosk_name(world, kiosk), name);
  world->copies[world->copy_count++] = name;
}

static void live_a_day(World *world, int day) {
  CivilTime date = civil_from_days((double)(civil_to_days(2026, 1, 1) + 2 * day));
  world->day = arena_printf(world->fixture->arena, "%04d-%02d-%02d", date.year, date.month, date.day).ptr;
  if (day % 8 == 7) world->version++;
  for (size_t kiosk = 0; kiosk < KIOSKS; kiosk++) {
    Store *store = fixture_open(world->fixture, kiosk_name(world, kiosk));
    Err err = {0};
    open_rounds(world, store);
    for (int i = 0; i < ACTS_A_DAY; i++)
      act(world, store, kiosk);
    if (day > DAYS / 2 && roll(world, 40) == 0) close_a_round(world, store, kiosk);
    if (store_log(store, str_from(arena_printf(world->fixture->arena, "kiosk-%zu", kiosk).ptr), STR("idle"), STR(""),
                  str_from(world->day), &err) != STATUS_OK)
      fail_msg("%s", err.sentence);
    store_close(store);
    if (roll(world, 5) == 0) purge(world, kiosk);
    if (roll(world, 8) == 0) copy(world, kiosk);
  }
}

static void shuffle(const World *world, const char **names, size_t count) {
  for (size_t i = count; i > 1; i--) {
    size_t other = roll(world, (uint32_t)i);
    const char *name = names[i - 1];
    names[i - 1] = names[other];
    names[other] = name;
  }
}

static void assert_whole(const World *world, const char *name, const char *what) {
  const char *told = merging_verify(world->fixture, name);
  for (const char *line = told; *line != '\0'; line = strchr(line, '\n') + 1)
    if (strncmp(line, "kiosk-", 6) != 0 || strstr(line, " 0 missing\n") == NULL) fail_msg("%s: %s", what, told);
}

static void assert_same(const char *dump, const char *wanted, const char *what) {
  size_t same = 0, line = 0;
  for (; dump[same] != '\0' && dump[same] == wanted[same]; same++)
    if (dump[same] == '\n') line = same + 1;
  if (dump[same] != wanted[same]) fail_msg("%s: %.400s\nis not\n%.400s", what, dump + line, wanted + line);
}

/* In commands of one to four sources, some of them twice. */
static const char *merge_in_some_order(World *world, int order) {
  const char *names[2 * COPIES_MAX], *into = arena_printf(world->fixture->arena, "all-%d.db", order).ptr;
  size_t count = 0;
  for (size_t i = 0; i < world->copy_count; i++) {
    names[count++] = world->copies[i];
    if (roll(world, 4) == 0) names[count++] = world->copies[i];
  }
  shuffle(world, names, count);
  for (size_t done = 0; done < count;) {
    Buffer buffer = buffer_new(world->fixture->arena);
    Sink sink = sink_to_buffer(&buffer);
    for (size_t left = order == 0 ? count : 1 + roll(world, 4); left > 0 && done < count; left--)
      sink_printf(&sink, " %s", names[done++]);
    merging_merge(world->fixture, into, buffer_view(&buffer).ptr);
  }
  return into;
}

static void try_world(uint64_t seed) {
  World world = {.version = 1};
  uint64_t dice = seed * 7919 + 1;
  assert_int_equal(fixture_setup((void **)&world.fixture), 0);
  world.fixture->seed = seed + 1;
  world.dice = random_seeded(&dice);
  for (int day = 0; day < DAYS; day++)
    live_a_day(&world, day);
  for (size_t kiosk = 0; kiosk < KIOSKS; kiosk++)
    copy(&world, kiosk);
  const char *wanted = NULL;
  for (int order = 0; order < ORDERS; order++) {
    const char *what = arena_printf(world.fixture->arena, "seed %llu, order %d", (unsigned long long)seed, order).ptr;
    const char *into = merge_in_some_order(&world, order), *dump = merging_dump(world.fixture, into);
    assert_whole(&world, into, what);
    if (wanted != NULL) assert_same(dump, wanted, what);
    wanted = dump;
  }
  /* The merged one deletes by itself as well: nothing comes back, and its ledger stays whole. */
  merging_purge(world.fixture, "all-1.db", world.day);
  merging_merge(world.fixture, "all-1.db", "all-2.db");
  for (size_t i = 0; i < world.copy_count; i++)
    merging_merge(world.fixture, "all-1.db", world.copies[i]);
  assert_whole(&world, "all-1.db", "after a purge of its own");
  const char *left = merging_dump(world.fixture, "all-1.db");
  merging_purge(world.fixture, "all-1.db", world.day);
  assert_string_equal(merging_dump(world.fixture, "all-1.db"), left);
  fixture_teardown((void **)&world.fixture);
}

static uint64_t seeds = 4, first_seed = 1;

static void any_world(void **state) {
  (void)state;
  for (uint64_t seed = first_seed; seed < first_seed + seeds; seed++)
    try_world(seed);
}

int main(int argc, char **argv) {
  if (argc > 1) seeds = strtoull(argv[1], NULL, 10);
  if (argc > 2) first_seed = strtoull(argv[2], NULL, 10);
  const struct CMUnitTest tests[] = {cmocka_unit_test(any_world)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
