#include "base_url.h"
#include "command.h"
#include "options.h"
#include "serve_hints.h"
#include "serve_material.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

enum { REQUEST_SECONDS_MAX = 600, CONNECTIONS_MAX = 10000, VISITS_MAX = 10000000, FILES_BESIDE = 256 };
enum { DAMAGE_BELIEVED = 2 }; /* as at the kiosk: a second look with fresh memory said the same */

static volatile sig_atomic_t ended; /* what a signal handler can know is only what stands in a static */

typedef struct Service {
  Arena *arena;
  Diags diags;
  const char *db, *seal_word;
  SealPublic seal_key; /* of seal_word */
  ServeSources sources;
  WebSetup setup;
  Random random;
  Store *store;
  Str device;
  Web *web;
  char told[32];    /* why the database could not be opened anew, as it was logged last */
  int damage_found; /* how often a request came upon damage that opening had not found */
} Service;

static void end_serving(int number) {
  (void)number;
  ended = 1;
}

/* What has been asked is answered; the second time the signal does what it always does. */
static void catch_signals(void) {
  static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < COUNT_OF(ending); i++) {
    struct sigaction ours = {.sa_handler = end_serving, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&ours.sa_mask);
    sigaction(ending[i], &ours, NULL);
  }
  signal(SIGPIPE, SIG_IGN);
}

/* Each connection is an open file. */
static void allow_files(int connections) {
  struct rlimit files;
  rlim_t wanted = (rlim_t)(connections > 0 ? connections : CONNECTIONS_MAX / 10) + FILES_BESIDE;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= wanted) return;
  files.rlim_cur = wanted < files.rlim_max ? wanted : files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

static Str today(const Service *service) {
  return civil_day_to_str(service->arena, civil_day_of_wall_ms(service->setup.clock->wall_ms(service->setup.clock)));
}

/* A damaged file is moved aside, unchanged, and a new one goes on with its numbers, once nobody else has it open: as a kiosk does. */
static Status replace_damaged(Service *service, Err *err) {
  StoreReplacement report;
  Status status =
      store_replace_damaged(service->db, NULL, today(service), &service->random, service->arena, &report, &service->store, err);
  if (status != STATUS_OK) return status;
  service->damage_found = 0;
  log_line(LOG_ERROR, "serve",
           "the database was damaged; it is kept as " STR_FMT
           ", and a new one goes on, %s %lld; kioskctl recover gets out what can be "
           "got",
           STR_ARG(report.aside), report.goes_on ? "with number" : "whose numbers begin beyond those it had, at",
           (long long)report.next_number);
  return STATUS_OK;
}

static Status open_file(Service *service, bool again, Err *err) {
  Err found = {0};
  if (again && service->damage_found >= DAMAGE_BELIEVED) return replace_damaged(service, err);
  Status status = store_open(service->db, &service->random, &service->store, &found);
  if (status == STATUS_OK) return status;
  if (again && strcmp(found.code, "db-corrupt") == 0) return replace_damaged(service, err);
  return err_set(err, found.status, found.code, "%s", found.sentence);
}

/* again: while it runs. Whoever starts it is there to be told of damage. */
static Status open_store(Service *service, bool again, Err *err) {
  WebSetup *setup = &service->setup;
  Status status = open_file(service, again, err);
  setup->store = service->store;
  if (status == STATUS_OK) status = store_claim(service->store, STORE_SERVER, err);
  if (status == STATUS_OK) status = store_seal_with(service->store, service->seal_word ? &service->seal_key : NULL, err);
  if (status == STATUS_OK) status = store_device(service->store, service->device, service->arena, &setup->station.device, err);
  for (size_t i = 0; status == STATUS_OK && i < setup->form_count; i++)
    status = store_add_form(service->store, setup->forms[i].form, err);
  if (status == STATUS_OK) status = store_set_setting(service->store, STR("web.base_url"), setup->base_url, err);
  return status;
}

