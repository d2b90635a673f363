/* A form as an XLSForm workbook: every cell where the others look for it, and the same form when it is read back. */
#include "kioskctl/program.h"

#include <string.h>
#include <unistd.h>

#include "form/dump.h"
#include "parts.h"

static Said export_form(Fixture *fixture, const char *form, const char *out) {
  const char *args[] = {"export-form", form, "--out", fixture_path(fixture, out), NULL};
  return program_run(fixture, args, NULL);
}

static const char *export_dump(Fixture *fixture, const char *form) {
  Said said = export_form(fixture, form, "form.xlsx");
  if (said.code != 0) fail_msg("%s", said.err);
  assert_string_equal(said.err, "");
  return workbook_read_dump(fixture->arena, fixture_read_file(fixture, "form.xlsx")).ptr;
}

static const char survey[] =
    "survey: A1=type B1=name C1=label::Norsk (nb) D1=label::Nynorsk (nn) E1=label::English (en) F1=label::Українська (uk) "
    "G1=label::العربية (ar) H1=hint::Norsk (nb) I1=hint::Nynorsk (nn) J1=hint::English (en) K1=hint::Українська (uk) "
    "L1=hint::العربية (ar) M1=required N1=required_message::Norsk (nb) O1=required_message::Nynorsk (nn) "
    "P1=required_message::English (en) Q1=required_message::Українська (uk) R1=required_message::العربية (ar) S1=relevant "
    "T1=constraint U1=constraint_message::Norsk (nb) V1=constraint_message::Nynorsk (nn) W1=constraint_message::English (en) "
    "X1=constraint_message::Українська (uk) Y1=constraint_message::العربية (ar) Z1=calculation AA1=default AB1=read_only "
    "AC1=appearance AD1=choice_filter AE1=parameters AF1=repeat_count AG1=media::image "
    "A2=hidden B2=rom AA2=007 "
    "A3=begin_group B3=sted C3=Hvor D3=Kvar E3=Where F3=Де G3=أين S3=true() AC3=field-list "
    "A4=select_one fylke B4=fylke C4=Hvilket fylke? D4=Kva fylke? E4=Which county? F4=Який округ? G4=أي مقاطعة؟ M4=yes "
    "N4=Velg ett O4=Vel eitt P4=Choose one Q4=Виберіть один R4=اختر واحدة "
    "A5=select_one kommune B5=kommune C5=Hvilken kommune? D5=Kva kommune? E5=Which municipality? F5=Яка громада? "
    "G5=أي بلدية؟ AD5=fylke = ${fylke} or folketall > 1000000 AG5=kart.png "
    "A6=end_group B6=sted "
    "A7=begin_repeat B7=barn C7=Barn D7=Barn E7=Child F7=Дитина G7=طفل AF7=2 "
    "A8=integer B8=alder C8=Alder på barn?\nI hele år D8=Alder? E8=Age? F8=Вік? G8=العمر؟ T8=. >= 0 and . <= 120 "
    "U8=0 til 120 V8=0 til 120 W8=0 to 120 X8=від 0 до 120 Y8=من 0 إلى 120 "
    "A9=note B9=hei C9=${alder} år D9=${alder} år E9=${alder} years F9=${alder} років G9=${alder} سنة AB9=yes "
    "A10=end_repeat B10=barn "
    "A11=calculate B11=sum Z11=sum(${alder}) "
    "A12=range B12=hvor C12=Hvor mye? D12=Kor mykje? E12=How much? F12=Скільки? G12=كم؟ H12=0 er minst I12=0 er minst "
    "J12=0 is least K12=0 найменше L12=0 هو الأقل AA12=5 AE12=start=0 end=10 step=1\n";

static const char choices[] =
    "choices: A1=list_name B1=name C1=label::Norsk (nb) D1=label::Nynorsk (nn) E1=label::English (en) F1=label::Українська (uk) "
    "G1=label::العربية (ar) H1=code I1=missing J1=media::image K1=fylke L1=folketall "
    "A2=fylke B2=vestland C2=Vestland H2=46 "
    "A3=fylke B3=oslo C3=Oslo H3=3 "
    "A4=kommune B4=0301 C4=Oslo D4=Oslo E4=Oslo F4=Осло G4=أوسلو J4=oslo.png K4=oslo "
    "A5=kommune B5=4601 C5=Bergen D5=Bergen E5=Bergen F5=Берген G5=بيرغن K5=vestland L5=291940 "
    "A6=kommune B6=vet_ikke C6=? D6=? E6=? F6=? G6=? H6=98 I6=yes K6=oslo\n";

