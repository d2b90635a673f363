/* A command of kioskctl, run in this process, and what it printed. */
#ifndef TESTS_FORM_PRINTED_H
#define TESTS_FORM_PRINTED_H

#include "base.h"
#include "command.h"

typedef struct Printed {
  int exit_code;
  Str out, err;
} Printed;

Printed printed_by(Arena *arena, const Command *command, int argc, char **argv);

#endif
