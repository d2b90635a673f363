#include "draft.h"

/* The file's name without its folder and ending. */
static Str stem_of(Str path) {
  size_t start = 0, end = path.len;
  for (size_t i = 0; i < path.len; i++)
    if (path.ptr[i] == '/') start = i + 1;
  for (size_t i = path.len; i > start; i--)
    if (path.ptr[i - 1] == '.' && end == path.len) end = i - 1;
  return (Str){path.ptr + start, end - start};
}

/* What draft_check_name lets pass, made of any text. */
static Str tidy_form_id(Draft *draft, Str text) {
  char *bytes = ARENA_ARRAY(draft->arena, char, NAME_MAX_BYTES + 1);
  size_t count = 0;
  for (size_t i = 0; i < text.len && count < NAME_MAX_BYTES; i++) {
    char c = text.ptr[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool inside = (c >= '0' && c <= '9') || c == '-' || c == '.';
    if (inside && count == 0) bytes[count++] = '_';
    if (count < NAME_MAX_BYTES) bytes[count++] = letter || inside ? c : '_';
  }
  return count ? (Str){bytes, count} : STR("form");
}

static void read_form_id(Draft *draft, const YamlNode *settings) {
  const YamlNode *node = yaml_get(settings, "form_id");
  Str *form_id = &draft->form.form_id;
  if (yaml_is_null(node)) {
    *form_id = tidy_form_id(draft, stem_of(str_from(draft->form.file)));
    draft_report(draft, MISTAKE_MISSING_KEY,
                 node       ? node
                 : settings ? settings
                            : draft->root,
                 STR("the form has no form_id"),
                 draft_remedy(draft, STR("write settings: {form_id: NAME}; the answers are filed under that name"),
                              SAY(draft,
                                  "its answers are filed under its file's name, " STR_FMT
                                  "; write a name that stays into the column form_id of the sheet settings",
                                  STR_ARG(*form_id))));
    return;
  }
  if (!yaml_text(node, "form_id", form_id, draft->diags)) return;
  if (!draft_check_name(draft, node, *form_id, "a form_id")) *form_id = tidy_form_id(draft, *form_id);
}

static void read_version(Draft *draft, const YamlNode *settings) {
  const YamlNode *node = yaml_get(settings, "version");
  if (yaml_is_null(node)) {
    draft_report(
        draft, MISTAKE_MISSING_VERSION,
        node       ? node
        : settings ? settings
                   : draft->root,
        STR("the form has no version"),
        draft_remedy(
            draft,
            STR("write settings: {version: 2026112101}, and raise it with every change, so that the answers can be told apart"),
            STR("write 2026112101 or the like into the column version of the sheet settings, and raise it with every change, so "
                "that the answers can be told apart")));
    return;
  }
  yaml_text(node, "version", &draft->form.version, draft->diags);
}

static void read_title(Draft *draft, const YamlNode *settings) {
  const YamlNode *node = yaml_get(settings, "form_title");
  if (!read_text(draft, node, "form_title", TOO_EARLY, &draft->form.title)) return;
  if (!text_is_empty(&draft->form, draft->form.title)) {
    if (!draft->patient) /* in XLSForm it has no translations */
      report_missing_languages(draft, missing_languages(draft, draft->form.title), node, STR("form_title"));
    return;
  }
  draft_report(draft, MISTAKE_MISSING_TITLE,
               node       ? node
               : settings ? settings
                          : draft->root,
               STR("the form has no form_title, so that the first screen shows its form_id"),
               STR("write settings: {form_title: TEXT}"));
  draft->form.title = draft_same_text(draft, draft->form.form_id);
}

static void report_no_settings(Draft *draft, const YamlNode *node) {
  draft_report(draft, MISTAKE_MISSING_KEY, node ? node : draft->root, STR("the form has no settings"),
               STR("write settings: {form_id: NAME, form_title: TEXT, version: 2026112101}; the answers are filed under form_id"));
}

void read_settings(Draft *draft) {
  const YamlNode *settings = yaml_get(draft->root, "settings");
  bool none = yaml_is_null(settings);
  if (none && !draft->patient) report_no_settings(draft, settings);
  if (none) settings = NULL;
  draft_read_flag(draft, yaml_get(settings, "from_workbook"), "from_workbook", &draft->patient);
  if (!draft->patient || (settings && settings->kind != YAML_MAP))
    draft_expect_keys(draft, settings, "settings", FORM_PART_SETTINGS);
  read_languages(draft, yaml_get(draft->root, "languages"), yaml_get(settings, "default_language"));
  if (settings ? settings->kind != YAML_MAP || settings->broken : !draft->patient) return;
  read_form_id(draft, settings);
  read_version(draft, settings);
  read_title(draft, settings);
}
