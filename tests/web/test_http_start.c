/* Where a server can listen, with what certificate, and what is said when it cannot. */
#include "http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void answer(void *context, const HttpRequest *request, HttpReply *reply) {
  (void)context, (void)request;
  reply->status = 200;
}

static void rest(void *context) {
  (void)context;
}

static Status start(const char *listen, Str certificate, Http **http, Err *err) {
  static WebSetup setup; /* borrowed for the server's life */
  static const HttpHandler handler = {answer, rest, NULL, NULL};
  setup =
      (WebSetup){.clock = clock_system(), .listen = str_from(listen), .certificate = certificate, .private_key = STR("rubbish")};
  return http_start(&setup, &handler, http, err);
}

static void it_says_why_it_cannot_listen(void **state) {
  (void)state;
  static const struct {
    const char *listen;
    Status status;
    const char *code;
  } cases[] = {
      {"", STATUS_USAGE, "listen-address"},           {"8080", STATUS_USAGE, "listen-address"},
      {"127.0.0.1:", STATUS_USAGE, "listen-address"}, {"127.0.0.1:99999", STATUS_USAGE, "listen-address"},
      {"::1:8080", STATUS_USAGE, "listen-address"},   {"no such host:80", STATUS_USAGE, "listen-address"},
      {"192.0.2.1:8080", STATUS_WORLD, "listen"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Http *http;
    Err err = {0};
    if (start(cases[i].listen, (Str){0}, &http, &err) != cases[i].status) fail_msg("%s: %s", cases[i].listen, err.sentence);
    assert_string_equal(err.code, cases[i].code);
    assert_null(http);
  }
}

static void an_address_is_for_one_server(void **state) {
  (void)state;
  static const char *const places[] = {"127.0.0.1", "[::1]", ""};
  for (size_t i = 0; i < COUNT_OF(places); i++) {
    Http *first, *second;
    Err err = {0};
    char listen[32];
    snprintf(listen, sizeof listen, "%s:0", places[i]);
    if (start(listen, (Str){0}, &first, &err) != STATUS_OK) continue; /* a machine without IPv6 */
    snprintf(listen, sizeof listen, "%s:%d", places[i], http_port(first));
    assert_int_equal(start(listen, (Str){0}, &second, &err), STATUS_WORLD);
    assert_string_equal(err.code, "listen");
    http_stop(first);
    err = (Err){0};
    assert_int_equal(start(listen, (Str){0}, &second, &err), STATUS_OK); /* at once, when the other has gone */
    http_stop(second);
  }
}

static void a_certificate_that_is_none_is_refused(void **state) {
  (void)state;
  Http *http;
  Err err = {0};
  Str certificate = STR("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  assert_int_equal(start("127.0.0.1:0", certificate, &http, &err), STATUS_INPUT);
  assert_string_equal(err.code, "tls-certificate");
  assert_null(http);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_says_why_it_cannot_listen),
      cmocka_unit_test(an_address_is_for_one_server),
      cmocka_unit_test(a_certificate_that_is_none_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
