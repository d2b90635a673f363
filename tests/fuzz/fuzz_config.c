/* Any bytes as a configuration: it is taken, or there is a message and an error. */
#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Status load(Arena *arena, const char *path, Diags *diags) {
  Options options = {.config = path};
  Config config;
  Err err = {0};
  Status status = config_load(arena, &options, &config, diags, &err);
  BUG_UNLESS(status == err.status && (status == STATUS_OK || err.sentence[0] != '\0'));
  for (size_t i = 0; status == STATUS_OK && i < config.form_count; i++)
    BUG_UNLESS(config.forms[i][0] != '\0');
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  int fd = memfd_create("config", 0);
  BUG_UNLESS(fd >= 0 && write(fd, data, size) == (ssize_t)size);
  Status status = load(arena, arena_printf(arena, "/proc/self/fd/%d", fd).ptr, &diags);
  BUG_UNLESS(status != STATUS_OK || diags.error_count == 0);
  close(fd);
  arena_free(arena);
  return 0;
}
