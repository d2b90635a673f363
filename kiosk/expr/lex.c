#include "lex.h"

#include <string.h>

typedef struct Symbol {
  Str text;
  TokenKind kind;
  Operator op;
} Symbol;

static const Symbol symbols[] = {/* the longer of two with the same beginning first */
                                 {STR_INIT("!="), TOKEN_OPERATOR, OP_UNEQUAL},
                                 {STR_INIT("<="), TOKEN_OPERATOR, OP_LESS_EQUAL},
                                 {STR_INIT(">="), TOKEN_OPERATOR, OP_GREATER_EQUAL},
                                 {STR_INIT("="), TOKEN_OPERATOR, OP_EQUAL},
                                 {STR_INIT("<"), TOKEN_OPERATOR, OP_LESS},
                                 {STR_INIT(">"), TOKEN_OPERATOR, OP_GREATER},
                                 {STR_INIT("+"), TOKEN_OPERATOR, OP_ADD},
                                 {STR_INIT("-"), TOKEN_OPERATOR, OP_SUBTRACT},
                                 {STR_INIT("*"), TOKEN_OPERATOR, OP_MULTIPLY},
                                 {STR_INIT("("), TOKEN_OPEN, OP_NONE},
                                 {STR_INIT(")"), TOKEN_CLOSE, OP_NONE},
                                 {STR_INIT(","), TOKEN_COMMA, OP_NONE},
                                 {STR_INIT(".."), TOKEN_PARENT, OP_NONE},
                                 {STR_INIT("."), TOKEN_SELF, OP_NONE},
                                 {STR_INIT("/"), TOKEN_SLASH, OP_NONE},
                                 {STR_INIT("::"), TOKEN_AXIS, OP_NONE},
                                 {STR_INIT("["), TOKEN_BRACKET_OPEN, OP_NONE},
                                 {STR_INIT("]"), TOKEN_BRACKET_CLOSE, OP_NONE}};

static const Symbol word_operators[] = {{STR_INIT("and"), TOKEN_OPERATOR, OP_AND},
                                        {STR_INIT("or"), TOKEN_OPERATOR, OP_OR},
                                        {STR_INIT("div"), TOKEN_OPERATOR, OP_DIVIDE},
                                        {STR_INIT("mod"), TOKEN_OPERATOR, OP_MODULO}};

/* What people write who come from another language, or from a word processor. */
typedef struct WrongSymbol {
  Str text, remedy;
} WrongSymbol;

static const WrongSymbol wrong_symbols[] = {
    {STR_INIT("=="), STR_INIT("use a single =")},
    {STR_INIT("<>"), STR_INIT("write !=")},
    {STR_INIT("=>"), STR_INIT("write >=")},
    {STR_INIT("=<"), STR_INIT("write <=")},
    {STR_INIT("&&"), STR_INIT("write and")},
    {STR_INIT("||"), STR_INIT("write or")},
    {STR_INIT("&lt;"), STR_INIT("write <")},
    {STR_INIT("&gt;"), STR_INIT("write >")},
    {STR_INIT("&"), STR_INIT("write and, or concat() to join texts")},
    {STR_INIT("%"), STR_INIT("write mod")},
    {STR_INIT("!"), STR_INIT("write not(...)")},
    {STR_INIT("^"), STR_INIT("write pow(x, n)")},
    {STR_INIT(";"), STR_INIT("write a comma between arguments")},
    {STR_INIT("\xE2\x89\xA0"), STR_INIT("write !=")}, /* not equal to */
    {STR_INIT("\xE2\x89\xA4"), STR_INIT("write <=")},
    {STR_INIT("\xE2\x89\xA5"), STR_INIT("write >=")},
    {STR_INIT("\xE2\x88\x92"), STR_INIT("write - from the keyboard")}, /* minus sign */
    {STR_INIT("\xE2\x80\x93"), STR_INIT("write - from the keyboard")}, /* en dash */
    {STR_INIT("\xE2\x80\x94"), STR_INIT("write - from the keyboard")}, /* em dash */
    {STR_INIT("\xC3\x97"), STR_INIT("write *")},
    {STR_INIT("\xC3\xB7"), STR_INIT("write div")},
    {STR_INIT("`"), STR_INIT("put texts in ' or \"")},
    {STR_INIT("\xC2\xB4"), STR_INIT("put texts in ' or \"")}, /* acute accent */
    {STR_INIT("//"), STR_INIT("write div to divide; in a path, name every group on the way")},
    {STR_INIT("|"), STR_INIT("write or")},
    {STR_INIT("@"), STR_INIT("write ${name}; answers have no attributes")}};

