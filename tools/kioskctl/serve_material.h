/* serve_material: what the server has in memory before it listens: forms with their pictures, the theme, words and certificate. */
#ifndef SERVE_MATERIAL_H
#define SERVE_MATERIAL_H

#include "base.h"
#include "web.h"

typedef struct ServeSources { /* as the command line has them */
  const char *const *forms;   /* files and folders */
  size_t form_count;
  const char *theme, *certificate, *private_key; /* the last two: NULL for plain HTTP */
} ServeSources;

/* Fills forms, phrases, theme, logo, certificate and private_key of setup, all in the arena. Mistakes and warnings go to diags. */
Status serve_material_read(Arena *arena, const ServeSources *sources, WebSetup *setup, Diags *diags, Err *err);

#endif
