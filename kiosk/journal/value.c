#include "value.h"

#include <string.h>

typedef struct ValueForm {
  void (*write)(Sink *sink, Value value, Str before);
  void (*read)(Wire *wire, Value *out, Str before, Arena *arena);
} ValueForm;

static void write_nothing(Sink *sink, Value value, Str before) {
  (void)sink, (void)value, (void)before;
}

static void read_nothing(Wire *wire, Value *out, Str before, Arena *arena) {
  (void)wire, (void)out, (void)before, (void)arena;
}

static size_t same_start(Str a, Str b) {
  size_t count = 0, most = a.len < b.len ? a.len : b.len;
  while (count < most && a.ptr[count] == b.ptr[count])
    count++;
  return count;
}

static void write_text(Sink *sink, Value value, Str before) {
  size_t kept = same_start(value.text, before);
  wire_put(sink, kept);
  wire_put_str(sink, kept == 0 ? value.text : (Str){value.text.ptr + kept, value.text.len - kept});
}

static void read_text(Wire *wire, Value *out, Str before, Arena *arena) {
  size_t kept = (size_t)wire_take(wire, before.len);
  Str added = wire_take_str(wire);
  out->text = added;
  if (kept == 0) return;
  char *bytes = arena_alloc(arena, kept + added.len);
  memcpy(bytes, before.ptr, kept);
  if (added.len > 0) memcpy(bytes + kept, added.ptr, added.len);
  out->text = (Str){bytes, kept + added.len};
}

static void write_number(Sink *sink, Value value, Str before) {
  (void)before;
  wire_put_double(sink, value.number);
}

static void read_number(Wire *wire, Value *out, Str before, Arena *arena) {
  (void)before, (void)arena;
  out->number = wire_take_double(wire);
}

static void write_boolean(Sink *sink, Value value, Str before) {
  (void)before;
  wire_put(sink, value.boolean);
}

static void read_boolean(Wire *wire, Value *out, Str before, Arena *arena) {
  (void)before, (void)arena;
  out->boolean = wire_take(wire, 1) == 1;
}

static void write_days(Sink *sink, Value value, Str before) {
  (void)before;
  wire_put_double(sink, value.days);
}

static void read_days(Wire *wire, Value *out, Str before, Arena *arena) {
  (void)before, (void)arena;
  out->days = wire_take_double(wire);
}

static void write_list(Sink *sink, Value value, Str before) {
  (void)before;
  wire_put(sink, value.list.count);
  for (size_t i = 0; i < value.list.count; i++)
    wire_put_str(sink, value.list.items[i]);
}

static void read_list(Wire *wire, Value *out, Str before, Arena *arena) {
  (void)before;
  size_t count = (size_t)wire_take(wire, wire->left.len); /* an item is a byte at least */
  Str *items = ARENA_ARRAY(arena, Str, count);
  for (size_t i = 0; i < count; i++)
    items[i] = wire_take_str(wire);
  out->list.items = items;
  out->list.count = count;
}

static const ValueForm forms[] = {
    [VALUE_EMPTY] = {write_nothing, read_nothing}, [VALUE_TEXT] = {write_text, read_text},
    [VALUE_NUMBER] = {write_number, read_number},  [VALUE_BOOLEAN] = {write_boolean, read_boolean},
    [VALUE_DATE] = {write_days, read_days},        [VALUE_DATETIME] = {write_days, read_days},
    [VALUE_TIME] = {write_days, read_days},        [VALUE_LIST] = {write_list, read_list},
};
_Static_assert(COUNT_OF(forms) == VALUE_KIND_COUNT, "a form for every kind of value");

void wire_put_value(Sink *sink, Value value, Str before) {
  wire_put(sink, value.kind);
  forms[value.kind].write(sink, value, before);
}

Value wire_take_value(Wire *wire, Str before, Arena *arena) {
  Value value = {.kind = (ValueKind)wire_take(wire, VALUE_KIND_COUNT - 1)};
  forms[value.kind].read(wire, &value, before, arena);
  return wire->bad ? VALUE_NONE : value;
}
