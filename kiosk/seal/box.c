#include "digest.h"
#include "key.h"

#include <sodium.h>
#include <string.h>

/* A box: the public half of the pair it was closed by, a nonce, then under XSalsa20-Poly1305 a digest of that half and the context, of one length
 * whatever theirs, what is sealed, and padding (ISO/IEC 7816-4). */
enum {
  TAG_BYTES = crypto_verify_32_BYTES,
  HEAD_BYTES = crypto_box_PUBLICKEYBYTES + crypto_box_NONCEBYTES,
  FRAME_BYTES = HEAD_BYTES + crypto_box_MACBYTES
};
/* What NaCl's own call, which opens a box in one go, has in front of the authenticator, and leaves in front of what it opened. */
enum {
  BOX_ZERO_BYTES = crypto_box_curve25519xsalsa20poly1305_BOXZEROBYTES,
  ZERO_BYTES = crypto_box_curve25519xsalsa20poly1305_ZEROBYTES
};
_Static_assert((int)ZERO_BYTES == (int)BOX_ZERO_BYTES + (int)crypto_box_MACBYTES, "what is opened stands where it was sealed");

struct Sealer {
  SealPublic key;
  bool has_pair;
  unsigned char pair_public[crypto_box_PUBLICKEYBYTES];
  unsigned char shared[crypto_box_BEFORENMBYTES];
};

struct Opener {
  SealPublic key; /* of the secret that pair_public was met by */
  bool has_pair;
  unsigned char pair_public[crypto_box_PUBLICKEYBYTES];
  unsigned char shared[crypto_box_BEFORENMBYTES];
};

Sealer *sealer_new(const SealPublic *key) {
  Sealer *sealer = secret_memory(sizeof *sealer);
  *sealer = (Sealer){.key = *key};
  return sealer;
}

void sealer_free(Sealer *sealer) {
  sodium_free(sealer);
}

void sealer_forget(Sealer *sealer) {
  sealer->has_pair = false;
  sodium_memzero(sealer->shared, sizeof sealer->shared);
}

static void make_pair(Sealer *sealer) {
  unsigned char secret[crypto_box_SECRETKEYBYTES];
  crypto_box_keypair(sealer->pair_public, secret);
  int code = crypto_box_beforenm(sealer->shared, sealer->key.bytes, secret);
  sodium_memzero(secret, sizeof secret);
  if (code != 0) BUG("sealed for a key that seal_public_parse refuses");
  sealer->has_pair = true;
}

/* Of the pair too: one point has several spellings, and not one bit of a box may be changed. */
static void make_tag(Arena *arena, const unsigned char *pair_public, Str context, unsigned char out[TAG_BYTES]) {
  size_t bytes = crypto_box_PUBLICKEYBYTES + context.len;
  char *text = arena_alloc(arena, bytes);
  memcpy(text, pair_public, crypto_box_PUBLICKEYBYTES);
  if (context.len > 0) memcpy(text + crypto_box_PUBLICKEYBYTES, context.ptr, context.len);
  digest(STR("innspill box 1"), (Str){text, bytes}, out, TAG_BYTES);
}

Str seal_close(Arena *arena, Sealer *sealer, Str context, Str plain) {
  if (!sealer->has_pair) make_pair(sealer);
  size_t length = TAG_BYTES + plain.len, padded = (length / SEAL_STEP_BYTES + 1) * SEAL_STEP_BYTES;
  unsigned char *box = arena_alloc(arena, FRAME_BYTES + padded), *nonce = box + crypto_box_PUBLICKEYBYTES;
  unsigned char *content = box + FRAME_BYTES; /* encrypted where it stands */
  memcpy(box, sealer->pair_public, sizeof sealer->pair_public);
  randombytes_buf(nonce, crypto_box_NONCEBYTES);
  make_tag(arena, sealer->pair_public, context, content);
  if (plain.len > 0) memcpy(content + TAG_BYTES, plain.ptr, plain.len);
  BUG_UNLESS(sodium_pad(NULL, content, length, SEAL_STEP_BYTES, padded) == 0);
  crypto_box_detached_afternm(content, box + HEAD_BYTES, content, padded, nonce, sealer->shared);
  return (Str){(const char *)box, FRAME_BYTES + padded};
}

