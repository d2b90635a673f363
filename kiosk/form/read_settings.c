#include "draft.h"

static const char *const SETTINGS_KEYS[] = {"form_id", "form_title", "version", "default_language"};

static void read_form_id(Draft *draft, const YamlNode *settings) {
  const YamlNode *node = yaml_get(settings, "form_id");
  if (yaml_is_null(node)) {
    draft_report(draft, MISTAKE_MISSING_KEY, node ? node : settings, STR("the form has no form_id"),
                 STR("write settings: {form_id: NAME}; the answers are filed under that name"));
    return;
  }
  if (yaml_text(node, "form_id", &draft->form.form_id, draft->diags))
    draft_check_name(draft, node, draft->form.form_id, "a form_id");
}

static void read_version(Draft *draft, const YamlNode *settings) {
  const YamlNode *node = yaml_get(settings, "version");
  if (yaml_is_null(node)) {
    draft_report(
        draft, MISTAKE_MISSING_VERSION, node ? node : settings, STR("the form has no version"),
        STR("write settings: {version: 2026112101}, and raise it with every change, so that the answers can be told apart"));
    return;
  }
  yaml_text(node, "version", &draft->form.version, draft->diags);
}

static Text same_in_all_languages(Draft *draft, Str text) {
  Str *texts = ARENA_ARRAY(draft->arena, Str, draft->form.language_count);
  for (size_t i = 0; i < draft->form.language_count; i++)
    texts[i] = text;
  return (Text){.by_language = texts};
}

static void read_title(Draft *draft, const YamlNode *settings) {
  const YamlNode *node = yaml_get(settings, "form_title");
  if (!read_text(draft, node, "form_title", NO_SELF, &draft->form.title)) return;
  if (!text_is_empty(&draft->form, draft->form.title)) {
    report_missing_languages(draft, missing_languages(draft, draft->form.title), node, STR("form_title"));
    return;
  }
  draft_report(draft, MISTAKE_MISSING_TITLE, node ? node : settings,
               STR("the form has no form_title, so that the first screen shows its form_id"),
               STR("write settings: {form_title: TEXT}"));
  draft->form.title = same_in_all_languages(draft, draft->form.form_id);
}

void read_settings(Draft *draft) {
  const YamlNode *settings = yaml_get(draft->root, "settings");
  if (yaml_is_null(settings)) {
    draft_report(
        draft, MISTAKE_MISSING_KEY, settings ? settings : draft->root, STR("the form has no settings"),
        STR("write settings: {form_id: NAME, form_title: TEXT, version: 2026112101}; the answers are filed under form_id"));
    settings = NULL;
  }
  yaml_expect_keys(settings, "settings", SETTINGS_KEYS, COUNT_OF(SETTINGS_KEYS), draft->diags);
  read_languages(draft, yaml_get(draft->root, "languages"), yaml_get(settings, "default_language"));
  if (!settings || settings->kind != YAML_MAP || settings->broken) return;
  read_form_id(draft, settings);
  read_version(draft, settings);
  read_title(draft, settings);
}
