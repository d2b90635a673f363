/* Texts as bytes: what is hashed, and what comes out of base64. */
#include "digest.h"
#include "function.h"

#include <nettle/base16.h>
#include <nettle/base64.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>

typedef struct Algorithm {
  const char *name; /* JavaRosa's, for which a - makes no difference, nor does the case of letters */
  const struct nettle_hash *hash;
} Algorithm;

static const Algorithm algorithms[] = {{"MD5", &nettle_md5},
                                       {"SHA1", &nettle_sha1},
                                       {"SHA256", &nettle_sha256},
                                       {"SHA384", &nettle_sha384},
                                       {"SHA512", &nettle_sha512}};
enum { DIGEST_BYTES_MAX = 64, NAME_BYTES_MAX = 8 };

static bool is_name(Str written, const char *name) {
  char kept[NAME_BYTES_MAX];
  size_t count = 0;
  for (size_t i = 0; i < written.len; i++) {
    if (written.ptr[i] == '-') continue;
    if (count == sizeof kept) return false;
    kept[count++] = written.ptr[i];
  }
  return str_edit_distance((Str){kept, count}, str_from(name), 0) == 0;
}

static const Algorithm *find_algorithm(Str name) {
  for (size_t i = 0; i < COUNT_OF(algorithms); i++)
    if (is_name(name, algorithms[i].name)) return &algorithms[i];
  return NULL;
}

static size_t hash(Arena *arena, const Algorithm *algorithm, Str text, uint8_t *out) {
  void *state = arena_alloc(arena, algorithm->hash->context_size);
  algorithm->hash->init(state);
  algorithm->hash->update(state, text.len, (const uint8_t *)text.ptr);
  algorithm->hash->digest(state, algorithm->hash->digest_size, out);
  return algorithm->hash->digest_size;
}

typedef Str Encode(Arena *arena, const uint8_t *bytes, size_t count);

static Str encode_hex(Arena *arena, const uint8_t *bytes, size_t count) {
  char *text = arena_alloc(arena, BASE16_ENCODE_LENGTH(count));
  base16_encode_update(text, count, bytes);
  return (Str){text, BASE16_ENCODE_LENGTH(count)};
}

static Str encode_base64(Arena *arena, const uint8_t *bytes, size_t count) {
  char *text = arena_alloc(arena, BASE64_ENCODE_RAW_LENGTH(count));
  base64_encode_raw(text, count, bytes);
  return (Str){text, BASE64_ENCODE_RAW_LENGTH(count)};
}

static Encode *find_encoding(Str name) {
  return is_name(name, "base64") ? encode_base64 : is_name(name, "hex") ? encode_hex : NULL;
}

bool digest_knows_algorithm(Str name) {
  return find_algorithm(name) != NULL;
}

bool digest_knows_encoding(Str name) {
  return find_encoding(name) != NULL;
}

int64_t digest_of_seed(Str text) {
  struct sha256_ctx state;
  uint8_t bytes[SHA256_DIGEST_SIZE];
  uint64_t number = 0;
  sha256_init(&state);
  sha256_update(&state, text.len, (const uint8_t *)text.ptr);
  sha256_digest(&state, sizeof bytes, bytes);
  for (size_t i = 0; i < sizeof number; i++)
    number = number << 8 | bytes[i];
  return (int64_t)number;
}

static Value call_digest(const Evaluation *e, const Node *call) {
  const Algorithm *algorithm = find_algorithm(argument_str(e, call, 1));
  Encode *encode = argument_given(call, 2) ? find_encoding(argument_str(e, call, 2)) : encode_base64;
  uint8_t bytes[DIGEST_BYTES_MAX];
  if (!algorithm || !encode) return VALUE_NONE;
  const size_t count = hash(e->arena, algorithm, argument_str(e, call, 0), bytes);
  return value_text(encode(e->arena, bytes, count));
}

/* What is no UTF-8 comes as U+FFFD, byte for byte. */
static Str as_utf8(Arena *arena, Str bytes) {
  if (str_is_utf8(bytes)) return bytes;
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  char character[4];
  uint32_t cp;
  for (size_t at = 0; str_next_cp(bytes, &at, &cp);)
    sink_bytes(&sink, character, utf8_encode(cp, character));
  return buffer_view(&buffer);
}

static Value call_base64_decode(const Evaluation *e, const Node *call) {
  const Str text = argument_str(e, call, 0);
  uint8_t *bytes = arena_alloc(e->arena, BASE64_DECODE_LENGTH(text.len));
  size_t count = 0;
  struct base64_decode_ctx state;
  base64_decode_init(&state);
  const bool is_base64 = base64_decode_update(&state, &count, bytes, text.len, text.ptr) && base64_decode_final(&state);
  return is_base64 ? value_text(as_utf8(e->arena, (Str){(const char *)bytes, count})) : VALUE_NONE;
}

static const Function functions[] = {
    {.name = "digest", .least_arguments = 2, .most_arguments = 3, .call = call_digest},
    {.name = "base64-decode", .least_arguments = 1, .most_arguments = 1, .call = call_base64_decode},
};

const FunctionFamily functions_digest = {functions, COUNT_OF(functions)};
