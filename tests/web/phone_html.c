#include "phone_html.h"

#include <stdlib.h>
#include <string.h>

typedef struct Tag { /* its text between the brackets */
  Str name, attributes;
  bool ends;
} Tag;

typedef struct Reading {
  Phone *phone;
  Str html;
  size_t at;
  int form;
  Str select;         /* name of the one that is open, or empty */
  PhoneControl *open; /* whose words are being read */
  Buffer words, text;
} Reading;

static const struct {
  const char *name;
  uint32_t cp;
} entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};

/* What "amp" or "#39" stands for; 0: nothing. */
static uint32_t entity(Str name) {
  if (name.len > 2 && name.ptr[0] == '#' && name.ptr[1] == 'x') return (uint32_t)strtoul(name.ptr + 2, NULL, 16);
  if (name.len > 1 && name.ptr[0] == '#') return (uint32_t)strtoul(name.ptr + 1, NULL, 10);
  for (size_t i = 0; i < COUNT_OF(entities); i++)
    if (str_is(name, entities[i].name)) return entities[i].cp;
  return 0;
}

static void decode(Buffer *out, Str raw) {
  Sink sink = sink_to_buffer(out);
  for (size_t i = 0; i < raw.len; i++) {
    const char *end = raw.ptr[i] == '&' ? memchr(raw.ptr + i, ';', raw.len - i < 12 ? raw.len - i : 12) : NULL;
    uint32_t cp = end ? entity((Str){raw.ptr + i + 1, (size_t)(end - raw.ptr) - i - 1}) : 0;
    char bytes[4];
    if (cp != 0) {
      sink_bytes(&sink, bytes, utf8_encode(cp, bytes));
      i = (size_t)(end - raw.ptr);
    } else {
      sink_bytes(&sink, raw.ptr + i, 1);
    }
  }
}

static Str decoded(Arena *arena, Str raw) {
  Buffer buffer = buffer_new(arena);
  decode(&buffer, raw);
  return buffer_view(&buffer);
}

static bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static Str take_name(Str *rest) {
  size_t len = 0;
  while (len < rest->len && !is_space(rest->ptr[len]) && rest->ptr[len] != '=' && rest->ptr[len] != '/')
    len++;
  Str name = {rest->ptr, len};
  *rest = (Str){rest->ptr + len, rest->len - len};
  return name;
}

/* The next of a tag's attributes; false: none is left. */
static bool next_attribute(Str *rest, Str *name, Str *value) {
  while (rest->len > 0 && (is_space(*rest->ptr) || *rest->ptr == '/'))
    *rest = (Str){rest->ptr + 1, rest->len - 1};
  if (rest->len == 0) return false;
  *name = take_name(rest);
  *value = (Str){0};
  if (rest->len < 2 || rest->ptr[0] != '=') return name->len > 0;
  const char *end = memchr(rest->ptr + 2, rest->ptr[1], rest->len - 2); /* our pages quote every value */
  if (end == NULL) return false;
  *value = (Str){rest->ptr + 2, (size_t)(end - rest->ptr) - 2};
  *rest = (Str){end + 1, rest->len - (size_t)(end + 1 - rest->ptr)};
  return true;
}

static bool find_attribute(const Tag *tag, const char *wanted, Str *out) {
  Str rest = tag->attributes, name, value;
  while (next_attribute(&rest, &name, &value)) {
    if (!str_is(name, wanted)) continue;
    *out = value;
    return true;
  }
  *out = (Str){0};
  return false;
}

static Str attribute(const Reading *reading, const Tag *tag, const char *wanted) {
  Str raw;
  find_attribute(tag, wanted, &raw);
  return decoded(reading->phone->arena, raw);
}

static bool has(const Tag *tag, const char *wanted) {
  Str raw;
  return find_attribute(tag, wanted, &raw);
}

static PhoneControl *add(Reading *reading, PhoneControlKind kind, const Tag *tag) {
  Phone *phone = reading->phone;
  BUG_UNLESS(phone->control_count < PHONE_CONTROLS_MAX);
  PhoneControl *control = &phone->controls[phone->control_count++];
  *control = (PhoneControl){.kind = kind, .form = reading->form};
  control->name = attribute(reading, tag, "name");
  control->value = attribute(reading, tag, "value");
  return control;
}

static void open_words(Reading *reading, PhoneControl *control) {
  reading->open = control;
  reading->words.count = 0;
}

static void on_form(Reading *reading, const Tag *tag) {
  Phone *phone = reading->phone;
  BUG_UNLESS(phone->form_count < PHONE_FORMS_MAX);
  reading->form = phone->form_count++;
  phone->actions[reading->form] = attribute(reading, tag, "action");
}

