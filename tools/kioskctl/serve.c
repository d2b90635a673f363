#include "command.h"

#include "base.h"

static int run(int argc, char **argv) {
  (void)argc, (void)argv;
  return STATUS_WORLD;
}

const Command command_serve = {.name = "serve", .usage = "--db DB --form FILE... --listen ADDR:PORT --base-url URL", .run = run};
