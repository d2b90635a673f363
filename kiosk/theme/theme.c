#include "theme.h"

#include "yaml_tree.h"

/* WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (edges, states and pictures that carry meaning). */
#define LEAST_TEXT  4.5
#define LEAST_SHAPE 3.0

static const double largest_radius_mm = 20;

const char *const theme_colour_names[THEME_COLOUR_COUNT] = {
    [THEME_BACKGROUND] = "background",
    [THEME_SURFACE] = "surface",
    [THEME_PRESSED] = "pressed",
    [THEME_TEXT] = "text",
    [THEME_MUTED] = "muted",
    [THEME_OUTLINE] = "outline",
    [THEME_ACCENT] = "accent",
    [THEME_ACCENT_PRESSED] = "accent_pressed",
    [THEME_ON_ACCENT] = "on_accent",
    [THEME_SELECTED] = "selected",
    [THEME_FOCUS] = "focus",
    [THEME_ALERT] = "alert",
    [THEME_ALERT_SURFACE] = "alert_surface",
    [THEME_TRIAL] = "trial",
    [THEME_ON_TRIAL] = "on_trial",
    [THEME_TRACK] = "track",
};

static const ThemePair pairs[] = {
    {THEME_TEXT, THEME_BACKGROUND, LEAST_TEXT},
    {THEME_TEXT, THEME_SURFACE, LEAST_TEXT},
    {THEME_TEXT, THEME_PRESSED, LEAST_TEXT},
    {THEME_TEXT, THEME_SELECTED, LEAST_TEXT},
    {THEME_MUTED, THEME_BACKGROUND, LEAST_TEXT},
    {THEME_MUTED, THEME_SURFACE, LEAST_TEXT},
    {THEME_MUTED, THEME_PRESSED, LEAST_TEXT},
    {THEME_MUTED, THEME_SELECTED, LEAST_TEXT},
    {THEME_ON_ACCENT, THEME_ACCENT, LEAST_TEXT},
    {THEME_ON_ACCENT, THEME_ACCENT_PRESSED, LEAST_TEXT},
    {THEME_ALERT, THEME_ALERT_SURFACE, LEAST_TEXT},
    {THEME_ALERT, THEME_BACKGROUND, LEAST_TEXT},
    {THEME_ALERT, THEME_SURFACE, LEAST_SHAPE}, /* the edge of what needs another answer */
    {THEME_ON_TRIAL, THEME_TRIAL, LEAST_TEXT},
    {THEME_OUTLINE, THEME_BACKGROUND, LEAST_SHAPE},
    {THEME_OUTLINE, THEME_SURFACE, LEAST_SHAPE},
    {THEME_ACCENT, THEME_BACKGROUND, LEAST_TEXT}, /* the words of quiet buttons */
    {THEME_ACCENT, THEME_PRESSED, LEAST_TEXT},
    {THEME_ACCENT, THEME_SURFACE, LEAST_SHAPE},
    {THEME_ACCENT, THEME_SELECTED, LEAST_SHAPE},
    {THEME_ACCENT, THEME_TRACK, LEAST_SHAPE},
    {THEME_ACCENT_PRESSED, THEME_BACKGROUND, LEAST_SHAPE},
    {THEME_FOCUS, THEME_BACKGROUND, LEAST_SHAPE},
    {THEME_FOCUS, THEME_SURFACE, LEAST_SHAPE},
};

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

static bool colour_from_hex(Str text, Colour *out) {
  uint8_t rgb[3];
  if (text.len != 7 || text.ptr[0] != '#') return false;
  for (size_t i = 0; i < COUNT_OF(rgb); i++) {
    int high = hex_digit(text.ptr[1 + 2 * i]), low = hex_digit(text.ptr[2 + 2 * i]);
    if (high < 0 || low < 0) return false;
    rgb[i] = (uint8_t)(high * 16 + low);
  }
  *out = (Colour){rgb[0], rgb[1], rgb[2], 255};
  return true;
}

