#include "moment.h"
#include "number.h"

enum { MONTHS = 12, YEAR_DIGITS = 4 };

static bool asks_month(const Question *question) {
  return (question->appearance & APPEARANCE_MONTH_YEAR) != 0 && !(question->appearance & APPEARANCE_YEAR);
}

static bool asks_year(const Question *question) {
  return (question->appearance & APPEARANCE_YEAR) != 0;
}

static WebPhrase not_one_of(const Question *question) {
  return asks_month(question) ? WEB_PHRASE_MONTH_NOT_ONE : asks_year(question) ? WEB_PHRASE_YEAR_NOT_ONE : WEB_PHRASE_DATE_NOT_ONE;
}

static WebShape shape_of(const Page *page, const WebAsked *asked) {
  (void)page;
  return asks_month(asked->question) ? WEB_GROUP : WEB_FIELD;
}

/* What is typed of a month and a year stands with a line between them, the month's number first. */
typedef struct MonthText {
  Str month, year;
} MonthText;

static MonthText month_text(const Page *page, const WebAsked *asked) {
  if (asked->is_typed) {
    MomentText parts = web_moment_text(page, asked);
    return asks_year(asked->question) ? (MonthText){{0}, parts.date} : (MonthText){parts.date, parts.time};
  }
  if (value_is_empty(asked->answer)) return (MonthText){0};
  CivilTime t = civil_from_days(asked->answer.days);
  return (MonthText){page_int(page, t.month), page_int(page, t.year)};
}

static void add_year(Page *page, const WebAsked *asked, Str id, Str year) {
  HTML(&page->html,
       "<input class=\"short\" type=\"text\" autocomplete=\"off\" inputmode=\"numeric\" maxlength=\"8\" name=\"{}\" id=\"{}\" "
       "value=\"{}\"",
       id, id, year);
  if (asked->required) html_put(&page->html, " aria-required=\"true\"");
  web_described(page, asked);
  web_invalid(page, asked);
  html_put(&page->html, ">");
}

static void add_month(Page *page, const WebAsked *asked, Str chosen) {
  Html *h = &page->html;
  HTML(h, "<div><label for=\"{}\">{}</label><select name=\"{}\" id=\"{}\"", asked->id, page_say(page, WEB_PHRASE_PART_MONTH),
       asked->id, asked->id);
  web_described(page, asked);
  web_invalid(page, asked);
  HTML(h, "><option value=\"\">{}</option>\n", page_say(page, WEB_PHRASE_PICK));
  for (int month = 1; month <= MONTHS; month++) {
    Str number = page_int(page, month);
    HTML(h, "<option value=\"{}\"{}>{}</option>\n", number, str_equal(number, chosen) ? STR(" selected") : STR(""),
         page_say(page, (WebPhrase)(WEB_PHRASE_MONTH_1 + month - 1)));
  }
  html_put(h, "</select></div>\n");
}

static void render(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  MonthText parts = asks_month(asked->question) || asks_year(asked->question) ? month_text(page, asked) : (MonthText){0};
  if (asks_month(asked->question)) {
    Str id = arena_printf(page->arena, STR_FMT ".year", STR_ARG(asked->id));
    html_put(h, "<div class=\"parts\">\n");
    add_month(page, asked, parts.month);
    HTML(h, "<div><label for=\"{}\">{}</label>", id, page_say(page, WEB_PHRASE_PART_YEAR));
    add_year(page, asked, id, parts.year);
    html_put(h, "</div>\n</div>\n");
  } else if (asks_year(asked->question)) {
    add_year(page, asked, asked->id, parts.year);
  } else {
    web_moment_field(page, asked, "date", asked->id, web_moment_text(page, asked).date);
  }
}

/* Day and month of an answer that are not shown stay as they are, while what is shown does. */
static bool read_year(const WebPosted *posted, int month, Str typed, Value *out) {
  double number;
  Str digits = web_plain_number(posted->arena, typed);
  if (digits.len != YEAR_DIGITS || !str_to_double(digits, &number) || number < 1) return false;
  int year = (int)number;
  *out = (Value){.kind = VALUE_DATE, .days = (double)civil_to_days(year, month > 0 ? month : 1, 1)};
  if (posted->answer.kind != VALUE_DATE) return true;
  CivilTime before = civil_from_days(posted->answer.days);
  if (before.year == year && (month == 0 || before.month == month)) *out = posted->answer;
  return true;
}

static bool read_month(const WebPosted *posted, Value *out, Str *typed) {
  double month = 0;
  Str number = web_field(posted, NULL), year = str_trim(web_field(posted, "year"));
  if (number.len == 0 && year.len == 0) return true;
  *typed = arena_printf(posted->arena, STR_FMT "\n" STR_FMT, STR_ARG(number), STR_ARG(year));
  if (!str_to_double(number, &month) || !(month >= 1 && month <= MONTHS) || month != (double)(int)month) return false;
  return read_year(posted, (int)month, year, out);
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  int64_t days;
  *out = VALUE_NONE;
  if (asks_month(posted->question)) return read_month(posted, out, typed);
  *typed = str_trim(web_field(posted, NULL));
  if (typed->len == 0) return true;
  if (asks_year(posted->question)) return read_year(posted, 0, *typed, out);
  if (!web_read_day(posted->arena, *typed, &days)) return false;
  *out = (Value){.kind = VALUE_DATE, .days = (double)days};
  return true;
}

static Str words(const Page *page, const WebAsked *asked) {
  if (!asks_month(asked->question) && !asks_year(asked->question)) return page_day(page, (int64_t)asked->answer.days);
  CivilTime t = civil_from_days(asked->answer.days);
  if (asks_year(asked->question)) return page_int(page, t.year);
  return arena_printf(page->arena, STR_FMT " %d", STR_ARG(page_say(page, (WebPhrase)(WEB_PHRASE_MONTH_1 + t.month - 1))), t.year);
}

const WebView web_view_date = {.kind = QUESTION_DATE,
                               .shape = WEB_FIELD,
                               .required = WEB_PHRASE_REQUIRED,
                               .not_one = WEB_PHRASE_DATE_NOT_ONE,
                               .not_one_of = not_one_of,
                               .shape_of = shape_of,
                               .render = render,
                               .read = read,
                               .words = words};
