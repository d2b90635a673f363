/* Each kind of advice, as a table: a form that has the flaw and what is said of it, and a near miss, of which nothing is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "advised.h"

#define IN(code)  "settings: {form_id: f, form_title: F, version: 1, default_language: " code "}\n"
#define SETTINGS  IN("nb")
#define NYNORSK   IN("nn")
#define ENGLISH   IN("en")
#define UKRAINIAN IN("uk")
#define ARABIC    IN("ar")
#define BOTH                                                                                                                       \
  "settings: {form_id: f, form_title: {nb: F, en: F}, version: 1, default_language: nb}\nlanguages: {nb: Norsk, en: English}\n"
#define YES_NO      "  yn:\n    - {name: ja, label: Ja}\n    - {name: nei, label: Nei}\n"
#define ASKS        "  - {type: select_one yn, name: a, label: Er du ny?}\n"
#define POINTS      "{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}"
#define FIVE        "[" POINTS ", {name: e, label: E}]\n"
#define SCALE(name) "  - {type: select_one " name ", name: q" name ", label: Hva?, appearance: likert}\n"
/* Four, of which the third is what it is. */
#define FOUR_SCALES(third)                                                                                                         \
  SETTINGS "survey:\n" SCALE("l0") SCALE("l1") SCALE("l2") SCALE("l3") "choices:\n  l0: " FIVE "  l1: " FIVE "  l2: " third        \
                                                                       "  l3: " FIVE

