#include "draft.h"
#include "files.h"

enum { FILE_MAX_BYTES = 16 * 1024 * 1024 };

static void report_empty(Draft *draft, Str what, Str remedy) {
  diags_add(draft->diags, DIAG_ERROR, mistake_code(MISTAKE_EMPTY_FORM), (Place){.file = draft->form.file, .line = 1, .column = 1},
            what, remedy);
}

/* The other files of a kiosk lie close to its forms: each is told by a key that only it has, instead of by every key that no form has. */
static bool is_other_file(Draft *draft) {
  static const struct {
    const char *key;
    Str what, remedy;
  } OTHERS[] = {
      {"forms", STR_INIT("this is a kiosk's configuration, not a form"),
       STR_INIT("start it with kiosk --config, and keep it out of a folder of forms")},
      {"colours", STR_INIT("this is a theme, not a form"),
       STR_INIT("name it with --theme, or as theme: in a configuration, and keep it out of a folder of forms")},
  };
  if (draft->root->kind != YAML_MAP || yaml_get(draft->root, "survey") || yaml_get(draft->root, "settings")) return false;
  for (size_t i = 0; i < COUNT_OF(OTHERS); i++) {
    if (!yaml_get(draft->root, OTHERS[i].key)) continue;
    report_empty(draft, OTHERS[i].what, OTHERS[i].remedy);
    return true;
  }
  return false;
}

static void read_form(Draft *draft) {
  draft_expect_keys(draft, draft->root, "a form", FORM_PART_FORM);
  if (draft->root->kind != YAML_MAP || draft->root->broken) return;
  read_settings(draft);
  read_kiosk(draft);
  flatten_survey(draft);
  read_choices(draft);
  read_file_lists(draft);
  read_survey(draft);
  lay_out_screens(draft);
  name_paths(draft);
  resolve_texts(draft);
  resolve_form(draft);
  bound_answer_lists(draft);
  join_tables(draft);
  mark_free_text(draft);
  lay_out_tables(draft);
  check_questions(draft);
  check_choices(draft);
  check_comparisons(draft);
  check_link_code(draft);
  graph_form(draft);
  reach_form(draft);
  draft_report_rest(draft);
}

const Form *form_from_tree_in(Arena *arena, const YamlNode *root, Str source, const char *file, FormOrigin origin,
                              const FormFolder *folder, Diags *diags) {
  size_t errors_before = diags->error_count;
  const char *name = arena_str(arena, str_from(file)).ptr;
  Draft draft = {.arena = arena,
                 .diags = diags,
                 .root = root,
                 .patient = origin == ORIGIN_WORKBOOK,
                 .stored = origin == ORIGIN_STORED,
                 .folder = folder,
                 .form = {.source = source, .file = name}};
  if (!root || yaml_is_null(root))
    report_empty(&draft, STR("there is no form in this file"),
                 STR("write settings:, survey: and choices:, as in the forms that come with the program"));
  else if (!is_other_file(&draft))
    read_form(&draft);
  if (diags->error_count > errors_before) return NULL;
  Form *form = ARENA_NEW(arena, Form);
  *form = draft.form;
  form->source = files_in_source(&draft, source);
  return form;
}

const Form *form_from_tree(Arena *arena, const YamlNode *root, Str source, const char *file, FormOrigin origin, Diags *diags) {
  return form_from_tree_in(arena, root, source, file, origin, NULL, diags);
}

static const Form *parse_yaml(Arena *arena, Str source, const char *file, FormOrigin origin, const FormFolder *folder,
                              Diags *diags) {
  size_t errors_before = diags->error_count;
  Str kept = arena_str(arena, source);
  const YamlNode *root = yaml_parse(arena, kept, arena_str(arena, str_from(file)).ptr, diags).root;
  if (!root && diags->error_count > errors_before) return NULL; /* a syntax error */
  const Form *form = form_from_tree_in(arena, root, kept, file, origin, folder, diags);
  return diags->error_count > errors_before ? NULL : form;
}

const Form *form_parse_yaml(Arena *arena, Str source, const char *file, Diags *diags) {
  return parse_yaml(arena, source, file, ORIGIN_AUTHOR, NULL, diags);
}

const Form *form_parse_stored(Arena *arena, Str source, const char *file, Diags *diags) {
  return parse_yaml(arena, source, file, ORIGIN_STORED, NULL, diags);
}

static const Form *parse_yaml_in(Arena *arena, Str source, const char *file, const FormFolder *folder, Diags *diags) {
  return parse_yaml(arena, source, file, ORIGIN_AUTHOR, folder, diags);
}

typedef struct Format {
  const char *ending;
  /* NULL: not a format this program reads */
  const Form *(*parse)(Arena *arena, Str source, const char *file, const FormFolder *folder, Diags *diags);
  const char *remedy;
} Format;

static const Format FORMATS[] = {
    {".yaml", parse_yaml_in, NULL},
    {".yml", parse_yaml_in, NULL},
    {".xlsx", form_parse_xlsx_in, NULL},
    {".xls", NULL, "save the workbook as .xlsx, which spreadsheet programs call Excel workbook"},
    {".ods", NULL, "save the workbook as .xlsx, which spreadsheet programs call Excel workbook"},
    {".xlsm", NULL, "save the workbook as .xlsx, without macros"},
    {".csv", NULL, "put the sheets into one workbook and save it as .xlsx"},
    {".json", NULL, "give it a form that ends in .xlsx or .yaml"},
    {".xml", NULL, "give it the workbook the XForm was made from, which ends in .xlsx"},
    {"", NULL, "give it a file that ends in .yaml or .xlsx"},
};

static bool ends_with(Str s, Str ending) {
  return s.len >= ending.len && str_edit_distance((Str){s.ptr + s.len - ending.len, ending.len}, ending, 0) == 0;
}

static const Format *find_format(Str path) {
  size_t i = 0;
  while (!ends_with(path, str_from(FORMATS[i].ending)))
    i++;
  return &FORMATS[i];
}

static Str folder_of(Arena *arena, Str path) {
  while (path.len > 0 && path.ptr[path.len - 1] != '/')
    path.len--;
  return arena_str(arena, path);
}

Status form_load(Arena *arena, const char *path, Diags *diags, const Form **out, Err *err) {
  *out = NULL;
  Str source;
  const Format *format = find_format(str_from(path));
  if (!format->parse)
    return err_set(err, STATUS_INPUT, "form-format", "%s is not a form this version reads; %s", path, format->remedy);
  Status status = file_read(arena, path, FILE_MAX_BYTES, &source, err);
  if (status != STATUS_OK) return status;
  size_t errors_before = diags->error_count;
  const FormFolder folder = {folder_of(arena, str_from(path))};
  *out = format->parse(arena, source, path, &folder, diags);
  size_t errors = diags->error_count - errors_before;
  if (!*out) return err_set(err, STATUS_INPUT, "form-mistakes", "%s has %zu error%s", path, errors, errors == 1 ? "" : "s");
  return STATUS_OK;
}