static void read_colour(const YamlNode *node, const char *name, Colour *out, Diags *diags) {
  Str text;
  /* An unquoted # begins a comment in YAML, which leaves nothing behind: the commonest mistake in a theme. */
  if (yaml_is_null(node) || !yaml_text(node, name, &text, diags) || !colour_from_hex(text, out)) {
    yaml_diag(node, DIAG_ERROR, diags, "theme-bad-colour", arena_printf(diags->arena, "%s is no colour", name),
              STR("write it as \"#rrggbb\", with the quotes"));
  }
}

static void read_colours(const YamlNode *root, Theme *theme, Diags *diags) {
  const YamlNode *colours = yaml_get(root, "colours");
  Buffer missing = buffer_new(diags->arena);
  Sink sink = sink_to_buffer(&missing);
  if (colours) yaml_expect_keys(colours, "colours", theme_colour_names, THEME_COLOUR_COUNT, diags);
  for (int i = 0; i < THEME_COLOUR_COUNT; i++) {
    const YamlNode *node = yaml_get(colours, theme_colour_names[i]);
    if (node)
      read_colour(node, theme_colour_names[i], &theme->colours[i], diags);
    else
      sink_printf(&sink, "%s%s", missing.count > 0 ? ", " : "", theme_colour_names[i]);
  }
  if (missing.count > 0)
    yaml_diag(colours ? colours : root, DIAG_ERROR, diags, "theme-missing-colour",
              arena_printf(diags->arena, "colours are missing: " STR_FMT, STR_ARG(buffer_view(&missing))),
              STR("add them under colours:, each as name: \"#rrggbb\""));
}

/* A municipality that brings its own colours is told which of them are hard to see, and decides. */
static void check_contrast(const YamlNode *root, const Theme *theme, Diags *diags) {
  for (int front = 0; front < THEME_COLOUR_COUNT; front++) {
    Buffer poor = buffer_new(diags->arena);
    Sink sink = sink_to_buffer(&poor);
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
      double contrast = colour_contrast(theme->colours[pairs[i].front], theme->colours[pairs[i].back]);
      if ((int)pairs[i].front == front && contrast < pairs[i].least)
        sink_printf(&sink, "%s%s (%.2f:1, needs %.1f:1)", poor.count > 0 ? ", " : "", theme_colour_names[pairs[i].back], contrast,
                    pairs[i].least);
    }
    if (poor.count > 0)
      yaml_diag(yaml_get(yaml_get(root, "colours"), theme_colour_names[front]), DIAG_WARNING, diags, "theme-contrast",
                arena_printf(diags->arena, "%s is hard to see on " STR_FMT, theme_colour_names[front], STR_ARG(buffer_view(&poor))),
                STR("make the one darker or the other lighter"));
  }
}

const ThemePair *theme_pairs(size_t *count) {
  *count = COUNT_OF(pairs);
  return pairs;
}

const Theme *theme_parse(Arena *arena, Str source, const char *file, Diags *diags) {
  static const char *const known[] = {"name", "font", "radius_mm", "logo", "colours"};
  size_t errors_before = diags->error_count;
  Theme *theme = ARENA_NEW(arena, Theme);
  YamlDoc doc = yaml_parse(arena, source, file, diags);
  if (!doc.root) {
    if (diags->error_count == errors_before)
      diags_add(diags, DIAG_ERROR, "theme-empty", (Place){.file = file, .line = 1, .column = 1},
                STR("there is no theme in this file"), STR("start from a copy of one that ships"));
    return NULL;
  }
  yaml_expect_keys(doc.root, "a theme", known, COUNT_OF(known), diags);
  if (doc.root->kind != YAML_MAP) return NULL;
  yaml_text(yaml_get(doc.root, "name"), "name", &theme->name, diags);
  yaml_text(yaml_get(doc.root, "font"), "font", &theme->font, diags);
  if (theme->font.len == 0) theme->font = STR("Inter");
  yaml_text(yaml_get(doc.root, "logo"), "logo", &theme->logo, diags);
  yaml_number(yaml_get(doc.root, "radius_mm"), "radius_mm", 0, largest_radius_mm, &theme->radius_mm, diags);
  read_colours(doc.root, theme, diags);
  if (diags->error_count > errors_before) return NULL;
  check_contrast(doc.root, theme, diags);
  return theme;
}
