#include "material.h"
#include "assets.h"

enum { THEME_LIMIT_BYTES = 1 << 18 };

static int start_language(const Form *form, const Options *options, const Config *config) {
  int language_ix = options->lang ? form_find_language(form, str_from(options->lang)) : -1;
  for (size_t i = 0; language_ix < 0 && i < config->language_count; i++)
    language_ix = form_find_language(form, config->languages[i]);
  return language_ix < 0 ? form->default_language_ix : language_ix;
}

/* A configuration that names languages is taken at its word: a form that would offer others is refused. */
static Status check_languages(const Form *form, const Config *config, Err *err) {
  for (size_t i = 0; config->languages_are_all && i < form->language_count; i++) {
    bool named = false;
    for (size_t j = 0; j < config->language_count; j++)
      named |= str_equal(form->languages[i].code, config->languages[j]);
    if (!named)
      return err_set(err, STATUS_INPUT, "not-yet",
                     "%s has the language \"" STR_FMT
                     "\", which `languages` leaves out, and this version shows every language of a form; "
                     "add it to the list or leave `languages` out",
                     form->file, STR_ARG(form->languages[i].code));
  }
  return STATUS_OK;
}

static Status choose_languages(const Options *options, Material *m, Err *err) {
  bool known = options->lang == NULL;
  m->start_languages = ARENA_ARRAY(m->arena, int, m->forms.count);
  for (size_t i = 0; i < m->forms.count; i++) {
    const Form *form = m->forms.items[i];
    Status status = check_languages(form, &m->config, err);
    if (status != STATUS_OK) return status;
    m->start_languages[i] = start_language(form, options, &m->config);
    known = known || form_find_language(form, str_from(options->lang)) >= 0;
  }
  return known ? STATUS_OK
               : err_set(err, STATUS_USAGE, "usage",
                         "no form here has the language \"%s\"; leave --lang out to begin in a form's own", options->lang);
}

Status material_read(const Options *options, Material *m, Err *err) {
  Status status = config_load(m->arena, options, &m->config, &m->diags, err);
  if (status == STATUS_OK) status = forms_load(m->arena, m->config.forms, m->config.form_count, &m->diags, &m->forms, err);
  if (status == STATUS_OK) status = choose_languages(options, m, err);
  if (status != STATUS_OK) return status;

  const char *assets;
  status = assets_find(m->arena, &assets, err);
  if (status != STATUS_OK) return status;
  const char *path = assets_theme_path(m->arena, assets, m->config.theme);
  Str source;
  status = file_read(m->arena, path, THEME_LIMIT_BYTES, &source, err);
  if (status != STATUS_OK) return status;
  m->theme = theme_parse(m->arena, source, path, &m->diags);
  if (m->theme == NULL) return err_set(err, STATUS_INPUT, "theme", "the theme %s has mistakes", path);
  m->strings = strings_load(m->arena, arena_printf(m->arena, "%s/strings", assets).ptr, &m->diags, err);
  return m->strings ? STATUS_OK
                    : err_set(err, STATUS_WORLD, "assets-missing", "the interface's words in %s cannot be read", assets);
}
