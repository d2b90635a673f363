/* package: the parts of an Office Open Packaging file (ECMA-376 part 2), a zip archive in memory. Over libzip. */
#ifndef PACKAGE_H
#define PACKAGE_H

#include "base.h"
#include "xml.h"

typedef struct zip zip_t;

typedef struct Package {
  Arena *arena;
  Diags *diags;
  const char *file; /* its name in messages */
  zip_t *zip;
  size_t unpacked_bytes; /* of all parts read so far */
} Package;

/* Opens bytes (borrowed until package_close). False: said in diags. arena, diags and file are borrowed. */
bool package_open(Package *package, Arena *arena, Str bytes, const char *file, Diags *diags);
void package_close(Package *package);
/* Is there a part of that name? Without regard to case, as part names are compared. */
bool package_has(const Package *package, Str part);
/* Unpacks a part piece by piece into the handler. False: said in diags, or by the handler that stopped it. */
bool package_read(Package *package, Str part, const XmlHandler *handler, void *context);
/* Adds an error about the file as a whole. */
void package_report(const Package *package, const char *code, Str what, Str remedy);

#endif
