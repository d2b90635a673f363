#include "oracle.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX_BYTES = 8 << 20, COLUMNS_MAX = 40, LINES_MAX = 100, BINDS_MAX = 5000 };

static Str take_until(Str *rest, char end) {
  const char *found = rest->len ? memchr(rest->ptr, end, rest->len) : NULL;
  Str taken = {rest->ptr, found ? (size_t)(found - rest->ptr) : rest->len};
  *rest = found ? (Str){found + 1, rest->len - taken.len - 1} : (Str){0};
  return taken;
}

bool oracle_manifest(Arena *arena, Manifest *out) {
  Str text;
  Err err = {0};
  if (file_read(arena, ORACLE_FOLDER "/MANIFEST.tsv", FILE_MAX_BYTES, &text, &err) != STATUS_OK) return false;
  Str *headings = ARENA_ARRAY(arena, Str, COLUMNS_MAX), *cells = ARENA_ARRAY(arena, Str, COLUMNS_MAX * LINES_MAX);
  *out = (Manifest){.headings = headings, .cells = cells};
  Str line = take_until(&text, '\n');
  while (line.len && out->heading_count < COLUMNS_MAX)
    headings[out->heading_count++] = take_until(&line, '\t');
  while (text.len && out->line_count < LINES_MAX) {
    line = take_until(&text, '\n');
    for (size_t i = 0; i < out->heading_count; i++)
      cells[out->line_count * out->heading_count + i] = take_until(&line, '\t');
    out->line_count++;
  }
  return true;
}

Str oracle_cell(const Manifest *manifest, size_t line_ix, const char *heading) {
  for (size_t i = 0; i < manifest->heading_count; i++)
    if (str_is(manifest->headings[i], heading)) return manifest->cells[line_ix * manifest->heading_count + i];
  return (Str){0};
}

typedef struct Reader {
  Arena *arena;
  XForm *xform;
} Reader;

static bool is_named(const char *name, const char *local) {
  size_t length = strlen(name), end = strlen(local);
  return length >= end && strcmp(name + length - end, local) == 0 && (length == end || name[length - end - 1] == ':');
}

static Str root_of(Str nodeset) {
  size_t end = 1;
  while (end < nodeset.len && nodeset.ptr[end] != '/')
    end++;
  return (Str){nodeset.ptr, end};
}

static void start_element(void *context, const char *name, const char **attributes) {
  Reader *reader = context;
  XForm *xform = reader->xform;
  if (!is_named(name, "bind") || xform->count == BINDS_MAX) return;
  Bind *bind = &xform->binds[xform->count++];
  for (size_t i = 0; attributes[i]; i += 2) {
    Str value = arena_str(reader->arena, str_from(attributes[i + 1]));
    if (strcmp(attributes[i], "nodeset") == 0) bind->path = value;
    if (strcmp(attributes[i], "relevant") == 0) bind->relevant = value;
    if (strcmp(attributes[i], "constraint") == 0) bind->constraint = value;
    if (strcmp(attributes[i], "calculate") == 0) bind->calculate = value;
    if (strcmp(attributes[i], "required") == 0) bind->required = value;
    if (strcmp(attributes[i], "readonly") == 0) bind->readonly = value;
  }
  if (xform->root.len == 0) xform->root = root_of(bind->path);
  if (str_starts_with(bind->path, xform->root) && bind->path.len > xform->root.len)
    bind->path = (Str){bind->path.ptr + xform->root.len + 1, bind->path.len - xform->root.len - 1};
}

bool oracle_xform(Arena *arena, const char *path, XForm *out) {
  Str text;
  Err err = {0};
  *out = (XForm){.binds = ARENA_ARRAY(arena, Bind, BINDS_MAX)};
  if (file_read(arena, path, FILE_MAX_BYTES, &text, &err) != STATUS_OK) return false;
  Reader reader = {.arena = arena, .xform = out};
  XML_Parser parser = XML_ParserCreate(NULL);
  XML_SetUserData(parser, &reader);
  XML_SetElementHandler(parser, start_element, NULL);
  bool ok = XML_Parse(parser, text.ptr, (int)text.len, 1) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return ok && out->count > 0;
}

static bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

static bool has_at(Str s, size_t at, Str part) {
  return at + part.len <= s.len && str_equal((Str){s.ptr + at, part.len}, part);
}

static size_t path_end(Str s, size_t at) {
  while (at < s.len && (is_name_byte(s.ptr[at]) || s.ptr[at] == '/'))
    at++;
  return at;
}

