#include "header.h"
#include "words.h"

enum { TOKENS_MAX = 6 };

static const char *const NAMES[COLUMN_KEY_COUNT] = {
    [COLUMN_NONE] = "",
    [COLUMN_TYPE] = "type",
    [COLUMN_NAME] = "name",
    [COLUMN_LABEL] = "label",
    [COLUMN_HINT] = "hint",
    [COLUMN_GUIDANCE_HINT] = "guidance_hint",
    [COLUMN_REQUIRED] = "required",
    [COLUMN_REQUIRED_MESSAGE] = "required_message",
    [COLUMN_RELEVANT] = "relevant",
    [COLUMN_CONSTRAINT] = "constraint",
    [COLUMN_CONSTRAINT_MESSAGE] = "constraint_message",
    [COLUMN_CALCULATION] = "calculation",
    [COLUMN_TRIGGER] = "trigger",
    [COLUMN_DEFAULT] = "default",
    [COLUMN_READ_ONLY] = "read_only",
    [COLUMN_APPEARANCE] = "appearance",
    [COLUMN_CHOICE_FILTER] = "choice_filter",
    [COLUMN_PARAMETERS] = "parameters",
    [COLUMN_REPEAT_COUNT] = "repeat_count",
    [COLUMN_IMAGE] = "image",
    [COLUMN_LINK_CODE] = "link_code",
    [COLUMN_DISABLED] = "disabled",
    [COLUMN_LIST_NAME] = "list_name",
    [COLUMN_CODE] = "code",
    [COLUMN_MISSING] = "missing",
    [COLUMN_EXCLUSIVE] = "exclusive",
    [COLUMN_IGNORED] = "",
    [COLUMN_FORM_TITLE] = "form_title",
    [COLUMN_FORM_ID] = "form_id",
    [COLUMN_VERSION] = "version",
    [COLUMN_DEFAULT_LANGUAGE] = "default_language",
    [COLUMN_KEY] = "key",
    [COLUMN_VALUE] = "value",
};

typedef struct Alias {
  const char *spelling; /* in lower case, spaces as _ */
  ColumnKey key;
} Alias;

static const Alias SURVEY[] = {
    {"type", COLUMN_TYPE},
    {"command", COLUMN_TYPE},
    {"name", COLUMN_NAME},
    {"tag", COLUMN_NAME},
    {"value", COLUMN_NAME},
    {"label", COLUMN_LABEL},
    {"caption", COLUMN_LABEL},
    {"hint", COLUMN_HINT},
    {"guidance_hint", COLUMN_GUIDANCE_HINT},
    {"required", COLUMN_REQUIRED},
    {"required_message", COLUMN_REQUIRED_MESSAGE},
    {"required_msg", COLUMN_REQUIRED_MESSAGE},
    {"requiredmsg", COLUMN_REQUIRED_MESSAGE},
    {"requiredmessage", COLUMN_REQUIRED_MESSAGE},
    {"jr:requiredmsg", COLUMN_REQUIRED_MESSAGE},
    {"relevant", COLUMN_RELEVANT},
    {"relevance", COLUMN_RELEVANT},
    {"constraint", COLUMN_CONSTRAINT},
    {"constraint_message", COLUMN_CONSTRAINT_MESSAGE},
    {"constraint_msg", COLUMN_CONSTRAINT_MESSAGE},
    {"constraintmsg", COLUMN_CONSTRAINT_MESSAGE},
    {"constraintmessage", COLUMN_CONSTRAINT_MESSAGE},
    {"constraining_message", COLUMN_CONSTRAINT_MESSAGE},
    {"jr:constraintmsg", COLUMN_CONSTRAINT_MESSAGE},
    {"calculation", COLUMN_CALCULATION},
    {"calculate", COLUMN_CALCULATION},
    {"trigger", COLUMN_TRIGGER},
    {"default", COLUMN_DEFAULT},
    {"read_only", COLUMN_READ_ONLY},
    {"readonly", COLUMN_READ_ONLY},
    {"appearance", COLUMN_APPEARANCE},
    {"choice_filter", COLUMN_CHOICE_FILTER},
    {"parameters", COLUMN_PARAMETERS},
    {"repeat_count", COLUMN_REPEAT_COUNT},
    {"count", COLUMN_REPEAT_COUNT},
    {"jr:count", COLUMN_REPEAT_COUNT},
    {"image", COLUMN_IMAGE},
    {"link_code", COLUMN_LINK_CODE},
    {"disabled", COLUMN_DISABLED},
};

