/* Whatever pages of a file are damaged: what stands on the others comes out, and what does not is told. */
#include "store/damage.h"
#include "store/linking.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RESPONSES = 300, SEEDS = 250, PAGES_DAMAGED_MAX = 6, MARK_LEN = 7 };

static const char form_yaml[] = "settings: {form_id: f, version: 1, default_language: nb}\n"
                                "languages: {nb: Norsk}\n"
                                "kiosk: {privacy: {mode: linked}}\n"
                                "survey:\n"
                                "  - {type: integer, name: antall, label: Hvor mange?}\n"
                                "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
                                "  - {type: image, name: navn, label: Navn?, appearance: signature}\n";

typedef struct Sample { /* of a database whose every row can be told in its bytes */
  Fixture *fixture;
  Str whole;
  size_t page_count;
  size_t complete;
} Sample;

/* "m00017." over and over, so that it is on each page that the row is on; 'a': an attachment. */
static Str marks(Fixture *fixture, char kind, int ix, size_t bytes) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  do {
    sink_printf(&sink, "%c%05d.", kind, ix);
  } while (buffer.count < bytes);
  return buffer_view(&buffer);
}

static bool has_attachment(int ix) {
  return ix % 7 == 0;
}

static bool has_link(int ix) {
  return ix % 4 > 1;
}

static void put_one(Sample *sample, Store *store, const Form *form, int ix) {
  Fixture *fixture = sample->fixture;
  Str words = marks(fixture, 'm', ix, ix % 20 == 0 ? 12000 : ix % 5 == 0 ? 900 : 50);
  Str answers = arena_printf(fixture->arena, "{\"antall\":%d,\"hvorfor\":\"" STR_FMT "\"%s}", ix, STR_ARG(words),
                             has_attachment(ix) ? ",\"navn\":\"x\"" : "");
  StoreAttachment attachment = {STR("navn"), marks(fixture, 'a', ix, ix % 14 == 0 ? 9000 : 300)};
  Response visit = fixture_response(fixture, store, form, answers.ptr);
  visit.status = ix % 4 > 0 ? RESPONSE_COMPLETE : RESPONSE_PARTIAL;
  visit.attachments = &attachment;
  visit.attachment_count = has_attachment(ix);
  if (has_link(ix))
    visit.link = linking_link(fixture, ix % 2 ? STORE_LINK_TOKEN : STORE_LINK_CODE, ix % 3 ? "h26" : "",
                              arena_printf(fixture->arena, "%04d", ix).ptr);
  fixture_put(store, &visit);
  sample->complete += visit.status == RESPONSE_COMPLETE;
}

static Sample make_sample(Fixture *fixture) {
  Sample sample = {.fixture = fixture};
  Err err = {0};
  const Form *form = fixture_form(fixture, form_yaml);
  Store *store = fixture_open(fixture, "a.db");
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  linking_round(fixture, store, "h26");
  linking_round(fixture, store, "");
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  for (int i = 0; i < RESPONSES; i++)
    put_one(&sample, store, form, i);
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  store_close(store);
  sample.whole = fixture_read_file(fixture, "a.db");
  sample.page_count = sample.whole.len / DAMAGE_PAGE_BYTES;
  return sample;
}

static void hear(void *context, Str sentence) {
  assert_true(sentence.len > 10 && str_is_utf8(sentence));
  ++*(size_t *)context;
  if (getenv("TOLD")) fprintf(stderr, STR_FMT "\n", STR_ARG(sentence));
}

static StoreRecovery recover(Fixture *fixture, const char *from, const char *to, size_t *sentences) {
  StoreRecovery report;
  Err err = {0};
  *sentences = 0;
  if (store_recover(fixture_path(fixture, from), fixture_path(fixture, to), &fixture->random, hear, sentences, &report, &err) !=
      STATUS_OK)
    fail_msg("%s: %s", err.code, err.sentence);
  return report;
}

static bool range_has(Str bytes, Str wanted) {
  const char *at = bytes.ptr, *end = bytes.ptr + bytes.len;
  while ((at = memchr(at, wanted.ptr[0], (size_t)(end - at))) != NULL && (size_t)(end - at) >= wanted.len) {
    if (memcmp(at, wanted.ptr, wanted.len) == 0) return true;
    at++;
  }
  return false;
}

