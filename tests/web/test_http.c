/* A server of its own, whose pages say what it was asked, and what comes over the wire. */
#include "http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { LIFE_S = 60, ANSWER_MAX = 1 << 18, LARGE_BYTES = 60000 };

typedef struct Server {
  pid_t process;
  int port;
} Server;

static volatile sig_atomic_t ended;

static void end_it(int number) {
  (void)number;
  ended = 1;
}

static bool goes_on(void *context) {
  (void)context;
  return !ended;
}

static void print_fields(Sink *out, const char *what, const HttpField *fields, size_t count) {
  for (size_t i = 0; i < count; i++)
    sink_printf(out, "%s[" STR_FMT "]=" STR_FMT "\n", what, STR_ARG(fields[i].name), STR_ARG(fields[i].value));
}

/* "/large": more than a socket takes at a time. "/to?X": leads there. "/cookie?X": sets it. */
static void say(void *context, const HttpRequest *request, HttpReply *reply) {
  (void)context;
  Buffer page = buffer_new(request->arena);
  Sink out = sink_to_buffer(&page);
  sink_printf(&out, "%s " STR_FMT "\n", request->method == HTTP_POST ? "post" : "get", STR_ARG(request->path));
  print_fields(&out, "query", request->query, request->query_count);
  print_fields(&out, "field", request->fields, request->field_count);
  print_fields(&out, "cookie", request->cookies, request->cookie_count);
  sink_printf(&out, "languages=" STR_FMT "\n%s\n", STR_ARG(request->languages), request->foreign ? "foreign" : "own");
  for (int i = 0; str_is(request->path, "/large") && i < LARGE_BYTES; i++)
    sink_z(&out, "x");
  *reply = (HttpReply){.status = 200, .type = STR("text/plain; charset=utf-8"), .body = buffer_view(&page)};
  if (str_is(request->path, "/to")) reply->status = 303, reply->location = request->query[0].value;
  if (str_is(request->path, "/cookie")) reply->cookie = request->query[0];
  if (str_is(request->path, "/kept")) reply->cache_s = 3600;
}

static void rest(void *context) {
  (void)context;
}

static void run_server(const WebSetup *setup, int port_to) {
  struct sigaction ours = {.sa_handler = end_it};
  alarm(LIFE_S); /* it outlives no test that failed */
  sigaction(SIGTERM, &ours, NULL);
  Http *http;
  Err err = {0};
  const HttpHandler handler = {say, rest, NULL, NULL};
  if (http_start(setup, &handler, &http, &err) != STATUS_OK) err_print(&err, stderr), exit(1);
  int port = http_port(http);
  if (write(port_to, &port, sizeof port) != sizeof port) exit(1);
  if (http_run(http, goes_on, NULL, &err) != STATUS_OK) err_print(&err, stderr), exit(1);
  http_stop(http);
  exit(0);
}

static Server server_start(const char *base_url, WebLimits limits) {
  const WebSetup setup = {.base_url = str_from(base_url), .clock = clock_system(), .listen = STR("127.0.0.1:0"), .limits = limits};
  int ends[2];
  Server server = {0};
  assert_int_equal(pipe(ends), 0);
  server.process = fork();
  if (server.process == 0) run_server(&setup, ends[1]);
  close(ends[1]);
  assert_int_equal(read(ends[0], &server.port, sizeof server.port), sizeof server.port);
  close(ends[0]);
  return server;
}

static void server_stop(Server server) {
  int how;
  kill(server.process, SIGTERM);
  assert_int_equal(waitpid(server.process, &how, 0), server.process);
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

static int phone(Server server) {
  const struct sockaddr_in to = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)server.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  assert_int_equal(connect(fd, (const struct sockaddr *)&to, sizeof to), 0);
  return fd;
}

/* All that comes until the server closes. */
static const char *hear(int fd) {
  static char heard[ANSWER_MAX];
  size_t length = 0;
  for (;;) {
    ssize_t count = recv(fd, heard + length, sizeof heard - 1 - length, 0);
    if (count <= 0) break;
    length += (size_t)count;
  }
  close(fd);
  heard[length] = '\0';
  return heard;
}

static const char *ask(Server server, const char *words) {
  int fd = phone(server);
  assert_true(send(fd, words, strlen(words), MSG_NOSIGNAL) == (ssize_t)strlen(words));
  return hear(fd);
}

static const WebLimits usual = {.body_bytes = 1000, .request_s = 5, .idle_s = 5};

#define HEAD_END "Host: a\r\nConnection: close\r\n\r\n"
#define POST_HEAD(type, length)                                                                                                    \
  "POST /p HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " type "\r\nContent-Length: " length "\r\n\r\n"
