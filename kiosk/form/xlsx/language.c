#include "language.h"

#include <string.h>

#include "language_names.h"
#include "words.h"

enum { SUBTAG_MAX = 8 };

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alphanumeric(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

static bool is_ascii_word(Str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!is_alphanumeric(s.ptr[i])) return false;
  return s.len > 0;
}

/* The shape of BCP 47: a language of two or three letters, then parts of up to eight letters and digits. _ stands for - here. */
static bool is_code(Str s) {
  size_t part = 0, first = 0;
  bool letters = true;
  for (size_t i = 0; i < s.len; i++) {
    bool ends = s.ptr[i] == '-' || s.ptr[i] == '_';
    if (ends ? part == 0 : !is_alphanumeric(s.ptr[i]) || part == SUBTAG_MAX) return false;
    if (first == i && !ends) {
      letters &= is_letter(s.ptr[i]);
      first++;
    }
    part = ends ? 0 : part + 1;
  }
  return part > 0 && letters && (first == 2 || first == 3);
}

static Str lower_code(Arena *arena, Str s) {
  char *bytes = arena_alloc(arena, s.len + 1);
  for (size_t i = 0; i < s.len; i++)
    bytes[i] = (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] - 'A' + 'a' : s.ptr[i] == '_' ? '-' : s.ptr[i]);
  return (Str){bytes, s.len};
}

/* "Name (inside)": takes the end in brackets off name. Brackets around everything, or none, leave it. */
static Str take_brackets(Str *name) {
  Str s = str_trim(*name);
  if (s.len < 3 || s.ptr[s.len - 1] != ')') return (Str){0};
  size_t open = s.len - 1;
  while (open > 0 && s.ptr[open] != '(')
    open--;
  Str before = str_trim((Str){s.ptr, open});
  if (before.len == 0) return (Str){0};
  *name = before;
  return str_trim((Str){s.ptr + open + 1, s.len - open - 2});
}

/* English (UK) speaks of a country: a code in capitals that is another language's than the name says. */
static bool is_country(Str code, Str by_name) {
  bool capitals = code.len == 2 && code.ptr[0] >= 'A' && code.ptr[0] <= 'Z' && code.ptr[1] >= 'A' && code.ptr[1] <= 'Z';
  return capitals && by_name.len && str_edit_distance(code, by_name, 0) != 0;
}

/* What the name and what stands in brackets behind it make; empty: neither says. */
static Str derive_code(Arena *arena, Str name, Str inside) {
  Str folded = words_folded(arena, name), by_name = language_names_code(folded);
  if (inside.len == 0) {
    bool is_bare_code = by_name.len == 0 && is_code(name) && (name.len <= 3 || name.ptr[2] == '-' || name.ptr[2] == '_');
    return is_bare_code ? lower_code(arena, name) : by_name;
  }
  Str both = arena_printf(arena, STR_FMT STR_FMT, STR_ARG(folded), STR_ARG(words_folded(arena, inside)));
  if (is_country(inside, by_name)) {
    Str country = lower_code(arena, inside);
    return arena_printf(arena, STR_FMT "-" STR_FMT, STR_ARG(by_name), STR_ARG(country));
  }
  if (is_code(inside)) return lower_code(arena, inside);
  Str whole = language_names_code(both), code = whole.len ? whole : by_name;
  if (code.len == 0) code = language_names_code(words_folded(arena, inside));
  return code;
}

/* A code of nobody else's for a name that no table knows, made of its letters where it has ASCII ones. */
static Str private_code(const SheetLanguages *languages, Str folded) {
  char tag[SUBTAG_MAX + 1] = "";
  size_t len = 0;
  for (size_t i = 0; i < folded.len && len < SUBTAG_MAX; i++)
    if (is_alphanumeric(folded.ptr[i])) tag[len++] = folded.ptr[i];
  return len ? arena_printf(languages->arena, "und-x-%s", tag) : arena_printf(languages->arena, "und-x-%zu", languages->count + 1);
}

static int find_code(const SheetLanguages *languages, Str code) {
  for (size_t i = 0; i < languages->count && code.len; i++)
    if (str_equal(languages->items[i].code, code)) return (int)i;
  return LANGUAGE_NONE;
}

typedef struct Written { /* as SheetLanguage */
  Str name, inside, folded, variant, code;
  bool coded;
} Written;

static Written read_written(Arena *arena, Str text) {
  Written written = {.name = words_on_one_line(arena, text)};
  written.inside = take_brackets(&written.name);
  written.code = derive_code(arena, written.name, written.inside);
  written.coded = is_code(written.inside);
  bool said_in_words = written.inside.len && !written.coded;
  if (said_in_words) {
    bool told_by_code = written.code.len && !str_equal(written.code, language_names_code(words_folded(arena, written.name)));
    written.variant = told_by_code ? (Str){0} : words_folded(arena, written.inside);
    written.name = words_on_one_line(arena, text);
  }
  written.folded = words_folded(arena, written.name);
  if (written.folded.len == 0) written.folded = written.name;
  return written;
}

