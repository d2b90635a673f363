/* Every text of sheets in tests/form/xlsx, read as a workbook, against the YAML that stands beside it, and the messages beside that:
 * character by character. After a change, WRITE=1 writes both anew, to be looked at before they are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "header.h"
#include "language.h"
#include "sheets.h"
#include "table.h"
#include "words.h"
#include "workbook_tree.h"
#include "write_yaml.h"

#define FOLDER "tests/form/xlsx"

enum { FILE_MAX_BYTES = 1 << 20 };

static const Str ENDING = STR_INIT(".sheets");

static size_t list_cases(Arena *arena, Str **names) {
  struct dirent **entries;
  int count = scandir(FOLDER, &entries, NULL, alphasort);
  assert_true(count > 0);
  *names = ARENA_ARRAY(arena, Str, (size_t)count);
  size_t kept = 0;
  for (int i = 0; i < count; i++) {
    Str name = str_from(entries[i]->d_name);
    bool fits = name.len > ENDING.len && str_equal((Str){name.ptr + name.len - ENDING.len, ENDING.len}, ENDING);
    if (fits) (*names)[kept++] = arena_str(arena, (Str){name.ptr, name.len - ENDING.len});
    free(entries[i]);
  }
  free(entries);
  return kept;
}

static Str path_of(Arena *arena, Str name, const char *ending) {
  return arena_printf(arena, FOLDER "/" STR_FMT "%s", STR_ARG(name), ending);
}

/* A file that is not there is an empty one. */
static Str read_file(Arena *arena, Str name, const char *ending) {
  Str text = {0};
  Err err = {0};
  file_read(arena, path_of(arena, name, ending).ptr, FILE_MAX_BYTES, &text, &err);
  return text;
}

static void write_file(Arena *arena, Str name, const char *ending, Str text) {
  const char *path = path_of(arena, name, ending).ptr;
  if (text.len == 0) {
    remove(path);
    return;
  }
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fprintf(file, STR_FMT, STR_ARG(text));
  fclose(file);
}

static Str messages_of(Arena *arena, const Diags *diags) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  char part[4096];
  FILE *file = tmpfile();
  assert_non_null(file);
  diags_print(diags, file);
  rewind(file);
  for (size_t got = fread(part, 1, sizeof(part), file); got > 0; got = fread(part, 1, sizeof(part), file))
    sink_bytes(&sink, part, got);
  fclose(file);
  return buffer_view(&buffer);
}

/* What is written reads back as the same tree. */
static bool same_tree(const YamlNode *a, const YamlNode *b) {
  if (a->kind != b->kind || a->count != b->count) return false;
  if (a->kind == YAML_SCALAR) return str_equal(a->text, b->text) && !(a->quoted && yaml_is_null(b));
  for (size_t i = 0; i < a->count; i++) {
    bool same = a->kind == YAML_LIST
                    ? same_tree(a->items[i], b->items[i])
                    : str_equal(a->pairs[i].key->text, b->pairs[i].key->text) && same_tree(a->pairs[i].value, b->pairs[i].value);
    if (!same) return false;
  }
  return true;
}

static Str read_and_write(Arena *arena, Str name, Str *messages) {
  Diags diags = diags_new(arena);
  Workbook workbook = sheets_workbook(arena, read_file(arena, name, ".sheets"));
  WorkbookTree tree;
  Str yaml = {0};
  if (workbook_tree_of(arena, &workbook, arena_printf(arena, STR_FMT ".xlsx", STR_ARG(name)).ptr, &diags, &tree)) {
    yaml = write_yaml(arena, tree.written);
    YamlDoc doc = yaml_parse(arena, yaml, "written.yaml", &diags);
    if (!doc.root || !same_tree(tree.written, doc.root))
      fail_msg("%s does not read back as it was written:\n%s", name.ptr, yaml.ptr);
  }
  *messages = messages_of(arena, &diags);
  return yaml;
}

