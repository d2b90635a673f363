#include "random_form.h"
#include "random_words.h"

/* A way to ask. */
typedef struct Kind {
  const char *type;       /* with a list's name after it where `least` is not 0 */
  const char *appearance; /* or "" */
  const char *rest;       /* further YAML, or "" */
  uint32_t least, most;   /* choices */
  enum { LIST_WORDS, LIST_PICTURES, LIST_NUMBERS, LIST_MEMBERS } list;
} Kind;

static const Kind kinds[] = {
    {"note", "", "", 0, 0, LIST_WORDS},
    {"note", "", "image: house.png", 0, 0, LIST_WORDS},
    {"acknowledge", "", "", 0, 0, LIST_WORDS},
    {"select_one", "", "", 2, 12, LIST_WORDS},
    {"select_one", "", "", 2, 60, LIST_WORDS},
    {"select_one", "quick", "", 2, 6, LIST_WORDS},
    {"select_one", "horizontal", "", 2, 8, LIST_WORDS},
    {"select_one", "columns-2", "", 2, 14, LIST_WORDS},
    {"select_one", "columns-3", "", 2, 14, LIST_WORDS},
    {"select_one", "columns-pack", "", 2, 14, LIST_WORDS},
    {"select_one", "minimal", "", 2, 60, LIST_WORDS},
    {"select_one", "", "", 2, 9, LIST_PICTURES},
    {"select_one", "likert", "", 3, 7, LIST_MEMBERS},
    {"select_one", "smileys", "", 3, 3, LIST_MEMBERS},
    {"select_one", "smileys", "", 5, 5, LIST_MEMBERS},
    {"select_one", "stars", "", 3, 7, LIST_MEMBERS},
    {"select_one", "nps", "", 11, 11, LIST_NUMBERS},
    {"select_multiple", "", "", 2, 14, LIST_WORDS},
    {"select_multiple", "", "constraint: count-selected(.) <= 2", 4, 9, LIST_WORDS},
    {"select_multiple", "columns-2", "", 2, 20, LIST_WORDS},
    {"select_multiple", "minimal", "", 4, 60, LIST_WORDS},
    {"select_multiple", "", "", 2, 9, LIST_PICTURES},
    {"rank", "", "", 2, 10, LIST_WORDS},
    {"range", "", "parameters: start=0 end=10 step=1", 0, 0, LIST_WORDS},
    {"range", "", "parameters: start=-3 end=3 step=1", 0, 0, LIST_WORDS},
    {"range", "", "parameters: start=0 end=100 step=5", 0, 0, LIST_WORDS},
    {"range", "", "parameters: start=0 end=1 step=0.01", 0, 0, LIST_WORDS},
    {"range", "rating", "parameters: start=1 end=5 step=1", 0, 0, LIST_WORDS},
    {"integer", "", "", 0, 0, LIST_WORDS},
    {"integer", "", "constraint: . >= 0 and . <= 120", 0, 0, LIST_WORDS},
    {"decimal", "", "", 0, 0, LIST_WORDS},
    {"text", "", "", 0, 0, LIST_WORDS},
    {"text", "multiline", "", 0, 0, LIST_WORDS},
    {"text", "masked", "", 0, 0, LIST_WORDS},
    {"text", "", "read_only: 'yes'\n    default: Bergen kommune", 0, 0, LIST_WORDS},
    {"date", "", "", 0, 0, LIST_WORDS},
    {"date", "month-year", "", 0, 0, LIST_WORDS},
    {"date", "year", "", 0, 0, LIST_WORDS},
    {"time", "", "", 0, 0, LIST_WORDS},
    {"dateTime", "", "", 0, 0, LIST_WORDS},
    {"image", "signature", "", 0, 0, LIST_WORDS},
    {"image", "draw", "", 0, 0, LIST_WORDS},
};

enum { LISTS_MAX = 64 };

typedef struct List {
  uint32_t count;
  int kind;
  bool several;
} List;

typedef struct Writer {
  Arena *arena;
  Random random;
  Sink sink;
  const WordLanguage *language;
  List lists[LISTS_MAX];
  size_t list_count, question_count;
} Writer;

