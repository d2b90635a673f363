#include "advice.h"

#include <math.h>

static void print_place(Sink *sink, Arena *arena, const char *path, Place place) {
  sink_harmless(sink, str_from(path));
  if (place.sheet) {
    sink_z(sink, ":");
    sink_harmless(sink, place_to_str(arena, place));
  } else if (place.line > 0) {
    sink_printf(sink, place.column > 0 ? ":%d:%d" : ":%d", place.line, place.column);
  }
  sink_z(sink, ": ");
}

static void print_sentence(Sink *sink, Str what, Str remedy) {
  const Str last = remedy.len > 0 ? remedy : what;
  sink_harmless(sink, what);
  if (remedy.len > 0) sink_z(sink, "; ");
  sink_harmless(sink, remedy);
  sink_z(sink, last.len > 0 && last.ptr[last.len - 1] == '?' ? "\n" : ".\n");
}

/* What to do about many of a kind is read once, with the first. */
static Str remedy_to_tell(LintReport report, size_t ix) {
  const LintNote *note = &report.notes[ix];
  const bool same = ix > 0 && report.notes[ix - 1].code == note->code && str_equal(report.notes[ix - 1].remedy, note->remedy);
  return same ? (Str){0} : note->remedy;
}

void advice_print(const char *path, LintReport report, FILE *out) {
  Arena *arena = arena_new(0);
  Sink sink = sink_to_file(out);
  bool facts = false;
  for (size_t i = 0; i < report.count; i++) {
    const LintNote *note = &report.notes[i];
    if (note->detail) continue;
    if (note->level == LINT_FACT && !facts) {
      sink_harmless(&sink, str_from(path));
      sink_z(&sink, ": good to know\n");
    }
    facts = note->level == LINT_FACT;
    if (facts) {
      sink_z(&sink, "  ");
    } else {
      print_place(&sink, arena, path, note->place);
      sink_printf(&sink, "%s %s: ", lint_level_name(note->level), note->code);
    }
    print_sentence(&sink, note->what, remedy_to_tell(report, i));
  }
  arena_free(arena);
}

typedef struct Line { /* of JSON */
  const char *level, *code;
  Place place;
  Str what, remedy;
  double figure;
} Line;

static void print_line(Sink *sink, const char *path, Line line) {
  sink_printf(sink, "{\"level\":\"%s\",\"code\":\"%s\",\"file\":", line.level, line.code);
  sink_json_str(sink, str_from(path));
  if (line.place.sheet) {
    sink_z(sink, ",\"sheet\":");
    sink_json_str(sink, str_from(line.place.sheet));
  }
  if (line.place.line > 0) sink_printf(sink, ",\"line\":%d,\"column\":%d", line.place.line, line.place.column);
  sink_z(sink, ",\"what\":");
  sink_json_str(sink, line.what);
  if (line.remedy.len > 0) {
    sink_z(sink, ",\"remedy\":");
    sink_json_str(sink, line.remedy);
  }
  if (!isnan(line.figure)) {
    sink_z(sink, ",\"figure\":");
    sink_json_number(sink, line.figure);
  }
  sink_z(sink, "}\n");
}

void advice_print_json(const char *path, LintReport report, FILE *out) {
  Sink sink = sink_to_file(out);
  for (size_t i = 0; i < report.count; i++) {
    const LintNote *note = &report.notes[i];
    print_line(&sink, path, (Line){lint_level_name(note->level), note->code, note->place, note->what, note->remedy, note->figure});
  }
}

void advice_print_diags_json(const char *path, const Diags *diags, FILE *out) {
  Sink sink = sink_to_file(out);
  for (size_t i = 0; i < diags->count; i++) {
    const Diag *diag = &diags->items[i];
    print_line(
        &sink, path,
        (Line){diag->level == DIAG_ERROR ? "error" : "warning", diag->code, diag->place, diag->what, diag->remedy, (double)NAN});
  }
}
