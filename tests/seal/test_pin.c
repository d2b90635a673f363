/* PINs: their hashes, which come out of configurations that anybody may have written. */
#include "seal/setup.h"

#include <string.h>

static void a_pin_matches_its_own_hash_only(void **state) {
  static const char *const others[] = {"", "2580", "25802", "2580258", "258024", "25802 ", "25802a", "0258025802580"};
  Str hash = seal_pin_hash(*state, STR("258025")), again = seal_pin_hash(*state, STR("258025"));
  assert_true(seal_pin_hash_is_valid(hash));
  assert_true(seal_pin_matches(hash, STR("258025")));
  assert_false(str_equal(hash, again)); /* salted */
  assert_true(seal_pin_matches(again, STR("258025")));
  for (size_t i = 0; i < COUNT_OF(others); i++)
    assert_false(seal_pin_matches(hash, str_from(others[i])));
  assert_null(strstr(hash.ptr, "258025"));
}

static void it_costs_a_kiosk_8_mib(void **state) {
  assert_non_null(strstr(seal_pin_hash(*state, STR("1234")).ptr, "$argon2id$v=19$m=8192,t="));
}

/* Of libsodium 1.0.18, written by this program: configurations keep theirs for years. */
static const char old_hash[] = "$argon2id$v=19$m=8192,t=6,p=1$MZ9g1XnEkXoceqoUlYc+Vw$s+s602IMQLg8Wpo37BCyDBS9YB98RyfqDtwjRAN/y6U";

static void an_old_hash_is_read(void **state) {
  (void)state;
  assert_true(seal_pin_matches(str_from(old_hash), STR("258025")));
  assert_false(seal_pin_matches(str_from(old_hash), STR("258026")));
}

static void no_letter_of_a_hash_can_be_changed(void **state) {
  for (size_t i = 0; i < strlen(old_hash); i++) {
    Str changed = arena_str(*state, str_from(old_hash));
    char *at = (char *)(uintptr_t)changed.ptr + i;
    *at = *at == '1' ? '2' : '1';
    assert_false(seal_pin_matches(changed, STR("258025")));
    assert_false(seal_pin_matches((Str){old_hash, i}, STR("258025")));
  }
}

/* Else a configuration could take all the memory, or an hour for each PIN. */
static void a_hash_that_costs_too_much_is_none(void **state) {
  static const struct {
    const char *cost;
    bool valid;
  } cases[] = {
      {"m=8192,t=6,p=1", true},        {"m=65536,t=64,p=1", true},    {"m=65537,t=6,p=1", false},
      {"m=4294967295,t=1,p=1", false}, {"m=8192,t=65,p=1", false},    {"m=8192,t=6,p=2", false},
      {"m=-1,t=6,p=1", false},         {"m=8192,t=-1,p=1", false},    {"m=8192,t=0,p=1", false},
      {"m=1,t=6,p=1", false},          {"m=,t=6,p=1", false},         {"m=8192", false},
      {"t=6,m=8192,p=1", false},       {"m=8192,t=6,p=1,x=1", false}, {"m=99999999999999999999,t=6,p=1", false},
  };
  const char *salt = strchr(strstr(old_hash, ",p="), '$');
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str hash = arena_printf(*state, "$argon2id$v=19$%s%s", cases[i].cost, salt);
    if (seal_pin_hash_is_valid(hash) != cases[i].valid) fail_msg("%s", cases[i].cost);
    if (!cases[i].valid) assert_false(seal_pin_matches(hash, STR("258025")));
  }
  static const char *const none[] = {"",
                                     "1234",
                                     "$",
                                     "$argon2id$",
                                     "$argon2i$v=19$m=8192,t=6,p=1$",
                                     "$argon2id$v=19$m=8192,t=6,p=1$",
                                     "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D"};
  for (size_t i = 0; i < COUNT_OF(none); i++)
    assert_false(seal_pin_hash_is_valid(str_from(none[i])));
  assert_false(seal_pin_hash_is_valid((Str){old_hash, sizeof old_hash})); /* with its NUL */
  assert_false(seal_pin_hash_is_valid(arena_printf(*state, "%s%0200d", old_hash, 0)));
  assert_false(seal_pin_hash_is_valid((Str){0}));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      SEAL_TEST(a_pin_matches_its_own_hash_only),
      SEAL_TEST(it_costs_a_kiosk_8_mib),
      SEAL_TEST(an_old_hash_is_read),
      SEAL_TEST(no_letter_of_a_hash_can_be_changed),
      SEAL_TEST(a_hash_that_costs_too_much_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
