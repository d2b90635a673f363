/* phones PORT DB PHONES RATE VISITS [patient]: so many phones at once make visits to the form of phones.yaml, with so many requests a second in all,
 * until so many are completed; prints how long requests took, and looks whether the database at DB has each completed visit once. patient: a
 * server that is killed meanwhile is waited for. Exits 1 when one is lost or doubled. */
#include "store.h"
#include "wire.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_MAX = 20, SAMPLES_MAX = 2000000 };

typedef struct Bench {
  int port, phones, threads;
  double rate;
  size_t visits;
  bool patient;
  atomic_size_t begun, completed;
} Bench;

typedef struct Visit {
  Arena *arena; /* of one visit; NULL: between two */
  Phone *phone;
  Wire wire;
  size_t number;
} Visit;

typedef struct Crew { /* a thread and its phones */
  Bench *bench;
  pthread_t thread;
  Pace pace;
  Visit *visits;
  size_t count;
} Crew;

static uint32_t chance(Crew *crew, uint32_t below) {
  Random random = random_seeded(&crew->pace.chance);
  return random_below(&random, below);
}

/* A browser fetches what the first page names. */
static void fetch_looks(Visit *visit) {
  static const char *const names[] = {"href=\"/style-", "src=\"/script-"};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    const char *html = arena_str(visit->arena, visit->phone->html).ptr, *at = strstr(html, names[i]);
    if (at == NULL) BUG("the first page names no style or script");
    const char *url = strchr(at, '/');
    PhoneReply reply;
    visit->phone->wire.carry(visit->phone->wire.context, visit->arena, false, (Str){url, strcspn(url, "\"")}, (Str){0}, (Str){0},
                             (Str){0}, &reply);
  }
}

static void begin(Crew *crew, Visit *visit) {
  visit->arena = arena_new(0);
  visit->phone = phone_new(visit->arena, wire_for(&visit->wire), "nb");
  phone_open(visit->phone, STR("/f/phones"));
  fetch_looks(visit);
  if (!phone_press(visit->phone, "start")) BUG("the first page has no Start");
  (void)crew;
}

/* Each text says whose it is. Of radios the last that is chosen stays. */
static void fill(Crew *crew, Visit *visit) {
  Phone *phone = visit->phone;
  for (size_t i = 0; i < phone->control_count; i++) {
    PhoneControl *control = &phone->controls[i];
    if (control->kind == PHONE_TEXT) control->value = arena_printf(visit->arena, "visit %zu.", visit->number);
    bool first = i == 0 || !str_equal(phone->controls[i - 1].name, control->name);
    bool choose =
        control->kind == PHONE_RADIO ? first || chance(crew, 2) == 0 : control->kind == PHONE_CHECKBOX && chance(crew, 2) == 0;
    if (choose) phone_choose(phone, arena_str(visit->arena, control->name).ptr, arena_str(visit->arena, control->value).ptr, true);
  }
}

static void end(Visit *visit) {
  wire_close(&visit->wire);
  arena_free(visit->arena);
  visit->arena = NULL;
}

/* One page of one visit, or the beginning of the next. False: there is nothing to begin any more. */
static bool step(Crew *crew, Visit *visit) {
  Bench *bench = crew->bench;
  if (visit->arena == NULL) {
    visit->number = atomic_fetch_add(&bench->begun, 1);
    if (visit->number >= bench->visits) return false;
    begin(crew, visit);
    return true;
  }
  fill(crew, visit);
  if (!phone_press(visit->phone, "next")) BUG("a page has no Next");
  if (!str_is(phone_address(visit->phone), "/v/phones/thanks")) return true;
  atomic_fetch_add(&bench->completed, 1);
  end(visit);
  return true;
}

static void *work(void *context) {
  Crew *crew = context;
  size_t ended = 0;
  while (ended < crew->count) {
    ended = 0;
    for (size_t i = 0; i < crew->count; i++)
      ended += !step(crew, &crew->visits[i]);
  }
  return NULL;
}

static void start(Bench *bench, Arena *arena, Crew *crews) {
  for (int i = 0; i < bench->threads; i++) {
    Crew *crew = &crews[i];
    crew->bench = bench;
    crew->count = (size_t)(bench->phones / bench->threads + (i < bench->phones % bench->threads));
    crew->visits = ARENA_ARRAY(arena, Visit, crew->count);
    crew->pace = (Pace){.port = bench->port,
                        .mean_us = 1e6 * bench->threads / bench->rate,
                        .due_us = now_us(),
                        .chance = (uint64_t)i + 1,
                        .patient = bench->patient,
                        .capacity = (size_t)(SAMPLES_MAX / bench->threads)};
    crew->pace.samples = ARENA_ARRAY(arena, Sample, crew->pace.capacity);
    for (size_t j = 0; j < crew->count; j++)
      crew->visits[j].wire = (Wire){&crew->pace, -1};
  }
  for (int i = 0; i < bench->threads; i++)
    if (pthread_create(&crews[i].thread, NULL, work, &crews[i]) != 0) BUG("no thread");
}

