#include "text_runs.h"

#include <fribidi.h>
#include <hb.h>

typedef struct Line {
  uint32_t *cps;
  FriBidiLevel *levels;
  int *faces;
  hb_script_t *scripts;
  FriBidiStrIndex count;
  bool plain; /* one direction, left to right */
} Line;

static bool may_run_left(uint32_t cp) {
  return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0x200E && cp <= 0x2069) || (cp >= 0xFB1D && cp <= 0xFEFF) ||
         (cp >= 0x10800 && cp <= 0x10FFF) || (cp >= 0x1E800 && cp <= 0x1EFFF);
}

static Line decode(Arena *arena, Str text, TextDirection direction) {
  Line line = {.cps = ARENA_ARRAY(arena, uint32_t, text.len + 1), .plain = direction != TEXT_RIGHT_TO_LEFT};
  uint32_t cp = 0;
  for (size_t at = 0; str_next_cp(text, &at, &cp);) {
    bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
    line.cps[line.count++] = control ? ' ' : cp;
    line.plain = line.plain && !may_run_left(cp);
  }
  return line;
}

static void find_levels(Arena *arena, Line *line, TextDirection direction) {
  static const FriBidiParType kinds[] = {FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL, FRIBIDI_PAR_ON};
  size_t count = (size_t)line->count;
  line->levels = ARENA_ARRAY(arena, FriBidiLevel, count + 1);
  if (line->plain) return;
  FriBidiCharType *types = ARENA_ARRAY(arena, FriBidiCharType, count + 1);
  FriBidiBracketType *brackets = ARENA_ARRAY(arena, FriBidiBracketType, count + 1);
  FriBidiParType kind = kinds[direction];
  fribidi_get_bidi_types(line->cps, line->count, types);
  fribidi_get_bracket_types(line->cps, line->count, types, brackets);
  if (fribidi_get_par_embedding_levels_ex(types, brackets, line->count, &kind, line->levels) == 0)
    for (size_t i = 0; i < count; i++) /* out of memory: at least its main direction */
      line->levels[i] = direction == TEXT_RIGHT_TO_LEFT;
}

static bool is_shared(hb_script_t script) {
  return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

/* Marks, joiners and variation selectors belong to the letter before them, whether its font lists them or not. */
static bool clings(hb_unicode_funcs_t *unicode, uint32_t cp) {
  hb_unicode_general_category_t category = hb_unicode_general_category(unicode, cp);
  return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

static void find_faces(Arena *arena, Line *line, Faces *faces, FontWeight weight) {
  hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
  line->faces = ARENA_ARRAY(arena, int, (size_t)line->count + 1);
  line->scripts = ARENA_ARRAY(arena, hb_script_t, (size_t)line->count + 1);
  int face = (int)weight;
  hb_script_t script = HB_SCRIPT_COMMON;
  for (FriBidiStrIndex i = 0; i < line->count; i++) {
    uint32_t cp = line->cps[i];
    hb_script_t own = hb_unicode_script(unicode, cp);
    bool turns = i == 0 || line->levels[i] != line->levels[i - 1]; /* a new run in any case */
    bool stays = !turns && (clings(unicode, cp) || (is_shared(own) && faces_cover(faces, face, cp)));
    if (!stays) face = faces_for_cp(faces, weight, cp);
    script = is_shared(own) ? (turns ? HB_SCRIPT_COMMON : script) : own;
    line->faces[i] = face;
    line->scripts[i] = script;
  }
  /* What comes before the first letter goes with it, where its font has that too. */
  for (FriBidiStrIndex i = line->count - 1; i > 0; i--) {
    if (line->scripts[i - 1] != HB_SCRIPT_COMMON || line->levels[i - 1] != line->levels[i]) continue;
    line->scripts[i - 1] = line->scripts[i];
    if (faces_cover(faces, line->faces[i], line->cps[i - 1])) line->faces[i - 1] = line->faces[i];
  }
}

static TextRun run_of(Arena *arena, const Line *line, FriBidiStrIndex from, FriBidiStrIndex to) {
  char *text = ARENA_ARRAY(arena, char, (size_t)(to - from) * 4 + 1);
  size_t bytes = 0;
  for (FriBidiStrIndex i = from; i < to; i++)
    bytes += utf8_encode(line->cps[i], text + bytes);
  TextRun run = {.text = text, .face_ix = line->faces[from], .rtl = line->levels[from] & 1};
  hb_script_t script = line->scripts[from] == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN : line->scripts[from];
  hb_tag_to_string(hb_script_to_iso15924_tag(script), run.script);
  return run;
}

static void reverse(TextRun *runs, FriBidiLevel *levels, size_t from, size_t to) {
  for (; from + 1 < to; from++, to--) {
    TextRun run = runs[from];
    runs[from] = runs[to - 1];
    runs[to - 1] = run;
    FriBidiLevel level = levels[from];
    levels[from] = levels[to - 1];
    levels[to - 1] = level;
  }
}

/* Rule L2: from the highest level down to the lowest odd one, reverse every stretch at that level or above. */
static void put_in_visual_order(TextRun *runs, FriBidiLevel *levels, size_t count) {
  FriBidiLevel highest = 0;
  for (size_t i = 0; i < count; i++)
    highest = levels[i] > highest ? levels[i] : highest;
  for (FriBidiLevel level = highest; level > 0; level--)
    for (size_t from = 0; from < count; from++) {
      size_t to = from;
      while (to < count && levels[to] >= level)
        to++;
      if (to > from) reverse(runs, levels, from, to);
      from = to;
    }
}

static bool same_run(const Line *line, FriBidiStrIndex i) {
  return line->levels[i] == line->levels[i - 1] && line->faces[i] == line->faces[i - 1] && line->scripts[i] == line->scripts[i - 1];
}

size_t text_runs(Arena *arena, Faces *faces, Str text, FontWeight weight, TextDirection direction, TextRun **out) {
  Line line = decode(arena, text, direction);
  find_levels(arena, &line, direction);
  find_faces(arena, &line, faces, weight);
  size_t count = line.count > 0;
  for (FriBidiStrIndex i = 1; i < line.count; i++)
    count += !same_run(&line, i);
  TextRun *runs = ARENA_ARRAY(arena, TextRun, count + 1);
  FriBidiLevel *levels = ARENA_ARRAY(arena, FriBidiLevel, count + 1);
  size_t made = 0;
  for (FriBidiStrIndex from = 0, to = 1; from < line.count; from = to++) {
    while (to < line.count && same_run(&line, to))
      to++;
    levels[made] = line.levels[from];
    runs[made++] = run_of(arena, &line, from, to);
  }
  put_in_visual_order(runs, levels, made);
  *out = runs;
  return made;
}
