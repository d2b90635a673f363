#include "relationships.h"

#include <string.h>

#include "codes.h"

enum { RELATIONSHIPS_MAX = 4096 };

typedef struct RelationshipReading {
  Package *package;
  Arena *arena;
  Str folder; /* that targets are relative to, with its slash; or empty */
  Relationship *items;
  size_t count;
} RelationshipReading;

static Str after_last(Str s, char parting) {
  const char *at = s.len > 0 ? memrchr(s.ptr, parting, s.len) : NULL;
  return at ? (Str){at + 1, (size_t)(s.ptr + s.len - (at + 1))} : s;
}

static Str folder_of(Str part) {
  return (Str){part.ptr, part.len - after_last(part, '/').len};
}

static void drop_last_step(Buffer *path) {
  if (path->count == 0) return;
  path->count = folder_of((Str){path->bytes, path->count - 1}).len; /* without the slash it ends in */
  path->bytes[path->count] = '\0';
}

/* Joins folder and target; "." and ".." are worked out, and never lead out of the package. */
static Str resolve_target(Arena *arena, Str folder, Str target) {
  Buffer path = buffer_new(arena);
  Sink sink = sink_to_buffer(&path);
  bool absolute = str_starts_with(target, STR("/"));
  if (!absolute) sink_str(&sink, folder);
  while (target.len > 0) {
    const char *slash = memchr(target.ptr, '/', target.len);
    Str step = {target.ptr, slash ? (size_t)(slash - target.ptr) : target.len};
    target = slash ? (Str){slash + 1, target.len - step.len - 1} : STR("");
    if (str_is(step, "..")) {
      drop_last_step(&path);
    } else if (step.len > 0 && !str_is(step, ".")) {
      sink_str(&sink, step);
      if (slash) sink_z(&sink, "/");
    }
  }
  return buffer_view(&path);
}

static bool start(void *context, const char *name, const char *const *attributes) {
  RelationshipReading *reading = context;
  if (strcmp(name, "Relationship") != 0) return true;
  const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type");
  const char *target = xml_attribute(attributes, "Target"), *mode = xml_attribute(attributes, "TargetMode");
  if (id == NULL || type == NULL || target == NULL || (mode != NULL && strcmp(mode, "External") == 0)) return true;
  if (reading->count == RELATIONSHIPS_MAX) {
    package_report(reading->package, WORKBOOK_CODE_LIMIT, STR("the workbook has more than 4,096 relationships between its parts"),
                   STR("copy the cells into a new workbook"));
    return false;
  }
  reading->items[reading->count++] = (Relationship){
      .id = arena_str(reading->arena, str_from(id)),
      .type = arena_str(reading->arena, after_last(str_from(type), '/')),
      .target = resolve_target(reading->arena, reading->folder, str_from(target)),
  };
  return true;
}

bool relationships_read(Package *package, Arena *arena, Str part, Relationships *out) {
  static const XmlHandler HANDLER = {.start = start};
  RelationshipReading reading = {.package = package, .arena = arena, .folder = folder_of(part)};
  Str path = arena_printf(arena, STR_FMT "_rels/" STR_FMT ".rels", STR_ARG(reading.folder), STR_ARG(after_last(part, '/')));
  *out = (Relationships){.count = 0};
  if (!package_has(package, path)) return true;
  reading.items = ARENA_ARRAY(arena, Relationship, RELATIONSHIPS_MAX);
  bool read = package_read(package, path, &HANDLER, &reading);
  *out = (Relationships){reading.items, reading.count};
  return read;
}

const Relationship *relationships_find_id(const Relationships *relationships, Str id) {
  for (size_t i = 0; i < relationships->count; i++)
    if (str_equal(relationships->items[i].id, id)) return &relationships->items[i];
  return NULL;
}

const Relationship *relationships_find_type(const Relationships *relationships, Str type) {
  for (size_t i = 0; i < relationships->count; i++)
    if (str_equal(relationships->items[i].type, type)) return &relationships->items[i];
  return NULL;
}
