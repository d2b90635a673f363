#include "view.h"

enum { LONGEST_CP = 4000 }; /* as the question takes */

static bool is_masked(const Question *question) {
  return (question->appearance & APPEARANCE_MASKED) != 0;
}

static Str shown(const WebAsked *asked) {
  if (asked->is_typed) return asked->typed;
  return asked->answer.kind == VALUE_TEXT ? asked->answer.text : (Str){0};
}

static Str hint(const Page *page, const WebAsked *asked) {
  if (!is_masked(asked->question)) return (Str){0};
  return page_say(page, value_is_empty(asked->answer) ? WEB_PHRASE_MASKED : WEB_PHRASE_MASKED_KEPT);
}

static void add_attributes(Page *page, const WebAsked *asked) {
  HTML(&page->html, " name=\"{}\" id=\"{}\" maxlength=\"{}\" dir=\"auto\"", asked->id, asked->id, page_int(page, LONGEST_CP));
  if (asked->required) html_put(&page->html, " aria-required=\"true\"");
  web_described(page, asked);
  web_invalid(page, asked);
}

/* A line break at the beginning of a textarea is not part of it: so there is one before the text. */
static void render(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  if (asked->question->appearance & APPEARANCE_MULTILINE) {
    html_put(h, "<textarea rows=\"5\" autocomplete=\"off\"");
    add_attributes(page, asked);
    HTML(h, ">\n{}</textarea>\n", shown(asked));
  } else if (is_masked(asked->question)) { /* what it holds stays on the server */
    html_put(h, "<input type=\"password\" autocomplete=\"off\"");
    add_attributes(page, asked);
    html_put(h, ">\n");
    web_clear(page, asked);
  } else {
    html_put(h, "<input type=\"text\" autocomplete=\"off\"");
    add_attributes(page, asked);
    HTML(h, " value=\"{}\">\n", shown(asked));
  }
}

/* Browsers send CR LF for a new line. Other control characters are no writing; a tab is a space. */
static Str tidy(Arena *arena, Str text) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t at = 0, from = 0;
  for (uint32_t cp; str_next_cp(text, &at, &cp); from = at) {
    bool control = cp < 0x20 || (cp >= 0x7f && cp <= 0x9f);
    if (cp == '\n' || !control)
      sink_bytes(&sink, text.ptr + from, at - from);
    else if (cp == '\t')
      sink_z(&sink, " ");
  }
  return str_trim(buffer_view(&buffer));
}

/* What stands there as it was shown is the answer as it was, with blanks that a kiosk has let through. */
static bool read(const WebPosted *posted, Value *out, Str *typed) {
  *typed = tidy(posted->arena, web_field(posted, NULL));
  bool kept = posted->answer.kind == VALUE_TEXT &&
              (typed->len == 0 ? is_masked(posted->question) : str_equal(*typed, tidy(posted->arena, posted->answer.text)));
  *out = kept ? posted->answer : value_text(*typed);
  return true;
}

static Str words(const Page *page, const WebAsked *asked) {
  (void)page;
  return is_masked(asked->question) ? STR("••••") : asked->answer.text;
}

const WebView web_view_text = {.kind = QUESTION_TEXT,
                               .shape = WEB_FIELD,
                               .required = WEB_PHRASE_REQUIRED,
                               .not_one = WEB_PHRASE_TEXT_NOT_ONE,
                               .hint = hint,
                               .render = render,
                               .read = read,
                               .words = words};
