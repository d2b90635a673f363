#include "lengths.h"

#include "notes.h"
#include "words.h"

enum {
  LINES_CHOICE = 3,
  LINES_LABEL = 6,
  TITLE_LINES = 3,
  COLUMNS_MAX = 3,
  HAN = 0x2E80,
  ARABIC = 0x590,
  ARABIC_END = 0x900,
  CYRILLIC = 0x400
};

const LengthsDisplay lengths_ten_inch = {217, 136}, lengths_seven_inch = {154, 92.4};

/* --- letters --- */

static bool is_one_of(uint32_t cp, const char *letters) {
  const Str all = str_from(letters);
  uint32_t other;
  for (size_t at = 0; str_next_cp(all, &at, &other);)
    if (other == cp) return true;
  return false;
}

static double latin_em(uint32_t cp) {
  if (cp == ' ' || is_one_of(cp, "ijlI.,:;!'|")) return 0.27;
  if (is_one_of(cp, "frt-()")) return 0.37;
  if (is_one_of(cp, "mwæMWÆ")) return 0.87;
  return cp >= 'A' && cp <= 'Z' ? 0.68 : 0.58;
}

static double cyrillic_em(uint32_t cp) {
  if (is_one_of(cp, "ії")) return 0.26;
  if (is_one_of(cp, "жшщюфмыЖШЩЮФМ")) return 0.82;
  return cp < 0x430 ? 0.70 : 0.58;
}

/* Middling widths, of faces such as Inter and Noto Sans. */
static double letter_em(uint32_t cp) {
  if (cp >= HAN && cp < 0x1F000) return 1.0;
  if (cp >= ARABIC && cp < ARABIC_END) return cp >= 0x64B && cp <= 0x65F ? 0 : 0.44; /* its vowels stand above and below */
  return cp >= CYRILLIC && cp < ARABIC ? cyrillic_em(cp) : latin_em(cp);
}

double lengths_text_mm(Str text, double em_mm) {
  double width = 0;
  size_t at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp))
    width += letter_em(cp) * em_mm;
  return width;
}

/* Takes what no line ends within off the front of a word: to behind a hyphen or a stroke. */
static Str next_piece(Str *word) {
  size_t end = 0;
  while (end < word->len && !(end > 0 && (word->ptr[end - 1] == '-' || word->ptr[end - 1] == '/')))
    end++;
  const Str piece = {word->ptr, end};
  *word = (Str){word->ptr + end, word->len - end};
  return piece;
}

typedef struct Line {
  double em_mm, width_mm, used_mm;
  LengthsGuess guess;
  double broken_mm;
} Line;

static void put(Line *line, Str piece, bool begins_word) {
  const double width = lengths_text_mm(piece, line->em_mm);
  const double space = line->used_mm > 0 && begins_word ? letter_em(' ') * line->em_mm : 0;
  const bool fits = line->used_mm + space + width <= line->width_mm;
  if (width > line->width_mm && width > line->broken_mm) {
    line->guess.broken = piece;
    line->broken_mm = width;
  }
  line->guess.lines += line->used_mm > 0 && !fits;
  line->used_mm = fits ? line->used_mm + space + width : width;
  for (; line->used_mm > line->width_mm; line->used_mm -= line->width_mm)
    line->guess.lines++;
}

LengthsGuess lengths_guess(Str text, double em_mm, double width_mm) {
  Line line = {.em_mm = em_mm, .width_mm = width_mm, .guess = {.lines = 1}};
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text)) {
    bool begins = true;
    for (Str piece = next_piece(&word); piece.len; piece = next_piece(&word), begins = false)
      put(&line, piece, begins);
  }
  return line.guess;
}

/* --- the page --- */

