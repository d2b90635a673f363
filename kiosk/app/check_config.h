/* What --check-config says: that there is no mistake, and then in words what becomes of the answers. */
#ifndef CHECK_CONFIG_H
#define CHECK_CONFIG_H

#include "material.h"
#include "options.h"

/* Writes nothing. What a kiosk would fail with at its start because of the database, which is only read, it fails with, but for db-in-use. A
 * folder that the backup cannot be written in is said, and stops nobody: a stick may come later. */
Status check_config(const Options *options, const Material *material, FILE *out, Err *err);

#endif
