#include "words.h"

enum { LAST_LATIN = 0x17F };

static bool is_line_break(uint32_t cp) {
  return cp == '\n' || cp == '\v' || cp == '\f' || cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* Zero-width spaces and byte order marks come in from web pages, and are no part of any word. */
static bool is_nothing(uint32_t cp) {
  return cp == 0xFEFF || cp == 0x200B;
}

static bool is_blank(uint32_t cp) {
  return cp <= ' ' || cp == 0x7F || cp == 0xA0 || cp == 0x202F || cp == 0x2007 || is_line_break(cp);
}

static void write_cp(Sink *sink, uint32_t cp) {
  char bytes[4];
  sink_bytes(sink, bytes, utf8_encode(cp, bytes));
}

/* The text written, or the original when they are the same: then columns in messages hold. */
static Str keep(const Buffer *buffer, Str original) {
  Str written = buffer_view(buffer);
  return str_equal(written, original) ? original : written;
}

/* Most cells hold nothing to clean: single spaces between words of letters whose bytes are none of those that anything here looks for. */
static bool is_clean(Str text) {
  if (text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ')) return false;
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    bool is_double = c == ' ' && text.ptr[i + 1] == ' '; /* never beyond the end, which is no space */
    if (c < ' ' || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF || is_double) return false;
  }
  return true;
}

bool words_are_none(Str text) {
  size_t at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp))
    if (!is_blank(cp) && !is_nothing(cp)) return false;
  return true;
}

Str words_on_one_line(Arena *arena, Str text) {
  if (is_clean(text)) return text;
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  bool gap = false;
  size_t at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp)) {
    if (is_nothing(cp)) continue;
    if (is_blank(cp)) {
      gap = buffer.count > 0;
      continue;
    }
    if (gap) sink_z(&sink, " ");
    gap = false;
    write_cp(&sink, cp);
  }
  return keep(&buffer, text);
}

static bool is_no_break(uint32_t cp) {
  return cp == 0xA0 || cp == 0x202F || cp == 0x2007;
}

/* A few no-break spaces were put there to keep words together; many came in with a text from a web page, and would keep it from
 * being broken into lines at all. */
static bool keeps_together(Str text) {
  enum { FEW = 2, SHARE = 3 };
  size_t no_breaks = 0, spaces = 0, at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp)) {
    no_breaks += is_no_break(cp);
    spaces += cp == ' ';
  }
  return no_breaks <= FEW || no_breaks * SHARE <= spaces;
}

typedef struct Gap { /* white space between two words */
  size_t breaks, count;
  uint32_t last;
} Gap;

static void write_gap(Sink *sink, Gap *gap, bool keep_together) {
  for (size_t i = 0; i < gap->breaks; i++)
    sink_z(sink, "\n");
  if (gap->breaks == 0 && gap->count == 1 && keep_together && is_no_break(gap->last))
    write_cp(sink, gap->last);
  else if (gap->breaks == 0 && gap->count > 0)
    sink_z(sink, " ");
  *gap = (Gap){0};
}

Str words_of_label(Arena *arena, Str text) {
  if (is_clean(text)) return text;
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  bool keep_together = keeps_together(text);
  Gap gap = {0};
  size_t at = 0;
  uint32_t cp, before = 0;
  while (str_next_cp(text, &at, &cp)) {
    bool second_half = cp == '\n' && before == '\r';
    before = cp;
    if (is_nothing(cp) || second_half) continue;
    if (is_blank(cp)) {
      if (buffer.count == 0) continue;
      gap = (Gap){.breaks = gap.breaks + is_line_break(cp), .count = gap.count + 1, .last = cp};
      continue;
    }
    write_gap(&sink, &gap, keep_together);
    write_cp(&sink, cp);
  }
  return keep(&buffer, text);
}

static uint32_t straight_quote(uint32_t cp) {
  if (cp == 0x2018 || cp == 0x2019 || cp == 0x201A || cp == 0x201B || cp == 0x2032) return '\'';
  return cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0x201F || cp == 0x2033 ? '"' : cp;
}

Str words_of_expression(Arena *arena, Str text) {
  if (is_clean(text)) return text;
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  bool gap = false;
  uint32_t cp, quote = 0; /* the one that the text begun has to end with */
  size_t at = 0;
  while (str_next_cp(text, &at, &cp)) {
    cp = straight_quote(cp);
    if (is_nothing(cp)) continue;
    if (quote) {
      quote = cp == quote ? 0 : quote;
      write_cp(&sink, is_blank(cp) && !is_line_break(cp) ? ' ' : is_line_break(cp) ? '\n' : cp);
      continue;
    }
    if (is_blank(cp)) {
      gap = buffer.count > 0;
      continue;
    }
    if (gap) sink_z(&sink, " ");
    gap = false;
    quote = cp == '\'' || cp == '"' ? cp : 0;
    write_cp(&sink, cp);
  }
  return keep(&buffer, text);
}

WordsTruth words_truth(Str text) {
  static const struct {
    const char *word;
    WordsTruth truth;
  } WORDS[] = {{"true", WORDS_TRUE},   {"true()", WORDS_TRUE},   {"yes", WORDS_TRUE},
               {"false", WORDS_FALSE}, {"false()", WORDS_FALSE}, {"no", WORDS_FALSE}};
  Str word = str_trim(text);
  for (size_t i = 0; i < COUNT_OF(WORDS); i++)
    if (str_edit_distance(word, str_from(WORDS[i].word), 0) == 0) return WORDS[i].truth;
  return WORDS_NEITHER;
}

/* The letters U+00C0 to U+017F without their accents; a space: none that names of languages have. */
static const char LATIN[] = "aaaaaaaceeeeiiii"
                            "dnooooo ouuuuy s"
                            "aaaaaaaceeeeiiii"
                            "dnooooo ouuuuy y"
                            "aaaaaaccccccccdd"
                            "ddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiii"
                            "iiiijjkkklllllll"
                            "lllnnnnnnnnnoooo"
                            "oooorrrrrrssssss"
                            "ssttttttuuuuuuuu"
                            "uuuuwwyyyzzzzzzs";
_Static_assert(sizeof(LATIN) == LAST_LATIN - 0xC0 + 2, "a letter for each");

Str words_folded(Arena *arena, Str text) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp)) {
    if (cp >= 'A' && cp <= 'Z') cp += 'a' - 'A';
    if (cp >= 0xC0 && cp <= LAST_LATIN) cp = (unsigned char)LATIN[cp - 0xC0];
    bool combining = cp >= 0x300 && cp <= 0x36F;
    bool sign = cp < 0x80 && !(cp >= 'a' && cp <= 'z') && !(cp >= '0' && cp <= '9');
    if (!combining && !sign && !is_blank(cp) && !is_nothing(cp)) write_cp(&sink, cp);
  }
  return buffer_view(&buffer);
}