static const struct {
  const char *code;
  const char *said; /* NULL: nothing of that code */
  const char *source;
} CASES[] = {
    {"condition-never", "b is never asked",
     SETTINGS "survey:\n" ASKS
              "  - {type: text, name: b, label: Hvorfor?, relevant: \"${a} = 'ja' and ${a} = 'nei'\"}\nchoices:\n" YES_NO},
    {"condition-never", NULL,
     SETTINGS "survey:\n" ASKS
              "  - {type: text, name: b, label: Hvorfor?, relevant: \"${a} = 'ja' or ${a} = 'nei'\"}\nchoices:\n" YES_NO},
    /* b is only answered when a is yes */
    {"condition-never", "c is never asked",
     SETTINGS "survey:\n" ASKS "  - {type: select_one yn, name: b, label: Og nå?, relevant: \"${a} = 'ja'\"}\n"
              "  - {type: text, name: c, label: Hvorfor?, relevant: \"${a} = 'nei' and ${b} = 'ja'\"}\nchoices:\n" YES_NO},
    {"condition-never", "b is never asked", /* by the name of a question it calls nothing */
     SETTINGS
     "survey:\n  - {type: select_one yn, name: known, label: Er du ny?}\n  - {type: text, name: b, label: Hvorfor?, relevant: "
     "\"${known} = 'ja' and ${known} = 'nei'\"}\nchoices:\n" YES_NO},
    {"condition-never", NULL, /* tomorrow it may be */
     SETTINGS "survey:\n" ASKS
              "  - {type: text, name: b, label: Hvorfor?, relevant: \"${a} = 'ja' and today () > date('2027-01-01')\"}\n"
              "choices:\n" YES_NO},
    {"not-reached", NULL, /* tomorrow it may be */
     SETTINGS "survey:\n" ASKS
              "  - {type: text, name: b, label: Hvorfor?, relevant: \"${a} = 'ja' and today () > date('2027-01-01')\"}\n"
              "choices:\n" YES_NO},
    {"condition-always", "b is always asked",
     SETTINGS "survey:\n" ASKS
              "  - {type: text, name: b, label: Hvorfor?, relevant: \"${a} != 'ja' or ${a} != 'nei'\"}\nchoices:\n" YES_NO},
    {"condition-always", NULL,
     SETTINGS "survey:\n" ASKS "  - {type: text, name: b, label: Hvorfor?, relevant: \"${a} != 'ja'\"}\nchoices:\n" YES_NO},
    {"not-reached", "asked b",
     SETTINGS "survey:\n  - {type: integer, name: a, label: Alder?, constraint: '. < 100'}\n"
              "  - {type: text, name: b, label: Hvorfor?, relevant: '${a} > 200'}\n"},
    {"not-reached", NULL,
     SETTINGS "survey:\n" ASKS "  - {type: text, name: b, label: Hvorfor?, relevant: \"${a} = 'ja'\"}\nchoices:\n" YES_NO},
    {"not-reached", NULL, /* on the page of what it looks at */
     SETTINGS
     "survey:\n  - type: group\n    name: g\n    appearance: field-list\n    questions:\n      - {type: integer, name: a, label: "
     "Alder?, required: yes, constraint: '. < 100'}\n      - {type: text, name: b, label: Hvorfor?, relevant: '${a} > 10'}\n"},
    {"not-reached", "asked b", /* and of c nothing, which waits for b */
     SETTINGS "survey:\n  - {type: integer, name: a, label: Alder?, constraint: '. < 100'}\n"
              "  - {type: integer, name: b, label: Hvor mange?, relevant: '${a} > 200'}\n"
              "  - {type: text, name: c, label: Hvorfor?, relevant: '${b} > 5'}\n"},
    {"translations", "lacks 1 of 5 texts: yn/nei",
     BOTH "survey:\n  - {type: note, name: n, label: {nb: Hei, en: Hello}}\n"
          "  - {type: select_one yn, name: a, label: {nb: Er du ny?, en: Are you new}}\nchoices:\n"
          "  yn:\n    - {name: ja, label: {nb: Ja, en: Sure}}\n    - {name: nei, label: {nb: Nei}}\n"},
    {"scale-unbalanced", "1 negative and 3 positive",
     SETTINGS "survey:\n  - {type: select_one s, name: a, label: Hvordan var det?, appearance: likert}\nchoices:\n  s:\n"
              "    - {name: d, label: Dårlig}\n    - {name: g, label: God}\n    - {name: m, label: Meget god}\n"
              "    - {name: s, label: Svært god}\n"},
    {"scale-unbalanced", NULL,
     SETTINGS
     "survey:\n  - {type: select_one s, name: a, label: Er du enig?, appearance: likert}\nchoices:\n  s:\n"
     "    - {name: hu, label: Helt uenig}\n    - {name: u, label: Uenig}\n    - {name: v, label: Verken enig eller uenig}\n"
     "    - {name: e, label: Enig}\n    - {name: he, label: Helt enig}\n    - {name: x, label: Vet ikke, missing: true}\n"},
    {"two-things", "\"og\"",
     SETTINGS
     "survey:\n  - {type: select_one yn, name: a, label: Var maten og lokalet bra?, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", NULL,
     SETTINGS "survey:\n  - {type: select_one yn, name: a, label: Er du av og til trøtt?, appearance: likert}\nchoices:\n" YES_NO},
    {"name-changed", "longer than the 32 letters",
     SETTINGS "survey:\n  - {type: text, name: a2345678901234567890123456789012, label: Hva?}\n  - {type: text, name: "
              "a23456789012345678901234567890123, label: Hva?}\n"},
    {"text-long", "about 9 lines at the largest letters",
     SETTINGS
     "survey:\n  - {type: select_one l, name: a, label: Hva?}\nchoices:\n  l:\n    - {name: a, label: Ja}\n    - {name: b, label: "
     "\"Nei, for det var ikke noe av dette som var slik jeg hadde tenkt meg at det skulle bli da jeg meldte meg på for tre uker "
     "siden\"}\n"},
    {"hard-to-read", "LIX",
     SETTINGS "survey:\n  - {type: text, name: a, label: \"Hvilke arbeidsmarkedspolitiske virkemidler opplever virksomheten som "
              "hensiktsmessige ved rekruttering gjennom inkluderingsdugnaden\"}\n"},
    {"minutes-low", "says 1 minute,",
     SETTINGS "kiosk: {attract: {minutes: 1}}\nsurvey:\n  - {type: text, name: a, label: A}\n  - {type: text, name: b, label: B}\n"
              "  - {type: text, name: c, label: C}\n  - {type: text, name: d, label: D}\n  - {type: text, name: e, label: E}\n"},
    {"many-open", "4 questions",
     SETTINGS
     "survey:\n  - {type: text, name: a, label: A}\n  - {type: text, name: b, label: B}\n  - {type: text, name: c, label: C}\n"
     "  - {type: text, name: d, label: D}\n"},
    {"privacy-deleted", "nothing is promised", SETTINGS "survey:\n" ASKS "choices:\n" YES_NO},
    {"privacy-moment", "only the day", SETTINGS "survey:\n" ASKS "choices:\n" YES_NO},
    {"condition-always", "c is always asked", /* b is asked of who said yes, and c of who answered b */
     SETTINGS "survey:\n" ASKS "  - {type: select_one yn, name: b, label: Og nå?, relevant: \"${a} = 'ja'\"}\n"
              "  - {type: group, name: g, relevant: \"${b} = 'ja'\", questions: [{type: text, name: c, label: Hvorfor?, relevant: "
              "\"${a} != 'nei' or ${b} != 'ja'\"}]}\nchoices:\n" YES_NO},
    {"always-reached", "were asked b",
     SETTINGS "survey:\n  - {type: integer, name: a, label: Alder?, required: yes, constraint: '. < 100'}\n"
              "  - {type: text, name: b, label: Hvorfor?, relevant: '${a} < 200'}\n"},
    {"always-reached", NULL,
     SETTINGS "survey:\n  - {type: integer, name: a, label: Alder?, required: yes, constraint: '. < 100'}\n"
              "  - {type: text, name: b, label: Hvorfor?, relevant: '${a} < 90'}\n"},
    {"always-reached", NULL, /* another answer at another kiosk, or on another day */
     SETTINGS "survey:\n  - {type: deviceid, name: d}\n  - {type: text, name: b, label: Hvorfor?, relevant: \"${d} != 'x'\"}\n"
              "  - {type: text, name: c, label: Hvordan?, relevant: \"today() > date('2020-01-01')\"}\n"},
    {"no-way-on", "its constraint takes none of them: . mod 7 = 3 and . mod 7 = 4",
     SETTINGS "survey:\n" ASKS "  - {type: integer, name: b, label: Hvor mange?, constraint: '. mod 7 = 3 and . mod 7 = 4', "
              "required: yes}\nchoices:\n" YES_NO},
    {"no-way-on", "takes none of them", /* who cannot answer can skip it, and only some are asked */
     SETTINGS "survey:\n" ASKS "  - {type: integer, name: b, label: Hvor mange?, constraint: 'int(.) != number(.)', relevant: "
              "\"${a} = 'ja'\"}\nchoices:\n" YES_NO},
    {"no-way-on", NULL,
     SETTINGS "survey:\n" ASKS
              "  - {type: integer, name: b, label: Hvor mange?, constraint: '. > 5 and . < 7', required: yes}\nchoices:\n" YES_NO},
    {"translations", "lacks 2 of 5 texts: n, a",
     BOTH "survey:\n  - {type: note, name: n, label: {nb: Hei}}\n"
          "  - {type: select_one yn, name: a, label: {nb: Er du ny?}}\nchoices:\n"
          "  yn:\n    - {name: ja, label: {nb: Ja, en: Sure}}\n    - {name: nei, label: {nb: Nei, en: Not}}\n"},
    {"translations", "lacks 1 of 3 texts: thanks: text",
     BOTH "kiosk: {thanks: {text: {nb: Takk}}}\nsurvey:\n  - {type: integer, name: a, label: {nb: Alder?, en: Your age?}}\n"},
    {"translations", NULL, BOTH "survey:\n  - {type: integer, name: a, label: {nb: Alder?, en: Your age?}}\n"},
    {"scale-unbalanced", "3 negative and 1 positive", /* Ukrainian */
     UKRAINIAN
     "survey:\n  - {type: select_one s, name: a, label: Чи згодні ви?}\nchoices:\n  s:\n    - {name: a, label: Зовсім не згоден}\n"
     "    - {name: b, label: Не згоден}\n    - {name: c, label: Скоріше не згоден}\n    - {name: d, label: Згоден}\n"},
    {"scale-unbalanced", NULL,
     UKRAINIAN
     "survey:\n  - {type: select_one s, name: a, label: Чи згодні ви?}\nchoices:\n  s:\n    - {name: a, label: Зовсім не згоден}\n"
     "    - {name: b, label: Не згоден}\n    - {name: m, label: \"Ні згоден, ні не згоден\"}\n    - {name: c, label: Згоден}\n"
     "    - {name: d, label: Повністю згоден}\n"},
    {"scale-unbalanced", "1 negative and 2 positive", /* Arabic */
     ARABIC "survey:\n  - {type: select_one s, name: a, label: هل توافق؟}\nchoices:\n  s:\n    - {name: a, label: لا أوافق}\n"
            "    - {name: b, label: أوافق}\n    - {name: c, label: أوافق بشدة}\n"},
    {"scale-unbalanced", NULL,
     ARABIC "survey:\n  - {type: select_one s, name: a, label: هل توافق؟}\nchoices:\n  s:\n    - {name: x, label: لا أوافق بشدة}\n"
            "    - {name: a, label: لا أوافق}\n    - {name: m, label: لا أوافق ولا أعارض}\n    - {name: b, label: أوافق}\n"
            "    - {name: c, label: أوافق بشدة}\n"},
    {"scale-unbalanced", NULL, /* from never to always there is no negative side */
     SETTINGS "survey:\n  - {type: select_one s, name: a, label: Hvor ofte?, appearance: likert}\nchoices:\n  s:\n"
              "    - {name: a, label: Aldri}\n    - {name: b, label: Sjelden}\n    - {name: c, label: Ofte}\n    - {name: d, "
              "label: Alltid}\n"},
    {"scale-middle", "l2 has 4 points", FOUR_SCALES("[" POINTS "]\n")},
    {"scale-middle", NULL, FOUR_SCALES(FIVE)},
    {"two-things", "\"og\"",
     NYNORSK
     "survey:\n  - {type: select_one yn, name: a, label: Var maten og lokalet bra?, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", "\"and\"",
     ENGLISH
     "survey:\n  - {type: select_one yn, name: a, label: Were the food and the room good?, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", NULL,
     ENGLISH "survey:\n  - {type: select_one yn, name: a, label: Was the sandwich good now and then?, appearance: "
             "likert}\nchoices:\n" YES_NO},
    {"two-things", "\"та\"",
     UKRAINIAN
     "survey:\n  - {type: select_one yn, name: a, label: Чи були їжа та зал гарні?, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", "\"і\"",
     UKRAINIAN
     "survey:\n  - {type: select_one yn, name: a, label: Чи були їжа і зал гарні?, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", "\"й\"",
     UKRAINIAN
     "survey:\n  - {type: select_one yn, name: a, label: Чи були зала й кава гарні?, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", NULL,
     UKRAINIAN "survey:\n  - {type: select_one yn, name: a, label: Чи була таця гарна?, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", "\"و\"",
     ARABIC
     "survey:\n  - {type: select_one yn, name: a, label: هل كان الطعام والمكان جيدين؟, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", NULL,
     ARABIC "survey:\n  - {type: select_one yn, name: a, label: هل كان الوقت مناسبا؟, appearance: likert}\nchoices:\n" YES_NO},
    {"two-things", NULL, /* of a town there is only one, whatever it is called */
     SETTINGS "survey:\n  - {type: select_one yn, name: a, label: Bor du i Møre og Romsdal?}\nchoices:\n" YES_NO},
    {"name-changed", "has signs other than", SETTINGS "survey:\n  - {type: text, name: mer-om, label: Hva?}\n"},
    {"name-changed", NULL, SETTINGS "survey:\n  - {type: text, name: a2345678901234567890123456789012, label: Hva?}\n"},
    {"text-long", NULL,
     SETTINGS
     "survey:\n  - {type: select_one l, name: a, label: Hva?}\nchoices:\n  l:\n    - {name: a, label: Ja}\n    - {name: b, label: "
     "Nei, for det var ikke noe av dette}\n"},
    {"word-long", "the word \"Arbeidsmarkedsopplæringsprogrammet\" of the choice l/a",
     SETTINGS "survey:\n  - {type: select_one l, name: a, label: Hva?}\nchoices:\n  l:\n    - {name: a, label: "
              "Arbeidsmarkedsopplæringsprogrammet}\n    - {name: b, label: Nei}\n"},
    {"word-long", NULL, /* a line may end behind its hyphen */
     SETTINGS "survey:\n  - {type: select_one l, name: a, label: Hva?}\nchoices:\n  l:\n    - {name: a, label: "
              "Arbeidsmarkeds-opplæringsprogrammet}\n    - {name: b, label: Nei}\n"},
    {"hard-to-read", NULL,
     SETTINGS "survey:\n  - {type: text, name: a, label: Hva hjalp deg mest da du skulle finne deg en jobb her i byen?}\n"},
    {"hard-to-read", NULL, /* the formula says nothing of Ukrainian */
     UKRAINIAN "survey:\n  - {type: text, name: a, label: Високотехнологічні працевлаштувальні організаційні відповідальності "
               "адміністративних підрозділів муніципалітетів забезпечують працівникам найкращі можливості}\n"},
    {"minutes-low", NULL,
     SETTINGS "kiosk: {attract: {minutes: 3}}\nsurvey:\n  - {type: text, name: a, label: A}\n  - {type: text, name: b, label: B}\n"
              "  - {type: text, name: c, label: C}\n  - {type: text, name: d, label: D}\n  - {type: text, name: e, label: E}\n"},
    {"many-open", NULL,
     SETTINGS
     "survey:\n  - {type: text, name: a, label: A}\n  - {type: text, name: b, label: B}\n  - {type: text, name: c, label: C}\n"},
    {"minutes", "(from 1 to 2, by what is answered)",
     SETTINGS "survey:\n" ASKS
              "  - {type: group, name: g, relevant: \"${a} = 'ja'\", questions: [{type: text, name: b, label: B}, {type: "
              "text, name: c, label: C}, {type: text, name: d, label: D}]}\nchoices:\n" YES_NO},
    {"questions", "2 questions: 1 open, to be written; 1 that cannot be skipped",
     SETTINGS "survey:\n" ASKS
              "  - {type: text, name: b, label: B, required: yes}\n  - {type: note, name: n, label: N}\nchoices:\n" YES_NO},
    {"lix", "LIX", SETTINGS "survey:\n" ASKS "choices:\n" YES_NO},
    {"lix", NULL, ENGLISH "survey:\n" ASKS "choices:\n" YES_NO},
    {"lix-question", "a: LIX 3", SETTINGS "survey:\n" ASKS "choices:\n" YES_NO},
    {"privacy-readers", "without who gave them", SETTINGS "survey:\n" ASKS "choices:\n" YES_NO},
    {"privacy-readers", "they are personal data", SETTINGS "kiosk: {privacy: {mode: linked}}\nsurvey:\n" ASKS "choices:\n" YES_NO},
    {"privacy-moment", "the exact moment", SETTINGS "kiosk: {privacy: {time: exact}}\nsurvey:\n" ASKS "choices:\n" YES_NO},
    {"privacy-deleted", "after 90 days, the rest after 365 days",
     SETTINGS "kiosk: {retention: {free_text: 90 days, responses: 365 days}}\nsurvey:\n" ASKS "choices:\n" YES_NO},
    {"privacy-waves", "not joined", SETTINGS "survey:\n" ASKS "choices:\n" YES_NO},
    {"privacy-waves", "a code of their own",
     SETTINGS "kiosk: {privacy: {mode: linked}, followup: {url: 'https://eksempel.no/?t={token}', link: token}}\nsurvey:\n" ASKS
              "choices:\n" YES_NO},
};

