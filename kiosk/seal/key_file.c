#include "key_file.h"
#include "key.h"
#include "key_text.h"
#include "share.h"

#include <sodium.h>
#include <string.h>

_Static_assert((int)KEY_SALT_BYTES == (int)crypto_pwhash_SALTBYTES, "Argon2id's salt");
_Static_assert((int)KEY_NONCE_BYTES == (int)crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "XChaCha20-Poly1305's nonce");
_Static_assert((int)KEY_BOX_BYTES == (int)(SEAL_KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES), "its box");

/* The key of the boxes, to be freed with sodium_free; NULL: there is not enough memory. */
static unsigned char *stretch(const KeyText *text, Str passphrase) {
  unsigned char *key = secret_memory(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (crypto_pwhash(key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES, passphrase.ptr ? passphrase.ptr : "", passphrase.len,
                    text->salt, (unsigned long long)text->passes, (size_t)text->memory_bytes, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  sodium_free(key);
  return NULL;
}

static void close_box(Arena *arena, KeyText *text, const unsigned char *key, const unsigned char *content) {
  randombytes_buf(text->nonce, sizeof text->nonce);
  Str head = key_text_head(arena, text);
  crypto_aead_xchacha20poly1305_ietf_encrypt(text->box, NULL, content, SEAL_KEY_BYTES, (const unsigned char *)head.ptr, head.len,
                                             NULL, text->nonce, key);
}

static bool open_box(Arena *arena, const KeyText *text, const unsigned char *key, unsigned char *content) {
  Str head = key_text_head(arena, text);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(content, NULL, NULL, text->box, sizeof text->box,
                                                    (const unsigned char *)head.ptr, head.len, text->nonce, key) == 0;
}

Status key_file_texts(Arena *arena, const SealSecret *secret, Str passphrase, KeyCost cost, int needed, int count, Str *out,
                      Err *err) {
  KeyText text = {
      .key = secret->public, .needed = needed, .count = count, .passes = cost.passes, .memory_bytes = cost.memory_bytes};
  randombytes_buf(text.salt, sizeof text.salt);
  unsigned char *key = stretch(&text, passphrase);
  if (key == NULL)
    return err_set(
        err, STATUS_WORLD, "key-memory",
        "there is not enough memory to make a key: it takes %lld MiB; close other programs, or make it on another machine",
        (long long)(cost.memory_bytes >> 20));
  Share *shares = secret_memory(SHARES_MAX * sizeof *shares);
  if (count > 0)
    shares_split(secret->bytes, needed, count, shares);
  else
    memcpy(shares[0].bytes, secret->bytes, SEAL_KEY_BYTES);
  for (int i = 0; i < count || i == 0; i++) {
    text.share = count > 0 ? i + 1 : 0;
    close_box(arena, &text, key, shares[i].bytes);
    out[i] = key_text_write(arena, &text);
  }
  sodium_free(shares);
  sodium_free(key);
  return STATUS_OK;
}

/* Half a second and 256 MiB for each guess. */
static const KeyCost own_cost = {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE};

Status seal_file_text(Arena *arena, const SealSecret *secret, Str passphrase, Str *out, Err *err) {
  return key_file_texts(arena, secret, passphrase, own_cost, 0, 0, out, err);
}

Status seal_share_texts(Arena *arena, const SealSecret *secret, Str passphrase, int needed, int count, Str *out, Err *err) {
  BUG_UNLESS(count > 0);
  return key_file_texts(arena, secret, passphrase, own_cost, needed, count, out, err);
}

Status seal_file_describe(Str text, const char *name, SealFile *out, Err *err) {
  KeyText read;
  *out = (SealFile){0};
  Status status = key_text_read(text, name, &read, err);
  if (status != STATUS_OK) return status;
  seal_id(&read.key, out->id);
  out->share = read.share;
  out->needed = read.needed;
  out->count = read.count;
  return STATUS_OK;
}

typedef struct Parts { /* what the files gave, in their order */
  const KeyText *items;
  const char *const *names;
  size_t count;
} Parts;

static bool is_of_one_splitting(const KeyText *a, const KeyText *b) {
  return memcmp(a->salt, b->salt, sizeof a->salt) == 0 && a->needed == b->needed && a->count == b->count &&
         a->passes == b->passes && a->memory_bytes == b->memory_bytes;
}

static Status check_pair(const Parts *parts, size_t a, size_t b, Err *err) {
  const KeyText *one = &parts->items[a], *other = &parts->items[b];
  if (!is_of_one_splitting(one, other))
    return err_set(err, STATUS_INPUT, "key-shares",
                   "%s and %s are shares of one key, but were not made together; take those of one making", parts->names[a],
                   parts->names[b]);
  if (one->share == other->share)
    return err_set(err, STATUS_INPUT, "key-shares", "%s and %s are the same share, number %d; take another one", parts->names[a],
                   parts->names[b], one->share);
  return STATUS_OK;
}

static Status check_shares(const Parts *parts, Err *err) {
  Status status = STATUS_OK;
  for (size_t b = 1; b < parts->count; b++)
    for (size_t a = 0; a < b && status == STATUS_OK; a++)
      status = check_pair(parts, a, b, err);
  const KeyText *first = &parts->items[0];
  if (status != STATUS_OK || parts->count >= (size_t)first->needed) return status;
  char id[SEAL_ID_LEN + 1];
  seal_id(&first->key, id);
  return err_set(err, STATUS_INPUT, "key-shares",
                 "the key %s was split: %d of its %d shares are needed, and %zu is given; add another --key", id, first->needed,
                 first->count, parts->count);
}

static Status check_same_key(const Parts *parts, Err *err) {
  for (size_t i = 1; i < parts->count; i++)
    if (memcmp(&parts->items[i].key, &parts->items[0].key, sizeof parts->items[0].key) != 0)
      return err_set(err, STATUS_INPUT, "key-shares", "%s and %s are of different keys; open one key at a time", parts->names[0],
                     parts->names[i]);
  return STATUS_OK;
}

/* A whole key needs no other file. */
static Parts without_needless(const Parts *parts) {
  for (size_t i = 0; i < parts->count; i++)
    if (parts->items[i].share == 0) return (Parts){&parts->items[i], &parts->names[i], 1};
  return *parts;
}

static Status open_boxes(Arena *arena, const Parts *parts, Str passphrase, Share *contents, Err *err) {
  unsigned char *key = stretch(&parts->items[0], passphrase);
  if (key == NULL)
    return err_set(err, STATUS_WORLD, "key-memory", "there is not enough memory to open %s: it takes %lld MiB", parts->names[0],
                   (long long)(parts->items[0].memory_bytes >> 20));
  Status status = STATUS_OK;
  for (size_t i = 0; i < parts->count && status == STATUS_OK; i++)
    if (!open_box(arena, &parts->items[i], key, contents[i].bytes))
      status = err_set(err, STATUS_INPUT, "key-passphrase",
                       "the passphrase does not open %s; type it as it was when the key was made", parts->names[i]);
  sodium_free(key);
  return status;
}

static Status join(const Parts *parts, Share *contents, SealSecret **out, Err *err) {
  unsigned char numbers[SHARES_MAX];
  for (size_t i = 0; i < COUNT_OF(numbers) && i < parts->count; i++)
    numbers[i] = (unsigned char)parts->items[i].share;
  if (parts->items[0].share > 0) shares_join(numbers, contents, (int)parts->count, contents[0].bytes);
  SealSecret *secret = secret_from_bytes(contents[0].bytes);
  if (sodium_memcmp(&secret->public, &parts->items[0].key, sizeof secret->public) == 0) {
    *out = secret;
    return STATUS_OK;
  }
  seal_secret_free(secret);
  return err_set(err, STATUS_INPUT, "key-file", "%s holds another key than it says; take another copy of it", parts->names[0]);
}

static Status open_parts(Arena *arena, const Parts *given, Str passphrase, SealSecret **out, Err *err) {
  Status status = check_same_key(given, err);
  Parts parts = without_needless(given);
  if (status == STATUS_OK && parts.items[0].share > 0) status = check_shares(&parts, err);
  if (status != STATUS_OK) return status;
  BUG_UNLESS(parts.count <= SHARES_MAX); /* each share is there once */
  Share *contents = secret_memory(SHARES_MAX * sizeof *contents);
  status = open_boxes(arena, &parts, passphrase, contents, err);
  if (status == STATUS_OK) status = join(&parts, contents, out, err);
  sodium_free(contents);
  return status;
}

Status seal_file_open(const Str *texts, const char *const *names, size_t count, Str passphrase, SealSecret **out, Err *err) {
  BUG_UNLESS(count > 0);
  *out = NULL;
  Arena *arena = arena_new(0);
  KeyText *items = ARENA_ARRAY(arena, KeyText, count);
  Status status = STATUS_OK;
  for (size_t i = 0; i < count && status == STATUS_OK; i++)
    status = key_text_read(texts[i], names[i], &items[i], err);
  if (status == STATUS_OK) status = open_parts(arena, &(Parts){items, names, count}, passphrase, out, err);
  arena_free(arena);
  return status;
}
