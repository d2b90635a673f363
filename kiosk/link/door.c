#include "base32.h"
#include "derive.h"

#include <sodium.h>
#include <string.h>

enum { SECRET_BYTES = 10, STEP_BYTES = 1024, FRAME_BYTES = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES };

_Static_assert(LINK_SECRET_CHARS * 5 == SECRET_BYTES * 8, "a digit is five bits");
_Static_assert((int)LINK_KEY_BYTES == (int)crypto_secretbox_KEYBYTES, "a key of crypto_secretbox");

void link_secret_new(const Random *random, char out[LINK_SECRET_CHARS + 1]) {
  unsigned char bytes[SECRET_BYTES];
  random->fill(random->context, bytes, sizeof bytes);
  base32_write(bytes, sizeof bytes, out);
  sodium_memzero(bytes, sizeof bytes);
}

bool link_secret_read(Str typed, char out[LINK_SECRET_CHARS + 1]) {
  return base32_tidy(typed, LINK_SECRET_CHARS, out);
}

void link_door(Str secret, LinkDoor *out) {
  unsigned char stamp[SECRET_BYTES];
  derive_hex(NULL, STR("innspill door id"), secret, out->id);
  derive(NULL, STR("innspill door"), secret, out->key, sizeof out->key);
  derive(NULL, STR("innspill stamp"), secret, stamp, sizeof stamp);
  base32_write(stamp, sizeof stamp, out->stamp);
}

/* A nonce, the tag, then what is closed, with padding (ISO/IEC 7816-4). */
Str link_close(Arena *arena, const LinkDoor *door, Str plain) {
  size_t padded = (plain.len / STEP_BYTES + 1) * STEP_BYTES;
  unsigned char *closed = arena_alloc(arena, FRAME_BYTES + padded), *box = closed + crypto_secretbox_NONCEBYTES;
  unsigned char *content = closed + FRAME_BYTES; /* encrypted where it stands */
  randombytes_buf(closed, crypto_secretbox_NONCEBYTES);
  if (plain.len > 0) memcpy(content, plain.ptr, plain.len);
  BUG_UNLESS(sodium_pad(NULL, content, plain.len, STEP_BYTES, padded) == 0);
  crypto_secretbox_detached(content, box, content, padded, closed, door->key);
  return (Str){(const char *)closed, FRAME_BYTES + padded};
}

bool link_open(Arena *arena, const LinkDoor *door, Str closed, Str *plain) {
  *plain = (Str){0};
  if (closed.len <= FRAME_BYTES || (closed.len - FRAME_BYTES) % STEP_BYTES != 0) return false;
  const unsigned char *from = (const unsigned char *)closed.ptr, *box = from + crypto_secretbox_NONCEBYTES;
  size_t padded = closed.len - FRAME_BYTES, length;
  unsigned char *content = arena_alloc(arena, padded);
  if (crypto_secretbox_open_detached(content, from + FRAME_BYTES, box, padded, from, door->key) != 0) return false;
  if (sodium_unpad(&length, content, padded, STEP_BYTES) != 0) return false;
  *plain = (Str){(const char *)content, length};
  return true;
}
