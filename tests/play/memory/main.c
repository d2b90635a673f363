/* memory_search PID THING...: is any of it in the memory of the process?
 *
 * letters:WORD  six letters in a row of the word, in every shape that letters take
 * bytes:TEXT    just that
 * hex:TEXT      bytes in hexadecimal, dashes passed over
 * numbers:1,2   one after the other, as whole numbers or not
 * strokes:      a signature or drawing as it is stored
 * png:          the beginning of a picture file
 * picture:FILE.png,X,Y,W,H  a line of text in that part of a picture of the screen
 *
 * A line for each: how often, and where first. Ends with 0: nothing of it is there; 1: something is; 2: wrong usage; 3: nobody lets it look. */
#include "picture.h"
#include "search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 32, HEX_MAX = 64 };

static Found search_list(const Regions *regions, const char *list) {
  double numbers[NUMBERS_MAX];
  size_t count = 0;
  for (char *end; count < NUMBERS_MAX; list = end + 1) {
    numbers[count] = strtod(list, &end);
    if (end != list) count++;
    if (end == list || *end != ',') break;
  }
  return search_numbers(regions, numbers, count);
}

static Found search_hex(const Regions *regions, const char *text) {
  unsigned char bytes[HEX_MAX];
  size_t count = 0;
  for (unsigned byte; count < HEX_MAX && *text; text++) {
    if (*text == '-' || sscanf(text, "%2x", &byte) != 1) continue;
    bytes[count++] = (unsigned char)byte;
    text++;
    if (!*text) break;
  }
  return search_bytes(regions, bytes, count, "bytes");
}

static Found search_text(const Regions *regions, const char *text) {
  return search_bytes(regions, text, strlen(text), "UTF-8");
}

static Found search_drawings(const Regions *regions, const char *nothing) {
  (void)nothing;
  return search_strokes(regions);
}

static Found search_png(const Regions *regions, const char *nothing) {
  static const char beginning[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
  (void)nothing;
  return search_bytes(regions, beginning, sizeof beginning - 1, "PNG");
}

static Found search_picture(const Regions *regions, const char *part) {
  Found found;
  if (picture_search(regions, part, &found)) return found;
  fprintf(stderr, "%s: it cannot be read, or nothing is written there\n", part);
  exit(2);
}

static const struct {
  const char *name;
  Found (*search)(const Regions *regions, const char *thing);
} kinds[] = {{"letters:", search_letters},  {"bytes:", search_text}, {"hex:", search_hex},        {"numbers:", search_list},
             {"strokes:", search_drawings}, {"png:", search_png},    {"picture:", search_picture}};

/* False: it is no thing to search for. */
static bool search(const Regions *regions, const char *thing, size_t *all) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t length = strlen(kinds[i].name);
    if (strncmp(thing, kinds[i].name, length) != 0) continue;
    Found found = kinds[i].search(regions, thing + length);
    printf("%zu %s", found.count, thing);
    if (found.count > 0)
      printf(" (first as %s at %#lx, %s)", found.shape, found.first_address, *found.first_region ? found.first_region : "its own");
    puts("");
    *all += found.count;
    return true;
  }
  return false;
}

int main(int argc, char **argv) {
  int pid = argc > 2 ? atoi(argv[1]) : 0;
  Regions regions;
  size_t all = 0;
  if (pid <= 0) return 2;
  if (!regions_read(pid, &regions)) return 3;
  for (int i = 2; i < argc; i++) {
    if (!search(&regions, argv[i], &all)) {
      fprintf(stderr, "nobody knows how to look for %s\n", argv[i]);
      return 2;
    }
  }
  regions_free(&regions);
  return all > 0;
}
