/* The codebooks, on real databases: each is read by a program that is not ours, and they agree with each other and with the database. */
#include "export.h"
#include "store/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Str codebook_as(Fixture *fixture, Store *store, const char *form_id, CodebookFormat format, const char *language) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  Buffer warnings = buffer_new(fixture->arena);
  Sink warned = sink_to_buffer(&warnings);
  const ExportOptions options = {.form_id = str_from(form_id), .language = str_from(language), .warnings = &warned};
  Err err = {0};
  if (export_codebook(store, format, &options, &sink, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return buffer_view(&buffer);
}

/* Runs a command, which may say what is wrong. */
static void must_succeed(Fixture *fixture, const char *command) {
  const char *said = fixture_path(fixture, "said");
  const Str line = arena_printf(fixture->arena, "%s >%s 2>&1", command, said);
  if (system(line.ptr) == 0) return;
  fail_msg("%s\n" STR_FMT, command, STR_ARG(fixture_read_file(fixture, "said")));
}

static void all_agree(Fixture *fixture, Store *store, const char *form_id, const char *language) {
  for (CodebookFormat format = 0; format < CODEBOOK_FORMAT_COUNT; format++) {
    const Str book = codebook_as(fixture, store, form_id, format, language),
              again = codebook_as(fixture, store, form_id, format, language);
    const char *name = arena_printf(fixture->arena, "book.%s", codebook_endings[format]).ptr;
    assert_true(str_equal(book, again));
    assert_true(str_is_utf8(book));
    fixture_write_file(fixture, name, book.ptr, book.len);
  }
  must_succeed(fixture, arena_printf(fixture->arena, "xmllint --noout --relaxng tests/readers/ddi_codebook.rng %s",
                                     fixture_path(fixture, "book.xml"))
                            .ptr);
  must_succeed(fixture, arena_printf(fixture->arena, "/usr/bin/python3 -B tests/readers/codebook.py %s %s %s",
                                     fixture_path(fixture, "book"), fixture_path(fixture, "a.db"), form_id)
                            .ptr);
}

static void must_add(Store *store, const Form *form) {
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static void forms_that_ship(void **state) {
  static const struct {
    const char *file, *form_id;
  } forms[] = {{"forms/kandidat.yaml", "kandidat"}, {"forms/samling.yaml", "samling"}, {"tests/play/forms/alle.yaml", "alle"}};
  static const char *const languages[] = {"", "nn", "en", "uk", "ar"};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  for (size_t i = 0; i < COUNT_OF(forms); i++) {
    Diags diags = diags_new(fixture->arena);
    const Form *form;
    Err err = {0};
    assert_int_equal(form_load(fixture->arena, forms[i].file, &diags, &form, &err), STATUS_OK);
    must_add(store, form);
    for (size_t k = 0; k < COUNT_OF(languages); k++)
      all_agree(fixture, store, forms[i].form_id, languages[k]);
  }
  store_close(store);
}

/* What five versions did: a choice goes and comes back, a list is reordered, a condition changes, a question is asked only once, a
 * group and a language are new, an integer turns decimal, several choices turn to one. */
static const char *const five_versions[] = {
    "settings: {form_id: f, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n"
    "survey:\n"
    "  - {type: select_one bra, name: trivsel, label: Trives du?}\n"
    "  - {type: select_multiple tema, name: tema, label: Hva likte du?}\n"
    "  - {type: integer, name: alder, label: Antall år}\n"
    "  - {type: text, name: hvorfor, label: Hvorfor?, relevant: \"${trivsel} = 'nei'\"}\n"
    "choices:\n"
    "  bra: [{name: nei, label: Nei}, {name: ja, label: Ja}, {name: vet_ikke, label: Vet ikke, missing: true}]\n"
    "  tema: [{name: mat, label: Mat}, {name: prat, label: Prat}]\n",
    "settings: {form_id: f, version: '2', default_language: nb}\nlanguages: {nb: Norsk}\n"
    "survey:\n"
    "  - {type: select_multiple tema, name: tema, label: Hva likte du?}\n"
    "  - {type: select_one bra, name: trivsel, label: Trives du her?, appearance: likert}\n"
    "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
    "choices:\n"
    "  bra: [{name: ja, label: Ja}, {name: litt, label: Litt}]\n"
    "  tema: [{name: prat, label: Prat}, {name: buss, label: Bussturen}]\n",
    "settings: {form_id: f, version: '3', default_language: nb}\nlanguages: {nb: Norsk, en: English}\n"
    "survey:\n"
    "  - {type: select_one bra, name: trivsel, label: {nb: Trives du her?, en: Do you like it here?}}\n"
    "  - {type: decimal, name: alder, label: {nb: Alder, en: Age}, constraint: '. > 0'}\n"
    "  - {type: date, name: dato, label: {nb: Når?, en: When?}}\n"
    "choices:\n"
    "  bra: [{name: vet_ikke, label: {nb: Veit ikkje, en: Don't know}, missing: true}, {name: nei, label: {nb: Nei, en: 'No'}}]\n",
    "settings: {form_id: f, version: '4', default_language: nb}\nlanguages: {nb: Norsk}\n"
    "survey:\n"
    "  - {type: select_one bra, name: trivsel, label: Trives du her?}\n"
    "  - {type: select_one tema, name: tema, label: Hva likte du best?}\n"
    "  - type: repeat\n    name: barn\n    label: Barn\n    questions:\n"
    "      - {type: select_one bra, name: trives, label: Trives barnet?}\n"
    "      - {type: rank tema, name: rekke, label: Rekkefølge}\n"
    "choices:\n"
    "  bra: [{name: nei, label: Nei}, {name: ja, label: Ja}]\n"
    "  tema: [{name: buss, label: Buss}, {name: mat, label: Mat}]\n",
    "settings: {form_id: f, version: '10', default_language: nb}\nlanguages: {nb: Norsk}\n"
    "survey:\n"
    "  - type: group\n    name: mer\n    label: Mer om deg\n    relevant: \"${trivsel} != 'ja'\"\n    questions:\n"
    "      - {type: text, name: hva, label: Hva?, hint: Ett ord, relevant: \"${trivsel} != 'litt'\"}\n"
    "  - {type: select_one bra, name: trivsel, label: Trives du her?}\n"
    "  - {type: text, name: hvorfor, label: Hvorfor?, relevant: \"${trivsel} = 'nei'\"}\n"
    "  - {type: calculate, name: sum, calculation: '1 + 1'}\n"
    "choices:\n"
    "  bra: [{name: nei, label: Nei}, {name: ja, label: 'Ja, godt'}, {name: vet_ikke, label: Vet ikke, missing: true}]\n",
};

static Store *open_five_versions(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  for (size_t i = 0; i < COUNT_OF(five_versions); i++)
    must_add(store, fixture_form(fixture, five_versions[i]));
  return store;
}

static void must_say(Str book, const char *want) {
  if (!strstr(book.ptr, want)) fail_msg("it does not say\n%s\nbut\n" STR_FMT, want, STR_ARG(book));
}

static void five_versions_of_a_form(void **state) {
  Fixture *fixture = *state;
  Store *store = open_five_versions(fixture);
  all_agree(fixture, store, "f", "");
  all_agree(fixture, store, "f", "en");
  const Str book = codebook_as(fixture, store, "f", CODEBOOK_MARKDOWN, "nb");
  must_say(book, "- Versjoner: `1`, `2`, `3`, `4`, `10` (eldste først)\n");
  must_say(book, "### `trivsel`\n\n**Trives du her?**\n\n- Type: ett valg (");
  must_say(book, "| Kode | Navn       | Etikett  | Manglende  | Versjoner   |\n"
                 "|-----:|------------|----------|------------|-------------|\n"
                 "|    1 | `nei`      | Nei      |            | 1, 3, 4, 10 |\n"
                 "|    2 | `ja`       | Ja, godt |            | 1, 2, 4, 10 |\n"
                 "|    3 | `vet_ikke` | Vet ikke | Stata `.c` | 1, 3, 10    |\n"
                 "|    4 | `litt`     | Litt     |            | 2           |\n");
  must_say(book, "- Spurt når: `${trivsel} = 'nei'` (1, 10); alltid (2)\n");
  must_say(book, "- Spurt når: `(${trivsel} != 'ja') and (${trivsel} != 'litt')`\n");
  must_say(book, "- Gruppe: Mer om deg\n");
  must_say(book, "- Regnet ut som: `1 + 1`\n");
  must_say(book, "- Gyldige svar: `. > 0`\n");
  must_say(book, "## Gjentakelse: `barn`\n");
  must_say(book, "### `barn`\n\n**Barn (antall)**\n\n- Type: heltall (skalanivå)\n- Versjoner: 4\n");
  must_say(book, "- Type: tall (skalanivå)\n- Type etter versjon: heltall (1); tall (3)\n");
  must_say(book, "- Type: tekst\n- Type etter versjon: flere valg, navnene skilt med mellomrom (1, 2); ett valg (4)\n");
  must_say(book, "- Navn i SPSS og Stata: som kolonnen der ikke noe annet står\n");
  must_say(book, "| `tema/mat`  | `tema_mat`           | Mat");
  must_say(codebook_as(fixture, store, "f", CODEBOOK_DDI, "nb"), "<notes type=\"kinds\">whole number (1); number (3)</notes>");
  store_close(store);
}

/* Without its line breaks and the spaces behind them. */
static Str in_one_line(Fixture *fixture, Str xml) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (Str line; xml.len > 0; sink_str(&sink, str_trim(line))) {
    const char *end = memchr(xml.ptr, '\n', xml.len);
    line = (Str){xml.ptr, end ? (size_t)(end - xml.ptr) + 1 : xml.len};
    xml = (Str){xml.ptr + line.len, xml.len - line.len};
  }
  return buffer_view(&buffer);
}

/* What nobody translated was shown in the default language: without it five columns would have one label. What nobody is asked is no
 * question, and has a name where it has no words. */
static void what_is_not_translated_or_not_asked(void **state) {
  static const char form[] =
      "settings: {form_id: u, version: '1', default_language: nb}\nlanguages: {nb: Norsk, uk: Українська, en: English}\n"
      "survey:\n"
      "  - {type: select_multiple tema, name: tema, label: {nb: Hvilke temaer?, uk: Які теми?}}\n"
      "  - {type: select_one tema, name: best, label: {nb: Det beste?, uk: Найкраще?}}\n"
      "  - {type: acknowledge, name: samtykke, label: {nb: Jeg sier ja, uk: Так}}\n"
      "  - {type: calculate, name: sum, calculation: '1 + 1'}\n"
      "  - type: repeat\n    name: barn\n    label: {nb: Barn, uk: Дитина}\n    questions:\n"
      "      - {type: text, name: navn, label: Navn}\n"
      "      - type: repeat\n        name: klubb\n        questions:\n          - {type: integer, name: timer, label: Timer}\n"
      "choices:\n  tema: [{name: mat, label: {nb: Mat, en: Food}}, {name: prat, label: Prat}]\n";
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  must_add(store, fixture_form(fixture, form));
  all_agree(fixture, store, "u", "nb");
  all_agree(fixture, store, "u", "uk");
  const Str ddi = in_one_line(fixture, codebook_as(fixture, store, "u", CODEBOOK_DDI, "nb"));
  must_say(ddi, "<labl xml:lang=\"nb\">Mat – Hvilke temaer?</labl><labl xml:lang=\"uk\">Mat – Які теми?</labl>"
                "<labl xml:lang=\"en\">Food – Hvilke temaer?</labl><qstn");
  must_say(ddi, "<labl xml:lang=\"nb\">Prat – Hvilke temaer?</labl><labl xml:lang=\"uk\">Prat – Які теми?</labl><qstn");
  must_say(ddi, "<catValu>2</catValu><labl xml:lang=\"nb\">Prat</labl><labl xml:lang=\"uk\">Prat</labl><txt");
  must_say(ddi, "<txt level=\"csv\">OK</txt><txt level=\"jsonl\">true</txt>");
  must_say(ddi, "representationType=\"numeric\"><labl>sum</labl><invalrng>");
  must_say(ddi, "<labl xml:lang=\"nb\">Barn (antall)</labl><labl xml:lang=\"uk\">Дитина (кількість)</labl><verStmt>");
  must_say(ddi, "<labl xml:lang=\"nb\">Antall gjentakelser</labl>");
  must_say(ddi, "<fileName>u-barn_klubb</fileName>");
  must_say(ddi, "<notes type=\"join\">Each row belongs to the row of F2 that has the same response and barn_position.</notes>");
  must_say(ddi, "<invalrng><item VALUE=\"#skipped\"/></invalrng>");
  must_say(codebook_as(fixture, store, "u", CODEBOOK_MARKDOWN, "nb"),
           "- Type: bekreftet: OK i csv, true i jsonl, 1 i de andre (nominalnivå)\n");
  store_close(store);
}

/* Labels, names and conditions that would end or begin something in one of the formats. */
static void hostile_texts(void **state) {
  static const char form[] =
      "settings: {form_id: h, version: '1 | <b>', form_title: '# ]]> \"Tittel\" & co', default_language: nb}\n"
      "languages: {nb: 'N | <i>', ar: {name: العربية, direction: rtl}}\n"
      "survey:\n"
      "  - {type: select_one liste, name: en, label: \"a | b ]]> <script>alert('1')</script> &amp; ${to} `x` *y* _z_ [l](u) \\\\ "
      "~~ #\"}\n"
      "  - {type: select_multiple liste, name: to, label: {nb: \"linje 1\\n# linje 2\\n\\n- linje 3\\t\\r!\", ar: \"واحد | "
      "اثنان\"}}\n"
      "  - {type: text, name: tre, label: \"\\u202Esnudd\\u202C \\u2066x \\u200Fy\\uFFFE\\u0001 \\U0001F600\", "
      "relevant: \"${en} != '|`]]>&lt;\\\"'\"}\n"
      "  - {type: text, name: fem, label: '1. **', hint: \"<!-- |\\n```\"}\n"
      "choices:\n"
      "  liste:\n"
      "    - {name: 'a|b', label: \"|\", missing: true}\n"
      "    - {name: 'x`y``z', label: \"\\\\|`\"}\n"
      "    - {name: '<&>', label: {nb: \"\\u202E\\n|\\n\", ar: \"نعم | لا\"}}\n"
      "    - {name: '--', label: '---'}\n"
      "    - {name: 'x\\|y', label: 'x\\|y\\'}\n"
      "    - {name: '`', label: '`'}\n";
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  must_add(store, fixture_form(fixture, form));
  all_agree(fixture, store, "h", "nb");
  all_agree(fixture, store, "h", "ar");
  const Str book = codebook_as(fixture, store, "h", CODEBOOK_MARKDOWN, "nb");
  assert_null(strstr(book.ptr, "\xE2\x80\xAE")); /* U+202E, which would turn the rest of its line */
  assert_null(strchr(book.ptr, '\r'));
  store_close(store);
}

/* SPSS takes three missing values, or a range and one; Stata's extended ones end with .z: the codebook says whom it concerns. */
static void more_missing_choices_than_there_is_room_for(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Buffer yaml = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&yaml);
  sink_z(&sink, "settings: {form_id: m, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n"
                "survey: [{type: select_one liste, name: q, label: Q}]\nchoices:\n  liste:\n");
  for (int i = 0; i < 60; i++)
    sink_printf(&sink, "    - {name: n%d, label: N%d, missing: %s}\n", i, i, i % 2 ? "true" : "false");
  must_add(store, fixture_form(fixture, buffer_view(&yaml).ptr));
  all_agree(fixture, store, "m", "nb");
  const Str book = codebook_as(fixture, store, "m", CODEBOOK_MARKDOWN, "nb");
  must_say(book, "| `n1`  | N1      | Stata `.c`                      |\n");
  must_say(book, "| `n5`  | N5      | Stata `.e`, ikke erklært i SPSS |\n");
  must_say(book, "| `n59` | N59     | Ja, ikke erklært i SPSS         |\n");
  store_close(store);
}

