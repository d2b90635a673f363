#include "faces.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

static const int fontconfig_weights[] = {[FONT_REGULAR] = FC_WEIGHT_REGULAR, [FONT_SEMIBOLD] = FC_WEIGHT_DEMIBOLD};
_Static_assert(COUNT_OF(fontconfig_weights) == FONT_WEIGHT_COUNT, "fontconfig's name for every weight");

/* Families drawn for one script look better than those that merely have its letters. Only a preference: what is not installed
 * is passed over. */
static const struct {
  uint32_t from, to;
  const char *family;
} script_families[] = {
    {0x0530, 0x058F, "Noto Sans Armenian"}, {0x0590, 0x05FF, "Noto Sans Hebrew"},   {0x0600, 0x06FF, "Noto Sans Arabic"},
    {0x0700, 0x074F, "Noto Sans Syriac"},   {0x0750, 0x077F, "Noto Sans Arabic"},   {0x0900, 0x097F, "Noto Sans Devanagari"},
    {0x0980, 0x09FF, "Noto Sans Bengali"},  {0x0B80, 0x0BFF, "Noto Sans Tamil"},    {0x0E00, 0x0E7F, "Noto Sans Thai"},
    {0x1000, 0x109F, "Noto Sans Myanmar"},  {0x10A0, 0x10FF, "Noto Sans Georgian"}, {0x1200, 0x139F, "Noto Sans Ethiopic"},
    {0x1780, 0x17FF, "Noto Sans Khmer"},    {0xFB50, 0xFDFF, "Noto Sans Arabic"},   {0xFE70, 0xFEFF, "Noto Sans Arabic"},
};

static bool is_never_seen(uint32_t cp) {
  return uc_is_property_default_ignorable_code_point(cp);
}

static const char *script_family(uint32_t cp) {
  for (size_t i = 0; i < COUNT_OF(script_families); i++)
    if (cp >= script_families[i].from && cp <= script_families[i].to) return script_families[i].family;
  return NULL;
}

static void add_family(FcPattern *pattern, const char *family) {
  if (family) FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
}

static void add_characters(FcPattern *pattern, const uint32_t *cps, size_t count) {
  FcCharSet *needed = FcCharSetCreate();
  for (size_t i = 0; needed && i < count; i++)
    if (!is_never_seen(cps[i])) FcCharSetAddChar(needed, cps[i]);
  if (!needed) return;
  FcPatternAddCharSet(pattern, FC_CHARSET, needed);
  FcCharSetDestroy(needed);
}

typedef struct Wanted {
  const char *family;
  FontWeight weight;
  bool coloured;
  const uint32_t *cps;
  size_t count; /* 0: no character in particular */
} Wanted;

/* The installed font nearest to what is wanted; destroy it. NULL: there is none at all. */
static FcPattern *nearest(const Wanted *wanted) {
  FcPattern *pattern = FcPatternCreate();
  if (!pattern) return NULL;
  add_family(pattern, wanted->family);
  if (wanted->count) add_characters(pattern, wanted->cps, wanted->count);
  FcPatternAddInteger(pattern, FC_WEIGHT, fontconfig_weights[wanted->weight]);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue); /* bitmaps in colour count as such */
  FcPatternAddBool(pattern, FC_COLOR, wanted->coloured);
  add_family(pattern, "sans-serif");
  FcConfigSubstitute(NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern *match = FcFontMatch(NULL, pattern, &result);
  FcPatternDestroy(pattern);
  return match;
}

static void face_clear(Face *face) {
  free(face->path);
  if (face->covers) FcCharSetDestroy(face->covers);
  *face = (Face){0};
}

static bool face_set(Face *face, FcPattern *match, FontWeight weight) {
  FcChar8 *path = NULL;
  FcCharSet *covers = NULL;
  *face = (Face){.weight = weight};
  if (FcPatternGetString(match, FC_FILE, 0, &path) != FcResultMatch ||
      FcPatternGetCharSet(match, FC_CHARSET, 0, &covers) != FcResultMatch)
    return false;
  FcBool coloured = FcFalse;
  FcPatternGetBool(match, FC_COLOR, 0, &coloured);
  face->coloured = coloured != FcFalse;
  FcPatternGetInteger(match, FC_INDEX, 0, &face->index_in_file);
  face->path = strdup((const char *)path);
  face->covers = FcCharSetCopy(covers);
  return face->path != NULL;
}