static void test_each_gives_what_stands_beside_it(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Str *names;
  size_t count = list_cases(arena, &names), failed = 0;
  assert_true(count > 20);
  for (size_t i = 0; i < count; i++) {
    Str messages, yaml = read_and_write(arena, names[i], &messages);
    if (getenv("WRITE")) {
      write_file(arena, names[i], ".yaml", yaml);
      write_file(arena, names[i], ".txt", messages);
    }
    if (str_equal(yaml, read_file(arena, names[i], ".yaml")) && str_equal(messages, read_file(arena, names[i], ".txt"))) continue;
    print_error("%s gives\n" STR_FMT "and says\n" STR_FMT, names[i].ptr, STR_ARG(yaml), STR_ARG(messages));
    failed++;
  }
  assert_int_equal(failed, 0);
  arena_free(arena);
}

static void test_every_code_has_a_workbook(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer all = buffer_new(arena);
  Sink sink = sink_to_buffer(&all);
  Str *names;
  size_t count = list_cases(arena, &names), code_count;
  for (size_t i = 0; i < count; i++)
    sink_str(&sink, read_file(arena, names[i], ".txt"));
  const char *const *codes = xlsx_codes(&code_count);
  for (size_t i = 0; i < code_count; i++)
    if (!strstr(buffer_view(&all).ptr, arena_printf(arena, " %s: ", codes[i]).ptr))
      fail_msg("the code %s is in no text of " FOLDER, codes[i]);
  arena_free(arena);
}

static void test_headings(void **state) {
  (void)state;
  static const struct {
    const char *text;
    SheetKind sheet;
    bool double_colons;
    ColumnKey key;
    const char *language;
  } CASES[] = {
      {"type", SHEET_SURVEY, true, COLUMN_TYPE, ""},
      {" TYPE ", SHEET_SURVEY, true, COLUMN_TYPE, ""},
      {"command", SHEET_SURVEY, true, COLUMN_TYPE, ""},
      {"read only", SHEET_SURVEY, false, COLUMN_READ_ONLY, ""},
      {"Read_Only", SHEET_SURVEY, false, COLUMN_READ_ONLY, ""},
      {"readonly", SHEET_SURVEY, false, COLUMN_READ_ONLY, ""},
      {"required\u00A0message", SHEET_SURVEY, false, COLUMN_REQUIRED_MESSAGE, ""},
      {"requiredMsg", SHEET_SURVEY, false, COLUMN_REQUIRED_MESSAGE, ""},
      {"constraining_message", SHEET_SURVEY, false, COLUMN_CONSTRAINT_MESSAGE, ""},
      {"bind::jr:constraintMsg", SHEET_SURVEY, true, COLUMN_CONSTRAINT_MESSAGE, ""},
      {"bind:jr:constraintMsg", SHEET_SURVEY, false, COLUMN_CONSTRAINT_MESSAGE, ""},
      {"bind:jr:requiredMsg:English", SHEET_SURVEY, false, COLUMN_REQUIRED_MESSAGE, "English"},
      {"jr:count", SHEET_SURVEY, false, COLUMN_REPEAT_COUNT, ""},
      {"jr:count", SHEET_SURVEY, true, COLUMN_REPEAT_COUNT, ""},
      {"control::jr:count", SHEET_SURVEY, true, COLUMN_REPEAT_COUNT, ""},
      {"count", SHEET_SURVEY, false, COLUMN_REPEAT_COUNT, ""},
      {"repeat count", SHEET_SURVEY, false, COLUMN_REPEAT_COUNT, ""},
      {"relevance", SHEET_SURVEY, false, COLUMN_RELEVANT, ""},
      {"bind::relevant", SHEET_SURVEY, true, COLUMN_RELEVANT, ""},
      {"bind:relevant", SHEET_SURVEY, false, COLUMN_RELEVANT, ""},
      {"body::appearance", SHEET_SURVEY, true, COLUMN_APPEARANCE, ""},
      {"calculate", SHEET_SURVEY, false, COLUMN_CALCULATION, ""},
      {"caption", SHEET_SURVEY, false, COLUMN_LABEL, ""},
      {"label::English (en)", SHEET_SURVEY, true, COLUMN_LABEL, "English (en)"},
      {"Label::English(en)", SHEET_SURVEY, true, COLUMN_LABEL, "English(en)"},
      {"label:: French (fr) ", SHEET_SURVEY, true, COLUMN_LABEL, "French (fr)"},
      {"label: languagename", SHEET_SURVEY, false, COLUMN_LABEL, "languagename"},
      {"label:عربى", SHEET_SURVEY, false, COLUMN_LABEL, "عربى"},
      {"label::العربية (ar)", SHEET_CHOICES, true, COLUMN_LABEL, "العربية (ar)"},
      {"label:English", SHEET_SURVEY, true, COLUMN_LABEL, "English"},
      {"media::image", SHEET_SURVEY, true, COLUMN_IMAGE, ""},
      {"media:image", SHEET_SURVEY, false, COLUMN_IMAGE, ""},
      {"image", SHEET_SURVEY, false, COLUMN_IMAGE, ""},
      {"media::image::English (en)", SHEET_SURVEY, true, COLUMN_IMAGE, "English (en)"},
      {"image::English", SHEET_SURVEY, true, COLUMN_IMAGE, "English"},
      {"media::audio", SHEET_SURVEY, true, COLUMN_NONE, ""},
      {"instance::hxl", SHEET_SURVEY, true, COLUMN_NONE, ""},
      {"label#english", SHEET_SURVEY, false, COLUMN_NONE, ""},
      {"indicator", SHEET_SURVEY, false, COLUMN_NONE, ""},
      {"bind::type", SHEET_SURVEY, true, COLUMN_TYPE, ""},
      {"list name", SHEET_CHOICES, false, COLUMN_LIST_NAME, ""},
      {"List_Name", SHEET_CHOICES, false, COLUMN_LIST_NAME, ""},
      {"value", SHEET_CHOICES, false, COLUMN_NAME, ""},
      {"region", SHEET_CHOICES, false, COLUMN_NONE, ""},
      {"type", SHEET_CHOICES, false, COLUMN_NONE, ""},
      {"set form title", SHEET_SETTINGS, false, COLUMN_FORM_TITLE, ""},
      {"id_string", SHEET_SETTINGS, false, COLUMN_FORM_ID, ""},
      {"Default Language", SHEET_SETTINGS, false, COLUMN_DEFAULT_LANGUAGE, ""},
      {"value::Norsk (nb)", SHEET_KIOSK, true, COLUMN_VALUE, "Norsk (nb)"},
      {":", SHEET_SURVEY, false, COLUMN_NONE, ""},
      {"::::", SHEET_SURVEY, true, COLUMN_NONE, ""},
      {"a:b:c:d:e:f:g:h:i", SHEET_SURVEY, false, COLUMN_NONE, ""},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Header header = header_read(arena, CASES[i].sheet, str_from(CASES[i].text), CASES[i].double_colons);
    if (header.key != CASES[i].key || !str_is(header.language, CASES[i].language))
      fail_msg("%s: %s in \"" STR_FMT "\"", CASES[i].text, column_key_name(header.key), STR_ARG(header.language));
  }
  arena_free(arena);
}

