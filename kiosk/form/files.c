#include "files.h"

#include <string.h>

#include "write_scalar.h"
#include "write_yaml.h"

enum { FILES_MAX = 50, NAME_BYTES_MAX = 200, INDENT = 2 };

static const Str ENDING = STR_INIT(".csv");

static bool ends_as_csv(Str name) {
  return name.len > ENDING.len && str_edit_distance((Str){name.ptr + name.len - ENDING.len, ENDING.len}, ENDING, 0) == 0;
}

Str file_stem(Str name) {
  return ends_as_csv(name) ? (Str){name.ptr, name.len - ENDING.len} : name;
}

/* Beside the form, and nowhere else. */
static bool is_plain_name(Str name) {
  for (size_t i = 0; i < name.len; i++)
    if ((unsigned char)name.ptr[i] < ' ' || name.ptr[i] == '/' || name.ptr[i] == '\\' || name.ptr[i] == ':') return false;
  return ends_as_csv(name) && name.ptr[0] != '.' && name.len <= NAME_BYTES_MAX && str_is_utf8(name);
}

bool file_may_be_elsewhere(const Draft *draft) {
  return !draft->folder && !yaml_get(draft->root, "files");
}

Place file_place(const FormFile *file, int line) {
  Place place = file->place;
  place.line += line - 1;
  place.column = 0;
  return place;
}

/* A block begins on the line after its key. */
static void find_in_source(Draft *draft, FormFile *file) {
  const YamlNode *node = yaml_get(yaml_get(draft->root, "files"), file->name.ptr);
  if (!yaml_text(node, "a file", &file->text, draft->diags)) return;
  file->state = FILE_READ;
  file->place = node->place;
  file->place.line += node->block ? 1 : 0;
}

static void find_in_folder(Draft *draft, FormFile *file) {
  Str path = arena_printf(draft->arena, STR_FMT STR_FMT, STR_ARG(draft->folder->path), STR_ARG(file->name));
  Err err = {0};
  file->place = (Place){.file = path.ptr, .line = 1};
  Status status = file_read(draft->arena, path.ptr, CSV_BYTES_MAX, &file->text, &err);
  if (status == STATUS_OK) {
    file->state = FILE_READ;
  } else if (strcmp(err.code, "file-open") != 0 || status == STATUS_WORLD) {
    file->state = FILE_WRONG;
    draft_report_at(draft, MISTAKE_FILE_CONTENT, file->place, SAY(draft, "this file cannot be read: %s", err.sentence),
                    STR("see to it that it can be read, and is no larger than 4 MiB"));
  }
}

static void read_table(Draft *draft, FormFile *file) {
  CsvProblem problem;
  if (csv_read(draft->arena, file->text, &file->table, &problem)) return;
  file->state = FILE_WRONG;
  Place place = file_place(file, problem.line);
  if (!file->place.sheet && file->place.column == 0) place.column = problem.column;
  draft_report_at(draft, MISTAKE_FILE_CONTENT, place, str_from(problem.what), str_from(problem.remedy));
}

static const FormFile no_file = {.state = FILE_MISSING};

const FormFile *file_get(Draft *draft, Str name) {
  for (size_t i = 0; i < draft->file_count; i++)
    if (str_equal(draft->files[i].name, name)) return &draft->files[i];
  if (!is_plain_name(name) || draft->file_count == FILES_MAX) return &no_file;
  if (!draft->files) draft->files = ARENA_ARRAY(draft->arena, FormFile, FILES_MAX);
  FormFile *file = &draft->files[draft->file_count++];
  *file = (FormFile){.name = arena_str(draft->arena, name), .state = FILE_MISSING};
  if (yaml_get(draft->root, "files"))
    find_in_source(draft, file);
  else if (draft->folder)
    find_in_folder(draft, file);
  if (file->state == FILE_READ) read_table(draft, file);
  return file;
}

void file_fill_list(Draft *draft, const FormFile *file, ChoiceList *list, Choice *choices) {
  const CsvTable *table = &file->table;
  for (size_t i = 0; i < table->row_count; i++)
    choices[i] =
        (Choice){.code = -1, .columns = table->cells + i * table->column_count, .place = file_place(file, table->lines[i])};
  list->name = file_stem(file->name);
  list->place = file->place;
  list->choices = choices;
  list->count = table->row_count;
  list->column_names = table->names;
  list->column_count = table->column_count;
  list->from_file = true;
  list->answers_ix = -1;
  list->column_indexes = ARENA_ARRAY(draft->arena, const NameIndex *, table->column_count);
}

static const FormFile *file_of_table(Draft *draft, Str id) {
  return file_get(draft, arena_printf(draft->arena, STR_FMT "%s", STR_ARG(id), ENDING.ptr));
}

