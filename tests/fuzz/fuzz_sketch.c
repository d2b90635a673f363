/* Any bytes: no sketch, or one whose strokes lie on its paper, say the same text again and make a picture. */
#include "sketch.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static size_t check_strokes(const Sketch *sketch) {
  size_t points = 0;
  for (size_t i = 0; i < sketch->count; i++) {
    const SketchStroke *stroke = &sketch->strokes[i];
    BUG_UNLESS(stroke->count > 0);
    points += stroke->count;
    for (size_t j = 0; j < stroke->count; j++) {
      Point point = stroke->points[j];
      BUG_UNLESS(point.x >= 0 && point.x <= (float)sketch->width && point.y >= 0 && point.y <= (float)sketch->height);
    }
  }
  return points;
}

static bool count_bytes(void *context, const char *bytes, size_t count) {
  (void)bytes;
  *(size_t *)context += count;
  return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  Arena *arena = arena_new(0);
  Str text = {(const char *)bytes, count};
  Sketch sketch;
  bool read = sketch_read(arena, text, &sketch);
  BUG_UNLESS(read == (sketch_height(text) > 0));
  if (read) {
    BUG_UNLESS(check_strokes(&sketch) == sketch.point_count);
    BUG_UNLESS(str_equal(sketch_text(arena, &sketch), text));
    size_t written = 0;
    Sink sink = {.write = count_bytes, .context = &written};
    sketch_png(&sketch, 64, &sink);
    BUG_UNLESS(written > 0);
  }
  arena_free(arena);
  return 0;
}
