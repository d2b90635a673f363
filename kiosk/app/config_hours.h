/* The configuration's `hours`: weekdays with their spans, and days on which the kiosk is closed. */
#ifndef CONFIG_HOURS_H
#define CONFIG_HOURS_H

#include "hours.h"
#include "yaml_tree.h"

/* Into the arena; mistakes go to diags. */
void config_read_hours(Arena *arena, const YamlNode *node, Hours *out, Diags *diags);

#endif
