/* The open XLSForms beside this project, whole: loaded as workbooks and as the YAML that they are imported to, counted, and held
 * against what pyxform makes of them. Where they are not there, nothing is tested, and it is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "form.h"
#include "oracle.h"
#include "type_words.h"
#include "workbook_tree.h"

enum { WORKBOOK_MAX_BYTES = 64 << 20 };

static Str read_workbook(Arena *arena, const char *path) {
  Err err = {0};
  Str bytes = {0};
  assert_int_equal(file_read(arena, path, WORKBOOK_MAX_BYTES, &bytes, &err), STATUS_OK);
  return bytes;
}

static const Form *load(Arena *arena, Str file) {
  Diags diags = diags_new(arena);
  const char *path = arena_printf(arena, ORACLE_FOLDER "/forms/" STR_FMT, STR_ARG(file)).ptr;
  const Form *form = form_parse_xlsx(arena, read_workbook(arena, path), path, &diags);
  if (form) return form;
  diags_print(&diags, stderr);
  fail_msg("%s is refused", path);
  return NULL;
}

typedef void (*Check)(Arena *arena, const Manifest *manifest, size_t line_ix, const Form *form);

static void for_each_form(Check check) {
  Arena *arena = arena_new(0);
  Manifest manifest;
  if (!oracle_manifest(arena, &manifest)) {
    print_message("the open forms are not in " ORACLE_FOLDER ": nothing is tested\n");
    arena_free(arena);
    skip();
  }
  assert_true(manifest.line_count >= 12);
  for (size_t i = 0; i < manifest.line_count; i++) {
    Arena *own = arena_new(0);
    check(own, &manifest, i, load(own, oracle_cell(&manifest, i, "file")));
    arena_free(own);
  }
  arena_free(arena);
}

static Str line_of(Str text, size_t at) {
  size_t start = at, end = at;
  while (start > 0 && text.ptr[start - 1] != '\n')
    start--;
  while (end < text.len && text.ptr[end] != '\n')
    end++;
  return (Str){text.ptr + start, end - start};
}

static void assert_same_text(const char *what, Str a, Str b) {
  size_t at = 0;
  while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at])
    at++;
  if (at == a.len && at == b.len) return;
  fail_msg("%s:\n" STR_FMT "\n" STR_FMT, what, STR_ARG(line_of(a, at)), STR_ARG(line_of(b, at)));
}

static void check_import(Arena *arena, const Manifest *manifest, size_t line_ix, const Form *form) {
  (void)manifest;
  (void)line_ix;
  Diags diags = diags_new(arena);
  const Form *again = form_parse_yaml(arena, form->source, "imported.yaml", &diags);
  if (!again) {
    diags_print(&diags, stderr);
    fail_msg("%s: its YAML is refused", form->file);
  }
  assert_same_text(form->file, dump_form(arena, form), dump_form(arena, again));
}

static void test_the_import_is_the_same_form(void **state) {
  (void)state;
  for_each_form(check_import);
}

typedef struct Counts { /* of the sheet's rows: what or_other adds is none, and what ends a group is one */
  int rows, questions, text_like, select_one, select_multiple, groups, repeats, depth, open, relevant, constraint, calculation,
      filters;
} Counts;

/* Like text in that they take an answer from nobody's list; a note and what a kiosk does not ask are questions too. */
static bool is_text_like(QuestionKind kind) {
  return kind == QUESTION_TEXT || kind == QUESTION_ACKNOWLEDGE || (kind >= QUESTION_RANK && kind <= QUESTION_DATETIME);
}

static void count_question(const TypeWords *type, Counts *counts) {
  bool one = type->kind == QUESTION_SELECT_ONE, multiple = type->kind == QUESTION_SELECT_MULTIPLE;
  bool other = type->kind == QUESTION_NOTE || type->kind == QUESTION_IMAGE || (type->kind == QUESTION_UNASKED && type->unasked);
  counts->text_like += is_text_like(type->kind);
  counts->select_one += one;
  counts->select_multiple += multiple;
  counts->questions += is_text_like(type->kind) || one || multiple || other;
}

static void count_row(const YamlNode *row, Counts *counts) {
  TypeWords type = type_words(yaml_get(row, "type")->text);
  counts->rows++;
  counts->relevant += yaml_get(row, "relevant") != NULL;
  counts->constraint += yaml_get(row, "constraint") != NULL;
  counts->calculation += yaml_get(row, "calculation") != NULL;
  counts->filters += yaml_get(row, "choice_filter") != NULL;
  if (type.shape == ROW_QUESTION) count_question(&type, counts);
  counts->groups += type.shape == ROW_BEGIN_GROUP;
  counts->repeats += type.shape == ROW_BEGIN_REPEAT;
  counts->open += (type.shape == ROW_BEGIN_REPEAT) - (type.shape == ROW_END_REPEAT);
  if (counts->open > counts->depth) counts->depth = counts->open;
}

