/* Choices that stand in a file beside the form: select_one_from_file kommuner.csv. */
#include "files.h"

#include <string.h>

#include "markup.h"
#include "parameters.h"

typedef struct FileChoices { /* where a file's choices are read */
  Draft *draft;
  const FormFile *file;
  int name_ix;          /* the column of their names */
  const int *label_ixs; /* by language: that of their labels, or -1 */
} FileChoices;

/* "nb", "Norsk" and "Norsk (nb)". */
static bool is_language(const Language *language, Str words) {
  if (str_edit_distance(words, language->code, 0) == 0 || str_edit_distance(words, language->name, 0) == 0) return true;
  size_t ending = language->code.len + 2;
  if (words.len < ending || words.ptr[words.len - ending] != '(' || words.ptr[words.len - 1] != ')') return false;
  return str_equal((Str){words.ptr + words.len - ending + 1, language->code.len}, language->code);
}

/* What stands behind "label::", or "label:"; false: it is another column. */
static bool label_language(Str column, Str label, Str *out) {
  if (!str_starts_with(column, label) || column.len == label.len) return false;
  Str rest = {column.ptr + label.len, column.len - label.len};
  size_t colons = 0;
  while (colons < rest.len && rest.ptr[colons] == ':')
    colons++;
  *out = str_trim((Str){rest.ptr + colons, rest.len - colons});
  return colons == 1 || colons == 2;
}

/* A plain column is in the default language, where that has none of its own. */
static bool find_labels(const Draft *draft, const CsvTable *table, Str label, int *label_ixs) {
  bool any = false;
  for (size_t i = 0; i < draft->form.language_count; i++) {
    label_ixs[i] = -1;
    for (size_t k = 0; k < table->column_count; k++) {
      Str language;
      if (label_language(table->names[k], label, &language) && is_language(&draft->languages[i], language)) label_ixs[i] = (int)k;
    }
    any |= label_ixs[i] >= 0;
  }
  int *of_default = &label_ixs[draft->form.default_language_ix];
  if (*of_default < 0) *of_default = csv_find_column(table, label);
  return any || *of_default >= 0;
}

static void read_name(const FileChoices *reading, Choice *choice) {
  Draft *draft = reading->draft;
  choice->name = choice->columns[reading->name_ix];
  if (choice->name.len == 0)
    draft_report_at(draft, MISTAKE_NAME_MISSING, choice->place, STR("this choice has no name"),
                    STR("write a short word into its column, which is what is stored"));
  else if (!draft_is_choice_name(choice->name))
    draft_report_at(
        draft, MISTAKE_BAD_NAME, choice->place, SAY(draft, "\"" STR_FMT "\" cannot be a choice's name", STR_ARG(choice->name)),
        SAY(draft, "write one word of at most %d characters without quotes, commas and /; what visitors see is the label",
            (int)NAME_MAX_BYTES));
}

static void read_label(const FileChoices *reading, Choice *choice) {
  Draft *draft = reading->draft;
  Str *texts = ARENA_ARRAY(draft->arena, Str, draft->form.language_count);
  for (size_t i = 0; i < draft->form.language_count; i++)
    if (reading->label_ixs[i] >= 0)
      texts[i] = str_trim(markup_plain(draft->arena, arena_str(draft->arena, choice->columns[reading->label_ixs[i]])));
  choice->label = (Text){.by_language = texts};
  if (!text_is_empty(&draft->form, choice->label)) return;
  choice->label = draft_same_text(draft, choice->name);
  draft_report_at(draft, MISTAKE_MISSING_LABEL, choice->place, STR("this choice has no label, and visitors would see its name"),
                  STR("write its text into the column label"));
}

static void report_repetitions(Draft *draft, const ChoiceList *list) {
  for (size_t i = 0; i < list->count; i++) {
    int first = form_find_choice(list, list->choices[i].name);
    if (first < 0 || (size_t)first == i) continue;
    draft_report_at(draft, MISTAKE_DUPLICATE_CHOICE, list->choices[i].place,
                    SAY(draft, "the choice " STR_FMT " stands in the file already (" STR_FMT ")", STR_ARG(list->choices[i].name),
                        STR_ARG(draft_say_place(draft, list->choices[first].place))),
                    STR("give one of the two another name"));
  }
}

/* Those without a name cannot be stored. */
static size_t drop_nameless(Choice *choices, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (choices[i].name.len > 0) choices[kept++] = choices[i];
  return kept;
}

static void read_list(const FileChoices *reading, ChoiceList *list) {
  Draft *draft = reading->draft;
  Choice *choices = ARENA_ARRAY(draft->arena, Choice, reading->file->table.row_count);
  file_fill_list(draft, reading->file, list, choices);
  for (size_t i = 0; i < list->count; i++) {
    read_name(reading, &choices[i]);
    read_label(reading, &choices[i]);
  }
  list->count = drop_nameless(choices, list->count);
  list->index = draft_index_choices(draft, list);
  report_repetitions(draft, list);
  if (list->count == 0)
    draft_report_at(draft, MISTAKE_EMPTY_LIST, list->place, STR("the file has no choices"), STR("write a row for each choice"));
}