static void on_input(Reading *reading, const Tag *tag) {
  static const struct {
    const char *type;
    PhoneControlKind kind;
  } types[] = {{"hidden", PHONE_HIDDEN}, {"radio", PHONE_RADIO}, {"checkbox", PHONE_CHECKBOX}, {"submit", PHONE_BUTTON}};
  Str type = attribute(reading, tag, "type");
  PhoneControlKind kind = PHONE_TEXT;
  for (size_t i = 0; i < COUNT_OF(types); i++)
    if (str_is(type, types[i].type)) kind = types[i].kind;
  if (has(tag, "disabled")) return;
  PhoneControl *control = add(reading, kind, tag);
  control->on = has(tag, "checked");
  bool ticks = kind == PHONE_RADIO || kind == PHONE_CHECKBOX;
  if (ticks && !has(tag, "value")) control->value = STR("on");
}

static void on_button(Reading *reading, const Tag *tag) {
  open_words(reading, add(reading, PHONE_BUTTON, tag));
}

static void on_textarea(Reading *reading, const Tag *tag) {
  open_words(reading, add(reading, PHONE_TEXT, tag));
}

static void on_select(Reading *reading, const Tag *tag) {
  reading->select = attribute(reading, tag, "name");
}

static void on_option(Reading *reading, const Tag *tag) {
  PhoneControl *option = add(reading, PHONE_OPTION, tag);
  option->name = reading->select;
  option->on = has(tag, "selected");
}

static void end_words(Reading *reading) {
  if (reading->open == NULL) return;
  Str words = arena_str(reading->phone->arena, buffer_view(&reading->words));
  if (reading->open->kind == PHONE_TEXT)
    reading->open->value = words.len > 0 && words.ptr[0] == '\n' ? (Str){words.ptr + 1, words.len - 1} : words;
  else
    reading->open->words = str_trim(words);
  reading->open = NULL;
}

static const struct {
  const char *name;
  void (*begins)(Reading *reading, const Tag *tag);
  bool has_words;
} elements[] = {{"form", on_form, false},        {"input", on_input, false},   {"button", on_button, true},
                {"textarea", on_textarea, true}, {"select", on_select, false}, {"option", on_option, false}};

static void on_tag(Reading *reading, const Tag *tag) {
  for (size_t i = 0; i < COUNT_OF(elements); i++) {
    if (!str_is(tag->name, elements[i].name)) continue;
    if (!tag->ends)
      elements[i].begins(reading, tag);
    else if (elements[i].has_words)
      end_words(reading);
  }
  if (tag->ends && str_is(tag->name, "form")) reading->form = -1;
}

/* Up to the next bracket. */
static void read_text(Reading *reading) {
  const char *begin = reading->html.ptr + reading->at, *end = memchr(begin, '<', reading->html.len - reading->at);
  size_t len = end ? (size_t)(end - begin) : reading->html.len - reading->at;
  if (reading->open) decode(&reading->words, (Str){begin, len});
  decode(&reading->text, (Str){begin, len});
  reading->at += len;
}

static void read_tag(Reading *reading) {
  const char *begin = reading->html.ptr + reading->at, *end = memchr(begin, '>', reading->html.len - reading->at);
  BUG_UNLESS(end != NULL);
  Tag tag = {.ends = begin[1] == '/'};
  Str inside = {begin + 1 + tag.ends, (size_t)(end - begin) - 1 - tag.ends};
  tag.name = take_name(&inside);
  tag.attributes = inside;
  on_tag(reading, &tag);
  reading->at = (size_t)(end + 1 - reading->html.ptr);
}

static Str on_one_line(Arena *arena, Str text) {
  Buffer line = buffer_new(arena);
  Sink sink = sink_to_buffer(&line);
  for (Str word = str_next_word(&text); word.len > 0; word = str_next_word(&text)) {
    if (line.count > 0) sink_z(&sink, " ");
    sink_str(&sink, word);
  }
  return buffer_view(&line);
}

void phone_read_html(Phone *phone) {
  Reading reading = {.phone = phone, .html = phone->html, .form = -1};
  reading.words = buffer_new(phone->arena);
  reading.text = buffer_new(phone->arena);
  phone->control_count = 0;
  phone->form_count = 0;
  while (reading.at < reading.html.len) {
    if (reading.html.ptr[reading.at] == '<')
      read_tag(&reading);
    else
      read_text(&reading);
  }
  phone->text = on_one_line(phone->arena, buffer_view(&reading.text));
}