static bool is_family(FcPattern *match, const char *family) {
  FcChar8 *name = NULL;
  for (int i = 0; FcPatternGetString(match, FC_FAMILY, i, &name) == FcResultMatch; i++)
    if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0) return true;
  return false;
}

Status faces_open(Faces *faces, const char *family, Err *err) {
  static const char remedy[] = "install the package fonts-inter, or name another font in the theme";
  *faces = (Faces){.family = strdup(family)};
  if (!faces->family || !FcInit())
    return err_set(err, STATUS_WORLD, "no-font", "fontconfig cannot start; check that the package fontconfig-config is installed");
  for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
    FcPattern *match = nearest(&(Wanted){.family = family, .weight = (FontWeight)weight});
    bool found = match && face_set(&faces->items[faces->count++], match, (FontWeight)weight);
    if (found && weight == FONT_REGULAR && !is_family(match, family))
      log_line(LOG_WARN, "platform", "the font \"%s\" is not installed, %s stands in for it; %s", family, faces->items[0].path,
               remedy);
    if (match) FcPatternDestroy(match);
    if (!found) return err_set(err, STATUS_WORLD, "no-font", "no font for \"%s\" was found; %s", family, remedy);
  }
  return STATUS_OK;
}

/* Fontconfig itself stays for the life of the process: it counts no users, others may be among them. */
void faces_close(Faces *faces) {
  for (int i = 0; i < faces->count; i++)
    face_clear(&faces->items[i]);
  free(faces->family);
  *faces = (Faces){0};
}

bool faces_cover(const Faces *faces, int face_ix, const uint32_t *cps, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!is_never_seen(cps[i]) && !FcCharSetHasChar(faces->items[face_ix].covers, cps[i])) return false;
  return true;
}

/* Among the faces that were needed before; -1: none of them will do. */
static int find_known(const Faces *faces, const Wanted *wanted) {
  for (int i = FONT_WEIGHT_COUNT; i < faces->count; i++) {
    const Face *face = &faces->items[i];
    bool suits = wanted->coloured ? face->coloured : !face->coloured && face->weight == wanted->weight;
    if (suits && faces_cover(faces, i, wanted->cps, wanted->count)) return i;
  }
  return -1;
}

/* Among all that are installed; -1: none will do. */
static int find_installed(Faces *faces, const Wanted *wanted) {
  if (faces->count == FACES_MAX) return -1;
  FcPattern *match = nearest(wanted);
  Face *face = &faces->items[faces->count];
  int found = -1;
  if (match && face_set(face, match, wanted->weight)) {
    bool suits = face->coloured || !wanted->coloured;
    if (suits && faces_cover(faces, faces->count, wanted->cps, wanted->count))
      found = faces->count++;
    else
      face_clear(face);
  }
  if (match) FcPatternDestroy(match);
  return found;
}

static bool is_missing(const Faces *faces, uint32_t cp) {
  size_t known = faces->missing_count < FACES_MISSING_MAX ? faces->missing_count : FACES_MISSING_MAX;
  for (size_t i = 0; i < known; i++)
    if (faces->missing[i] == cp) return true;
  return false;
}

static int find(Faces *faces, const Wanted *wanted) {
  int found = find_known(faces, wanted);
  return found >= 0 ? found : find_installed(faces, wanted);
}

int faces_for_cps(Faces *faces, FontWeight weight, const uint32_t *cps, size_t count) {
  int own = (int)weight;
  if (faces_cover(faces, own, cps, count) || is_missing(faces, cps[0])) return own;
  Wanted wanted = {.family = script_family(cps[0]), .weight = weight, .cps = cps, .count = count};
  int found = find(faces, &wanted);
  if (found >= 0) return found;
  if (count > 1) return faces_for_cps(faces, weight, cps, 1);
  faces->missing[faces->missing_count++ % FACES_MISSING_MAX] = cps[0];
  return own;
}

int faces_for_emoji(Faces *faces, FontWeight weight, const uint32_t *cps, size_t count) {
  Wanted wanted = {.family = "Noto Color Emoji", .weight = weight, .coloured = true, .cps = cps, .count = count};
  int found = is_missing(faces, cps[0]) ? -1 : find(faces, &wanted);
  return found >= 0 ? found : faces_for_cps(faces, weight, cps, count);
}
