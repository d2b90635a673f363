/* The address that codes lead to, and what is hinted of it. */
#include "base_url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void addresses_are_read(void **state) {
  (void)state;
  static const struct {
    const char *text, *url; /* url NULL: refused */
  } cases[] = {
      {"https://svar.example.no", "https://svar.example.no"},
      {"https://svar.example.no/", "https://svar.example.no"},
      {"http://192.168.1.20:8080///", "http://192.168.1.20:8080"},
      {"http://[fd00::1]:8080", "http://[fd00::1]:8080"},
      {"svar.example.no", NULL},
      {"ftp://svar.example.no", NULL},
      {"https://", NULL},
      {"https://example.no/svar/", "https://example.no/svar"}, /* which a proxy takes off */
      {"https:///svar", NULL},
      {"https://svar.example.no?a", NULL},
      {"https://a@svar.example.no", NULL},
      {"https://svar example.no", NULL},
      {"https://svår.no", NULL}, /* as it is in a certificate: xn--svr-... */
      {"", NULL},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str url;
    Err err = {0};
    Status status = base_url_read(cases[i].text, &url, &err);
    assert_int_equal(status, cases[i].url ? STATUS_OK : STATUS_USAGE);
    if (cases[i].url && !str_is(url, cases[i].url)) fail_msg("%s: " STR_FMT, cases[i].text, STR_ARG(url));
    if (!cases[i].url) assert_string_equal(err.code, "base-url");
  }
}

static void what_may_keep_phones_away_is_said(void **state) {
  (void)state;
  static const char loopback[] = "no phone can reach", here[] = "for this machine only", venue[] = "client isolation",
                    plain[] = "can read along", proxy[] = "must stand before it", mixed[] = "codes will say http";
  static const struct {
    const char *url, *listen;
    bool tls;
    const char *hints[3];
  } cases[] = {
      {"https://svar.example.no", ":8080", true, {0}},
      {"https://svar.example.no", "127.0.0.1:8080", false, {proxy}},
      {"https://svar.example.no", "127.0.0.1:8080", true, {here}},
      {"http://svar.example.no", "127.0.0.1:8080", false, {here, plain}},
      {"https://svar.example.no", ":8080", false, {proxy}},
      {"http://svar.example.no", ":8080", false, {plain}},
      {"http://svar.example.no", ":8080", true, {plain, mixed}},
      {"http://192.168.1.20:8080", ":8080", false, {venue, plain}},
      {"http://172.16.0.2", "172.16.0.2:80", false, {venue, plain}},
      {"http://172.32.0.2", "172.32.0.2:80", false, {plain}},
      {"http://kiosk.local:8080", ":8080", false, {venue, plain}},
      {"http://localhost:8080", "127.0.0.1:8080", false, {loopback}},
      {"http://127.0.0.1:8080", ":8080", false, {loopback}},
      {"http://[fd12::1]:8080", "[::]:8080", false, {venue, plain}},
      {"https://10.0.0.2", ":443", true, {venue}},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char *said;
    size_t length, lines = 0, wanted = 0;
    FILE *out = open_memstream(&said, &length);
    base_url_hint(str_from(cases[i].url), str_from(cases[i].listen), cases[i].tls, out);
    fclose(out);
    for (const char *at = said; *at != '\0'; at++)
      lines += *at == '\n';
    for (; wanted < COUNT_OF(cases[i].hints) && cases[i].hints[wanted] != NULL; wanted++)
      if (strstr(said, cases[i].hints[wanted]) == NULL)
        fail_msg("%s: no \"%s\" in: %s", cases[i].url, cases[i].hints[wanted], said);
    if (lines != wanted) fail_msg("%s: %s", cases[i].url, said);
    free(said);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(addresses_are_read),
      cmocka_unit_test(what_may_keep_phones_away_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
