/* The form's notation as a JSON Schema (2020-12), written from the tables that the reader itself goes by, so that an editor completes keys and
 * underlines what is none. */
#include <string.h>

#include "command.h"
#include "form.h"
#include "options.h"

typedef struct Writing {
  Arena *arena;
  Sink sink;
} Writing;

static const char *const DEFINITIONS[] = {
    [FORM_PART_FORM] = "form",       [FORM_PART_SETTINGS] = "settings",   [FORM_PART_LANGUAGE] = "language",
    [FORM_PART_KIOSK] = "kiosk",     [FORM_PART_ATTRACT] = "attract",     [FORM_PART_IDLE] = "idle",
    [FORM_PART_THANKS] = "thanks",   [FORM_PART_FOLLOWUP] = "followup",   [FORM_PART_PHONE] = "phone",
    [FORM_PART_PRIVACY] = "privacy", [FORM_PART_RETENTION] = "retention", [FORM_PART_QUESTION] = "question",
    [FORM_PART_GROUP] = "group",     [FORM_PART_CHOICE] = "choice",
};
_Static_assert(COUNT_OF(DEFINITIONS) == FORM_PART_COUNT, "every part has a name");

static const char DAYS[] = "\"type\": [\"string\", \"integer\", \"null\"], \"pattern\": "
                           "\"^\\\\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+\\\\s*(days?)?)\\\\s*$\"";

/* What a value may be; yes and no are texts to editors that read YAML 1.2. NULL: written with what the key's record says. */
static const char *const SHAPES[] = {
    [FORM_KEY_WORDS] = "\"type\": [\"string\", \"number\", \"null\"]",
    [FORM_KEY_TEXT] = "\"$ref\": \"#/$defs/text\"",
    [FORM_KEY_FLAG] = "\"enum\": [true, false, \"yes\", \"no\", null]",
    [FORM_KEY_NUMBER] = NULL,
    [FORM_KEY_WORD] = NULL,
    [FORM_KEY_DAYS] = DAYS,
    [FORM_KEY_EXPRESSION] = "\"type\": [\"string\", \"number\", \"boolean\", \"null\"]",
    [FORM_KEY_TYPE] = "\"$ref\": \"#/$defs/type\"",
    [FORM_KEY_PARAMETERS] = "\"type\": [\"string\", \"object\", \"null\"]",
    [FORM_KEY_FILE] = "\"$ref\": \"#/$defs/text\"",
    [FORM_KEY_PART] = NULL,
    [FORM_KEY_LANGUAGES] = "\"$ref\": \"#/$defs/languages\"",
    [FORM_KEY_ROWS] = "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/row\"}",
    [FORM_KEY_LISTS] = "\"$ref\": \"#/$defs/lists\"",
    [FORM_KEY_ANY] = "",
};
_Static_assert(COUNT_OF(SHAPES) == FORM_KEY_KIND_COUNT, "every kind of value has a shape");

static void write_words(Writing *w, const FormKey *key) {
  sink_z(&w->sink, "\"enum\": [");
  for (size_t i = 0; key->words[i]; i++)
    sink_printf(&w->sink, "%s\"%s\"", i > 0 ? ", " : "", key->words[i]);
  sink_z(&w->sink, ", null]");
}

static void write_shape(Writing *w, const FormKey *key) {
  if (SHAPES[key->kind])
    sink_z(&w->sink, SHAPES[key->kind]);
  else if (key->kind == FORM_KEY_WORD)
    write_words(w, key);
  else if (key->kind == FORM_KEY_NUMBER)
    sink_printf(&w->sink, "\"type\": [\"integer\", \"null\"], \"minimum\": %d, \"maximum\": %d", key->least, key->most);
  else
    sink_printf(&w->sink, "\"anyOf\": [{\"$ref\": \"#/$defs/%s\"}, {\"type\": \"null\"}]", DEFINITIONS[key->part]);
}

static void write_appearances(Writing *w) {
  sink_z(&w->sink, ", \"examples\": [");
  for (size_t i = 0; form_appearance_word(i); i++)
    sink_printf(&w->sink, "%s\"%s\"", i > 0 ? ", " : "", form_appearance_word(i));
  sink_z(&w->sink, "]");
}

static void write_properties(Writing *w, FormPart part) {
  size_t count;
  const FormKey *keys = form_keys(part, &count);
  sink_z(&w->sink, "\"properties\": {\n");
  for (size_t i = 0; i < count; i++) {
    sink_printf(&w->sink, "        \"%s\": {\"description\": ", keys[i].name);
    sink_json_str(&w->sink, str_from(keys[i].help));
    if (SHAPES[keys[i].kind] == NULL || SHAPES[keys[i].kind][0]) sink_z(&w->sink, ", ");
    write_shape(w, &keys[i]);
    if (strcmp(keys[i].name, "appearance") == 0) write_appearances(w);
    sink_z(&w->sink, i + 1 < count ? "},\n" : "}\n");
  }
  sink_z(&w->sink, "      }");
}

