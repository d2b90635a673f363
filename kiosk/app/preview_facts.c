#include "preview_facts.h"
#include "preview_html.h"

enum { CHOICES_SHOWN_MAX = 60 };

/* An expression as it is written. */
static void put_expression(FactWriter *w, const char *name, const Expr *expr) {
  if (expr != NULL) html_fact(w->out, name, expr_text(expr));
}

/* A plain default is an expression that the form has made of it. */
static void put_default(FactWriter *w, const Expr *expr) {
  Value value;
  bool plain = expr != NULL && expr_constant(expr, &value);
  if (plain)
    html_fact(w->out, "Begins with", value_to_str(w->arena, value));
  else
    put_expression(w, "Begins with", expr);
}

static void put_required(FactWriter *w, const Expr *expr) {
  Value value;
  bool plain = expr != NULL && expr_constant(expr, &value);
  if (plain)
    html_fact(w->out, "Required", expr_to_boolean(value) ? STR("always") : STR("never"));
  else
    put_expression(w, "Required", expr);
}

static void put_message(FactWriter *w, const char *name, Text message) {
  if (text_is_empty(w->form, message)) return;
  sink_printf(w->out, "<dt>%s</dt><dd>", name);
  html_text(w->out, text_in(w->form, message, w->preview->languages[0]));
  sink_z(w->out, "</dd>\n");
}

static void put_type(FactWriter *w, const Question *question) {
  const ChoiceList *list = form_choices(w->form, question);
  sink_printf(w->out, "<dt>Type</dt><dd><code>%s", form_type(question->kind)->name);
  if (list != NULL) {
    sink_z(w->out, " ");
    html_text(w->out, list->name);
  }
  sink_z(w->out, "</code></dd>\n");
  const Range *range = &question->range;
  if (question->kind == QUESTION_RANGE)
    html_fact(w->out, "Range",
              arena_printf(w->arena, STR_FMT " to " STR_FMT " in steps of " STR_FMT, STR_ARG(number_to_str(w->arena, range->start)),
                           STR_ARG(number_to_str(w->arena, range->end)), STR_ARG(number_to_str(w->arena, range->step))));
  html_fact(w->out, "Appearance", form_appearance_words(w->arena, question->appearance));
}

/* A question is asked only where all the groups around it are. */
static void put_conditions(FactWriter *w, const Question *question) {
  for (int ix = question->group_ix; ix >= 0; ix = w->form->groups[ix].parent_ix) {
    const Group *group = &w->form->groups[ix];
    put_expression(w, "Its group is shown when", group->relevant);
  }
  put_expression(w, "Shown when", question->relevant);
  put_required(w, question->required);
  put_message(w, "If it is missing", question->required_message);
  put_expression(w, "Must satisfy", question->constraint);
  put_message(w, "If it does not", question->constraint_message);
  put_expression(w, "Choices offered when", question->choice_filter);
  put_default(w, question->default_value);
  put_expression(w, "Calculated", question->calculation);
}

static void put_choice_cells(FactWriter *w, const Choice *choice) {
  sink_z(w->out, "<tr><td><code>");
  html_text(w->out, choice->name);
  sink_z(w->out, "</code></td>");
  for (size_t i = 0; i < w->preview->language_count; i++) {
    const Language *language = &w->form->languages[w->preview->languages[i]];
    sink_z(w->out, "<td lang=\"");
    html_text(w->out, language->code);
    sink_printf(w->out, "\" dir=\"%s\">", language->rtl ? "rtl" : "ltr");
    html_text(w->out, text_in(w->form, choice->label, w->preview->languages[i]));
    sink_z(w->out, "</td>");
  }
  sink_z(w->out, "</tr>\n");
}

/* The screen may have to be scrolled to see them all; here they stand. */
static void put_choices(FactWriter *w, const ChoiceList *list) {
  if (list == NULL) return;
  sink_z(w->out, "<div class=\"table\"><table><thead><tr><th scope=\"col\">Choice</th>");
  for (size_t i = 0; i < w->preview->language_count; i++) {
    sink_z(w->out, "<th scope=\"col\">");
    html_text(w->out, w->form->languages[w->preview->languages[i]].name);
    sink_z(w->out, "</th>");
  }
  sink_z(w->out, "</tr></thead><tbody>\n");
  for (size_t i = 0; i < list->count && i < CHOICES_SHOWN_MAX; i++)
    put_choice_cells(w, &list->choices[i]);
  sink_z(w->out, "</tbody></table></div>\n");
  if (list->count > CHOICES_SHOWN_MAX)
    sink_printf(w->out, "<p class=\"soft\">and %zu more choices</p>\n", list->count - CHOICES_SHOWN_MAX);
}

FactWriter facts_new(Arena *arena, const Preview *preview, Sink *out) {
  return (FactWriter){.arena = arena, .preview = preview, .form = preview->form, .out = out};
}

void facts_write_question(FactWriter *w, int question_ix, bool with_title) {
  const Question *question = &w->form->questions[question_ix];
  sink_z(w->out, "<div class=\"facts\">\n");
  if (with_title) {
    sink_z(w->out, "<h3>");
    html_words(w->out, text_in(w->form, question->label, w->preview->languages[0]));
    sink_z(w->out, "</h3>\n");
  }
  sink_z(w->out, "<dl>\n");
  html_fact(w->out, "Name", question->path);
  put_type(w, question);
  put_conditions(w, question);
  sink_z(w->out, "</dl>\n");
  put_choices(w, form_choices(w->form, question));
  sink_z(w->out, "</div>\n");
}

void facts_write_repeat(FactWriter *w, int group_ix) {
  const Group *group = &w->form->groups[group_ix];
  sink_z(w->out, "<div class=\"facts\">\n<dl>\n");
  html_fact(w->out, "Repeat", group->path);
  put_expression(w, "Shown when", group->relevant);
  put_expression(w, "How many", group->repeat_count);
  sink_z(w->out, "</dl>\n</div>\n");
}

static size_t count_unseen(const Form *form) {
  size_t count = 0;
  for (size_t i = 0; i < form->question_count; i++)
    count += !form_type(form->questions[i].kind)->asked;
  return count;
}

void facts_write_unseen(FactWriter *w) {
  if (count_unseen(w->form) == 0) return;
  sink_z(w->out,
         "<section id=\"unseen\">\n<h2>On no screen</h2>\n<p class=\"soft\">What the form works out or notes by itself, and "
         "questions of types that a kiosk does not ask.</p>\n");
  for (size_t i = 0; i < w->form->question_count; i++)
    if (!form_type(w->form->questions[i].kind)->asked) facts_write_question(w, (int)i, false);
  sink_z(w->out, "</section>\n");
}
