/* Pages to the letter: tests/web/golden. A page that differs, or that has no reference, fails; tools/regold writes them, by
 *
 *   test_web_page_golden write */
#include "desk.h"

#include <stdlib.h>
#include <string.h>

static bool writes;

static const char *const form =
    "settings: {form_id: gull, version: 1, form_title: {nb: Dagen din, ar: يومك}, default_language: nb}\n"
    "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
    "kiosk: {review: yes, privacy: {mode: anonymous}, retention: {responses: 90 days}}\n"
    "survey:\n"
    "  - {type: select_one bra, name: dag, label: {nb: Hvordan er dagen?, ar: كيف يومك؟}, appearance: smileys, required: yes}\n"
    "  - {type: begin_group, name: g, label: {nb: Litt mer}, appearance: field-list}\n"
    "  - {type: integer, name: timer, label: {nb: Hvor mange timer?}, hint: {nb: Fra 0 til 24}, constraint: \". <= 24\"}\n"
    "  - {type: select_multiple hjelp, name: hjelp, label: {nb: Hva hjelper?}}\n"
    "  - {type: text, name: ord, label: {nb: Med egne ord}, appearance: multiline}\n"
    "  - {type: end_group}\n"
    "  - {type: rank hjelp, name: rang, label: {nb: Hva er viktigst?}}\n"
    "  - {type: range, name: skyv, label: {nb: Hvor mye?}, parameters: {start: 0, end: 50, step: 0.5}}\n"
    "  - {type: dateTime, name: tid, label: {nb: Når?}}\n"
    "  - {type: image, name: navn, label: {nb: Skriv under}, appearance: signature}\n"
    "choices:\n"
    "  bra:\n"
    "    - {name: d, label: {nb: Dårlig, ar: سيئ}}\n"
    "    - {name: m, label: {nb: Midt imellom, ar: متوسط}}\n"
    "    - {name: b, label: {nb: Bra, ar: جيد}}\n"
    "    - {name: x, label: {nb: Vet ikke, ar: لا أعرف}, missing: yes}\n"
    "  hjelp:\n"
    "    - {name: ro, label: {nb: Ro}}\n"
    "    - {name: tid, label: {nb: Tid}}\n"
    "    - {name: alt, label: {nb: Ingenting}, exclusive: yes}\n";

static void compare(Arena *arena, const char *name, Str html) {
  Str path = arena_printf(arena, "tests/web/golden/%s.html", name), wanted;
  Err err = {0};
  if (writes) {
    FILE *file = fopen(path.ptr, "w");
    assert_non_null(file);
    fwrite(html.ptr, 1, html.len, file);
    assert_int_equal(fclose(file), 0);
    return;
  }
  if (file_read(arena, path.ptr, 1 << 20, &wanted, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  size_t at = 0, line = 1;
  while (at < html.len && at < wanted.len && html.ptr[at] == wanted.ptr[at])
    line += html.ptr[at++] == '\n';
  if (!str_equal(html, wanted)) fail_msg("%s:%zu differs: ...%.120s", path.ptr, line, html.ptr + at);
}

static void test_pages(void **state) {
  (void)state;
  Desk *desk = desk_of(form);
  const PageLanguage languages[] = {{STR("nb"), STR("Norsk"), STR("/f/gull?l=nb")},
                                    {STR("ar"), STR("العربية"), STR("/f/gull?l=ar")}};
  PageFrame frame = desk->frame;
  frame.languages = languages;
  frame.language_count = COUNT_OF(languages);
  compare(desk->arena, "start", page_start(&frame, &(PageStart){.form = desk->form, .start_url = STR("/f/gull/start")}));
  compare(desk->arena, "thanks", page_thanks(&frame, &(PageThanks){.form = desk->form, .followup_url = STR("/f/oppfolging")}));
  compare(desk->arena, "door", page_door(&frame, &(PageDoor){.post_url = STR("/code"), .typed = STR("7KQ"), .unknown = true}));
  compare(desk->arena, "not_yet",
          page_notice(&frame, &(PageSaying){.notice = NOTICE_NOT_YET, .form = desk->form, .day = 20818, .home_url = STR("/")}));
  desk_step(desk, SURVEY_NEXT); /* it needs an answer */
  compare(desk->arena, "smileys", desk_show(desk));
  desk_answer(desk, 0, value_text(STR("m")));
  survey_step(desk->survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = 1});
  compare(desk->arena, "smileys_ar", desk_show(desk));
  survey_step(desk->survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = 0});
  desk_step(desk, SURVEY_NEXT);
  compare(desk->arena, "list", desk_show_typed(desk, 1, STR("<mange>")));
  static const char *const names[] = {"rank", "slider", "datetime", "signature", "review"};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    desk_step(desk, SURVEY_NEXT);
    compare(desk->arena, names[i], desk_show(desk));
  }
  desk_free(desk);
}

int main(int argc, char **argv) {
  writes = argc > 1 && strcmp(argv[1], "write") == 0;
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
