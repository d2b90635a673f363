#include "text_shape.h"

enum { UNITS_PER_PX = 64 };

typedef struct Shaper {
  Arena *arena;
  Fonts *fonts;
  int size_px;
  TextRuns runs;
  ShapedGlyph *glyphs;
  size_t glyph_count, glyph_capacity;
  ShapedGrapheme *graphemes;
  const size_t *grapheme_of; /* each code point's */
  int32_t x;                 /* where the next glyph stands */
} Shaper;

static void list_graphemes(Shaper *s) {
  const TextRuns *runs = &s->runs;
  size_t *grapheme_of = ARENA_ARRAY(s->arena, size_t, runs->count + 1), count = 0;
  s->graphemes = ARENA_ARRAY(s->arena, ShapedGrapheme, runs->count + 1);
  for (size_t i = 0; i < runs->count; i++) {
    if (runs->graphemes[i]) s->graphemes[count++].from = runs->bytes[i];
    s->graphemes[count - 1].to = runs->bytes[i + 1];
    grapheme_of[i] = count - 1;
  }
  grapheme_of[runs->count] = count;
  s->grapheme_of = grapheme_of;
}

static void add_glyph(Shaper *s, ShapedGlyph glyph) {
  if (s->glyph_count == s->glyph_capacity) {
    size_t capacity = s->glyph_capacity * 2 + s->runs.count + 8; /* mostly, there are no more glyphs than code points */
    ShapedGlyph *wider = ARENA_ARRAY(s->arena, ShapedGlyph, capacity);
    for (size_t i = 0; i < s->glyph_count; i++)
      wider[i] = s->glyphs[i];
    s->glyphs = wider;
    s->glyph_capacity = capacity;
  }
  s->glyphs[s->glyph_count++] = glyph;
}

/* The graphemes that share a glyph, such as the letters of a ligature, share its width. */
static void share_out(Shaper *s, const TextRun *run, size_t from_cp, size_t to_cp, int32_t left, int32_t right) {
  size_t first = s->grapheme_of[from_cp], last = s->grapheme_of[to_cp - 1];
  int32_t count = (int32_t)(last - first + 1), width = right - left;
  for (size_t i = first; i <= last; i++) {
    int32_t before = width * (int32_t)(i - first) / count, after = width * (int32_t)(i - first + 1) / count;
    s->graphemes[i].lead = run->rtl ? right - before : left + before;
    s->graphemes[i].trail = run->rtl ? right - after : left + after;
  }
}

/* Glyphs come from left to right, so in a run to the left their code points come backwards. */
static size_t cluster_end(const hb_glyph_info_t *infos, unsigned count, unsigned from, unsigned to, const TextRun *run) {
  if (run->rtl) return from == 0 ? run->to : infos[from - 1].cluster;
  return to == count ? run->to : infos[to].cluster;
}

static void place_glyphs(Shaper *s, const TextRun *run) {
  unsigned count = 0;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(s->fonts->buffer, &count);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(s->fonts->buffer, NULL);
  for (unsigned from = 0, to = 0; from < count; from = to) {
    int32_t left = s->x;
    for (; to < count && infos[to].cluster == infos[from].cluster; to++) {
      const hb_glyph_position_t *at = &positions[to];
      add_glyph(s, (ShapedGlyph){run->face_ix, infos[to].codepoint, s->x + at->x_offset, at->y_offset});
      s->x += at->x_advance;
    }
    share_out(s, run, infos[from].cluster, cluster_end(infos, count, from, to, run), left, s->x);
  }
}

/* Overwrites what the buffer holds: it may be what a visitor typed. */
static void forget(hb_buffer_t *buffer, size_t count) {
  unsigned glyphs = hb_buffer_get_length(buffer);
  hb_buffer_reset(buffer);
  hb_buffer_set_length(buffer, glyphs > count ? glyphs : (unsigned)count);
  hb_buffer_get_glyph_positions(buffer, NULL);
}

static void shape_run(Shaper *s, const TextRun *run) {
  hb_buffer_t *buffer = s->fonts->buffer;
  hb_buffer_reset(buffer);
  /* With the whole line as its context: letters join across a change of fonts. */
  hb_buffer_add_utf32(buffer, s->runs.cps, (int)s->runs.count, (unsigned)run->from, (int)(run->to - run->from));
  hb_buffer_set_direction(buffer, run->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, run->script == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN : run->script);
  hb_shape(fonts_shaper(s->fonts, run->face_ix, s->size_px), buffer, NULL, 0);
  place_glyphs(s, run);
  forget(buffer, run->to - run->from);
}

ShapedLine text_shape(Arena *arena, Fonts *fonts, Str text, int size_px, FontWeight weight, TextDirection direction) {
  Shaper s = {.arena = arena, .fonts = fonts, .size_px = size_px};
  s.runs = text_runs(arena, &fonts->faces, text, weight, direction);
  list_graphemes(&s);
  for (size_t i = 0; i < s.runs.run_count; i++)
    shape_run(&s, &s.runs.items[i]);
  return (ShapedLine){s.glyphs, s.glyph_count, s.graphemes, s.grapheme_of[s.runs.count], s.x};
}

int shaped_width(const ShapedLine *line) {
  return (line->width + UNITS_PER_PX - 1) / UNITS_PER_PX;
}

static int nearest_px(int32_t position) {
  return (position + UNITS_PER_PX / 2) / UNITS_PER_PX;
}

/* The caret stays with what was typed before it: between two directions, that is where the eye is. */
int shaped_caret(const ShapedLine *line, size_t at) {
  if (line->grapheme_count == 0) return 0;
  size_t before = 0;
  while (before < line->grapheme_count && line->graphemes[before].to <= at)
    before++;
  return nearest_px(before == 0 ? line->graphemes[0].lead : line->graphemes[before - 1].trail);
}

size_t shaped_byte_at(const ShapedLine *line, int x_px, bool rtl) {
  size_t end = line->grapheme_count ? line->graphemes[line->grapheme_count - 1].to : 0;
  int32_t x = x_px * UNITS_PER_PX;
  if (x <= 0) return rtl ? end : 0; /* beside the line is its beginning or its end */
  if (x >= line->width) return rtl ? 0 : end;
  size_t best = 0;
  int32_t nearest = INT32_MAX;
  for (size_t i = 0; i < line->grapheme_count; i++) {
    const ShapedGrapheme *g = &line->graphemes[i];
    int32_t left = g->lead < g->trail ? g->lead : g->trail, right = g->lead < g->trail ? g->trail : g->lead;
    if (x < left || x > right || left == right) continue;
    int32_t to_lead = x > g->lead ? x - g->lead : g->lead - x, to_trail = right - left - to_lead;
    int32_t away = to_lead < to_trail ? to_lead : to_trail;
    if (away < nearest) {
      nearest = away;
      best = to_lead <= to_trail ? g->from : g->to;
    }
  }
  return best;
}
