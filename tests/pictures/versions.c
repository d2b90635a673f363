/* versions: what a picture depends on beside this program: a line each for the libraries that draw and the fonts that are found. */
#include "draw.h"

#include <SDL.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <fribidi.h>
#include <hb.h>

#include <stdio.h>
#include <string.h>

static void print_libraries(void) {
  SDL_version sdl;
  SDL_GetVersion(&sdl);
  printf("SDL %d.%d.%d\n", sdl.major, sdl.minor, sdl.patch);
  FT_Library library;
  if (FT_Init_FreeType(&library) == 0) {
    FT_Int major, minor, patch;
    FT_Library_Version(library, &major, &minor, &patch);
    printf("FreeType %d.%d.%d\n", major, minor, patch);
    FT_Done_FreeType(library);
  }
  printf("HarfBuzz %s\n", hb_version_string());
  printf("FriBidi %s\n", FRIBIDI_VERSION);
}

static uint64_t hash_file(const char *path) {
  uint64_t hash = DRAW_HASH_SEED;
  FILE *file = fopen(path, "rb");
  if (file != NULL) {
    static char bytes[1 << 16];
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, file)) > 0;) {
      hash = draw_hash(hash, bytes, count);
    }
    fclose(file);
  }
  return hash;
}

/* The file that answers a pattern, by its last name and what is in it. */
static void print_font(const char *pattern_text) {
  FcPattern *pattern = FcNameParse((const FcChar8 *)pattern_text);
  FcConfigSubstitute(NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result;
  FcPattern *found = FcFontMatch(NULL, pattern, &result);
  FcChar8 *path = NULL;
  if (found != NULL && FcPatternGetString(found, FC_FILE, 0, &path) == FcResultMatch) {
    const char *name = strrchr((const char *)path, '/');
    printf("%s is %s %016llx\n", pattern_text, name ? name + 1 : (const char *)path,
           (unsigned long long)hash_file((const char *)path));
  }
  if (found != NULL) {
    FcPatternDestroy(found);
  }
  FcPatternDestroy(pattern);
}

int main(void) {
  static const char *const patterns[] = {"Inter:lang=nb",    "Inter:lang=nb:semibold",    "Inter:lang=uk",
                                         "Noto Sans Arabic", "Noto Sans Arabic:semibold", "Noto Color Emoji"};
  print_libraries();
  for (size_t i = 0; i < COUNT_OF(patterns); i++) {
    print_font(patterns[i]);
  }
  FcFini();
  return 0;
}