/* What a part cannot do without. */
static const char *required(FormPart part) {
  static const char *const REQUIRED[FORM_PART_COUNT] = {[FORM_PART_FORM] = "\"survey\"",
                                                        [FORM_PART_LANGUAGE] = "\"name\"",
                                                        [FORM_PART_QUESTION] = "\"type\"",
                                                        [FORM_PART_GROUP] = "\"type\"",
                                                        [FORM_PART_CHOICE] = "\"name\", \"label\""};
  return REQUIRED[part];
}

static void write_part(Writing *w, FormPart part) {
  sink_printf(&w->sink, "    \"%s\": {\n      \"type\": \"object\",\n      ", DEFINITIONS[part]);
  if (required(part)) sink_printf(&w->sink, "\"required\": [%s],\n      ", required(part));
  write_properties(w, part);
  /* A choice's other keys are columns that a choice_filter asks for. */
  sink_printf(&w->sink, part == FORM_PART_CHOICE ? "\n    },\n" : ",\n      \"additionalProperties\": false\n    },\n");
}

/* A space stands for _ too. */
static void write_type_word(Writing *w, Str word) {
  for (size_t i = 0; i < word.len; i++)
    if (word.ptr[i] == ' ' || word.ptr[i] == '_')
      sink_z(&w->sink, "[ _]");
    else
      sink_bytes(&w->sink, word.ptr + i, 1);
}

static void write_types(Writing *w) {
  const Str *words;
  const size_t count = form_type_words(w->arena, &words);
  sink_z(&w->sink, "    \"type\": {\n      \"type\": \"string\",\n      \"pattern\": \"^\\\\s*(");
  for (size_t i = 0; i < count; i++) {
    if (i > 0) sink_z(&w->sink, "|");
    write_type_word(w, words[i]);
  }
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++)
    for (const char *const *also = form_type((QuestionKind)kind)->also; also && *also; also++) {
      sink_z(&w->sink, "|");
      write_type_word(w, str_from(*also));
    }
  sink_z(&w->sink, ")(\\\\s.*)?$\",\n      \"examples\": [");
  for (int kind = 0; kind < QUESTION_UNASKED; kind++)
    sink_printf(&w->sink, "%s\"%s%s\"", kind > 0 ? ", " : "", form_type((QuestionKind)kind)->name,
                form_type((QuestionKind)kind)->takes_list ? " LIST" : "");
  sink_z(&w->sink, ", \"group\", \"repeat\"]\n    },\n");
}

static const char HEAD[] = "{\n"
                           "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                           "  \"title\": \"A form of Innspill\",\n"
                           "  \"$ref\": \"#/$defs/form\",\n"
                           "  \"$defs\": {\n";
/* Groups are told by their type; a text is one for all languages, or a map of them. */
static const char FOOT[] =
    "    \"row\": {\n"
    "      \"if\": {\"properties\": {\"type\": {\"pattern\": \"^\\\\s*((begin|end)[ _])?(group|repeat|loop|lgroup|looped "
    "group)(\\\\s.*)?$\"}},\n"
    "             \"required\": [\"type\"]},\n"
    "      \"then\": {\"$ref\": \"#/$defs/group\"},\n"
    "      \"else\": {\"$ref\": \"#/$defs/question\"}\n"
    "    },\n"
    "    \"text\": {\n"
    "      \"type\": [\"string\", \"number\", \"boolean\", \"object\", \"null\"],\n"
    "      \"additionalProperties\": {\"type\": [\"string\", \"number\", \"boolean\", \"null\"]}\n"
    "    },\n"
    "    \"languages\": {\n"
    "      \"type\": [\"object\", \"null\"],\n"
    "      \"additionalProperties\": {\"anyOf\": [{\"type\": \"string\"}, {\"$ref\": \"#/$defs/language\"}]}\n"
    "    },\n"
    "    \"lists\": {\n"
    "      \"type\": [\"object\", \"null\"],\n"
    "      \"additionalProperties\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": \"#/$defs/choice\"}}\n"
    "    }\n"
    "  }\n"
    "}\n";

static int run(int argc, char **argv) {
  Err err = {0};
  int count = 0;
  Status status = options_read(argc, argv, NULL, 0, &count, &err);
  if (status == STATUS_OK && count > 0) status = err_set(&err, STATUS_USAGE, "usage", "schema takes no file; it prints one");
  if (status != STATUS_OK) {
    err_print(&err, stderr);
    return (int)status;
  }
  Writing w = {.arena = arena_new(0), .sink = sink_to_file(stdout)};
  sink_z(&w.sink, HEAD);
  for (FormPart part = 0; part < FORM_PART_COUNT; part++)
    write_part(&w, part);
  write_types(&w);
  sink_z(&w.sink, FOOT);
  arena_free(w.arena);
  return STATUS_OK;
}

const Command command_schema = {
    .name = "schema",
    .usage =
        "\n"
        "\n"
        "Prints a JSON Schema (2020-12) of the YAML that forms are written in, for editors that complete and check keys. Each\n"
        "form may name it in its first line:\n"
        "\n"
        "  # yaml-language-server: $schema=form.schema.json",
    .run = run,
};
