/* commits: how long an answer takes until it is on disk, beside a bare SQLite insert of the same durability (WAL, synchronous=FULL) into
 * a file of the same folder. Prints a table; nothing is judged.
 *
 *   commits [FOLDER]    where the files are made and taken away again; the current folder
 *
 * Each kind runs in processes of its own, in turns, so that neither memory nor a busy moment of the disk favours one of them. */
#include "store.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ANSWERS = 20, VISITS = 12, ROUNDS = 8, PER_ROUND = ANSWERS * VISITS, SAMPLES = PER_ROUND * ROUNDS };

typedef struct Kind {
  const char *name;
  void (*run)(const char *path, double *out_ms);
} Kind;

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(bool done, const char *what) {
  if (done) return;
  fprintf(stderr, "commits: %s failed\n", what);
  _exit(3);
}

static void must_store(Status status, const Err *err) {
  if (status == STATUS_OK) return;
  err_print(err, stderr);
  _exit(3);
}

/* The answers of a visit after the first `count` questions: what grows with every tap. */
static Str answers_of(Arena *arena, int count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "{");
  for (int i = 0; i < count; i++)
    sink_printf(&sink, "%s\"q%d\":%s", i ? "," : "", i, i == 5 ? "\"Mer tid til samtalen med mentor\"" : "\"ganske\"");
  sink_z(&sink, "}");
  return buffer_view(&buffer);
}

static void run_bare(const char *path, double *out_ms) {
  sqlite3 *db;
  sqlite3_stmt *insert;
  must(sqlite3_open(path, &db) == SQLITE_OK, "opening");
  must(sqlite3_exec(db,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "CREATE TABLE IF NOT EXISTS answer (visit TEXT, question TEXT, value TEXT)",
                    NULL, NULL, NULL) == SQLITE_OK,
       "making the table");
  must(sqlite3_prepare_v2(db, "INSERT INTO answer VALUES (?1, 'q5', 'ganske')", -1, &insert, NULL) == SQLITE_OK, "preparing");
  Random random = random_system();
  for (int i = 0; i < PER_ROUND; i++) {
    char uuid[STORE_UUID_LEN + 1];
    store_uuid(&random, uuid);
    double begun = now_ms();
    sqlite3_bind_text(insert, 1, uuid, -1, SQLITE_STATIC);
    must(sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK, "inserting");
    out_ms[i] = now_ms() - begun;
  }
  sqlite3_finalize(insert);
  sqlite3_close(db);
}

static const Form *make_form(Arena *arena) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink,
         "settings: {form_id: bench, form_title: {nb: B}, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nsurvey:\n");
  for (int i = 0; i < ANSWERS; i++)
    sink_printf(&sink, "  - {type: %s, name: q%d, label: {nb: Q}}\n", i == 5 ? "text" : "select_one grad", i);
  sink_z(&sink, "choices:\n  grad: [{name: ganske, label: {nb: Ganske}}, {name: lite, label: {nb: Lite}}]\n");
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, buffer_view(&buffer), "bench.yaml", &diags);
  must(form != NULL, "the form");
  return form;
}

static void run_store(const char *path, const SealPublic *key, double *out_ms) {
  Err err = {0};
  Arena *arena = arena_new(0);
  Random random = random_system();
  const Form *form = make_form(arena);
  Store *store;
  Str device;
  must_store(store_open(path, &random, &store, &err), &err);
  must_store(store_seal_with(store, key, &err), &err);
  must_store(store_device(store, STR("kiosk"), arena, &device, &err), &err);
  must_store(store_add_form(store, form, &err), &err);
  for (int visit = 0; visit < VISITS; visit++) {
    char uuid[STORE_UUID_LEN + 1];
    store_uuid(&random, uuid);
    for (int answer = 1; answer <= ANSWERS; answer++) {
      Response response = {.uuid = str_from(uuid),
                           .device = device,
                           .form_id = form->form_id,
                           .form_version = form->version,
                           .language = STR("nb"),
                           .channel = STR("kiosk"),
                           .status = answer == ANSWERS ? RESPONSE_COMPLETE : RESPONSE_PARTIAL,
                           .time = STR("2026-11-22"),
                           .answers = answers_of(arena, answer)};
      double begun = now_ms();
      must_store(store_put(store, &response, &err), &err);
      out_ms[visit * ANSWERS + answer - 1] = now_ms() - begun;
    }
  }
  store_close(store);
  arena_free(arena);
}

static void run_plain(const char *path, double *out_ms) {
  run_store(path, NULL, out_ms);
}

static void run_sealed(const char *path, double *out_ms) {
  Err err = {0};
  must_store(seal_init(&err), &err);
  SealSecret *secret = seal_secret_new();
  run_store(path, seal_public_of(secret), out_ms);
  seal_secret_free(secret);
}

static const Kind kinds[] = {{"bare insert", run_bare}, {"store, plain", run_plain}, {"store, sealed", run_sealed}};
static double samples[COUNT_OF(kinds)][SAMPLES];

static void run_round(size_t kind, int round, const char *folder) {
  char path[512];
  snprintf(path, sizeof path, "%s/commits-%zu.db", folder, kind);
  int ends[2];
  must(pipe(ends) == 0, "a pipe");
  pid_t child = fork();
  must(child >= 0, "a process");
  double *out = samples[kind] + (size_t)round * PER_ROUND;
  size_t bytes = PER_ROUND * sizeof *out;
  if (child == 0) {
    kinds[kind].run(path, out);
    for (size_t at = 0; at < bytes;) {
      ssize_t wrote = write(ends[1], (const char *)out + at, bytes - at);
      must(wrote > 0, "telling the times");
      at += (size_t)wrote;
    }
    _exit(0);
  }
  close(ends[1]);
  for (size_t at = 0; at < bytes;) {
    ssize_t got = read(ends[0], (char *)out + at, bytes - at);
    if (got <= 0) exit(3); /* the child has said why */
    at += (size_t)got;
  }
  close(ends[0]);
  must(waitpid(child, NULL, 0) == child, "waiting");
}

static void remove_files(const char *folder) {
  static const char *const endings[] = {"", "-wal", "-shm"};
  for (size_t kind = 0; kind < COUNT_OF(kinds); kind++)
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
      char path[512];
      snprintf(path, sizeof path, "%s/commits-%zu.db%s", folder, kind, endings[i]);
      unlink(path);
    }
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  const char *folder = argc > 1 ? argv[1] : ".";
  remove_files(folder);
  for (int round = 0; round < ROUNDS; round++)
    for (size_t kind = 0; kind < COUNT_OF(kinds); kind++)
      run_round(kind, round, folder);
  remove_files(folder);
  printf("%-14s %10s %10s %8s   of %d commits each, ms\n", "", "median", "p95", "ratio", SAMPLES);
  for (size_t kind = 0; kind < COUNT_OF(kinds); kind++)
    qsort(samples[kind], SAMPLES, sizeof(double), compare);
  for (size_t kind = 0; kind < COUNT_OF(kinds); kind++)
    printf("%-14s %10.3f %10.3f %8.2f\n", kinds[kind].name, samples[kind][SAMPLES / 2], samples[kind][SAMPLES * 95 / 100],
           samples[kind][SAMPLES / 2] / samples[0][SAMPLES / 2]);
  return 0;
}
