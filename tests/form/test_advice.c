/* What the author of a workbook is told: in the words of a spreadsheet, at the cell in question, and not a hundred times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "form.h"
#include "sheets.h"
#include "tree_form.h"
#include "workbook_tree.h"

#define SETTINGS "== settings\nform_id | version\nt | 1\n"

static const Form *read_sheets(Arena *arena, const char *sheets, Diags *diags) {
  *diags = diags_new(arena);
  Workbook workbook = sheets_workbook(arena, str_from(sheets));
  WorkbookTree tree;
  if (!workbook_tree_of(arena, &workbook, "folder/my form.v2.xlsx", diags, &tree)) return NULL;
  return tree_form(arena, tree.read, "folder/my form.v2.xlsx", diags);
}

static Str say(Arena *arena, const Diag *diag) {
  char column = (char)('A' + diag->place.column - 1);
  return arena_printf(arena, "%s!%c%d %s: " STR_FMT "; " STR_FMT, diag->place.sheet, column, diag->place.line, diag->code,
                      STR_ARG(diag->what), STR_ARG(diag->remedy));
}

typedef struct Advice {
  const char *sheets, *said; /* of the only message; NULL: nothing is said */
} Advice;

static const Advice ADVICE[] = {
    {"== survey\ntype | name | label | required | relevant\ninteger | a | A | yes |\nnote | b | B | yes | ${a} > 3\n" SETTINGS,
     "survey!D3 required-not-possible: a note takes no answer; visitors go on past this one, which other programs do not let them; "
     "give the answers that it complains of a constraint, which holds visitors until they are mended"},
    {"== survey\ntype | name | label | required\ninteger | a | A | yes\nnote | b | B | yes\n" SETTINGS, NULL},
    {"== survey\ntype | name | label\ntext | a | A\n== settings\nform_id\nt\n",
     "settings!A1 missing-version: the form has no version; write 2026112101 or the like into the column version of the sheet "
     "settings, and raise it with every change, so that the answers can be told apart"},
    {"== survey\ntype | name | label\ntext | a | A\n== settings\nversion\n1\n",
     "settings!A1 missing-key: the form has no form_id; its answers are filed under its file's name, my_form.v2; write a name that "
     "stays into the column form_id of the sheet settings"},
    {SETTINGS "== survey\ntype | name | label\ntext | | A\n",
     "survey!A2 name-missing: this question has no name; write a short word into its column name; the answers are stored under it"},
    {SETTINGS "== survey\ntype | name | label\ntext | a |\n", "survey!A2 missing-label: this question has no label, and visitors "
                                                              "see its hint or its name; write what to ask into its column "
                                                              "label"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\ncalculate | c |\n",
     "survey!A3 calculation-missing: this calculate works nothing out; write an expression into its column calculation, or remove "
     "the row"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\nselect_one yesno | b | B\n",
     "survey!A3 unknown-list: choices has no list \"yesno\"; write its choices into the sheet choices, with yesno in their column "
     "list_name"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\nselect_one | b | B\n",
     "survey!A3 list-missing: select_one does not say which choices it offers; write select_one LIST, with the name of a list of "
     "the sheet choices"},
    {SETTINGS "== survey\ntype | name | label\nselect_one l | a | A\n== choices\nlist_name | name | label\nl | x | X\nl | | Y\n",
     "choices!A3 name-missing: this choice has no name; write a short word into its column name; without one it is not offered"},
    {SETTINGS "== survey\ntype | name | label\nselect_one l | a | A\n== choices\nlist_name | name | label\nl | x |\n",
     "choices!A2 missing-label: this choice has no label, and visitors see its name; write its text into the column label"},
    {SETTINGS "== survey\ntype | name | label | count\nbegin_group | g | G | 2\ntext | a | A |\nend_group | | |\n",
     "survey!D2 key-without-effect: a group is asked once, and repeat_count means nothing; make its type begin_repeat, or empty "
     "the "
     "cell"},
    {SETTINGS "== survey\ntype | name | label\nnote | a | A\n",
     "survey!A1 no-question: the form has no question that takes an answer; add a row to the sheet survey"},
    {SETTINGS "== survey\ntype | name | label\n | a | A\ntext | b | B\n",
     "survey!B2 missing-key: this question has no type; write note, select_one LIST, select_multiple LIST, integer, text or "
     "another "
     "type into its column type"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\nimage | b | B\n",
     "survey!A3 not-asked: a kiosk does not ask for a photo; the question is passed over; write signature or draw into its column "
     "appearance where it is made with a finger; else ask it elsewhere"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n== kiosk\nkey | value\nidle.warn | 5\n",
     "kiosk!B2 idle-warn: 5 seconds are too few to find and press \"I am still here\"; give idle.warn the value 20 or more, which "
     "WCAG "
     "2.2.1 asks for"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n== kiosk\nkey | value\nprivacy.time | exact\n",
     "kiosk!B2 privacy-time: exact times tell who was here when, so these answers are not anonymous; give privacy.time the value "
     "day or "
     "hour, or privacy.mode the value linked"},
    {SETTINGS "== survey\ntype | name | label | appearance\ntext | a | A |\nimage | b | B | signature\n",
     "survey!D3 privacy-signature: whoever signs can be known by it, so these answers are not anonymous; give privacy.mode in the "
     "sheet kiosk the value linked, or leave the signature out"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n== kiosk\nkey | value\nfollowup.link | none\n",
     "kiosk!B2 missing-key: the followup leads nowhere; write a row followup.form with the form_id of one that our own server has, "
     "or followup.url with an address; or remove the rows that begin with followup"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n== kiosk\nkey | value\nfollowup.form | more\nfollowup.link | token\n",
     "kiosk!B3 privacy-linked: a token joins the follow-up with this visit's answers, so that they are not anonymous; give "
     "followup.link the value none, or privacy.mode the value linked"},
    {SETTINGS "== survey\ntype | name | label | required | link_code\nbegin_group | g | G | | Yes\n"
              "integer | a | A | yes |\nend_group\n"
              "== kiosk\nkey | value\nprivacy.mode | linked\nretention.responses | 90\n",
     "survey!E2 link-code-count: a code of fewer than two elements tells nobody apart, and one slip loses it; ask for 2 to 12 "
     "harmless "
     "things that stay as they are; four to six are usual"},
    {SETTINGS "== survey\ntype | name | label | required | link_code\nbegin_group | g | G | | yes\n"
              "integer | a | A | yes |\ninteger | b | B | |\nend_group\n"
              "== kiosk\nkey | value\nprivacy.mode | linked\nretention.responses | 90\n",
     "survey!B4 link-code-passed-over: who passes over b gives no code, and cannot be found again in the follow-up; write yes into "
     "its column required; who wants no code can be asked first, in the column relevant of the group"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n== kiosk\nkey | value\nphone.from | 31. januar\nphone.here | No\n",
     "kiosk!B2 phone-value: \"31. januar\" does not say from when the form can be answered on phones; write a day, such as "
     "2027-01-31; or so many days after the visit whose code leads here, such as 90 days"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n== kiosk\nkey | value\nfollowup.url | https://example.org/?t={token}\n"
              "privacy.mode | linked\nretention.responses | 90\n",
     "kiosk!B2 followup-link: the url has a {token}, and link is not token; give followup.link the value token, or take {token} "
     "out of "
     "the url"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n== kiosk\nkey | value\nprivacy.mode | linked\n",
     "kiosk!B2 retention-missing: these answers can be linked to who gave them, and nothing says when they are deleted; write rows "
     "retention.free_text and retention.responses with the values 90 days and 365 days, or what those who answer are told, into "
     "the "
     "sheet kiosk"},
    {SETTINGS "== survey\ntype | name | label\ntext | a | A\n"
              "== kiosk\nkey | value\nretention.free_text | 91\nretention.responses | 90 days\n",
     "kiosk!B2 retention-order: free text would be kept longer than the responses it belongs to; make retention.free_text the same "
     "as retention.responses or shorter, or leave it out: it is deleted with its response"},
    /* Usual in forms made for other programs, and without harm: */
    {SETTINGS "== survey\ntype | name | label | required\nnote | n | N | yes\ntext | a | A |\n", NULL},
    {SETTINGS "== survey\ntype | name | label | image\nselect_one l | a | | a.png\n"
              "== choices\nlist_name | name | label\nl | x | X\n",
     NULL},
    {SETTINGS "== survey\ntype | name | label | appearance\nbegin_group | g | G | field-list\nselect_one l | h | | label\n"
              "select_one l | a | A | list-nolabel\nend_group | | |\n== choices\nlist_name | name | label\nl | x | X\n",
     NULL},
};

