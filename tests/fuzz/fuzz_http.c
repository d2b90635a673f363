/* Requests as they come, one after the other, to a whole site with a database: whatever is asked, the answer is one, and nothing of it is markup
 * or a header of the asker's.
 *
 * An input is requests parted by lines that are "==". The first line of each is method and target; then come lines of "Name: value" (Host, Origin,
 * Sec-Fetch-Site, Accept-Language, Cookie, Content-Type, Content-Length, Transfer-Encoding; "Wait: N" lets N minutes pass); after an empty line the
 * body. "@C" stands for the cookie that was set last, as NAME=VALUE, "@A" for where the page that was shown last is posted to, "@S" and "@P" for the stamp and the number of the page that was shown last, "@F" for all its
 * fields as they stand there, one choice of each, and "7" in what has no value: so that seeds, and what comes of them, get beyond the first
 * page. */
#include "http_request.h"
#include "site.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WALL_MS_2026_11_21 = 1795269900, BODY_MAX = 1 << 20, MINUTE_MS = 60000, WAIT_MAX_MIN = 100000, FIELDS_BYTES = 4096 };

typedef struct World { /* of the whole process */
  Arena *arena, *request;
  uint64_t chance;
  Random random;
  ManualClock clock;
  WebForm forms[2];
  WebSetup setup;
  Site *site;
  char folder[32];
  char cookie[2 * HTTP_COOKIE_CHARS_MAX + 32], action[128], stamp[64], page[64],
      fields[FIELDS_BYTES]; /* of the last page that was shown */
} World;

static World *world; /* libFuzzer calls a function without a context */

static void clear(void) {
  static const char *const names[] = {"a.db", "a.db-wal", "a.db-shm"};
  site_free(world->site);
  store_close(world->setup.store);
  for (size_t i = 0; i < COUNT_OF(names); i++)
    unlink(arena_printf(world->arena, "%s/%s", world->folder, names[i]).ptr);
  rmdir(world->folder);
  arena_free(world->request);
  arena_free(world->arena);
  free(world);
}

static void must(Status status, const Err *err) {
  if (status != STATUS_OK) err_print(err, stderr), abort();
}

static void load(World *w) {
  static const char *const paths[] = {"tests/play/forms/alle.yaml", "forms/samling.yaml"};
  Diags diags = diags_new(w->arena);
  Err err = {0};
  Str source;
  for (size_t i = 0; i < COUNT_OF(paths); i++)
    must(form_load(w->arena, paths[i], &diags, &w->forms[i].form, &err), &err);
  must(file_read(w->arena, "assets/themes/light.yaml", BODY_MAX, &source, &err), &err);
  w->setup.forms = w->forms;
  w->setup.form_count = COUNT_OF(paths);
  w->setup.theme = theme_parse(w->arena, source, "light.yaml", &diags);
  w->setup.phrases = web_phrases_load(w->arena, "assets/strings/web", &diags, &err);
  must(w->setup.phrases != NULL && w->setup.theme != NULL ? STATUS_OK : STATUS_INPUT, &err);
}