/* English (en) and English (UK) have the name in common, and their codes tell them apart. */
static int find_name(const SheetLanguages *languages, const Written *written) {
  for (size_t i = 0; i < languages->count && written->folded.len; i++)
    if (str_equal(languages->items[i].folded, written->folded) && !(languages->items[i].coded && written->coded)) return (int)i;
  return LANGUAGE_NONE;
}

/* Arabic and Arabic (Iraq) in one workbook are two languages. */
static int find_written(const SheetLanguages *languages, const Written *written) {
  int by_code = find_code(languages, written->code);
  if (by_code >= 0 && str_equal(languages->items[by_code].variant, written->variant)) return by_code;
  return find_name(languages, written);
}

int languages_find(const SheetLanguages *languages, Str text) {
  Written written = read_written(languages->arena, text);
  int found = find_written(languages, &written);
  return found >= 0 ? found : find_code(languages, written.code);
}

static bool is_rtl_code(Str code) {
  static const char *const CODES[] = {"ar", "apd", "ckb", "dv", "fa", "he", "iw", "prs", "ps", "sd", "ug", "ur", "yi"};
  Str primary = code;
  for (size_t i = 0; i < code.len && primary.len == code.len; i++)
    if (code.ptr[i] == '-') primary.len = i;
  for (size_t i = 0; i < COUNT_OF(CODES); i++)
    if (str_is(primary, CODES[i])) return true;
  return false;
}

/* Kurdish is written either way: its name, in its own letters, tells. */
static bool is_rtl_script(Str name) {
  size_t at = 0;
  uint32_t cp;
  return str_next_cp(name, &at, &cp) && cp >= 0x590 && cp <= 0x8FF;
}

static SheetLanguage *new_language(SheetLanguages *languages) {
  if (languages->count == languages->capacity) {
    size_t capacity = languages->capacity ? 2 * languages->capacity : 8;
    SheetLanguage *items = ARENA_ARRAY(languages->arena, SheetLanguage, capacity);
    if (languages->count) memcpy(items, languages->items, languages->count * sizeof(SheetLanguage));
    languages->items = items;
    languages->capacity = capacity;
  }
  return &languages->items[languages->count++];
}

static Str unlike_the_others(const SheetLanguages *languages, Str code, Str variant) {
  Str tag = {variant.ptr, variant.len < SUBTAG_MAX ? variant.len : SUBTAG_MAX};
  bool can_say = tag.len && find_code(languages, code) >= 0 && is_ascii_word(tag);
  Str unique = can_say ? arena_printf(languages->arena, STR_FMT "-x-" STR_FMT, STR_ARG(code), STR_ARG(tag)) : code;
  for (int n = 2; find_code(languages, unique) >= 0; n++)
    unique = arena_printf(languages->arena, STR_FMT "-%d", STR_ARG(code), n);
  return unique;
}

/* english is English's own name, badly written; Spanish is another one, and stays. */
static Str name_as_shown(const Written *written, Str code, bool bare_code, Arena *arena) {
  Str own = language_names_own(code);
  bool same = own.len && written->inside.len == 0 && str_equal(words_folded(arena, own), written->folded);
  return own.len && (bare_code || same) ? own : written->name;
}

int languages_add(SheetLanguages *languages, Str text) {
  Written written = read_written(languages->arena, text);
  int found = find_written(languages, &written);
  if (found >= 0 || written.name.len == 0) return found;
  Str code = written.code.len ? written.code : private_code(languages, written.folded);
  bool bare_code = written.inside.len == 0 && is_code(written.name) && str_edit_distance(written.name, code, 0) == 0;
  SheetLanguage language = {.code = unlike_the_others(languages, code, written.variant),
                            .name = name_as_shown(&written, code, bare_code, languages->arena),
                            .folded = written.folded,
                            .variant = written.variant,
                            .coded = written.coded,
                            .bare_code = bare_code};
  language.rtl = is_rtl_code(language.code) || is_rtl_script(language.name);
  *new_language(languages) = language;
  return (int)languages->count - 1;
}

void languages_drop_unused(SheetLanguages *languages, int *new_ix) {
  size_t kept = 0;
  for (size_t i = 0; i < languages->count; i++) {
    new_ix[i] = languages->items[i].used ? (int)kept : LANGUAGE_NONE;
    if (languages->items[i].used) languages->items[kept++] = languages->items[i];
  }
  languages->count = kept;
}
