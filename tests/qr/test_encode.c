/* Codes are read back by another program than the one that makes them. */
#include "qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MODULE_PX = 4, READ_MAX_BYTES = 4096 };

static bool is_dark(const QrCode *code, int x, int y) {
  bool inside = x >= 0 && y >= 0 && x < code->side && y < code->side;
  return inside && (code->modules[y * code->side + x] & 1);
}

static void write_pgm(const QrCode *code, FILE *file) {
  int side_px = (code->side + 2 * QR_QUIET_MODULES) * MODULE_PX;
  fprintf(file, "P5\n%d %d\n255\n", side_px, side_px);
  for (int y = 0; y < side_px; y++)
    for (int x = 0; x < side_px; x++)
      fputc(is_dark(code, x / MODULE_PX - QR_QUIET_MODULES, y / MODULE_PX - QR_QUIET_MODULES) ? 0 : 255, file);
}

/* What the decoder reads, without its final line feed. */
static Str decode(Arena *arena, const QrCode *code) {
  char path[] = "/tmp/innspill-qr-XXXXXX", command[256], *bytes = arena_alloc(arena, READ_MAX_BYTES);
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  FILE *file = fdopen(fd, "wb");
  write_pgm(code, file);
  assert_int_equal(fclose(file), 0);
  snprintf(command, sizeof command, "zbarimg -q --nodbus --raw --oneshot -Sdisable -Sqrcode.enable %s", path);
  FILE *pipe = popen(command, "r");
  assert_non_null(pipe);
  size_t count = fread(bytes, 1, READ_MAX_BYTES, pipe);
  assert_int_equal(pclose(pipe), 0);
  unlink(path);
  return (Str){bytes, count > 0 && bytes[count - 1] == '\n' ? count - 1 : count};
}

static void what_is_encoded_is_read_back(void **state) {
  (void)state;
  static const char *const texts[] = {
      "A",
      "https://example.no/s?t=01ARZ3NDEKTSV4RRFFQ69G5FAV&e=samling-2026",
      "https://example.no/r%C3%B8yken?lower=and&UPPER=CASE",
      "https://example.no/røyken/опитування",
      "0123456789012345678901234567890123456789",
  };
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    Arena *arena = arena_new(0);
    Err err = {0};
    QrCode code;
    assert_int_equal(qr_encode(arena, str_from(texts[i]), &code, &err), STATUS_OK);
    assert_int_equal(code.side % 4, 1); /* 17 + 4 * version */
    Str read = decode(arena, &code);
    if (!str_is(read, texts[i])) fail_msg("%s was read as " STR_FMT, texts[i], STR_ARG(read));
    arena_free(arena);
  }
}

/* The code's own format bits (ISO/IEC 18004, 7.9): 00 in the first two, once unmasked, is level M. */
static void level_m_is_used(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  QrCode code;
  assert_int_equal(qr_encode(arena, STR("https://example.no/s?t=01ARZ3NDEKTSV4RRFFQ69G5FAV"), &code, NULL), STATUS_OK);
  int first = is_dark(&code, 0, 8), second = is_dark(&code, 1, 8);
  assert_int_equal((first << 1 | second) ^ 2 /* the mask 101010000010010 */, 0);
  arena_free(arena);
}

/* A sticker, a reflection, a scratch: level M repairs about 15 %. */
static void a_scratched_code_is_still_read(void **state) {
  (void)state;
  static const char text[] = "https://example.no/s?t=01ARZ3NDEKTSV4RRFFQ69G5FAV&e=samling-2026";
  Arena *arena = arena_new(0);
  QrCode code;
  assert_int_equal(qr_encode(arena, str_from(text), &code, NULL), STATUS_OK);
  uint8_t *scratched = arena_alloc(arena, (size_t)(code.side * code.side));
  memcpy(scratched, code.modules, (size_t)(code.side * code.side));
  for (int y = 14; y < 18; y++)
    for (int x = 14; x < 18; x++)
      scratched[y * code.side + x] ^= 1;
  code.modules = scratched;
  assert_true(str_is(decode(arena, &code), text));
  arena_free(arena);
}

static void what_cannot_be_encoded_is_said(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  char *long_text = arena_alloc(arena, 3000);
  memset(long_text, 'x', 3000);
  const struct {
    Str text;
    Status status;
    const char *code;
  } cases[] = {
      {{NULL, 0}, STATUS_INPUT, "qr-empty"},
      {{"a\0b", 3}, STATUS_INPUT, "qr-empty"},
      {{long_text, 3000}, STATUS_INPUT, "qr-too-long"},
      {{long_text, 2331}, STATUS_OK, ""}, /* the most that level M holds */
      {{long_text, 2332}, STATUS_INPUT, "qr-too-long"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Err err = {0};
    QrCode code;
    assert_int_equal(qr_encode(arena, cases[i].text, &code, &err), cases[i].status);
    assert_string_equal(err.code, cases[i].code);
    assert_true((code.modules != NULL) == (cases[i].status == STATUS_OK));
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_encoded_is_read_back),
      cmocka_unit_test(level_m_is_used),
      cmocka_unit_test(a_scratched_code_is_still_read),
      cmocka_unit_test(what_cannot_be_encoded_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
