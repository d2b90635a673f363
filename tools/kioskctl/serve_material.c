#include "serve_material.h"

#include "assets.h"

enum { PICTURE_LIMIT_BYTES = 8 << 20, PEM_LIMIT_BYTES = 1 << 20 };

typedef struct Pictures { /* of one form, each once */
  Arena *arena;
  const Form *form;
  Diags *diags;
  WebImage *items;
  size_t count;
} Pictures;

static bool has_picture(const Pictures *pictures, Str path) {
  for (size_t i = 0; i < pictures->count; i++)
    if (str_equal(pictures->items[i].path, path)) return true;
  return false;
}

/* A form whose picture is gone is asked all the same. */
static void warn(const Pictures *pictures, Str path, const char *why) {
  diags_add(pictures->diags, DIAG_WARNING, "picture", (Place){.file = pictures->form->file, .line = 1, .column = 1},
            arena_printf(pictures->arena, "the picture " STR_FMT " cannot be read: %s", STR_ARG(path), why),
            STR("put it beside the form, or into the folder NAME-media there"));
}

static void add_picture(Pictures *pictures, Str path) {
  char file[PICTURE_PATH_MAX];
  Err err = {0};
  Str bytes;
  if (path.len == 0 || has_picture(pictures, path)) return;
  if (!picture_path(pictures->form, path, file))
    warn(pictures, path, "there is none");
  else if (file_read(pictures->arena, file, PICTURE_LIMIT_BYTES, &bytes, &err) != STATUS_OK)
    warn(pictures, path, err.sentence);
  else
    pictures->items[pictures->count++] = (WebImage){path, bytes};
}

static size_t count_places(const Form *form) {
  size_t count = form->question_count;
  for (size_t i = 0; i < form->list_count; i++)
    count += form->lists[i].count;
  return count;
}

static WebForm with_pictures(Arena *arena, const Form *form, Diags *diags) {
  Pictures pictures = {arena, form, diags, ARENA_ARRAY(arena, WebImage, count_places(form)), 0};
  for (size_t i = 0; i < form->question_count; i++)
    add_picture(&pictures, form->questions[i].image);
  for (size_t i = 0; i < form->list_count; i++)
    for (size_t j = 0; j < form->lists[i].count; j++)
      add_picture(&pictures, form->lists[i].choices[j].image);
  return (WebForm){form, pictures.items, pictures.count};
}

static Status read_forms(Arena *arena, const ServeSources *sources, WebSetup *setup, Diags *diags, Err *err) {
  Forms forms;
  Status status = forms_load(arena, sources->forms, sources->form_count, diags, &forms, err);
  if (status != STATUS_OK) return status;
  WebForm *items = ARENA_ARRAY(arena, WebForm, forms.count);
  for (size_t i = 0; i < forms.count; i++)
    items[i] = with_pictures(arena, forms.items[i], diags);
  setup->forms = items;
  setup->form_count = forms.count;
  return STATUS_OK;
}

static Status read_looks(Arena *arena, const ServeSources *sources, WebSetup *setup, Diags *diags, Err *err) {
  const char *assets;
  ThemeFile theme;
  Status status = assets_find(arena, &assets, err);
  if (status == STATUS_OK) status = theme_read(arena, assets, str_from(sources->theme), &theme, diags, err);
  if (status != STATUS_OK) return status;
  setup->theme = theme.theme;
  setup->phrases = web_phrases_load(arena, arena_printf(arena, "%s/strings/web", assets).ptr, diags, err);
  if (setup->phrases == NULL)
    return err_set(err, STATUS_WORLD, "assets-missing", "the pages' words in %s/strings/web cannot be read", assets);
  return theme.logo == NULL ? STATUS_OK : file_read(arena, theme.logo, PICTURE_LIMIT_BYTES, &setup->logo, err);
}

static Status read_certificate(Arena *arena, const ServeSources *sources, WebSetup *setup, Err *err) {
  if ((sources->certificate == NULL) != (sources->private_key == NULL))
    return err_set(err, STATUS_USAGE, "option-missing", "--tls-cert and --tls-key belong together; give both, or none");
  if (sources->certificate == NULL) return STATUS_OK;
  Status status = file_read(arena, sources->certificate, PEM_LIMIT_BYTES, &setup->certificate, err);
  if (status == STATUS_OK) status = file_read(arena, sources->private_key, PEM_LIMIT_BYTES, &setup->private_key, err);
  if (status != STATUS_OK || (setup->certificate.len > 0 && setup->private_key.len > 0)) return status;
  return err_set(err, STATUS_INPUT, "tls-certificate", "%s or %s is empty", sources->certificate, sources->private_key);
}

Status serve_material_read(Arena *arena, const ServeSources *sources, WebSetup *setup, Diags *diags, Err *err) {
  Status status = read_forms(arena, sources, setup, diags, err);
  if (status == STATUS_OK) status = read_looks(arena, sources, setup, diags, err);
  return status == STATUS_OK ? read_certificate(arena, sources, setup, err) : status;
}
