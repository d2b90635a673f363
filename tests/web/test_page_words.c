/* What the pages say of themselves: what becomes of the answers, in every language, and that a page is light. */
#include "desk.h"

#include <string.h>

#define FORM(kiosk, survey)                                                                                                        \
  "settings: {form_id: plain, version: 1, form_title: Enkel, default_language: nb}\nlanguages: {nb: Norsk}\nkiosk: {" kiosk        \
  "}\nsurvey:\n" survey

#define ONE "  - {type: text, name: q, label: Q}\n"

static void test_whole_in_every_language(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Err err = {0};
  assert_non_null(web_phrases_load(arena, "assets/strings/web", &diags, &err));
  if (diags.error_count + diags.warning_count > 0) diags_print(&diags, stderr);
  assert_int_equal(diags.error_count + diags.warning_count, 0);
  arena_free(arena);
}

/* One voice: a visitor is "ти" on every page and notice. */
static void test_ukrainian_is_not_formal(void **state) {
  (void)state;
  static const char *const formal[] = {" ви ", " Ви ", " ваш", "йте ", "іться"};
  Arena *arena = arena_new(0);
  Err err = {0};
  Str words;
  assert_int_equal(file_read(arena, "assets/strings/web/uk.yaml", 1 << 20, &words, &err), STATUS_OK);
  for (size_t i = 0; i < sizeof formal / sizeof formal[0]; i++) {
    const char *at = strstr(words.ptr, formal[i]);
    if (at) fail_msg("\"%s\" in: %.80s", formal[i], at);
  }
  arena_free(arena);
}

typedef struct Said {
  const char *form;
  bool joined;
  const char *is, *is_not;
} Said;

/* Each sentence stands there when, and only when, the setting says so. */
static void test_privacy_is_the_settings(void **state) {
  (void)state;
  static const Said cases[] = {
      {FORM("privacy: {mode: anonymous}", ONE), false, "Ingen kan se at svarene er dine", "ikke anonyme"},
      {FORM("privacy: {mode: linked}", ONE), false, "ikke anonyme", "Ingen kan se at"},
      {FORM("privacy: {mode: linked}", ONE), false, "kan ikke kobles til noe", "Koden kobler"},
      {FORM("privacy: {mode: linked}", ONE), true, "Koden kobler det du svarer her", "kan ikke kobles til noe"},
      {FORM("idle: {outcome: discard}", ONE), false, "sletter vi det du har svart", "tar vi vare på det"},
      {FORM("idle: {outcome: partial}", ONE), false, "tar vi vare på det", "sletter vi det"},
      {FORM("retention: {responses: 90 days}", ONE), false, "Svarene slettes etter 90 dager", "egne ord"},
      {FORM("retention: {responses: 1095 days, free_text: 180 days}", ONE), false, "Svarene slettes etter 3 år.", "1095"},
      {FORM("retention: {responses: 1095 days, free_text: 180 days}", ONE), false, "egne ord, slettes etter 6 måneder.", "180"},
      {FORM("retention: {responses: 365 days}", ONE), false, "Svarene slettes etter ett år.", "365"},
      {FORM("retention: {responses: 120 days}", ONE), false, "slettes etter 4 måneder", "120"},
      {FORM("retention: {responses: 60 days}", ONE), false, "slettes etter 60 dager", "måneder"},
      {FORM("retention: {responses: 1 days}", ONE), false, "slettes etter én dag.", "dager"},
      {FORM("retention: {responses: 90 days}", ONE), false, "<details>", "&lt;"},
      {FORM("", ONE), false, "Vi lagrer ikke IP-adressen", "<details>"},
      {FORM("retention: {responses: 2027-01-31, free_text: 30 days}", ONE), false, "egne ord, slettes etter 30 dager",
       "slettes etter 90"},
      {FORM("retention: {responses: 2027-01-31, free_text: 30 days}", ONE), false, "senest 31. januar 2027", "etter 31"},
      {FORM("", ONE), false, "Vi lagrer ikke IP-adressen", "slettes"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Desk *desk = desk_of(cases[i].form);
    Str html =
        page_start(&desk->frame, &(PageStart){.form = desk->form, .start_url = STR("/f/plain/start"), .joined = cases[i].joined});
    if (!strstr(html.ptr, cases[i].is) || strstr(html.ptr, cases[i].is_not))
      fail_msg("\"%s\" and not \"%s\" was expected in\n%s", cases[i].is, cases[i].is_not, html.ptr);
    desk_free(desk);
  }
}

static void test_resuming(void **state) {
  (void)state;
  Desk *desk = desk_of(FORM("", ONE));
  PageStart start = {.form = desk->form, .start_url = STR("/f/plain/start"), .token = STR("7KQ2")};
  desk->html = page_start(&desk->frame, &start);
  assert_true(desk_holds(desk, "value=\"start\"") && !desk_holds(desk, "value=\"anew\""));
  assert_true(desk_holds(desk, "<input type=\"hidden\" name=\"token\" value=\"7KQ2\">"));
  start.resumes = true;
  desk->html = page_start(&desk->frame, &start);
  assert_true(desk_holds(desk, "value=\"resume\"") && desk_holds(desk, "value=\"anew\"") && !desk_holds(desk, "value=\"start\""));
  desk_free(desk);
}

/* Nobody is led by a button into what is for another day. */
static void test_what_follows(void **state) {
  (void)state;
  static const struct {
    PageFollowup when;
    const char *is, *is_not;
  } cases[] = {
      {PAGE_FOLLOWUP_ANY_TIME, "<a href=\"/t/7KQ2\">Enkel</a>", "class=\"button\""},
      {PAGE_FOLLOWUP_ANY_TIME, "<bdi dir=\"ltr\">7KQ2 9XGM</bdi>", "Du kan svare fra"},
      {PAGE_FOLLOWUP_ANY_TIME, "Om tre måneder", "lukke siden"},
      {PAGE_FOLLOWUP_LATER, "Du kan svare fra 21. februar 2027", "class=\"button\""},
      {PAGE_FOLLOWUP_LATER, "<bdi dir=\"ltr\">7KQ2 9XGM</bdi>", "lukke siden"},
      {PAGE_FOLLOWUP_NOW, "<a class=\"button\" href=\"/t/7KQ2\">", "7KQ2 9XGM"},
      {PAGE_FOLLOWUP_NOW, "Om tre måneder", "Du kan svare fra"},
  };
  Desk *desk = desk_of(FORM("privacy: {mode: linked}, followup: {form: etter, link: token, text: Om tre måneder}", ONE));
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    PageThanks thanks = {.form = desk->form,
                         .followup_url = STR("/t/7KQ2"),
                         .followup_form = desk->form,
                         .followup = cases[i].when,
                         .followup_day = civil_to_days(2027, 2, 21),
                         .keep_code = STR("7KQ2 9XGM")};
    Str html = page_thanks(&desk->frame, &thanks);
    if (!strstr(html.ptr, cases[i].is) || strstr(html.ptr, cases[i].is_not))
      fail_msg("\"%s\" and not \"%s\" was expected in\n%s", cases[i].is, cases[i].is_not, html.ptr);
  }
  desk_free(desk);
}