static Str parent_of(Str path) {
  size_t len = path.len;
  while (len > 0 && path.ptr[len - 1] != '/')
    len--;
  return (Str){path.ptr, len ? len - 1 : 0};
}

/* The last name is what an author writes between ${ and }. */
static Str last_name(Str path) {
  Str parent = parent_of(path);
  size_t skip = parent.len ? parent.len + 1 : 0;
  return (Str){path.ptr + skip, path.len - skip};
}

static bool is_all_parents(Str path) {
  for (size_t i = 0; i < path.len; i++)
    if (path.ptr[i] != '.' && path.ptr[i] != '/') return false;
  return true;
}

/* How a path begins that leads to a question: from the root, or from the question itself; or not at all. */
static size_t path_start(Str s, size_t at, Str root) {
  static const Str CURRENT = STR_INIT("current()/");
  bool fresh = at == 0 || (!is_name_byte(s.ptr[at - 1]) && s.ptr[at - 1] != '/' && s.ptr[at - 1] != ')' && s.ptr[at - 1] != ']');
  if (!fresh) return 0;
  if (has_at(s, at, root) && at + root.len < s.len && s.ptr[at + root.len] == '/') return root.len + 1;
  size_t skip = has_at(s, at, CURRENT) ? CURRENT.len : 0;
  return has_at(s, at + skip, STR("../")) ? skip : 0;
}

static bool leads_up(Str s, size_t at) {
  bool fresh = at == 0 || (!is_name_byte(s.ptr[at - 1]) && s.ptr[at - 1] != '/' && s.ptr[at - 1] != ')' && s.ptr[at - 1] != ']');
  return fresh && has_at(s, at, STR("../"));
}

/* Calls visit for each path to a question, and for each other byte with an empty path. */
typedef void (*VisitPath)(void *context, Str path, size_t at);

static void each_path(Str s, Str root, VisitPath visit, void *context) {
  for (size_t at = 0; at < s.len;) {
    size_t skip = path_start(s, at, root);
    bool is_path = skip > 0 || leads_up(s, at);
    size_t start = at + skip, end = is_path ? path_end(s, start) : at + 1;
    Str found = {s.ptr + start, end - start};
    bool leads_somewhere = is_path && !is_all_parents(found);
    visit(context, leads_somewhere ? found : (Str){0}, at);
    at = leads_somewhere ? end : at + 1;
  }
}

typedef struct Normal {
  Sink sink;
  Str source;
} Normal;

static void write_normal(void *context, Str path, size_t at) {
  Normal *normal = context;
  if (path.len)
    sink_printf(&normal->sink, "${" STR_FMT "}", STR_ARG(last_name(path)));
  else if ((unsigned char)normal->source.ptr[at] > ' ')
    sink_bytes(&normal->sink, normal->source.ptr + at, 1);
}

Str oracle_normal(Arena *arena, Str expression, Str root) {
  Buffer buffer = buffer_new(arena);
  Normal normal = {.sink = sink_to_buffer(&buffer), .source = expression};
  each_path(expression, root, write_normal, &normal);
  return buffer_view(&buffer);
}

enum { PATHS_MAX = 2000 };

typedef struct Paths {
  Arena *arena;
  Str own;
  Str items[PATHS_MAX];
  size_t count;
} Paths;

/* Up from the question itself, as far as the path says. */
static Str resolve(Arena *arena, Str path, Str own) {
  while (str_starts_with(path, STR("../"))) {
    path = (Str){path.ptr + 3, path.len - 3};
    own = parent_of(own);
  }
  return own.len ? arena_printf(arena, STR_FMT "/" STR_FMT, STR_ARG(own), STR_ARG(path)) : path;
}

static void note_path(void *context, Str path, size_t at) {
  Paths *paths = context;
  (void)at;
  if (path.len == 0 || paths->count == PATHS_MAX) return;
  bool relative = str_starts_with(path, STR("../"));
  paths->items[paths->count++] = relative ? resolve(paths->arena, path, paths->own) : path;
}

static int compare_lines(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

Str oracle_sorted(Arena *arena, Str *lines, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  if (count) qsort(lines, count, sizeof(Str), compare_lines);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || !str_equal(lines[i], lines[i - 1])) sink_printf(&sink, STR_FMT "\n", STR_ARG(lines[i]));
  return buffer_view(&buffer);
}

Str oracle_paths(Arena *arena, Str expression, Str own, Str root) {
  Paths *paths = ARENA_NEW(arena, Paths);
  paths->arena = arena;
  paths->own = own;
  each_path(expression, root, note_path, paths);
  return oracle_sorted(arena, paths->items, paths->count);
}