/* Where the zeros at the end begin. */
static size_t trim_zeros(const unsigned char *content, size_t bytes) {
  uint64_t eight;
  size_t end = bytes;
  while (end >= sizeof eight && (memcpy(&eight, content + end - sizeof eight, sizeof eight), eight == 0))
    end -= sizeof eight;
  while (end > 0 && content[end - 1] == 0)
    end--;
  return end;
}

/* As sodium_unpad(), which takes as long for every padding, and so very long: but whoever is here has the key, and what is in the box. */
static bool find_padding(const unsigned char *content, size_t bytes, size_t *length) {
  const size_t end = trim_zeros(content, bytes);
  if (end == 0 || content[end - 1] != 0x80 || bytes - end >= SEAL_STEP_BYTES) return false;
  *length = end - 1;
  return true;
}

/* content was opened with the right key: is it what it is asked for? */
static bool find_plain(const unsigned char *content, size_t bytes, const unsigned char tag[TAG_BYTES], Str *plain) {
  size_t length;
  if (!find_padding(content, bytes, &length) || length < TAG_BYTES) return false;
  if (crypto_verify_32(content, tag) != 0) return false;
  *plain = (Str){(const char *)content + TAG_BYTES, length - TAG_BYTES};
  return true;
}

static bool is_box(Str box) {
  return box.len > FRAME_BYTES && (box.len - FRAME_BYTES) % SEAL_STEP_BYTES == 0;
}

/* crypto_box_open_detached_afternm() gives the same for twice the time: it deciphers the first 32 bytes apart, and libsodium is quick with
 * whole runs of 512 alone, from the first byte on. */
static bool open_shared(Arena *arena, const unsigned char *shared, Str context, Str box, Str *plain) {
  const unsigned char *from = (const unsigned char *)box.ptr, *nonce = from + crypto_box_PUBLICKEYBYTES;
  const size_t bytes = box.len - FRAME_BYTES;
  unsigned char *padded = arena_alloc(arena, ZERO_BYTES + bytes), *content = padded + ZERO_BYTES; /* opened where it stands */
  memcpy(padded + BOX_ZERO_BYTES, from + HEAD_BYTES, crypto_box_MACBYTES + bytes);
  if (crypto_box_curve25519xsalsa20poly1305_open_afternm(padded, padded, ZERO_BYTES + bytes, nonce, shared) != 0) return false;
  unsigned char tag[TAG_BYTES];
  make_tag(arena, from, context, tag);
  if (find_plain(content, bytes, tag, plain)) return true;
  sodium_memzero(content, bytes);
  return false;
}

Opener *opener_new(void) {
  Opener *opener = secret_memory(sizeof *opener);
  *opener = (Opener){.has_pair = false};
  return opener;
}

void opener_free(Opener *opener) {
  sodium_free(opener);
}

static bool knows_pair(const Opener *opener, const SealSecret *secret, const unsigned char *pair_public) {
  return opener->has_pair && memcmp(opener->pair_public, pair_public, sizeof opener->pair_public) == 0 &&
         memcmp(opener->key.bytes, secret->public.bytes, sizeof opener->key.bytes) == 0;
}

static bool meet_pair(Opener *opener, const SealSecret *secret, const unsigned char *pair_public) {
  opener->has_pair = crypto_box_beforenm(opener->shared, pair_public, secret->bytes) == 0;
  memcpy(opener->pair_public, pair_public, sizeof opener->pair_public);
  opener->key = secret->public;
  return opener->has_pair;
}

bool opener_open(Opener *opener, Arena *arena, const SealSecret *secret, Str context, Str box, Str *plain) {
  *plain = (Str){0};
  if (!is_box(box)) return false;
  const unsigned char *pair_public = (const unsigned char *)box.ptr;
  if (!knows_pair(opener, secret, pair_public) && !meet_pair(opener, secret, pair_public)) return false;
  return open_shared(arena, opener->shared, context, box, plain);
}

bool seal_open(Arena *arena, const SealSecret *secret, Str context, Str box, Str *plain) {
  Opener once = {.has_pair = false};
  bool opened = opener_open(&once, arena, secret, context, box, plain);
  sodium_memzero(&once, sizeof once);
  return opened;
}
