/* key_text: a key file's lines, without what they protect.
 *
 *   Innspill key file 1: a secret key under a passphrase, opens sealed answers. Keep it away from the kiosk
 *   id: 16 hexadecimal digits
 *   public_key: the word that stands in the kiosk's configuration
 *   share: 1 of 3            only of a share
 *   needed: 2                likewise
 *   argon2id: 3 passes, 268435456 bytes
 *   salt: of the passphrase; shares made together have the same
 *   nonce:
 *   box: 32 bytes under XChaCha20-Poly1305, which vouches for the lines above, too
 *   sum: of all lines above; tells damage from a wrong passphrase
 *
 * In lines as any system ends them: a key is carried about for years. */
#ifndef KEY_TEXT_H
#define KEY_TEXT_H

#include "seal.h"

enum { KEY_SALT_BYTES = 16, KEY_NONCE_BYTES = 24, KEY_BOX_BYTES = SEAL_KEY_BYTES + 16 };
/* The most that a file may ask for, as it may come from anybody. */
enum { KEY_PASSES_MAX = 16, KEY_MEMORY_MIN_BYTES = 8 * 1024, KEY_MEMORY_MAX_BYTES = 1024 * 1024 * 1024 };

typedef struct KeyText {
  SealPublic key;
  int share, needed, count; /* share 0: the whole key */
  int64_t passes, memory_bytes;
  unsigned char salt[KEY_SALT_BYTES], nonce[KEY_NONCE_BYTES], box[KEY_BOX_BYTES];
} KeyText;

/* The lines before the box. */
Str key_text_head(Arena *arena, const KeyText *text);
Str key_text_write(Arena *arena, const KeyText *text);
/* STATUS_INPUT, key-file, as seal_file_describe. */
Status key_text_read(Str text, const char *name, KeyText *out, Err *err);

#endif