static void test_each_flaw_is_told_and_its_like_is_not(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    const LintNote *note = advised_find(advised(arena, CASES[i].source), CASES[i].code);
    const char *what = note ? arena_str(arena, note->what).ptr : "nothing";
    const bool right = note ? CASES[i].said && strstr(what, CASES[i].said) : CASES[i].said == NULL;
    if (!right) print_error("%s of\n%s\nsays: %s\n", CASES[i].code, CASES[i].source, what);
    wrong += !right;
    arena_free(arena);
  }
  assert_int_equal(wrong, 0);
}

static bool has_case(const char *code, bool told) {
  for (size_t i = 0; i < COUNT_OF(CASES); i++)
    if (strcmp(CASES[i].code, code) == 0 && (CASES[i].said != NULL) == told) return true;
  return false;
}

static bool is_fact(const char *code) {
  static const char *const FACTS[] = {"minutes", "questions", "lix", "lix-question"};
  for (size_t i = 0; i < COUNT_OF(FACTS); i++)
    if (strcmp(code, FACTS[i]) == 0) return true;
  return strncmp(code, "privacy-", strlen("privacy-")) == 0;
}

/* No advice without a form that has its flaw, and one that nearly has it. */
static void test_every_code_has_its_cases(void **state) {
  (void)state;
  size_t count;
  const char *const *codes = lint_codes(&count);
  for (size_t i = 0; i < count; i++) {
    if (!has_case(codes[i], true)) fail_msg("no form has the flaw %s", codes[i]);
    if (!is_fact(codes[i]) && !has_case(codes[i], false)) fail_msg("no form nearly has the flaw %s", codes[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_flaw_is_told_and_its_like_is_not),
      cmocka_unit_test(test_every_code_has_its_cases),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
