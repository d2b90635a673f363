#include "assets.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FORMS_MAX = 64 };

typedef struct FormList {
  Arena *arena;
  Diags *diags;
  const Form **items;
  size_t count;
} FormList;

static bool ends_with(const char *name, const char *ending) {
  size_t length = strlen(name), ending_length = strlen(ending);
  return length > ending_length && strcmp(name + length - ending_length, ending) == 0;
}

/* "~$name.xlsx" is the mark that Excel leaves beside a workbook while it is open. */
static int is_form_file(const struct dirent *entry) {
  const char *name = entry->d_name;
  bool hidden = name[0] == '.' || strncmp(name, "~$", 2) == 0;
  return !hidden && (ends_with(name, ".yaml") || ends_with(name, ".yml") || ends_with(name, ".xlsx"));
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static Status add_file(FormList *list, const char *path, Err *err) {
  if (list->count == FORMS_MAX)
    return err_set(err, STATUS_INPUT, "forms-too-many", "more than %d forms; keep to those people are to choose among", FORMS_MAX);
  const Form *form = NULL;
  Status status = form_load(list->arena, path, list->diags, &form, err);
  if (status == STATUS_OK) list->items[list->count++] = form;
  return status;
}

static Status add_folder(FormList *list, const char *path, Err *err) {
  struct dirent **entries;
  int found = scandir(path, &entries, is_form_file, by_name);
  if (found < 0) return err_set(err, STATUS_INPUT, "form-file", "cannot read the folder %s: %s", path, strerror(errno));
  Status status = STATUS_OK;
  if (found == 0) status = err_set(err, STATUS_INPUT, "forms-none", "there is no form (.yaml or .xlsx) in the folder %s", path);
  for (int i = 0; i < found; i++) {
    Status added = add_file(list, arena_printf(list->arena, "%s/%s", path, entries[i]->d_name).ptr, err);
    if (status == STATUS_OK) status = added;
    free(entries[i]);
  }
  free(entries);
  return status;
}

/* The database tells forms apart by their form_id, and so does whoever chooses one. */
static Status refuse_twins(const FormList *list, Err *err) {
  for (size_t i = 0; i < list->count; i++) {
    for (size_t j = 0; j < i; j++) {
      const Form *first = list->items[j], *second = list->items[i];
      if (strcmp(first->file, second->file) == 0)
        return err_set(err, STATUS_INPUT, "form-twice", "%s is named twice; name it once", first->file);
      if (str_equal(first->form_id, second->form_id))
        return err_set(err, STATUS_INPUT, "form-twice",
                       "%s and %s both have the form_id \"" STR_FMT "\"; give one of them another, or leave one out", first->file,
                       second->file, STR_ARG(first->form_id));
    }
  }
  return STATUS_OK;
}

Status forms_load(Arena *arena, const char *const *paths, size_t path_count, Diags *diags, Forms *out, Err *err) {
  FormList list = {arena, diags, ARENA_ARRAY(arena, const Form *, FORMS_MAX), 0};
  Status status = STATUS_OK;
  for (size_t i = 0; i < path_count; i++) {
    struct stat info;
    bool is_folder = stat(paths[i], &info) == 0 && S_ISDIR(info.st_mode);
    Status added = is_folder ? add_folder(&list, paths[i], err) : add_file(&list, paths[i], err);
    if (status == STATUS_OK) status = added;
  }
  if (status == STATUS_OK) status = refuse_twins(&list, err);
  *out = (Forms){list.items, list.count};
  return status;
}