/* Is the row on none of the damaged pages? */
static bool is_spared(const Sample *sample, const size_t *pages, size_t count, char kind, int ix) {
  char mark[MARK_LEN + 1];
  snprintf(mark, sizeof mark, "%c%05d.", kind, ix);
  for (size_t i = 0; i < count; i++)
    if (range_has((Str){sample->whole.ptr + pages[i] * DAMAGE_PAGE_BYTES, DAMAGE_PAGE_BYTES}, str_from(mark))) return false;
  return true;
}

typedef struct Got {
  const char *words, *attachments; /* first marks of each, in lines */
  size_t complete;
} Got;

static Got look_into(Fixture *fixture, const char *name) {
  Got got = {
      fixture_query(fixture, name, "SELECT substr(free_text ->> '$.hvorfor', 1, 7) FROM response"),
      fixture_query(fixture, name, "SELECT substr(CAST(content AS TEXT), 1, 7) FROM attachment"),
      (size_t)atoi(fixture_query(fixture, name, "SELECT count(*) FROM response WHERE status = 'complete'")),
  };
  assert_string_equal(fixture_query(fixture, name, "PRAGMA integrity_check"), "ok");
  assert_string_equal(fixture_query(fixture, name,
                                    "SELECT count(*) FROM link WHERE response NOT IN (SELECT uuid FROM response)"
                                    " OR round NOT IN (SELECT name FROM round)"),
                      "0");
  return got;
}

static void assert_spared_came_out(const Sample *sample, const Got *got, const size_t *pages, size_t count, uint64_t seed) {
  for (int i = 0; i < RESPONSES; i++) {
    char mark[sizeof "m-2147483648."];
    snprintf(mark, sizeof mark, "m%05d.", i);
    bool has_row = strstr(got->words, mark) != NULL;
    if (is_spared(sample, pages, count, 'm', i) && !has_row) fail_msg("seed %d: response %d is lost", (int)seed, i);
    mark[0] = 'a';
    if (has_attachment(i) && has_row && is_spared(sample, pages, count, 'a', i) && strstr(got->attachments, mark) == NULL)
      fail_msg("seed %d: the attachment of %d is lost", (int)seed, i);
  }
}

/* Pages of what counts: then the count is exact. */
static bool counts_are_spared(Fixture *fixture, const size_t *pages, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Str sql = arena_printf(fixture->arena,
                           "SELECT count(*) FROM dbstat WHERE name IN ('device', 'waiting', 'ledger', 'purge', 'sqlite_schema') AND"
                           " pageno = %zu",
                           pages[i] + 1);
    if (strcmp(fixture_query(fixture, "whole.db", sql.ptr), "0") != 0) return false;
  }
  return true;
}

static void check_seed(Sample *sample, uint64_t seed) {
  Fixture *fixture = sample->fixture;
  uint64_t chance = seed;
  Random random = random_seeded(&chance);
  char *bytes = malloc(sample->whole.len);
  memcpy(bytes, sample->whole.ptr, sample->whole.len);
  size_t pages[PAGES_DAMAGED_MAX], count = 1 + random_below(&random, PAGES_DAMAGED_MAX), sentences;
  for (size_t i = 0; i < count; i++) {
    pages[i] = random_below(&random, (uint32_t)sample->page_count);
    damage_page(&random, bytes, sample->page_count, pages[i]);
  }
  fixture_write_file(fixture, "bad.db", bytes, sample->whole.len);
  StoreRecovery report = recover(fixture, "bad.db", "new.db", &sentences);
  assert_true(str_equal((Str){bytes, sample->whole.len}, fixture_read_file(fixture, "bad.db")));
  Got got = look_into(fixture, "new.db");
  assert_spared_came_out(sample, &got, pages, count, seed);
  if (report.responses > RESPONSES || report.lost + got.complete > sample->complete)
    fail_msg("seed %d: %zu responses, %zu complete and %zu lost of %zu", (int)seed, report.responses, got.complete, report.lost,
             sample->complete);
  if (counts_are_spared(fixture, pages, count)) assert_int_equal(report.lost + got.complete, sample->complete);
  if (report.lost + report.damaged > 0) assert_true(sentences > 0);
  unlink(fixture_path(fixture, "new.db"));
  free(bytes);
}

