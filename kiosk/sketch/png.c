/* The picture of a sketch. It is made in bands of a few rows: each first gathers the largest share that any piece of a stroke covers
 * of a pixel, so that joins and crossings are as smooth as the rest. Whatever libpng and zlib need lies in an arena, which is wiped:
 * a signature leaves nothing in memory that was given back. */
#include "sketch.h"

#include <math.h>
#include <png.h>

enum { BAND_ROWS = 32, WIDTH_LEAST_PX = 16, WIDTH_MOST_PX = 4096 };

typedef struct Band {
  uint8_t *covered; /* rows of width_px, 0 .. 255 */
  int width_px, top_px, rows;
} Band;

/* A straight piece of a stroke, in pixels; both ends are round. */
typedef struct Piece {
  Point from, along;
  float inverse_length2; /* 0: a dot */
  float half_px;         /* its width */
} Piece;

static Piece piece_between(Point from, Point to, float half_px) {
  Point along = {to.x - from.x, to.y - from.y};
  float length2 = along.x * along.x + along.y * along.y;
  return (Piece){from, along, length2 > 0 ? 1 / length2 : 0, half_px};
}

static float distance(const Piece *piece, float x, float y) {
  float dx = x - piece->from.x, dy = y - piece->from.y;
  float t = fminf(fmaxf((dx * piece->along.x + dy * piece->along.y) * piece->inverse_length2, 0), 1);
  dx -= piece->along.x * t;
  dy -= piece->along.y * t;
  return sqrtf(dx * dx + dy * dy);
}

/* Pixels from first up to end that a piece can reach along one axis. */
static void reach(float from, float along, float by, int low, int high, int *first, int *end) {
  *first = (int)floorf(fmaxf(fminf(from, from + along) - by, (float)low));
  *end = (int)ceilf(fminf(fmaxf(from, from + along) + by, (float)high));
}

/* The pixels of a row beside the stretch of the piece that is near enough to it: a scribble from corner to corner must not cost the
 * whole paper at each stroke. */
static void reach_in_row(const Piece *piece, float y, float by, int width_px, int *left, int *right) {
  float first = 0, last = 1;
  if (piece->along.y != 0) {
    float near = (y - by - piece->from.y) / piece->along.y, far = (y + by - piece->from.y) / piece->along.y;
    first = fmaxf(fminf(near, far), 0);
    last = fminf(fmaxf(near, far), 1);
  }
  reach(piece->from.x + piece->along.x * first, piece->along.x * (last - first), by, 0, width_px, left, right);
}

static void cover(const Band *band, const Piece *piece) {
  float by = piece->half_px + 0.5F;
  int left, right, top, bottom;
  reach(piece->from.y, piece->along.y, by, band->top_px, band->top_px + band->rows, &top, &bottom);
  for (int y = top; y < bottom; y++) {
    reach_in_row(piece, (float)y + 0.5F, by, band->width_px, &left, &right);
    uint8_t *row = band->covered + (size_t)(y - band->top_px) * (size_t)band->width_px;
    for (int x = left; x < right; x++) {
      if (row[x] == 255) continue;
      float share = fminf(fmaxf(by - distance(piece, (float)x + 0.5F, (float)y + 0.5F), 0), 1);
      uint8_t covered = (uint8_t)(share * 255 + 0.5F);
      if (covered > row[x]) row[x] = covered;
    }
  }
}

static void cover_strokes(const Band *band, const Sketch *sketch, float px_per_unit) {
  float half_px = fmaxf((float)SKETCH_STROKE_UNITS * px_per_unit, 1) / 2; /* never so thin that it fades away */
  for (size_t i = 0; i < sketch->count; i++) {
    const SketchStroke *stroke = &sketch->strokes[i];
    for (size_t j = 0; j < stroke->count; j++) {
      Point from = stroke->points[j], to = stroke->points[j + 1 < stroke->count ? j + 1 : j];
      Piece piece = piece_between((Point){from.x * px_per_unit, from.y * px_per_unit},
                                  (Point){to.x * px_per_unit, to.y * px_per_unit}, half_px);
      cover(band, &piece);
    }
  }
}

static void band_clear(const Band *band) {
  memory_wipe(band->covered, (size_t)band->width_px * (size_t)band->rows);
}

/* Black ink on white: what is covered is dark. */
static void band_write(const Band *band, png_structp png) {
  size_t pixels = (size_t)band->width_px * (size_t)band->rows;
  for (size_t i = 0; i < pixels; i++)
    band->covered[i] = (uint8_t)(255 - band->covered[i]);
  for (int y = 0; y < band->rows; y++)
    png_write_row(png, band->covered + (size_t)y * (size_t)band->width_px);
}

static png_voidp take_memory(png_structp png, png_alloc_size_t bytes) {
  return arena_alloc(png_get_mem_ptr(png), bytes);
}

static void keep_memory(png_structp png, png_voidp memory) { /* until the picture is done */
  (void)png;
  (void)memory;
}

static void write_bytes(png_structp png, png_bytep bytes, size_t count) {
  sink_bytes(png_get_io_ptr(png), (const char *)bytes, count);
}

static void flush_nothing(png_structp png) {
  (void)png;
}

/* The sink keeps its errors to itself and the arena never refuses, so nothing is left that libpng could complain of. */
static PNG_NORETURN void complain(png_structp png, png_const_charp what) {
  (void)png;
  BUG(what);
}

static png_structp png_begin(Arena *arena, png_infop *info, int width_px, int height_px, Sink *sink) {
  png_structp png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, NULL, complain, NULL, arena, take_memory, keep_memory);
  BUG_UNLESS(png != NULL);
  *info = png_create_info_struct(png);
  png_set_write_fn(png, sink, write_bytes, flush_nothing);
  png_set_IHDR(png, *info, (png_uint_32)width_px, (png_uint_32)height_px, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, 0, PNG_FILTER_NONE); /* nearly all of it is white: a filter would only disturb that */
  png_write_info(png, *info);
  return png;
}

void sketch_png(const Sketch *sketch, int width_px, Sink *sink) {
  BUG_UNLESS(width_px >= WIDTH_LEAST_PX && width_px <= WIDTH_MOST_PX);
  float px_per_unit = (float)width_px / (float)sketch->width;
  int height_px = (int)lroundf((float)sketch->height * px_per_unit);
  Arena *arena = arena_new(0);
  png_infop info;
  png_structp png = png_begin(arena, &info, width_px, height_px, sink);
  Band band = {.covered = ARENA_ARRAY(arena, uint8_t, (size_t)width_px * BAND_ROWS), .width_px = width_px};
  for (; band.top_px < height_px; band.top_px += BAND_ROWS) {
    band.rows = height_px - band.top_px < BAND_ROWS ? height_px - band.top_px : BAND_ROWS;
    band_clear(&band);
    cover_strokes(&band, sketch, px_per_unit);
    band_write(&band, png);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  arena_free(arena);
}

Str sketch_picture(Arena *arena, Str text) {
  Str name;
  if (sketch_typed(text, &name)) return arena_str(arena, name);
  Sketch sketch;
  bool is_sketch = sketch_read(arena, text, &sketch);
  BUG_UNLESS(is_sketch);
  Buffer picture = buffer_new(arena);
  Sink sink = sink_to_buffer(&picture);
  sketch_png(&sketch, SKETCH_PICTURE_WIDTH_PX, &sink);
  return buffer_view(&picture);
}
