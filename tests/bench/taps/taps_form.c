#include "taps_form.h"

enum { SECTION_QUESTIONS = 25 };

const char *const taps_shape_names[TAPS_SHAPE_COUNT] = {
    [TAPS_MIXED] = "mixed",
    [TAPS_RUNNING] = "running total",
    [TAPS_WORST] = "worst",
};

typedef struct Row {
  const char *type, *name;
  const char *relevant, *constraint, *calculation, *filter; /* "@" stands for the section's number; NULL: none */
  bool required;
} Row;

/* A section: three groups, chains of calculations three deep, conditions on the section's first answers and on what is calculated. */
static const Row rows[SECTION_QUESTIONS] = {
    {.type = "select_one yesno", .name = "gate", .required = true},
    {.type = "integer", .name = "adults", .relevant = "${gate@} = 'yes'", .constraint = ". >= 0 and . <= 40", .required = true},
    {.type = "integer",
     .name = "children",
     .relevant = "${gate@} = 'yes'",
     .constraint = ". >= 0 and . <= ${adults@} * 10",
     .required = true},
    {.type = "calculate", .name = "people", .calculation = "coalesce(${adults@}, 0) + coalesce(${children@}, 0)"},
    {.type = "calculate", .name = "share", .calculation = "if(${people@} > 0, round(${children@} div ${people@}, 2), 0)"},
    {.type = "select_one yesno", .name = "large", .relevant = "${people@} > 5", .required = true},
    {.type = "note", .name = "told", .relevant = "${share@} > 0.5"},
    {.type = "select_one region", .name = "region", .required = true},
    {.type = "select_one place", .name = "place", .filter = "region = ${region@}", .required = true},
    {.type = "select_multiple things",
     .name = "things",
     .constraint = "not(selected(., 'none') and count-selected(.) > 1)",
     .required = true},
    {.type = "select_one things", .name = "best", .relevant = "count-selected(${things@}) > 1"},
    {.type = "text", .name = "which", .relevant = "selected(${things@}, 'other')"},
    {.type = "integer", .name = "spent", .relevant = "not(selected(${things@}, 'none'))", .constraint = ". >= 0"},
    {.type = "calculate", .name = "each", .calculation = "if(${people@} > 0, coalesce(${spent@}, 0) div ${people@}, 0)"},
    {.type = "calculate", .name = "class", .calculation = "if(${each@} > 500, 'high', if(${each@} > 100, 'middle', 'low'))"},
    {.type = "select_one agree", .name = "fair", .relevant = "${class@} != 'low'", .required = true},
    {.type = "select_one agree", .name = "enough", .required = true},
    {.type = "select_one agree", .name = "safe", .required = true},
    {.type = "select_one agree", .name = "heard", .required = true},
    {.type = "note", .name = "section"},
    {.type = "calculate", .name = "score", .calculation = "number(${enough@}) + number(${safe@}) + number(${heard@})"},
    {.type = "calculate", .name = "low", .calculation = "if(${score@} < 6, 1, 0)"},
    {.type = "select_one yesno", .name = "help", .relevant = "${low@} = 1", .required = true},
    {.type = "text", .name = "what", .relevant = "${help@} = 'yes'"},
    {.type = "note", .name = "end", .relevant = "${low@} = 1 and ${class@} = 'low'"},
};

static void write_expression(Sink *sink, const char *key, const char *expression, int section) {
  if (!expression) return;
  sink_printf(sink, ", %s: \"", key);
  for (const char *c = expression; *c; c++)
    if (*c == '@')
      sink_printf(sink, "%d", section);
    else
      sink_bytes(sink, c, 1);
  sink_z(sink, "\"");
}

static void write_row(Sink *sink, TapsShape shape, const Row *row, int section, bool first) {
  sink_printf(sink, "  - {type: %s, name: %s%d", row->type, row->name, section);
  if (!row->calculation)
    sink_printf(sink, ", label: {nb: 'Spørsmål om %s, del %d', en: 'About %s, part %d'}", row->name, section, row->name, section);
  bool asked_always = shape == TAPS_WORST && !row->calculation && !first;
  write_expression(sink, "relevant", asked_always ? "${gate0} = 'yes'" : row->relevant, section);
  write_expression(sink, "constraint", row->constraint, section);
  write_expression(sink, "calculation", row->calculation, section);
  write_expression(sink, "choice_filter", row->filter, section);
  if (row->required) sink_z(sink, ", required: yes");
  sink_z(sink, "}\n");
}

static void write_total(Sink *sink, int section) {
  if (section == 0)
    sink_z(sink, "  - {type: calculate, name: total0, calculation: \"${people0}\"}\n");
  else
    sink_printf(sink, "  - {type: calculate, name: total%d, calculation: \"${total%d} + ${people%d}\"}\n", section, section - 1,
                section);
}

static void write_choices(Sink *sink) {
  sink_z(sink, "choices:\n"
               "  yesno: [{name: 'yes', label: {nb: Ja, en: 'Yes'}}, {name: 'no', label: {nb: Nei, en: 'No'}}]\n"
               "  things: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: other, label: Other}, {name: "
               "none, label: None}]\n"
               "  agree:\n");
  for (int i = 1; i <= 5; i++)
    sink_printf(sink, "    - {name: '%d', label: {nb: 'Grad %d', en: 'Degree %d'}}\n", i, i, i);
  sink_z(sink, "  region:\n");
  for (int i = 0; i < 8; i++)
    sink_printf(sink, "    - {name: r%d, label: Region %d}\n", i, i);
  sink_z(sink, "  place:\n");
  for (int i = 0; i < 64; i++)
    sink_printf(sink, "    - {name: p%d, label: Place %d, region: r%d}\n", i, i, i / 8);
}

static const char head[] =
    "settings: {form_id: taps, version: 1, default_language: nb}\nlanguages: {nb: Norsk, en: English}\nsurvey:\n";

Str taps_form(Arena *arena, TapsShape shape, int question_count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, head);
  for (int i = 0; i < question_count; i++) {
    int section = i / SECTION_QUESTIONS, row = i % SECTION_QUESTIONS;
    if (shape == TAPS_RUNNING && row == SECTION_QUESTIONS - 1)
      write_total(&sink, section);
    else
      write_row(&sink, shape, &rows[row], section, i == 0);
  }
  write_choices(&sink);
  return buffer_view(&buffer);
}

Str taps_repeat(Arena *arena, const char *expression, const char *behind) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, head);
  sink_z(&sink, "  - {type: integer, name: n, label: N}\n"
                "  - type: repeat\n    name: r\n    repeat_count: \"${n}\"\n    questions:\n"
                "      - {type: integer, name: x, label: X}\n");
  if (expression) sink_printf(&sink, "      - {type: calculate, name: y, calculation: \"%s\"}\n", expression);
  if (behind) sink_printf(&sink, "  - {type: calculate, name: z, calculation: \"%s\"}\n", behind);
  sink_z(&sink, "  - {type: note, name: end, label: End}\n");
  return buffer_view(&buffer);
}
