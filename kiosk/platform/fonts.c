#include "fonts.h"

#include <hb-ot.h>

enum { SMALLEST_PX = 4, LARGEST_PX = 4096, UNITS_PER_PX = 64 };

static int sane_size(int size_px) {
  return size_px < SMALLEST_PX ? SMALLEST_PX : size_px > LARGEST_PX ? LARGEST_PX : size_px;
}

static void complain(Fonts *fonts, int face_ix) {
  if (fonts->items[face_ix].unreadable) return;
  fonts->items[face_ix].unreadable = true;
  log_line(LOG_ERROR, "platform", "the font %s cannot be read; its letters are not shown", fonts->faces.items[face_ix].path);
}

/* Never NULL: a file that cannot be read is an empty one. */
static void open_shaper(Fonts *fonts, int face_ix) {
  Font *font = &fonts->items[face_ix];
  const Face *face = &fonts->faces.items[face_ix];
  font->file = hb_blob_create_from_file(face->path);
  if (hb_blob_get_length(font->file) == 0) complain(fonts, face_ix);
  hb_face_t *shaped = hb_face_create(font->file, (unsigned)face->index_in_file & 0xffff);
  font->shaper = hb_font_create(shaped); /* reads the tables itself: measuring needs no outlines */
  hb_face_destroy(shaped);
}

hb_font_t *fonts_shaper(Fonts *fonts, int face_ix, int size_px) {
  Font *font = &fonts->items[face_ix];
  if (!font->shaper) open_shaper(fonts, face_ix);
  int scale = sane_size(size_px) * UNITS_PER_PX;
  hb_font_set_scale(font->shaper, scale, scale);
  return font->shaper;
}

static void open_outlines(Fonts *fonts, int face_ix) {
  Font *font = &fonts->items[face_ix];
  unsigned bytes = 0;
  if (!fonts->library && FT_Init_FreeType(&fonts->library) != 0) BUG("out of memory");
  const char *data = hb_blob_get_data(font->file, &bytes);
  if (FT_New_Memory_Face(fonts->library, (const FT_Byte *)data, (FT_Long)bytes, fonts->faces.items[face_ix].index_in_file & 0xffff,
                         &font->outlines) != 0)
    font->outlines = NULL;
}

/* A font of pictures has them in a few sizes only: the one to scale is the smallest that need not grow, else the largest. */
static int nearest_strike(FT_Face outlines, int size_px) {
  int best = 0;
  for (int i = 1; i < outlines->num_fixed_sizes; i++) {
    FT_Pos now = outlines->available_sizes[best].y_ppem, other = outlines->available_sizes[i].y_ppem,
           wanted = size_px * UNITS_PER_PX;
    if (now < wanted ? other > now : other >= wanted && other < now) best = i;
  }
  return best;
}

FT_Face fonts_outlines(Fonts *fonts, int face_ix, int size_px) {
  Font *font = &fonts->items[face_ix];
  size_px = sane_size(size_px);
  if (!font->shaper) open_shaper(fonts, face_ix);
  if (!font->outlines && !font->unreadable) open_outlines(fonts, face_ix);
  if (!font->outlines) {
    complain(fonts, face_ix);
    return NULL;
  }
  if (font->outlines_px == size_px) return font->outlines;
  FT_Error failed = FT_IS_SCALABLE(font->outlines) ? FT_Set_Pixel_Sizes(font->outlines, 0, (FT_UInt)size_px)
                                                   : FT_Select_Size(font->outlines, nearest_strike(font->outlines, size_px));
  font->outlines_px = failed ? 0 : size_px;
  return failed ? NULL : font->outlines;
}

/* By how high its H is. */
static double measure_cap_ratio(Fonts *fonts) {
  enum { SAMPLE_PX = 1000 };
  hb_font_t *font = fonts_shaper(fonts, FONT_REGULAR, SAMPLE_PX);
  hb_codepoint_t glyph = 0;
  hb_glyph_extents_t extents = {0};
  bool measured = hb_font_get_nominal_glyph(font, 'H', &glyph) && hb_font_get_glyph_extents(font, glyph, &extents);
  return measured ? (double)extents.y_bearing / (SAMPLE_PX * UNITS_PER_PX) : 0;
}

Status fonts_open(Fonts *fonts, const char *family, Err *err) {
  *fonts = (Fonts){0};
  if (faces_open(&fonts->faces, family, err) != STATUS_OK) return err->status;
  fonts->buffer = hb_buffer_create();
  fonts->cap_ratio = measure_cap_ratio(fonts);
  if (fonts->cap_ratio <= 0)
    return err_set(err, STATUS_WORLD, "no-font",
                   "the font %s cannot be used; install the package fonts-inter, or name another font in the theme",
                   fonts->faces.items[FONT_REGULAR].path);
  return STATUS_OK;
}

void fonts_close(Fonts *fonts) {
  for (int i = 0; i < fonts->faces.count; i++) {
    Font *font = &fonts->items[i];
    if (font->outlines) FT_Done_Face(font->outlines); /* before the bytes it reads from */
    hb_font_destroy(font->shaper);
    hb_blob_destroy(font->file);
  }
  if (fonts->library) FT_Done_FreeType(fonts->library);
  hb_buffer_destroy(fonts->buffer);
  faces_close(&fonts->faces);
  *fonts = (Fonts){0};
}

static int whole_px(hb_position_t position) {
  return (position + UNITS_PER_PX - 1) / UNITS_PER_PX;
}

static hb_font_extents_t extents_of(Fonts *fonts, int size_px, FontWeight weight) {
  hb_font_extents_t extents = {0};
  hb_font_get_h_extents(fonts_shaper(fonts, (int)weight, size_px), &extents);
  return extents;
}

int fonts_ascent(Fonts *fonts, int size_px, FontWeight weight) {
  return whole_px(extents_of(fonts, size_px, weight).ascender);
}

int fonts_height(Fonts *fonts, int size_px, FontWeight weight) {
  hb_font_extents_t extents = extents_of(fonts, size_px, weight);
  return whole_px(extents.ascender - extents.descender);
}