static void what_stands_on_whole_pages_comes_out(void **state) {
  Sample sample = make_sample(*state);
  fixture_write_file(sample.fixture, "whole.db", sample.whole.ptr, sample.whole.len);
  for (uint64_t seed = 1; seed <= SEEDS; seed++)
    check_seed(&sample, seed);
}

static const char *dump(Fixture *fixture, const char *name) {
  return fixture_query(fixture, name,
                       "SELECT * FROM response; SELECT response, path, hex(content) FROM attachment; SELECT * FROM form_version;"
                       "SELECT * FROM choice_code; SELECT name, first, hex(\"before\"), completed, last, hex(head) FROM device;"
                       "SELECT device, number, hex(hash), hex(digest), hex(salt), response FROM ledger;"
                       "SELECT response, hex(digest), hex(salt) FROM waiting; SELECT * FROM event_log; SELECT * FROM purge;"
                       "SELECT name, opened, closed, hex(key) FROM round; SELECT * FROM link;"
                       "SELECT name, sql FROM sqlite_schema ORDER BY name");
}

static void a_whole_file_comes_out_as_it_is(void **state) {
  Sample sample = make_sample(*state);
  size_t sentences;
  StoreRecovery report = recover(sample.fixture, "a.db", "new.db", &sentences);
  assert_int_equal(sentences, 0);
  assert_int_equal(report.responses, RESPONSES);
  assert_int_equal(report.lost + report.damaged, 0);
  assert_int_equal(report.forms, 1);
  assert_string_equal(dump(sample.fixture, "a.db"), dump(sample.fixture, "new.db"));
}

/* What was closed stays closed, though old copies of its pages may be about; and a visit that waits does not come back. */
static void rounds_come_out_and_drafts_do_not(void **state) {
  Fixture *fixture = *state;
  make_sample(fixture);
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  size_t links, sentences;
  StoreDraft draft = {
      linking_hash(fixture, "d"), STR("00000000-0000-4000-8000-000000000000"), STR("f"), STR("1"), 100, STR("closed")};
  assert_int_equal(store_put_draft(store, &draft, &err), STATUS_OK);
  assert_int_equal(store_close_round(store, STR("h26"), STR(""), STR("2026-12-01"), &links, &err), STATUS_OK);
  store_close(store);
  recover(fixture, "a.db", "new.db", &sentences);
  assert_int_equal(sentences, 0);
  assert_string_equal(fixture_query(fixture, "new.db", "SELECT name, closed FROM round ORDER BY 1"), "|\nh26|2026-12-01");
  assert_string_equal(fixture_query(fixture, "new.db", "SELECT count(*) FROM link WHERE round = 'h26'"), "0");
  assert_string_equal(fixture_query(fixture, "new.db", "SELECT count(*) FROM link"),
                      fixture_query(fixture, "a.db", "SELECT count(*) FROM link"));
  assert_string_equal(fixture_query(fixture, "new.db", "SELECT count(*) FROM draft"), "0");
  /* nor as a setting, which a row of its index looks like */
  assert_string_equal(fixture_query(fixture, "new.db", "SELECT count(*) FROM setting WHERE length(name) = 36"), "0");
  /* Its row lost, or an old one about: the log knows. */
  fixture_query(fixture, "a.db", "UPDATE round SET closed = NULL, key = zeroblob(32) WHERE name = 'h26'");
  recover(fixture, "a.db", "old.db", &sentences);
  assert_string_equal(fixture_query(fixture, "old.db", "SELECT name, closed, key FROM round WHERE name = 'h26'"),
                      "h26|2026-12-01|");
  fixture_query(fixture, "a.db", "DELETE FROM round WHERE name = 'h26'");
  recover(fixture, "a.db", "gone.db", &sentences);
  assert_string_equal(fixture_query(fixture, "gone.db", "SELECT name, closed, key FROM round WHERE name = 'h26'"),
                      "h26|2026-12-01|");
  /* Its row lost: what it joined stays joined, and can be closed. */
  fixture_query(fixture, "a.db", "DELETE FROM round WHERE name = ''");
  recover(fixture, "a.db", "less.db", &sentences);
  assert_string_equal(
      fixture_query(fixture, "less.db", "SELECT length(key), (SELECT count(*) > 0 FROM link) FROM round WHERE name = ''"), "32|1");
}

