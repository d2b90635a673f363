#include "form_tables.h"

#include <string.h>

enum { FILE_BYTES_MAX = 4 * 1024 * 1024 };

static const Str MARK = STR_INIT("\xEF\xBB\xBF"), ENDING = STR_INIT(".csv");

static bool is_used(const Form *form, Str name) {
  for (size_t i = 0; i < form->list_count + form->table_count; i++) {
    const ChoiceList *list = &form->lists[i];
    const size_t stem = list->name.len;
    if (list->from_file && name.len == stem + ENDING.len && str_starts_with(name, list->name) &&
        str_edit_distance((Str){name.ptr + stem, ENDING.len}, ENDING, 0) == 0)
      return true;
  }
  return false;
}

static Str next_line(Str *rest) {
  const char *end = memchr(rest->ptr, '\n', rest->len);
  Str line = {rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len};
  const size_t taken = end ? line.len + 1 : line.len;
  *rest = (Str){rest->ptr + taken, rest->len - taken};
  if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
  return line;
}

/* The mark of the encoding and the ends of lines are not kept with a form. */
static bool says_the_same(Str a, Str b) {
  if (str_starts_with(a, MARK)) a = (Str){a.ptr + MARK.len, a.len - MARK.len};
  a = str_trim(a);
  b = str_trim(b);
  while (a.len > 0 && b.len > 0)
    if (!str_equal(next_line(&a), next_line(&b))) return false;
  return a.len == b.len;
}

static Str beside(Arena *arena, const char *out, Str name) {
  const char *slash = strrchr(out, '/');
  return arena_printf(arena, "%.*s" STR_FMT, slash ? (int)(slash - out) + 1 : 0, out, STR_ARG(name));
}

static Status write_one(Arena *arena, const char *path, Str text, FormTables *tables, Err *err) {
  OutFile *file = &tables->files[tables->count];
  Status status = out_file_open(arena, "--out", path, NULL, file, err);
  if (status != STATUS_OK) return status;
  tables->count++;
  Sink sink = sink_to_file(file->stream);
  sink_str(&sink, text);
  sink_z(&sink, "\n");
  return sink.failed ? err_set(err, STATUS_WORLD, "out-path", "cannot write %s", path) : STATUS_OK;
}

static Status put_beside(Arena *arena, const char *out, Str name, Str text, FormTables *tables, Err *err) {
  Str path = beside(arena, out, name), there;
  Err none = {0};
  Status found = file_read(arena, path.ptr, FILE_BYTES_MAX, &there, &none);
  if (found != STATUS_OK && strcmp(none.code, "file-open") == 0) return write_one(arena, path.ptr, text, tables, err);
  if (found == STATUS_OK && says_the_same(there, text)) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "table-there",
                 "%s is not the file that the form asks for by that name; move it, or write %s to another folder", path.ptr, out);
}

Status form_tables_write(Arena *arena, const YamlNode *root, const Form *form, const char *out, FormTables *tables, Err *err) {
  const YamlNode *files = yaml_get(root, "files");
  Status status = STATUS_OK;
  for (size_t i = 0; files && files->kind == YAML_MAP && i < files->count && status == STATUS_OK; i++) {
    const YamlPair *pair = &files->pairs[i];
    if (is_used(form, pair->key->text) && pair->value->kind == YAML_SCALAR && tables->count < FORM_TABLES_MAX)
      status = put_beside(arena, out, pair->key->text, pair->value->text, tables, err);
  }
  return status;
}