static int parts_of(Str list) {
  int count = list.len > 0;
  for (size_t i = 0; i < list.len; i++)
    count += list.ptr[i] == ';';
  return count;
}

static void expect(const Manifest *manifest, size_t line_ix, const char *heading, int got) {
  Str cell = oracle_cell(manifest, line_ix, heading);
  int64_t wanted = -1;
  if (!str_to_int64(cell, &wanted) || wanted != got)
    fail_msg(STR_FMT ": %s " STR_FMT ", not %d", STR_ARG(oracle_cell(manifest, line_ix, "file")), heading, STR_ARG(cell), got);
}

static void check_counts(Arena *arena, const Manifest *manifest, size_t line_ix, const Form *form) {
  Diags diags = diags_new(arena);
  WorkbookTree tree;
  assert_true(workbook_tree_read(arena, read_workbook(arena, form->file), form->file, &diags, &tree));
  const YamlNode *survey = yaml_get(tree.read, "survey"), *lists = yaml_get(tree.read, "choices");
  Counts counts = {0};
  int choices = 0;
  for (size_t i = 0; i < survey->count; i++)
    count_row(survey->items[i], &counts);
  for (size_t i = 0; lists && i < lists->count; i++)
    choices += (int)lists->pairs[i].value->count;
  const struct {
    const char *heading;
    int got;
  } EXPECTED[] = {{"rows", counts.rows},
                  {"questions", counts.questions},
                  {"text_like", counts.text_like},
                  {"select_one", counts.select_one},
                  {"select_multiple", counts.select_multiple},
                  {"groups", counts.groups},
                  {"repeats", counts.repeats},
                  {"max_repeat_depth", counts.depth},
                  {"choices", choices},
                  {"lists", lists ? (int)lists->count : 0},
                  {"relevant", counts.relevant},
                  {"constraint", counts.constraint},
                  {"calculation", counts.calculation},
                  {"choice_filter", counts.filters}};
  for (size_t i = 0; i < COUNT_OF(EXPECTED); i++)
    expect(manifest, line_ix, EXPECTED[i].heading, EXPECTED[i].got);
  assert_int_equal(form->group_count, counts.groups + counts.repeats);
  int languages = parts_of(oracle_cell(manifest, line_ix, "languages"));
  assert_int_equal(form->language_count, languages ? languages : 1);
  bool rtl = false;
  for (size_t i = 0; i < form->language_count; i++)
    rtl |= form->languages[i].rtl;
  assert_int_equal(rtl, str_is(oracle_cell(manifest, line_ix, "rtl"), "yes"));
}

static void test_the_counts_are_the_manifests(void **state) {
  (void)state;
  for_each_form(check_counts);
}

typedef struct Comparison {
  Arena *arena;
  const Form *form;
  const XForm *xform;
  bool *seen; /* beside its binds */
  int differences;
} Comparison;

static void differ(Comparison *c, Str path, const char *what, Str ours, Str theirs) {
  print_error("%s: " STR_FMT " %s\n  ours   " STR_FMT "\n  theirs " STR_FMT "\n", c->form->file, STR_ARG(path), what, STR_ARG(ours),
              STR_ARG(theirs));
  c->differences++;
}

/* yes is true(), and no is nothing at all. */
static Str in_words(const YamlNode *node) {
  if (!node) return (Str){0};
  return str_is(node->text, "true") ? STR("true()") : node->text;
}

static void compare_text(Comparison *c, const Bind *bind, const YamlNode *row, const char *key, Str theirs) {
  Str ours = oracle_normal(c->arena, in_words(yaml_get(row, key)), c->xform->root);
  Str normal = oracle_normal(c->arena, theirs, c->xform->root);
  if (str_is(normal, "false()") && ours.len == 0) return;
  if (!str_equal(ours, normal)) differ(c, bind->path, key, ours, normal);
}

static void compare_row(Comparison *c, const YamlNode *row, Str path) {
  size_t found = c->xform->count;
  for (size_t i = 0; i < c->xform->count; i++)
    if (str_equal(c->xform->binds[i].path, path)) found = i;
  if (found == c->xform->count) { /* nothing is said of a plain group or an external file */
    static const char *const KEYS[] = {"relevant", "constraint", "calculation", "required", "read_only"};
    for (size_t i = 0; i < COUNT_OF(KEYS); i++)
      if (yaml_get(row, KEYS[i])) differ(c, path, KEYS[i], yaml_get(row, KEYS[i])->text, STR("no bind"));
    return;
  }
  const Bind *bind = &c->xform->binds[found];
  c->seen[found] = true;
  compare_text(c, bind, row, "relevant", bind->relevant);
  compare_text(c, bind, row, "constraint", bind->constraint);
  compare_text(c, bind, row, "calculation", bind->calculate);
  compare_text(c, bind, row, "required", bind->required);
  if (!str_is(yaml_get(row, "type")->text, "note")) compare_text(c, bind, row, "read_only", bind->readonly); /* every note is */
}