/* The file was moved, its disk failed, or the like: it is looked for where it ought to be until it is there. */
static void open_anew(Service *service) {
  Err err = {0};
  if (service->store != NULL && web_store_is_damaged(service->web)) service->damage_found++;
  store_close(service->store);
  service->store = NULL;
  if (open_store(service, true, &err) == STATUS_OK) {
    web_use_store(service->web, service->store);
    log_line(LOG_INFO, "serve", "the database was opened anew");
    service->told[0] = 0;
    return;
  }
  store_close(service->store); /* no request has seen it, and none says that it is damaged */
  service->store = NULL;
  if (strcmp(err.code, service->told) == 0) return;
  log_line(LOG_ERROR, "serve", "the database cannot be opened anew (%s): %s; tried again every second", err.code, err.sentence);
  memcpy(service->told, err.code, sizeof service->told);
}

static bool goes_on(void *context) {
  Service *service = context;
  if (!ended && web_lost_store(service->web)) open_anew(service);
  return !ended;
}

static void say_where(const Service *service) {
  const WebSetup *setup = &service->setup;
  printf("Listening at port %d for " STR_FMT ", with", web_port(service->web), STR_ARG(setup->base_url));
  for (size_t i = 0; i < setup->form_count; i++)
    printf("%s " STR_FMT, i > 0 ? "," : "", STR_ARG(setup->forms[i].form->form_id));
  printf(". Ctrl-C ends it.\n");
  fflush(stdout);
  base_url_hint(setup->base_url, setup->listen, setup->certificate.len > 0, stderr);
  serve_hint_station(service->store, &setup->station, stderr);
}

/* What happened to the device, as a kiosk notes it; nothing depends on it. */
static void note(const Service *service, const char *kind) {
  Err own = {0};
  if (service->store == NULL) return;
  store_log(service->store, service->setup.station.device, str_from(kind), (Str){0}, today(service), &own);
}

static Status serve(Service *service, Err *err) {
  Status status = web_start(&service->setup, &service->web, err);
  if (status != STATUS_OK) return status;
  note(service, "start");
  say_where(service);
  status = web_run(service->web, goes_on, service, err);
  web_stop(service->web);
  note(service, "stop");
  return status;
}

static Status serve_all(Service *service, Err *err) {
  catch_signals();
  allow_files(service->setup.limits.connections);
  Status status = serve_material_read(service->arena, &service->sources, &service->setup, &service->diags, err);
  if (status == STATUS_OK) status = open_store(service, false, err);
  if (status == STATUS_OK) diags_print(&service->diags, stderr); /* warnings; mistakes come after the error that they are */
  if (status == STATUS_OK) status = serve(service, err);
  store_close(service->store);
  if (status != STATUS_OK) err_print(err, stderr);
  if (status != STATUS_OK) diags_print(&service->diags, stderr);
  return status;
}

static Status read_whole(const char *option, const char *text, int64_t high, int *out, Err *err) {
  int64_t number;
  if (text == NULL) return STATUS_OK;
  if (!str_to_int64(str_from(text), &number) || number < 1 || number > high)
    return err_set(err, STATUS_USAGE, "option-value", "%s %s is no whole number from 1 to %lld", option, text, (long long)high);
  *out = (int)number;
  return STATUS_OK;
}

static Status read_seal(Service *service, Err *err) {
  if (service->seal_word == NULL) return STATUS_OK;
  Status status = seal_init(err);
  if (status != STATUS_OK || seal_public_parse(str_from(service->seal_word), &service->seal_key)) return status;
  return err_set(err, STATUS_USAGE, "seal-key",
                 "--seal %s is no public key; copy the whole word, seal1-..., that kioskctl keygen printed", service->seal_word);
}

static size_t count_values(const char *const *values) {
  size_t count = 0;
  while (values[count] != NULL)
    count++;
  return count;
}

