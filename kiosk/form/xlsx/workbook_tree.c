#include "workbook_tree.h"

#include "parts.h"

static Str list_sheets(Reading *reading) {
  Buffer buffer = buffer_new(reading->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < reading->workbook->count && i < 10; i++) {
    sink_z(&sink, i ? ", " : "");
    sink_str(&sink, reading->workbook->sheets[i].name);
  }
  return buffer_view(&buffer);
}

static bool check_survey_columns(Reading *reading, const Sheet *survey, const Table *table) {
  if (!survey) {
    xlsx_report(reading, XLSX_NO_SURVEY, (Site){.place = {.file = reading->file}},
                arena_printf(reading->arena, "the workbook has no sheet named survey, and so no questions (it has " STR_FMT ")",
                             STR_ARG(list_sheets(reading))),
                STR("name the sheet with the questions survey, in columns type, name and label, as https://xlsform.org has it"));
    return false;
  }
  if (table_has(table, COLUMN_TYPE)) return true;
  xlsx_report(reading, XLSX_NO_TYPE_COLUMN,
              (Site){.place = {.file = reading->file, .sheet = survey->name.ptr, .line = 1, .column = 1}},
              STR("the survey sheet has no column type, which says what each row asks"),
              STR("write type, name and label as headings into the first row"));
  return false;
}

/* Without their lists' names, choices are of no use to anybody. */
static void check_choice_columns(Reading *reading, Table *table) {
  if (table->row_count == 0 || table_has(table, COLUMN_LIST_NAME)) return;
  xlsx_report(reading, XLSX_NO_LIST_COLUMN, (Site){.place = table->heading_place},
              arena_printf(reading->arena, "the sheet " STR_FMT " has no column list_name, and is passed over",
                           STR_ARG(table->sheet->name)),
              STR("write list_name, name and label as headings into its first row; list_name says what list a choice belongs to"));
  table->row_count = 0;
}

static const Sheet *find_sheet(Reading *reading, const char *name) {
  return workbook_sheet(reading->workbook, str_from(name));
}

/* In the order in which languages are to be met. */
static Tables read_tables(Reading *reading) {
  Tables tables = {.survey = table_new(reading, find_sheet(reading, "survey"), SHEET_SURVEY)};
  tables.choices = table_new(reading, find_sheet(reading, "choices"), SHEET_CHOICES);
  tables.external_choices = table_new(reading, find_sheet(reading, "external_choices"), SHEET_CHOICES);
  tables.settings = table_new(reading, find_sheet(reading, "settings"), SHEET_SETTINGS);
  tables.kiosk = table_new(reading, find_sheet(reading, "kiosk"), SHEET_KIOSK);
  int *new_ix = ARENA_ARRAY(reading->arena, int, reading->languages.count);
  languages_drop_unused(&reading->languages, new_ix);
  Table *all[] = {&tables.survey, &tables.choices, &tables.external_choices, &tables.settings, &tables.kiosk};
  for (size_t i = 0; i < COUNT_OF(all); i++)
    table_renumber_languages(all[i], new_ix);
  return tables;
}

typedef struct Parts {
  const YamlNode *settings, *languages, *kiosk, *survey, *choices;
} Parts;

static const YamlNode *put_together(Reading *reading, const Parts *parts) {
  TreeMap map = tree_map(reading->arena, (Site){.place = parts->survey->place});
  tree_put(&map, STR("settings"), parts->settings);
  tree_put(&map, STR("languages"), parts->languages);
  tree_put(&map, STR("kiosk"), parts->kiosk);
  tree_put(&map, STR("survey"), parts->survey);
  tree_put(&map, STR("choices"), parts->choices);
  return tree_map_done(&map);
}

bool workbook_tree_of(Arena *arena, const Workbook *workbook, const char *file, Diags *diags, WorkbookTree *out) {
  Reading reading = {.arena = arena, .diags = diags, .file = file, .workbook = workbook, .languages = {.arena = arena}};
  Tables tables = read_tables(&reading);
  if (!check_survey_columns(&reading, find_sheet(&reading, "survey"), &tables.survey)) return false;
  check_choice_columns(&reading, &tables.choices);
  check_choice_columns(&reading, &tables.external_choices);
  int default_language_ix = xlsx_settle_languages(&reading, &tables);
  Parts parts = {.settings = xlsx_settings(&reading, &tables, default_language_ix),
                 .languages = xlsx_languages(&reading, &tables),
                 .kiosk = xlsx_kiosk(&tables.kiosk),
                 .survey = xlsx_survey(&tables.survey),
                 .choices = xlsx_choices(&tables)};
  out->read = put_together(&reading, &parts);
  parts.settings = xlsx_with_form_id(&reading, parts.settings);
  parts.survey = xlsx_nest(arena, parts.survey);
  out->written = put_together(&reading, &parts);
  return true;
}

bool workbook_tree_read(Arena *arena, Str bytes, const char *file, Diags *diags, WorkbookTree *out) {
  Workbook *workbook = ARENA_NEW(arena, Workbook);
  return workbook_read(arena, bytes, file, diags, workbook) && workbook_tree_of(arena, workbook, file, diags, out);
}
