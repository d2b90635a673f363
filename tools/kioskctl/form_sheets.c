#include "form_sheets.h"

#include "keyed_sheet.h"

enum { SURVEY_TYPE, SURVEY_NAME, SURVEY_LABEL };

static const Key survey_keys[] = {
    [SURVEY_TYPE] = {"type", "type", KEY_WORDS},
    [SURVEY_NAME] = {"name", "name", KEY_WORDS},
    [SURVEY_LABEL] = {"label", "label", KEY_TEXT},
    {"hint", "hint", KEY_TEXT},
    {"guidance_hint", "guidance_hint", KEY_TEXT},
    {"required", "required", KEY_FLAG},
    {"required_message", "required_message", KEY_TEXT},
    {"relevant", "relevant", KEY_WORDS},
    {"constraint", "constraint", KEY_WORDS},
    {"constraint_message", "constraint_message", KEY_TEXT},
    {"calculation", "calculation", KEY_WORDS},
    {"trigger", "trigger", KEY_WORDS},
    {"default", "default", KEY_WORDS},
    {"read_only", "read_only", KEY_FLAG},
    {"appearance", "appearance", KEY_WORDS},
    {"choice_filter", "choice_filter", KEY_WORDS},
    {"parameters", "parameters", KEY_PARAMETERS},
    {"repeat_count", "repeat_count", KEY_WORDS},
    {"link_code", "link_code", KEY_FLAG},
    {"image", "media::image", KEY_FILE},
    {"audio", "media::audio", KEY_FILE},
    {"video", "media::video", KEY_FILE},
    {"disabled", "disabled", KEY_FLAG},
};

enum { CHOICES_LIST };

static const Key choice_keys[] = {
    [CHOICES_LIST] = {"", "list_name", KEY_WORDS}, /* the key of the list, not of the choice */
    {"name", "name", KEY_WORDS},
    {"label", "label", KEY_TEXT},
    {"code", "code", KEY_WORDS},
    {"missing", "missing", KEY_FLAG},
    {"exclusive", "exclusive", KEY_FLAG},
    {"image", "media::image", KEY_FILE},
    {"audio", "media::audio", KEY_FILE},
};

enum { SETTINGS_TITLE, SETTINGS_ID, SETTINGS_VERSION, SETTINGS_LANGUAGE };

static const Key settings_keys[] = {
    [SETTINGS_TITLE] = {"form_title", "form_title", KEY_WORDS},
    [SETTINGS_ID] = {"form_id", "form_id", KEY_WORDS},
    [SETTINGS_VERSION] = {"version", "version", KEY_WORDS},
    [SETTINGS_LANGUAGE] = {"default_language", "default_language", KEY_WORDS},
};

enum { KIOSK_KEY, KIOSK_VALUE };

static const Key kiosk_keys[] = {[KIOSK_KEY] = {"key", "key", KEY_WORDS}, [KIOSK_VALUE] = {"value", "value", KEY_FILE}};

typedef struct GroupWords {
  const char *type, *begin, *end;
} GroupWords;

static const GroupWords *group_words(const YamlNode *row) {
  static const GroupWords WORDS[] = {{"group", "begin_group", "end_group"}, {"repeat", "begin_repeat", "end_repeat"}};
  const YamlNode *type = yaml_get(row, "type");
  for (size_t i = 0; type != NULL && i < COUNT_OF(WORDS); i++)
    if (str_is(str_trim(type->text), WORDS[i].type)) return &WORDS[i];
  return NULL;
}

static void put_rows(KeyedSheet *survey, const YamlNode *list);

static void put_group(KeyedSheet *survey, const YamlNode *row, const GroupWords *words) {
  form_sheet_add_row(&survey->sheet);
  keyed_sheet_put_str(survey, SURVEY_TYPE, str_from(words->begin));
  for (size_t i = SURVEY_NAME; i < survey->key_count; i++)
    keyed_sheet_put(survey, i, yaml_get(row, survey_keys[i].name));
  put_rows(survey, yaml_get(row, "questions"));
  form_sheet_add_row(&survey->sheet);
  keyed_sheet_put_str(survey, SURVEY_TYPE, str_from(words->end));
  keyed_sheet_put(survey, SURVEY_NAME, yaml_get(row, "name"));
}

/* As deep as the form's reader lets groups be nested. */
static void put_rows(KeyedSheet *survey, const YamlNode *list) {
  for (size_t i = 0; list != NULL && list->kind == YAML_LIST && i < list->count; i++) {
    const GroupWords *words = group_words(list->items[i]);
    if (words != NULL) {
      put_group(survey, list->items[i], words);
    } else {
      form_sheet_add_row(&survey->sheet);
      keyed_sheet_put_map(survey, list->items[i]);
    }
  }
}

/* Every language has a column of labels, so that the workbook says which there are, and in which order. */
static FormSheet survey_sheet(const SheetForm *from) {
  KeyedSheet survey = keyed_sheet_new(from, "survey", survey_keys, COUNT_OF(survey_keys));
  put_rows(&survey, yaml_get(from->root, "survey"));
  for (int l = 0; from->has_languages && l < (int)from->form->language_count; l++)
    survey.sheet.columns[keyed_sheet_column(&survey, SURVEY_LABEL, l)].used = true;
  return survey.sheet;
}

static bool is_choice_key(Str name) {
  for (size_t i = 0; i < COUNT_OF(choice_keys); i++)
    if (str_is(name, choice_keys[i].name)) return true;
  return false;
}