static void test_a_workbook_is_advised_in_its_own_words(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(ADVICE); i++) {
    Arena *arena = arena_new(0);
    Diags diags;
    read_sheets(arena, ADVICE[i].sheets, &diags);
    if (diags.count != (ADVICE[i].said ? 1U : 0U)) {
      diags_print(&diags, stderr);
      fail_msg("%zu messages for\n%s", diags.count, ADVICE[i].sheets);
    }
    if (ADVICE[i].said) assert_string_equal(say(arena, &diags.items[0]).ptr, ADVICE[i].said);
    arena_free(arena);
  }
}

static void test_many_of_a_kind_are_a_dozen_and_a_number(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer sheets = buffer_new(arena);
  Sink sink = sink_to_buffer(&sheets);
  sink_z(&sink, SETTINGS "== survey\ntype | name | label\nselect_one l | a | A\n== choices\nlist_name | name | label\n");
  for (int i = 0; i < 150; i++)
    sink_printf(&sink, "l | place %d | Place\n", i);
  Diags diags;
  const Form *form = read_sheets(arena, buffer_view(&sheets).ptr, &diags);
  assert_non_null(form);
  assert_int_equal(form->lists[0].count, 150);
  assert_int_equal(diags.count, 13);
  bool told = false;
  for (size_t i = 0; i < diags.count; i++) {
    assert_string_equal(diags.items[i].code, "bad-name");
    told |= str_is(diags.items[i].what, "there are 138 more of this kind");
  }
  assert_true(told);
  arena_free(arena);
}

static void test_an_untitled_workbook_is_known_by_its_files_name(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags;
  const Form *form =
      read_sheets(arena, "== survey\ntype | name | label::Norsk (nb) | label::English (en)\ntext | a | A | A\n", &diags);
  assert_non_null(form);
  assert_string_equal(form->form_id.ptr, "my_form.v2");
  for (int language_ix = 0; language_ix < 2; language_ix++)
    assert_true(str_is(text_in(form, form->title, language_ix), "my form.v2"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_workbook_is_advised_in_its_own_words),
      cmocka_unit_test(test_many_of_a_kind_are_a_dozen_and_a_number),
      cmocka_unit_test(test_an_untitled_workbook_is_known_by_its_files_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