typedef struct Quote {
  Str text;
  char family; /* a text ends at any quote of the family it began with: word processors mix them */
} Quote;

static const Quote quotes[] = {{STR_INIT("'"), '\''}, {STR_INIT("\xE2\x80\x98"), '\''}, {STR_INIT("\xE2\x80\x99"), '\''},
                               {STR_INIT("\""), '"'}, {STR_INIT("\xE2\x80\x9C"), '"'},  {STR_INIT("\xE2\x80\x9D"), '"'}};

static Str rest_of(const Compilation *c, size_t at) {
  return (Str){c->source->text.ptr + at, c->source->text.len - at};
}

static bool is_digit(uint32_t cp) {
  return cp >= '0' && cp <= '9';
}

static bool starts_name(uint32_t cp) {
  if (cp < 0x80) return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || cp == '_';
  return cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 && (cp < 0x2000 || cp > 0x2BFF) && cp < 0xFFFD;
}

static bool continues_name(uint32_t cp) {
  return starts_name(cp) || is_digit(cp) || cp == '-' || cp == '.';
}

/* Bytes of the name s begins with, one colon in it allowed; 0 when there is none. */
static size_t name_bytes(Str s) {
  size_t end = 0, at = 0;
  bool colon = false, at_start = true;
  uint32_t cp;
  while (str_next_cp(s, &at, &cp)) {
    if (cp == ':' && !colon && !at_start) {
      colon = at_start = true;
      continue;
    }
    if (!(at_start ? starts_name(cp) : continues_name(cp))) break;
    at_start = false;
    end = at;
  }
  return end;
}

static size_t digit_bytes(Str s, size_t from) {
  size_t end = from;
  while (end < s.len && is_digit((unsigned char)s.ptr[end]))
    end++;
  return end - from;
}

/* Digits with a fraction or none, or a fraction alone. */
static size_t mantissa_bytes(Str s) {
  const size_t whole = digit_bytes(s, 0);
  if (whole == s.len || s.ptr[whole] != '.') return whole;
  const size_t fraction = digit_bytes(s, whole + 1);
  return whole + fraction == 0 ? 0 : whole + 1 + fraction;
}

