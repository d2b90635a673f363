/* Boxes: what is in one is for the owner of the key alone, in its own place, and no size tells of it. */
#include "seal/setup.h"

#include <sodium.h>
#include <string.h>

static const Str context = STR_INIT("0190 answers");

/* A public key, a nonce and what vouches for the rest. */
enum { FRAME_BYTES = crypto_box_PUBLICKEYBYTES + crypto_box_NONCEBYTES + crypto_box_MACBYTES };

static SealSecret *secret;
static Sealer *sealer;

static int make_secret(void **state) {
  int code = setup(state);
  secret = seal_secret_new();
  sealer = sealer_new(seal_public_of(secret));
  return code;
}

static int free_secret(void **state) {
  sealer_free(sealer);
  seal_secret_free(secret);
  return teardown(state);
}

static Str some_text(Arena *arena, size_t bytes) {
  char *text = arena_alloc(arena, bytes);
  randombytes_buf_deterministic(text, bytes, (const unsigned char[randombytes_SEEDBYTES]){1});
  return (Str){text, bytes};
}

static void every_length_comes_back_and_few_can_be_seen(void **state) {
  static const size_t more[] = {SEAL_STEP_BYTES - 1, SEAL_STEP_BYTES, SEAL_STEP_BYTES + 1, 5 * SEAL_STEP_BYTES, 1 << 20};
  size_t before = 0, sizes = 0;
  for (size_t i = 0; i < 2200 + COUNT_OF(more); i++) {
    Str plain = some_text(*state, i < 2200 ? i : more[i - 2200]), opened;
    Str box = seal_close(*state, sealer, context, plain);
    assert_int_equal((box.len - FRAME_BYTES) % SEAL_STEP_BYTES, 0);
    assert_true(box.len > plain.len);
    assert_true(seal_open(*state, secret, context, box, &opened));
    assert_true(str_equal(opened, plain));
    if (i < 2200 && box.len != before) sizes++;
    before = box.len;
    arena_rewind(*state);
  }
  assert_int_equal(sizes, 3);
}

static void equal_answers_look_different(void **state) {
  Str one = seal_close(*state, sealer, context, STR("{}"));
  Str other = seal_close(*state, sealer, context, STR("{}"));
  assert_int_equal(one.len, other.len);
  assert_false(str_equal(one, other));
}

static bool has(Str bytes, Str part) {
  for (size_t i = 0; i + part.len <= bytes.len; i++)
    if (memcmp(bytes.ptr + i, part.ptr, part.len) == 0) return true;
  return false;
}

static void nothing_of_it_can_be_read(void **state) {
  Str plain = STR("{\"hvorfor\":\"markøren-i-klartekst\"}");
  Str box = seal_close(*state, sealer, context, plain);
  assert_true(has(plain, STR("mark")));
  assert_false(has(box, STR("mark")));
  assert_false(has(box, context));
}

static void no_bit_of_it_can_be_changed(void **state) {
  Str box = seal_close(*state, sealer, context, STR("{\"a\":1}"));
  unsigned char *bytes = (unsigned char *)(uintptr_t)box.ptr;
  for (size_t i = 0; i < box.len; i++) {
    Str opened = STR("before");
    bytes[i] ^= (unsigned char)(1 << i % 8);
    assert_false(seal_open(*state, secret, context, box, &opened));
    assert_int_equal(opened.len, 0);
    bytes[i] ^= (unsigned char)(1 << i % 8);
  }
  Str opened;
  assert_true(seal_open(*state, secret, context, box, &opened));
}

static void no_part_of_it_is_one(void **state) {
  Str box = seal_close(*state, sealer, context, some_text(*state, 1500)), opened;
  for (size_t length = 0; length < box.len; length++)
    assert_false(seal_open(*state, secret, context, (Str){box.ptr, length}, &opened));
  assert_false(seal_open(*state, secret, context, (Str){0}, &opened));
  Str longer = {memcpy(arena_alloc(*state, box.len + SEAL_STEP_BYTES), box.ptr, box.len), box.len + SEAL_STEP_BYTES};
  assert_false(seal_open(*state, secret, context, longer, &opened));
}

