#define _GNU_SOURCE
#include "search.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REGION_BYTES_MAX ((uint64_t)1 << 40) /* more is no memory that anybody fills, but what a sanitizer notes about it */

static void *must(void *memory) {
  if (!memory) abort();
  return memory;
}

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), end_length = strlen(end);
  return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static void note_font(Regions *out, const char *name) {
  if (!ends_with(name, ".ttf") && !ends_with(name, ".otf")) return;
  for (size_t i = 0; i < out->font_count; i++)
    if (strcmp(out->fonts[i], name) == 0) return;
  out->fonts = must(realloc(out->fonts, (out->font_count + 1) * sizeof *out->fonts));
  out->fonts[out->font_count++] = must(strdup(name));
}

/* Guard pages and devices cannot be read, and hold nothing: what cannot be read stays zero. */
static void read_region(int memory, uint64_t from, uint64_t to, const char *name, Regions *out) {
  Region region = {.address = from, .count = (size_t)(to - from), .name = must(strdup(name))};
  region.bytes = must(calloc(1, region.count));
  for (size_t at = 0; at < region.count;) {
    ssize_t got = pread(memory, region.bytes + at, region.count - at, (off_t)(from + at));
    if (got <= 0) break;
    at += (size_t)got;
  }
  out->items = must(realloc(out->items, (out->count + 1) * sizeof *out->items));
  out->items[out->count++] = region;
}

static FILE *open_of(int pid, const char *what) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, what);
  FILE *file = fopen(path, "r");
  if (!file) fprintf(stderr, "%s: %s\n", path, strerror(errno));
  return file;
}

bool regions_read(int pid, Regions *out) {
  *out = (Regions){0};
  FILE *maps = open_of(pid, "maps"), *memory = maps ? open_of(pid, "mem") : NULL;
  char line[1024];
  while (memory && fgets(line, sizeof line, maps)) {
    uint64_t from, to;
    char mode[8], name[512] = "";
    if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %511[^\n]", &from, &to, mode, name) < 3) continue;
    note_font(out, name);
    if (mode[0] == 'r' && mode[1] == 'w' && to - from <= REGION_BYTES_MAX) read_region(fileno(memory), from, to, name, out);
  }
  if (maps) fclose(maps);
  if (memory) fclose(memory);
  return memory && out->count > 0;
}

void regions_free(Regions *regions) {
  for (size_t i = 0; i < regions->count; i++) {
    free(regions->items[i].bytes);
    free(regions->items[i].name);
  }
  for (size_t i = 0; i < regions->font_count; i++)
    free(regions->fonts[i]);
  free(regions->items);
  free(regions->fonts);
  *regions = (Regions){0};
}
