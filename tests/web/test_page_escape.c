/* Whatever a form, a respondent or an address says, it stands on the page as words. */
#include "desk.h"

#include <string.h>

/* Every text of the form; with a tag that its reading leaves in, a quote of each kind and an entity. */
#define EVIL  "1 < 2 &lt;script>alert(1)&lt;/script> \\\"'&amp;amp; &lt;!--"
#define QUOTE "\"" EVIL "\""

static const char *const form = "settings: {form_id: ond, version: 1, form_title: " QUOTE ", default_language: nb}\n"
                                "languages: {nb: " QUOTE ", en: English}\n"
                                "kiosk: {review: yes, thanks: {text: " QUOTE "}, attract: {invite: " QUOTE "}}\n"
                                "survey:\n"
                                "  - {type: note, name: n, label: " QUOTE ", hint: " QUOTE "}\n"
                                "  - {type: text, name: fri, label: " QUOTE ", hint: " QUOTE ", guidance_hint: " QUOTE
                                ", required: yes, required_message: " QUOTE "}\n"
                                "  - {type: text, name: lang, label: \"${fri}\", appearance: multiline}\n"
                                "  - {type: select_one l, name: en, label: " QUOTE "}\n"
                                "  - {type: select_one l, name: liste, label: " QUOTE ", appearance: minimal}\n"
                                "  - {type: select_multiple l, name: flere, label: " QUOTE "}\n"
                                "  - {type: rank l, name: rang, label: " QUOTE "}\n"
                                "  - {type: range, name: skyv, label: " QUOTE ", parameters: {start: 0, end: 100, step: 1}}\n"
                                "  - {type: date, name: dag, label: " QUOTE "}\n"
                                "  - {type: image, name: navn, label: " QUOTE ", appearance: signature}\n"
                                "  - type: begin_group\n"
                                "    name: g\n"
                                "    label: " QUOTE "\n"
                                "    appearance: table-list\n"
                                "  - {type: select_one l, name: t1, label: " QUOTE "}\n"
                                "  - {type: select_one l, name: t2, label: " QUOTE "}\n"
                                "  - {type: end_group}\n"
                                "choices:\n"
                                "  l:\n"
                                "    - {name: a, label: " QUOTE "}\n"
                                "    - {name: b, label: " QUOTE ", exclusive: yes}\n";

static const char evil[] = "<script>alert(1)</script>\"'&amp;<!--]]>\x07";

/* A page has the tags that we write, each attribute in its quotes: no other < stands in it, and no control character. */
static void check(Str html) {
  assert_null(strstr(html.ptr, "<script>"));
  assert_null(strstr(html.ptr, "<!--"));
  assert_null(strstr(html.ptr, "&amp;<"));
  assert_null(strstr(html.ptr, "\"'"));
  for (size_t i = 0; i < html.len; i++) {
    unsigned char c = (unsigned char)html.ptr[i];
    assert_true(c >= 0x20 || c == '\n');
  }
}

/* By all pages, each with an evil answer where it takes one. */
static void test_a_survey(void **state) {
  (void)state;
  Desk *desk = desk_of(form);
  size_t pages = 0;
  check(desk_show(desk));
  assert_true(desk_holds(desk, "1 &lt; 2 &lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;"));
  desk_step(desk, SURVEY_NEXT);
  desk_step(desk, SURVEY_NEXT); /* refused, with the form's own message */
  check(desk_show(desk));
  assert_true(desk_holds(desk, "class=\"summary\""));
  for (; survey_page(desk->survey).kind == PAGE_QUESTIONS; pages++) {
    SurveyPage page = survey_page(desk->survey);
    for (size_t i = 0; i < page.cell_count; i++) {
      desk_show_typed(desk, page.cells[i], str_from(evil));
      check(desk->html);
      assert_true(desk_holds(desk, "class=\"summary\""));
      desk_answer(desk, page.cells[i], value_text(STR("<script>alert(1)</script>\"'&amp;<!--]]>")));
    }
    check(desk_show(desk));
    desk_step(desk, SURVEY_NEXT);
  }
  assert_int_equal(pages, 10);
  check(desk_show(desk)); /* the review */
  assert_true(desk_holds(desk, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;&lt;!--]]&gt;"));
  desk_free(desk);
}

static void test_the_other_pages(void **state) {
  (void)state;
  Desk *desk = desk_of(form);
  Str bad = str_from(evil);
  const PageLanguage languages[] = {{bad, bad, bad}, {STR("en"), STR("English"), STR("/?l=en")}};
  const HttpField hidden[] = {{bad, bad}};
  PageFrame *frame = &desk->frame;
  frame->languages = languages;
  frame->language_count = COUNT_OF(languages);
  frame->logo_url = frame->style_url = frame->script_url = bad;
  PageStart start = {.form = desk->form, .start_url = bad, .token = bad, .hidden = hidden, .hidden_count = 1, .resumes = true};
  check(page_start(frame, &start));
  check(page_handover(frame, &(PageHandover){desk->form, 0, bad, bad, bad, true}));
  check(page_thanks(frame, &(PageThanks){.form = desk->form, .followup_url = bad}));
  PageDoor door = {.forms = &desk->web, .urls = &bad, .form_count = 1, .post_url = bad, .typed = bad, .unknown = true};
  door.begun = &(PageBegun){desk->form, bad};
  door.begun_count = 1;
  check(page_door(frame, &door));
  for (int notice = 0; notice < NOTICE_COUNT; notice++)
    check(page_notice(frame, &(PageSaying){(PageNotice)notice, desk->form, 20000, bad, bad, bad, bad, bad}));
  desk_free(desk);
}

static void test_the_thanks_lead_to_pages_only(void **state) {
  (void)state;
  static const struct {
    const char *url;
    bool leads;
  } cases[] = {{"https://a.example/s", true},  {"http://a.example", true}, {"/f/to", true},         {"", false},
               {"javascript:alert(1)", false}, {"//a.example", false},     {"/\\a.example", false}, {"data:text/html,a", false}};
  Desk *desk = desk_of(form);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    desk->html = page_thanks(&desk->frame, &(PageThanks){.form = desk->form, .followup_url = str_from(cases[i].url)});
    assert_int_equal(desk_holds(desk, "class=\"followup\""), cases[i].leads);
  }
  desk_free(desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_survey), cmocka_unit_test(test_the_other_pages),
                                     cmocka_unit_test(test_the_thanks_lead_to_pages_only)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