static const char rest[] =
    "settings: A1=form_title B1=form_id C1=version D1=default_language A2=Mye B2=many C2=2026112201 D2=Norsk (nb)\n"
    "kiosk: A1=key B1=value C1=value::Norsk (nb) D1=value::Nynorsk (nn) E1=value::English (en) F1=value::Українська (uk) "
    "G1=value::العربية (ar) "
    "A2=settings.form_title C2=Mye D2=Mykje E2=Much F2=Багато G2=كثير "
    "A3=languages.ar.direction B3=rtl "
    "A4=attract.invite C4=Kom D4=Kom E4=Come F4=Ходіть G4=تعال "
    "A5=attract.minutes B5=3 A6=idle.after B6=45 A7=idle.warn B7=30 A8=idle.outcome B8=discard A9=thanks.show B9=9 "
    "A10=privacy.mode B10=anonymous A11=privacy.min_group B11=6 A12=privacy.time B12=hour A13=retention.free_text B13=90 days "
    "A14=retention.responses B14=2027-01-31";

static void every_cell_is_where_xlsform_has_it(void **state) {
  Fixture *fixture = *state;
  Str wanted = arena_printf(fixture->arena, "%s%s%s", survey, choices, rest);
  assert_string_equal(export_dump(fixture, "tests/kioskctl/many.yaml"), wanted.ptr);
}

static void a_form_of_one_language_has_plain_columns_and_no_kiosk(void **state) {
  Fixture *fixture = *state;
  static const char FORM[] = "settings: {form_id: a, form_title: A, version: \"01\"}\n"
                             "survey:\n"
                             "  - {type: text, name: b, label: Hva?, hint: {nb: Kort}}\n"
                             "  - {type: note, name: c, label: \"=1+1 _x0041_ \\ttab\"}\n";
  fixture_write_file(fixture, "a.yaml", FORM, sizeof FORM - 1);
  assert_string_equal(export_dump(fixture, fixture_path(fixture, "a.yaml")),
                      "survey: A1=type B1=name C1=label D1=hint A2=text B2=b C2=Hva? D2=Kort A3=note B3=c C3==1+1 _x0041_ \ttab\n"
                      "choices: A1=list_name\n"
                      "settings: A1=form_title B1=form_id C1=version A2=A B2=a C2=01");
}

static void the_same_form_gives_the_same_bytes(void **state) {
  Fixture *fixture = *state;
  assert_int_equal(export_form(fixture, "forms/samling.yaml", "1.xlsx").code, 0);
  sleep(2); /* an archive keeps times to two seconds */
  assert_int_equal(export_form(fixture, "forms/samling.yaml", "2.xlsx").code, 0);
  assert_true(str_equal(fixture_read_file(fixture, "1.xlsx"), fixture_read_file(fixture, "2.xlsx")));
}

static Str line_around(Str text, size_t at) {
  size_t start = at, end = at;
  while (start > 0 && text.ptr[start - 1] != '\n')
    start--;
  while (end < text.len && text.ptr[end] != '\n')
    end++;
  return (Str){text.ptr + start, end - start};
}

/* Spreadsheets put no-break spaces where nobody typed one, so a workbook's are read as spaces. */
static Str dump_with_plain_spaces(Arena *arena, const Form *form) {
  Str dump = dump_form(arena, form);
  char *plain = arena_alloc(arena, dump.len + 1);
  size_t count = 0;
  for (size_t i = 0; i < dump.len; i++) {
    bool no_break = str_starts_with((Str){dump.ptr + i, dump.len - i}, STR("\xC2\xA0"));
    plain[count++] = no_break ? ' ' : dump.ptr[i];
    i += no_break;
  }
  return (Str){plain, count};
}

static void assert_same_model(Arena *arena, const char *name, const Form *before, const Form *after) {
  Str a = dump_with_plain_spaces(arena, before), b = dump_with_plain_spaces(arena, after);
  size_t at = 0;
  while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at])
    at++;
  if (at < a.len || at < b.len)
    fail_msg("%s: was \"" STR_FMT "\", is \"" STR_FMT "\"", name, STR_ARG(line_around(a, at)), STR_ARG(line_around(b, at)));
}

static void what_is_read_back_is_the_same_form(void **state) {
  static const char *const FORMS[] = {"forms/samling.yaml",         "forms/kandidat.yaml",        "tests/kioskctl/many.yaml",
                                      "tests/kioskctl/linked.yaml", "tests/play/forms/alle.yaml", "tests/form/files/sted.yaml"};
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
    Diags diags = diags_new(fixture->arena);
    const Form *before, *after;
    Err err = {0};
    Said said = export_form(fixture, FORMS[i], "form.xlsx");
    if (said.code != 0) fail_msg("%s", said.err);
    assert_int_equal(form_load(fixture->arena, FORMS[i], &diags, &before, &err), STATUS_OK);
    if (form_load(fixture->arena, fixture_path(fixture, "form.xlsx"), &diags, &after, &err) != STATUS_OK) {
      diags_print(&diags, stderr);
      fail_msg("%s", err.sentence);
    }
    assert_same_model(fixture->arena, FORMS[i], before, after);
  }
}