#define FORM "application/x-www-form-urlencoded"

typedef struct Talk {
  const char *asked, *status, *said, *unsaid; /* said, unsaid: NULL: anything */
} Talk;

static void check_talks(Server server, const Talk *talks, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const char *heard = ask(server, talks[i].asked);
    bool fits = strncmp(heard, "HTTP/1.1 ", 9) == 0 && strncmp(heard + 9, talks[i].status, 3) == 0;
    if (talks[i].said != NULL && strstr(heard, talks[i].said) == NULL) fits = false;
    if (talks[i].unsaid != NULL && strstr(heard, talks[i].unsaid) != NULL) fits = false;
    if (!fits) fail_msg("case %zu: %s\n-> %s", i, talks[i].asked, heard);
  }
}

static void requests_arrive_as_they_were_meant(void **state) {
  (void)state;
  static const Talk talks[] = {
      {"GET /f/s%C3%B8k?a=1+2&b HTTP/1.1\r\n" HEAD_END, "200", "get /f/søk\nquery[a]=1 2\nquery[b]=\nlanguages=", NULL},
      {"GET / HTTP/1.1\r\nCookie: x=1; innspill-mal=abc_D-9; y=2\r\nAccept-Language: nn,en;q=0.5\r\n" HEAD_END, "200",
       "cookie[mal]=abc_D-9\nlanguages=nn,en;q=0.5\nown", NULL},
      {"GET / HTTP/1.1\r\nCookie: innspill-mal=\"a b\"\r\n" HEAD_END, "200", "get /\nlanguages", NULL},
      {POST_HEAD(FORM, "19") "q=%C3%A5+1&q=2&tom=", "200", "field[q]=å 1\nfield[q]=2\nfield[tom]=\n", NULL},
      {POST_HEAD(FORM, "0"), "200", "post /p\nlanguages", "field"},
      {"POST /p HTTP/1.1\r\nContent-Type: " FORM "\r\nTransfer-Encoding: chunked\r\n" HEAD_END "3\r\na=1\r\n4\r\n&b=2\r\n0\r\n\r\n",
       "200", "field[a]=1\nfield[b]=2\n", NULL},
      {POST_HEAD("multipart/form-data; boundary=xy",
                 "124") "--xy\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nto\r\nlinjer\r\n"
                        "--xy\r\nContent-Disposition: form-data; name=\"tom\"\r\n\r\n\r\n--xy--\r\n",
       "200", "field[a]=to\r\nlinjer\nfield[tom]=\n", NULL},
      {"POST /p HTTP/1.1\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n" HEAD_END, "200", "foreign", NULL},
      {"POST /p HTTP/1.1\r\nOrigin: http://a\r\nContent-Length: 0\r\n" HEAD_END, "200", "own", NULL},
  };
  Server server = server_start("http://svar.example.no", usual);
  check_talks(server, talks, COUNT_OF(talks));
  server_stop(server);
}

static void what_makes_no_sense_is_refused(void **state) {
  (void)state;
  static const Talk talks[] = {
      {"GET /%zz HTTP/1.1\r\n" HEAD_END, "400", "makes no sense", NULL},
      {"GET /a?b=%C3 HTTP/1.1\r\n" HEAD_END, "400", "makes no sense", NULL},
      {"GET http://a/ HTTP/1.1\r\n" HEAD_END, "400", NULL, NULL},
      {"GET / HTTP/1.1\r\n\r\n", "400", NULL, NULL}, /* no host */
      {POST_HEAD(FORM, "5") "a=%00", "400", "makes no sense", NULL},
      {POST_HEAD(FORM, "4") "a=\xff\xfe", "400", "makes no sense", NULL},
      {POST_HEAD("application/json", "2") "{}", "415", NULL, NULL},
      {POST_HEAD(FORM, "1001"), "413", "too much", NULL},
      {POST_HEAD("multipart/form-data", "5") "hallo", "400", NULL, NULL},
      {POST_HEAD("multipart/form-data; boundary=xy", "5") "hallo", "400", NULL, NULL},
      {"PUT / HTTP/1.1\r\nContent-Length: 0\r\n" HEAD_END, "405", "Allow: GET, HEAD, POST\r\n", NULL},
      {"DELETE / HTTP/1.1\r\n" HEAD_END, "405", "Content-Security-Policy: default-src 'none'", NULL},
      {"POST /p HTTP/1.1\r\nContent-Type: " FORM "\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n" HEAD_END
       "3\r\na=1\r\n0\r\n\r\n",
       "400", NULL, "field[a]"},
  };
  Server server = server_start("http://svar.example.no", usual);
  check_talks(server, talks, COUNT_OF(talks));
  server_stop(server);
}

