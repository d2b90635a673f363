#include "form.h"
#include "name_index.h"
#include "parts.h"
#include "words.h"

typedef struct ListMaker {
  Str name;
  TreeList choices;
} ListMaker;

typedef struct Choices {
  const Tables *tables;
  Arena *arena;
  ListMaker *lists;
  size_t count;
  Str *names;   /* by row of all sheets: its list's; empty where a row is none */
  int *list_of; /* by row: the list that its name makes; known for the first row of each name */
  NameIndex index;
} Choices;

static bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
         (unsigned char)c >= 0x80;
}

static bool has_word(Str text, Str word) {
  for (size_t at = 0; at + word.len <= text.len; at++) {
    size_t end = at + word.len;
    bool starts = at == 0 || !is_name_byte(text.ptr[at - 1]), ends = end == text.len || !is_name_byte(text.ptr[end]);
    if (starts && ends && str_equal((Str){text.ptr + at, word.len}, word)) return true;
  }
  return false;
}

/* Columns beyond XLSForm's are there for expressions to ask for; the others are the author's own notes. */
static bool is_asked_for(const Table *survey, Str column) {
  static const ColumnKey EXPRESSIONS[] = {COLUMN_CHOICE_FILTER, COLUMN_CALCULATION, COLUMN_RELEVANT, COLUMN_CONSTRAINT,
                                          COLUMN_DEFAULT,       COLUMN_REQUIRED,    COLUMN_READ_ONLY};
  for (size_t i = 0; i < survey->row_count; i++) {
    for (size_t j = 0; j < COUNT_OF(EXPRESSIONS); j++) {
      const Cell *cell = table_cell(survey, &survey->rows[i], EXPRESSIONS[j], LANGUAGE_NONE);
      if (cell && has_word(cell->text, column)) return true;
    }
  }
  return false;
}

static bool is_code(Str text) {
  int64_t code;
  return str_to_int64(text, &code) && code >= 0 && code <= FORM_CODE_MAX;
}

/* Other people's columns are called code too, and hold what they like. */
static bool has_codes(const Table *table) {
  for (size_t i = 0; i < table->row_count; i++) {
    const Cell *cell = table_cell(table, &table->rows[i], COLUMN_CODE, LANGUAGE_NONE);
    if (cell && !is_code(words_on_one_line(table->reading->arena, cell->text))) return false;
  }
  return true;
}

static void put_word(const Table *table, const Row *row, ColumnKey key, TreeMap *map) {
  const YamlNode *node = table_words(table, row, key);
  if (!node) return;
  WordsTruth truth = words_truth(node->text);
  Site site = {.place = node->place, .line = node->line};
  if (key == COLUMN_CODE)
    tree_put(map, STR("code"), tree_word(table->reading->arena, site, node->text));
  else if (truth == WORDS_TRUE)
    tree_put(map, str_from(column_key_name(key)), tree_word(table->reading->arena, site, STR("true")));
}

static const YamlNode *read_image(const Table *table, const Row *row) {
  const YamlNode *node = table_words(table, row, COLUMN_IMAGE), *text = node ? node : table_text(table, row, COLUMN_IMAGE);
  return text && text->kind == YAML_MAP ? text->pairs[0].value : text;
}

typedef struct Plan { /* what is taken from a sheet's columns */
  const Table *table;
  bool codes;
  bool *taken; /* beside its columns */
} Plan;

static const YamlNode *read_choice(const Plan *plan, const Row *row) {
  const Table *table = plan->table;
  TreeMap map = tree_map(table->reading->arena, table_site(table, row, &row->cells[0]));
  tree_put(&map, STR("name"), table_words(table, row, COLUMN_NAME));
  if (plan->codes) put_word(table, row, COLUMN_CODE, &map);
  put_word(table, row, COLUMN_MISSING, &map);
  put_word(table, row, COLUMN_EXCLUSIVE, &map);
  tree_put(&map, STR("label"), table_text(table, row, COLUMN_LABEL));
  tree_put(&map, STR("image"), read_image(table, row));
  for (size_t i = 0; i < table->column_count; i++)
    if (plan->taken[i] && !tree_has(&map, table->columns[i].name))
      tree_put(&map, table->columns[i].name, table_column_words(table, row, i));
  return tree_map_done(&map);
}

static Str list_name_of(const Table *table, const Row *row) {
  const Cell *cell = table_cell(table, row, COLUMN_LIST_NAME, LANGUAGE_NONE);
  return cell ? words_on_one_line(table->reading->arena, cell->text) : (Str){0};
}

/* A row without a list offers nothing to anybody; one with a single cell is a heading or a remark. */
static void report_without_list(const Table *table, const Row *row) {
  if (table_filled_count(table, row) < 2) return;
  xlsx_report(table->reading, XLSX_CHOICE_WITHOUT_LIST, table_site(table, row, &row->cells[0]),
              STR("this choice belongs to no list, and is passed over"), STR("write the list's name into its list_name"));
}

static ListMaker *list_for(Choices *choices, size_t row_ix, Site site) {
  Str name = choices->names[row_ix];
  int first = name_index_find(&choices->index, 0, name);
  if ((size_t)first == row_ix) {
    choices->list_of[row_ix] = (int)choices->count;
    choices->lists[choices->count++] = (ListMaker){.name = name, .choices = tree_list(choices->arena, site)};
  }
  return &choices->lists[choices->list_of[first]];
}

/* first_row_ix: of the sheet's rows among those of all sheets. */
static void read_sheet(Choices *choices, const Table *table, size_t first_row_ix) {
  Plan plan = {.table = table, .codes = has_codes(table), .taken = ARENA_ARRAY(choices->arena, bool, table->column_count)};
  for (size_t i = 0; i < table->column_count; i++)
    plan.taken[i] = table->columns[i].key == COLUMN_NONE && is_asked_for(&choices->tables->survey, table->columns[i].name);
  for (size_t i = 0; i < table->row_count; i++) {
    const Row *row = &table->rows[i];
    if (choices->names[first_row_ix + i].len == 0) {
      report_without_list(table, row);
      continue;
    }
    const Cell *cell = table_cell(table, row, COLUMN_LIST_NAME, LANGUAGE_NONE);
    tree_append(&list_for(choices, first_row_ix + i, table_site(table, row, cell))->choices, read_choice(&plan, row));
  }
}

static void name_rows(Choices *choices, const Table *table, size_t first_row_ix) {
  for (size_t i = 0; i < table->row_count; i++)
    choices->names[first_row_ix + i] = list_name_of(table, &table->rows[i]);
}

const YamlNode *xlsx_choices(const Tables *tables) {
  Arena *arena = tables->survey.reading->arena;
  size_t first = tables->choices.row_count, row_count = first + tables->external_choices.row_count;
  Choices choices = {.tables = tables,
                     .arena = arena,
                     .lists = ARENA_ARRAY(arena, ListMaker, row_count),
                     .names = ARENA_ARRAY(arena, Str, row_count),
                     .list_of = ARENA_ARRAY(arena, int, row_count)};
  name_rows(&choices, &tables->choices, 0);
  name_rows(&choices, &tables->external_choices, first);
  choices.index = name_index_new(arena, choices.names, NULL, row_count);
  read_sheet(&choices, &tables->choices, 0);
  read_sheet(&choices, &tables->external_choices, first);
  if (choices.count == 0) return NULL;
  TreeMap map = tree_map(arena, choices.lists[0].choices.site);
  for (size_t i = 0; i < choices.count; i++)
    tree_put(&map, choices.lists[i].name, tree_list_done(&choices.lists[i].choices));
  return tree_map_done(&map);
}
