#include "site_versions.h"

enum { VERSIONS_KEPT = 8 };

typedef struct Kept {
  Arena *arena; /* of all that is below; NULL: never used */
  Str form_id, version;
  const Form *form; /* NULL: this program cannot read it */
  uint64_t asked;   /* when, counted in calls */
} Kept;

struct Versions {
  Kept kept[VERSIONS_KEPT];
  uint64_t calls;
};

Versions *versions_new(Arena *arena) {
  return ARENA_NEW(arena, Versions);
}

void versions_free(Versions *versions) {
  for (size_t i = 0; i < VERSIONS_KEPT; i++)
    arena_free(versions->kept[i].arena);
  *versions = (Versions){0};
}

static Kept *find(Versions *versions, Str form_id, Str version) {
  for (size_t i = 0; i < VERSIONS_KEPT; i++) {
    Kept *kept = &versions->kept[i];
    if (kept->arena && str_equal(kept->form_id, form_id) && str_equal(kept->version, version)) return kept;
  }
  return NULL;
}

static Kept *oldest(Versions *versions) {
  Kept *oldest = &versions->kept[0];
  for (size_t i = 1; i < VERSIONS_KEPT; i++)
    if (versions->kept[i].asked < oldest->asked) oldest = &versions->kept[i];
  return oldest;
}

static Status read_source(Store *store, Arena *arena, Str form_id, Str version, Str *out, Err *err) {
  const StoreForm *forms;
  size_t count;
  Status status = store_forms(store, arena, &forms, &count, err);
  if (status != STATUS_OK) return status;
  for (size_t i = 0; i < count; i++)
    if (str_equal(forms[i].form_id, form_id) && str_equal(forms[i].version, version)) *out = forms[i].source;
  return STATUS_OK;
}

Status versions_get(Versions *versions, Store *store, Str form_id, Str version, const Form **out, Err *err) {
  *out = NULL;
  Kept *kept = find(versions, form_id, version);
  if (kept == NULL) {
    Str source = {0};
    Arena *texts = arena_new(0);
    Status status = read_source(store, texts, form_id, version, &source, err);
    if (status != STATUS_OK || source.len == 0) { /* not there yet, and so not remembered */
      arena_free(texts);
      return status;
    }
    kept = oldest(versions);
    arena_free(kept->arena);
    Arena *arena = arena_new(0);
    *kept = (Kept){.arena = arena, .form_id = arena_str(arena, form_id), .version = arena_str(arena, version)};
    Diags diags = diags_new(arena);
    kept->form = form_parse_stored(arena, source, "the database", &diags);
    arena_free(texts);
  }
  kept->asked = ++versions->calls;
  *out = kept->form;
  return STATUS_OK;
}
