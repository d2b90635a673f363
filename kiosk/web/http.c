#include "http.h"

#include "http_connections.h"
#include "http_exchange.h"
#include "http_listen.h"
#include "http_reply.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum {
  BODY_BYTES = 1 << 20,
  CONNECTIONS = 512,
  REQUEST_S = 20,
  IDLE_S = 30,
  HELD_BYTES_MAX = 64 << 20, /* of all bodies on their way in, beyond what each may take */
  BODY_BYTES_FREE = 32 * 1024,
  /* The library's, for the lines of a request's head. Up to 32 KiB it would be of the heap, and stay there with the cookie when it is freed; what
   * is larger is a mapping of its own, which goes with the connection. */
  MEMORY_EACH = 36 * 1024,
  TURN_MS = 1000,      /* goes_on is asked at least as often */
  QUIET_MS = 300,      /* after so long without a request there is time to rest */
  REST_MS = 60 * 1000, /* and sometimes there has to be */
};

struct Http {
  Arena *arena; /* as long as the server */
  Arena *page;  /* of one request and its answer; wiped after each */
  WebLimits limits;
  const WebSetup *setup;
  HttpHandler handler;
  bool https, ends; /* https: the base url is one. ends: the server does */
  int socket, port;
  struct MHD_Daemon *daemon;
  Connections connections;
  size_t held_bytes;
  int64_t answered_ms, rested_ms;
  bool rest_due;
};

Str http_field(const HttpField *fields, size_t count, Str name) {
  for (size_t i = 0; i < count; i++)
    if (str_equal(fields[i].name, name)) return fields[i].value;
  return (Str){0};
}

static int64_t now_ms(const Http *http) {
  return http->setup->clock->monotonic_ms(http->setup->clock);
}

/* --- What the library calls --- */

