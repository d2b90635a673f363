/* Questions about two things at once that take one answer. Only a person can tell, so it is asked, not said; and only where an answer would
 * have to weigh the two against each other. */
#include "notes.h"
#include "words.h"

typedef struct Joining {
  const char *language;
  const char *word;          /* between spaces */
  const char *const *idioms; /* set phrases with it; NULL-terminated */
} Joining;

static const char *const BOKMAL[] = {
    "av og til", "til og med",    "mer og mer", "fram og tilbake", "frem og tilbake", "først og fremst", "og så videre", "nå og da",
    "i og med",  "mer og mindre", NULL};
static const char *const NYNORSK[] = {"av og til",       "til og med",   "meir og meir", "fram og tilbake",
                                      "først og fremst", "og så vidare", "i og med",     NULL};
static const char *const ENGLISH[] = {"more and more", "now and then", "again and again", "and so on",
                                      "between",       "both and",     "back and forth",  NULL};
static const char *const NONE[] = {NULL};

static const Joining JOININGS[] = {
    {"nb", "og", BOKMAL}, {"no", "og", BOKMAL},   {"nn", "og", NYNORSK}, {"da", "og", BOKMAL},
    {"sv", "och", NONE},  {"en", "and", ENGLISH}, {"uk", "та", NONE},    {"uk", "і", NONE},
    {"uk", "й", NONE},    {"de", "und", NONE},    {"fr", "et", NONE},
};

static bool has_idiom(Str small, const char *const *idioms) {
  for (; *idioms; idioms++)
    if (words_contain(small, *idioms)) return true;
  return false;
}

static bool has_word(Str text, const char *wanted) {
  for (Str word = words_next(&text, NULL); word.len; word = words_next(&text, NULL))
    if (str_is(word, wanted)) return true;
  return false;
}

/* In Arabic "and" is a letter of the word behind it; with the article there it is hardly anything else. */
static const char *arabic_joining(Str text) {
  static const Str AND_THE = STR_INIT("وال");
  for (Str word = words_next(&text, NULL); word.len; word = words_next(&text, NULL))
    if (str_starts_with(word, AND_THE) && str_count_cp(word) > 5) return "و";
  return NULL;
}

/* What joins two things in the text, or NULL. */
static const char *joining(Lint *lint, Str text) {
  const Str code = lint->form->languages[lint->setup->language_ix].code, small = words_small(lint->arena, text);
  if (words_is_language(code, "ar")) return arabic_joining(small);
  for (size_t i = 0; i < COUNT_OF(JOININGS); i++)
    if (words_is_language(code, JOININGS[i].language) && has_word(small, JOININGS[i].word) && !has_idiom(small, JOININGS[i].idioms))
      return JOININGS[i].word;
  return NULL;
}

/* A rating: of a date or a town there is only one. */
static bool weighs(const Form *form, const Question *question) {
  if (question->kind == QUESTION_RANGE) return true;
  if (question->kind != QUESTION_SELECT_ONE || !form_choices(form, question)) return false;
  return question->table_ix >= 0 ||
         (question->appearance & (APPEARANCE_LIKERT | APPEARANCE_SMILEYS | APPEARANCE_STARS | APPEARANCE_NPS)) != 0;
}

void lint_two_things(Lint *lint) {
  for (size_t i = 0; i < lint->form->question_count; i++) {
    const Question *question = &lint->form->questions[i];
    if (!weighs(lint->form, question)) continue;
    const char *word = joining(lint, lint_label(lint, question->label));
    if (!word) continue;
    lint_say(lint, ADVICE_TWO_THINGS, question->place,
             SAY(lint, STR_FMT " may ask about two things at once: it has \"%s\" in it, and takes one answer",
                 STR_ARG(question->path), word),
             STR("if somebody could answer the two halves differently, make it two questions"));
  }
}