static void it_opens_with_its_key_in_its_place_only(void **state) {
  static const Str others[] = {STR_INIT(""), STR_INIT("0190 answer"), STR_INIT("0190 answers "), STR_INIT("0191 answers"),
                               STR_INIT("0190 free_text")};
  Str box = seal_close(*state, sealer, context, STR("{}")), opened;
  for (size_t i = 0; i < COUNT_OF(others); i++)
    assert_false(seal_open(*state, secret, others[i], box, &opened));
  SealSecret *stranger = seal_secret_new();
  assert_false(seal_open(*state, stranger, context, box, &opened));
  seal_secret_free(stranger);
  box = seal_close(*state, sealer, STR(""), STR(""));
  assert_true(seal_open(*state, secret, STR(""), box, &opened));
  assert_int_equal(opened.len, 0);
}

/* Boxes of two keys and several visits, in any order, and what is none of them in between: what opened one opens no other. */
static void one_opener_opens_them_all(void **state) {
  enum { BOXES = 12 };
  SealSecret *second = seal_secret_new();
  Sealer *sealers[] = {sealer, sealer_new(seal_public_of(second))};
  const SealSecret *const secrets[] = {secret, second};
  Opener *opener = opener_new();
  Str boxes[BOXES], opened;
  for (size_t i = 0; i < BOXES; i++) {
    boxes[i] = seal_close(*state, sealers[i / 3 % 2], context, some_text(*state, i));
    if (i % 2 == 0) sealer_forget(sealers[i / 3 % 2]);
  }
  for (size_t i = 0; i < 20 * BOXES; i++) {
    size_t box_ix = i * 7 % BOXES;
    assert_true(opener_open(opener, *state, secrets[box_ix / 3 % 2], context, boxes[box_ix], &opened));
    assert_true(str_equal(opened, some_text(*state, box_ix)));
    assert_false(opener_open(opener, *state, secrets[1 - box_ix / 3 % 2], context, boxes[box_ix], &opened));
    assert_false(opener_open(opener, *state, secrets[box_ix / 3 % 2], STR("0191 answers"), boxes[box_ix], &opened));
    assert_int_equal(opened.len, 0);
  }
  opener_free(opener);
  sealer_free(sealers[1]);
  seal_secret_free(second);
}

/* The point of low order that libsodium refuses is no pair, not even the one before. */
static void no_pair_is_not_the_pair_before(void **state) {
  Str box = seal_close(*state, sealer, context, STR("{}")), opened;
  Opener *opener = opener_new();
  char *forged = memcpy(arena_alloc(*state, box.len), box.ptr, box.len);
  memset(forged, 0, crypto_box_PUBLICKEYBYTES);
  for (int i = 0; i < 2; i++) {
    assert_false(opener_open(opener, *state, secret, context, (Str){forged, box.len}, &opened));
    assert_true(opener_open(opener, *state, secret, context, box, &opened));
  }
  opener_free(opener);
}

/* What anybody can seal, as the key is public, and is no box of ours: contents without a tag or padding. */
static void expect_refused(Arena *arena, const unsigned char content[SEAL_STEP_BYTES]) {
  unsigned char box[FRAME_BYTES + SEAL_STEP_BYTES] = {0}, own_secret[crypto_box_SECRETKEYBYTES];
  unsigned char *nonce = box + crypto_box_PUBLICKEYBYTES, *mac = nonce + crypto_box_NONCEBYTES;
  crypto_box_keypair(box, own_secret);
  assert_int_equal(crypto_box_detached(mac + crypto_box_MACBYTES, mac, content, SEAL_STEP_BYTES, nonce,
                                       seal_public_of(secret)->bytes, own_secret),
                   0);
  Str opened;
  assert_false(seal_open(arena, secret, context, (Str){(const char *)box, sizeof box}, &opened));
}

