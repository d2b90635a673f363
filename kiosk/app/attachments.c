#include "attachments.h"
#include "sketch.h"

#include <sodium.h>
#include <string.h>

static void hash_text(crypto_generichash_state *hash, Str text) {
  uint64_t length = text.len;
  crypto_generichash_update(hash, (const unsigned char *)&length, sizeof length);
  crypto_generichash_update(hash, (const unsigned char *)text.ptr, text.len);
}

static void mark(const SurveyAttachment *items, size_t count, unsigned char out[ATTACHMENTS_MARK_BYTES]) {
  crypto_generichash_state hash;
  memset(out, 0, ATTACHMENTS_MARK_BYTES);
  if (count == 0) return;
  crypto_generichash_init(&hash, NULL, 0, ATTACHMENTS_MARK_BYTES);
  for (size_t i = 0; i < count; i++) {
    hash_text(&hash, items[i].name);
    hash_text(&hash, items[i].sketch);
  }
  crypto_generichash_final(&hash, out, ATTACHMENTS_MARK_BYTES);
  sodium_memzero(&hash, sizeof hash);
}

const StoreAttachment *attachments_changed(Attachments *attachments, const Survey *survey, Arena *arena, size_t *count) {
  size_t drawn;
  const SurveyAttachment *drawings = survey_attachments(survey, arena, &drawn);
  mark(drawings, drawn, attachments->now);
  *count = 0;
  if (!attachments->unsure && memcmp(attachments->now, attachments->stored, sizeof attachments->now) == 0) return NULL;
  StoreAttachment *pictures = ARENA_ARRAY(arena, StoreAttachment, drawn); /* no picture at all is a list, too */
  for (size_t i = 0; i < drawn; i++)
    pictures[i] = (StoreAttachment){drawings[i].name, sketch_picture(arena, drawings[i].sketch)};
  *count = drawn;
  return pictures;
}

void attachments_are_stored(Attachments *attachments) {
  memcpy(attachments->stored, attachments->now, sizeof attachments->stored);
  attachments->unsure = false;
}

void attachments_forget(Attachments *attachments) {
  attachments->unsure = true;
}
