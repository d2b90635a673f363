/* What a request says in its own alphabets. */
#include "http_request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct Decoding {
  const char *encoded, *plain; /* plain NULL: refused */
  bool plus_is_space;
} Decoding;

static void percent_encoding_is_whole_utf8_or_refused(void **state) {
  (void)state;
  static const Decoding cases[] = {
      {"", "", false},
      {"abc", "abc", false},
      {"a+b", "a+b", false},
      {"a+b%2Bc", "a b+c", true},
      {"%C3%B8re", "øre", false},
      {"%c3%b8re", "øre", false},
      {"øre", "øre", false},
      {"%", NULL, false},
      {"%4", NULL, false},
      {"ab%4", NULL, false},
      {"%zz", NULL, false},
      {"%4g", NULL, false},
      {"%00", NULL, false},
      {"a%00b", NULL, true},
      {"%C3", NULL, false},
      {"%C0%AF", NULL, false},
      {"%ED%A0%80", NULL, false},
      {"%FF", NULL, false},
      {"%F4%90%80%80", NULL, false},
      {"%2525", "%25", false},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str out;
    bool taken = http_decode(arena, str_from(cases[i].encoded), cases[i].plus_is_space, &out);
    if (taken != (cases[i].plain != NULL)) fail_msg("%s", cases[i].encoded);
    if (taken && !str_is(out, cases[i].plain)) fail_msg("%s: " STR_FMT, cases[i].encoded, STR_ARG(out));
  }
  arena_free(arena);
}

/* "name=value|name=value" */
static Str written(Arena *arena, const HttpField *fields, size_t count) {
  Buffer out = buffer_new(arena);
  Sink sink = sink_to_buffer(&out);
  for (size_t i = 0; i < count; i++)
    sink_printf(&sink, "%s" STR_FMT "=" STR_FMT, i > 0 ? "|" : "", STR_ARG(fields[i].name), STR_ARG(fields[i].value));
  return buffer_view(&out);
}

static void fields_come_in_their_order(void **state) {
  (void)state;
  static const struct {
    const char *encoded, *fields; /* NULL: refused */
  } cases[] = {
      {"", ""},
      {"a=1", "a=1"},
      {"a=1&b=2&a=3", "a=1|b=2|a=3"},
      {"a", "a="},
      {"a=", "a="},
      {"=a", "=a"},
      {"&&a=1&", "a=1"},
      {"a=b=c", "a=b=c"},
      {"a%3D=%26", "a==&"},
      {"navn=Bj%C3%B8rn+%26+Siri", "navn=Bjørn & Siri"},
      {"tekst=en%0D%0Ato", "tekst=en\r\nto"},
      {"a=1&b=%", NULL},
      {"%00=1", NULL},
      {"a=%E0%80", NULL},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const HttpField *fields;
    size_t count;
    bool taken = http_fields_read(arena, str_from(cases[i].encoded), &fields, &count);
    if (taken != (cases[i].fields != NULL)) fail_msg("%s", cases[i].encoded);
    if (!taken) continue;
    Str got = written(arena, fields, count);
    if (!str_is(got, cases[i].fields)) fail_msg("%s: " STR_FMT, cases[i].encoded, STR_ARG(got));
  }
  arena_free(arena);
}

static void there_are_only_so_many_fields(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer many = buffer_new(arena);
  Sink sink = sink_to_buffer(&many);
  const HttpField *fields;
  size_t count;
  for (int i = 0; i < HTTP_FIELDS_MAX; i++)
    sink_printf(&sink, "f%d=1&", i);
  assert_true(http_fields_read(arena, buffer_view(&many), &fields, &count));
  assert_int_equal(count, HTTP_FIELDS_MAX);
  assert_true(str_is(http_field(fields, count, STR("f1999")), "1"));
  assert_true(http_field(fields, count, STR("f2000")).len == 0);
  sink_z(&sink, "f2000=1");
  assert_false(http_fields_read(arena, buffer_view(&many), &fields, &count));
  arena_free(arena);
}

