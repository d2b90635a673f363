#include "waiting.h"

#include <stddef.h>
#include <string.h>

/* A byte each for version, kind, trial and has_row, then posts and until_min, then the texts in this order, each behind its length. Numbers have four bytes,
 * the lowest first. Version 1 had fewer texts. */
enum { VERSION = 2, TEXTS_OF_1 = 9, HEAD_BYTES = 4, NUMBER_BYTES = 4 };

static const size_t texts[] = {
    offsetof(WaitingVisit, time),    offsetof(WaitingVisit, round),    offsetof(WaitingVisit, event),
    offsetof(WaitingVisit, place),   offsetof(WaitingVisit, token),    offsetof(WaitingVisit, origin),
    offsetof(WaitingVisit, journal), offsetof(WaitingVisit, language), offsetof(WaitingVisit, onward),
    offsetof(WaitingVisit, typed),
};

static Str get_text(const WaitingVisit *visit, size_t i) {
  Str text;
  memcpy(&text, (const char *)visit + texts[i], sizeof text);
  return text;
}

static void write_number(Sink *sink, uint32_t number) {
  char bytes[NUMBER_BYTES];
  for (int i = 0; i < NUMBER_BYTES; i++)
    bytes[i] = (char)(number >> 8 * i);
  sink_bytes(sink, bytes, sizeof bytes);
}

static bool read_number(Str *rest, uint32_t *out) {
  if (rest->len < NUMBER_BYTES) return false;
  *out = 0;
  for (int i = 0; i < NUMBER_BYTES; i++)
    *out |= (uint32_t)(unsigned char)rest->ptr[i] << 8 * i;
  *rest = (Str){rest->ptr + NUMBER_BYTES, rest->len - NUMBER_BYTES};
  return true;
}

static void write_text(Sink *sink, Str text) {
  BUG_UNLESS(text.len <= UINT32_MAX);
  write_number(sink, (uint32_t)text.len);
  sink_str(sink, text);
}

static bool read_text(Str *rest, Str *out) {
  uint32_t length;
  if (!read_number(rest, &length) || length > rest->len) return false;
  *out = (Str){rest->ptr, length};
  *rest = (Str){rest->ptr + length, rest->len - length};
  return true;
}

Str waiting_close(Arena *arena, const LinkDoor *door, const WaitingVisit *visit) {
  Buffer plain = buffer_new(arena);
  Sink sink = sink_to_buffer(&plain);
  const char head[HEAD_BYTES] = {VERSION, (char)visit->kind, visit->trial, visit->has_row};
  sink_bytes(&sink, head, sizeof head);
  write_number(&sink, visit->posts);
  write_number(&sink, visit->until_min);
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    write_text(&sink, get_text(visit, i));
  return link_close(arena, door, buffer_view(&plain));
}

bool waiting_open(Arena *arena, const LinkDoor *door, Str closed, WaitingVisit *out) {
  Str plain;
  if (!link_open(arena, door, closed, &plain) || plain.len < HEAD_BYTES) return false;
  if (plain.ptr[0] < 1 || plain.ptr[0] > VERSION) return false;
  if ((unsigned char)plain.ptr[1] >= WAITING_KIND_COUNT) return false;
  *out = (WaitingVisit){.kind = (WaitingKind)plain.ptr[1], .trial = plain.ptr[2] != 0, .has_row = plain.ptr[3] != 0};
  Str rest = {plain.ptr + HEAD_BYTES, plain.len - HEAD_BYTES};
  if (!read_number(&rest, &out->posts) || !read_number(&rest, &out->until_min)) return false;
  size_t count = plain.ptr[0] == 1 ? TEXTS_OF_1 : COUNT_OF(texts);
  for (size_t i = 0; i < count; i++) {
    Str text;
    if (!read_text(&rest, &text)) return false;
    memcpy((char *)out + texts[i], &text, sizeof text);
  }
  return rest.len == 0;
}