static void test_languages(void **state) {
  (void)state;
  static const struct {
    const char *written, *code, *name;
    bool rtl;
  } CASES[] = {
      {"English (en)", "en", "English", false},
      {"English(en)", "en", "English", false},
      {"English (EN)", "en", "English", false},
      {"english", "en", "English", false},
      {"Français (fr)", "fr", "Français", false},
      {"francais", "fr", "Français", false},
      {"French", "fr", "French", false},
      {"Español (es)", "es", "Español", false},
      {"Espanol (es)", "es", "Espanol", false},
      {"العربية (ar)", "ar", "العربية", true},
      {"عربى", "ar", "عربى", true},
      {"Arabic", "ar", "Arabic", true},
      {"Dari (prs)", "prs", "Dari", true},
      {"Farsi", "fa", "Farsi", true},
      {"اردو", "ur", "اردو", true},
      {"ລາວ (lo) ", "lo", "ລາວ", false},
      {"Mandarin (cmn)", "cmn", "Mandarin", false},
      {"Chinese", "zh", "Chinese", false},
      {"Chinese (Simplified)", "zh-hans", "Chinese (Simplified)", false},
      {"English (UK)", "en-uk", "English", false},
      {"Português (pt-BR)", "pt-br", "Português", false},
      {"Portuguese (pt_BR)", "pt-br", "Portuguese", false},
      {"en", "en", "English", false},
      {"nb", "nb", "Norsk bokmål", false},
      {"Bokmål", "nb", "Bokmål", false},
      {"Українська (uk)", "uk", "Українська", false},
      {"አማርኛ", "am", "አማርኛ", false},
      {"Kurdish (Sorani)", "ckb", "Kurdish (Sorani)", true},
      {"Kreyòl", "ht", "Kreyòl", false},
      {"Arabic (Iraq)", "ar", "Arabic (Iraq)", true},
      {"languagename", "und-x-language", "languagename", false},
      {"Klingon", "und-x-klingon", "Klingon", false},
      {"ꓡꓲ-ꓢꓴ", "und-x-1", "ꓡꓲ-ꓢꓴ", false},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    SheetLanguages languages = {.arena = arena};
    assert_int_equal(languages_add(&languages, str_from(CASES[i].written)), 0);
    const SheetLanguage *got = &languages.items[0];
    if (!str_is(got->code, CASES[i].code) || !str_is(got->name, CASES[i].name) || got->rtl != CASES[i].rtl)
      fail_msg("%s: " STR_FMT " \"" STR_FMT "\" %s", CASES[i].written, STR_ARG(got->code), STR_ARG(got->name),
               got->rtl ? "rtl" : "ltr");
  }
  arena_free(arena);
}

