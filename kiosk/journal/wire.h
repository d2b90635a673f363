/* Numbers and texts as bytes: small numbers are one byte. */
#ifndef JOURNAL_WIRE_H
#define JOURNAL_WIRE_H

#include "base.h"

typedef struct Wire { /* bytes being read; once bad, everything reads as 0 or empty */
  Str left;
  bool bad;
} Wire;

void wire_put(Sink *sink, uint64_t number);
void wire_put_signed(Sink *sink, int64_t number);
void wire_put_double(Sink *sink, double number);
void wire_put_str(Sink *sink, Str text);

uint64_t wire_take(Wire *wire, uint64_t most); /* more than that is bad */
int64_t wire_take_signed(Wire *wire);
double wire_take_double(Wire *wire);
Str wire_take_bytes(Wire *wire, size_t count);
Str wire_take_str(Wire *wire); /* borrowed from what is read */

#endif
