/* The configuration of one kiosk: a YAML file, with the command line's word last. */
#ifndef CONFIG_H
#define CONFIG_H

#include "base.h"
#include "options.h"

typedef struct ConfigLanguage {
  Str code;
  Place place;
  Str line; /* of the file, that it stands on */
} ConfigLanguage;

typedef struct Config {     /* everything lives in the arena or is borrowed from the Options */
  const char *const *forms; /* files and folders */
  size_t form_count;
  const char *db;                  /* NULL: the user's data folder */
  Str device, event, place, round; /* may be empty */
  const ConfigLanguage *languages; /* offered, in this order, each once; none: all that a form has */
  size_t language_count;
  Str theme;                  /* a name of assets/themes, or a path to a .yaml file */
  double width_mm, height_mm; /* of the display; 0: unknown */
} Config;

/* Reads the file (when options name one), then lets the options win. Mistakes go to diags with err saying how many. */
Status config_load(Arena *arena, const Options *options, Config *out, Diags *diags, Err *err);
/* What --db is when nobody says: a file of this name in the user's data folder, which is made. */
Status config_default_db(Arena *arena, const char *name, const char **out, Err *err);

#endif
