/* kioskctl export --key: whose key opens what, how passphrases come in, and that nothing is written before it is known. */
#include "key_file.h"
#include "kioskctl/program.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char passphrase[] = "blåbærtur i skumringen", old_passphrase[] = "tyttebær og ripsgelé";

static void put_sealed(Fixture *fixture, const SealSecret *secret, int first, int count) {
  static const StoreAttachment drawing = {STR_INIT("navn.png"), STR_INIT("PNG-bytes")};
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  if (store_seal_with(store, seal_public_of(secret), &err) != STATUS_OK || store_add_form(store, form, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  for (int i = first; i < first + count; i++) {
    Response visit =
        fixture_response(fixture, store, form, arena_printf(fixture->arena, "{\"hvorfor\":\"svar nummer %d\"}", i).ptr);
    visit.uuid = arena_printf(fixture->arena, "00000000-0000-4000-8000-%012d", i);
    visit.status = RESPONSE_COMPLETE;
    visit.attachments = &drawing;
    visit.attachment_count = i == 1;
    fixture_put(store, &visit);
  }
  store_close(store);
}

static void write_key(Fixture *fixture, const char *name, Str text) {
  fixture_write_file(fixture, name, text.ptr, text.len);
}

/* new.key, its shares, old.key and other.key, whose passphrases cost next to nothing; 5 responses are the new key's, 3 the old one's. */
static void make_database(Fixture *fixture) {
  static const KeyCost cheap = {1, 8192};
  SealSecret *old = seal_secret_new(), *new = seal_secret_new(), *other = seal_secret_new();
  Str text, shares[3];
  assert_int_equal(key_file_texts(fixture->arena, old, str_from(old_passphrase), cheap, 0, 0, &text, NULL), STATUS_OK);
  write_key(fixture, "old.key", text);
  assert_int_equal(key_file_texts(fixture->arena, new, str_from(passphrase), cheap, 0, 0, &text, NULL), STATUS_OK);
  write_key(fixture, "new.key", text);
  assert_int_equal(key_file_texts(fixture->arena, other, str_from(passphrase), cheap, 0, 0, &text, NULL), STATUS_OK);
  write_key(fixture, "other.key", text);
  assert_int_equal(key_file_texts(fixture->arena, new, str_from(passphrase), cheap, 2, 3, shares, NULL), STATUS_OK);
  for (int i = 0; i < 3; i++)
    write_key(fixture, arena_printf(fixture->arena, "share%d.key", i + 1).ptr, shares[i]);
  put_sealed(fixture, old, 6, 3);
  put_sealed(fixture, new, 1, 5);
  seal_secret_free(old);
  seal_secret_free(new);
  seal_secret_free(other);
}

enum { KEYS_MAX = 4 };

static Said export_with(Fixture *fixture, const char *const *keys, const char *passphrases, const char *input) {
  const char *args[PROGRAM_ARGS_MAX] = {"export",       "--db",  fixture_path(fixture, "a.db"),
                                        "--format=csv", "--out", fixture_path(fixture, "a.csv")};
  size_t count = 6;
  for (size_t i = 0; i < KEYS_MAX && keys[i] != NULL; i++) {
    args[count++] = "--key";
    args[count++] = fixture_path(fixture, keys[i]);
  }
  if (passphrases != NULL) {
    args[count++] = "--passphrase-file";
    args[count++] = fixture_path(fixture, passphrases);
  }
  unlink(fixture_path(fixture, "a.csv"));
  return program_run_with(fixture, args, input);
}

static bool has_answer(Fixture *fixture, int number) {
  const char *csv = arena_str(fixture->arena, fixture_read_file(fixture, "a.csv")).ptr;
  return strstr(csv, arena_printf(fixture->arena, ",svar nummer %d\r\n", number).ptr) != NULL;
}

static void assert_nothing_written(Fixture *fixture) {
  assert_int_equal(access(fixture_path(fixture, "a.csv"), F_OK), -1);
  assert_int_equal(access(fixture_path(fixture, "a-attachments"), F_OK), -1);
}

typedef struct Opening {
  const char *keys[KEYS_MAX];
  const char *input;       /* with %1 for the new key's passphrase, %2 for the old one's */
  const char *passphrases; /* as input, for --passphrase-file; NULL: none */
  const char *error_code;  /* NULL: none */
  const char *says;
  int opened; /* 0: nothing is written; 5: the new key's; 8: all */
} Opening;

static const Opening openings[] = {
    {{"new.key", "old.key"}, "%1\n%2\n", NULL, NULL, "8 responses written", 8},
    {{"old.key", "new.key"}, "%2\n%1", NULL, NULL, "8 responses written", 8},
    {{"old.key", "new.key"}, "", "%1\n%2\n", NULL, "8 responses written", 8}, /* in any order */
    {{"share3.key", "old.key", "share1.key"}, "%1\n%2\n", NULL, NULL, "8 responses written", 8},
    {{"share3.key", "share2.key", "share1.key", "old.key"}, "%1\n%2\n", NULL, NULL, "8 responses written", 8},
    {{"new.key"}, "%1\r\n", NULL, "bad-rows", "3 responses could not be read", 5},
    {{"share1.key", "new.key"}, "%1\n", NULL, "bad-rows", "3 responses could not be read", 5},
    {{"other.key"}, "%1\n", NULL, "bad-rows", "none of 8 responses could be read, and nothing was written", 0},
    {{NULL}, "%1\n", NULL, "export-sealed", "give its file with --key", 0},
    {{"new.key"}, "%2\n", NULL, "key-passphrase", "the passphrase does not open", 0},
    {{"new.key"}, "", "%2\n%2\n", "key-passphrase", "the passphrase does not open", 0},
    {{"new.key"}, "", "", "secret-missing", "there is no passphrase in", 0},
    {{"new.key"}, "", NULL, "secret-missing", "nothing on standard input", 0},
    {{"share1.key"}, "", NULL, "key-shares", "2 of its 3 shares are needed, and 1 is given; add another --key", 0},
    {{"share1.key", "share1.key"}, "%1\n", NULL, "key-shares", "are the same share", 0},
    {{"table.csv"}, "%1\n", NULL, "key-file", "is no key file", 0},
    {{"missing.key"}, "%1\n", NULL, "file-open", "missing.key", 0},
};

static const char *with_passphrases(Fixture *fixture, const char *text) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (const char *at = text; *at; at++)
    if (*at == '%')
      sink_z(&sink, *++at == '1' ? passphrase : old_passphrase);
    else
      sink_bytes(&sink, at, 1);
  return arena_str(fixture->arena, buffer_view(&buffer)).ptr;
}

static void keys_open_what_is_theirs(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  fixture_write_file(fixture, "table.csv", "a,b\r\n", 5);
  for (size_t i = 0; i < COUNT_OF(openings); i++) {
    const Opening *opening = &openings[i];
    if (opening->passphrases) {
      const char *lines = with_passphrases(fixture, opening->passphrases);
      fixture_write_file(fixture, "pass", lines, strlen(lines));
    }
    Said said =
        export_with(fixture, opening->keys, opening->passphrases ? "pass" : NULL, with_passphrases(fixture, opening->input));
    if (opening->error_code == NULL) {
      assert_string_equal(said.err, "");
      assert_int_equal(said.code, 0);
      assert_non_null(strstr(said.out, opening->says));
    } else {
      program_assert_error(&said, 1, opening->error_code, opening->says);
    }
    if (opening->opened == 0) assert_nothing_written(fixture);
    for (int number = 1; opening->opened > 0 && number <= 8; number++)
      assert_int_equal(has_answer(fixture, number), number <= opening->opened);
    assert_null(strstr(said.err, "skumringen"));
    if (opening->opened == 0) continue;
    assert_true(str_is(fixture_read_file(fixture, "a-attachments/00000000-0000-4000-8000-000000000001/navn.png"), "PNG-bytes"));
    assert_int_equal(unlink(fixture_path(fixture, "a-attachments/00000000-0000-4000-8000-000000000001/navn.png")), 0);
    assert_int_equal(rmdir(fixture_path(fixture, "a-attachments/00000000-0000-4000-8000-000000000001")), 0);
    assert_int_equal(rmdir(fixture_path(fixture, "a-attachments")), 0);
  }
}

static void what_cannot_be_opened_is_told_by_name(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  fixture_query(fixture, "a.db", "UPDATE response SET sealed_text = zeroblob(length(sealed_text)) WHERE uuid LIKE '%4'");
  Said said = export_with(fixture, (const char *[KEYS_MAX]){"new.key"}, NULL, with_passphrases(fixture, "%1\n"));
  program_assert_error(&said, 1, "bad-rows", "4 responses could not be read");
  assert_non_null(
      strstr(said.err, "\nwarning: response 00000000-0000-4000-8000-000000000004 is left out: it is sealed for the key "));
  assert_non_null(
      strstr(said.err, "\nwarning: response 00000000-0000-4000-8000-000000000007 is left out: it is sealed for the key "));
  assert_non_null(strstr(said.err, "\nwarning: 3 responses are sealed for the key "));
  for (int number = 1; number <= 8; number++)
    assert_int_equal(has_answer(fixture, number), number <= 5 && number != 4);
}

static void a_file_of_passphrases_is_for_keys(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  Said said = export_with(fixture, (const char *[KEYS_MAX]){NULL}, "pass", "");
  program_assert_error(&said, 2, "option-missing", "--key is missing");
  const char *args[] = {"export", "--key", NULL};
  said = program_run(fixture, args, NULL);
  program_assert_error(&said, 2, "option-value", "--key needs a value after it");
}

/* What robots answer can be sealed to try a key, before a visitor comes. */
static void a_drill_from_key_to_table(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  assert_int_equal(unlink(fixture_path(fixture, "a.db")), 0);
  Str text = fixture_read_file(fixture, "new.key"), rest = {0};
  for (const char *at = arena_str(fixture->arena, text).ptr; rest.ptr == NULL; at = strchr(at, '\n') + 1)
    if (strncmp(at, "public_key:", 11) == 0) rest = str_from(at + 11);
  const char *word = arena_str(fixture->arena, str_next_word(&rest)).ptr;
  const char *robot[] = {"robot", "forms/samling.yaml", "--responses=20", "--db", fixture_path(fixture, "a.db"), "--seal", word,
                         NULL};
  Said said = program_run(fixture, robot, NULL);
  assert_string_equal(said.err, "");
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT count(*), count(answers), count(free_text), count(sealed) FROM response"),
      "20|0|0|20");
  said = export_with(fixture, (const char *[KEYS_MAX]){"new.key"}, NULL, with_passphrases(fixture, "%1\n"));
  assert_int_equal(said.code, 0);
  robot[5] = NULL; /* it takes no plain answers any more */
  said = program_run(fixture, robot, NULL);
  program_assert_error(&said, 1, "seal-missing", "sealed");
}

