#include "fonts.h"

enum { SMALLEST_PX = 4, CAP_SAMPLE_PX = 96 };

static OpenFont *place_for(Fonts *fonts) {
  OpenFont *oldest = &fonts->open[0];
  for (size_t i = 0; i < COUNT_OF(fonts->open); i++) {
    if (!fonts->open[i].font) return &fonts->open[i];
    if (fonts->open[i].used_at < oldest->used_at) oldest = &fonts->open[i];
  }
  TTF_CloseFont(oldest->font);
  oldest->font = NULL;
  return oldest;
}

static TTF_Font *open_face(const Face *face, int size_px) {
  TTF_Font *font = TTF_OpenFontIndex(face->path, size_px, face->index_in_file);
  if (font) TTF_SetFontHinting(font, TTF_HINTING_LIGHT); /* keeps shapes and widths, only aligns to the lines of pixels */
  return font;
}

TTF_Font *fonts_at_size(Fonts *fonts, int face_ix, int size_px) {
  size_px = size_px < SMALLEST_PX ? SMALLEST_PX : size_px;
  fonts->now++;
  for (size_t i = 0; i < COUNT_OF(fonts->open); i++) {
    OpenFont *slot = &fonts->open[i];
    if (slot->font && slot->face_ix == face_ix && slot->size_px == size_px) {
      slot->used_at = fonts->now;
      return slot->font;
    }
  }
  const Face *face = &fonts->faces.items[face_ix];
  TTF_Font *font = open_face(face, size_px);
  if (!font) {
    log_line(LOG_ERROR, "platform", "the font %s cannot be opened at %d px: %s", face->path, size_px, TTF_GetError());
    return NULL;
  }
  *place_for(fonts) = (OpenFont){face_ix, size_px, font, fonts->now};
  return font;
}

/* At a size where rounding to whole pixels is small. */
static double measure_cap_ratio(Fonts *fonts) {
  TTF_Font *font = open_face(&fonts->faces.items[FONT_REGULAR], CAP_SAMPLE_PX);
  int top = 0;
  bool measured = font && TTF_GlyphMetrics32(font, 'H', NULL, NULL, NULL, &top, NULL) == 0 && top > 0;
  if (font) TTF_CloseFont(font);
  return measured ? (double)top / CAP_SAMPLE_PX : 0;
}

Status fonts_open(Fonts *fonts, const char *family, Err *err) {
  *fonts = (Fonts){0};
  if (faces_open(&fonts->faces, family, err) != STATUS_OK) return err->status;
  fonts->cap_ratio = measure_cap_ratio(fonts);
  if (fonts->cap_ratio <= 0)
    return err_set(err, STATUS_WORLD, "no-font",
                   "the font %s cannot be used (%s); install the package fonts-inter, or name another font in the theme",
                   fonts->faces.items[FONT_REGULAR].path, TTF_GetError());
  return STATUS_OK;
}

void fonts_close(Fonts *fonts) {
  for (size_t i = 0; i < COUNT_OF(fonts->open); i++)
    if (fonts->open[i].font) TTF_CloseFont(fonts->open[i].font);
  faces_close(&fonts->faces);
  *fonts = (Fonts){0};
}

int fonts_ascent(Fonts *fonts, int size_px, FontWeight weight) {
  TTF_Font *font = fonts_at_size(fonts, (int)weight, size_px);
  return font ? TTF_FontAscent(font) : size_px;
}

int fonts_height(Fonts *fonts, int size_px, FontWeight weight) {
  TTF_Font *font = fonts_at_size(fonts, (int)weight, size_px);
  return font ? TTF_FontHeight(font) : size_px + size_px / 4;
}