static double clamp(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

static double larger(double a, double b) {
  return a > b ? a : b;
}

/* kiosk/ui/size.c and the bands of its pages, in millimetres. */
LengthsModel lengths_model(LengthsDisplay display) {
  const double high = display.height_mm, scale = clamp(high / 175, 1, 1.8), margin = clamp(high * 0.045, 4, 14);
  const double body = 4.9 * scale * clamp(high * 0.065 / 4.9, 1, 1.5) / 0.727; /* capitals of Inter, of its em */
  const double target = larger(15 * clamp(scale, 1, 1.2), body * 1.45), gap = 3 * scale;
  LengthsModel model = {.body = body, .title = body * 1.28, .gap = gap, .gap_tight = 1.6 * scale, .gap_wide = 6 * scale};
  const double width = display.width_mm - 2 * margin;
  model.column = width < 205 * scale ? width : 205 * scale;
  model.answer = 20 * clamp(scale, 1, 1.2);
  model.mark = larger(model.answer * 0.4, body * 7 / 6);
  model.tight = high < 110;
  const double above = model.tight ? larger(margin / 2, 3.6) : margin / 2 + target + gap;
  model.content = high - above - (gap + target + margin);
  return model;
}

static double line_mm(double em_mm) {
  return 1.21 * em_mm;
}

/* A long question is set in the letters of its answers. */
static double title_em(const LengthsModel *model, Str label) {
  const bool is_long = lengths_guess(label, model->title, model->column).lines > TITLE_LINES;
  return model->tight || is_long ? model->body : model->title;
}

/* What the question's words leave for its answers. */
static double room_mm(const LengthsModel *model, const Form *form, const Question *question, int language_ix) {
  const Str label = text_in(form, question->label, language_ix), hint = text_in(form, question->hint, language_ix);
  const double em = title_em(model, label);
  double used = lengths_guess(label, em, model->column).lines * line_mm(em) + (model->tight ? model->gap_tight : model->gap_wide);
  const double hint_em = model->tight ? model->body * 0.76 : model->body;
  if (hint.len > 0)
    used += lengths_guess(hint, hint_em, model->column).lines * line_mm(hint_em) + (model->tight ? 0 : model->gap_tight);
  return model->content - used - 2;
}

static double column_mm(const LengthsModel *model, size_t columns) {
  return (model->column - (double)(columns - 1) * model->gap) / (double)columns;
}

static double row_words_mm(const LengthsModel *model, size_t columns) {
  const double width = column_mm(model, columns);
  const double pad = width < 70 ? model->gap : model->gap_wide;
  return width - 2 * pad - model->mark - model->gap;
}

typedef struct Rows { /* of a list's choices */
  double high_mm;
  bool whole; /* no word is broken */
} Rows;

static Rows rows(const LengthsModel *model, const Form *form, const ChoiceList *list, size_t columns, int language_ix) {
  const double words_mm = row_words_mm(model, columns);
  Rows rows = {.high_mm = -model->gap, .whole = true};
  double row_mm = 0;
  for (size_t i = 0; i < list->count; i++) {
    const LengthsGuess guess = lengths_guess(text_in(form, list->choices[i].label, language_ix), model->body, words_mm);
    rows.whole &= guess.broken.len == 0;
    row_mm = larger(row_mm, larger(model->answer, guess.lines * line_mm(model->body) + 2 * model->gap_tight));
    if ((i + 1) % columns != 0 && i + 1 < list->count) continue;
    rows.high_mm += row_mm + model->gap;
    row_mm = 0;
  }
  return rows;
}

/* One column, or, where the answers would not fit below one another, more, as long as each is 70 mm wide and no word is broken. Scales,
 * tables and lists that open on a page of their own keep words whole by themselves: a column each. */
double lengths_choice_mm(const LengthsModel *model, const Form *form, const Question *question, int language_ix) {
  enum { LISTED_MAX = 30 };
  const unsigned others =
      APPEARANCE_MINIMAL | APPEARANCE_NPS | APPEARANCE_STARS | APPEARANCE_SMILEYS | APPEARANCE_LIKERT | APPEARANCE_HORIZONTAL;
  const ChoiceList *list = form_choices(form, question);
  const bool listed = list && !(question->appearance & others) && question->table_ix < 0 && question->columns == 0;
  const double room_left_mm = listed ? room_mm(model, form, question, language_ix) : 0;
  size_t columns = 1;
  while (listed && list->count <= LISTED_MAX && columns < COLUMNS_MAX &&
         rows(model, form, list, columns, language_ix).high_mm > room_left_mm && column_mm(model, columns + 1) >= 70 &&
         rows(model, form, list, columns + 1, language_ix).whole)
    columns++;
  return row_words_mm(model, columns);
}

/* --- what is said --- */

typedef struct Subject {
  Str text, name;
  Place place;
  double em_mm, width_mm;
  int lines_max;
} Subject;

static void judge(Lint *lint, const Subject *subject) {
  if (subject->text.len == 0) return;
  const LengthsGuess guess = lengths_guess(subject->text, subject->em_mm, subject->width_mm);
  if (guess.broken.len > 0)
    lint_say(lint, ADVICE_WORD_LONG, subject->place,
             SAY(lint,
                 "the word \"" STR_FMT "\" of " STR_FMT " will not fit on one line at the largest letters of a 10-inch display",
                 STR_ARG(guess.broken), STR_ARG(subject->name)),
             STR("this is an estimate; find a shorter word, or see what kioskctl preview shows"));
  if (guess.lines > subject->lines_max)
    lint_say(lint, ADVICE_TEXT_LONG, subject->place,
             SAY(lint, STR_FMT " will take about %d lines at the largest letters of a 10-inch display", STR_ARG(subject->name),
                 guess.lines),
             STR("this is an estimate; a shorter text is read by more people, and the rest may go into a hint"));
}

static void judge_questions(Lint *lint, const LengthsModel *model) {
  for (size_t i = 0; i < lint->form->question_count; i++) {
    const Question *question = &lint->form->questions[i];
    if (!form_type(question->kind)->asked) continue;
    const Str label = lint_label(lint, question->label);
    judge(lint, &(Subject){label, question->path, question->place, title_em(model, label), model->column, LINES_LABEL});
  }
}

/* By list: the narrowest that a question leaves to its choices; 0: none offers it. */
static double *narrowest(Lint *lint, const LengthsModel *model) {
  const Form *form = lint->form;
  double *widths_mm = ARENA_ARRAY(lint->arena, double, form->list_count + 1);
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    if (question->list_ix < 0 || !form_type(question->kind)->asked) continue;
    const double width_mm = lengths_choice_mm(model, form, question, lint->setup->language_ix);
    double *least = &widths_mm[question->list_ix];
    if (*least <= 0 || width_mm < *least) *least = width_mm;
  }
  return widths_mm;
}

static void judge_choices(Lint *lint, const LengthsModel *model, const ChoiceList *list, double width_mm) {
  for (size_t i = 0; i < list->count; i++) {
    const Choice *choice = &list->choices[i];
    const Str name = SAY(lint, "the choice " STR_FMT "/" STR_FMT, STR_ARG(list->name), STR_ARG(choice->name));
    judge(lint, &(Subject){lint_label(lint, choice->label), name, choice->place, model->body, width_mm, LINES_CHOICE});
  }
}

void lint_lengths(Lint *lint) {
  const LengthsModel model = lengths_model(lengths_ten_inch);
  const double *widths_mm = narrowest(lint, &model);
  judge_questions(lint, &model);
  for (size_t i = 0; i < lint->form->list_count; i++)
    if (widths_mm[i] > 0) judge_choices(lint, &model, &lint->form->lists[i], widths_mm[i]);
}