static void open_store(World *w) {
  Err err = {0};
  Str device;
  strcpy(w->folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/fuzz-XXXXXX" : "/tmp/fuzz-XXXXXX");
  if (mkdtemp(w->folder) == NULL) abort();
  must(store_open(arena_printf(w->arena, "%s/a.db", w->folder).ptr, &w->random, &w->setup.store, &err), &err);
  must(store_claim(w->setup.store, STORE_SERVER, &err), &err);
  must(store_device(w->setup.store, STR("web"), w->arena, &device, &err), &err);
  for (size_t i = 0; i < w->setup.form_count; i++)
    must(store_add_form(w->setup.store, w->forms[i].form, &err), &err);
}

static void begin(void) {
  world = calloc(1, sizeof *world);
  world->arena = arena_new(0);
  world->request = arena_new(0);
  world->random = random_seeded(&world->chance);
  world->clock = clock_manual(WALL_MS_2026_11_21 * (int64_t)1000);
  world->setup = (WebSetup){.station = {.device = STR("web")},
                            .base_url = STR("https://svar.example.no"),
                            .clock = &world->clock.clock,
                            .random = &world->random};
  load(world);
  open_store(world);
  world->site = site_new(world->arena, &world->setup);
  atexit(clear);
}

/* --- An input's requests --- */

/* Cuts what stands before the mark off the front of *rest, and the mark. */
static Str cut(Str *rest, const char *mark) {
  if (rest->len == 0) return (Str){0};
  const char *at = memmem(rest->ptr, rest->len, mark, strlen(mark));
  Str front = {rest->ptr, at != NULL ? (size_t)(at - rest->ptr) : rest->len};
  size_t gone = at != NULL ? front.len + strlen(mark) : front.len;
  *rest = (Str){rest->ptr + gone, rest->len - gone};
  return front;
}

static Str with_names(Str text) {
  Buffer out = buffer_new(world->request);
  Sink sink = sink_to_buffer(&out);
  for (size_t i = 0; i < text.len; i++) {
    char name = text.ptr[i] == '@' && i + 1 < text.len ? text.ptr[i + 1] : '\0';
    const char *value = name == 'C'   ? world->cookie
                        : name == 'A' ? world->action
                        : name == 'S' ? world->stamp
                        : name == 'P' ? world->page
                        : name == 'F' ? world->fields
                                      : NULL;
    if (value != NULL)
      sink_z(&sink, value), i++;
    else
      sink_bytes(&sink, text.ptr + i, 1);
  }
  return buffer_view(&out);
}

static void take_line(HttpHead *head, Str line) {
  Str name = cut(&line, ": ");
  const struct {
    const char *name;
    Str *value;
    int *count;
  } known[] = {
      {"Host", &head->host, &head->host_count},
      {"Origin", &head->origin, NULL},
      {"Sec-Fetch-Site", &head->fetch_site, NULL},
      {"Accept-Language", &head->languages, NULL},
      {"Cookie", &head->cookies, NULL},
      {"Content-Type", &head->content_type, NULL},
      {"Content-Length", &head->content_length, &head->length_count},
      {"Transfer-Encoding", NULL, &head->coding_count},
  };
  int64_t minutes;
  for (size_t i = 0; i < COUNT_OF(known); i++) {
    if (!str_is(name, known[i].name)) continue;
    if (known[i].value != NULL) *known[i].value = line;
    if (known[i].count != NULL) ++*known[i].count;
  }
  if (str_is(name, "Wait") && str_to_int64(line, &minutes) && minutes > 0 && minutes < WAIT_MAX_MIN)
    world->clock.now_ms += minutes * MINUTE_MS;
}

/* --- What comes of them --- */

static void keep(char *out, size_t room, Str body, const char *before) {
  const char *at = body.len > 0 ? memmem(body.ptr, body.len, before, strlen(before)) : NULL;
  if (at == NULL) return;
  at += strlen(before);
  size_t length = strcspn(at, "\"");
  if (length < room) snprintf(out, room, "%.*s", (int)length, at);
}

/* The value of an attribute in a tag; NULL: it has none. */
static const char *attribute(Str tag, const char *before, size_t *length) {
  const char *at = memmem(tag.ptr, tag.len, before, strlen(before));
  if (at == NULL) return NULL;
  at += strlen(before);
  *length = strcspn(at, "\"");
  return at;
}

static void keep_fields(Str body) {
  size_t used = 0;
  Str last = {0};
  while (body.len > 0) {
    Str tag = cut(&body, ">");
    size_t name_length, value_length;
    const char *name = attribute(tag, " name=\"c", &name_length), *value = attribute(tag, " value=\"", &value_length);
    Str own = {name, name != NULL ? name_length : 0};
    if (name == NULL || str_equal(own, last)) continue;
    if (value == NULL || value_length == 0) value = "7", value_length = 1;
    if (used + name_length + value_length + 4 > FIELDS_BYTES) break;
    used += (size_t)sprintf(world->fields + used, "c%.*s=%.*s&", (int)name_length, name, (int)value_length, value);
    last = own;
  }
  world->fields[used] = '\0';
}

static bool has(Str body, const char *word) {
  return body.len > 0 && memmem(body.ptr, body.len, word, strlen(word)) != NULL;
}

/* Seeds have "<fuzz" and "'fuzz=" in every value that could come back. */
static void check(const HttpReply *reply) {
  static const int statuses[] = {200, 303, 400, 403, 404, 405, 410, 413, 429, 503};
  bool known = false;
  for (size_t i = 0; i < COUNT_OF(statuses); i++)
    known |= reply->status == statuses[i];
  if (!known) fprintf(stderr, "status %d\n", reply->status);
  BUG_UNLESS(known);
  BUG_UNLESS(reply->cookie.name.len == 0 || (http_is_cookie_name(reply->cookie.name) && http_is_cookie(reply->cookie.value)));
  BUG_UNLESS((reply->status == 303) == (reply->location.len > 0));
  BUG_UNLESS(reply->location.len == 0 || reply->location.ptr[0] == '/');
  bool is_page = str_starts_with(reply->type, STR("text/html"));
  BUG_UNLESS(!is_page || str_is_utf8(reply->body));
  BUG_UNLESS(!is_page || (!has(reply->body, "<fuzz") && !has(reply->body, "\"fuzz=")));
}

/* Where the reply leads to, in memory of its own; empty: nowhere. */
static Str answer(const HttpRequest *request) {
  static char location[1024];
  HttpReply reply = {0};
  site_answer(world->site, request, &reply);
  check(&reply);
  if (reply.cookie.name.len > 0)
    snprintf(world->cookie, sizeof world->cookie, STR_FMT STR_FMT "=" STR_FMT, STR_ARG(http_cookie_prefix(true)),
             STR_ARG(reply.cookie.name), STR_ARG(reply.cookie.value));
  Str body = arena_str(world->request, reply.body);
  keep(world->stamp, sizeof world->stamp, body, "name=\"stamp\" value=\"");
  keep(world->page, sizeof world->page, body, "name=\"page\" value=\"");
  if (has(body, "name=\"stamp\"")) keep(world->action, sizeof world->action, body, "method=\"post\" action=\"");
  if (has(body, "name=\"stamp\"")) keep_fields(body);
  snprintf(location, sizeof location, STR_FMT, STR_ARG(reply.location));
  return str_from(location);
}

/* As browsers do, at once. */
static void follow(Str location) {
  HttpRequest request;
  const HttpHead head = {
      .method = STR("GET"), .target = arena_str(world->request, location), .cookies = str_from(world->cookie), .host_count = 1};
  BUG_UNLESS(http_request_read(world->request, &head, world->setup.base_url, &request));
  answer(&request);
}

static void ask(Str text) {
  HttpRequest request;
  Str rest = with_names(text), first = cut(&rest, "\n"), method = cut(&first, " "), location = {0};
  HttpHead head = {.method = method, .target = first, .host_count = 1};
  while (rest.len > 0 && rest.ptr[0] != '\n')
    take_line(&head, cut(&rest, "\n"));
  cut(&rest, "\n");
  if (head.cookies.len == 0) head.cookies = arena_str(world->request, str_from(world->cookie));
  if (http_head_refusal(&head, BODY_MAX) == 0 && http_request_read(world->request, &head, world->setup.base_url, &request) &&
      http_fields_read(world->request, rest, &request.fields, &request.field_count))
    location = answer(&request);
  if (location.len > 0) follow(location);
  arena_rewind(world->request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (world == NULL) begin();
  world->cookie[0] = world->action[0] = world->stamp[0] = world->page[0] = world->fields[0] = '\0';
  Str rest = {(const char *)data, size};
  while (rest.len > 0)
    ask(cut(&rest, "\n==\n"));
  site_rest(world->site);
  return 0;
}