/* Keys that only this form knows are columns for its choice filters. */
static void put_choice(KeyedSheet *choices, Str list, const YamlNode *choice) {
  form_sheet_add_row(&choices->sheet);
  keyed_sheet_put_str(choices, CHOICES_LIST, list);
  keyed_sheet_put_map(choices, choice);
  for (size_t i = 0; i < choice->count; i++)
    if (!is_choice_key(choice->pairs[i].key->text))
      keyed_sheet_put_other(choices, choice->pairs[i].key->text, choice->pairs[i].value);
}

static FormSheet choices_sheet(const SheetForm *from) {
  KeyedSheet choices = keyed_sheet_new(from, "choices", choice_keys, COUNT_OF(choice_keys));
  const YamlNode *lists = yaml_get(from->root, "choices");
  choices.sheet.columns[choices.first_column[CHOICES_LIST]].used = true; /* a form without choices has the sheet, too */
  for (size_t i = 0; lists != NULL && lists->kind == YAML_MAP && i < lists->count; i++) {
    const YamlNode *list = lists->pairs[i].value;
    for (size_t j = 0; list->kind == YAML_LIST && j < list->count; j++)
      if (list->items[j]->kind == YAML_MAP) put_choice(&choices, lists->pairs[i].key->text, list->items[j]);
  }
  return choices.sheet;
}

/* XLSForm's title has one language; and it names the default language as the headings do. */
static FormSheet settings_sheet(const SheetForm *from) {
  const YamlNode *settings_map = yaml_get(from->root, "settings"), *title = yaml_get(settings_map, "form_title");
  KeyedSheet settings = keyed_sheet_new(from, "settings", settings_keys, COUNT_OF(settings_keys));
  int language_ix = from->form->default_language_ix;
  form_sheet_add_row(&settings.sheet);
  if (title != NULL && title->kind == YAML_MAP)
    keyed_sheet_put_str(&settings, SETTINGS_TITLE, text_in(from->form, from->form->title, language_ix));
  else
    keyed_sheet_put(&settings, SETTINGS_TITLE, title);
  keyed_sheet_put(&settings, SETTINGS_ID, yaml_get(settings_map, "form_id"));
  keyed_sheet_put(&settings, SETTINGS_VERSION, yaml_get(settings_map, "version"));
  if (from->has_languages)
    keyed_sheet_put_str(&settings, SETTINGS_LANGUAGE, sheet_form_language(from, language_ix));
  else
    keyed_sheet_put(&settings, SETTINGS_LANGUAGE, yaml_get(settings_map, "default_language"));
  return settings.sheet;
}

static bool is_text_by_language(const SheetForm *from, const YamlNode *map) {
  for (size_t i = 0; i < map->count; i++)
    if (form_find_language(from->form, map->pairs[i].key->text) < 0) return false;
  return map->count > 0;
}

static void put_setting(KeyedSheet *kiosk, Str path, const YamlNode *value) {
  form_sheet_add_row(&kiosk->sheet);
  keyed_sheet_put_str(kiosk, KIOSK_KEY, path);
  keyed_sheet_put(kiosk, KIOSK_VALUE, value);
}

/* A map in a map becomes a key with dots. The form's reader knows no deeper ones than it has settings for. */
static void put_settings(KeyedSheet *kiosk, Str path, const YamlNode *node) {
  if (yaml_is_null(node)) return;
  if (node->kind != YAML_MAP || is_text_by_language(kiosk->from, node)) {
    put_setting(kiosk, path, node);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    Str key = node->pairs[i].key->text;
    Str inner = path.len > 0 ? arena_printf(kiosk->from->arena, STR_FMT "." STR_FMT, STR_ARG(path), STR_ARG(key)) : key;
    put_settings(kiosk, inner, node->pairs[i].value);
  }
}

static void put_directions(KeyedSheet *kiosk, const YamlNode *languages) {
  for (size_t i = 0; languages != NULL && i < languages->count; i++) {
    const YamlPair *language = &languages->pairs[i];
    Str path = arena_printf(kiosk->from->arena, "languages." STR_FMT ".direction", STR_ARG(language->key->text));
    const YamlNode *direction = yaml_get(language->value, "direction");
    if (direction != NULL) put_setting(kiosk, path, direction);
  }
}

static FormSheet kiosk_sheet(const SheetForm *from) {
  KeyedSheet kiosk = keyed_sheet_new(from, "kiosk", kiosk_keys, COUNT_OF(kiosk_keys));
  const YamlNode *title = yaml_get(yaml_get(from->root, "settings"), "form_title");
  if (title != NULL && title->kind == YAML_MAP && from->has_languages) put_setting(&kiosk, STR("settings.form_title"), title);
  if (from->has_languages) put_directions(&kiosk, yaml_get(from->root, "languages"));
  put_settings(&kiosk, (Str){0}, yaml_get(from->root, "kiosk"));
  return kiosk.sheet;
}

FormSheets form_sheets_new(Arena *arena, const YamlNode *root, const Form *form) {
  const YamlNode *languages = yaml_get(root, "languages");
  bool has_languages = languages != NULL && languages->kind == YAML_MAP && languages->count > 0;
  SheetForm from = {.arena = arena, .root = root, .form = form, .has_languages = has_languages};
  FormSheets sheets = {.items = {survey_sheet(&from), choices_sheet(&from), settings_sheet(&from), kiosk_sheet(&from)}};
  sheets.count = sheets.items[3].row_count > 0 ? 4 : 3;
  return sheets;
}
