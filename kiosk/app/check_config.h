/* What --check-config says: that there is no mistake, and then in words what becomes of the answers. */
#ifndef CHECK_CONFIG_H
#define CHECK_CONFIG_H

#include "material.h"
#include "options.h"

/* Opens no database and leaves nothing behind. A folder that the database cannot be written in is STATUS_WORLD, db-path; one that only
 * the backup cannot is said, and stops nobody: a stick may come later. */
Status check_config(const Options *options, const Material *material, FILE *out, Err *err);

#endif