static void compare_rows(Comparison *c, const YamlNode *list, Str path) {
  for (size_t i = 0; i < list->count; i++) {
    const YamlNode *row = list->items[i], *questions = yaml_get(row, "questions");
    Str name = yaml_get(row, "name")->text;
    Str own = path.len ? arena_printf(c->arena, STR_FMT "/" STR_FMT, STR_ARG(path), STR_ARG(name)) : name;
    compare_row(c, row, own);
    if (questions) compare_rows(c, questions, own);
  }
}

typedef struct References {
  const Form *form;
  Arena *arena;
  Str *paths;
  size_t count;
} References;

enum { REFERENCES_MAX = 2000 };

static void note_reference(void *context, int reference_ix) {
  References *references = context;
  const Form *form = references->form;
  int question_ix = form_question_of(form, reference_ix), group_ix = form_group_of(form, reference_ix);
  if (references->count == REFERENCES_MAX || (question_ix < 0 && group_ix < 0)) return;
  references->paths[references->count++] = question_ix >= 0 ? form->questions[question_ix].path : form->groups[group_ix].path;
}

/* Names are one thing, which question they mean another. */
static void compare_references(Comparison *c, const Bind *bind, const char *what, const Expr *expr, Str theirs) {
  if (!expr) return;
  References references = {.form = c->form, .arena = c->arena, .paths = ARENA_ARRAY(c->arena, Str, REFERENCES_MAX)};
  expr_each_reference(expr, note_reference, &references);
  Str ours = oracle_sorted(c->arena, references.paths, references.count);
  Str paths = oracle_paths(c->arena, theirs, bind->path, c->xform->root);
  if (!str_equal(ours, paths)) differ(c, bind->path, what, ours, paths);
}

static void compare_question(Comparison *c, const Question *question) {
  for (size_t i = 0; i < c->xform->count; i++) {
    const Bind *bind = &c->xform->binds[i];
    if (!str_equal(bind->path, question->path)) continue;
    compare_references(c, bind, "refers in relevant to", question->relevant, bind->relevant);
    compare_references(c, bind, "refers in constraint to", question->constraint, bind->constraint);
    compare_references(c, bind, "refers in calculation to", question->calculation, bind->calculate);
    compare_references(c, bind, "refers in required to", question->required, bind->required);
  }
}

static bool ends_with(Str s, Str ending) {
  return s.len > ending.len && str_equal((Str){s.ptr + s.len - ending.len, ending.len}, ending);
}

static int find_group(const Form *form, Str path) {
  for (size_t i = 0; i < form->group_count; i++)
    if (str_equal(form->groups[i].path, path)) return (int)i;
  return -1;
}

/* A repeat_count that is worked out is a question of its own there; what or_other adds is in the model; meta is the program's own. */
static void look_for_unseen(Comparison *c) {
  static const Str COUNT = STR_INIT("_count");
  for (size_t i = 0; i < c->xform->count; i++) {
    Str path = c->xform->binds[i].path;
    bool counts = ends_with(path, COUNT) && find_group(c->form, (Str){path.ptr, path.len - COUNT.len}) >= 0;
    bool known = c->seen[i] || counts || str_starts_with(path, STR("meta/")) || form_find_path(c->form, path) >= 0;
    if (!known) differ(c, path, "is not in our model", (Str){0}, c->xform->binds[i].relevant);
  }
}

static void check_xform(Arena *arena, const Manifest *manifest, size_t line_ix, const Form *form) {
  Str file = oracle_cell(manifest, line_ix, "file");
  XForm xform;
  file.len -= 5; /* .xlsx */
  assert_true(oracle_xform(arena, arena_printf(arena, ORACLE_FOLDER "/xform/" STR_FMT ".xml", STR_ARG(file)).ptr, &xform));
  Diags diags = diags_new(arena);
  const YamlNode *root = yaml_parse(arena, form->source, "imported.yaml", &diags).root;
  Comparison c = {.arena = arena, .form = form, .xform = &xform, .seen = ARENA_ARRAY(arena, bool, xform.count)};
  compare_rows(&c, yaml_get(root, "survey"), (Str){0});
  look_for_unseen(&c);
  for (size_t i = 0; i < form->question_count; i++)
    compare_question(&c, &form->questions[i]);
  assert_int_equal(c.differences, 0);
}

static void test_pyxform_reads_the_same(void **state) {
  (void)state;
  for_each_form(check_xform);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_import_is_the_same_form),
      cmocka_unit_test(test_the_counts_are_the_manifests),
      cmocka_unit_test(test_pyxform_reads_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
