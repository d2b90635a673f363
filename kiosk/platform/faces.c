#include "faces.h"

#include <stdlib.h>
#include <string.h>

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

static const char *script_family(uint32_t cp) {
  for (size_t i = 0; i < COUNT_OF(script_families); i++)
    if (cp >= script_families[i].from && cp <= script_families[i].to) return script_families[i].family;
  return NULL;
}

static void add_family(FcPattern *pattern, const char *family) {
  if (family) FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
}

/* What to look for; cp 0 asks for no character in particular. NULL: out of memory. */
static FcPattern *wanted(const char *family, FontWeight weight, uint32_t cp) {
  FcPattern *pattern = FcPatternCreate();
  if (!pattern) return NULL;
  FcPatternAddInteger(pattern, FC_WEIGHT, fontconfig_weights[weight]);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern, FC_COLOR, FcFalse); /* text is painted in one colour */
  if (cp == 0) {
    add_family(pattern, family);
  } else {
    add_family(pattern, script_family(cp));
    FcCharSet *needed = FcCharSetCreate();
    FcCharSetAddChar(needed, cp);
    FcPatternAddCharSet(pattern, FC_CHARSET, needed);
    FcCharSetDestroy(needed);
  }
  add_family(pattern, "sans-serif");
  FcConfigSubstitute(NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  return pattern;
}

/* The installed font nearest to what is wanted; destroy it. NULL: there is none at all. */
static FcPattern *nearest(const char *family, FontWeight weight, uint32_t cp) {
  FcPattern *pattern = wanted(family, weight, cp);
  FcResult result = FcResultNoMatch;
  FcPattern *match = pattern ? FcFontMatch(NULL, pattern, &result) : NULL;
  if (pattern) FcPatternDestroy(pattern);
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
    FcPattern *match = nearest(family, (FontWeight)weight, 0);
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

bool faces_cover(const Faces *faces, int face_ix, uint32_t cp) {
  return FcCharSetHasChar(faces->items[face_ix].covers, cp);
}

int faces_for_cp(Faces *faces, FontWeight weight, uint32_t cp) {
  int own = (int)weight;
  if (faces_cover(faces, own, cp)) return own;
  for (int i = FONT_WEIGHT_COUNT; i < faces->count; i++)
    if (faces->items[i].weight == weight && faces_cover(faces, i, cp)) return i;
  if (faces->count == FACES_MAX) return own;
  FcPattern *match = nearest(faces->family, weight, cp);
  Face *face = &faces->items[faces->count];
  int found = own;
  if (match && face_set(face, match, weight)) {
    if (FcCharSetHasChar(face->covers, cp))
      found = faces->count++;
    else /* nothing that is installed has it */
      face_clear(face);
  }
  if (match) FcPatternDestroy(match);
  return found;
}
