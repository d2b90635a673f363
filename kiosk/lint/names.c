/* Names that SPSS and Stata do not take as they are: exports change them, in a way that stays, but the author may choose better ones. The rule
 * is that of the exports: 32 bytes for Stata (SPSS has 64), letters, digits and _ of ASCII, and no word of either program. */
#include "lint_names.h"
#include "notes.h"
#include "words.h"

enum { NAME_BYTES_MAX = 32 };

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Types of Stata's: str1, str244. */
static bool is_string_type(Str small) {
  size_t at = 3;
  while (at < small.len && is_digit(small.ptr[at]))
    at++;
  return small.len > 3 && at == small.len && str_starts_with(small, STR("str"));
}

static bool is_keyword(Arena *arena, Str name) {
  static const char *const KEYWORDS[] = {"all", "and",  "by",   "eq",     "ge",    "gt", "le", "lt",  "ne",   "not",  "or",
                                         "to",  "with", "byte", "double", "float", "if", "in", "int", "long", "strl", "using"};
  Str small = words_small(arena, name);
  for (size_t i = 0; i < COUNT_OF(KEYWORDS); i++)
    if (str_is(small, KEYWORDS[i])) return true;
  return is_string_type(small);
}

const char *names_flaw(Arena *arena, Str path) {
  if (path.len == 0 || !is_letter(path.ptr[0])) return "does not begin with a letter of a to z";
  for (size_t i = 0; i < path.len; i++)
    if (!is_letter(path.ptr[i]) && !is_digit(path.ptr[i]) && path.ptr[i] != '_' && path.ptr[i] != '/')
      return "has signs other than a to z, 0 to 9 and _";
  if (path.len > NAME_BYTES_MAX) return "is longer than the 32 letters that Stata takes";
  return is_keyword(arena, path) ? "is a word of their own" : NULL;
}

void lint_names(Lint *lint) {
  for (size_t i = 0; i < lint->form->question_count; i++) {
    const Question *question = &lint->form->questions[i];
    if (!form_type(question->kind)->takes_answer) continue;
    const Str path = question->repeat_ix < 0 ? question->path : question->key;
    const char *flaw = names_flaw(lint->arena, path);
    if (!flaw) continue;
    lint_say(lint, ADVICE_NAME_CHANGED, question->place,
             SAY(lint, "\"" STR_FMT "\" gets another name in SPSS and Stata: it %s", STR_ARG(path), flaw),
             question->group_ix >= 0
                 ? STR("the group's name counts too: a shorter one there or here keeps it readable for who analyses")
                 : STR("choose another name now; later it would part the answers of before and after"));
  }
}