static bool chance(const Writer *w, uint32_t percent) {
  return random_below(&w->random, 100) < percent;
}

static uint32_t between(const Writer *w, uint32_t least, uint32_t most) {
  return least + random_below(&w->random, most - least + 1);
}

static void words(Writer *w, const char *indent, const char *key, WordLength length) {
  sink_printf(&w->sink, "%s%s: ", indent, key);
  sink_json_str(&w->sink, random_words(w->arena, &w->random, w->language, length));
  sink_z(&w->sink, "\n");
}

static size_t list_of(Writer *w, uint32_t count, int kind, bool several) {
  BUG_UNLESS(w->list_count < LISTS_MAX);
  w->lists[w->list_count] = (List){count, kind, several};
  return w->list_count++;
}

/* Mostly few choices: long lists are looked at often enough all the same. */
static uint32_t choice_count(const Writer *w, const Kind *kind) {
  uint32_t most = kind->most > 8 && chance(w, 60) ? 8 : kind->most;
  return between(w, kind->least, most < kind->least ? kind->least : most);
}

/* What may stand beside any question. */
static void write_extras(Writer *w, const Kind *kind) {
  if (chance(w, 35)) {
    words(w, "    ", "hint", WORDS_MIXED);
  }
  if (chance(w, 20)) {
    words(w, "    ", "guidance_hint", WORDS_MIXED);
  }
  bool note = str_is(str_from(kind->type), "note") || str_starts_with(str_from(kind->rest), STR("read_only"));
  if (!note && chance(w, 45)) {
    sink_z(&w->sink, "    required: 'yes'\n");
    if (chance(w, 40)) {
      words(w, "    ", "required_message", WORDS_MIXED);
    }
  }
  if (str_starts_with(str_from(kind->rest), STR("constraint"))) {
    words(w, "    ", "constraint_message", WORDS_MIXED);
  }
}

static void write_question_of(Writer *w, const Kind *kind, size_t list_ix, const char *appearance) {
  sink_printf(&w->sink, "  - type: %s", kind->type);
  if (kind->least > 0) {
    sink_printf(&w->sink, " l%zu", list_ix);
  }
  sink_printf(&w->sink, "\n    name: q%zu\n", w->question_count++);
  words(w, "    ", "label", WORDS_MIXED);
  if (appearance[0] != '\0') {
    sink_printf(&w->sink, "    appearance: %s\n", appearance);
  }
  if (kind->rest[0] != '\0') {
    sink_printf(&w->sink, "    %s\n", kind->rest);
  }
}

static void write_question(Writer *w) {
  const Kind *kind = &kinds[random_below(&w->random, COUNT_OF(kinds))];
  bool several = str_is(str_from(kind->type), "select_multiple");
  size_t list = kind->least > 0 ? list_of(w, choice_count(w, kind), (int)kind->list, several) : 0;
  write_question_of(w, kind, list, kind->appearance);
  write_extras(w, kind);
}

static void write_field_list(Writer *w) {
  sink_printf(&w->sink, "  - type: begin_group\n    name: g%zu\n    appearance: field-list\n", w->question_count);
  words(w, "    ", "label", WORDS_FEW);
  for (uint32_t i = between(w, 2, 5); i > 0; i--) {
    write_question(w);
  }
  sink_z(&w->sink, "  - type: end_group\n");
}

static void write_table(Writer *w) {
  static const Kind rows[] = {{"select_one", "", "", 2, 7, LIST_MEMBERS}, {"select_multiple", "", "", 2, 5, LIST_WORDS}};
  const Kind *kind = &rows[chance(w, 80) ? 0 : 1];
  size_t list = list_of(w, between(w, kind->least, kind->most), (int)kind->list, kind == &rows[1]);
  sink_printf(&w->sink, "  - type: begin_group\n    name: g%zu\n    appearance: table-list\n", w->question_count);
  words(w, "    ", "label", WORDS_SOME);
  for (uint32_t i = between(w, 2, 8); i > 0; i--) {
    write_question_of(w, kind, list, "");
    if (chance(w, 30)) {
      sink_z(&w->sink, "    required: 'yes'\n");
    }
  }
  sink_z(&w->sink, "  - type: end_group\n");
}

