#include "image_file.h"

#include <jpeglib.h>
#include <setjmp.h>
#include <stdlib.h>

/* libjpeg's errors do not return: they come back here. */
typedef struct Guard {
  struct jpeg_error_mgr manager; /* first: libjpeg hands it back */
  jmp_buf back;
  char message[JMSG_LENGTH_MAX];
} Guard;

static _Noreturn void give_up(j_common_ptr codec) {
  Guard *guard = (Guard *)codec->err;
  guard->manager.format_message(codec, guard->message);
  longjmp(guard->back, 1);
}

static void say_nothing(j_common_ptr codec) {
  (void)codec;
}

/* A picture much larger than the display is decoded at a half, a quarter or an eighth of its size: that is fast, and enough. */
static unsigned reduction(long width, long height, Display display) {
  unsigned by = 1;
  while (by < 8 && width / (long)(by * 2) >= display.width_px && height / (long)(by * 2) >= display.height_px)
    by *= 2;
  return by;
}

static void widen_row(const JSAMPLE *from, uint32_t *to, JDIMENSION count) {
  for (JDIMENSION x = 0; x < count; x++, from += 3)
    to[x] = 0xff000000 | (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
}

typedef struct Decoding {
  struct jpeg_decompress_struct codec;
  Guard guard;
  uint32_t *pixels;
  JSAMPLE *row;
} Decoding;

/* Everything that may jump out. */
static bool run(Decoding *d, Str bytes, Display display, char why[200]) {
  jpeg_create_decompress(&d->codec);
  jpeg_mem_src(&d->codec, (const unsigned char *)bytes.ptr, bytes.len);
  jpeg_read_header(&d->codec, TRUE);
  if (!image_size_is_sane((long)d->codec.image_width, (long)d->codec.image_height)) {
    snprintf(why, 200, "it has %u x %u pixels, more than 16 million", d->codec.image_width, d->codec.image_height);
    return false;
  }
  d->codec.out_color_space = JCS_RGB;
  d->codec.scale_num = 1;
  d->codec.scale_denom = reduction((long)d->codec.image_width, (long)d->codec.image_height, display);
  jpeg_start_decompress(&d->codec);
  JDIMENSION width = d->codec.output_width, height = d->codec.output_height;
  d->pixels = image_pixels_new((long)width, (long)height);
  d->row = malloc((size_t)width * 3);
  if (!d->pixels || !d->row) {
    snprintf(why, 200, "there is too little memory");
    return false;
  }
  while (d->codec.output_scanline < height) {
    uint32_t *to = d->pixels + (size_t)d->codec.output_scanline * width;
    jpeg_read_scanlines(&d->codec, &d->row, 1);
    widen_row(d->row, to, width);
  }
  jpeg_finish_decompress(&d->codec);
  return true;
}

bool image_jpeg_decode(Str bytes, Display display, Pixels *out, char why[200]) {
  Decoding *d = calloc(1, sizeof *d); /* not on the stack: a jump leaves its changed variables undefined */
  if (!d) BUG("out of memory");
  d->codec.err = jpeg_std_error(&d->guard.manager);
  d->guard.manager.error_exit = give_up;
  d->guard.manager.output_message = say_nothing;
  bool good = false;
  if (setjmp(d->guard.back) == 0)
    good = run(d, bytes, display, why);
  else
    snprintf(why, 200, "%s", d->guard.message);
  *out = (Pixels){(int)d->codec.output_width, (int)d->codec.output_height, d->pixels};
  if (!good) free(d->pixels);
  jpeg_destroy_decompress(&d->codec);
  free(d->row);
  free(d);
  return good;
}
