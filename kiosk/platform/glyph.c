#include "glyph.h"

#include "image_file.h"

#include <freetype/ftoutln.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *memory_for(Rect box, size_t item_bytes) {
  void *memory = calloc((size_t)box.w * (size_t)box.h, item_bytes);
  if (!memory) BUG("out of memory");
  return memory;
}

static const uint8_t *bitmap_row(const FT_Bitmap *bitmap, int y) {
  return bitmap->buffer + (ptrdiff_t)y * bitmap->pitch;
}

static Picture shaped_by_coverage(const FT_GlyphSlotRec *slot) {
  const FT_Bitmap *bitmap = &slot->bitmap;
  Picture picture = {.box = {slot->bitmap_left, -slot->bitmap_top, (int)bitmap->width, (int)bitmap->rows}};
  if (rect_is_empty(picture.box) || bitmap->pixel_mode != FT_PIXEL_MODE_GRAY) return (Picture){0};
  picture.coverage = memory_for(picture.box, 1);
  for (int y = 0; y < picture.box.h; y++)
    memcpy(picture.coverage + (size_t)y * (size_t)picture.box.w, bitmap_row(bitmap, y), (size_t)picture.box.w);
  return picture;
}

static uint32_t *copy_pixels(const FT_Bitmap *bitmap) {
  Rect all = {0, 0, (int)bitmap->width, (int)bitmap->rows};
  uint32_t *pixels = memory_for(all, sizeof *pixels), *to = pixels;
  for (int y = 0; y < all.h; y++) {
    const uint8_t *bgra = bitmap_row(bitmap, y); /* multiplied by their alpha already */
    for (int x = 0; x < all.w; x++, bgra += 4)
      *to++ = (uint32_t)bgra[3] << 24 | (uint32_t)bgra[2] << 16 | (uint32_t)bgra[1] << 8 | bgra[0];
  }
  return pixels;
}

/* by: how much larger it is shown than the font has it. */
static Picture coloured(const FT_GlyphSlotRec *slot, double by) {
  const FT_Bitmap *bitmap = &slot->bitmap;
  Rect box = {(int)lround(slot->bitmap_left * by), (int)lround(-slot->bitmap_top * by), (int)lround(bitmap->width * by),
              (int)lround(bitmap->rows * by)};
  if (rect_is_empty(box)) return (Picture){0};
  Picture picture = {.colour_box = box, .pixels = memory_for(box, sizeof *picture.pixels)};
  uint32_t *whole = copy_pixels(bitmap);
  image_resample(whole, (int)bitmap->width, (int)bitmap->rows, picture.pixels, box.w, box.h);
  free(whole);
  return picture;
}

Picture glyph_picture(Fonts *fonts, int face_ix, uint32_t glyph, int size_px, int phase) {
  FT_Face face = fonts_outlines(fonts, face_ix, size_px);
  if (!face) return (Picture){0};
  bool scalable = FT_IS_SCALABLE(face);
  /* Light hinting keeps shapes and widths, and only aligns to the lines of pixels. */
  FT_Int32 flags = FT_LOAD_TARGET_LIGHT | (FT_HAS_COLOR(face) ? FT_LOAD_COLOR : FT_LOAD_NO_BITMAP);
  if (FT_Load_Glyph(face, glyph, flags) != 0) return (Picture){0};
  if (face->glyph->format == FT_GLYPH_FORMAT_OUTLINE) FT_Outline_Translate(&face->glyph->outline, phase * 64 / GLYPH_PHASES, 0);
  if (face->glyph->format != FT_GLYPH_FORMAT_BITMAP && FT_Render_Glyph(face->glyph, FT_RENDER_MODE_LIGHT) != 0) return (Picture){0};
  if (face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_BGRA) return shaped_by_coverage(face->glyph);
  return coloured(face->glyph, scalable ? 1 : (double)size_px / face->size->metrics.y_ppem);
}