static void responses_leave_no_trace(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  must_add(store, form);
  Str before[CODEBOOK_FORMAT_COUNT];
  for (CodebookFormat format = 0; format < CODEBOOK_FORMAT_COUNT; format++)
    before[format] = codebook_as(fixture, store, "", format, "");
  const Response visit = fixture_response(fixture, store, form, "{\"antall\":7,\"hvorfor\":\"hemmelig\"}");
  fixture_put(store, &visit);
  for (CodebookFormat format = 0; format < CODEBOOK_FORMAT_COUNT; format++)
    assert_true(str_equal(before[format], codebook_as(fixture, store, "", format, "")));
  store_close(store);
}

static void a_version_that_cannot_be_read_is_named(void **state) {
  Fixture *fixture = *state;
  Store *store = open_five_versions(fixture);
  fixture_query(fixture, "a.db", "INSERT INTO form_version VALUES ('f', '11', 'survey: [{type: hologram, name: h}]')");
  all_agree(fixture, store, "f", "nb");
  must_say(codebook_as(fixture, store, "f", CODEBOOK_MARKDOWN, "nb"),
           "`10`, `11` (kan ikke leses av dette programmet) (eldste først)\n");
  must_say(codebook_as(fixture, store, "f", CODEBOOK_JSON, "nb"), "\"version\": \"11\",\n      \"readable\": false");
  store_close(store);
}