static int ready(void **state) {
  return seal_init(NULL) == STATUS_OK ? fixture_setup(state) : -1;
}

#define SEALED_TEST(name) cmocka_unit_test_setup_teardown(name, ready, fixture_teardown)

/* What a column means is no secret, and says nothing of any response. */
static void a_codebook_needs_no_key(void **state) {
  Fixture *fixture = *state;
  make_database(fixture);
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--codebook", fixture_path(fixture, "a.md"), NULL};
  Said said = program_run(fixture, args, NULL);
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
}

static void every_format_wants_the_right_key(void **state) {
  static const struct {
    const char *key, *says; /* NULL: all is well */
  } cases[] = {{"other.key", "none of 5 responses could be read"}, {NULL, "give its file with --key"}, {"new.key", NULL}};
  static const char *const tables[] = {"a.csv", "a.xlsx", "a.sav", "a.dta", "a.jsonl"};
  Fixture *fixture = *state;
  make_database(fixture);
  fixture_query(fixture, "a.db", "DELETE FROM response WHERE uuid > '00000000-0000-4000-8000-000000000005'");
  fixture_write_file(fixture, "pass", passphrase, sizeof passphrase - 1);
  for (size_t i = 0; i < COUNT_OF(cases) * COUNT_OF(tables); i++) {
    const char *key = cases[i / COUNT_OF(tables)].key, *says = cases[i / COUNT_OF(tables)].says;
    const char *out = fixture_path(fixture, tables[i % COUNT_OF(tables)]);
    const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--out", out, NULL, NULL, NULL, NULL, NULL};
    const char *with_key[] = {"--key", key ? fixture_path(fixture, key) : NULL, "--passphrase-file", fixture_path(fixture, "pass")};
    if (key != NULL) memcpy(&args[5], with_key, sizeof with_key);
    Said said = program_run(fixture, args, NULL);
    if (says == NULL && said.code != 0) fail_msg("%s: %s", out, said.err);
    if (says != NULL && (said.code != 1 || strstr(said.err, says) == NULL)) fail_msg("%s: %d %s", out, said.code, said.err);
    assert_int_equal(access(out, F_OK), says == NULL ? 0 : -1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      SEALED_TEST(keys_open_what_is_theirs),
      SEALED_TEST(what_cannot_be_opened_is_told_by_name),
      SEALED_TEST(a_file_of_passphrases_is_for_keys),
      SEALED_TEST(a_drill_from_key_to_table),
      cmocka_unit_test_setup_teardown(a_codebook_needs_no_key, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(every_format_wants_the_right_key, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
