#include "preview_page.h"
#include "preview_facts.h"
#include "preview_folder.h"
#include "preview_html.h"
#include "preview_style.h"

enum { CONTENTS_OPEN_MAX = 60 };

typedef struct PageWriter {
  const Preview *preview;
  const Form *form;
  FactWriter facts;
  Sink *out;
} PageWriter;

static int first_language(const PageWriter *w) {
  return w->preview->languages[0];
}

static void put_lang(const PageWriter *w, int language_ix) {
  sink_z(w->out, " lang=\"");
  html_text(w->out, w->form->languages[language_ix].code);
  sink_printf(w->out, "\" dir=\"%s\"", w->form->languages[language_ix].rtl ? "rtl" : "ltr");
}

/* Words of the form, which are in its language; the rest is this page's. */
static bool has_own_title(const PreviewScreen *screen) {
  return screen->kind == PREVIEW_PAGE || screen->kind == PREVIEW_REPEAT;
}

/* What a screen is called: the words of its group, of its first question or of its repeat, or what it is. */
static Str screen_title(const PageWriter *w, const PreviewScreen *screen, int language_ix) {
  static const char *const words[] = {[PREVIEW_ATTRACT] = "The first screen",
                                      [PREVIEW_REVIEW] = "All answers, before they are sent in",
                                      [PREVIEW_MESSAGE] = "When an answer is missing",
                                      [PREVIEW_THANKS] = "The last screen"};
  if (!has_own_title(screen)) return str_from(words[screen->kind]);
  const Question *question = screen->kind == PREVIEW_PAGE ? &w->form->questions[screen->question_ixs[0]] : NULL;
  const Group *group = screen->group_ix >= 0 ? &w->form->groups[screen->group_ix] : NULL;
  Str label = group ? text_in(w->form, group->label, language_ix) : (Str){NULL, 0};
  if (label.len == 0 && question) label = text_in(w->form, question->label, language_ix);
  if (label.len > 0) return label;
  BUG_UNLESS(question || group); /* a repeat's page has its group */
  return question ? question->name : group->name;
}

/* On the page behind a repeat the same words would stand twice. */
static void put_title(const PageWriter *w, const PreviewScreen *screen, int language_ix) {
  html_words(w->out, screen_title(w, screen, language_ix));
  if (screen->kind == PREVIEW_REPEAT) sink_z(w->out, " – another one?");
}

static void put_contents_item(const PageWriter *w, size_t i) {
  const PreviewScreen *screen = &w->preview->screens[i];
  sink_printf(w->out, "<li><a href=\"#screen-%zu\"", i + 1);
  if (has_own_title(screen)) put_lang(w, first_language(w));
  sink_z(w->out, ">");
  put_title(w, screen, first_language(w));
  sink_z(w->out, "</a></li>\n");
}

/* A long list is folded, so that the first screen is not far down. */
static void put_contents(const PageWriter *w) {
  bool folded = w->preview->count > CONTENTS_OPEN_MAX;
  sink_z(w->out, "<nav aria-label=\"Screens\">\n");
  if (folded) sink_printf(w->out, "<details>\n<summary>All %zu screens</summary>\n", w->preview->count);
  sink_z(w->out, "<ol>\n");
  for (size_t i = 0; i < w->preview->count; i++)
    put_contents_item(w, i);
  sink_printf(w->out, "</ol>\n%s</nav>\n", folded ? "</details>\n" : "");
}

static void put_sums(const PageWriter *w) {
  int minutes = form_minutes(w->form);
  sink_z(w->out, "<ul class=\"sums\">\n<li>Form <code>");
  html_text(w->out, w->form->form_id);
  sink_z(w->out, "</code></li>\n<li>Version <code>");
  html_text(w->out, w->form->version);
  sink_printf(w->out, "</code></li>\n<li>%zu screens</li>\n<li>About %d minute%s</li>\n", w->preview->count, minutes,
              minutes == 1 ? "" : "s");
  for (size_t i = 0; i < w->preview->language_count; i++) {
    sink_z(w->out, "<li");
    put_lang(w, w->preview->languages[i]);
    sink_z(w->out, ">");
    html_text(w->out, w->form->languages[w->preview->languages[i]].name);
    sink_z(w->out, "</li>\n");
  }
  sink_z(w->out, "</ul>\n");
}

static void put_head(const PageWriter *w) {
  const Form *form = w->form;
  Str title = text_in(form, form->title, first_language(w));
  sink_z(w->out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n" PREVIEW_MARK "\n<title>");
  html_text(w->out, title);
  sink_printf(w->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<header>\n<h1", preview_style);
  put_lang(w, first_language(w));
  sink_z(w->out, ">");
  html_text(w->out, title);
  sink_z(w->out, "</h1>\n<p class=\"lead\">Every screen, as visitors see it. Questions that depend on other answers are shown too; "
                 "“…” in a picture and [name] in a title stand for an answer.<span class=\"touch\"> A picture opens large when it "
                 "is touched.</span></p>\n");
  put_sums(w);
  sink_z(w->out, "</header>\n<main>\n");
}

static void put_picture(const PageWriter *w, const PreviewScreen *screen, size_t number, size_t i) {
  int language_ix = w->preview->languages[i];
  const Language *language = &w->form->languages[language_ix];
  sink_z(w->out, "<figure><a href=\"");
  html_text(w->out, screen->files[i]);
  sink_z(w->out, "\"><img src=\"");
  html_text(w->out, screen->files[i]);
  sink_printf(w->out, "\" width=\"%d\" height=\"%d\" loading=\"lazy\" alt=\"Screen %zu in ", w->preview->width_px,
              w->preview->height_px, number);
  html_text(w->out, language->name);
  sink_z(w->out, ": ");
  put_title(w, screen, language_ix);
  sink_z(w->out, "\"></a><figcaption");
  put_lang(w, language_ix);
  sink_z(w->out, ">");
  html_text(w->out, language->name);
  sink_z(w->out, "</figcaption></figure>\n");
}

static void put_screen(PageWriter *w, const PreviewScreen *screen, size_t number) {
  sink_printf(w->out, "<section id=\"screen-%zu\">\n<h2><span class=\"number\">%zu</span> <span", number, number);
  if (has_own_title(screen)) put_lang(w, first_language(w));
  sink_z(w->out, ">");
  put_title(w, screen, first_language(w));
  sink_z(w->out, "</span></h2>\n");
  bool tall = w->preview->height_px > w->preview->width_px;
  sink_printf(w->out, "<div class=\"pictures%s\">\n", tall ? " tall" : "");
  for (size_t i = 0; i < w->preview->language_count; i++)
    put_picture(w, screen, number, i);
  sink_z(w->out, "</div>\n");
  if (screen->kind == PREVIEW_REPEAT) facts_write_repeat(&w->facts, screen->group_ix);
  for (size_t i = 0; screen->kind == PREVIEW_PAGE && i < screen->question_count; i++)
    facts_write_question(&w->facts, screen->question_ixs[i], screen->question_count > 1);
  sink_z(w->out, "</section>\n");
}

void preview_page_write(const Preview *preview, Arena *scratch, Sink *out) {
  arena_rewind(scratch);
  PageWriter w = {.preview = preview, .form = preview->form, .out = out};
  w.facts = facts_new(scratch, preview, out);
  put_head(&w);
  put_contents(&w);
  for (size_t i = 0; i < preview->count; i++)
    put_screen(&w, &preview->screens[i], i + 1);
  facts_write_unseen(&w.facts);
  sink_z(out, "</main>\n</body>\n</html>\n");
}
