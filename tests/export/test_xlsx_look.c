/* How a workbook's sheets look, read in the XML that Excel reads: room, paper, direction, and what is printed on every page. */
#include "store/fixture.h"
#include "xlsx_book.h"
#include "xlsx_heading.h"

#include <string.h>

#include <zip.h>

typedef struct Look {
  const char *title;
  XlsxUse use;
  double width; /* of each of two columns */
  bool right_to_left;
} Look;

/* The sheet's XML, with a row of text in its first column. */
static const char *sheet_xml(Fixture *fixture, const Look *look, const char *text) {
  const XlsxColumn columns[] = {{STR("ord"), look->width, true}, {STR("tall"), look->width, false}};
  const XlsxBookOptions options = {.folder = fixture->folder, .title = str_from(look->title), .right_to_left = look->right_to_left};
  Buffer buffer = buffer_new(fixture->arena);
  Sink out = sink_to_buffer(&buffer);
  Err err = {0};
  XlsxBook *book;
  assert_int_equal(xlsx_book_new(fixture->arena, &xlsx_limits, &options, &book, &err), STATUS_OK);
  XlsxSheet *sheet = xlsx_sheet_new(book, look->use, STR("ark"), columns, COUNT_OF(columns));
  xlsx_sheet_begin_row(sheet);
  xlsx_sheet_text(sheet, 0, str_from(text), look->use == XLSX_FOR_READING ? XLSX_FACT : XLSX_PLAIN);
  xlsx_sheet_end(sheet);
  assert_int_equal(xlsx_book_finish(book, &out, &err), STATUS_OK);

  static char xml[64 * 1024];
  zip_error_t error;
  zip_t *zip = zip_open_from_source(zip_source_buffer_create(buffer.bytes, buffer.count, 0, &error), ZIP_RDONLY, &error);
  assert_non_null(zip);
  zip_file_t *file = zip_fopen(zip, "xl/worksheets/sheet1.xml", 0);
  const zip_int64_t count = zip_fread(file, xml, sizeof xml - 1);
  assert_in_range(count, 1, sizeof xml - 2);
  xml[count] = '\0';
  zip_fclose(file);
  zip_discard(zip);
  return xml;
}

static void a_sheet_says_how_it_is_shown_and_printed(void **state) {
  static const struct {
    Look look;
    const char *has, *has_not;
  } cases[] = {
      {{"Tittel", XLSX_FOR_DATA, 20, false}, "orientation=\"landscape\"", "rightToLeft"},
      {{"Tittel", XLSX_FOR_DATA, 20, false},
       "fitToHeight=\"0\"",
       "fitToWidth"}, /* one page wide is what is meant when it is not said */
      {{"Tittel", XLSX_FOR_DATA, 110, false}, "fitToHeight=\"0\"", "fitToWidth"},
      {{"Tittel", XLSX_FOR_DATA, 111, false}, "fitToWidth=\"2\"", NULL},
      {{"Tittel", XLSX_FOR_READING, 111, false}, "fitToHeight=\"0\"", "fitToWidth"},
      {{"Tittel", XLSX_FOR_DATA, 20, false}, "gridLines=\"1\"", "showGridLines=\"0\""},
      {{"Tittel", XLSX_FOR_READING, 20, false}, "showGridLines=\"0\"", "gridLines=\"1\""},
      {{"Tittel", XLSX_FOR_DATA, 20, false}, "<oddHeader>&amp;LTittel<", NULL},
      {{"Mat & drikke", XLSX_FOR_DATA, 20, false}, "<oddHeader>&amp;LMat &amp;&amp; drikke<", NULL},
      {{"Tittel", XLSX_FOR_DATA, 20, false}, "<oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N<", NULL},
      {{"Tittel", XLSX_FOR_DATA, 20, true}, "rightToLeft=\"1\"", NULL},
      {{"Tittel", XLSX_FOR_DATA, 20, true}, "<oddHeader>&amp;RTittel<", NULL},
  };
  Fixture *fixture = *state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *xml = sheet_xml(fixture, &cases[i].look, "ord");
    if (strstr(xml, cases[i].has) == NULL) fail_msg("%zu: no %s in %s", i, cases[i].has, xml);
    if (cases[i].has_not != NULL && strstr(xml, cases[i].has_not) != NULL) fail_msg("%zu: %s in %s", i, cases[i].has_not, xml);
  }
}

static void a_title_is_no_longer_than_excel_prints(void **state) {
  Fixture *fixture = *state;
  char title[1000];
  memset(title, '&', sizeof title);
  title[sizeof title - 1] = '\0';
  const char *xml = sheet_xml(fixture, &(Look){title, XLSX_FOR_DATA, 20, false}, "ord");
  assert_non_null(strstr(xml, "<oddHeader>&amp;L&amp;&amp;"));
}

static void only_what_is_for_reading_stands_on_several_lines(void **state) {
  static const char long_text[] = "en tekst som er lengre enn kolonnen den står i";
  Fixture *fixture = *state;
  assert_non_null(strstr(sheet_xml(fixture, &(Look){"", XLSX_FOR_READING, 20, false}, long_text), "<row r=\"2\" ht=\"45\""));
  assert_null(strstr(sheet_xml(fixture, &(Look){"", XLSX_FOR_READING, 20, false}, "kort"), "<row r=\"2\" ht"));
  assert_null(strstr(sheet_xml(fixture, &(Look){"", XLSX_FOR_DATA, 20, false}, long_text), "<row r=\"2\" ht"));
}

static void headings_have_the_room_they_need(void **state) {
  static const struct {
    const char *heading;
    double cells, width;
    int lines;
  } cases[] = {
      {"id", 8, 8, 1},
      {"id", 20, 20, 1},
      {"anbefaling", 8, 13, 1},
      {"Hvor ofte lytter mentoren til deg?", 8, 11.5, 4},
      {"Hva er det viktigste vi kan gjøre bedre?", 32, 32, 2},
      {"et_ord_uten_noe_sted_å_brekke_det_men_langt_er_det", 8, 28, 2},
      {"", 8, 8, 1},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const double width = xlsx_heading_width(str_from(cases[i].heading), cases[i].cells);
    if (width != cases[i].width) fail_msg("%s: %g wide", cases[i].heading, width);
    assert_int_equal(xlsx_heading_lines(str_from(cases[i].heading), width), cases[i].lines);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_sheet_says_how_it_is_shown_and_printed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_title_is_no_longer_than_excel_prints, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(only_what_is_for_reading_stands_on_several_lines, fixture_setup, fixture_teardown),
      cmocka_unit_test(headings_have_the_room_they_need),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
