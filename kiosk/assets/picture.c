#include "assets.h"

#include <string.h>
#include <unistd.h>

static bool leads_out(Str path) {
  if (path.len == 0 || path.ptr[0] == '/') return true;
  for (size_t start = 0, i = 0; i <= path.len; i++) {
    if (i < path.len && path.ptr[i] != '/') continue;
    if (str_is((Str){path.ptr + start, i - start}, "..")) return true;
    start = i + 1;
  }
  return memchr(path.ptr, '\0', path.len) != NULL;
}

static bool is_there(char out[PICTURE_PATH_MAX], int length) {
  return length > 0 && length < PICTURE_PATH_MAX && access(out, R_OK) == 0;
}

static Str folder_of(Str file) {
  while (file.len > 0 && file.ptr[file.len - 1] != '/')
    file.len--;
  return file;
}

static Str without_ending(Str file) {
  for (size_t i = file.len; i-- > 0 && file.ptr[i] != '/';)
    if (file.ptr[i] == '.') return (Str){file.ptr, i};
  return file;
}

bool picture_path(const Form *form, Str path, char out[PICTURE_PATH_MAX]) {
  if (leads_out(path)) return false;
  Str file = str_from(form->file), folder = folder_of(file), media = without_ending(file);
  int beside = snprintf(out, PICTURE_PATH_MAX, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(path));
  if (is_there(out, beside)) return true;
  int within = snprintf(out, PICTURE_PATH_MAX, STR_FMT "-media/" STR_FMT, STR_ARG(media), STR_ARG(path));
  return is_there(out, within);
}
