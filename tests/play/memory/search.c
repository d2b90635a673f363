#define _GNU_SOURCE
#include "search.h"

#include <hb.h>
#include <math.h>
#include <string.h>

enum { LETTERS_MAX = 64, STRIDE_MAX = 128 };

static void note(Found *found, const Region *region, size_t at, const char *shape) {
  if (found->count++ == 0) {
    found->first_address = region->address + at;
    found->first_region = region->name;
    found->shape = shape;
  }
}

static void find_bytes(Found *found, const Regions *regions, const void *bytes, size_t count, const char *shape) {
  for (size_t i = 0; i < regions->count; i++) {
    const Region *region = &regions->items[i];
    const unsigned char *at = region->bytes, *end = region->bytes + region->count;
    while ((at = memmem(at, (size_t)(end - at), bytes, count)) != NULL) {
      note(found, region, (size_t)(at - region->bytes), shape);
      at++;
    }
  }
}

static uint32_t word_at(const unsigned char *bytes) {
  uint32_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/* The numbers at one distance from each other, whatever stands between: fields of a record per letter. */
static void find_spaced(Found *found, const Regions *regions, const uint32_t numbers[PIECE_LETTERS], const char *shape) {
  for (size_t i = 0; i < regions->count; i++) {
    const Region *region = &regions->items[i];
    for (size_t at = 0; at + sizeof(uint32_t) <= region->count; at += sizeof(uint32_t)) {
      if (word_at(region->bytes + at) != numbers[0]) continue;
      for (size_t stride = sizeof(uint32_t); stride <= STRIDE_MAX; stride += sizeof(uint32_t)) {
        size_t n = 1;
        while (n < PIECE_LETTERS && at + n * stride + sizeof(uint32_t) <= region->count &&
               word_at(region->bytes + at + n * stride) == numbers[n])
          n++;
        if (n == PIECE_LETTERS) note(found, region, at, shape);
      }
    }
  }
}

static size_t decode(const char *word, uint32_t *cps) {
  hb_buffer_t *buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, word, -1, 0, -1);
  unsigned count = 0;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  if (count > LETTERS_MAX) count = LETTERS_MAX;
  for (unsigned i = 0; i < count; i++)
    cps[i] = infos[i].codepoint;
  hb_buffer_destroy(buffer);
  return count;
}

static size_t utf8(const uint32_t *cps, size_t count, unsigned char *out) {
  unsigned char *at = out;
  for (size_t i = 0; i < count; i++) {
    uint32_t c = cps[i];
    if (c < 0x80) {
      *at++ = (unsigned char)c;
    } else if (c < 0x800) {
      *at++ = (unsigned char)(0xC0 | c >> 6);
      *at++ = (unsigned char)(0x80 | (c & 0x3F));
    } else {
      *at++ = (unsigned char)(0xE0 | c >> 12);
      *at++ = (unsigned char)(0x80 | (c >> 6 & 0x3F));
      *at++ = (unsigned char)(0x80 | (c & 0x3F));
    }
  }
  return (size_t)(at - out);
}

/* The glyphs that a font has for them one by one; false: it lacks one. */
static bool glyphs_of(const char *path, const uint32_t *cps, uint32_t *glyphs) {
  hb_blob_t *file = hb_blob_create_from_file(path);
  hb_face_t *face = hb_face_create(file, 0);
  hb_font_t *font = hb_font_create(face);
  bool all = true;
  for (size_t i = 0; i < PIECE_LETTERS; i++)
    all = hb_font_get_nominal_glyph(font, cps[i], &glyphs[i]) && all;
  hb_font_destroy(font);
  hb_face_destroy(face);
  hb_blob_destroy(file);
  return all;
}

static void find_piece(Found *found, const Regions *regions, const uint32_t *cps) {
  unsigned char bytes[PIECE_LETTERS * 4];
  uint16_t units[PIECE_LETTERS];
  uint32_t glyphs[PIECE_LETTERS];
  for (size_t i = 0; i < PIECE_LETTERS; i++)
    units[i] = (uint16_t)cps[i];
  find_bytes(found, regions, bytes, utf8(cps, PIECE_LETTERS, bytes), "UTF-8");
  find_bytes(found, regions, units, sizeof units, "UTF-16");
  find_spaced(found, regions, cps, "UTF-32 or a record per letter");
  for (size_t i = 0; i < regions->font_count; i++) {
    if (!glyphs_of(regions->fonts[i], cps, glyphs)) continue;
    find_spaced(found, regions, glyphs, "glyphs");
    for (size_t k = 0; k < PIECE_LETTERS; k++)
      units[k] = (uint16_t)glyphs[k];
    find_bytes(found, regions, units, sizeof units, "glyphs of 16 bits");
  }
}

Found search_letters(const Regions *regions, const char *word) {
  Found found = {0};
  uint32_t cps[LETTERS_MAX];
  size_t count = decode(word, cps);
  for (size_t from = 0; from + PIECE_LETTERS <= count; from++)
    find_piece(&found, regions, cps + from);
  return found;
}

Found search_bytes(const Regions *regions, const void *bytes, size_t count, const char *shape) {
  Found found = {0};
  find_bytes(&found, regions, bytes, count, shape);
  return found;
}

typedef double Reader(const unsigned char *bytes);

static double read_int(const unsigned char *bytes) {
  int32_t number;
  memcpy(&number, bytes, sizeof number);
  return number;
}

static double read_float(const unsigned char *bytes) {
  float number;
  memcpy(&number, bytes, sizeof number);
  return (double)number;
}

static double read_double(const unsigned char *bytes) {
  double number;
  memcpy(&number, bytes, sizeof number);
  return number;
}

static void find_numbers(Found *found, const Region *region, const double *numbers, size_t count, Reader *reader, size_t bytes,
                         const char *shape) {
  for (size_t at = 0; at + count * bytes <= region->count; at += 4) {
    size_t n = 0;
    while (n < count && fabs(reader(region->bytes + at + n * bytes) - numbers[n]) <= 0.5)
      n++;
    if (n == count) note(found, region, at, shape);
  }
}

Found search_numbers(const Regions *regions, const double *numbers, size_t count) {
  Found found = {0};
  for (size_t i = 0; i < regions->count; i++) {
    find_numbers(&found, &regions->items[i], numbers, count, read_int, sizeof(int32_t), "int");
    find_numbers(&found, &regions->items[i], numbers, count, read_float, sizeof(float), "float");
    find_numbers(&found, &regions->items[i], numbers, count, read_double, sizeof(double), "double");
  }
  return found;
}

static const unsigned char *skip_digits(const unsigned char *at, const unsigned char *end) {
  const unsigned char *from = at;
  while (at < end && at - from < 5 && *at >= '0' && *at <= '9')
    at++;
  return at > from ? at : NULL;
}

/* Digits and the marks between them, '#' standing for a number. */
static bool matches(const char *pattern, const unsigned char *at, const unsigned char *end) {
  for (; *pattern && at; pattern++) {
    if (*pattern == '#')
      at = skip_digits(at, end);
    else
      at = at < end && *at == (unsigned char)*pattern ? at + 1 : NULL;
  }
  return at != NULL;
}

Found search_strokes(const Regions *regions) {
  Found found = {0};
  for (size_t i = 0; i < regions->count; i++) {
    const Region *region = &regions->items[i];
    const unsigned char *end = region->bytes + region->count;
    for (const unsigned char *at = region->bytes; (at = memchr(at, 'x', (size_t)(end - at))) != NULL; at++)
      if (matches("x#;#,# #,#", at, end)) note(&found, region, (size_t)(at - region->bytes), "strokes");
  }
  return found;
}
