/* The configuration of one kiosk: a YAML file, with the command line's word last. */
#ifndef CONFIG_H
#define CONFIG_H

#include "base.h"
#include "hours.h"
#include "options.h"
#include "seal.h"

typedef struct ConfigWord { /* with its place, for whoever finds out later that it means nothing */
  Str text;
  Place place;
  Str line; /* of the file, that it stands on */
} ConfigWord;

typedef struct Config {     /* everything lives in the arena or is borrowed from the Options */
  const char *const *forms; /* files and folders */
  size_t form_count;
  const char *db;                  /* NULL: the user's data folder */
  Str device, event, place, round; /* may be empty */
  const ConfigWord *languages;     /* offered, in this order, each once; none: all that a form has */
  size_t language_count;
  ConfigWord theme;           /* a name of assets/themes, or the path of a theme file; no place: it is not from the file */
  double width_mm, height_mm; /* of the display; 0: unknown */
  TextSize text_size;
  bool reduced_motion;
  Hours hours;
  Str pin_hash; /* of staff; empty: there is no staff screen */
  bool sealed;  /* then answers are stored for this key only: */
  SealPublic seal_key;
  ConfigWord backup; /* where a second copy goes; empty: none is made */
  int backup_every;  /* completed responses */
  Str base_url;      /* what phones reach the server at, without a slash at its end; empty: what the server says */
} Config;

/* Reads the file (when options name one), then lets the options win. Mistakes go to diags with err saying how many. */
Status config_load(Arena *arena, const Options *options, Config *out, Diags *diags, Err *err);
/* An address as it is typed: without "https://". */
Str config_without_scheme(Str url);
/* What --db is when nobody says: a file of this name in the user's data folder, which is made if make says so. */
Status config_default_db(Arena *arena, const char *name, bool make, const char **out, Err *err);
/* STATUS_INPUT, backup-path: the second copy is to be a folder, or would be written over the first, which is at db. */
Status config_check_backup(const Config *config, const char *db, Err *err);

#endif
