/* theme: the colours of the screen and of the phone's pages: assets/themes/NAME.yaml, or a file of the organisation's own. */
#ifndef THEME_H
#define THEME_H

#include "base.h"
#include "draw.h"

typedef enum ThemeColour {
  THEME_BACKGROUND,     /* of the screen */
  THEME_SURFACE,        /* of buttons and cards */
  THEME_PRESSED,        /* of a button under a finger */
  THEME_TEXT,           /* on background and surface */
  THEME_MUTED,          /* secondary text on background and surface */
  THEME_OUTLINE,        /* edges of buttons and fields: 3:1 against background and surface */
  THEME_ACCENT,         /* the main button, selected edges, progress: 3:1 against background and surface */
  THEME_ACCENT_PRESSED, /* the main button under a finger */
  THEME_ON_ACCENT,      /* text on accent */
  THEME_SELECTED,       /* background of a selected answer; text stands on it */
  THEME_FOCUS,          /* the ring around what has the focus: 3:1 against background */
  THEME_ALERT,          /* text and edge of a message about a mistake, on alert_surface and background */
  THEME_ALERT_SURFACE,
  THEME_TRIAL, /* the trial banner; on_trial stands on it */
  THEME_ON_TRIAL,
  THEME_TRACK, /* the unfilled part of the progress bar; decoration */
  THEME_COLOUR_COUNT
} ThemeColour;

typedef struct Theme {
  Str name;
  Str font; /* family, for fontconfig */
  double radius_mm;
  Str logo; /* of the organisation: a PNG or JPEG, relative to the theme's file; empty: none */
  Colour colours[THEME_COLOUR_COUNT];
} Theme;

extern const char *const theme_colour_names[THEME_COLOUR_COUNT]; /* the YAML keys: "background", ... */
/* Reads a theme (keys: name, font (Inter when not given), radius_mm, logo, colours). Every colour must be there as "#rrggbb". NULL on mistakes. */
const Theme *theme_parse(Arena *arena, Str source, const char *file, Diags *diags);
/* Pairs that WCAG asks a contrast of: (foreground, background, least ratio). */
typedef struct ThemePair {
  ThemeColour front, back;
  double least;
} ThemePair;
const ThemePair *theme_pairs(size_t *count); /* static */

#endif
