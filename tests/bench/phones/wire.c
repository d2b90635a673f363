#include "wire.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REPLY_MAX = 1 << 18, ATTEMPTS_MAX = 400, ATTEMPT_US = 50 * 1000, TIMEOUT_S = 30 };

const char *const request_names[REQUEST_KIND_COUNT] = {
    [REQUEST_FIRST_PAGE] = "first page", [REQUEST_LOOKS] = "style, script", [REQUEST_START] = "post: start",
    [REQUEST_ANSWERS] = "post: answers", [REQUEST_PAGE] = "page",           [REQUEST_THANKS] = "thanks",
};

int64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static RequestKind kind_of(bool post, Str target) {
  if (post) return str_starts_with(target, STR("/f/")) ? REQUEST_START : REQUEST_ANSWERS;
  if (str_starts_with(target, STR("/f/"))) return REQUEST_FIRST_PAGE;
  if (str_is(target, "/v/phones/thanks")) return REQUEST_THANKS;
  return str_starts_with(target, STR("/v/")) ? REQUEST_PAGE : REQUEST_LOOKS;
}

/* Requests of many people come at any time: the spaces between them are exponential. */
static int64_t wait_turn(Pace *pace) {
  Random random = random_seeded(&pace->chance);
  double share = ((double)random_below(&random, 1000000) + 1) / 1000001;
  int64_t due = pace->due_us, now = now_us();
  if (due > now) usleep((useconds_t)(due - now));
  pace->due_us += (int64_t)(-log(share) * pace->mean_us);
  return due;
}

static bool connect_to(Wire *wire) {
  const struct sockaddr_in to = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)wire->pace->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  const struct timeval most = {.tv_sec = TIMEOUT_S};
  int yes = 1;
  wire->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(wire->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  setsockopt(wire->fd, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
  if (connect(wire->fd, (const struct sockaddr *)&to, sizeof to) == 0) return true;
  wire_close(wire);
  return false;
}

void wire_close(Wire *wire) {
  if (wire->fd >= 0) close(wire->fd);
  wire->fd = -1;
}

/* The value of a header, or NULL. */
static const char *header(const char *reply, const char *name) {
  const char *end = strstr(reply, "\r\n\r\n");
  const char *at = strstr(reply, name);
  return at != NULL && at < end ? at + strlen(name) : NULL;
}

static Str line_of(const char *value) {
  return value != NULL ? (Str){value, strcspn(value, "\r;")} : (Str){0};
}

/* False: the connection ended before the whole of it. *reply is NUL-terminated. */
static bool receive(int fd, char *reply, Str *body) {
  size_t length = 0;
  for (;;) {
    ssize_t count = recv(fd, reply + length, REPLY_MAX - 1 - length, 0);
    if (count <= 0) return false;
    length += (size_t)count;
    reply[length] = '\0';
    const char *end = strstr(reply, "\r\n\r\n");
    const char *declared = end != NULL ? header(reply, "Content-Length: ") : NULL;
    size_t body_length = declared != NULL ? strtoul(declared, NULL, 10) : 0;
    *body = end != NULL ? (Str){end + 4, body_length} : (Str){0};
    if (end != NULL && length >= (size_t)(end + 4 - reply) + body_length) return true;
  }
}

/* A connection that was kept may have been closed meanwhile: then, as browsers do, it is sent again over another one. */
static bool exchange(Wire *wire, Str request, char *reply, Str *body) {
  int attempts = wire->pace->patient ? ATTEMPTS_MAX : 2;
  for (int i = 0; i < attempts; i++) {
    wire->pace->again += i > 0;
    if (i > 1) usleep(ATTEMPT_US);
    if (wire->fd < 0 && !connect_to(wire)) continue;
    if (send(wire->fd, request.ptr, request.len, MSG_NOSIGNAL) == (ssize_t)request.len && receive(wire->fd, reply, body))
      return true;
    wire_close(wire);
  }
  return false;
}

static void keep_sample(Pace *pace, RequestKind kind, int64_t us) {
  if (pace->count < pace->capacity) pace->samples[pace->count++] = (Sample){kind, (int)us};
}

static void carry(void *context, Arena *arena, bool post, Str target, Str body, Str cookies, Str languages, PhoneReply *out) {
  Wire *wire = context;
  char *reply = arena_alloc(arena, REPLY_MAX);
  Str page;
  Buffer request = buffer_new(arena);
  Sink sink = sink_to_buffer(&request);
  sink_printf(&sink, "%s " STR_FMT " HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept-Language: " STR_FMT "\r\nUser-Agent: bench\r\n",
              post ? "POST" : "GET", STR_ARG(target), wire->pace->port, STR_ARG(languages));
  if (cookies.len > 0) sink_printf(&sink, "Cookie: " STR_FMT "\r\n", STR_ARG(cookies));
  if (post) sink_printf(&sink, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n", body.len);
  sink_z(&sink, "\r\n");
  sink_str(&sink, body);
  int64_t due = wait_turn(wire->pace);
  if (!exchange(wire, buffer_view(&request), reply, &page)) BUG("the server does not answer");
  keep_sample(wire->pace, kind_of(post, target), now_us() - due);
  *out = (PhoneReply){.status = atoi(reply + strlen("HTTP/1.1 ")),
                      .location = line_of(header(reply, "\r\nLocation: ")),
                      .cookie = line_of(header(reply, "\r\nSet-Cookie: ")),
                      .body = page};
  wire->pace->refused += out->status >= 400;
  if (header(reply, "\r\nConnection: close") != NULL) wire_close(wire);
}

PhoneWire wire_for(Wire *wire) {
  return (PhoneWire){carry, wire};
}
