#include "wire.h"

#include <string.h>

/* Seven bits a byte, the lowest first; the eighth says that more follow. */
void wire_put(Sink *sink, uint64_t number) {
  char bytes[10];
  size_t count = 0;
  for (; number >= 0x80; number >>= 7)
    bytes[count++] = (char)(0x80 | (number & 0x7F));
  bytes[count++] = (char)number;
  sink_bytes(sink, bytes, count);
}

/* 0, -1, 1, -2 ... as 0, 1, 2, 3 ... */
void wire_put_signed(Sink *sink, int64_t number) {
  wire_put(sink, number < 0 ? ~(uint64_t)number * 2 + 1 : (uint64_t)number * 2);
}

void wire_put_double(Sink *sink, double number) {
  uint64_t bits;
  char bytes[sizeof bits];
  memcpy(&bits, &number, sizeof bits);
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (char)(bits >> (8 * i));
  sink_bytes(sink, bytes, sizeof bytes);
}

void wire_put_str(Sink *sink, Str text) {
  wire_put(sink, text.len);
  sink_str(sink, text);
}

Str wire_take_bytes(Wire *wire, size_t count) {
  if (count > wire->left.len) wire->bad = true;
  if (wire->bad) return (Str){0};
  Str taken = {wire->left.ptr, count};
  wire->left = (Str){wire->left.ptr + count, wire->left.len - count};
  return taken;
}

uint64_t wire_take(Wire *wire, uint64_t most) {
  uint64_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    Str byte = wire_take_bytes(wire, 1);
    if (wire->bad) return 0;
    uint64_t bits = (unsigned char)*byte.ptr & 0x7F;
    if (bits << shift >> shift != bits) break;
    number |= bits << shift;
    if ((unsigned char)*byte.ptr >= 0x80) continue;
    if (number <= most) return number;
    break;
  }
  wire->bad = true;
  return 0;
}

int64_t wire_take_signed(Wire *wire) {
  uint64_t number = wire_take(wire, UINT64_MAX);
  return number % 2 == 0 ? (int64_t)(number / 2) : -(int64_t)(number / 2) - 1;
}

double wire_take_double(Wire *wire) {
  uint64_t bits = 0;
  Str bytes = wire_take_bytes(wire, sizeof bits);
  for (size_t i = 0; i < bytes.len; i++)
    bits |= (uint64_t)(unsigned char)bytes.ptr[i] << (8 * i);
  double number;
  memcpy(&number, &bits, sizeof number);
  return number;
}

Str wire_take_str(Wire *wire) {
  return wire_take_bytes(wire, (size_t)wire_take(wire, wire->left.len));
}