static void a_target_is_a_path_and_a_query(void **state) {
  (void)state;
  static const struct {
    const char *target, *path, *query; /* path NULL: refused */
  } cases[] = {
      {"/", "/", ""},
      {"/f/samling?l=nb&r=h%C3%B8st", "/f/samling", "l=nb|r=høst"},
      {"/f/s%C3%B8k?", "/f/søk", ""},
      {"/a?b?c=d", "/a", "b?c=d"},
      {"/..%2f..%2fetc/passwd", "/../../etc/passwd", ""}, /* only text: no file is looked up by it */
      {"", NULL, NULL},
      {"*", NULL, NULL},
      {"f/samling", NULL, NULL},
      {"http://x/f", NULL, NULL},
      {"/a%0d%0aSet-Cookie:%20x", NULL, NULL},
      {"/a\rb", NULL, NULL},
      {"/a%7f", NULL, NULL},
      {"/%", NULL, NULL},
      {"/a?b=%x", NULL, NULL},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str path;
    const HttpField *query;
    size_t count;
    bool taken = http_target_read(arena, str_from(cases[i].target), &path, &query, &count);
    if (taken != (cases[i].path != NULL)) fail_msg("%s", cases[i].target);
    if (!taken) continue;
    if (!str_is(path, cases[i].path)) fail_msg("%s: " STR_FMT, cases[i].target, STR_ARG(path));
    if (!str_is(written(arena, query, count), cases[i].query)) fail_msg("%s", cases[i].target);
  }
  arena_free(arena);
}

static void heads_are_refused_with_the_status_that_fits(void **state) {
  (void)state;
  enum { MOST = 1000 };
  static const HttpHead usual = {.host_count = 1};
  static const struct {
    const char *method, *type, *length;
    int lengths, codings, hosts, status;
  } cases[] = {
      {"GET", "", "", 0, 0, 1, 0},
      {"HEAD", "", "", 0, 0, 1, 0},
      {"GET", "", "0", 1, 0, 1, 0},
      {"POST", "", "0", 1, 0, 1, 0},
      {"POST", "application/x-www-form-urlencoded", "1000", 1, 0, 1, 0},
      {"POST", "Application/X-WWW-Form-Urlencoded; charset=UTF-8", "3", 1, 0, 1, 0},
      {"POST", "multipart/form-data; boundary=x", "", 0, 1, 1, 0},
      {"POST", "application/x-www-form-urlencoded", "1001", 1, 0, 1, 413},
      {"POST", "application/x-www-form-urlencoded", "99999999999999999999", 1, 0, 1, 400},
      {"POST", "application/x-www-form-urlencoded", "-1", 1, 0, 1, 400},
      {"POST", "application/x-www-form-urlencoded", "+1", 1, 0, 1, 400},
      {"POST", "application/x-www-form-urlencoded", "0x10", 1, 0, 1, 400},
      {"POST", "application/json", "2", 1, 0, 1, 415},
      {"POST", "", "2", 1, 0, 1, 415},
      {"POST", "application/x-www-form-urlencoded", "2", 1, 1, 1, 400}, /* a length and chunks */
      {"POST", "application/x-www-form-urlencoded", "2", 2, 0, 1, 400},
      {"POST", "application/x-www-form-urlencoded", "", 0, 2, 1, 400},
      {"GET", "", "", 0, 0, 2, 400},
      {"GET", "", "5", 1, 0, 1, 400},
      {"GET", "", "", 0, 1, 1, 400},
      {"PUT", "", "", 0, 0, 1, 405},
      {"get", "", "", 0, 0, 1, 405},
      {"OPTIONS", "", "", 0, 0, 1, 405},
      {"TRACE", "", "", 0, 0, 1, 405},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    HttpHead head = usual;
    head.method = str_from(cases[i].method), head.target = STR("/");
    head.content_type = str_from(cases[i].type), head.content_length = str_from(cases[i].length);
    head.length_count = cases[i].lengths, head.coding_count = cases[i].codings, head.host_count = cases[i].hosts;
    int status = http_head_refusal(&head, MOST);
    if (status != cases[i].status) fail_msg("case %zu: %d", i, status);
  }
  HttpHead old = {.method = STR("POST"), .target = STR("/"), .version = STR("HTTP/1.0"), .coding_count = 1};
  old.content_type = STR("application/x-www-form-urlencoded");
  assert_int_equal(http_head_refusal(&old, MOST), 400);
  old.version = STR("HTTP/1.1");
  assert_int_equal(http_head_refusal(&old, MOST), 0);
  old.misnamed = true;
  assert_int_equal(http_head_refusal(&old, MOST), 400);
  assert_true(http_is_header_name(STR("X-a_1!")));
  assert_false(http_is_header_name(STR("Content-Length ")) || http_is_header_name(STR("")) || http_is_header_name(STR("a\tb")));
  static char line[HTTP_TARGET_MAX + 1];
  memset(line, 'a', sizeof line);
  HttpHead none = {.method = STR("GET")};
  HttpRequest request;
  Arena *arena = arena_new(0);
  assert_false(http_request_read(arena, &none, STR("http://a"), &request));
  arena_free(arena);
  HttpHead head = {.method = STR("GET"), .target = {line, HTTP_TARGET_MAX}};
  assert_int_equal(http_head_refusal(&head, MOST), 0);
  head.target.len++;
  assert_int_equal(http_head_refusal(&head, MOST), 414);
}

