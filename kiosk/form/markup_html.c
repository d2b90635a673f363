#include "markup_html.h"

static const struct {
  Str name;
  TagMeaning meaning;
} TAGS[] = {
    {STR_INIT("a"), TAG_STYLE},          {STR_INIT("b"), TAG_STYLE},      {STR_INIT("big"), TAG_STYLE},
    {STR_INIT("blockquote"), TAG_BLOCK}, {STR_INIT("br"), TAG_BREAK},     {STR_INIT("center"), TAG_BLOCK},
    {STR_INIT("code"), TAG_STYLE},       {STR_INIT("del"), TAG_STYLE},    {STR_INIT("div"), TAG_BLOCK},
    {STR_INIT("em"), TAG_STYLE},         {STR_INIT("font"), TAG_STYLE},   {STR_INIT("h1"), TAG_BLOCK},
    {STR_INIT("h2"), TAG_BLOCK},         {STR_INIT("h3"), TAG_BLOCK},     {STR_INIT("h4"), TAG_BLOCK},
    {STR_INIT("h5"), TAG_BLOCK},         {STR_INIT("h6"), TAG_BLOCK},     {STR_INIT("hr"), TAG_BLOCK},
    {STR_INIT("i"), TAG_STYLE},          {STR_INIT("img"), TAG_STYLE},    {STR_INIT("ins"), TAG_STYLE},
    {STR_INIT("label"), TAG_STYLE},      {STR_INIT("li"), TAG_ITEM},      {STR_INIT("mark"), TAG_STYLE},
    {STR_INIT("ol"), TAG_BLOCK},         {STR_INIT("p"), TAG_BLOCK},      {STR_INIT("pre"), TAG_BLOCK},
    {STR_INIT("s"), TAG_STYLE},          {STR_INIT("small"), TAG_STYLE},  {STR_INIT("span"), TAG_STYLE},
    {STR_INIT("strike"), TAG_STYLE},     {STR_INIT("strong"), TAG_STYLE}, {STR_INIT("sub"), TAG_STYLE},
    {STR_INIT("sup"), TAG_STYLE},        {STR_INIT("table"), TAG_BLOCK},  {STR_INIT("tbody"), TAG_BLOCK},
    {STR_INIT("td"), TAG_SPACE},         {STR_INIT("th"), TAG_SPACE},     {STR_INIT("thead"), TAG_BLOCK},
    {STR_INIT("tr"), TAG_BLOCK},         {STR_INIT("u"), TAG_STYLE},      {STR_INIT("ul"), TAG_BLOCK},
};

static const struct {
  const char *name;
  uint32_t cp;
} ENTITIES[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},     {"nbsp", ' '},
    {"iexcl", 0xA1},   {"copy", 0xA9},    {"laquo", 0xAB},   {"reg", 0xAE},     {"deg", 0xB0},      {"plusmn", 0xB1},
    {"sup2", 0xB2},    {"sup3", 0xB3},    {"middot", 0xB7},  {"raquo", 0xBB},   {"frac12", 0xBD},   {"iquest", 0xBF},
    {"Agrave", 0xC0},  {"Aacute", 0xC1},  {"Acirc", 0xC2},   {"Auml", 0xC4},    {"Aring", 0xC5},    {"AElig", 0xC6},
    {"Ccedil", 0xC7},  {"Egrave", 0xC8},  {"Eacute", 0xC9},  {"Ecirc", 0xCA},   {"Iacute", 0xCD},   {"Ntilde", 0xD1},
    {"Oacute", 0xD3},  {"Ouml", 0xD6},    {"times", 0xD7},   {"Oslash", 0xD8},  {"Uacute", 0xDA},   {"Uuml", 0xDC},
    {"szlig", 0xDF},   {"agrave", 0xE0},  {"aacute", 0xE1},  {"acirc", 0xE2},   {"atilde", 0xE3},   {"auml", 0xE4},
    {"aring", 0xE5},   {"aelig", 0xE6},   {"ccedil", 0xE7},  {"egrave", 0xE8},  {"eacute", 0xE9},   {"ecirc", 0xEA},
    {"euml", 0xEB},    {"igrave", 0xEC},  {"iacute", 0xED},  {"icirc", 0xEE},   {"iuml", 0xEF},     {"ntilde", 0xF1},
    {"ograve", 0xF2},  {"oacute", 0xF3},  {"ocirc", 0xF4},   {"otilde", 0xF5},  {"ouml", 0xF6},     {"divide", 0xF7},
    {"oslash", 0xF8},  {"ugrave", 0xF9},  {"uacute", 0xFA},  {"ucirc", 0xFB},   {"uuml", 0xFC},     {"oelig", 0x153},
    {"ensp", ' '},     {"emsp", ' '},     {"thinsp", ' '},   {"ndash", 0x2013}, {"mdash", 0x2014},  {"lsquo", 0x2018},
    {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bull", 0x2022},  {"hellip", 0x2026}, {"euro", 0x20AC},
    {"trade", 0x2122}, {"larr", 0x2190},  {"uarr", 0x2191},  {"rarr", 0x2192},  {"darr", 0x2193},   {"le", 0x2264},
    {"ge", 0x2265},    {"ne", 0x2260},
};