bool file_is_missing(Draft *draft, Str id) {
  return file_of_table(draft, id)->state == FILE_MISSING;
}

ChoiceList *file_table(Draft *draft, Str id) {
  for (size_t i = 0; i < draft->table_count; i++)
    if (str_equal(draft->tables[i].name, id)) return &draft->tables[i];
  const FormFile *file = file_of_table(draft, id);
  if (file->state != FILE_READ) return NULL;
  if (!draft->tables) draft->tables = ARENA_ARRAY(draft->arena, ChoiceList, FILES_MAX);
  ChoiceList *table = &draft->tables[draft->table_count++];
  file_fill_list(draft, file, table, ARENA_ARRAY(draft->arena, Choice, file->table.row_count));
  return table;
}

void file_index_column(Draft *draft, ChoiceList *list, int column_ix) {
  if (list->column_indexes[column_ix]) return;
  NameIndex *index = ARENA_NEW(draft->arena, NameIndex);
  Str *cells = ARENA_ARRAY(draft->arena, Str, list->count);
  for (size_t i = 0; i < list->count; i++)
    cells[i] = list->choices[i].columns[column_ix];
  *index = name_index_new(draft->arena, cells, NULL, list->count);
  list->column_indexes[column_ix] = index;
}

/* Without the mark of its encoding, its lines ended by LF: so it reads back the same from any YAML. */
static Str plain_lines(Arena *arena, Str text) {
  static const Str mark = STR_INIT("\xEF\xBB\xBF");
  if (str_starts_with(text, mark)) text = (Str){text.ptr + mark.len, text.len - mark.len};
  char *copy = arena_alloc(arena, text.len);
  size_t count = 0;
  for (size_t i = 0; i < text.len; i++) {
    const bool is_return = text.ptr[i] == '\r', is_two = is_return && i + 1 < text.len && text.ptr[i + 1] == '\n';
    if (!is_two) copy[count++] = is_return ? '\n' : text.ptr[i];
  }
  return str_trim((Str){copy, count});
}

static void write_file(Draft *draft, const FormFile *file, Sink *sink) {
  Str text = plain_lines(draft->arena, file->text);
  sink_printf(sink, "%*s", INDENT, "");
  write_scalar(sink, file->name, false, false);
  sink_z(sink, ": ");
  if (write_scalar_can_keep_lines(text)) {
    write_scalar_lines(sink, text, (size_t)INDENT * 2);
  } else {
    write_scalar(sink, text, false, true);
    sink_z(sink, "\n");
  }
}

/* Behind which a key of the form can be written: not so one in braces, or one that says where it ends. */
static bool can_be_added_to(Str source, const YamlNode *root) {
  Str first = yaml_line_at(source, root->place.line);
  size_t column = root->place.column > 0 ? (size_t)root->place.column - 1 : 0;
  return !(column < first.len && first.ptr[column] == '{') && !strstr(source.ptr, "\n...");
}

Str files_in_source(Draft *draft, Str source) {
  size_t count = 0;
  for (size_t i = 0; i < draft->file_count; i++)
    count += draft->files[i].state == FILE_READ;
  if (count == 0 || yaml_get(draft->root, "files")) return source;
  Buffer buffer = buffer_new(draft->arena);
  Sink sink = sink_to_buffer(&buffer);
  if (!draft->root->place.sheet && !can_be_added_to(source, draft->root)) source = write_yaml(draft->arena, draft->root);
  sink_str(&sink, source);
  sink_z(&sink, source.len > 0 && source.ptr[source.len - 1] == '\n' ? "\nfiles:\n" : "\n\nfiles:\n");
  for (size_t i = 0; i < draft->file_count; i++)
    if (draft->files[i].state == FILE_READ) write_file(draft, &draft->files[i], &sink);
  return buffer_view(&buffer);
}

Status form_read_table(Arena *arena, const char *path, Diags *diags, ChoiceList *out, Err *err) {
  FormFile file = {.place = {.file = path, .line = 1}};
  Status status = file_read(arena, path, CSV_BYTES_MAX, &file.text, err);
  if (status != STATUS_OK) return status;
  const char *slash = strrchr(path, '/');
  file.name = str_from(slash ? slash + 1 : path);
  Draft draft = {.arena = arena, .diags = diags};
  read_table(&draft, &file);
  if (file.state == FILE_WRONG) return err_set(err, STATUS_INPUT, "file-content", "%s is no table", path);
  file_fill_list(&draft, &file, out, ARENA_ARRAY(arena, Choice, file.table.row_count));
  return STATUS_OK;
}
