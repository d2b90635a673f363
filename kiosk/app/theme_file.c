#include "theme_file.h"

/* The command line's is refused by theme_read. */
static Status refuse_name(const ConfigWord *wanted, Str what, Str remedy, Diags *diags, Err *err) {
  diags_add_quoting(diags, DIAG_ERROR, "unknown-theme", wanted->place, what, remedy, wanted->line);
  return err_set(err, STATUS_INPUT, "config", "%s has 1 mistake; nothing was started", wanted->place.file);
}

Status theme_file_read(Arena *arena, const char *assets, const Config *config, ThemeFile *out, Diags *diags, Err *err) {
  const ConfigWord *wanted = &config->theme;
  Str what, remedy;
  bool is_configured = wanted->place.file != NULL;
  if (is_configured && !theme_is_known(arena, assets, wanted->text, &what, &remedy))
    return refuse_name(wanted, what, remedy, diags, err);
  return theme_read(arena, assets, wanted->text, out, diags, err);
}
