/* What stands in one language and is missing in another. */
#include "notes.h"

enum { NAMED_MAX = 4 };

typedef struct Gap {
  const Lint *lint;
  int language_ix;
  size_t texts, missing;
  Buffer names; /* of the first that lack it */
  Place first;
} Gap;

static void look_at(Gap *gap, Text text, Str name, Place place) {
  if (text_is_empty(gap->lint->form, text)) return;
  gap->texts++;
  if (text.by_language[gap->language_ix].len > 0) return;
  if (gap->missing++ == 0) gap->first = place;
  Sink sink = sink_to_buffer(&gap->names);
  if (gap->missing <= NAMED_MAX) sink_printf(&sink, "%s" STR_FMT, gap->missing > 1 ? ", " : "", STR_ARG(name));
}

static void look_at_question(Gap *gap, const Question *question) {
  const Text texts[] = {question->label, question->hint, question->guidance_hint, question->required_message,
                        question->constraint_message};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    look_at(gap, texts[i], question->path, question->place);
}

/* What is said around the questions has no place of its own. */
static void look_at_frame(Gap *gap) {
  const Form *form = gap->lint->form;
  const Place place = {.file = form->file};
  if (!form->questions[0].place.sheet) look_at(gap, form->title, STR("form_title"), place); /* a workbook has but one */
  look_at(gap, form->kiosk.invite, STR("attract: invite"), place);
  look_at(gap, form->kiosk.thanks_text, STR("thanks: text"), place);
  look_at(gap, form->kiosk.followup_text, STR("followup: text"), place);
}

static void look_at_form(Gap *gap) {
  const Form *form = gap->lint->form;
  look_at_frame(gap);
  for (size_t i = 0; i < form->question_count; i++)
    if (form_type(form->questions[i].kind)->asked) look_at_question(gap, &form->questions[i]);
  for (size_t i = 0; i < form->group_count; i++)
    look_at(gap, form->groups[i].label, form->groups[i].path, form->groups[i].place);
  for (size_t i = 0; i < form->list_count; i++)
    for (size_t k = 0; k < form->lists[i].count; k++)
      look_at(gap, form->lists[i].choices[k].label,
              SAY(gap->lint, STR_FMT "/" STR_FMT, STR_ARG(form->lists[i].name), STR_ARG(form->lists[i].choices[k].name)),
              form->lists[i].choices[k].place);
}

void lint_translations(Lint *lint) {
  const Form *form = lint->form;
  for (size_t i = 0; i < form->language_count && form->language_count > 1; i++) {
    Gap gap = {.lint = lint, .language_ix = (int)i, .names = buffer_new(lint->arena)};
    look_at_form(&gap);
    if (gap.missing == 0) continue;
    const Language *language = &form->languages[i];
    lint_say(lint, ADVICE_TRANSLATIONS, gap.first,
             SAY(lint, STR_FMT " (" STR_FMT ") lacks %zu of %zu texts: " STR_FMT "%s", STR_ARG(language->name),
                 STR_ARG(language->code), gap.missing, gap.texts, STR_ARG(buffer_view(&gap.names)),
                 gap.missing > NAMED_MAX ? " ..." : ""),
             gap.missing == gap.texts
                 ? STR("have it translated, or take the language out; --brief names each place")
                 : STR("who chooses it reads these in another language: have them translated; --brief names each place"));
  }
}
