#include "page.h"

/* style.css and script.js, embedded when the program is built. */
extern const char web_style[], web_script[];
extern const unsigned long web_style_bytes, web_script_bytes;

static bool is_dark(const Theme *theme) {
  return colour_luminance(theme->colours[THEME_BACKGROUND]) < colour_luminance(theme->colours[THEME_TEXT]);
}

/* The theme's colours as the properties that the style is made with. */
Str page_style(Arena *arena, const Theme *theme) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_printf(&sink, ":root{color-scheme:%s;--radius:%.2fmm", is_dark(theme) ? "dark" : "light", theme->radius_mm);
  for (int i = 0; i < THEME_COLOUR_COUNT; i++) {
    Colour c = theme->colours[i];
    sink_printf(&sink, ";--%s:#%02x%02x%02x", theme_colour_names[i], c.r, c.g, c.b);
  }
  sink_z(&sink, "}\n");
  sink_bytes(&sink, web_style, web_style_bytes);
  return buffer_view(&buffer);
}

Str page_script(void) {
  return (Str){web_script, web_script_bytes};
}