static void test_spans_in_every_language(void **state) {
  (void)state;
  static const struct {
    const char *language, *is;
  } cases[] = {{"nb", "etter 3 år."},    {"nb", "etter 6 måneder."}, {"nn", "etter 3 år."},      {"nn", "etter 6 månader."},
               {"en", "after 3 years."}, {"en", "after 6 months."},  {"uk", "через 3 роки."},    {"uk", "через 6 місяців."},
               {"ar", "بعد 3 سنوات."},   {"ar", "بعد 6 أشهر."},      {"uk", "близько 2 хвилин"}, {"ar", "يستغرق دقيقتين"}};
  Desk *desk = desk_of("settings: {form_id: plain, version: 1, form_title: Enkel, default_language: nb}\n"
                       "languages: {nb: Norsk, nn: Nynorsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}}\n"
                       "kiosk: {attract: {minutes: 2}, retention: {responses: 1095 days, free_text: 180 days}}\n"
                       "survey:\n" ONE);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    desk->frame.language = str_from(cases[i].language);
    PageStart start = {.form = desk->form,
                       .language_ix = form_find_language(desk->form, desk->frame.language),
                       .start_url = STR("/f/plain/start")};
    Str html = page_start(&desk->frame, &start);
    if (!strstr(html.ptr, cases[i].is)) fail_msg("\"%s\" was expected in\n%s", cases[i].is, html.ptr);
  }
  desk_free(desk);
}

/* All that the first page takes, before any compression. */
static void test_a_first_page_is_light(void **state) {
  (void)state;
  static const char *const forms[] = {"forms/kandidat.yaml", "forms/samling.yaml", "forms/oppfolging.yaml", "forms/mentor.yaml",
                                      "forms/workshop.yaml"};
  for (size_t i = 0; i < COUNT_OF(forms); i++) {
    Desk *desk = desk_of_file(forms[i]);
    Theme theme = {.radius_mm = 2.5};
    Str page = page_start(&desk->frame, &(PageStart){.form = desk->form, .start_url = STR("/f/x/start")});
    size_t bytes = page.len + page_style(desk->arena, &theme).len + page_script().len;
    printf("%s: %zu bytes with style and script; the first question %zu\n", forms[i], bytes, desk_show(desk).len);
    assert_true(bytes < PAGE_FIRST_BYTES_MAX && desk->html.len < PAGE_FIRST_BYTES_MAX);
    desk_free(desk);
  }
}

/* Nothing is fetched from anywhere, and nothing is run that stands in a page. */
static void test_style_and_script_need_nobody(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Theme theme = {.radius_mm = 2.5};
  theme.colours[THEME_TEXT] = (Colour){0x16, 0x26, 0x2b, 255};
  theme.colours[THEME_BACKGROUND] = (Colour){255, 255, 255, 255};
  Str style = page_style(arena, &theme);
  assert_non_null(strstr(style.ptr, "--text:#16262b"));
  assert_non_null(strstr(style.ptr, "color-scheme:light"));
  assert_non_null(strstr(style.ptr, "--radius:2.50mm"));
  assert_null(strstr(style.ptr, "url("));
  assert_null(strstr(style.ptr, "@import"));
  Str script = page_script();
  assert_null(strstr(script.ptr, "innerHTML"));
  assert_null(strstr(script.ptr, "eval("));
  assert_null(strstr(script.ptr, "fetch("));
  assert_null(strstr(script.ptr, "localStorage")); /* nothing of a visit stays in the browser */
  for (int i = 0; i < THEME_COLOUR_COUNT; i++) {   /* a colour of the theme that no rule uses is one forgotten */
    Str use = arena_printf(arena, "var(--%s)", theme_colour_names[i]);
    if (!strstr(style.ptr, use.ptr)) fail_msg("%s is not used", use.ptr);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_whole_in_every_language),
      cmocka_unit_test(test_ukrainian_is_not_formal),
      cmocka_unit_test(test_privacy_is_the_settings),
      cmocka_unit_test(test_resuming),
      cmocka_unit_test(test_what_follows),
      cmocka_unit_test(test_spans_in_every_language),
      cmocka_unit_test(test_a_first_page_is_light),
      cmocka_unit_test(test_style_and_script_need_nobody),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
