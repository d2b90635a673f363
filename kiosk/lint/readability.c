/* LIX: how hard Scandinavian prose is to read. C.-H. Björnsson, Läsbarhet (Liber, 1968): words in a sentence, and how many of a hundred
 * words have more than six letters, added. */
#include <math.h>

#include "notes.h"
#include "words.h"

enum { LONG_CP = 7, WORDS_LEAST = 10 /* of a question whose figure says something */, HARD = 50 };

typedef struct Prose {
  size_t words, long_words, sentences;
} Prose;

static const struct {
  int below;
  const char *words;
} GRADES[] = {{30, "very easy, as books for children"},
              {40, "easy, as novels and magazines"},
              {50, "middling, as newspapers; questions are better below 40"},
              {60, "hard, as official letters; shorter sentences and words help everybody"},
              {1000000, "very hard, as laws; few visitors read this standing"}};

static void add_text(Prose *prose, Str text) {
  bool ended = true;
  for (Str word = words_next(&text, &ended); word.len; word = words_next(&text, &ended)) {
    prose->words++;
    prose->long_words += str_count_cp(word) >= LONG_CP;
    prose->sentences += ended || text.len == 0; /* the last may have no full stop */
  }
}

static int lix(Prose prose) {
  if (prose.words == 0) return 0;
  return (int)lround((double)prose.words / (double)prose.sentences + 100.0 * (double)prose.long_words / (double)prose.words);
}

static const char *grade(int figure) {
  size_t i = 0;
  while (figure >= GRADES[i].below)
    i++;
  return GRADES[i].words;
}

typedef struct Hardest {
  const Question *question;
  int figure;
} Hardest;

static void judge(Lint *lint, const Question *question, Prose *whole, Hardest *hardest) {
  Prose own = {0};
  add_text(&own, str_trim(lint_label(lint, question->label)));
  add_text(&own, str_trim(lint_label(lint, question->hint)));
  if (own.words == 0) return;
  if (own.sentences == 0) own.sentences = 1;
  whole->words += own.words;
  whole->long_words += own.long_words;
  whole->sentences += own.sentences;
  const int figure = lix(own);
  lint_fact(lint, ADVICE_FACT_LIX_QUESTION, question->place, figure,
            SAY(lint, STR_FMT ": LIX %d", STR_ARG(question->path), figure));
  if (own.words >= WORDS_LEAST && figure > hardest->figure) *hardest = (Hardest){question, figure};
  if (figure > HARD && own.words >= WORDS_LEAST)
    lint_say(lint, ADVICE_HARD_TO_READ, question->place,
             SAY(lint, STR_FMT " is hard to read: LIX %d, where %zu of its %zu words have more than six letters",
                 STR_ARG(question->path), figure, own.long_words, own.words),
             STR("try two short sentences, and everyday words, and read it aloud"));
}

void lint_readability(Lint *lint) {
  static const char *const SCANDINAVIAN[] = {"nb", "nn", "no", "da", "sv"};
  const Str code = lint->form->languages[lint->setup->language_ix].code;
  bool known = false;
  for (size_t i = 0; i < COUNT_OF(SCANDINAVIAN); i++)
    known |= words_is_language(code, SCANDINAVIAN[i]);
  if (!known) return; /* the formula says nothing of other languages */
  Prose whole = {0};
  Hardest hardest = {0};
  for (size_t i = 0; i < lint->form->question_count; i++)
    if (form_type(lint->form->questions[i].kind)->asked) judge(lint, &lint->form->questions[i], &whole, &hardest);
  if (whole.words == 0) return;
  const Str most = hardest.question
                       ? SAY(lint, "; the hardest is " STR_FMT " with %d", STR_ARG(hardest.question->path), hardest.figure)
                       : (Str){0};
  lint_fact(lint, ADVICE_FACT_LIX, (Place){0}, lix(whole),
            SAY(lint,
                "LIX %d, %s" STR_FMT
                ". (Words in a sentence plus words of more than six letters in a hundred, over %zu words of questions "
                "and hints; a short text weighs little)",
                lix(whole), grade(lix(whole)), STR_ARG(most), whole.words));
}