static void replies_have_the_headers_they_need(void **state) {
  (void)state;
  static const Talk plain[] = {
      {"GET / HTTP/1.1\r\n" HEAD_END, "200", "Cache-Control: no-store\r\n", "Server:"},
      {"GET / HTTP/1.1\r\n" HEAD_END, "200", "X-Content-Type-Options: nosniff\r\n", "Strict-Transport-Security"},
      {"GET / HTTP/1.1\r\n" HEAD_END, "200", "Referrer-Policy: same-origin\r\n", "Set-Cookie"},
      {"GET /kept HTTP/1.1\r\n" HEAD_END, "200", "max-age=3600\r\n", "no-store"},
      {"HEAD /large HTTP/1.1\r\n" HEAD_END, "200", "Content-Length: 60", "xxx"},
      {"GET /cookie?a=abc HTTP/1.1\r\n" HEAD_END, "200",
       "Set-Cookie: innspill-a=abc; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax\r\n", NULL},
      {"GET /to?a=/v/1 HTTP/1.1\r\n" HEAD_END, "303", "Location: /v/1\r\n", NULL},
      {"GET /to?a=/v%0d%0aX:%201 HTTP/1.1\r\n" HEAD_END, "303", "Location: /v%0D%0AX:%201\r\n", NULL},
      {"GET /to?a=//evil.example/ HTTP/1.1\r\n" HEAD_END, "303", "Location: /\r\n", NULL},
      {"GET /to?a=https://evil.example/ HTTP/1.1\r\n" HEAD_END, "303", "Location: /\r\n", NULL},
      {"GET /to?a=/%5cevil.example/ HTTP/1.1\r\n" HEAD_END, "303", "Location: /\r\n", NULL},
  };
  static const Talk secure[] = {
      {"GET / HTTP/1.1\r\n" HEAD_END, "200", "Strict-Transport-Security: max-age=31536000\r\n", NULL},
      {"GET /cookie?a=abc HTTP/1.1\r\n" HEAD_END, "200", "Set-Cookie: __Host-innspill-a=abc; Path=/;", NULL},
      {"GET /cookie?a=abc HTTP/1.1\r\n" HEAD_END, "200", "; Secure\r\n", NULL},
      {"GET / HTTP/1.1\r\nCookie: innspill-mal=a; __Host-innspill-mal=b\r\n" HEAD_END, "200", "cookie[mal]=b\n", NULL},
  };
  Server server = server_start("http://svar.example.no", usual);
  check_talks(server, plain, COUNT_OF(plain));
  server_stop(server);
  server = server_start("https://svar.example.no", usual);
  check_talks(server, secure, COUNT_OF(secure));
  server_stop(server);
}

static size_t count_of(const char *heard, const char *word) {
  size_t count = 0;
  for (const char *at = strstr(heard, word); at != NULL; at = strstr(at + 1, word))
    count++;
  return count;
}