static Status read_arguments(Service *service, int argc, char **argv, Err *err) {
  const char **forms = ARENA_ARRAY(service->arena, const char *, OPTION_VALUES_MAX + 1);
  const char *listen = NULL, *base_url = NULL, *device = NULL, *round = NULL, *event = NULL, *place = NULL, *seconds = NULL,
             *connections = NULL, *visits = NULL;
  ServeSources *sources = &service->sources;
  const Option options[] = {{"--db", &service->db, NULL},
                            {"--form...", forms, NULL},
                            {"--listen", &listen, NULL},
                            {"--base-url", &base_url, NULL},
                            {"--device", &device, NULL},
                            {"--round", &round, NULL},
                            {"--event", &event, NULL},
                            {"--place", &place, NULL},
                            {"--theme", &sources->theme, NULL},
                            {"--tls-cert", &sources->certificate, NULL},
                            {"--tls-key", &sources->private_key, NULL},
                            {"--seal", &service->seal_word, NULL},
                            {"--request-seconds", &seconds, NULL},
                            {"--connections", &connections, NULL},
                            {"--visits", &visits, NULL},
                            {"--trial", NULL, &service->setup.station.trial}};
  int words;
  WebSetup *setup = &service->setup;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words > 0)
    status = err_set(err, STATUS_USAGE, "usage", "serve takes no word such as \"%s\"; forms are given by --form FILE", argv[1]);
  if (status == STATUS_OK) status = options_require(service->db, "--db", "name the database that answers go into", err);
  if (status == STATUS_OK) status = options_require(forms[0], "--form", "name a form, or a folder of forms", err);
  if (status == STATUS_OK) status = options_require(listen, "--listen", "name address and port, such as 127.0.0.1:8080", err);
  if (status == STATUS_OK) status = options_require(base_url, "--base-url", "name the address that codes lead to", err);
  if (status == STATUS_OK) status = base_url_read(base_url, &setup->base_url, err);
  if (status == STATUS_OK) status = read_whole("--request-seconds", seconds, REQUEST_SECONDS_MAX, &setup->limits.request_s, err);
  if (status == STATUS_OK) status = read_whole("--connections", connections, CONNECTIONS_MAX, &setup->limits.connections, err);
  if (status == STATUS_OK) status = read_whole("--visits", visits, VISITS_MAX, &setup->limits.visits, err);
  if (status == STATUS_OK) status = read_seal(service, err);
  sources->forms = forms;
  sources->form_count = count_values(forms);
  if (sources->theme == NULL) sources->theme = "light";
  service->device = device != NULL ? str_from(device) : STR("web");
  setup->listen = str_from(listen);
  setup->station = (WebStation){{0}, str_from(round), str_from(event), str_from(place), setup->station.trial};
  return status;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Service service = {.arena = arena_new(0), .random = random_system()};
  service.diags = diags_new(service.arena);
  service.setup.clock = clock_system();
  service.setup.random = &service.random;
  Status status = read_arguments(&service, argc, argv, &err);
  if (status == STATUS_OK)
    status = serve_all(&service, &err);
  else
    err_print(&err, stderr);
  arena_free(service.arena);
  return (int)status;
}

const Command command_serve = {
    .name = "serve",
    .usage =
        "--db DB --form FILE... --listen ADDR:PORT --base-url URL [SECRECY] [STATION] [LOOKS] [LIMITS]\n"
        "\n"
        "Serves forms to people's own phones, as pages that need no app and no script. Answers go into the database page by page,\n"
        "beside a kiosk's if one runs on it. Ends with Ctrl-C or SIGTERM, when what was sent is on disk.\n"
        "\n"
        "  --db DB            the database; made when there is none\n"
        "  --form FILE        a form, or a folder of forms; may stand several times\n"
        "  --listen ADDR:PORT where: 127.0.0.1:8080 for this machine (and a proxy on it), :8080 for all its networks\n"
        "  --base-url URL     what codes and links begin with, as phones reach it: https://svar.example.no\n"
        "\n"
        "SECRECY on the way and in the database:\n"
        "  --tls-cert FILE    a certificate with its chain, and\n"
        "  --tls-key FILE     its private key, both PEM: then it speaks https by itself\n"
        "  --seal WORD        seals answers with this public key, of kioskctl keygen; then the database takes only sealed ones\n"
        "\n"
        "STATION what responses say where their address does not:\n"
        "  --device NAME      the server's name in the database (web)\n"
        "  --round R          --event E, --place P likewise\n"
        "  --trial            they are trials, in no count\n"
        "\n"
        "LOOKS --theme NAME|FILE  light, dark, high-contrast, fjordby, or a theme file (light)\n"
        "\n"
        "LIMITS for slow and many clients:\n"
        "  --request-seconds N  for a request to arrive, and again for its answer to be read (20)\n"
        "  --connections N      at a time (512)\n"
        "  --visits N           that may wait for their phones at a time, those that ended today among them (20000)\n"
        "\n"
        "It keeps and logs no address of a phone and no name of its browser.",
    .run = run,
};