static void write_repeat(Writer *w) {
  sink_printf(&w->sink, "  - type: begin_repeat\n    name: g%zu\n", w->question_count);
  words(w, "    ", "label", WORDS_FEW);
  if (chance(w, 40)) {
    sink_z(&w->sink, "    appearance: field-list\n");
  }
  for (uint32_t i = between(w, 1, 3); i > 0; i--) {
    write_question(w);
  }
  sink_z(&w->sink, "  - type: end_repeat\n");
}

static void write_choice(Writer *w, const List *list, uint32_t ix) {
  bool end = ix == 0 || ix + 1 == list->count;
  sink_printf(&w->sink, "    - name: '%s%u'\n", list->kind == LIST_NUMBERS ? "" : "c", (unsigned)ix);
  if (list->kind == LIST_NUMBERS && !end) {
    sink_printf(&w->sink, "      label: '%u'\n", (unsigned)ix);
  } else {
    words(w, "      ", "label", WORDS_CHOICE);
  }
  if (list->kind == LIST_PICTURES) {
    sink_z(&w->sink, chance(w, 50) ? "      image: house.png\n" : "      image: tower.png\n");
  }
  if (list->several && end && ix > 1 && chance(w, 30)) {
    sink_z(&w->sink, "      exclusive: true\n");
  }
}

static void write_lists(Writer *w) {
  sink_z(&w->sink, w->list_count > 0 ? "choices:\n" : "");
  for (size_t i = 0; i < w->list_count; i++) {
    const List *list = &w->lists[i];
    sink_printf(&w->sink, "  l%zu:\n", i);
    for (uint32_t k = 0; k < list->count; k++) {
      write_choice(w, list, k);
    }
    bool scale = list->kind == LIST_WORDS || list->kind == LIST_MEMBERS;
    if (!list->several && scale && chance(w, 25)) {
      sink_z(&w->sink, "    - name: vi\n");
      words(w, "      ", "label", WORDS_FEW);
      sink_z(&w->sink, "      missing: true\n");
    }
  }
}

static void write_head(Writer *w, FormDirection direction) {
  const char *code = w->language->code;
  sink_printf(&w->sink, "settings:\n  form_id: f\n  version: 1\n  default_language: %s\n", code);
  words(w, "  ", "form_title", chance(w, 70) ? WORDS_FEW : WORDS_SOME);
  sink_printf(&w->sink, "languages:\n");
  size_t first = (size_t)(w->language - word_languages), count = chance(w, 50) ? 1 : between(w, 2, 6);
  for (size_t i = 0; i < count; i++) {
    const WordLanguage *language = &word_languages[(first + i) % word_language_count];
    bool rtl = i == 0 && direction != FORM_BY_CHANCE ? direction == FORM_MIRRORED : language->rtl;
    sink_printf(&w->sink, "  %s: {name: %s, direction: %s}\n", language->code, language->name, rtl ? "rtl" : "ltr");
  }
  sink_printf(&w->sink, "kiosk:\n  attract:\n    minutes: %u\n", (unsigned)between(w, 1, 12));
  words(w, "    ", "invite", WORDS_SOME); /* one sentence, the README says */
  sink_printf(&w->sink, "  review: %s\n", chance(w, 40) ? "yes" : "no");
}

Str random_form(Arena *arena, uint64_t seed, FormDirection direction) {
  Buffer buffer = buffer_new(arena);
  uint64_t state = seed;
  Writer w = {.arena = arena, .random = random_seeded(&state), .sink = sink_to_buffer(&buffer), .language = word_languages};
  uint32_t any = random_below(&w.random, (uint32_t)word_language_count);
  w.language = &word_languages[direction == FORM_BY_CHANCE ? any : 0];
  write_head(&w, direction);
  sink_z(&w.sink, "survey:\n");
  for (uint32_t i = between(&w, 4, 7); i > 0; i--) {
    uint32_t part = random_below(&w.random, 100);
    (part < 70 ? write_question : part < 82 ? write_field_list : part < 92 ? write_table : write_repeat)(&w);
  }
  write_lists(&w);
  return buffer_view(&buffer);
}
