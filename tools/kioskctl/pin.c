#include "command.h"
#include "options.h"
#include "seal.h"
#include "secret_line.h"

#include <string.h>

static bool is_digits(Str pin) {
  for (size_t i = 0; i < pin.len; i++)
    if (pin.ptr[i] < '0' || pin.ptr[i] > '9') return false;
  return true;
}

/* 0000, 1234, 9876: each digit is as far from the one before as the others are. */
static bool is_guessed_first(Str pin) {
  int step = pin.ptr[1] - pin.ptr[0];
  for (size_t i = 1; i < pin.len; i++)
    if (pin.ptr[i] - pin.ptr[i - 1] != step) return false;
  return step >= -1 && step <= 1;
}

static Status check_pin(Str pin, Err *err) {
  if (!is_digits(pin) || pin.len < SEAL_PIN_MIN || pin.len > SEAL_PIN_MAX)
    return err_set(err, STATUS_INPUT, "pin-digits", "a PIN has %d to %d digits and nothing else; six are a good number",
                   SEAL_PIN_MIN, SEAL_PIN_MAX);
  if (is_guessed_first(pin))
    return err_set(err, STATUS_INPUT, "pin-easy", "this PIN is what anybody would try first; choose digits that follow no rule");
  return STATUS_OK;
}

static Status make_pin(Arena *locked, int argc, char **argv, Err *err) {
  int words;
  Str pin;
  Status status = options_read(argc, argv, NULL, 0, &words, err);
  if (status == STATUS_OK && words > 0)
    status = err_set(err, STATUS_USAGE, "unexpected-word",
                     "pin does not take \"%s\": what stands on a command line can be read by others; it asks for the PIN", argv[1]);
  if (status == STATUS_OK) status = seal_init(err);
  if (status == STATUS_OK) status = secret_line_read_new(locked, "PIN for staff, 4 to 12 digits", "Once more", &pin, err);
  if (status == STATUS_OK) status = check_pin(pin, err);
  if (status != STATUS_OK) return status;
  printf("staff:\n  pin_hash: '" STR_FMT "'\n", STR_ARG(seal_pin_hash(locked, pin)));
  return STATUS_OK;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Arena *locked = arena_new_locked(0);
  Status status = make_pin(locked, argc, argv, &err);
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(locked);
  return (int)status;
}

const Command command_pin = {
    .name = "pin",
    .usage = "\n"
             "\n"
             "Asks twice for the PIN that opens the kiosk's staff screen, 4 to 12 digits, and prints the lines for the kiosk's\n"
             "configuration. They hold only a hash of it. From a pipe it reads one line.",
    .run = run,
};
