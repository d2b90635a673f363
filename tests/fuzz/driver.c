/* Stands in for libFuzzer where there is none: replays the seeds of a folder and a fixed number of mutations of them. Every run feeds
 * the same bytes, so that a failure can be repeated; each input is written to a file first, which a crash leaves behind. */
#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MUTATIONS = 2000, STEPS_MAX = 6, SEEDS_MAX = 256, INPUT_BYTES_MAX = 64 * 1024, CHUNK_BYTES_MAX = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Corpus {
  Str names[SEEDS_MAX], inputs[SEEDS_MAX];
  size_t count;
} Corpus;

typedef struct Mutant {
  char bytes[INPUT_BYTES_MAX];
  size_t len;
} Mutant;

/* What means something to one of our grammars, or breaks UTF-8. */
/* clang-format off */
static const char *const morsels[] = {
    "${", "}", "{", "[", "]", "(", ")", "'", "\"", ": ", "\n", "- ", ", ", "#", "|", ">-", "&a", "*a", "\t", "\r", ".", "..", "!=", " or ",
    "not(", "-", "*", "1e9", "//", "\\u", "\\", "tap \"", "wait ", "null", "true", "99999999999999999999",
    "\xc3", "\xff", "\xed\xa0\x80", "\xef\xbb\xbf",
};
/* clang-format on */

static void splice(Mutant *mutant, size_t at, size_t removed, Str added) {
  if (mutant->len - removed + added.len > INPUT_BYTES_MAX) return;
  memmove(mutant->bytes + at + added.len, mutant->bytes + at + removed, mutant->len - at - removed);
  memcpy(mutant->bytes + at, added.ptr, added.len);
  mutant->len = mutant->len - removed + added.len;
}

static void flip_bit(Mutant *mutant, size_t at, const Corpus *corpus, const Random *random) {
  (void)corpus;
  if (at < mutant->len) mutant->bytes[at] = (char)(mutant->bytes[at] ^ (1 << random_below(random, 8)));
}

static void add_morsel(Mutant *mutant, size_t at, const Corpus *corpus, const Random *random) {
  (void)corpus;
  splice(mutant, at, 0, str_from(morsels[random_below(random, COUNT_OF(morsels))]));
}

static void drop_chunk(Mutant *mutant, size_t at, const Corpus *corpus, const Random *random) {
  (void)corpus;
  size_t dropped = 1 + random_below(random, CHUNK_BYTES_MAX);
  splice(mutant, at, dropped < mutant->len - at ? dropped : mutant->len - at, STR(""));
}

/* A piece of any seed, this one's own among them: lines come twice, and in the wrong place. */
static void add_chunk(Mutant *mutant, size_t at, const Corpus *corpus, const Random *random) {
  Str from = corpus->inputs[random_below(random, (uint32_t)corpus->count)];
  if (from.len == 0) return;
  size_t start = random_below(random, (uint32_t)from.len), len = 1 + random_below(random, CHUNK_BYTES_MAX);
  splice(mutant, at, 0, (Str){from.ptr + start, len < from.len - start ? len : from.len - start});
}

static void cut_end(Mutant *mutant, size_t at, const Corpus *corpus, const Random *random) {
  (void)corpus;
  (void)random;
  mutant->len = at;
}

static void mutate(Mutant *mutant, const Corpus *corpus, const Random *random) {
  static void (*const ways[])(Mutant *, size_t, const Corpus *, const Random *) = {flip_bit,  flip_bit,   add_morsel, add_morsel,
                                                                                   add_chunk, drop_chunk, cut_end};
  size_t steps = 1 + random_below(random, STEPS_MAX);
  for (size_t i = 0; i < steps; i++)
    ways[random_below(random, COUNT_OF(ways))](mutant, random_below(random, (uint32_t)mutant->len + 1), corpus, random);
}

static bool feed(Str input, const char *last_path) {
  FILE *last = fopen(last_path, "wb");
  if (!last || fwrite(input.len ? input.ptr : "", 1, input.len, last) != input.len || fclose(last) != 0) {
    fprintf(stderr, "cannot write %s: %s\n", last_path, strerror(errno));
    return false;
  }
  uint8_t *exact = malloc(input.len ? input.len : 1); /* its own block, so that a read beyond the end is seen */
  BUG_UNLESS(exact);
  if (input.len) memcpy(exact, input.ptr, input.len);
  LLVMFuzzerTestOneInput(exact, input.len);
  free(exact);
  return true;
}

static int by_name(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

static bool read_corpus(Arena *arena, const char *folder, Corpus *corpus, Err *err) {
  DIR *dir = opendir(folder);
  if (!dir) return err_set(err, STATUS_WORLD, "no-seeds", "cannot open %s: %s", folder, strerror(errno)) == STATUS_OK;
  for (const struct dirent *entry = readdir(dir); entry && corpus->count < SEEDS_MAX; entry = readdir(dir))
    if (entry->d_name[0] != '.') corpus->names[corpus->count++] = arena_str(arena, str_from(entry->d_name));
  closedir(dir);
  qsort(corpus->names, corpus->count, sizeof *corpus->names, by_name); /* the same mutations on every machine */
  for (size_t i = 0; i < corpus->count; i++) {
    Str path = arena_printf(arena, "%s/" STR_FMT, folder, STR_ARG(corpus->names[i]));
    if (file_read(arena, path.ptr, INPUT_BYTES_MAX, &corpus->inputs[i], err) != STATUS_OK) return false;
  }
  if (corpus->count == 0) err_set(err, STATUS_INPUT, "no-seeds", "there are no seeds in %s", folder);
  return corpus->count > 0;
}

static bool run(const Corpus *corpus, Mutant *mutant, const char *last_path) {
  uint64_t state = 20261122;
  Random random = random_seeded(&state);
  BUG_UNLESS(corpus->count > 0);
  if (!feed(STR(""), last_path)) return false;
  for (size_t i = 0; i < corpus->count; i++)
    if (!feed(corpus->inputs[i], last_path)) return false;
  for (size_t i = 0; i < MUTATIONS; i++) {
    Str seed = corpus->inputs[i % corpus->count];
    if (seed.len) memcpy(mutant->bytes, seed.ptr, seed.len);
    mutant->len = seed.len;
    mutate(mutant, corpus, &random);
    if (!feed((Str){mutant->bytes, mutant->len}, last_path)) return false;
  }
  return true;
}

int main(int argc, char **argv) {
  Err err = {0};
  if (argc != 3) {
    fprintf(stderr, "usage: %s SEED-FOLDER FILE-FOR-THE-LAST-INPUT\n", argv[0]);
    return STATUS_USAGE;
  }
  Arena *arena = arena_new(0);
  Corpus *corpus = ARENA_NEW(arena, Corpus);
  Status status = STATUS_OK;
  if (!read_corpus(arena, argv[1], corpus, &err)) {
    err_print(&err, stderr);
    status = err.status;
  } else if (!run(corpus, ARENA_NEW(arena, Mutant), argv[2])) {
    status = STATUS_WORLD;
  } else {
    printf("%zu seeds and %d mutations\n", corpus->count, MUTATIONS);
    remove(argv[2]);
  }
  arena_free(arena);
  return (int)status;
}
