/* Scripts of visits, line by line: whatever is written, parsing says yes or says what is wrong. */
#include "play_parse.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(Str line, const PlayCommand *command, Status status, const Err *err) {
  BUG_UNLESS((status == STATUS_OK) == (err->sentence[0] == '\0'));
  if (status != STATUS_OK) return;
  BUG_UNLESS(command->text.len <= line.len);
  BUG_UNLESS(command->verb == PLAY_SHOT || str_is_utf8(command->text)); /* a path is bytes */
  BUG_UNLESS(command->finger >= 1 && command->finger <= PLAY_FINGERS);
  BUG_UNLESS(command->x >= 0 && command->y >= 0);
  BUG_UNLESS(command->verb != PLAY_WAIT || command->ms >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  const char *at = (const char *)data, *end = at + size;
  while (at < end) {
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    Str line = {at, (size_t)((line_end ? line_end : end) - at)};
    PlayCommand command;
    Err err = {0};
    Status status = play_parse(arena, line, &command, &err);
    check(line, &command, status, &err);
    at += line.len + 1;
  }
  arena_free(arena);
  return 0;
}
