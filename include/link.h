/* link: what joins a visitor's waves, or a visit and the phone it goes on, and who may know of it: the keys of rounds, tokens, codes that
 * respondents give themselves, and the secrets of visits that wait.
 *
 * Cryptography is libsodium's: keyed BLAKE2b, XSalsa20-Poly1305. What people read and type is Crockford's base 32
 * (https://www.crockford.com/base32.html): small letters, spaces and hyphens are forgiven, O is 0, I and L are 1. */
#ifndef LINK_H
#define LINK_H

#include "base.h"

enum {
  LINK_KEY_BYTES = 32,
  LINK_TOKEN_CHARS = 32,
  LINK_SECRET_CHARS = 16,
  LINK_HASH_LEN = 64,
  LINK_ELEMENTS_MIN = 2,
  LINK_ELEMENTS_MAX = 12
};

typedef struct LinkKey { /* of a round: makes and knows its tokens and hashes. Whoever has it can join the round's waves */
  unsigned char bytes[LINK_KEY_BYTES];
} LinkKey;

/* A key as one word, "round1-" and 72 hexadecimal digits, with a checksum, to be carried to a server that is elsewhere. */
Str link_key_text(Arena *arena, const LinkKey *key);
bool link_key_parse(Str text, LinkKey *out); /* false: no such word, or one that was damaged */

/* --- Tokens: 16 bits of day, 80 random bits, 64 bits of MAC by the round's key over form, day and the random bits --- */

/* For a visit to a form on a phone. day: of the visit that is given it, days since 1970-01-01 (2020 .. 2199; of
 * a clock that says otherwise, the nearest). */
void link_token_mint(const LinkKey *key, Str form_id, int64_t day, const Random *random, char out[LINK_TOKEN_CHARS + 1]);
/* What was typed or stood in an address, in the form that link_token_mint gave it; false: it is no token, nor was it ever one. */
bool link_token_read(Str typed, char out[LINK_TOKEN_CHARS + 1]);
/* Was it minted with this key for this form? In constant time. *day: as above. token is of link_token_read. */
bool link_token_is_of(const LinkKey *key, Str form_id, const char *token, int64_t *day);
/* What is stored with a response: says nothing about the token without the key. */
void link_token_hash(const LinkKey *key, const char *token, char out[LINK_HASH_LEN + 1]);
/* "7KQ2 9XGM ...": in groups of four, as it is shown to be typed; of secrets too. */
Str link_grouped(Arena *arena, Str token);

/* --- Codes: the same harmless elements, given each time --- */

/* Hashes of the elements' texts (form folded: case, outer and double spaces do not count): first of all of them, then for each
 * element of all but that one, so that one slip can be seen as a near miss. count from LINK_ELEMENTS_MIN to LINK_ELEMENTS_MAX; out has
 * count + 1. */
void link_code_hashes(const LinkKey *key, const Str *elements, size_t count, char (*out)[LINK_HASH_LEN + 1]);

/* --- Secrets: who has it can go on with a visit that waits, and nobody else can read it --- */

/* 80 random bits as LINK_SECRET_CHARS characters. */
void link_secret_new(const Random *random, char out[LINK_SECRET_CHARS + 1]);
bool link_secret_read(Str typed, char out[LINK_SECRET_CHARS + 1]); /* as link_token_read */

/* What a secret, of whatever length, opens. To be wiped by whoever made it. */
typedef struct LinkDoor {
  char id[LINK_HASH_LEN + 1];        /* what the waiting visit is stored under: says nothing about the secret */
  unsigned char key[LINK_KEY_BYTES]; /* what closes it */
  char stamp[LINK_SECRET_CHARS + 1]; /* goes into each page's form, so that only our own pages can post it */
} LinkDoor;

void link_door(Str secret, LinkDoor *out);
/* Closes plain, padded to steps of 1 KiB, into arena; and opens it. False: closed by another secret, or damaged. */
Str link_close(Arena *arena, const LinkDoor *door, Str plain);
bool link_open(Arena *arena, const LinkDoor *door, Str closed, Str *plain);

#endif
