#include "command.h"

#include "base.h"

static int run(int argc, char **argv) {
  (void)argc, (void)argv;
  return STATUS_WORLD;
}

const Command command_close_round = {.name = "close-round", .usage = "--db DB ROUND", .run = run};
