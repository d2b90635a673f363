#include "key_text.h"
#include "digest.h"
#include "share.h"

#include <sodium.h>
#include <string.h>

enum { SUM_BYTES = 8, HEX_MAX_BYTES = KEY_BOX_BYTES };

static const Str any_version = STR_INIT("Innspill key file ");
static const Str this_version = STR_INIT("Innspill key file 1: ");
static const Str first_line =
    STR_INIT("Innspill key file 1: a secret key under a passphrase, opens sealed answers. Keep it away from the kiosk");

static void write_hex(Sink *out, const char *name, const unsigned char *bytes, size_t count) {
  char hex[2 * HEX_MAX_BYTES + 1];
  sodium_bin2hex(hex, sizeof hex, bytes, count);
  sink_printf(out, "%s: %s\n", name, hex);
}

static void write_head(Sink *out, Arena *arena, const KeyText *text) {
  char id[SEAL_ID_LEN + 1];
  seal_id(&text->key, id);
  sink_str(out, first_line);
  sink_printf(out, "\nid: %s\npublic_key: " STR_FMT "\n", id, STR_ARG(seal_public_text(arena, &text->key)));
  if (text->share > 0) sink_printf(out, "share: %d of %d\nneeded: %d\n", text->share, text->count, text->needed);
  sink_printf(out, "argon2id: %lld passes, %lld bytes\n", (long long)text->passes, (long long)text->memory_bytes);
  write_hex(out, "salt", text->salt, sizeof text->salt);
  write_hex(out, "nonce", text->nonce, sizeof text->nonce);
}

Str key_text_head(Arena *arena, const KeyText *text) {
  Buffer buffer = buffer_new(arena);
  Sink out = sink_to_buffer(&buffer);
  write_head(&out, arena, text);
  return buffer_view(&buffer);
}

Str key_text_write(Arena *arena, const KeyText *text) {
  Buffer buffer = buffer_new(arena);
  Sink out = sink_to_buffer(&buffer);
  unsigned char sum[SUM_BYTES];
  write_head(&out, arena, text);
  write_hex(&out, "box", text->box, sizeof text->box);
  digest(STR("innspill keyfile"), buffer_view(&buffer), sum, sizeof sum);
  write_hex(&out, "sum", sum, sizeof sum);
  return buffer_view(&buffer);
}

static Str take_line(Str *rest) {
  const char *end = rest->len > 0 ? memchr(rest->ptr, '\n', rest->len) : NULL;
  Str line = {rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len};
  size_t taken = line.len + (end != NULL);
  *rest = (Str){rest->ptr ? rest->ptr + taken : NULL, rest->len - taken};
  return str_trim(line);
}

static bool take_field(Str *rest, const char *name, Str *value) {
  Str line = take_line(rest), prefix = str_from(name);
  if (!str_starts_with(line, prefix)) return false;
  *value = str_trim((Str){line.ptr + prefix.len, line.len - prefix.len});
  return true;
}

static bool take_hex(Str *rest, const char *name, unsigned char *out, size_t bytes) {
  Str value;
  return take_field(rest, name, &value) && value.len == 2 * bytes &&
         sodium_hex2bin(out, bytes, value.ptr, value.len, NULL, NULL, NULL) == 0;
}

/* Whatever more stands in the value, the sum will tell. */
static bool take_number(Str *value, int64_t low, int64_t high, int64_t *out) {
  return str_to_int64(str_next_word(value), out) && *out >= low && *out <= high;
}

static bool read_share(Str *rest, KeyText *out) {
  Str ahead = *rest, value, needed_value;
  if (!take_field(&ahead, "share:", &value)) return true; /* the whole key */
  int64_t share, count, needed;
  if (!take_field(&ahead, "needed:", &needed_value) || !take_number(&needed_value, SHARES_MIN, SHARES_MAX, &needed)) return false;
  if (!take_number(&value, 1, SHARES_MAX, &share)) return false;
  str_next_word(&value); /* of */
  if (!take_number(&value, needed, SHARES_MAX, &count) || share > count) return false;
  out->share = (int)share;
  out->count = (int)count;
  out->needed = (int)needed;
  *rest = ahead;
  return true;
}

static bool read_cost(Str *rest, KeyText *out) {
  Str value;
  if (!take_field(rest, "argon2id:", &value) || !take_number(&value, 1, KEY_PASSES_MAX, &out->passes)) return false;
  str_next_word(&value); /* passes, */
  return take_number(&value, KEY_MEMORY_MIN_BYTES, KEY_MEMORY_MAX_BYTES, &out->memory_bytes);
}

static bool read_lines(Str rest, KeyText *out) {
  Str id, word;
  take_line(&rest); /* the first, which is known */
  return take_field(&rest, "id:", &id) && take_field(&rest, "public_key:", &word) && seal_public_parse(word, &out->key) &&
         read_share(&rest, out) && read_cost(&rest, out) && take_hex(&rest, "salt:", out->salt, sizeof out->salt) &&
         take_hex(&rest, "nonce:", out->nonce, sizeof out->nonce) && take_hex(&rest, "box:", out->box, sizeof out->box);
}

/* Is it what would be written of what was read, but for white space? Then nothing in it was overlooked. */
static bool is_whole(Str text, const KeyText *read) {
  Arena *arena = arena_new(0);
  Str written = key_text_write(arena, read);
  bool same = true;
  while (same && written.len > 0)
    same = str_equal(take_line(&text), take_line(&written));
  arena_free(arena);
  return same && str_trim(text).len == 0;
}

Status key_text_read(Str text, const char *name, KeyText *out, Err *err) {
  *out = (KeyText){0};
  Str rest = text, first = take_line(&rest);
  if (!str_starts_with(first, any_version))
    return err_set(err, STATUS_INPUT, "key-file",
                   "%s is no key file; kioskctl keygen makes one, and its first line says what it is", name);
  if (!str_starts_with(first, this_version))
    return err_set(err, STATUS_INPUT, "key-file",
                   "%s was made by a newer version or is damaged; update this program, or take another copy", name);
  if (!read_lines(text, out) || !is_whole(text, out))
    return err_set(err, STATUS_INPUT, "key-file",
                   "%s is damaged: not all of its lines are as they were written; take another copy of it", name);
  return STATUS_OK;
}
