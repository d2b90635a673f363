#include "text_runs.h"

#include <fribidi.h>
#include <unictype.h>
#include <unigbrk.h>

typedef struct Line {
  uint32_t *cps;
  size_t *bytes;
  char *graphemes;
  FriBidiLevel *levels;
  int *faces;
  hb_script_t *scripts;
  size_t count;
  bool plain; /* one direction, left to right */
} Line;

static bool may_run_left(uint32_t cp) {
  return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0x200E && cp <= 0x2069) || (cp >= 0xFB1D && cp <= 0xFEFF) ||
         (cp >= 0x10800 && cp <= 0x10FFF) || (cp >= 0x1E800 && cp <= 0x1EFFF);
}

static Line decode(Arena *arena, Str text, TextDirection direction) {
  Line line = {.cps = ARENA_ARRAY(arena, uint32_t, text.len + 1),
               .bytes = ARENA_ARRAY(arena, size_t, text.len + 1),
               .graphemes = ARENA_ARRAY(arena, char, text.len + 1),
               .plain = direction != TEXT_RIGHT_TO_LEFT};
  uint32_t cp = 0;
  for (size_t at = 0; str_next_cp(text, &at, &cp);) {
    bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
    line.cps[line.count++] = control ? ' ' : cp;
    line.bytes[line.count] = at;
    line.plain = line.plain && !may_run_left(cp);
  }
  u32_grapheme_breaks(line.cps, line.count, line.graphemes);
  return line;
}

static size_t grapheme_end(const Line *line, size_t from) {
  size_t to = from + 1;
  while (to < line->count && !line->graphemes[to])
    to++;
  return to;
}

static void find_levels(Arena *arena, Line *line, TextDirection direction) {
  static const FriBidiParType kinds[] = {FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL, FRIBIDI_PAR_ON};
  line->levels = ARENA_ARRAY(arena, FriBidiLevel, line->count + 1);
  if (line->plain) return;
  FriBidiCharType *types = ARENA_ARRAY(arena, FriBidiCharType, line->count + 1);
  FriBidiBracketType *brackets = ARENA_ARRAY(arena, FriBidiBracketType, line->count + 1);
  FriBidiStrIndex count = (FriBidiStrIndex)line->count;
  FriBidiParType kind = kinds[direction];
  fribidi_get_bidi_types(line->cps, count, types);
  fribidi_get_bracket_types(line->cps, count, types, brackets);
  bool found = fribidi_get_par_embedding_levels_ex(types, brackets, count, &kind, line->levels) != 0;
  for (size_t i = 0; i < line->count; i++) {
    if (!found) line->levels[i] = direction == TEXT_RIGHT_TO_LEFT; /* out of memory: at least its main direction */
    if (!line->graphemes[i]) line->levels[i] = line->levels[i - 1];
  }
}

/* U+FE0F asks for the picture, U+FE0E for the sign in black and white; left to themselves, some are the one and some the other. */
static bool is_emoji(const uint32_t *cps, size_t count) {
  if (cps[0] < 0xA9 && count == 1) return false;
  bool emoji = false;
  for (size_t i = 0; i < count; i++) {
    if (cps[i] == 0xFE0E) return false;
    emoji = emoji || uc_is_property_emoji_presentation(cps[i]) || (cps[i] == 0xFE0F && uc_is_property_emoji(cps[0]));
  }
  return emoji;
}

static bool is_shared(hb_script_t script) {
  return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

/* Spaces, digits and stops go on in the font of the letter before them, if it has them and is one of letters. */
static bool goes_on(const Faces *faces, int face_ix, hb_script_t script, const uint32_t *cps, size_t count) {
  return is_shared(script) && !faces->items[face_ix].coloured && faces_cover(faces, face_ix, cps, count);
}

static void find_faces(Arena *arena, Line *line, Faces *faces, FontWeight weight) {
  hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
  line->faces = ARENA_ARRAY(arena, int, line->count + 1);
  line->scripts = ARENA_ARRAY(arena, hb_script_t, line->count + 1);
  int face = (int)weight;
  hb_script_t script = HB_SCRIPT_COMMON;
  for (size_t from = 0, to = 0; from < line->count; from = to) {
    to = grapheme_end(line, from);
    const uint32_t *cps = line->cps + from;
    hb_script_t own = hb_unicode_script(unicode, cps[0]);
    bool turns = from == 0 || line->levels[from] != line->levels[from - 1]; /* a new run in any case */
    if (is_emoji(cps, to - from))
      face = faces_for_emoji(faces, weight, cps, to - from);
    else if (turns || !goes_on(faces, face, own, cps, to - from))
      face = faces_for_cps(faces, weight, cps, to - from);
    script = is_shared(own) ? (turns ? HB_SCRIPT_COMMON : script) : own;
    for (size_t i = from; i < to; i++) {
      line->faces[i] = face;
      line->scripts[i] = script;
    }
  }
}

/* What comes before the first letter of a run goes with it, where its font has that too. */
static void join_beginnings(Line *line, const Faces *faces) {
  for (size_t next = line->count; next-- > 1;) {
    size_t from = next - 1;
    while (!line->graphemes[from])
      from--;
    if (!line->graphemes[next] || line->scripts[from] != HB_SCRIPT_COMMON || line->levels[from] != line->levels[next]) continue;
    bool joins = !faces->items[line->faces[from]].coloured &&
                 goes_on(faces, line->faces[next], HB_SCRIPT_COMMON, line->cps + from, next - from);
    for (size_t i = from; i < next; i++) {
      line->scripts[i] = line->scripts[next];
      if (joins) line->faces[i] = line->faces[next];
    }
  }
}

static bool same_run(const Line *line, size_t i) {
  return line->levels[i] == line->levels[i - 1] && line->faces[i] == line->faces[i - 1] && line->scripts[i] == line->scripts[i - 1];
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

TextRuns text_runs(Arena *arena, Faces *faces, Str text, FontWeight weight, TextDirection direction) {
  Line line = decode(arena, text, direction);
  find_levels(arena, &line, direction);
  find_faces(arena, &line, faces, weight);
  join_beginnings(&line, faces);
  size_t count = line.count > 0, made = 0;
  for (size_t i = 1; i < line.count; i++)
    count += !same_run(&line, i);
  TextRun *runs = ARENA_ARRAY(arena, TextRun, count + 1);
  FriBidiLevel *levels = ARENA_ARRAY(arena, FriBidiLevel, count + 1);
  for (size_t from = 0, to = 1; from < line.count; from = to++) {
    while (to < line.count && same_run(&line, to))
      to++;
    levels[made] = line.levels[from];
    runs[made++] = (TextRun){from, to, line.faces[from], line.levels[from] & 1, line.scripts[from]};
  }
  put_in_visual_order(runs, levels, made);
  return (TextRuns){line.cps, line.bytes, line.graphemes, line.count, runs, made};
}
