#include "text.h"

#include "glyph.h"
#include "text_shape.h"

#include <stdlib.h>

enum { SCRATCH_BYTES = 64 * 1024, UNITS_PER_PX = 64, PHASE_UNITS = UNITS_PER_PX / GLYPH_PHASES };

/* look: all that decides what comes out, but for the text. Never 0. */
static uint64_t key_of(Str text, const int *look, size_t look_count) {
  uint64_t key = draw_hash(draw_hash(DRAW_HASH_SEED, look, look_count * sizeof *look), text.ptr, text.len);
  return key ? key : 1;
}

typedef struct Pen { /* where a glyph is put: the pixel, and the part of it */
  int x_px, y_px, phase;
} Pen;

static Pen pen_at(const ShapedGlyph *glyph, int baseline_px) {
  int32_t x = glyph->x + PHASE_UNITS / 2, whole = x - (x & (UNITS_PER_PX - 1));
  int32_t up = glyph->y + UNITS_PER_PX / 2;
  return (Pen){.x_px = whole / UNITS_PER_PX,
               .y_px = baseline_px - (up - (up & (UNITS_PER_PX - 1))) / UNITS_PER_PX,
               .phase = (x - whole) / PHASE_UNITS};
}

/* Borrowed until the next call. */
static const Picture *picture_of(TextMaker *text, const ShapedGlyph *glyph, int size_px, int phase) {
  const int look[] = {glyph->face_ix, size_px, phase, (int)glyph->glyph};
  uint64_t key = key_of((Str){0}, look, COUNT_OF(look)), check = (uint64_t)glyph->glyph << 16 | (uint64_t)(size_px & 0xffff);
  const Picture *known = picture_cache_find(&text->glyphs, key, check);
  if (known) return known;
  return picture_cache_take(&text->glyphs, key, check, glyph_picture(&text->fonts, glyph->face_ix, glyph->glyph, size_px, phase));
}

static Rect moved(Rect r, const Pen *pen) {
  return (Rect){r.x + pen->x_px, r.y + pen->y_px, r.w, r.h};
}

/* Neighbours may reach into each other. */
static void add_coverage(Picture *line, Rect at, const uint8_t *coverage) {
  for (int y = 0; y < at.h; y++) {
    const uint8_t *from = coverage + (size_t)y * (size_t)at.w;
    uint8_t *to = line->coverage + (size_t)(at.y - line->box.y + y) * (size_t)line->box.w + (at.x - line->box.x);
    for (int x = 0; x < at.w; x++)
      to[x] = from[x] > to[x] ? from[x] : to[x];
  }
}

static void add_pixels(Picture *line, Rect at, const uint32_t *pixels) {
  for (int y = 0; y < at.h; y++) {
    const uint32_t *from = pixels + (size_t)y * (size_t)at.w;
    uint32_t *to =
        line->pixels + (size_t)(at.y - line->colour_box.y + y) * (size_t)line->colour_box.w + (at.x - line->colour_box.x);
    for (int x = 0; x < at.w; x++)
      if (from[x]) to[x] = from[x];
  }
}

static void *zeroed(Rect box, size_t item_bytes) {
  if (rect_is_empty(box)) return NULL;
  void *memory = calloc((size_t)box.w * (size_t)box.h, item_bytes);
  if (!memory) BUG("out of memory");
  return memory;
}

