#include "text.h"

#include "text_runs.h"

#include <stdlib.h>
#include <string.h>

enum { SCRATCH_BYTES = 32 * 1024 };

/* The run's font, told how to shape the run. NULL: it cannot be opened. */
static TTF_Font *font_for(Fonts *fonts, const TextRun *run, int size_px) {
  TTF_Font *font = fonts_at_size(fonts, run->face_ix, size_px);
  if (font) {
    TTF_SetFontDirection(font, run->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, run->script);
  }
  return font;
}

static int run_width(Fonts *fonts, const TextRun *run, int size_px) {
  TTF_Font *font = font_for(fonts, run, size_px);
  int width_px = 0;
  return font && TTF_SizeUTF8(font, run->text, &width_px, NULL) == 0 ? width_px : 0;
}

/* Coverage of one run, 8 bits a pixel; NULL when it has none. */
static SDL_Surface *run_surface(Fonts *fonts, const TextRun *run, int size_px) {
  static const SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
  TTF_Font *font = font_for(fonts, run, size_px);
  /* Shaded from black to white, a pixel's index in the palette is its coverage. */
  return font ? TTF_RenderUTF8_Shaded(font, run->text, white, black) : NULL;
}

typedef struct Piece {
  SDL_Surface *surface; /* NULL: nothing to be seen */
  Rect box;             /* where its ink stands in the line */
} Piece;

static const uint8_t *surface_row(const SDL_Surface *surface, int y) {
  return (const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch;
}

static bool row_has_ink(const SDL_Surface *surface, int y) {
  const uint8_t *row = surface_row(surface, y);
  for (int x = 0; x < surface->w; x++)
    if (row[x]) return true;
  return false;
}

/* Empty rows above and below the letters are a third of a line: not worth keeping. */
static Rect ink_of(const SDL_Surface *surface) {
  int top = 0, bottom = surface->h;
  while (top < bottom && !row_has_ink(surface, top))
    top++;
  while (bottom > top && !row_has_ink(surface, bottom - 1))
    bottom--;
  return (Rect){0, top, surface->w, bottom - top};
}

static void copy_ink(uint8_t *coverage, Rect all, const Piece *piece, int surface_top) {
  for (int y = piece->box.y; y < piece->box.y + piece->box.h; y++) {
    const uint8_t *from = surface_row(piece->surface, y - surface_top);
    uint8_t *to = coverage + (size_t)(y - all.y) * (size_t)all.w + (piece->box.x - all.x);
    for (int x = 0; x < piece->box.w; x++) /* neighbours may reach into each other */
      to[x] = from[x] > to[x] ? from[x] : to[x];
  }
}

static TextPicture join(const Piece *pieces, const int *tops, size_t count) {
  TextPicture picture = {0};
  for (size_t i = 0; i < count; i++)
    picture.box = rect_union(picture.box, pieces[i].box);
  if (rect_is_empty(picture.box)) return picture;
  picture.coverage = calloc((size_t)picture.box.w, (size_t)picture.box.h);
  if (!picture.coverage) BUG("out of memory");
  for (size_t i = 0; i < count; i++)
    if (!rect_is_empty(pieces[i].box)) copy_ink(picture.coverage, picture.box, &pieces[i], tops[i]);
  return picture;
}

static TextPicture render(TextMaker *text, Str line, int size_px, FontWeight weight, bool rtl) {
  TextRun *runs = NULL;
  size_t count = text_runs(text->scratch, &text->fonts.faces, line, weight, rtl ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT, &runs);
  Piece *pieces = ARENA_ARRAY(text->scratch, Piece, count + 1);
  int *tops = ARENA_ARRAY(text->scratch, int, count + 1);
  int baseline = fonts_ascent(&text->fonts, size_px, weight), x = 0;
  for (size_t i = 0; i < count; i++) {
    SDL_Surface *surface = run_surface(&text->fonts, &runs[i], size_px);
    if (!surface) continue;
    /* All fonts of a line stand on the line's own baseline. */
    tops[i] = baseline - TTF_FontAscent(fonts_at_size(&text->fonts, runs[i].face_ix, size_px));
    Rect ink = ink_of(surface);
    pieces[i] = (Piece){surface, {x, tops[i] + ink.y, ink.w, ink.h}};
    x += surface->w;
  }
  TextPicture picture = join(pieces, tops, count);
  for (size_t i = 0; i < count; i++)
    SDL_FreeSurface(pieces[i].surface);
  arena_rewind(text->scratch);
  return picture;
}

Status text_open(TextMaker *text, const char *family, Err *err) {
  text->scratch = arena_new(SCRATCH_BYTES);
  return fonts_open(&text->fonts, family, err);
}

void text_close(TextMaker *text) {
  text_wipe(text);
  fonts_close(&text->fonts);
  arena_free(text->scratch);
  text->scratch = NULL;
}

int text_width(TextMaker *text, Str line, int size_px, FontWeight weight) {
  uint64_t key = width_cache_key(line, size_px, weight);
  int width_px = 0;
  if (width_cache_find(&text->widths, key, line.len, &width_px)) return width_px;
  TextRun *runs = NULL;
  size_t count = text_runs(text->scratch, &text->fonts.faces, line, weight, TEXT_AS_ITS_FIRST_LETTER, &runs);
  for (size_t i = 0; i < count; i++)
    width_px += run_width(&text->fonts, &runs[i], size_px);
  arena_rewind(text->scratch);
  width_cache_keep(&text->widths, key, line.len, width_px);
  return width_px;
}

const TextPicture *text_picture(TextMaker *text, Str line, int size_px, FontWeight weight, bool rtl) {
  uint64_t key = text_cache_key(line, size_px, weight, rtl);
  const TextPicture *known = text_cache_find(&text->pictures, key, line.len);
  return known ? known : text_cache_take(&text->pictures, key, line.len, render(text, line, size_px, weight, rtl));
}

void text_wipe(TextMaker *text) {
  text_cache_wipe(&text->pictures);
  width_cache_wipe(&text->widths);
}
