#include "material.h"
#include "assets.h"

enum { THEME_LIMIT_BYTES = 1 << 18 };

Status material_read(const Options *options, Material *m, Err *err) {
  Status status = config_load(m->arena, options, &m->config, &m->diags, err);
  if (status == STATUS_OK) status = forms_load(m->arena, m->config.forms, m->config.form_count, &m->diags, &m->forms, err);
  if (status == STATUS_OK) status = languages_choose(m->arena, options, &m->config, &m->forms, &m->languages, &m->diags, err);
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