/* Twice over the glyphs: how much they cover, then what they look like. The second time they are mostly found in the cache. */
static Picture render(TextMaker *text, Str chars, int size_px, FontWeight weight, bool rtl) {
  ShapedLine line = text_shape(text->scratch, &text->fonts, chars, size_px, weight, rtl ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT);
  int baseline_px = fonts_ascent(&text->fonts, size_px, weight); /* all fonts of a line stand on the line's own */
  Picture all = {0};
  for (size_t i = 0; i < line.glyph_count; i++) {
    Pen pen = pen_at(&line.glyphs[i], baseline_px);
    const Picture *glyph = picture_of(text, &line.glyphs[i], size_px, pen.phase);
    if (glyph->coverage) all.box = rect_union(all.box, moved(glyph->box, &pen));
    if (glyph->pixels) all.colour_box = rect_union(all.colour_box, moved(glyph->colour_box, &pen));
  }
  all.coverage = zeroed(all.box, sizeof *all.coverage);
  all.pixels = zeroed(all.colour_box, sizeof *all.pixels);
  for (size_t i = 0; i < line.glyph_count; i++) {
    Pen pen = pen_at(&line.glyphs[i], baseline_px);
    const Picture *glyph = picture_of(text, &line.glyphs[i], size_px, pen.phase);
    if (glyph->coverage) add_coverage(&all, moved(glyph->box, &pen), glyph->coverage);
    if (glyph->pixels) add_pixels(&all, moved(glyph->colour_box, &pen), glyph->pixels);
  }
  arena_rewind(text->scratch);
  return all;
}

Status text_open(TextMaker *text, const char *family, Err *err) {
  text->scratch = arena_new(SCRATCH_BYTES);
  text->lines.bytes_max = TEXT_LINES_BYTES;
  text->glyphs.bytes_max = TEXT_GLYPHS_BYTES;
  return fonts_open(&text->fonts, family, err);
}

void text_close(TextMaker *text) {
  text_wipe(text);
  fonts_close(&text->fonts);
  arena_free(text->scratch);
  text->scratch = NULL;
}

int text_width(TextMaker *text, Str line, int size_px, FontWeight weight) {
  const int look[] = {size_px, (int)weight};
  uint64_t key = key_of(line, look, COUNT_OF(look));
  int width_px = 0;
  if (width_cache_find(&text->widths, key, line.len, &width_px)) return width_px;
  ShapedLine shaped = text_shape(text->scratch, &text->fonts, line, size_px, weight, TEXT_AS_ITS_FIRST_LETTER);
  width_px = shaped_width(&shaped);
  arena_rewind(text->scratch);
  width_cache_keep(&text->widths, key, line.len, width_px);
  return width_px;
}

/* Remembered as widths are: it is asked for in every picture, and FriBidi asks for memory each time. */
int text_caret(TextMaker *text, Str line, size_t at, int size_px, FontWeight weight, bool rtl) {
  const int look[] = {size_px, (int)weight, rtl, (int)at};
  uint64_t key = key_of(line, look, COUNT_OF(look));
  int x_px = 0;
  if (width_cache_find(&text->widths, key, line.len, &x_px)) return x_px;
  ShapedLine shaped = text_shape(text->scratch, &text->fonts, line, size_px, weight, rtl ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT);
  x_px = shaped_caret(&shaped, at);
  arena_rewind(text->scratch);
  width_cache_keep(&text->widths, key, line.len, x_px);
  return x_px;
}

size_t text_byte_at(TextMaker *text, Str line, int x_px, int size_px, FontWeight weight, bool rtl) {
  ShapedLine shaped = text_shape(text->scratch, &text->fonts, line, size_px, weight, rtl ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT);
  size_t at = shaped_byte_at(&shaped, x_px, rtl);
  arena_rewind(text->scratch);
  return at;
}

const Picture *text_picture(TextMaker *text, Str line, int size_px, FontWeight weight, bool rtl) {
  const int look[] = {size_px, (int)weight, rtl};
  uint64_t key = key_of(line, look, COUNT_OF(look));
  const Picture *known = picture_cache_find(&text->lines, key, line.len);
  return known ? known : picture_cache_take(&text->lines, key, line.len, render(text, line, size_px, weight, rtl));
}

void text_wipe(TextMaker *text) {
  picture_cache_wipe(&text->lines);
  picture_cache_wipe(&text->glyphs);
  width_cache_wipe(&text->widths);
}
