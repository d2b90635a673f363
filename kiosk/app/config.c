#include "assets.h"
#include "config_hours.h"
#include "config_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CONFIG_LIMIT_BYTES = 1 << 20, SIZED_FOR_MM = 400 };

void config_read_keys(ConfigReader *reader, const YamlNode *map, const char *what, const ConfigKey *keys, size_t count) {
  const char **known = ARENA_ARRAY(reader->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    known[i] = keys[i].name;
  yaml_expect_keys(map, what, known, count, reader->diags);
  for (size_t i = 0; i < count; i++) {
    const YamlNode *node = yaml_get(map, keys[i].name);
    if (node != NULL && (keys[i].must_say || !yaml_is_null(node))) keys[i].read(reader, node);
  }
}

/* Paths in the file are relative to the file. */
static const char *resolve_path(const ConfigReader *reader, Str path) {
  const char *slash = strrchr(reader->file, '/');
  bool as_is = slash == NULL || (path.len > 0 && path.ptr[0] == '/');
  Str folder = as_is ? (Str){NULL, 0} : (Str){reader->file, (size_t)(slash + 1 - reader->file)};
  return arena_printf(reader->arena, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(path)).ptr;
}

static void read_text(ConfigReader *reader, const YamlNode *node, const char *name, Str *out) {
  if (yaml_is_null(node)) return;
  yaml_text(node, name, out, reader->diags);
}

const char *config_read_path(ConfigReader *reader, const YamlNode *node, const char *name) {
  Str path;
  if (!yaml_text(node, name, &path, reader->diags)) return NULL;
  if (path.len > 0) return resolve_path(reader, path);
  yaml_diag(node, DIAG_ERROR, reader->diags, "path-empty", arena_printf(reader->arena, "%s has an empty path", name),
            STR("write the path of a file, from the folder of the configuration"));
  return NULL;
}

/* Where one text or a list of them may stand. */
static size_t node_count(const YamlNode *node) {
  return node->kind == YAML_LIST ? node->count : 1;
}

static const YamlNode *node_at(const YamlNode *node, size_t ix) {
  return node->kind == YAML_LIST ? node->items[ix] : node;
}

/* A configuration that asks for protection must never run without it, so what this version cannot do is an error, not a shrug. */
static void refuse(ConfigReader *reader, const YamlNode *node, const char *what, const char *remedy) {
  yaml_diag(node, DIAG_ERROR, reader->diags, "not-yet", str_from(what), str_from(remedy));
}

static void read_forms(ConfigReader *reader, const YamlNode *node) {
  size_t count = node_count(node);
  const char **paths = ARENA_ARRAY(reader->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    paths[i] = config_read_path(reader, node_at(node, i), "forms");
  reader->config->forms = paths;
  reader->config->form_count = count;
}

static void read_db(ConfigReader *reader, const YamlNode *node) {
  reader->config->db = config_read_path(reader, node, "db");
}

static void read_device(ConfigReader *reader, const YamlNode *node) {
  read_text(reader, node, "device", &reader->config->device);
}

static void read_event(ConfigReader *reader, const YamlNode *node) {
  read_text(reader, node, "event", &reader->config->event);
}

static void read_place(ConfigReader *reader, const YamlNode *node) {
  read_text(reader, node, "place", &reader->config->place);
}

static void read_round(ConfigReader *reader, const YamlNode *node) {
  read_text(reader, node, "round", &reader->config->round);
}

static bool is_listed(const Config *config, Str code) {
  bool found = false;
  for (size_t i = 0; i < config->language_count; i++)
    found |= str_equal(config->languages[i].text, code);
  return found;
}

static void read_languages(ConfigReader *reader, const YamlNode *node) {
  Config *config = reader->config;
  size_t count = node_count(node);
  ConfigWord *languages = ARENA_ARRAY(reader->arena, ConfigWord, count);
  config->languages = languages;
  for (size_t i = 0; i < count; i++) {
    const YamlNode *item = node_at(node, i);
    Str code;
    if (!yaml_text(item, "languages", &code, reader->diags)) continue;
    if (is_listed(config, code))
      yaml_diag(item, DIAG_ERROR, reader->diags, "language-twice",
                arena_printf(reader->arena, "\"" STR_FMT "\" is listed already", STR_ARG(code)), STR("name each language once"));
    else
      languages[config->language_count++] = (ConfigWord){code, item->place, item->line};
  }
}

static void read_theme(ConfigReader *reader, const YamlNode *node) {
  Str theme = {NULL, 0};
  read_text(reader, node, "theme", &theme);
  if (theme.len == 0) return;
  if (theme_is_path(theme)) theme = str_from(resolve_path(reader, theme));
  reader->config->theme = (ConfigWord){theme, node->place, node->line};
}

static void read_mm(ConfigReader *reader, const YamlNode *node) {
  if (node->kind == YAML_LIST && node->count == 2) {
    yaml_number(node->items[0], "mm", 20, 5000, &reader->config->width_mm, reader->diags);
    yaml_number(node->items[1], "mm", 20, 5000, &reader->config->height_mm, reader->diags);
    return;
  }
  yaml_diag(node, DIAG_ERROR, reader->diags, "display-mm", STR("mm is the display's width and height"),
            STR("write it as a list of two numbers, such as [344, 194]"));
}

static void read_distance(ConfigReader *reader, const YamlNode *node) {
  int distance_mm = 0;
  if (!yaml_int(node, "distance_mm", 200, 3000, &distance_mm, reader->diags) || distance_mm <= SIZED_FOR_MM) return;
  yaml_diag(node, DIAG_WARNING, reader->diags, "not-yet", STR("this version sizes its text for reading at 400 mm"),
            STR("let text: large or largest make up for it, or place the kiosk so that people come that near"));
}

static void read_rotate(ConfigReader *reader, const YamlNode *node) {
  int degrees = 0;
  if (yaml_int(node, "rotate", 0, 270, &degrees, reader->diags) && degrees != 0)
    refuse(reader, node, "this version cannot rotate the picture",
           "turn the display in the system's settings and leave rotate out");
}

static void read_text_size(ConfigReader *reader, const YamlNode *node) {
  Str word;
  if (!yaml_text(node, "text", &word, reader->diags) || text_size_from_name(word, &reader->config->text_size)) return;
  yaml_diag(node, DIAG_ERROR, reader->diags, "text-size",
            arena_printf(reader->arena, "there is no text size \"" STR_FMT "\"", STR_ARG(word)),
            STR("write normal, large or largest"));
}

static void read_reduced_motion(ConfigReader *reader, const YamlNode *node) {
  yaml_bool(node, "reduced_motion", &reader->config->reduced_motion, reader->diags);
}

static const ConfigKey display_keys[] = {{"mm", read_mm, false},
                                         {"distance_mm", read_distance, false},
                                         {"rotate", read_rotate, false},
                                         {"text", read_text_size, false},
                                         {"reduced_motion", read_reduced_motion, false}};

static void read_display(ConfigReader *reader, const YamlNode *node) {
  config_read_keys(reader, node, "display", display_keys, COUNT_OF(display_keys));
}

static void read_hours(ConfigReader *reader, const YamlNode *node) {
  config_read_hours(reader->arena, node, &reader->config->hours, reader->diags);
}

static const ConfigKey root_keys[] = {
    {"forms", read_forms, false},         {"db", read_db, false},
    {"device", read_device, false},       {"event", read_event, false},
    {"place", read_place, false},         {"round", read_round, false},
    {"languages", read_languages, false}, {"theme", read_theme, false},
    {"display", read_display, false},     {"hours", read_hours, false},
    {"staff", config_read_staff, true},   {"seal", config_read_seal, true},
    {"backup", config_read_backup, true}, {"web", config_read_web, true},
};

static Status read_file(Arena *arena, const char *path, Config *out, Diags *diags, Err *err) {
  Str source;
  Status status = file_read(arena, path, CONFIG_LIMIT_BYTES, &source, err);
  if (status != STATUS_OK) return status;
  YamlDoc doc = yaml_parse(arena, source, path, diags);
  ConfigReader reader = {arena, diags, path, out};
  if (doc.root != NULL) config_read_keys(&reader, doc.root, "the configuration", root_keys, COUNT_OF(root_keys));
  if (diags->error_count == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "config", "%s has %zu mistake%s; nothing was started", path, diags->error_count,
                 diags->error_count == 1 ? "" : "s");
}

Status config_load(Arena *arena, const Options *options, Config *out, Diags *diags, Err *err) {
  *out = (Config){.theme = {.text = STR("light")}};
  if (options->config != NULL) {
    Status status = read_file(arena, options->config, out, diags, err);
    if (status != STATUS_OK) return status;
  }
  if (options->form != NULL) {
    const char **form = ARENA_NEW(arena, const char *);
    *form = options->form;
    out->forms = form;
    out->form_count = 1;
  }
  if (out->form_count == 0)
    return err_set(err, STATUS_INPUT, "config-no-forms", "%s names no form; add a line such as forms: [forms/samling.yaml]",
                   options->config);
  if (options->db != NULL) out->db = options->db;
  if (out->db != NULL && config_check_backup(out, out->db, err) != STATUS_OK) return STATUS_INPUT;
  if (options->width_mm > 0) {
    out->width_mm = options->width_mm;
    out->height_mm = options->height_mm;
  }
  if (options->theme != NULL) out->theme = (ConfigWord){.text = str_from(options->theme)};
  if (options->has_text_size) out->text_size = options->text_size;
  if (options->reduced_motion) out->reduced_motion = true;
  return STATUS_OK;
}

static bool make_folder(char *path) {
  for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
    *slash = '\0';
    bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
    *slash = '/';
    if (!made) return false;
  }
  return mkdir(path, 0700) == 0 || errno == EEXIST;
}

Status config_default_db(Arena *arena, const char *name, bool make, const char **out, Err *err) {
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  Str base;
  if (data != NULL && data[0] == '/')
    base = str_from(data);
  else if (home != NULL && home[0] == '/')
    base = arena_printf(arena, "%s/.local/share", home);
  else
    return err_set(err, STATUS_USAGE, "usage", "there is no home folder for the answers; say where they go with --db FILE");
  Str folder = arena_printf(arena, STR_FMT "/innspill", STR_ARG(base));
  char *path = strdup(folder.ptr);
  bool made = !make || (path != NULL && make_folder(path));
  free(path);
  if (!made)
    return err_set(err, STATUS_WORLD, "db-path", "cannot make the folder %s: %s; say where the answers go with --db FILE",
                   folder.ptr, strerror(errno));
  *out = arena_printf(arena, "%s/%s", folder.ptr, name).ptr;
  return STATUS_OK;
}
