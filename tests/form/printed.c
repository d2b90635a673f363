#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "printed.h"

static Str read_back(Arena *arena, FILE *file) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  char part[4096];
  rewind(file);
  for (size_t got = fread(part, 1, sizeof(part), file); got > 0; got = fread(part, 1, sizeof(part), file))
    sink_bytes(&sink, part, got);
  fclose(file);
  return buffer_view(&buffer);
}

static int redirect(FILE *stream, FILE *to) {
  fflush(stream);
  int kept = dup(fileno(stream));
  assert_true(kept >= 0 && dup2(fileno(to), fileno(stream)) >= 0);
  return kept;
}

static void put_back(FILE *stream, int kept) {
  fflush(stream);
  dup2(kept, fileno(stream));
  close(kept);
}

Printed printed_by(Arena *arena, const Command *command, int argc, char **argv) {
  FILE *out = tmpfile(), *err = tmpfile();
  assert_true(out && err);
  int kept_out = redirect(stdout, out), kept_err = redirect(stderr, err);
  int exit_code = command->run(argc, argv);
  put_back(stdout, kept_out);
  put_back(stderr, kept_err);
  return (Printed){.exit_code = exit_code, .out = read_back(arena, out), .err = read_back(arena, err)};
}