static void tables_lie_beside_the_workbook(void **state) {
  Fixture *fixture = *state;
  const char *out = fixture_path(fixture, "form.xlsx"), *yaml = fixture_path(fixture, "form.yaml");
  Said said = export_form(fixture, "tests/form/files/sted.yaml", "form.xlsx");
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, "kommuner.csv written beside it\n"));
  Str table = fixture_read_file(fixture, "kommuner.csv");
  assert_true(str_starts_with(table, STR("name;label;label::en;fylke;\"folk, i 1000\"\n301;Oslo;;Oslo;717,7\n")));
  assert_non_null(strstr(fixture_read_file(fixture, "etater.csv").ptr, "nr,navn\n"));

  said = program_run(fixture, (const char *const[]){"import", out, "--out", yaml, NULL}, NULL); /* and within the YAML */
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(fixture_read_file(fixture, "form.yaml").ptr, "files:\n  kommuner.csv: |-\n    name;label;"));

  said = export_form(fixture, yaml, "form.xlsx"); /* those that say the same are left alone */
  assert_int_equal(said.code, 0);
  assert_null(strstr(said.out, "beside it"));
  fixture_write_file(fixture, "etater.csv", "\xEF\xBB\xBFnr,navn\r\n1,X\r\n", 17);
  said = export_form(fixture, yaml, "other.xlsx");
  program_assert_error(&said, 2, "table-there", "etater.csv is not the file that the form asks for");
  assert_int_equal(fixture_file_count(fixture), 4);
}

static void wrong_words_and_forms_are_told(void **state) {
  Fixture *fixture = *state;
  const char *const none[] = {"export-form", "--out", "a.xlsx", NULL};
  const char *const two[] = {"export-form", "a.yaml", "b.yaml", "--out", "a.xlsx", NULL};
  const char *const nowhere[] = {"export-form", "forms/samling.yaml", NULL};
  const char *const standard[] = {"export-form", "forms/samling.yaml", "--out", "-", NULL};
  Said said = program_run(fixture, none, NULL);
  program_assert_error(&said, 2, "usage", "one form");
  said = program_run(fixture, two, NULL);
  program_assert_error(&said, 2, "usage", "one form");
  said = program_run(fixture, nowhere, NULL);
  program_assert_error(&said, 2, "option-missing", "--out");
  said = program_run(fixture, standard, NULL);
  program_assert_error(&said, 2, "out-path", "only be written to a file");
  said = export_form(fixture, "tests/form/bad/followup-url.yaml", "bad.xlsx");
  program_assert_error(&said, 1, "form-mistakes", "followup-url.yaml");
  assert_non_null(strstr(said.err, "error followup-url: "));
  said = export_form(fixture, "forms/samling.yaml", "no/such/folder.xlsx");
  program_assert_error(&said, 3, "out-path", "folder.xlsx");
  assert_int_equal(fixture_file_count(fixture), 0);
}

static void a_form_is_never_written_over_itself(void **state) {
  Fixture *fixture = *state;
  static const char FORM[] = "settings: {form_id: a, form_title: A, version: 1}\nsurvey: [{type: text, name: b, label: Hva?}]\n";
  fixture_write_file(fixture, "a.yaml", FORM, sizeof FORM - 1);
  Said said = export_form(fixture, fixture_path(fixture, "a.yaml"), "a.yaml");
  program_assert_error(&said, 2, "out-is-form", "a.yaml is the form itself");
  assert_true(str_is(fixture_read_file(fixture, "a.yaml"), FORM));
}

static void a_text_too_long_for_a_cell_is_told_and_nothing_is_written(void **state) {
  Fixture *fixture = *state;
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "settings: {form_id: a, form_title: A, version: 1}\nsurvey: [{type: text, name: b, label: ");
  for (size_t i = 0; i < 32768; i++)
    sink_z(&sink, "å");
  sink_z(&sink, "}]\n");
  fixture_write_file(fixture, "a.yaml", buffer.bytes, buffer.count);
  Said said = export_form(fixture, fixture_path(fixture, "a.yaml"), "a.xlsx");
  program_assert_error(&said, 1, "cell-too-long", "32,767");
  assert_int_equal(fixture_file_count(fixture), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_cell_is_where_xlsform_has_it, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_form_of_one_language_has_plain_columns_and_no_kiosk, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_same_form_gives_the_same_bytes, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_read_back_is_the_same_form, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(tables_lie_beside_the_workbook, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(wrong_words_and_forms_are_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_form_is_never_written_over_itself, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_text_too_long_for_a_cell_is_told_and_nothing_is_written, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
