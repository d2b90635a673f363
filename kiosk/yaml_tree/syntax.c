#include <string.h>

#include "codes.h"
#include "syntax.h"

typedef struct Complaint {
  const char *problem; /* libyaml's */
  bool at_context;     /* the place to mend is where the construct opens, not where it broke */
  const char *what, *remedy;
} Complaint;

static const Complaint COMPLAINTS[] = {
    {"mapping values are not allowed in this context", false, "a colon cannot stand here",
     "put a text that contains ': ' in quotes; if this line is a key of its own, give it the indentation of its neighbours"},
    {"could not find expected ':'", true, "this line has no colon and is not part of a text",
     "write it as KEY: VALUE, or put the text it belongs to in quotes"},
    {"did not find expected key", false, "this does not fit the lines above it",
     "give all keys of one block the same indentation; put a text that contains quotes in the other kind of quotes"},
    {"did not find expected '-' indicator", false, "this does not fit the list above it",
     "begin each item of the list with '- ' in the same column"},
    {"block sequence entries are not allowed in this context", false, "a list item cannot start here",
     "put each '- ' on a line of its own; put a text that begins with '- ' in quotes"},
    {"did not find expected ',' or '}'", true, "this { is never closed, or a comma is missing behind it",
     "write {KEY: VALUE, KEY: VALUE}; put a text with a comma or a bracket in quotes"},
    {"did not find expected ',' or ']'", true, "this [ is never closed, or a comma is missing behind it",
     "write [ITEM, ITEM]; put a text with a comma or a bracket in quotes"},
    {"found unexpected end of stream", true, "this quotation mark is never closed", "close the text with the same quotation mark"},
    {"found unexpected document indicator", true, "this quotation mark is never closed",
     "close the text with the same quotation mark"},
    {"found unknown escape character", false,
     "a backslash in double quotes changes the character after it, and this is none it can change",
     "write two backslashes, or use single quotes"},
    {"did not find expected hexdecimal number", true, "a \\x or \\u in double quotes needs hexadecimal digits after it",
     "write the character itself, or use single quotes"},
    {"found invalid Unicode character escape code", true, "a \\u or \\U in double quotes names no character",
     "write the character itself, or use single quotes"},
    {"did not find expected node content", false, "a value is missing here",
     "write the value; put a text that begins with one of , } ] in quotes"},
    {"did not find expected <document start>", false, "this does not belong to what stands above it",
     "give the keys at the top the same indentation as the first one, and look for a bracket too many"},
    {"did not find expected comment or line break", false, "nothing may follow | or > on its line",
     "begin the text on the next line, indented; put a text that begins with | or > in quotes"},
    {"found a tab character where an indentation space is expected", false, "a tab cannot indent a line", "use spaces"},
    {"found a tab character that violates indentation", false, "a tab cannot indent a line", "use spaces"},
    {"mapping keys are not allowed in this context", false, "a question mark cannot start a value", "put the text in quotes"},
    {"did not find expected alphabetic or numeric character", true, "a text cannot start with & or *", "put the text in quotes"},
    {"found unknown directive name", true, "a line cannot start with %", "put the text in quotes"},
    {"could not find expected directive name", true, "a line cannot start with %", "put the text in quotes"},
    {"found undefined tag handle", true, "a text cannot start with !", "put the text in quotes"},
    {"did not find expected tag URI", true, "a text cannot start with !", "put the text in quotes"},
    {"did not find expected whitespace or line break", true, "a text cannot start with !", "put the text in quotes"},
};

static size_t index_of(const yaml_mark_t *mark, const Lines *lines) {
  size_t cp_count = str_count_cp(lines->text);
  return mark->index < cp_count ? mark->index : cp_count;
}

/* libyaml says "cannot start any token" of a tab as well as of a stray @. */
static void report_character(const Lines *lines, size_t cp_ix, Diags *diags) {
  Place place = lines_place(lines, cp_ix);
  size_t at = 0;
  uint32_t cp = 0;
  for (int column = 0; column < place.column; column++)
    str_next_cp(lines_text(lines, place.line), &at, &cp);
  if (cp == '\t') {
    lines_diag(lines, cp_ix, diags, YAML_CODE_SYNTAX, STR("a tab cannot indent a line"), STR("use spaces"));
    return;
  }
  char bytes[4];
  Str what = arena_printf(diags->arena, "a text cannot start with %.*s", (int)utf8_encode(cp, bytes), bytes);
  lines_diag(lines, cp_ix, diags, YAML_CODE_SYNTAX, what, STR("put the text in quotes"));
}

static const Complaint *find_complaint(const char *problem) {
  for (size_t i = 0; i < COUNT_OF(COMPLAINTS); i++)
    if (strcmp(COMPLAINTS[i].problem, problem) == 0) return &COMPLAINTS[i];
  return NULL;
}

/* The reader gives its place in bytes and looks ahead, so its marks are of no use. */
static void report_reader(const yaml_parser_t *parser, const Lines *lines, Diags *diags) {
  size_t byte = parser->problem_offset < lines->text.len ? parser->problem_offset : lines->text.len;
  Str what = arena_printf(diags->arena, "the character U+%04X cannot stand in a YAML file", (unsigned)parser->problem_value);
  lines_diag(lines, str_count_cp((Str){lines->text.ptr, byte}), diags, YAML_CODE_ENCODING, what, STR("delete it"));
}

void syntax_report(const yaml_parser_t *parser, const Lines *lines, Diags *diags) {
  if (parser->error == YAML_MEMORY_ERROR) BUG("out of memory");
  if (parser->error == YAML_READER_ERROR) {
    report_reader(parser, lines, diags);
    return;
  }
  const char *problem = parser->problem ? parser->problem : "";
  size_t broke_at = index_of(&parser->problem_mark, lines);
  if (strcmp(problem, "found character that cannot start any token") == 0) {
    report_character(lines, broke_at, diags);
    return;
  }
  const Complaint *complaint = find_complaint(problem);
  if (!complaint) {
    Str what = arena_printf(diags->arena, "this is not YAML (%s)", problem);
    lines_diag(lines, broke_at, diags, YAML_CODE_SYNTAX, what, STR("put the text in quotes, or look at the lines above"));
    return;
  }
  size_t at = complaint->at_context ? index_of(&parser->context_mark, lines) : broke_at;
  lines_diag(lines, at, diags, YAML_CODE_SYNTAX, str_from(complaint->what), str_from(complaint->remedy));
}