/* Bytes of the number s begins with. Very small numbers are copied from other programs with an exponent: 7.9e-12. */
static size_t number_bytes(Str s) {
  const size_t mantissa = mantissa_bytes(s);
  if (mantissa == 0 || mantissa == s.len || (s.ptr[mantissa] != 'e' && s.ptr[mantissa] != 'E')) return mantissa;
  size_t at = mantissa + 1;
  if (at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+')) at++;
  const size_t digits = digit_bytes(s, at);
  const size_t next_name = name_bytes((Str){s.ptr + at + digits, s.len - at - digits});
  return digits == 0 || next_name > 0 ? mantissa : at + digits;
}

static Token token(TokenKind kind, size_t at, size_t bytes, Str text) {
  return (Token){.kind = kind, .at = at, .end = at + bytes, .text = text};
}

static Token wrong(Compilation *c, size_t at, Str what, Str remedy) {
  mistake(c, at, MISTAKE_SYNTAX, what, remedy);
  return (Token){.kind = TOKEN_WRONG, .at = at, .end = at};
}

static const Symbol *find_symbol(const Symbol *table, size_t count, Str s) {
  for (size_t i = 0; i < count; i++) {
    if (str_starts_with(s, table[i].text)) return &table[i];
  }
  return NULL;
}

static const Quote *find_quote(Str s) {
  for (size_t i = 0; i < COUNT_OF(quotes); i++) {
    if (str_starts_with(s, quotes[i].text)) return &quotes[i];
  }
  return NULL;
}

static Token lex_text(Compilation *c, size_t at, const Quote *opening) {
  const Str rest = rest_of(c, at);
  for (size_t end = opening->text.len; end < rest.len; end++) {
    const Quote *closing = find_quote((Str){rest.ptr + end, rest.len - end});
    if (closing && closing->family == opening->family) {
      const Str text = {rest.ptr + opening->text.len, end - opening->text.len};
      return token(TOKEN_TEXT, at, end + closing->text.len, text);
    }
  }
  return wrong(c, at, STR("this quote is never closed"), mistake_text(c, "add %c at the end of the text", opening->family));
}

static Token lex_reference(Compilation *c, size_t at) {
  const Str rest = rest_of(c, at);
  if (!str_starts_with(rest, STR("${"))) {
    return wrong(c, at, STR("$ is followed by no brace"), STR("write ${name} with the name of a question"));
  }
  const char *brace = memchr(rest.ptr, '}', rest.len);
  if (!brace) return wrong(c, at, STR("${ is never closed"), STR("add } after the name"));
  const size_t end = (size_t)(brace - rest.ptr);
  const Str name = str_trim((Str){rest.ptr + 2, end - 2});
  if (name.len == 0) return wrong(c, at, STR("${} names no question"), STR("write its name between the braces"));
  return token(TOKEN_REFERENCE, at, end + 1, name);
}

static Token lex_symbol(Compilation *c, size_t at) {
  const Str rest = rest_of(c, at);
  const Symbol *symbol = find_symbol(symbols, COUNT_OF(symbols), rest);
  for (size_t i = 0; i < COUNT_OF(wrong_symbols); i++) {
    const WrongSymbol *w = &wrong_symbols[i];
    if (!str_starts_with(rest, w->text) || (symbol && symbol->text.len >= w->text.len)) continue;
    return wrong(c, at, mistake_text(c, STR_FMT " is no operator", STR_ARG(w->text)), w->remedy);
  }
  if (symbol) {
    Token result = token(symbol->kind, at, symbol->text.len, symbol->text);
    result.op = symbol->op;
    return result;
  }
  uint32_t cp = 0;
  size_t bytes = 0;
  str_next_cp(rest, &bytes, &cp);
  const bool visible = cp > 0x20 && cp < 0x7F;
  return wrong(c, at,
               visible ? mistake_text(c, "%c means nothing here", (int)cp)
                       : mistake_text(c, "a character (U+%04X) means nothing here", (unsigned)cp),
               STR("remove it, or put it in quotes if it belongs to a text"));
}

static Token lex_operand(Compilation *c, size_t at) {
  const Str rest = rest_of(c, at);
  const Quote *quote = find_quote(rest);
  if (quote) return lex_text(c, at, quote);
  if (rest.ptr[0] == '$') return lex_reference(c, at);
  const size_t in_number = number_bytes(rest);
  if (in_number > 0) return token(TOKEN_NUMBER, at, in_number, (Str){rest.ptr, in_number});
  const size_t in_name = name_bytes(rest);
  if (in_name > 0) return token(TOKEN_NAME, at, in_name, (Str){rest.ptr, in_name});
  return lex_symbol(c, at);
}

Token lex(Compilation *c, size_t at, bool operator_may_follow) {
  const Str rest = str_trim_start(rest_of(c, at));
  if (rest.len == 0) return token(TOKEN_END, c->source->text.len, 0, (Str){NULL, 0});
  at = c->source->text.len - rest.len;
  if (operator_may_follow) {
    /* No space is needed behind them: 3mod4, 'a'or ${b}. */
    const Symbol *op = find_symbol(word_operators, COUNT_OF(word_operators), rest);
    if (op) {
      Token result = token(op->kind, at, op->text.len, op->text);
      result.op = op->op;
      return result;
    }
  }
  return lex_operand(c, at);
}
