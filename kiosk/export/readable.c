#include "readable.h"
#include "lookup.h"

static Str header_of(Arena *arena, const Dataset *dataset, const Variable *variable) {
  const Str label = label_in(variable->label, dataset->language);
  if (label.len == 0 || variable->choice.len == 0) return label;
  const Str choice = label_in(variable->list_label, dataset->language);
  return arena_printf(arena, STR_FMT " / " STR_FMT, STR_ARG(label), STR_ARG(choice.len > 0 ? choice : variable->choice));
}

/* The other form may well ask the same in the same words. */
static Str linked_header_of(Arena *arena, const Dataset *linked, const Variable *variable) {
  const Str title = label_in(linked->title, linked->language), header = header_of(arena, linked, variable);
  if (header.len == 0) return header;
  return arena_printf(arena, STR_FMT ": " STR_FMT, STR_ARG(title.len > 0 ? title : linked->form_id), STR_ARG(header));
}

/* What the linked form's are called changes none of the first one's, which stand before them. */
const Str *readable_headers(Arena *arena, const Dataset *dataset, const Table *table) {
  Str *headers = ARENA_ARRAY(arena, Str, table->count);
  bool *shared = ARENA_ARRAY(arena, bool, table->count);
  Lookup seen = {0};
  for (size_t i = 0; i < table->count; i++) {
    const Variable *variable = &table->variables[i];
    const bool linked = variable->linked && i > 0; /* in front of a repeat stands the first one's key */
    headers[i] = linked ? linked_header_of(arena, dataset_of(dataset, variable), variable) : header_of(arena, dataset, variable);
    const int before_ix = lookup_find(&seen, headers[i]);
    shared[i] = before_ix >= 0;
    if (!shared[i])
      lookup_add(&seen, arena, headers[i], (int)i);
    else if (table->variables[before_ix].linked == variable->linked)
      shared[before_ix] = true;
  }
  for (size_t i = 0; i < table->count; i++)
    if (shared[i] || headers[i].len == 0) headers[i] = table->variables[i].header;
  return headers;
}

static Str label_or_name(const Dataset *dataset, Label label, Str name) {
  const Str text = label_in(label, dataset->language);
  return text.len > 0 ? text : name;
}

/* The variables of the choices stand behind the whole's. */
static Str label_of_part(const Dataset *dataset, const Table *table, size_t whole_ix, Str name) {
  for (size_t i = whole_ix + 1; i < table->count && str_equal(table->variables[i].path, table->variables[whole_ix].path); i++)
    if (str_equal(table->variables[i].choice, name)) return label_or_name(dataset, table->variables[i].list_label, name);
  return name;
}

static Str labels_of_names(Arena *arena, const Dataset *dataset, const Table *table, size_t variable_ix, Str names) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (Str name = str_next_word(&names); name.len > 0; name = str_next_word(&names)) {
    if (buffer.count > 0) sink_z(&sink, "; ");
    sink_str(&sink, label_of_part(dataset, table, variable_ix, name));
  }
  return buffer_view(&buffer);
}

Str readable_datum(Arena *arena, const Dataset *dataset, const Table *table, size_t variable_ix, const Datum *datum) {
  const Variable *variable = &table->variables[variable_ix];
  if (datum->state != DATUM_ANSWERED) return datum->text;
  if (variable->kind == VARIABLE_NAMES) return labels_of_names(arena, dataset, table, variable_ix, datum->text);
  if (variable->kind != VARIABLE_CHOICE) return datum->text;
  const VariableValue *value = &variable->values[datum->value_ix];
  return label_or_name(dataset, value->label, value->name);
}