static const Alias CHOICES[] = {
    {"list_name", COLUMN_LIST_NAME}, {"listname", COLUMN_LIST_NAME},  {"name", COLUMN_NAME},     {"value", COLUMN_NAME},
    {"label", COLUMN_LABEL},         {"caption", COLUMN_LABEL},       {"image", COLUMN_IMAGE},   {"code", COLUMN_CODE},
    {"missing", COLUMN_MISSING},     {"exclusive", COLUMN_EXCLUSIVE}, {"audio", COLUMN_IGNORED}, {"video", COLUMN_IGNORED},
    {"big-image", COLUMN_IGNORED},
};

static const Alias SETTINGS[] = {
    {"form_title", COLUMN_FORM_TITLE}, {"set_form_title", COLUMN_FORM_TITLE},
    {"title", COLUMN_FORM_TITLE},      {"form_id", COLUMN_FORM_ID},
    {"set_form_id", COLUMN_FORM_ID},   {"id_string", COLUMN_FORM_ID},
    {"version", COLUMN_VERSION},       {"default_language", COLUMN_DEFAULT_LANGUAGE},
};

static const Alias KIOSK[] = {{"key", COLUMN_KEY}, {"value", COLUMN_VALUE}};

static const struct {
  const Alias *aliases;
  size_t count;
} SHEETS[SHEET_KIND_COUNT] = {
    [SHEET_SURVEY] = {SURVEY, COUNT_OF(SURVEY)},
    [SHEET_CHOICES] = {CHOICES, COUNT_OF(CHOICES)},
    [SHEET_SETTINGS] = {SETTINGS, COUNT_OF(SETTINGS)},
    [SHEET_KIOSK] = {KIOSK, COUNT_OF(KIOSK)},
};

typedef struct Tokens {
  Str items[TOKENS_MAX];
  size_t count;
} Tokens;

/* In lower case, with _ for white space. */
static Str normal(Arena *arena, Str text) {
  Str copy = arena_str(arena, text);
  char *bytes = arena_alloc(arena, copy.len + 1);
  for (size_t i = 0; i < copy.len; i++) {
    char c = copy.ptr[i];
    bytes[i] = (char)(c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return (Str){bytes, copy.len};
}

static size_t find(Str text, size_t from, Str part) {
  for (size_t at = from; at + part.len <= text.len; at++)
    if (str_equal((Str){text.ptr + at, part.len}, part)) return at;
  return text.len;
}

/* Beyond the last one that has room, the rest is one. */
static Tokens split(Str text, Str by) {
  Tokens tokens = {.count = 0};
  size_t at = 0;
  for (bool more = true; more;) {
    size_t end = tokens.count + 1 < TOKENS_MAX ? find(text, at, by) : text.len;
    tokens.items[tokens.count++] = str_trim((Str){text.ptr + at, end - at});
    more = end < text.len;
    at = end + by.len;
  }
  return tokens;
}

/* "jr:count" is one name. Both halves lie in the same text. */
static void join_jr(Tokens *tokens) {
  for (size_t i = 0; i + 1 < tokens->count; i++) {
    if (!str_is(tokens->items[i], "jr")) continue;
    Str *first = &tokens->items[i], second = tokens->items[i + 1];
    first->len = (size_t)(second.ptr + second.len - first->ptr);
    for (size_t j = i + 1; j + 1 < tokens->count; j++)
      tokens->items[j] = tokens->items[j + 1];
    tokens->count--;
  }
}

static bool is_prefix(Str token) {
  return str_is(token, "bind") || str_is(token, "control") || str_is(token, "body") || str_is(token, "media");
}

static ColumnKey find_alias(SheetKind kind, Str token) {
  for (size_t i = 0; i < SHEETS[kind].count; i++)
    if (str_is(token, SHEETS[kind].aliases[i].spelling)) return SHEETS[kind].aliases[i].key;
  return COLUMN_NONE;
}

static Header read_tokens(Arena *arena, SheetKind kind, const Tokens *tokens) {
  size_t first = tokens->count > 1 && is_prefix(normal(arena, tokens->items[0])) ? 1 : 0;
  Header header = {.key = find_alias(kind, normal(arena, tokens->items[first]))};
  if (header.key != COLUMN_NONE && first + 1 < tokens->count) header.language = tokens->items[first + 1];
  return header;
}

Header header_read(Arena *arena, SheetKind kind, Str text, bool double_colons) {
  Str heading = words_on_one_line(arena, text);
  Tokens whole = {.items = {heading}, .count = 1};
  Header header = read_tokens(arena, kind, &whole);
  if (header.key == COLUMN_NONE && double_colons) {
    Tokens tokens = split(heading, STR("::"));
    header = read_tokens(arena, kind, &tokens);
  }
  if (header.key == COLUMN_NONE) {
    Tokens tokens = split(heading, STR(":"));
    join_jr(&tokens);
    header = read_tokens(arena, kind, &tokens);
  }
  return header;
}

const char *column_key_name(ColumnKey key) {
  return NAMES[key];
}