/* What a kill leaves: the last answers stand in the log only. */
static void the_log_is_read_too(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_form(fixture, form_yaml);
  Err err = {0};
  Store *store = fixture_open(fixture, "a.db");
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  for (int i = 0; i < 30; i++) {
    Response visit = fixture_response(fixture, store, form, arena_printf(fixture->arena, "{\"antall\":%d}", i).ptr);
    fixture_put(store, &visit);
    visit.answers = arena_printf(fixture->arena, "{\"antall\":%d}", 1000 + i); /* each row twice in the log */
    fixture_put(store, &visit);
  }
  Str file = fixture_read_file(fixture, "a.db"), log = fixture_read_file(fixture, "a.db-wal");
  store_close(store);
  assert_true(log.len > 0);
  fixture_write_file(fixture, "killed.db", file.ptr, file.len);
  fixture_write_file(fixture, "killed.db-wal", log.ptr, log.len);
  size_t sentences;
  assert_int_equal(recover(fixture, "killed.db", "new.db", &sentences).responses, 30);
  assert_int_equal(sentences, 0);
  assert_string_equal(dump(fixture, "a.db"), dump(fixture, "new.db"));
  /* the log alone: a database was put over its own */
  fixture_write_file(fixture, "alone", log.ptr, log.len);
  assert_true(recover(fixture, "alone", "less.db", &sentences).responses > 0);
  /* one part of it damaged: the others are read all the same */
  char *bytes = malloc(log.len);
  memcpy(bytes, log.ptr, log.len);
  bytes[log.len / 2] ^= 0x40;
  fixture_write_file(fixture, "killed.db-wal", bytes, log.len);
  free(bytes);
  assert_true(recover(fixture, "killed.db", "torn.db", &sentences).responses >= 29);
  assert_true(sentences > 0);
}

static void says_what_it_will_not_do(void **state) {
  Fixture *fixture = *state;
  StoreRecovery report;
  Err err = {0}, absent = {0}, foreign = {0}, piped = {0};
  make_sample(fixture);
  fixture_write_file(fixture, "there.db", "mine", 4);
  assert_int_equal(
      store_recover(fixture_path(fixture, "a.db"), fixture_path(fixture, "there.db"), &fixture->random, NULL, NULL, &report, &err),
      STATUS_INPUT);
  assert_string_equal(err.code, "out-exists");
  assert_true(str_is(fixture_read_file(fixture, "there.db"), "mine"));
  assert_int_equal(store_recover(fixture_path(fixture, "no.db"), fixture_path(fixture, "new.db"), &fixture->random, NULL, NULL,
                                 &report, &absent),
                   STATUS_WORLD);
  assert_string_equal(absent.code, "db-path");
  assert_int_equal(mkfifo(fixture_path(fixture, "pipe"), 0600), 0);
  assert_int_equal(
      store_recover(fixture_path(fixture, "pipe"), fixture_path(fixture, "new.db"), &fixture->random, NULL, NULL, &report, &piped),
      STATUS_WORLD);
  assert_string_equal(piped.code, "db-path");
  assert_non_null(strstr(piped.sentence, "it is not an ordinary file; check the path"));
  Str words = marks(fixture, 'm', 1, 9000);
  fixture_write_file(fixture, "notes.txt", words.ptr, words.len);
  assert_int_equal(store_recover(fixture_path(fixture, "notes.txt"), fixture_path(fixture, "new.db"), &fixture->random, NULL, NULL,
                                 &report, &foreign),
                   STATUS_INPUT);
  assert_string_equal(foreign.code, "nothing-found");
  assert_int_equal(access(fixture_path(fixture, "new.db"), F_OK), -1);
  assert_int_equal(access(fixture_path(fixture, "new.db.part"), F_OK), -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_whole_file_comes_out_as_it_is, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(rounds_come_out_and_drafts_do_not, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_log_is_read_too, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_stands_on_whole_pages_comes_out, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_what_it_will_not_do, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