static Connection *connection_of(struct MHD_Connection *from) {
  return MHD_get_connection_info(from, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* Small posts are counted as nothing: whoever holds large ones open keeps nobody's answers out. */
static size_t bytes_beyond(size_t bytes) {
  return bytes > BODY_BYTES_FREE ? bytes - BODY_BYTES_FREE : 0;
}

static void drop_exchange(Http *http, Connection *connection) {
  if (connection->exchange == NULL) return;
  http->held_bytes -= bytes_beyond(exchange_bytes(connection->exchange));
  exchange_free(connection->exchange);
  connection->exchange = NULL;
}

static void come_or_go(void *context, struct MHD_Connection *from, void **own, enum MHD_ConnectionNotificationCode what) {
  Http *http = context;
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    *own = connections_open(&http->connections, MHD_get_connection_info(from, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
  } else if (*own != NULL) {
    drop_exchange(http, *own);
    connections_close(&http->connections, *own);
  }
}

/* Called with the first line of a request: where it goes, as it was written. */
static void *begin(void *context, const char *target, struct MHD_Connection *from) {
  Http *http = context;
  Connection *connection = connection_of(from);
  if (connection == NULL) return NULL;
  connections_move(&http->connections, connection, CONNECTION_ASKS, true);
  drop_exchange(http, connection);
  connection->exchange = exchange_new(str_from(target));
  return connection;
}

static enum MHD_Result refuse(Http *http, struct MHD_Connection *to, Connection *connection, int status) {
  bool kindly = (status == 413 || status == 503) && http->handler.refuse != NULL;
  connections_move(&http->connections, connection, CONNECTION_READS, true);
  if (!kindly) return http_reply_refuse(to, status, http->https);
  HttpRequest request = {.languages = connection->exchange->head.languages, .arena = http->page};
  HttpReply reply = {0};
  http->handler.refuse(http->handler.context, status, &request, &reply);
  enum MHD_Result sent = http_reply_send(to, &reply, http->https, true);
  arena_rewind(http->page);
  return sent;
}

static enum MHD_Result take_head(Http *http, struct MHD_Connection *from, Connection *connection, const char *method,
                                 const char *version) {
  connection->exchange->head.version = arena_str(connection->exchange->arena, str_from(version));
  int refusal = exchange_take_head(connection->exchange, from, method, http->limits.body_bytes);
  if (connection->surplus) refusal = 503;
  return refusal != 0 ? refuse(http, from, connection, refusal) : MHD_YES;
}

static enum MHD_Result take_body(Http *http, Connection *connection, const char *bytes, size_t *count) {
  Exchange *exchange = connection->exchange;
  size_t before = exchange_bytes(exchange);
  if (http->held_bytes + bytes_beyond(before + *count) > HELD_BYTES_MAX + bytes_beyond(before)) exchange->refusal = 503;
  bool goes_on = exchange_take_body(exchange, bytes, *count, http->limits.body_bytes);
  http->held_bytes += bytes_beyond(exchange_bytes(exchange)) - bytes_beyond(before);
  *count = 0;
  return goes_on ? MHD_YES : MHD_NO;
}

static enum MHD_Result answer(Http *http, struct MHD_Connection *from, Connection *connection) {
  HttpRequest request;
  HttpReply reply = {0};
  int refusal = exchange_read(connection->exchange, http->page, from, http->setup->base_url, &request);
  enum MHD_Result sent;
  if (refusal != 0) {
    sent = refuse(http, from, connection, refusal);
  } else {
    http->handler.answer(http->handler.context, &request, &reply);
    connections_move(&http->connections, connection, CONNECTION_READS, true);
    sent = http_reply_send(from, &reply, http->https, http->ends);
  }
  arena_rewind(http->page);
  drop_exchange(http, connection);
  http->answered_ms = now_ms(http);
  http->rest_due = true;
  return sent;
}

/* Once when the head is there, then for each piece of the body, then when all is there. */
static enum MHD_Result take(void *context, struct MHD_Connection *from, const char *path, const char *method, const char *version,
                            const char *bytes, size_t *count, void **own) {
  (void)path;
  Http *http = context;
  Connection *connection = *own;
  if (connection == NULL || connection->exchange == NULL) return MHD_NO;
  if (!connection->exchange->has_head) return take_head(http, from, connection, method, version);
  return *count > 0 ? take_body(http, connection, bytes, count) : answer(http, from, connection);
}

static void end(void *context, struct MHD_Connection *from, void **own, enum MHD_RequestTerminationCode how) {
  (void)from, (void)how;
  Connection *connection = *own;
  if (connection == NULL) return;
  drop_exchange(context, connection);
  connections_move(&((Http *)context)->connections, connection, CONNECTION_WAITS, true);
}

/* Decoded by ourselves, from the whole of it: the library takes what makes no sense as it is. */
static size_t leave_encoded(void *context, struct MHD_Connection *from, char *text) {
  (void)context, (void)from;
  return str_from(text).len;
}

/* --- The server --- */

static WebLimits with_defaults(WebLimits limits) {
  if (limits.body_bytes == 0) limits.body_bytes = BODY_BYTES;
  if (limits.connections == 0) limits.connections = CONNECTIONS;
  if (limits.request_s == 0) limits.request_s = REQUEST_S;
  if (limits.idle_s == 0) limits.idle_s = IDLE_S;
  return limits;
}

static struct MHD_OptionItem option(Http *http, enum MHD_OPTION which, Str text) {
  char *copy = arena_alloc(http->arena, text.len + 1);
  if (text.len > 0) memcpy(copy, text.ptr, text.len);
  return (struct MHD_OptionItem){which, 0, copy};
}

static Status start_daemon(Http *http, Err *err) {
  bool tls = http->setup->certificate.len > 0;
  struct MHD_OptionItem secure[] = {
      option(http, MHD_OPTION_HTTPS_PRIORITIES, STR("NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2")),
      option(http, MHD_OPTION_HTTPS_MEM_CERT, http->setup->certificate),
      option(http, MHD_OPTION_HTTPS_MEM_KEY, http->setup->private_key),
      {MHD_OPTION_END, 0, NULL},
  };
  http->daemon = MHD_start_daemon(
      MHD_USE_EPOLL | MHD_USE_ITC | (tls ? MHD_USE_TLS : 0), 0, NULL, NULL, take, http, MHD_OPTION_ARRAY,
      tls ? secure : &secure[COUNT_OF(secure) - 1], MHD_OPTION_LISTEN_SOCKET, http->socket, MHD_OPTION_CONNECTION_LIMIT,
      (unsigned)http->connections.capacity, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_EACH, MHD_OPTION_NOTIFY_CONNECTION,
      come_or_go, http, MHD_OPTION_URI_LOG_CALLBACK, begin, http, MHD_OPTION_NOTIFY_COMPLETED, end, http,
      MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
  if (http->daemon != NULL) return STATUS_OK;
  if (tls)
    return err_set(err, STATUS_INPUT, "tls-certificate",
                   "the certificate and its private key cannot be used; both have to be PEM, unencrypted, and belong together");
  return err_set(err, STATUS_WORLD, "listen",
                 "the server could not be started: is there memory, and are files allowed to be open?");
}

Status http_start(const WebSetup *setup, const HttpHandler *handler, Http **out, Err *err) {
  Arena *arena = arena_new(0);
  Http *http = ARENA_NEW(arena, Http);
  *http = (Http){.arena = arena,
                 .page = arena_new_locked(0),
                 .limits = with_defaults(setup->limits),
                 .setup = setup,
                 .handler = *handler,
                 .https = str_starts_with(setup->base_url, STR("https://")),
                 .socket = -1};
  http->connections = connections_new(arena, &http->limits, setup->clock);
  http->rested_ms = now_ms(http);
  Status status = http_listen(setup->listen, &http->socket, &http->port, err);
  if (status == STATUS_OK) status = start_daemon(http, err);
  if (status != STATUS_OK) http_stop(http);
  *out = status == STATUS_OK ? http : NULL;
  return status;
}

int http_port(const Http *http) {
  return http->port;
}

static int wait_ms(Http *http) {
  MHD_UNSIGNED_LONG_LONG library_ms;
  bool asks = MHD_get_timeout(http->daemon, &library_ms) == MHD_YES;
  int most = http->rest_due ? QUIET_MS : TURN_MS;
  return asks && library_ms < (unsigned)most ? (int)library_ms : most;
}

static void rest(Http *http) {
  int64_t now = now_ms(http);
  bool quiet = now - http->answered_ms >= QUIET_MS && (http->rest_due || now - http->rested_ms >= TURN_MS);
  if (!quiet && now - http->rested_ms < REST_MS) return;
  http->handler.rest(http->handler.context);
  http->rested_ms = now;
  http->rest_due = false;
}

/* Waits for something to do, and does it. A signal ends the waiting. */
static Status turn(Http *http, Err *err) {
  int fd = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
  struct pollfd ready = {.fd = fd, .events = POLLIN};
  if (poll(&ready, 1, wait_ms(http)) < 0 && errno != EINTR)
    return err_set(err, STATUS_WORLD, "listen", "waiting for requests failed");
  if (MHD_run(http->daemon) != MHD_YES) return err_set(err, STATUS_WORLD, "listen", "the server's library gave up");
  connections_cut_overdue(&http->connections);
  rest(http);
  return STATUS_OK;
}

static Status drain(Http *http, Err *err) {
  int64_t until_ms = now_ms(http) + (int64_t)http->limits.request_s * 1000;
  http->ends = true;
  MHD_socket listening = MHD_quiesce_daemon(http->daemon);
  if (listening != MHD_INVALID_SOCKET) close(listening);
  http->socket = -1;
  Status status = STATUS_OK;
  while (status == STATUS_OK && connections_cut_waiting(&http->connections) > 0 && now_ms(http) < until_ms)
    status = turn(http, err);
  return status;
}

Status http_run(Http *http, bool (*goes_on)(void *context), void *context, Err *err) {
  Status status = STATUS_OK;
  while (status == STATUS_OK && goes_on(context))
    status = turn(http, err);
  return status == STATUS_OK ? drain(http, err) : status;
}

void http_stop(Http *http) {
  if (http == NULL) return;
  if (http->daemon != NULL)
    MHD_stop_daemon(http->daemon);
  else if (http->socket >= 0)
    close(http->socket);
  arena_free(http->page);
  arena_free(http->arena);
}