enum { ENTITY_MAX_BYTES = 10, CP_MAX = 0x10FFFF, COMMENT_MAX_BYTES = 4096 };

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static TagMeaning find_tag(Str name) {
  for (size_t i = 0; i < COUNT_OF(TAGS); i++)
    if (name.len == TAGS[i].name.len && str_edit_distance(name, TAGS[i].name, 0) == 0) return TAGS[i].meaning;
  return TAG_NONE;
}

/* Beyond the '>' that ends the tag whose name ends at at, or 0. An attribute in quotes may hold anything. */
static size_t find_tag_end(Str s, size_t at) {
  if (at < s.len && s.ptr[at] != '>' && s.ptr[at] != '/' && !(s.ptr[at] == ' ' || s.ptr[at] == '\t' || s.ptr[at] == '\n')) return 0;
  char quote = 0;
  for (; at < s.len; at++) {
    char c = s.ptr[at];
    if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '>')
      return at + 1;
    else if (c == '<')
      return 0;
  }
  return 0;
}

static size_t find_comment_end(Str s) {
  Str end = STR("-->");
  for (size_t at = 4; at + end.len <= s.len && at < COMMENT_MAX_BYTES; at++)
    if (str_equal((Str){s.ptr + at, end.len}, end)) return at + end.len;
  return 0;
}

TagMeaning markup_read_tag(Str s, size_t *len) {
  if (str_starts_with(s, STR("<!--"))) {
    *len = find_comment_end(s);
    return *len ? TAG_STYLE : TAG_NONE;
  }
  bool closes = s.len > 1 && s.ptr[1] == '/';
  size_t start = closes ? 2 : 1, end = start;
  while (end < s.len && (is_letter(s.ptr[end]) || (end > start && is_digit(s.ptr[end]))))
    end++;
  TagMeaning meaning = end > start ? find_tag((Str){s.ptr + start, end - start}) : TAG_NONE;
  *len = meaning == TAG_NONE ? 0 : find_tag_end(s, end);
  if (*len == 0) return TAG_NONE;
  return closes && meaning == TAG_ITEM ? TAG_BLOCK : meaning;
}

static int digit_value(char c, int base) {
  int value = is_digit(c) ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : base;
  return value < base ? value : -1;
}

/* A character that cannot be shown is none: an entity must not smuggle in what a cell cannot hold. */
static bool read_number(Str digits, int base, uint32_t *cp) {
  uint32_t value = 0;
  for (size_t i = 0; i < digits.len; i++) {
    int digit = digit_value(digits.ptr[i], base);
    if (digit < 0) return false;
    value = value * (uint32_t)base + (uint32_t)digit;
    if (value > CP_MAX) return false;
  }
  bool is_space = value == '\t' || value == '\r' || value == 0xA0;
  *cp = is_space ? ' ' : value;
  return digits.len > 0 && (value == '\n' || is_space || (value >= ' ' && value != 0x7F && (value < 0xD800 || value > 0xDFFF)));
}

bool markup_read_entity(Str s, uint32_t *cp, size_t *len) {
  size_t end = 1;
  while (end < s.len && end <= ENTITY_MAX_BYTES &&
         (is_letter(s.ptr[end]) || is_digit(s.ptr[end]) || (end == 1 && s.ptr[end] == '#')))
    end++;
  if (end >= s.len || s.ptr[end] != ';') return false;
  *len = end + 1;
  Str name = {s.ptr + 1, end - 1};
  if (name.len > 1 && name.ptr[0] == '#') {
    bool hex = name.ptr[1] == 'x' || name.ptr[1] == 'X';
    size_t skip = hex ? 2 : 1;
    return read_number((Str){name.ptr + skip, name.len - skip}, hex ? 16 : 10, cp);
  }
  for (size_t i = 0; i < COUNT_OF(ENTITIES); i++) {
    if (!str_is(name, ENTITIES[i].name)) continue;
    *cp = ENTITIES[i].cp;
    return true;
  }
  return false;
}