static const YamlNode *parameters_of(const Row *row) {
  return yaml_get(row->node, "parameters");
}

static bool find_columns(FileChoices *reading, const Row *row, int *label_ixs) {
  Draft *draft = reading->draft;
  Str name = STR("name"), label = STR("label");
  parameter_get(parameters_of(row), "value", &name);
  parameter_get(parameters_of(row), "label", &label);
  reading->name_ix = csv_find_column(&reading->file->table, name);
  reading->label_ixs = label_ixs;
  bool has_labels = find_labels(draft, &reading->file->table, label, label_ixs);
  if (reading->name_ix >= 0 && has_labels) return true;
  draft_report_at(
      draft, MISTAKE_FILE_CONTENT, file_place(reading->file, 1),
      SAY(draft, "the file has no column " STR_FMT, STR_ARG(reading->name_ix < 0 ? name : label)),
      STR("name the columns name and label in the first line, or write parameters: value=COLUMN label=COLUMN in the form"));
  return false;
}

static void report_missing(Draft *draft, const Row *row) {
  Str name = row->type.list;
  if (file_may_be_elsewhere(draft))
    draft_report(draft, MISTAKE_NOT_ASKED, draft_get(row->node, "type"),
                 SAY(draft, "the choices in " STR_FMT " are not known here; the question is passed over", STR_ARG(name)),
                 STR("check the form in its own folder"));
  else
    draft_report(draft, MISTAKE_FILE_MISSING, draft_get(row->node, "type"),
                 SAY(draft, "there is no file " STR_FMT " beside the form", STR_ARG(name)),
                 memchr(name.ptr, '/', name.len)
                     ? STR("tables lie in the form's own folder: put the file there, and write its name only")
                     : STR("put it into the form's folder: a sheet saved as CSV, its name ending in .csv"));
}

/* Without choices there is a list all the same, so that what is missing is said once. */
static void add_list(Draft *draft, const Row *row) {
  const YamlNode *type = draft_get(row->node, "type");
  ChoiceList *list = &draft->lists[draft->form.list_count];
  ListDraft *list_draft = &draft->list_drafts[draft->form.list_count++];
  *list = (ChoiceList){.answers_ix = -1, .name = file_stem(row->type.list), .place = type->place};
  *list_draft = (ListDraft){.key = type, .broken = true, .used = true, .with_other_ix = -1};
  FileChoices reading = {.draft = draft, .file = file_get(draft, row->type.list)};
  if (reading.file->state == FILE_MISSING) {
    report_missing(draft, row);
    list_draft->elsewhere = file_may_be_elsewhere(draft);
  }
  int *label_ixs = ARENA_ARRAY(draft->arena, int, draft->form.language_count);
  if (reading.file->state != FILE_READ || !find_columns(&reading, row, label_ixs)) return;
  size_t errors = draft->diags->error_count;
  read_list(&reading, list);
  list_draft->broken = draft->diags->error_count > errors;
}

static bool is_same_parameter(const Row *row, const Row *other, const char *name) {
  Str a = {0}, b = {0};
  bool said = parameter_get(parameters_of(row), name, &a), other_said = parameter_get(parameters_of(other), name, &b);
  return said == other_said && (!said || str_equal(a, b));
}

/* The row whose list it is already; NULL: it is the first to ask for the file. */
static const Row *find_first(const Draft *draft, const Row *row) {
  for (const Row *other = draft->survey_rows; other < row; other++)
    if (other->type.from_file && !other->ends && str_equal(other->type.list, row->type.list)) return other;
  return NULL;
}

static void check_same(Draft *draft, const Row *row, const Row *first) {
  if (is_same_parameter(row, first, "value") && is_same_parameter(row, first, "label")) return;
  draft_report(draft, MISTAKE_BAD_VALUE, draft_get(row->node, "parameters"),
               SAY(draft, "the file's names and labels are in other columns for another question (" STR_FMT ")",
                   STR_ARG(draft_say_place(draft, first->node->place))),
               STR("let all questions of a file read the same columns"));
}

static void check_taken(Draft *draft, const Row *row) {
  Str stem = file_stem(row->type.list);
  int list_ix = name_index_find(&draft->list_index, 0, stem);
  if (list_ix < 0) return;
  draft_report(draft, MISTAKE_DUPLICATE_NAME, draft_get(row->node, "type"),
               SAY(draft, "the name " STR_FMT " is taken already by a list (" STR_FMT ")", STR_ARG(stem),
                   STR_ARG(draft_say_place(draft, draft->lists[list_ix].place))),
               STR("give the list or the file another name"));
}

void read_file_lists(Draft *draft) {
  size_t lists = draft->form.list_count;
  for (size_t i = 0; i < draft->survey_row_count; i++) {
    const Row *row = &draft->survey_rows[i];
    if (row->ends || !row->type.from_file || row->type.list.len == 0) continue;
    const Row *first = find_first(draft, row);
    if (first) {
      check_same(draft, row, first);
    } else {
      check_taken(draft, row);
      add_list(draft, row);
    }
  }
  if (draft->form.list_count > lists) draft_index_lists(draft);
}
