#include "material.h"
#include "assets.h"

Status material_read(const Options *options, Material *m, Err *err) {
  Status status = config_load(m->arena, options, &m->config, &m->diags, err);
  if (status == STATUS_OK) status = forms_load(m->arena, m->config.forms, m->config.form_count, &m->diags, &m->forms, err);
  if (status == STATUS_OK) status = languages_choose(m->arena, options, &m->config, &m->forms, &m->languages, &m->diags, err);
  if (status != STATUS_OK) return status;

  const char *assets;
  status = assets_find(m->arena, &assets, err);
  if (status != STATUS_OK) return status;
  status = theme_file_read(m->arena, assets, &m->config, &m->theme, &m->diags, err);
  if (status != STATUS_OK) return status;
  m->strings = ui_phrases_load(m->arena, arena_printf(m->arena, "%s/strings", assets).ptr, &m->diags, err);
  return m->strings ? STATUS_OK
                    : err_set(err, STATUS_WORLD, "assets-missing", "the interface's words in %s cannot be read", assets);
}