static void posts_of_other_sites_are_known_as_such(void **state) {
  (void)state;
  static const Str base = STR_INIT("https://svar.example.no");
  static const struct {
    const char *method, *origin, *fetch_site, *host;
    bool foreign;
  } cases[] = {
      {"POST", "", "", "svar.example.no", false}, /* an old browser; the cookie and the stamp are left to tell */
      {"POST", "https://svar.example.no", "", "svar.example.no", false},
      {"POST", "HTTPS://Svar.Example.no", "", "10.0.0.2:8080", false},
      {"POST", "http://10.0.0.2:8080", "", "10.0.0.2:8080", false},
      {"POST", "null", "", "svar.example.no", true},
      {"POST", "https://evil.example", "", "svar.example.no", true},
      {"POST", "https://svar.example.no.evil.example", "", "svar.example.no", true},
      {"POST", "https://svar.example.no:444", "", "svar.example.no", true},
      {"POST", "http://", "", "", true},
      {"POST", "null", "same-origin", "svar.example.no", false},
      {"POST", "", "none", "svar.example.no", false},
      {"POST", "https://svar.example.no", "cross-site", "svar.example.no", true},
      {"POST", "", "same-site", "svar.example.no", true},
      {"GET", "https://evil.example", "cross-site", "svar.example.no", false}, /* a link may lead here */
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    HttpRequest request;
    HttpHead head = {.method = str_from(cases[i].method),
                     .target = STR("/"),
                     .origin = str_from(cases[i].origin),
                     .fetch_site = str_from(cases[i].fetch_site),
                     .host = str_from(cases[i].host)};
    assert_true(http_request_read(arena, &head, base, &request));
    if (request.foreign != cases[i].foreign) fail_msg("case %zu", i);
  }
  arena_free(arena);
}

static void a_cookie_that_is_not_ours_is_none(void **state) {
  (void)state;
  static const struct {
    const char *value;
    bool ours;
  } cases[] = {
      {"0123456789abcdefghjkmnpqrs", true},
      {"A-b_9", true},
      {"", false},
      {"a b", false},
      {"a;b", false},
      {"a\"b", false},
      {"ø", false},
      {"../a", false},
      {"0123456789012345678901234567890123456789012345678901234567890123", true},
      {"01234567890123456789012345678901234567890123456789012345678901234", false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    if (http_is_cookie(str_from(cases[i].value)) != cases[i].ours) fail_msg("%s", cases[i].value);
}

static void our_cookies_are_found_among_others(void **state) {
  (void)state;
  static const struct {
    const char *header, *found;
  } cases[] = {
      {"", ""},
      {"innspill-a=1", "a=1 "},
      {"x=1; innspill-a=1;innspill-b.c=2 ; y", "a=1 b.c=2 "},
      {"innspill-a=1; innspill-a=2", "a=1 "},
      {"innspill-a; innspill-=1; innspill-b=; =innspill-c", ""},
      {"innspill-a=\"1\"; innspill-b=1 2; innspill-\xC3\xB8=1; INNSPILL-c=1", ""},
      {"innspill-a=\xFF; innspill-b/../c=1", ""},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const HttpField *found;
    size_t count;
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    http_cookies_read(arena, str_from(cases[i].header), http_cookie_prefix(false), &found, &count);
    for (size_t j = 0; j < count; j++)
      sink_printf(&sink, STR_FMT "=" STR_FMT " ", STR_ARG(found[j].name), STR_ARG(found[j].value));
    if (!str_is(buffer_view(&buffer), cases[i].found)) fail_msg("%s", cases[i].header);
  }
  Buffer many = buffer_new(arena);
  Sink sink = sink_to_buffer(&many);
  const HttpField *found;
  size_t count;
  for (int i = 0; i < 1000; i++)
    sink_printf(&sink, "innspill-f%d=%d; ", i, i);
  http_cookies_read(arena, buffer_view(&many), http_cookie_prefix(false), &found, &count);
  assert_int_equal(count, HTTP_COOKIES_MAX);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(percent_encoding_is_whole_utf8_or_refused),
      cmocka_unit_test(fields_come_in_their_order),
      cmocka_unit_test(there_are_only_so_many_fields),
      cmocka_unit_test(a_target_is_a_path_and_a_query),
      cmocka_unit_test(heads_are_refused_with_the_status_that_fits),
      cmocka_unit_test(posts_of_other_sites_are_known_as_such),
      cmocka_unit_test(a_cookie_that_is_not_ours_is_none),
      cmocka_unit_test(our_cookies_are_found_among_others),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
