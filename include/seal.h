/* seal: what is kept from whoever steals the box: answers that only the holder of a secret key can read, key files, and PINs.
 *
 * Cryptography is libsodium's (https://doc.libsodium.org): boxes (X25519, XSalsa20-Poly1305) for answers, Argon2id for passphrases
 * and PINs, BLAKE2b for what identifies a key. Secrets live in memory that is locked, kept out of core files and wiped when freed; whoever
 * compares one does so in constant time. Call seal_init before anything else here. */
#ifndef SEAL_H
#define SEAL_H

#include "base.h"

/* STATUS_WORLD, random, when the system gives no random numbers. May be called again. */
Status seal_init(Err *err);

/* --- Keys --- */

enum { SEAL_KEY_BYTES = 32, SEAL_ID_LEN = 16 };

typedef struct SealPublic {
  unsigned char bytes[SEAL_KEY_BYTES]; /* X25519 */
} SealPublic;

typedef struct SealSecret SealSecret; /* a secret key and its public one, in locked memory */

SealSecret *seal_secret_new(void);         /* a new pair */
void seal_secret_free(SealSecret *secret); /* wipes; NULL is ignored */
const SealPublic *seal_public_of(const SealSecret *secret);
/* What names a key: 16 hexadecimal digits of its BLAKE2b, NUL-terminated. */
void seal_id(const SealPublic *key, char out[SEAL_ID_LEN + 1]);
const char *seal_id_of(const SealSecret *secret); /* of its public key; made once */
/* A public key as one word, "seal1-" and 72 hexadecimal digits, with a checksum, so that a slip of the pen is noticed before anything is
 * lost to it. */
Str seal_public_text(Arena *arena, const SealPublic *key);
/* False: no such word, one that was damaged, or a point that protects nothing. */
bool seal_public_parse(Str text, SealPublic *out);

/* --- Boxes --- */

enum { SEAL_STEP_BYTES = 1024 }; /* what is sealed is padded to a multiple of it, so that its size tells little */

/* Closes boxes for the owner of one key, by a pair of keys made for the occasion whose secret half is gone as soon as it is made. What is
 * left (crypto_box_beforenm) would open the boxes closed since sealer_forget, so that is called between two visits. In locked memory. */
typedef struct Sealer Sealer;

Sealer *sealer_new(const SealPublic *key); /* key is copied */
void sealer_free(Sealer *sealer);          /* wipes; NULL is ignored */
/* From here on what it has closed is closed to it as well; the next box has another pair. */
void sealer_forget(Sealer *sealer);
/* Seals plain into arena, which holds it in the clear for a moment: a locked one. context says what it is and where it belongs
 * ("UUID answers"): a box that is moved elsewhere cannot be opened there. Neither is secret from the box's opener. */
Str seal_close(Arena *arena, Sealer *sealer, Str context, Str plain);
/* False: not sealed for this key, damaged, or of another context. plain lives in arena. */
bool seal_open(Arena *arena, const SealSecret *secret, Str context, Str box, Str *plain);

/* Opens boxes as seal_open does, faster where several were closed by the same pair, as those of one visit are: what opens them is kept
 * until a box of another pair comes. In locked memory; for one thread at a time. */
typedef struct Opener Opener;

Opener *opener_new(void);
void opener_free(Opener *opener); /* wipes; NULL is ignored */
bool opener_open(Opener *opener, Arena *arena, const SealSecret *secret, Str context, Str box, Str *plain);

/* --- Key files: text, readable for their owner only --- */

/* A secret key under a passphrase (Argon2id), as a text to be kept in a file. STATUS_WORLD, key-memory: there are no
 * 256 MiB for that. */
Status seal_file_text(Arena *arena, const SealSecret *secret, Str passphrase, Str *out, Err *err);
/* The same split: any `needed` of `count` (2 .. 9) such texts give it back, fewer say nothing about it. out: count texts in arena. */
Status seal_share_texts(Arena *arena, const SealSecret *secret, Str passphrase, int needed, int count, Str *out, Err *err);

typedef struct SealFile {   /* what can be told without the passphrase */
  char id[SEAL_ID_LEN + 1]; /* of the key */
  int share, needed, count; /* share 0: the whole key */
} SealFile;

/* STATUS_INPUT, key-file: it is none, or damaged; name is what to call it in the sentence. */
Status seal_file_describe(Str text, const char *name, SealFile *out, Err *err);
/* The key from one whole file or enough shares. STATUS_INPUT: key-file; key-passphrase (wrong); key-shares (too few, of different keys, or
 * one twice); STATUS_WORLD: key-memory. *out is the caller's, to be freed with seal_secret_free; NULL after a failure. */
Status seal_file_open(const Str *texts, const char *const *names, size_t count, Str passphrase, SealSecret **out, Err *err);

/* --- PINs --- */

enum { SEAL_PIN_MIN = 4, SEAL_PIN_MAX = 12 }; /* digits */

/* A hash to be written into a configuration (libsodium's crypto_pwhash_str; small enough in memory for a kiosk). */
Str seal_pin_hash(Arena *arena, Str pin);
bool seal_pin_hash_is_valid(Str hash);
bool seal_pin_matches(Str hash, Str pin);

#endif
