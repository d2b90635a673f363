/* What is read before anything is opened: configuration, forms, theme and words. Lives as long as the program. */
#ifndef MATERIAL_H
#define MATERIAL_H

#include "assets.h"
#include "base.h"
#include "config.h"
#include "languages.h"
#include "options.h"
#include "theme_file.h"
#include "ui.h"

typedef struct Material {
  Arena *arena; /* of all the rest; set by the caller, with diags */
  Diags diags;
  Config config;
  Forms forms;
  const FormLanguages *languages; /* of each form */
  ThemeFile theme;
  const Phrases *strings;
} Material;

/* Mistakes and warnings go to diags, the first failure to err. */
Status material_read(const Options *options, Material *m, Err *err);

#endif
