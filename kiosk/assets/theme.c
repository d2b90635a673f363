#include "assets.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THEME_LIMIT_BYTES = 1 << 18, NAMES_MAX = 32 };

static const char ending[] = ".yaml";

static int is_theme(const struct dirent *entry) {
  size_t length = strlen(entry->d_name), after = sizeof ending - 1;
  return entry->d_name[0] != '.' && length > after && strcmp(entry->d_name + length - after, ending) == 0;
}

static size_t list_names(Arena *arena, const char *folder, Str names[NAMES_MAX]) {
  struct dirent **entries;
  int found = scandir(folder, &entries, is_theme, alphasort);
  size_t count = 0;
  for (int i = 0; i < found; i++) {
    Str file = str_from(entries[i]->d_name);
    if (count < NAMES_MAX) names[count++] = arena_str(arena, (Str){file.ptr, file.len - (sizeof ending - 1)});
    free(entries[i]);
  }
  if (found >= 0) free(entries);
  return count;
}

static Str remedy_for(Arena *arena, Str wanted, const char *folder) {
  Str names[NAMES_MAX];
  size_t count = list_names(arena, folder, names);
  Str nearest = str_nearest(wanted, names, count);
  if (nearest.len > 0) return arena_printf(arena, "did you mean " STR_FMT "?", STR_ARG(nearest));
  Buffer list = buffer_new(arena);
  Sink sink = sink_to_buffer(&list);
  for (size_t i = 0; i < count; i++)
    sink_printf(&sink, STR_FMT ", ", STR_ARG(names[i]));
  return arena_printf(arena, "there are " STR_FMT "and whatever file you write the path of", STR_ARG(buffer_view(&list)));
}

static const char *beside(Arena *arena, const char *file, Str path) {
  const char *slash = strrchr(file, '/');
  bool as_is = slash == NULL || path.ptr[0] == '/';
  return as_is ? arena_str(arena, path).ptr : arena_printf(arena, "%.*s/" STR_FMT, (int)(slash - file), file, STR_ARG(path)).ptr;
}

/* A kiosk whose logo is gone opens all the same; whoever looks its configuration over is told. */
static const char *find_logo(Arena *arena, const char *theme, Str logo, Diags *diags) {
  if (logo.len == 0) return NULL;
  const char *path = beside(arena, theme, logo);
  if (access(path, R_OK) == 0) return path;
  diags_add(diags, DIAG_WARNING, "theme-logo", (Place){.file = theme, .line = 1, .column = 1},
            arena_printf(arena, "the logo %s cannot be opened: %s", path, strerror(errno)),
            STR("put it beside the theme and write its name at logo:, or remove that"));
  return NULL;
}

bool theme_is_path(Str wanted) {
  size_t after = sizeof ending - 1;
  bool is_file = wanted.len > after && str_is((Str){wanted.ptr + wanted.len - after, after}, ending);
  return is_file || memchr(wanted.ptr, '/', wanted.len) != NULL;
}

static const char *path_of(Arena *arena, const char *assets, Str wanted) {
  return theme_is_path(wanted) ? arena_str(arena, wanted).ptr
                               : arena_printf(arena, "%s/themes/" STR_FMT "%s", assets, STR_ARG(wanted), ending).ptr;
}

bool theme_is_known(Arena *arena, const char *assets, Str wanted, Str *what, Str *remedy) {
  if (theme_is_path(wanted) || access(path_of(arena, assets, wanted), R_OK) == 0) return true;
  *what = arena_printf(arena, "there is no theme \"" STR_FMT "\"", STR_ARG(wanted));
  *remedy = remedy_for(arena, wanted, arena_printf(arena, "%s/themes", assets).ptr);
  return false;
}

Status theme_read(Arena *arena, const char *assets, Str wanted, ThemeFile *out, Diags *diags, Err *err) {
  Str what, remedy, source;
  if (!theme_is_known(arena, assets, wanted, &what, &remedy))
    return err_set(err, STATUS_USAGE, "usage", STR_FMT "; " STR_FMT, STR_ARG(what), STR_ARG(remedy));
  const char *path = path_of(arena, assets, wanted);
  Status status = file_read(arena, path, THEME_LIMIT_BYTES, &source, err);
  if (status != STATUS_OK) return status;
  out->theme = theme_parse(arena, source, path, diags);
  if (out->theme == NULL) return err_set(err, STATUS_INPUT, "theme", "the theme %s has mistakes", path);
  out->logo = find_logo(arena, path, out->theme->logo, diags);
  return STATUS_OK;
}
