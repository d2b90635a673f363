#include "formats.h"

void codebook_ddi_write(Arena *arena, const Dataset *dataset, Sink *out) {
  (void)arena, (void)dataset, (void)out;
}
