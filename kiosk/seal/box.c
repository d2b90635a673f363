#include "digest.h"
#include "key.h"

#include <sodium.h>
#include <string.h>

/* In a sealed box: a digest of the context, of one length whatever the context's, then what is sealed, then padding (ISO/IEC 7816-4). A
 * sealed box has no place for data that is authenticated and not encrypted; inside it is authenticated all the same. */
enum { TAG_BYTES = 32 };

static void make_tag(Str context, unsigned char out[TAG_BYTES]) {
  digest(STR("innspill box 1"), context, out, TAG_BYTES);
}

Str seal_close(Arena *arena, const SealPublic *key, Str context, Str plain) {
  size_t length = TAG_BYTES + plain.len, padded = (length / SEAL_STEP_BYTES + 1) * SEAL_STEP_BYTES;
  unsigned char *content = secret_memory(padded);
  make_tag(context, content);
  if (plain.len > 0) memcpy(content + TAG_BYTES, plain.ptr, plain.len);
  BUG_UNLESS(sodium_pad(NULL, content, length, SEAL_STEP_BYTES, padded) == 0);
  unsigned char *box = arena_alloc(arena, padded + crypto_box_SEALBYTES);
  int code = crypto_box_seal(box, content, padded, key->bytes);
  sodium_free(content);
  if (code != 0) BUG("sealed for a key that seal_public_parse refuses");
  return (Str){(const char *)box, padded + crypto_box_SEALBYTES};
}

/* content was opened with the right key: is it what it is asked for? */
static bool find_plain(const unsigned char *content, size_t bytes, Str context, Str *plain) {
  unsigned char tag[TAG_BYTES];
  size_t length;
  make_tag(context, tag);
  if (sodium_unpad(&length, content, bytes, SEAL_STEP_BYTES) != 0 || length < TAG_BYTES) return false;
  if (sodium_memcmp(content, tag, sizeof tag) != 0) return false;
  *plain = (Str){(const char *)content + TAG_BYTES, length - TAG_BYTES};
  return true;
}

bool seal_open(Arena *arena, const SealSecret *secret, Str context, Str box, Str *plain) {
  *plain = (Str){0};
  if (box.len <= crypto_box_SEALBYTES || (box.len - crypto_box_SEALBYTES) % SEAL_STEP_BYTES != 0) return false;
  size_t bytes = box.len - crypto_box_SEALBYTES;
  unsigned char *content = arena_alloc(arena, bytes);
  if (crypto_box_seal_open(content, (const unsigned char *)box.ptr, box.len, secret->public.bytes, secret->bytes) != 0)
    return false;
  if (find_plain(content, bytes, context, plain)) return true;
  sodium_memzero(content, bytes);
  return false;
}