/* An analyst who misses them in the data is told why. */
static void what_was_asked_for_a_code_is_named(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  must_add(store, fixture_form(fixture, "settings: {form_id: f, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"
                                        "kiosk: {privacy: {mode: linked}, retention: {responses: 90 days}}\nsurvey:\n"
                                        "  - type: group\n    name: kode\n    link_code: yes\n    questions:\n"
                                        "      - {type: integer, name: hus, label: H, required: true}\n"
                                        "      - {type: integer, name: sosken, label: S, required: true}\n"
                                        "  - {type: integer, name: antall, label: A}\n"));
  must_say(codebook_as(fixture, store, "f", CODEBOOK_MARKDOWN, "nb"), "`kode/hus`, `kode/sosken`. Disse svarene er ikke lagret.");
  must_say(codebook_as(fixture, store, "f", CODEBOOK_JSON, "nb"), "\"code_elements\": [\"kode/hus\", \"kode/sosken\"]");
  must_say(codebook_as(fixture, store, "f", CODEBOOK_DDI, "nb"), "kode/hus, kode/sosken. Disse svarene er ikke lagret.");
  all_agree(fixture, store, "f", "nb");
  store_close(store);
}

/* A new version adds; what was said of columns before is what a file of then has. */
static void a_new_version_renames_no_column_and_no_code(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  for (size_t i = 0; i < COUNT_OF(five_versions); i++) {
    must_add(store, fixture_form(fixture, five_versions[i]));
    const Str book = codebook_as(fixture, store, "f", CODEBOOK_JSON, "");
    fixture_write_file(fixture, arena_printf(fixture->arena, "%zu.json", i).ptr, book.ptr, book.len);
    if (i == 0) continue;
    must_succeed(fixture, arena_printf(fixture->arena, "/usr/bin/python3 -B tests/readers/codebook_stays.py %s %s",
                                       fixture_path(fixture, arena_printf(fixture->arena, "%zu.json", i - 1).ptr),
                                       fixture_path(fixture, arena_printf(fixture->arena, "%zu.json", i).ptr))
                              .ptr);
  }
  store_close(store);
}

static bool refuse(void *context, const char *bytes, size_t count) {
  (void)context, (void)bytes, (void)count;
  return false;
}

static void a_sink_that_fails_is_said(void **state) {
  Fixture *fixture = *state;
  Store *store = open_five_versions(fixture);
  for (CodebookFormat format = 0; format < CODEBOOK_FORMAT_COUNT; format++) {
    const ExportOptions options = {0};
    Sink sink = {.write = refuse};
    Err err = {0};
    assert_int_equal(export_codebook(store, format, &options, &sink, &err), STATUS_WORLD);
    assert_string_equal(err.code, "export-write");
  }
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(forms_that_ship, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(five_versions_of_a_form, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_not_translated_or_not_asked, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(hostile_texts, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(more_missing_choices_than_there_is_room_for, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(responses_leave_no_trace, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_was_asked_for_a_code_is_named, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_version_that_cannot_be_read_is_named, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_new_version_renames_no_column_and_no_code, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_sink_that_fails_is_said, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
