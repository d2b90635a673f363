/* Key files: the way there and back, and whatever can become of a file that is carried about for years. */
#include "key_file.h"
#include "key_text.h"
#include "seal/setup.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const Str passphrase = STR_INIT("blåbærtur i skumringen");
static const KeyCost cheap = {1, KEY_MEMORY_MIN_BYTES};
static const char *const names[] = {"en.key",   "to.key",  "tre.key",  "fire.key", "fem.key",
                                    "seks.key", "sju.key", "åtte.key", "ni.key",   "ti.key"};

static Status open_with(const Str *texts, size_t count, Str with, SealSecret **out, Err *err) {
  *err = (Err){0};
  Status status = seal_file_open(texts, names, count, with, out, err);
  assert_int_equal(status == STATUS_OK, *out != NULL);
  return status;
}

static void assert_opens(const Str *texts, size_t count, const SealSecret *secret) {
  SealSecret *opened;
  Err err;
  if (open_with(texts, count, passphrase, &opened, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_memory_equal(seal_public_of(opened), seal_public_of(secret), sizeof(SealPublic));
  assert_string_equal(seal_id_of(opened), seal_id_of(secret));
  Arena *arena = arena_new(0);
  Sealer *sealer = sealer_new(seal_public_of(secret));
  Str plain, box = seal_close(arena, sealer, STR("x"), STR("svar"));
  sealer_free(sealer);
  assert_true(seal_open(arena, opened, STR("x"), box, &plain));
  assert_true(str_is(plain, "svar"));
  arena_free(arena);
  seal_secret_free(opened);
}

static void assert_refused(const Str *texts, size_t count, Str with, const char *code, const char *says) {
  SealSecret *opened;
  Err err;
  Status status = open_with(texts, count, with, &opened, &err);
  if (status != STATUS_INPUT || strcmp(err.code, code) != 0 || strstr(err.sentence, says) == NULL)
    fail_msg("wanted %s: %s, got %d %s: %s", code, says, (int)status, err.code, err.sentence);
}

static Str cheap_text(Arena *arena, const SealSecret *secret) {
  Str text;
  assert_int_equal(key_file_texts(arena, secret, passphrase, cheap, 0, 0, &text, NULL), STATUS_OK);
  return text;
}

/* At the price that people pay. */
static void there_and_back(void **state) {
  SealSecret *secret = seal_secret_new();
  Str texts[3], whole;
  assert_int_equal(seal_file_text(*state, secret, passphrase, &whole, NULL), STATUS_OK);
  assert_true(str_is_utf8(whole) && str_starts_with(whole, STR("Innspill key file 1: ")));
  assert_non_null(strstr(whole.ptr, "\nargon2id: 3 passes, 268435456 bytes\n"));
  assert_non_null(strstr(whole.ptr, seal_public_text(*state, seal_public_of(secret)).ptr));
  assert_opens(&whole, 1, secret);
  assert_int_equal(seal_share_texts(*state, secret, passphrase, 2, 3, texts, NULL), STATUS_OK);
  assert_opens(&texts[1], 2, secret);
  assert_refused(&texts[0], 1, passphrase, "key-shares", "2 of its 3 shares are needed, and 1 is given");
  seal_secret_free(secret);
}

static void it_can_be_described_without_its_passphrase(void **state) {
  SealSecret *secret = seal_secret_new();
  char id[SEAL_ID_LEN + 1];
  seal_id(seal_public_of(secret), id);
  Str texts[9], whole = cheap_text(*state, secret);
  SealFile file;
  Err err = {0};
  assert_int_equal(seal_file_describe(whole, "x", &file, &err), STATUS_OK);
  assert_string_equal(file.id, id);
  assert_int_equal(file.share, 0);
  assert_int_equal(key_file_texts(*state, secret, passphrase, cheap, 4, 9, texts, NULL), STATUS_OK);
  for (int i = 0; i < 9; i++) {
    assert_int_equal(seal_file_describe(texts[i], "x", &file, &err), STATUS_OK);
    assert_string_equal(file.id, id);
    assert_int_equal(file.share, i + 1);
    assert_int_equal(file.needed, 4);
    assert_int_equal(file.count, 9);
  }
  seal_secret_free(secret);
}

static void only_its_passphrase_opens_it(void **state) {
  static const Str others[] = {STR_INIT(""), STR_INIT("blåbærtur i skumringe"), STR_INIT("blåbærtur i skumringen "),
                               STR_INIT("Blåbærtur i skumringen")};
  SealSecret *secret = seal_secret_new();
  Str texts[3], whole = cheap_text(*state, secret);
  assert_int_equal(key_file_texts(*state, secret, passphrase, cheap, 2, 3, texts, NULL), STATUS_OK);
  for (size_t i = 0; i < COUNT_OF(others); i++) {
    assert_refused(&whole, 1, others[i], "key-passphrase", "does not open en.key");
    assert_refused(texts, 2, others[i], "key-passphrase", "does not open en.key");
  }
  assert_opens(&whole, 1, secret);
  seal_secret_free(secret);
}

/* Without a passphrase already, and in words: nobody shall look for a passphrase that was right. */
static void every_byte_that_is_changed_is_found(void **state) {
  SealSecret *secret = seal_secret_new();
  Str texts[2];
  texts[0] = cheap_text(*state, secret);
  Str shares[3];
  assert_int_equal(key_file_texts(*state, secret, passphrase, cheap, 2, 3, shares, NULL), STATUS_OK);
  texts[1] = shares[1];
  for (size_t t = 0; t < COUNT_OF(texts); t++)
    for (size_t i = 0; i < texts[t].len; i++) {
      Str changed = arena_str(*state, texts[t]);
      char *at = (char *)(uintptr_t)changed.ptr + i;
      *at = (char)(*at ^ 1);
      SealFile file;
      Err err = {0};
      if (seal_file_describe(changed, "x.key", &file, &err) != STATUS_INPUT) fail_msg("byte %zu of %s", i, texts[t].ptr);
      assert_string_equal(err.code, "key-file");
      assert_refused(&changed, 1, passphrase, "key-file", "en.key");
      assert_refused(&(Str){texts[t].ptr, i}, 1, passphrase, "key-file", "en.key");
      if (i + 1 == texts[t].len - 1) break; /* without its last line break it is whole still */
    }
  seal_secret_free(secret);
}

static Str replaced(Arena *arena, Str text, const char *what, const char *by) {
  const char *at = strstr(text.ptr, what);
  if (at == NULL) fail_msg("no %s in %s", what, text.ptr);
  return arena_printf(arena, "%.*s%s%s", (int)(at - text.ptr), text.ptr, by, at + strlen(what));
}

static void lines_may_end_as_any_system_has_it(void **state) {
  SealSecret *secret = seal_secret_new();
  Str text = cheap_text(*state, secret), carried = {0};
  for (Str rest = text; rest.len > 0;) {
    size_t length = (size_t)((const char *)memchr(rest.ptr, '\n', rest.len) - rest.ptr);
    carried = arena_printf(*state, STR_FMT "%.*s \r\n", STR_ARG(carried), (int)length, rest.ptr);
    rest = (Str){rest.ptr + length + 1, rest.len - length - 1};
  }
  carried = arena_printf(*state, STR_FMT "\r\n\n", STR_ARG(carried));
  assert_opens(&carried, 1, secret);
  carried = (Str){text.ptr, text.len - 1};
  assert_opens(&carried, 1, secret);
  seal_secret_free(secret);
}

static void says_what_a_wrong_file_is(void **state) {
  SealSecret *secret = seal_secret_new();
  Str text = cheap_text(*state, secret);
  const struct {
    Str text;
    const char *says;
  } cases[] = {
      {STR(""), "en.key is no key file; kioskctl keygen makes one"},
      {STR("settings: {form_id: x}\n"), "en.key is no key file"},
      {(Str){"\0\xff", 2}, "en.key is no key file"},
      {replaced(*state, text, "file 1:", "file 2:"), "was made by a newer version or is damaged"},
      {replaced(*state, text, "\nid: ", "\nid: 0"), "en.key is damaged"},
      {arena_printf(*state, "%sen linje til\n", text.ptr), "en.key is damaged"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_refused(&cases[i].text, 1, passphrase, "key-file", cases[i].says);
  seal_secret_free(secret);
}

/* With a sum that is right: made to do harm. It must not take all the memory, or all day. */
static void a_file_that_asks_for_too_much_is_refused(void **state) {
  static const struct {
    int64_t passes, memory_bytes;
    bool valid;
  } cases[] = {{1, KEY_MEMORY_MIN_BYTES, true},      {KEY_PASSES_MAX, KEY_MEMORY_MAX_BYTES, true},
               {KEY_PASSES_MAX + 1, 1 << 20, false}, {1, (int64_t)KEY_MEMORY_MAX_BYTES + 1, false},
               {INT64_MAX, INT64_MAX, false},        {0, 1 << 20, false},
               {1, KEY_MEMORY_MIN_BYTES - 1, false}, {-1, -1, false}};
  SealSecret *secret = seal_secret_new();
  Str text = cheap_text(*state, secret);
  KeyText parts;
  assert_int_equal(key_text_read(text, "x", &parts, NULL), STATUS_OK);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    parts.passes = cases[i].passes;
    parts.memory_bytes = cases[i].memory_bytes;
    KeyText read;
    Status status = key_text_read(key_text_write(*state, &parts), "x", &read, NULL);
    assert_int_equal(status == STATUS_OK, cases[i].valid);
  }
  static const int shares[][3] = {{1, 1, 3}, {0, 2, 3}, {4, 2, 3}, {1, 4, 3}, {1, 2, 10}, {-1, 2, 3}, {10, 2, 10}};
  parts.passes = 1;
  parts.memory_bytes = KEY_MEMORY_MIN_BYTES;
  for (size_t i = 0; i < COUNT_OF(shares); i++) {
    parts.share = shares[i][0];
    parts.needed = shares[i][1];
    parts.count = shares[i][2];
    Str head = key_text_write(*state, &parts);
    if (parts.share <= 0) continue; /* is written as the whole key */
    KeyText read;
    assert_int_equal(key_text_read(head, "x", &read, NULL), STATUS_INPUT);
  }
  seal_secret_free(secret);
}

/* Whoever swaps the public line of a file, and mends the sum, is found by the box, which vouches for it. */
static void no_line_can_be_exchanged_for_anothers(void **state) {
  SealSecret *secret = seal_secret_new(), *other = seal_secret_new();
  Str text = cheap_text(*state, secret);
  KeyText parts;
  assert_int_equal(key_text_read(text, "x", &parts, NULL), STATUS_OK);
  KeyText swapped = parts;
  swapped.key = *seal_public_of(other);
  Str hostile = key_text_write(*state, &swapped);
  assert_refused(&hostile, 1, passphrase, "key-passphrase", "en.key");
  swapped = parts;
  swapped.share = 1, swapped.needed = 2, swapped.count = 3;
  Str as_share[2] = {key_text_write(*state, &swapped)};
  swapped.share = 2;
  as_share[1] = key_text_write(*state, &swapped);
  assert_refused(as_share, 2, passphrase, "key-passphrase", "en.key");
  seal_secret_free(secret);
  seal_secret_free(other);
}

static void which_shares_go_together(void **state) {
  SealSecret *secret = seal_secret_new(), *other = seal_secret_new();
  Str a[5], again[5], b[3], whole = cheap_text(*state, secret), others_whole = cheap_text(*state, other);
  assert_int_equal(key_file_texts(*state, secret, passphrase, cheap, 3, 5, a, NULL), STATUS_OK);
  assert_int_equal(key_file_texts(*state, secret, passphrase, cheap, 3, 5, again, NULL), STATUS_OK);
  assert_int_equal(key_file_texts(*state, other, passphrase, cheap, 2, 3, b, NULL), STATUS_OK);
  for (unsigned subset = 1; subset < 32; subset++) {
    Str chosen[5];
    size_t count = 0;
    for (int i = 5; i-- > 0;)
      if (subset >> i & 1) chosen[count++] = a[i];
    if (count >= 3)
      assert_opens(chosen, count, secret);
    else
      assert_refused(chosen, count, passphrase, "key-shares", "3 of its 5 shares are needed");
  }
  assert_refused((Str[]){a[0], a[1], a[0]}, 3, passphrase, "key-shares", "en.key and tre.key are the same share, number 1");
  assert_refused((Str[]){a[0], a[1], again[2]}, 3, passphrase, "key-shares", "were not made together");
  assert_refused((Str[]){a[0], a[1], b[2]}, 3, passphrase, "key-shares", "en.key and tre.key are of different keys");
  assert_refused((Str[]){whole, others_whole}, 2, passphrase, "key-shares", "different keys");
  assert_opens((Str[]){a[0], whole}, 2, secret); /* the whole key needs no share */
  Str many[10] = {a[0], a[1], a[2], a[3], a[4], a[0], a[1], a[2], a[3], a[4]};
  assert_refused(many, 10, passphrase, "key-shares", "are the same share");
  seal_secret_free(secret);
  seal_secret_free(other);
}

/* This process may have a little more than it has now, and not what a guess costs. */
static bool limit_memory(void) {
  enum { MORE_BYTES = 64 * 1024 * 1024 };
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  bool known = file != NULL && fscanf(file, "%lu", &pages) == 1;
  if (file) fclose(file);
  rlim_t limit = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + MORE_BYTES;
  return known && setrlimit(RLIMIT_AS, &(struct rlimit){limit, limit}) == 0;
}

static bool is_key_memory(Status status, const Err *err) {
  return status == STATUS_WORLD && strcmp(err->code, "key-memory") == 0 && strstr(err->sentence, "256 MiB") != NULL;
}

static void a_machine_that_is_too_small_is_told_so(void **state) {
  SealSecret *secret = seal_secret_new();
  Str whole;
  assert_int_equal(seal_file_text(*state, secret, passphrase, &whole, NULL), STATUS_OK);
  pid_t child = fork();
  if (child == 0) {
    Str texts[3];
    SealSecret *opened;
    Err of_file = {0}, of_shares = {0}, of_opening = {0};
    if (!limit_memory()) _exit(1);
    if (!is_key_memory(seal_file_text(*state, secret, passphrase, texts, &of_file), &of_file)) _exit(2);
    if (!is_key_memory(seal_share_texts(*state, secret, passphrase, 2, 3, texts, &of_shares), &of_shares)) _exit(3);
    _exit(is_key_memory(open_with(&whole, 1, passphrase, &opened, &of_opening), &of_opening) ? 0 : 4);
  }
  int how = -1;
  assert_int_equal(waitpid(child, &how, 0), child);
  assert_int_equal(how, 0);
  seal_secret_free(secret);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      SEAL_TEST(there_and_back),
      SEAL_TEST(it_can_be_described_without_its_passphrase),
      SEAL_TEST(only_its_passphrase_opens_it),
      SEAL_TEST(every_byte_that_is_changed_is_found),
      SEAL_TEST(lines_may_end_as_any_system_has_it),
      SEAL_TEST(says_what_a_wrong_file_is),
      SEAL_TEST(a_file_that_asks_for_too_much_is_refused),
      SEAL_TEST(no_line_can_be_exchanged_for_anothers),
      SEAL_TEST(which_shares_go_together),
      SEAL_TEST(a_machine_that_is_too_small_is_told_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