/* --- What it took --- */

static int by_size(const void *a, const void *b) {
  const int *first = a, *second = b;
  return (*first > *second) - (*first < *second);
}

static void print_row(const char *name, int *us, size_t count) {
  if (count == 0) return;
  qsort(us, count, sizeof *us, by_size);
  printf("%-14s %8zu %8.1f %8.1f %8.1f %8.1f\n", name, count, us[count / 2] / 1e3, us[count * 95 / 100] / 1e3,
         us[count * 99 / 100] / 1e3, us[count - 1] / 1e3);
}

static void print_table(Arena *arena, const Crew *crews, int threads) {
  size_t total = 0;
  for (int i = 0; i < threads; i++)
    total += crews[i].pace.count;
  int *us = ARENA_ARRAY(arena, int, total), *all = ARENA_ARRAY(arena, int, total);
  size_t all_count = 0;
  printf("%-14s %8s %8s %8s %8s %8s\n", "milliseconds", "requests", "p50", "p95", "p99", "most");
  for (int kind = 0; kind < REQUEST_KIND_COUNT; kind++) {
    size_t count = 0;
    for (int i = 0; i < threads; i++)
      for (size_t j = 0; j < crews[i].pace.count; j++)
        if ((int)crews[i].pace.samples[j].kind == kind) us[count++] = crews[i].pace.samples[j].us;
    memcpy(all + all_count, us, count * sizeof *us);
    all_count += count;
    print_row(request_names[kind], us, count);
  }
  print_row("all", all, all_count);
}

/* --- What is in the database --- */

typedef struct Marks {
  unsigned char *seen; /* how often, by visit */
  size_t visits, strange;
} Marks;

static bool count_mark(void *context, const Response *row) {
  Marks *marks = context;
  static const char before[] = "visit ";
  const char *at = row->free_text.len > 0 ? strstr(row->free_text.ptr, before) : NULL;
  size_t number = at != NULL ? strtoul(at + sizeof before - 1, NULL, 10) : marks->visits;
  if (number < marks->visits && marks->seen[number] < UCHAR_MAX)
    marks->seen[number]++;
  else
    marks->strange++;
  return true;
}

static int check_database(const char *path, Arena *arena, size_t visits) {
  Store *store;
  Err err = {0};
  Marks marks = {ARENA_ARRAY(arena, unsigned char, visits), visits, 0};
  const StoreFilter complete = {.statuses = 1u << RESPONSE_COMPLETE};
  size_t lost = 0, doubled = 0;
  Status status = store_open_readonly(path, &store, &err);
  if (status == STATUS_OK) status = store_each(store, STR("phones"), &complete, count_mark, &marks, &err);
  store_close(store);
  if (status != STATUS_OK) return err_print(&err, stderr), 1;
  for (size_t i = 0; i < visits; i++)
    lost += marks.seen[i] == 0, doubled += marks.seen[i] > 1;
  printf("in the database: %zu lost, %zu doubled, %zu strange\n", lost, doubled, marks.strange);
  return lost + doubled + marks.strange > 0;
}

int main(int argc, char **argv) {
  if (argc < 6) return fputs("usage: phones PORT DB PHONES RATE VISITS [patient]\n", stderr), 2;
  Bench bench = {.port = atoi(argv[1]),
                 .phones = atoi(argv[3]),
                 .rate = atof(argv[4]),
                 .visits = strtoul(argv[5], NULL, 10),
                 .patient = argc > 6};
  Arena *arena = arena_new(0);
  bench.threads = bench.phones < THREADS_MAX ? bench.phones : THREADS_MAX;
  Crew *crews = ARENA_ARRAY(arena, Crew, (size_t)bench.threads);
  int64_t begun = now_us();
  size_t again = 0, refused = 0;
  start(&bench, arena, crews);
  for (int i = 0; i < bench.threads; i++) {
    pthread_join(crews[i].thread, NULL);
    again += crews[i].pace.again, refused += crews[i].pace.refused;
  }
  double seconds = (double)(now_us() - begun) / 1e6;
  print_table(arena, crews, bench.threads);
  size_t completed = atomic_load(&bench.completed);
  printf("%zu visits completed by %d phones in %.0f s; %zu requests sent again, %zu refused\n", completed, bench.phones, seconds,
         again, refused);
  int code = check_database(argv[2], arena, bench.visits) || completed != bench.visits || (refused > 0 && !bench.patient);
  arena_free(arena);
  return code;
}
