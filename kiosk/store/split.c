#include "split.h"

#include "json_reader.h"

#include <stdlib.h>

static int compare_paths(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

FormRule rule_of(Arena *arena, const Form *form) {
  FormRule rule = {.form_id = arena_str(arena, form->form_id), .version = arena_str(arena, form->version)};
  rule.min_group = form->kiosk.min_group;
  rule.discards_left = form->kiosk.idle_outcome == IDLE_DISCARD;
  Str *paths = ARENA_ARRAY(arena, Str, form->question_count);
  for (size_t i = 0; i < form->question_count; i++)
    if (form->questions[i].free_text) paths[rule.own_word_count++] = arena_str(arena, form->questions[i].path);
  qsort(paths, rule.own_word_count, sizeof *paths, compare_paths);
  rule.own_words = paths;
  return rule;
}

/* The first path that does not sort before `path`. */
static Str first_from(const FormRule *rule, Str path) {
  size_t low = 0, high = rule->own_word_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_compare(rule->own_words[middle], path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < rule->own_word_count ? rule->own_words[low] : (Str){0};
}

static bool is_own_words(const FormRule *rule, Str path) {
  return str_equal(first_from(rule, path), path);
}

typedef struct Splitter {
  const FormRule *rule;
  JsonReader reader;
} Splitter;

typedef struct Half { /* of an object or array that is being written */
  Buffer buffer;
  Sink sink;
  size_t count; /* of members, or of instances with something in them */
} Half;

static void half_begin(Half *half, Arena *arena, const char *opening) {
  half->buffer = buffer_new(arena);
  half->sink = sink_to_buffer(&half->buffer);
  half->count = 0;
  sink_z(&half->sink, opening);
}

static void half_add(Half *half, Str key, Str value) {
  if (half->count++ > 0) sink_z(&half->sink, ",");
  sink_str(&half->sink, key);
  sink_z(&half->sink, ":");
  sink_str(&half->sink, value);
}

static void half_append(Half *array, const Half *instance) {
  if (array->buffer.count > 1) sink_z(&array->sink, ",");
  sink_str(&array->sink, buffer_view(&instance->buffer));
}

static bool split_object(Splitter *splitter, Str prefix, int depth, Half *rest, Half *own);

/* A repeat: both halves have all its instances, each in its place. */
static bool split_instances(Splitter *splitter, Str prefix, int depth, Half *rest, Half *own) {
  JsonReader *reader = &splitter->reader;
  half_begin(rest, reader->arena, "[");
  half_begin(own, reader->arena, "[");
  if (!json_take_token(reader, '[')) return false;
  bool first = true;
  while (!json_take_token(reader, ']')) {
    Half rest_instance, own_instance;
    if (!first && !json_take_token(reader, ',')) return false;
    if (!split_object(splitter, prefix, depth + 1, &rest_instance, &own_instance)) return false;
    half_append(rest, &rest_instance);
    half_append(own, &own_instance);
    own->count += own_instance.count > 0;
    first = false;
  }
  sink_z(&rest->sink, "]");
  sink_z(&own->sink, "]");
  return true;
}

static bool split_member(Splitter *splitter, Str prefix, int depth, Half *rest, Half *own) {
  JsonReader *reader = &splitter->reader;
  Str name;
  json_skip_space(reader);
  size_t key_at = reader->at;
  if (!json_take_string(reader, &name)) return false;
  Str key = {reader->json.ptr + key_at, reader->at - key_at};
  Str path = prefix.len ? arena_printf(reader->arena, STR_FMT "/" STR_FMT, STR_ARG(prefix), STR_ARG(name)) : name;
  if (!json_take_token(reader, ':')) return false;
  json_skip_space(reader);
  Str below = arena_printf(reader->arena, STR_FMT "/", STR_ARG(path));
  if (json_peek(reader) == '[' && str_starts_with(first_from(splitter->rule, below), below)) {
    Half rest_array, own_array;
    if (!split_instances(splitter, path, depth + 1, &rest_array, &own_array)) return false;
    half_add(rest, key, buffer_view(&rest_array.buffer));
    if (own_array.count > 0) half_add(own, key, buffer_view(&own_array.buffer));
    return true;
  }
  size_t value_at = reader->at;
  if (!json_pass_value(reader, depth)) return false;
  half_add(is_own_words(splitter->rule, path) ? own : rest, key, (Str){reader->json.ptr + value_at, reader->at - value_at});
  return true;
}

static bool split_object(Splitter *splitter, Str prefix, int depth, Half *rest, Half *own) {
  JsonReader *reader = &splitter->reader;
  half_begin(rest, reader->arena, "{");
  half_begin(own, reader->arena, "{");
  if (!json_take_token(reader, '{')) return false;
  if (!json_take_token(reader, '}')) {
    do {
      if (!split_member(splitter, prefix, depth, rest, own)) return false;
    } while (json_take_token(reader, ','));
    if (!json_take_token(reader, '}')) return false;
  }
  sink_z(&rest->sink, "}");
  sink_z(&own->sink, "}");
  return true;
}

bool rule_split(const FormRule *rule, Arena *arena, Str answers, Str *rest, Str *free_text) {
  Splitter splitter = {rule, {arena, answers, 0}};
  Half rest_half, own_half;
  if (!str_is_utf8(answers) || !split_object(&splitter, (Str){0}, 1, &rest_half, &own_half)) return false;
  json_skip_space(&splitter.reader);
  if (splitter.reader.at != answers.len) return false;
  *rest = buffer_view(&rest_half.buffer);
  *free_text = own_half.count > 0 ? buffer_view(&own_half.buffer) : (Str){0};
  return true;
}