static void a_strangers_box_is_refused(void **state) {
  unsigned char content[SEAL_STEP_BYTES];
  for (int fill = 0; fill < 256; fill++) {
    for (size_t end = 0; end < (fill % 16 == 0 ? 40 : 1); end++) {
      memset(content, 0, sizeof content);
      memset(content, fill, end);
      content[end] = 0x80;
      expect_refused(*state, content);
    }
    memset(content, fill, sizeof content);
    expect_refused(*state, content);
  }
}

static Str pair_of(Str box) {
  return (Str){box.ptr, crypto_box_PUBLICKEYBYTES};
}

/* As kiosk/seal/box.c says: the digest of the pair and the context comes first. */
static bool opens_strangers(Arena *arena, unsigned char *content, size_t bytes) {
  enum { TAG_BYTES = 32 };
  static const unsigned char personal[crypto_generichash_blake2b_PERSONALBYTES] = "innspill box 1";
  unsigned char own_secret[crypto_box_SECRETKEYBYTES], *box = arena_alloc(arena, FRAME_BYTES + bytes), hash[TAG_BYTES];
  unsigned char *nonce = box + crypto_box_PUBLICKEYBYTES, *mac = nonce + crypto_box_NONCEBYTES;
  crypto_box_keypair(box, own_secret);
  Str tagged = arena_printf(arena, "%*s" STR_FMT, crypto_box_PUBLICKEYBYTES, "", STR_ARG(context));
  memcpy((char *)(uintptr_t)tagged.ptr, box, crypto_box_PUBLICKEYBYTES);
  crypto_generichash_blake2b_salt_personal(hash, sizeof hash, (const unsigned char *)tagged.ptr, tagged.len, NULL, 0, NULL,
                                           personal);
  memcpy(content, hash, TAG_BYTES);
  assert_int_equal(
      crypto_box_detached(mac + crypto_box_MACBYTES, mac, content, bytes, nonce, seal_public_of(secret)->bytes, own_secret), 0);
  Str opened;
  return seal_open(arena, secret, context, (Str){(const char *)box, FRAME_BYTES + bytes}, &opened) && str_is(opened, "{}");
}

static void its_padding_is_whole(void **state) {
  static const struct {
    size_t at; /* where the padding is marked */
    int mark;
    size_t steps;
    bool opens;
  } cases[] = {{34, 0x80, 1, true}, {34, 0, 1, false}, {34, 0x81, 1, false}, {34, 0x80, 2, false}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    unsigned char content[2 * SEAL_STEP_BYTES] = {0};
    memcpy(content + 32, "{}", 2);
    content[cases[i].at] = (unsigned char)cases[i].mark;
    assert_int_equal(opens_strangers(*state, content, cases[i].steps * SEAL_STEP_BYTES), cases[i].opens);
  }
}

static void a_pair_is_for_as_long_as_it_is_kept(void **state) {
  Str one = seal_close(*state, sealer, context, STR("{}")), two = seal_close(*state, sealer, context, STR("{}"));
  sealer_forget(sealer);
  Str three = seal_close(*state, sealer, context, STR("{}")), opened;
  assert_true(str_equal(pair_of(one), pair_of(two)));
  assert_false(str_equal(pair_of(one), pair_of(three)));
  assert_true(seal_open(*state, secret, context, one, &opened));
  assert_true(seal_open(*state, secret, context, three, &opened));
}

#define BOX_TEST(name) cmocka_unit_test_setup_teardown(name, make_secret, free_secret)

int main(void) {
  const struct CMUnitTest tests[] = {
      BOX_TEST(every_length_comes_back_and_few_can_be_seen),
      BOX_TEST(equal_answers_look_different),
      BOX_TEST(nothing_of_it_can_be_read),
      BOX_TEST(no_bit_of_it_can_be_changed),
      BOX_TEST(no_part_of_it_is_one),
      BOX_TEST(it_opens_with_its_key_in_its_place_only),
      BOX_TEST(one_opener_opens_them_all),
      BOX_TEST(no_pair_is_not_the_pair_before),
      BOX_TEST(a_strangers_box_is_refused),
      BOX_TEST(its_padding_is_whole),
      BOX_TEST(a_pair_is_for_as_long_as_it_is_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
