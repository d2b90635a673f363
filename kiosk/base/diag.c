#include "base.h"

#include <stdlib.h>
#include <string.h>

static bool same_file(const char *a, const char *b) {
  return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_place(Place a, Place b) {
  return a.line == b.line && a.column == b.column && a.in_cell == b.in_cell && same_file(a.file, b.file) &&
         same_file(a.sheet, b.sheet);
}

static bool is_known(const Diags *diags, const char *code, Place place) {
  for (size_t i = 0; i < diags->count; i++) {
    if (same_place(diags->items[i].place, place) && strcmp(diags->items[i].code, code) == 0) return true;
  }
  return false;
}

/* Room for one more. When the list is full, an error takes the place of the last warning: errors are what stops the form. */
static Diag *diags_room(Diags *diags, DiagLevel level) {
  for (size_t i = diags->count; diags->count == DIAG_MAX && level == DIAG_ERROR && i-- > 0;) {
    if (diags->items[i].level == DIAG_WARNING) return &diags->items[i];
  }
  if (diags->count == DIAG_MAX) return NULL;
  if (diags->count == diags->capacity) {
    const size_t capacity = diags->capacity == 0 ? 8 : diags->capacity * 2;
    Diag *items = ARENA_ARRAY(diags->arena, Diag, capacity);
    if (diags->count > 0) memcpy(items, diags->items, diags->count * sizeof *items);
    diags->items = items;
    diags->capacity = capacity;
  }
  return &diags->items[diags->count++];
}

static int compare_ints(int a, int b) {
  return (a > b) - (a < b);
}

static int compare_places(const void *left, const void *right) {
  const Diag *const *a = left, *const *b = right;
  int order = str_compare(str_from((*a)->place.file), str_from((*b)->place.file));
  if (order == 0) order = str_compare(str_from((*a)->place.sheet), str_from((*b)->place.sheet));
  if (order == 0) order = compare_ints((*a)->place.line, (*b)->place.line);
  if (order == 0) order = compare_ints((*a)->place.column, (*b)->place.column);
  if (order == 0) order = compare_ints((*a)->place.in_cell, (*b)->place.in_cell);
  return order != 0 ? order : (*a > *b) - (*a < *b); /* qsort is not stable: the first found stays first */
}

static bool is_control(uint32_t cp) {
  return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

/* Lets what stands around it be read in another order than it is written in. */
static bool is_bidi_control(uint32_t cp) {
  return cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

enum { ESCAPE_COLUMNS = 6 };

static void write_escape(Sink *sink, uint32_t cp) {
  sink_printf(sink, "\\u%04X", (unsigned)cp);
}

/* In runs as long as they are harmless: stderr has no buffer. */
static void write_harmless(Sink *sink, Str s, bool keep_tabs) {
  size_t written = 0;
  uint32_t cp;
  for (size_t at = 0, start = 0; str_next_cp(s, &at, &cp); start = at) {
    const bool control = is_control(cp) && !(cp == '\t' && keep_tabs), bidi = is_bidi_control(cp);
    if (!control && !bidi && cp != 0xFFFD) continue;
    sink_bytes(sink, s.ptr + written, start - written);
    if (bidi)
      write_escape(sink, cp);
    else
      sink_z(sink, control ? " " : "\xEF\xBF\xBD");
    written = at;
  }
  if (written < s.len) sink_bytes(sink, s.ptr + written, s.len - written);
}

void sink_harmless(Sink *sink, Str s) {
  write_harmless(sink, s, false);
}

static void print_harmless(Str s, FILE *out) {
  Sink sink = sink_to_file(out);
  sink_harmless(&sink, s);
}

enum { COLUMN_LETTERS_MAX = 8 };

/* As spreadsheets name a column: A, Z, AA. */
static Str column_letters(int column, char room[COLUMN_LETTERS_MAX]) {
  size_t first = COLUMN_LETTERS_MAX;
  for (; column > 0 && first > 0; column = (column - 1) / 26)
    room[--first] = (char)('A' + (column - 1) % 26);
  return (Str){room + first, COLUMN_LETTERS_MAX - first};
}

static void print_cell(Place place, FILE *out) {
  char room[COLUMN_LETTERS_MAX];
  Str letters = column_letters(place.column, room);
  fputc(':', out);
  print_harmless(str_from(place.sheet), out);
  if (place.line > 0) fprintf(out, "!" STR_FMT "%d", STR_ARG(letters), place.line);
  fputs(": ", out);
}

static void print_place(Place place, FILE *out) {
  if (!place.file) return;
  print_harmless(str_from(place.file), out);
  if (place.sheet) {
    print_cell(place, out);
    return;
  }
  if (place.line > 0) fprintf(out, ":%d", place.line);
  if (place.line > 0 && place.column > 0) fprintf(out, ":%d", place.column);
  fputs(": ", out);
}

static bool takes_no_width(uint32_t cp) {
  return (cp >= 0x0300 && cp <= 0x036F) || (cp >= 0x064B && cp <= 0x065F) || (cp >= 0x200B && cp <= 0x200F) || cp == 0xFEFF;
}

enum { LINE_SHOWN_CP = 120 };

typedef struct Excerpt { /* of a line that may be a whole file long */
  Str text;
  int column; /* in text; 0: unknown */
  bool cut_before, cut_after;
} Excerpt;

static size_t skip_cp(Str line, size_t at, size_t count) {
  uint32_t cp;
  while (count-- > 0 && str_next_cp(line, &at, &cp)) {}
  return at;
}

static Excerpt excerpt_around(Str line, int column) {
  const size_t count = str_count_cp(line);
  if (count <= LINE_SHOWN_CP) return (Excerpt){.text = line, .column = column};
  const size_t wanted = column > 0 ? (size_t)column - 1 : 0;
  size_t first = wanted > LINE_SHOWN_CP / 2 ? wanted - LINE_SHOWN_CP / 2 : 0;
  if (first > count - LINE_SHOWN_CP) first = count - LINE_SHOWN_CP;
  const size_t start = skip_cp(line, 0, first);
  const size_t end = skip_cp(line, start, LINE_SHOWN_CP);
  return (Excerpt){.text = {line.ptr + start, end - start},
                   .column = column > 0 ? column - (int)first : 0,
                   .cut_before = first > 0,
                   .cut_after = end < line.len};
}

/* Tabs are repeated under the line so that the caret stands right whatever the terminal's tab stops are. */
static void print_line_and_caret(Str line, int column, FILE *out) {
  const Excerpt shown = excerpt_around(line, column);
  fputs(shown.cut_before ? "  …" : "  ", out);
  Sink sink = sink_to_file(out);
  write_harmless(&sink, shown.text, true);
  fputs(shown.cut_after ? "…\n" : "\n", out);
  if (shown.column <= 0) return;
  fputs(shown.cut_before ? "   " : "  ", out);
  uint32_t cp;
  int at_column = 1;
  for (size_t at = 0; at_column < shown.column && str_next_cp(shown.text, &at, &cp); at_column++) {
    if (is_bidi_control(cp))
      fprintf(out, "%*s", ESCAPE_COLUMNS, "");
    else if (!takes_no_width(cp))
      fputc(cp == '\t' ? '\t' : ' ', out);
  }
  fputs("^\n", out);
}

static void print_diag(const Diag *diag, FILE *out) {
  print_place(diag->place, out);
  fprintf(out, "%s %s: ", diag->level == DIAG_ERROR ? "error" : "warning", diag->code);
  print_harmless(diag->what, out);
  if (diag->remedy.len > 0) {
    fputs("; ", out);
    print_harmless(diag->remedy, out);
  }
  const Str last = diag->remedy.len > 0 ? diag->remedy : diag->what;
  const bool asks = last.len > 0 && last.ptr[last.len - 1] == '?';
  fputs(asks ? "\n" : ".\n", out);
  if (diag->line_text.len > 0)
    print_line_and_caret(diag->line_text, diag->place.sheet ? diag->place.in_cell : diag->place.column, out);
}

static void print_count(size_t count, const char *noun, FILE *out) {
  fprintf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void print_summary(const Diags *diags, FILE *out) {
  const size_t total = diags->error_count + diags->warning_count;
  if (diags->error_count > 0) print_count(diags->error_count, "error", out);
  if (diags->error_count > 0 && diags->warning_count > 0) fputs(", ", out);
  if (diags->warning_count > 0) print_count(diags->warning_count, "warning", out);
  if (total > diags->count) fprintf(out, " (%zu more not shown)", total - diags->count);
  fputs(".\n", out);
}

Str place_to_str(Arena *arena, Place place) {
  char room[COLUMN_LETTERS_MAX];
  Str letters = column_letters(place.column, room);
  if (!place.sheet) return arena_printf(arena, "line %d", place.line);
  return arena_printf(arena, "%s!" STR_FMT "%d", place.sheet, STR_ARG(letters), place.line);
}

Diags diags_new(Arena *arena) {
  return (Diags){.arena = arena};
}

void diags_add(Diags *diags, DiagLevel level, const char *code, Place place, Str what, Str remedy) {
  diags_add_quoting(diags, level, code, place, what, remedy, STR(""));
}

void diags_add_quoting(Diags *diags, DiagLevel level, const char *code, Place place, Str what, Str remedy, Str line_text) {
  if (is_known(diags, code, place)) return;
  if (level == DIAG_ERROR) {
    diags->error_count++;
  } else {
    diags->warning_count++;
  }
  Diag *room = diags_room(diags, level);
  if (!room) return;
  *room = (Diag){.level = level,
                 .code = code,
                 .place = place,
                 .what = arena_str(diags->arena, what),
                 .remedy = arena_str(diags->arena, remedy),
                 .line_text = arena_str(diags->arena, line_text)};
}

void diags_print(const Diags *diags, FILE *out) {
  if (diags->count == 0) return;
  const Diag **sorted = ARENA_ARRAY(diags->arena, const Diag *, diags->count);
  for (size_t i = 0; i < diags->count; i++)
    sorted[i] = &diags->items[i];
  qsort(sorted, diags->count, sizeof *sorted, compare_places);
  for (size_t i = 0; i < diags->count; i++)
    print_diag(sorted[i], out);
  print_summary(diags, out);
}
