/* encode: text into a QR code. */
#include "qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

static Status encode_failed(size_t text_bytes, int reason, Err *err) {
  if (reason == ERANGE)
    return err_set(err, STATUS_INPUT, "qr-too-long",
                   "an address of %zu bytes does not fit into a QR code; make the follow-up's address shorter", text_bytes);
  return err_set(err, STATUS_WORLD, "qr-failed", "the QR code could not be made (%s)", strerror(reason));
}

Status qr_encode(Arena *arena, Str text, QrCode *out, Err *err) {
  *out = (QrCode){0};
  if (text.len == 0 || memchr(text.ptr, 0, text.len))
    return err_set(err, STATUS_INPUT, "qr-empty", "there is no address to put into a QR code; give the follow-up one");
  enum { SMALLEST_VERSION = 0, CASE_MATTERS = 1 };
  QRcode *code = QRcode_encodeString(arena_str(arena, text).ptr, SMALLEST_VERSION, QR_ECLEVEL_M, QR_MODE_8, CASE_MATTERS);
  if (!code) return encode_failed(text.len, errno, err);
  size_t count = (size_t)code->width * (size_t)code->width;
  uint8_t *modules = ARENA_ARRAY(arena, uint8_t, count);
  for (size_t i = 0; i < count; i++)
    modules[i] = code->data[i] & 1; /* the other bits tell what a module is for */
  *out = (QrCode){.side = code->width, .modules = modules};
  memory_wipe(code->data, count); /* it holds the visitor's token */
  QRcode_free(code);
  return STATUS_OK;
}
