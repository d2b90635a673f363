/* What authors write for a phone, and what a screen without markup shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "markup.h"

typedef struct Case {
  const char *text, *plain; /* NULL: the same */
} Case;

static const Case CASES[] = {
    /* emphasis */
    {"**Important:** read this", "Important: read this"},
    {"*Important:* read this", "Important: read this"},
    {"***Both***", "Both"},
    {"__Bold__ and _slanted_", "Bold and slanted"},
    {"**bold *and slanted* words**", "bold and slanted words"},
    {"_**bold**_", "bold"},
    {"** with spaces **", "with spaces"},
    {"a **b** c **d** e", "a b c d e"},
    {"**over\ntwo lines**", "over\ntwo lines"},
    {"ກະລຸນາ**ເລືອກ**ຂໍ້", "ກະລຸນາເລືອກຂໍ້"},
    {"**العربية** هنا", "العربية هنا"},
    {"Is **${name}** at home?", "Is ${name} at home?"},
    {"(*optional*)", "(optional)"},
    {"~~gone~~", "gone"},
    /* what only looks like it */
    {"2 * 3 * 4", NULL},
    {"2*3*4", NULL},
    {"a_b_c", NULL},
    {"snake_case and other_name", NULL},
    {"*required", NULL},
    {"Name *", NULL},
    {"one * two", NULL},
    {"5 ** 2", NULL},
    {"Name: ____ Age: ____", NULL},
    {"I am ___ years old (___)", NULL},
    {"${first_name} and ${last_name}", NULL},
    {"${a*b} ${c*d}", NULL},
    {"it`s what it`s", NULL},
    {"[other]", NULL},
    {"[if yes](skip)", NULL},
    {"*one\n\ntwo*", NULL},
    {"C:\\temp", NULL},
    /* headings and lists */
    {"# Heading", "Heading"},
    {"### Heading", "Heading"},
    {"##Heading", "Heading"},
    {"#1 reason", NULL},
    {"# of children", NULL},
    {"## Part one\nWhat now?", "Part one\nWhat now?"},
    {"Choose:\n- one\n- two", "Choose:\n• one\n• two"},
    {"Choose:\n* one\n* two", "Choose:\n• one\n• two"},
    {"Choose:\n  + one", "Choose:\n• one"},
    {"- 5", NULL},
    {"-5 degrees\n-6 degrees", NULL},
    {"1. one\n2. two", NULL},
    {"above\n---\nbelow", "above\n\nbelow"},
    {"* *slanted* item", "• slanted item"},
    /* links, code, escapes */
    {"See [our page](https://example.org/a_b_c) now", "See our page now"},
    {"![logo](logo.png)", "logo"},
    {"Press `F5` now", "Press F5 now"},
    {"`**as it is**`", "**as it is**"},
    {"2 \\* 3 \\_ 4 \\# 5", "2 * 3 _ 4 # 5"},
    {"\\*not slanted\\*", "*not slanted*"},
    /* HTML */
    {"<b>Bold</b> <i>slanted</i> <u>under</u>", "Bold slanted under"},
    {"<B>BOLD</B>", "BOLD"},
    {"<span style=\"color:red\">red</span>", "red"},
    {"<font color='#FF0000' size=5>red</font>", "red"},
    {"<span title=\"a > b\">x</span>", "x"},
    {"one<br>two<br/>three<br />four", "one\ntwo\nthree\nfour"},
    {"one<br>\ntwo", "one\ntwo"},
    {"<p>one</p><p>two</p>", "one\ntwo"},
    {"<h1>Title</h1>text", "Title\ntext"},
    {"Choose<ul><li>one</li><li>two</li></ul>now", "Choose\n• one\n• two\nnow"},
    {"<center><strong>in the middle</strong></center>", "in the middle"},
    {"<a href=\"https://example.org\">page</a>", "page"},
    {"one<hr>two", "one\ntwo"},
    {"one<!-- two -->three", "onethree"},
    {"<b>${name}</b>", "${name}"},
    {"<b>**both**</b>", "both"},
    {"<5 years", NULL},
    {"5 < 6 and 7 > 6", NULL},
    {"<name of the person>", NULL},
    {"a <b", NULL},
    {"<bold>", NULL},
    {"Fish &amp; chips &lt;b&gt; &quot;x&quot;", "Fish & chips <b> \"x\""},
    {"caf&eacute; &#233; &#xE9; &#x263A;", "café é é ☺"},
    {"one&nbsp;two", "one two"},
    {"one&#10;two", "one\ntwo"},
    {"R&D; AT&T", NULL},
    {"&unknown; &#0; &#xD800; &#x110000; &;", NULL},
    {"&lt;b&gt;**x**", "<b>x"},
    /* nothing at all */
    {"", NULL},
    {"Plain words, nothing else.", NULL},
    {"two\n\n\n\nlines  with spaces ", NULL},
};

static void test_each(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  size_t failed = 0;
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Str text = str_from(CASES[i].text), plain = markup_plain(arena, text);
    const char *expected = CASES[i].plain ? CASES[i].plain : CASES[i].text;
    bool same = CASES[i].plain || plain.ptr == text.ptr;
    if (str_is(plain, expected) && same) continue;
    print_error("%s\n  expected %s\n  got      " STR_FMT "%s\n", CASES[i].text, expected, STR_ARG(plain), same ? "" : " (a copy)");
    failed++;
  }
  assert_int_equal(failed, 0);
  arena_free(arena);
}

/* The longest cell a spreadsheet has, full of what has no partner. */
static void test_nothing_takes_long(void **state) {
  (void)state;
  static const char *const PARTS[] = {"*a ", "**a", "<!--", "<b \"", "[a](", "${", "&#", "`a\n", "_a*a ", "*a a* "};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    while (buffer.count < 64 * 1024)
      sink_z(&sink, PARTS[i]);
    Str plain = markup_plain(arena, buffer_view(&buffer));
    assert_true(plain.len <= buffer.count);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_each), cmocka_unit_test(test_nothing_takes_long)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