static void requests_on_one_connection_are_answered_in_turn(void **state) {
  (void)state;
  Server server = server_start("http://a", usual);
  const char *heard = ask(server, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
                                  "GET /3 HTTP/1.1\r\n" HEAD_END "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n");
  assert_int_equal(count_of(heard, "HTTP/1.1 200"), 3); /* what comes after a close is nobody's */
  assert_true(strstr(heard, "/1") < strstr(heard, "/2") && strstr(heard, "/2") < strstr(heard, "/3"));
  heard = ask(server, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n\x01\x02 rubbish\r\n\r\n");
  assert_int_equal(count_of(heard, "HTTP/1.1 200"), 1);
  server_stop(server);
}

/* None of these would end by itself: the server ends them, and goes on. */
static void whoever_is_too_slow_is_cut_off(void **state) {
  (void)state;
  static const char *const begun[] = {
      "",
      "GET",
      "GET / HTTP/1.1\r\nHost: a\r\n",
      POST_HEAD(FORM, "10") "a=1",
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET",
      "POST /p HTTP/1.1\r\nHost: a\r\nContent-Type: " FORM "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na=1",
  };
  Server server = server_start("http://a", (WebLimits){.request_s = 1, .idle_s = 1});
  int fds[COUNT_OF(begun)];
  for (size_t i = 0; i < COUNT_OF(begun); i++) {
    fds[i] = phone(server);
    assert_true(send(fds[i], begun[i], strlen(begun[i]), MSG_NOSIGNAL) == (ssize_t)strlen(begun[i]));
  }
  for (size_t i = 0; i < COUNT_OF(begun); i++)
    assert_int_equal(count_of(hear(fds[i]), "HTTP/1.1 200"), i == 4);
  assert_non_null(strstr(ask(server, "GET / HTTP/1.1\r\n" HEAD_END), "200 OK"));
  server_stop(server);
}

static void a_drip_is_no_sign_of_life(void **state) {
  (void)state;
  enum { DRIPS = 400, DRIP_US = 50 * 1000 };
  static const char head[] = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
  Server server = server_start("http://a", (WebLimits){.request_s = 1, .idle_s = 1});
  int fd = phone(server), drips = 0;
  bool open = send(fd, head, strlen(head), MSG_NOSIGNAL) > 0;
  for (; open && drips < DRIPS; drips++) {
    usleep(DRIP_US);
    open = send(fd, "x", 1, MSG_NOSIGNAL) == 1;
  }
  assert_false(open); /* it was cut off long before the twenty seconds that the drips take */
  close(fd);
  server_stop(server);
}

static void a_page_that_nobody_reads_is_given_up(void **state) {
  (void)state;
  enum { PAGES = 200 };
  static const char words[] = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
  Server server = server_start("http://a", (WebLimits){.request_s = 1, .idle_s = 1});
  int fd = phone(server);
  for (int i = 0; i < PAGES; i++)
    if (send(fd, words, strlen(words), MSG_NOSIGNAL | MSG_DONTWAIT) <= 0) break;
  char byte;
  ssize_t count = 1;
  sleep(3);
  size_t total = 0;
  while ((count = recv(fd, &byte, 1, 0)) > 0)
    total += (size_t)count;
  assert_true(total < (size_t)PAGES * LARGE_BYTES);
  close(fd);
  server_stop(server);
}

static void many_silent_connections_keep_nobody_out(void **state) {
  (void)state;
  enum { FLOOD = 120 };
  int fds[FLOOD];
  Server server = server_start("http://a", (WebLimits){.connections = 10, .request_s = 20, .idle_s = 20});
  for (int i = 0; i < FLOOD; i++)
    fds[i] = phone(server);
  for (int i = 0; i < 3; i++)
    assert_non_null(strstr(ask(server, "GET / HTTP/1.1\r\n" HEAD_END), "HTTP/1.1 200"));
  for (int i = 0; i < FLOOD; i++)
    close(fds[i]);
  server_stop(server);
}

static void too_many_at_work_are_told_to_try_again(void **state) {
  (void)state;
  enum { BUSY = 10 };
  static const char half[] = POST_HEAD(FORM, "10") "a=";
  int fds[BUSY];
  Server server = server_start("http://a", (WebLimits){.connections = BUSY, .request_s = 20, .idle_s = 20});
  for (int i = 0; i < BUSY; i++) {
    fds[i] = phone(server);
    assert_true(send(fds[i], half, strlen(half), MSG_NOSIGNAL) > 0);
  }
  usleep(300 * 1000);
  const char *heard = ask(server, "GET / HTTP/1.1\r\n" HEAD_END);
  assert_non_null(strstr(heard, "HTTP/1.1 503"));
  assert_non_null(strstr(heard, "Retry-After: 5\r\n"));
  for (int i = 0; i < BUSY; i++) {
    assert_true(send(fds[i], "12345678", 8, MSG_NOSIGNAL) == 8);
    assert_non_null(strstr(hear(fds[i]), "field[a]=12345678\n"));
  }
  server_stop(server);
}

static void what_has_begun_is_answered_before_the_end(void **state) {
  (void)state;
  static const char half[] = POST_HEAD(FORM, "4") "a=";
  Server server = server_start("http://a", usual);
  int fd = phone(server), idle = phone(server);
  assert_true(send(fd, half, strlen(half), MSG_NOSIGNAL) > 0);
  usleep(300 * 1000);
  kill(server.process, SIGTERM);
  assert_string_equal(hear(idle), "");
  assert_true(send(fd, "12", 2, MSG_NOSIGNAL) == 2);
  assert_non_null(strstr(hear(fd), "field[a]=12\n"));
  server_stop(server);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(requests_arrive_as_they_were_meant),     cmocka_unit_test(what_makes_no_sense_is_refused),
      cmocka_unit_test(replies_have_the_headers_they_need),     cmocka_unit_test(requests_on_one_connection_are_answered_in_turn),
      cmocka_unit_test(whoever_is_too_slow_is_cut_off),         cmocka_unit_test(a_drip_is_no_sign_of_life),
      cmocka_unit_test(a_page_that_nobody_reads_is_given_up),   cmocka_unit_test(many_silent_connections_keep_nobody_out),
      cmocka_unit_test(too_many_at_work_are_told_to_try_again), cmocka_unit_test(what_has_begun_is_answered_before_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
