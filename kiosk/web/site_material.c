/* What pages are made of beside their HTML. */
#include "site_state.h"

#include <string.h>

enum { KEPT_FOR_EVER_S = 365 * 24 * 3600, PICTURE_KEPT_S = 3600 };

static void give(Turn *turn, Str type, Str bytes, int cache_s) {
  *turn->reply = (HttpReply){.status = 200, .type = type, .body = bytes, .cache_s = cache_s};
}

/* Of the one that the pages name now: an older one may be asked for while its page is still open, and is as good. */
static void give_named(Turn *turn, Str url, Str type, Str bytes) {
  give(turn, type, bytes, str_equal(turn_url(turn, turn->request->path), url) ? KEPT_FOR_EVER_S : 0);
}

static Str picture_type(Str bytes) {
  static const char jpeg[] = "\xFF\xD8\xFF";
  bool is_jpeg = bytes.len >= 3 && memcmp(bytes.ptr, jpeg, 3) == 0;
  return is_jpeg ? STR("image/jpeg") : STR("image/png");
}

void material_style(Turn *turn) {
  give_named(turn, turn->site->style_url, STR("text/css; charset=utf-8"), turn->site->style);
}

void material_script(Turn *turn) {
  give_named(turn, turn->site->script_url, STR("text/javascript; charset=utf-8"), page_script());
}

void material_logo(Turn *turn) {
  Str logo = turn->site->setup->logo;
  if (logo.len > 0) give_named(turn, turn->site->logo_url, picture_type(logo), logo);
}

/* FORM/N */
void material_picture(Turn *turn) {
  size_t slash = 0;
  while (slash < turn->rest.len && turn->rest.ptr[slash] != '/')
    slash++;
  const WebForm *form = site_form(turn->site, (Str){turn->rest.ptr, slash});
  int64_t ix;
  if (form == NULL || slash == turn->rest.len) return;
  if (!str_to_int64((Str){turn->rest.ptr + slash + 1, turn->rest.len - slash - 1}, &ix)) return;
  if (ix < 0 || (uint64_t)ix >= form->image_count) return;
  Str bytes = form->images[ix].bytes;
  give(turn, picture_type(bytes), bytes, PICTURE_KEPT_S);
}
