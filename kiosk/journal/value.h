/* An answer as bytes. A text is told by how much of it stood there before, as it does while somebody types or draws. */
#ifndef JOURNAL_VALUE_H
#define JOURNAL_VALUE_H

#include "wire.h"

void wire_put_value(Sink *sink, Value value, Str before);
/* Into the arena, or borrowed from what is read. */
Value wire_take_value(Wire *wire, Str before, Arena *arena);

#endif
