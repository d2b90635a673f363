/* Texts that will be long at the largest letters. No font is asked: this is the arithmetic of the kiosk's own sizes on the smallest display
 * that it is meant for, lying, with letters of a middling width; an estimate, and said to be one. */
#include "lengths.h"
#include "notes.h"
#include "words.h"

enum { LINES_CHOICE = 3, LINES_LABEL = 6, HAN = 0x2E80, ARABIC = 0x590, ARABIC_END = 0x900, CYRILLIC = 0x400 };

/* Middling widths of letters, in ems: of a text and its spaces, in faces such as Inter and Noto Sans. */
static double letter_em(uint32_t cp) {
  if (cp >= HAN && cp < 0x1F000) return 1.0;
  if (cp >= ARABIC && cp < ARABIC_END) return 0.42;
  if (cp >= CYRILLIC && cp < ARABIC) return 0.57;
  return cp >= 'A' && cp <= 'Z' ? 0.66 : cp == ' ' || cp == 'i' || cp == 'l' || cp == 'j' || cp == 't' ? 0.30 : 0.55;
}

double lengths_text_mm(Str text, double em_mm) {
  double width = 0;
  size_t at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp))
    width += letter_em(cp) * em_mm;
  return width;
}

LengthsModel lengths_model(void) {
  const double cap_ratio = 0.727;               /* of Inter */
  const double body_mm = 4.9 * 1.5 / cap_ratio; /* kiosk/ui/size.c, at TEXT_LARGEST */
  const double short_mm = LENGTHS_DISPLAY_HEIGHT_MM, margin_mm = short_mm * 0.045;
  const double column_mm = LENGTHS_DISPLAY_WIDTH_MM - 2 * margin_mm;
  return (LengthsModel){.body_mm = body_mm, .title_mm = body_mm * 1.28, .column_mm = column_mm < 205 ? column_mm : 205};
}

static int lines(Str text, double em_mm, double width_mm) {
  int count = 1;
  double used = 0;
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text)) {
    const double width = lengths_text_mm(word, em_mm), space = used > 0 ? 0.3 * em_mm : 0;
    if (used > 0 && used + space + width > width_mm) {
      count++;
      used = width;
    } else {
      used += space + width;
    }
  }
  return count;
}

static Str widest_word(Str text, double em_mm) {
  Str widest = {0};
  for (Str word = str_next_word(&text); word.len; word = str_next_word(&text))
    if (lengths_text_mm(word, em_mm) > lengths_text_mm(widest, em_mm)) widest = word;
  return widest;
}

static void judge(Lint *lint, Str text, Str name, Place place, double em_mm, double width_mm, int lines_max) {
  if (text.len == 0) return;
  const int count = lines(text, em_mm, width_mm);
  const Str word = widest_word(text, em_mm);
  if (lengths_text_mm(word, em_mm) > width_mm)
    lint_say(lint, ADVICE_WORD_LONG, place,
             SAY(lint,
                 "the word \"" STR_FMT "\" of " STR_FMT " will not fit on one line at the largest letters of a 10-inch display",
                 STR_ARG(word), STR_ARG(name)),
             STR("this is an estimate; find a shorter word, or look at kioskctl preview"));
  if (count <= lines_max) return;
  lint_say(lint, ADVICE_TEXT_LONG, place,
           SAY(lint, STR_FMT " will take about %d lines at the largest letters of a 10-inch display", STR_ARG(name), count),
           STR("this is an estimate; a shorter text is read by more people, and the rest may go into a hint"));
}

void lint_lengths(Lint *lint) {
  const LengthsModel model = lengths_model();
  const Form *form = lint->form;
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    if (form_type(question->kind)->asked)
      judge(lint, lint_label(lint, question->label), question->path, question->place, model.title_mm, model.column_mm, LINES_LABEL);
  }
  const double button_mm = model.column_mm - 2 * model.body_mm; /* its padding and its mark */
  for (size_t i = 0; i < form->list_count; i++)
    for (size_t k = 0; k < form->lists[i].count; k++) {
      const Choice *choice = &form->lists[i].choices[k];
      judge(lint, lint_label(lint, choice->label),
            SAY(lint, "the choice " STR_FMT "/" STR_FMT, STR_ARG(form->lists[i].name), STR_ARG(choice->name)), choice->place,
            model.body_mm, button_mm, LINES_CHOICE);
    }
}
