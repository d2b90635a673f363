/* The text of a sketch. There is one way only to write a number, so equal strokes are equal texts. */
#include "sketch.h"

#include <math.h>

static const int heights[] = {SKETCH_SIGNATURE_HEIGHT, SKETCH_DRAWING_HEIGHT};

typedef struct Reader {
  Str text;
  size_t at;
} Reader;

static bool read_char(Reader *reader, char wanted) {
  if (reader->at == reader->text.len || reader->text.ptr[reader->at] != wanted) return false;
  reader->at++;
  return true;
}

/* 0 .. most, without a sign and without zeros in front. */
static bool read_units(Reader *reader, int most, int *out) {
  size_t first = reader->at;
  int units = 0;
  for (; reader->at < reader->text.len; reader->at++) {
    char c = reader->text.ptr[reader->at];
    if (c < '0' || c > '9') break;
    units = 10 * units + (c - '0');
    if (units > most || (reader->at > first && reader->text.ptr[first] == '0')) return false;
  }
  *out = units;
  return reader->at > first;
}

static bool read_paper(Reader *reader, Sketch *out) {
  if (!read_units(reader, SKETCH_WIDTH, &out->width) || out->width != SKETCH_WIDTH) return false;
  if (!read_char(reader, 'x') || !read_units(reader, SKETCH_DRAWING_HEIGHT, &out->height)) return false;
  for (size_t i = 0; i < COUNT_OF(heights); i++)
    if (out->height == heights[i]) return true;
  return false;
}

static bool read_point(Reader *reader, const Sketch *paper, Point *out) {
  int x, y;
  if (!read_units(reader, paper->width, &x) || !read_char(reader, ',') || !read_units(reader, paper->height, &y)) return false;
  *out = (Point){(float)x, (float)y};
  return true;
}

/* Goes through the text, and keeps what it says where there is room for it: none (NULL), or enough. */
static bool read_all(Str text, Point *points, SketchStroke *strokes, Sketch *out) {
  Reader reader = {text, 0};
  *out = (Sketch){.strokes = strokes};
  if (!read_paper(&reader, out) || !read_char(&reader, ';')) return false;
  do {
    size_t first = out->point_count;
    do {
      Point point;
      if (out->point_count == SKETCH_POINTS_MAX || !read_point(&reader, out, &point)) return false;
      if (points) points[out->point_count] = point;
      out->point_count++;
    } while (read_char(&reader, ' '));
    if (strokes) strokes[out->count] = (SketchStroke){points + first, out->point_count - first};
    out->count++;
  } while (read_char(&reader, ';'));
  return reader.at == text.len;
}

int sketch_height(Str text) {
  Sketch sketch;
  return read_all(text, NULL, NULL, &sketch) ? sketch.height : 0;
}

bool sketch_read(Arena *arena, Str text, Sketch *out) {
  if (!read_all(text, NULL, NULL, out)) return false;
  Point *points = ARENA_ARRAY(arena, Point, out->point_count);
  SketchStroke *strokes = ARENA_ARRAY(arena, SketchStroke, out->count);
  return read_all(text, points, strokes, out);
}

static int whole_units(float along, int most) {
  return (int)lroundf(fminf(fmaxf(along, 0), (float)most)); /* fmaxf makes 0 of what is no number */
}

Str sketch_text(Arena *arena, const Sketch *sketch) {
  if (sketch->count == 0) return (Str){0};
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_printf(&sink, "%dx%d", sketch->width, sketch->height);
  for (size_t i = 0; i < sketch->count; i++) {
    const SketchStroke *stroke = &sketch->strokes[i];
    for (size_t j = 0; j < stroke->count; j++) {
      Point point = stroke->points[j];
      sink_printf(&sink, "%c%d,%d", j == 0 ? ';' : ' ', whole_units(point.x, sketch->width), whole_units(point.y, sketch->height));
    }
  }
  return buffer_view(&buffer);
}