static void test_one_language_in_two_spellings(void **state) {
  (void)state;
  static const struct {
    const char *first, *second;
    bool same;
  } CASES[] = {
      {"English", "English (EN)", true},
      {"English (en)", "english", true},
      {"Español (es)", "Espanol (es)", true},
      {"Français", "French (fr)", true},
      {"languagename", "LanguageName", true},
      {"Local", "local ", true},
      {"Norsk (nb)", "nb", true},
      {"English", "French", false},
      {"Arabic", "Arabic (Iraq)", false},
      {"Norsk (nb)", "Nynorsk (nn)", false},
      {"Chinese (Simplified)", "Chinese (Traditional)", false},
      {"Local one", "Local two", false},
      {"English (en)", "English (UK)", false},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    SheetLanguages languages = {.arena = arena};
    languages_add(&languages, str_from(CASES[i].first));
    languages_add(&languages, str_from(CASES[i].second));
    if (languages.count != (CASES[i].same ? 1 : 2)) fail_msg("%s and %s", CASES[i].first, CASES[i].second);
    for (size_t j = 1; j < languages.count; j++)
      assert_false(str_equal(languages.items[0].code, languages.items[j].code));
  }
  arena_free(arena);
}

static void test_words(void **state) {
  (void)state;
  typedef Str (*Clean)(Arena * arena, Str text);
  static const struct {
    Clean clean;
    const char *text, *cleaned;
  } CASES[] = {
      {words_on_one_line, "  select_one\u00A0 x \n", "select_one x"},
      {words_on_one_line, "\uFEFFtype", "type"},
      {words_on_one_line, "", ""},
      {words_of_label, " one  two \r\n\r\n three\u00A0? ", "one two\n\nthree\u00A0?"},
      {words_of_label, "\u00A0one\u00A0\u00A0two \u00A0", "one two"},
      {words_of_label, "one\u00A0two\u00A0three\u00A0four\u00A0five six", "one two three four five six"},
      {words_of_label, "it’s “so”", "it’s “so”"},
      {words_of_label, "a\rb\tc", "a\nb c"},
      {words_of_expression, "${a}\n\n=  ‘x’", "${a} = 'x'"},
      {words_of_expression, "join(' ‘,${x})", "join(' ',${x})"},
      {words_of_expression, "concat('a  b',\"c\nd\")", "concat('a  b',\"c\nd\")"},
      {words_of_expression, "\u00A0.>=0\u00A0and .<5 ", ".>=0 and .<5"},
      {words_of_expression, "“x”='y’", "\"x\"='y'"},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Str text = str_from(CASES[i].text), got = CASES[i].clean(arena, text);
    if (!str_is(got, CASES[i].cleaned)) fail_msg("%s: \"" STR_FMT "\"", CASES[i].text, STR_ARG(got));
    assert_int_equal(got.ptr == text.ptr, str_equal(got, text));
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_gives_what_stands_beside_it),
      cmocka_unit_test(test_every_code_has_a_workbook),
      cmocka_unit_test(test_headings),
      cmocka_unit_test(test_languages),
      cmocka_unit_test(test_one_language_in_two_spellings),
      cmocka_unit_test(test_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
