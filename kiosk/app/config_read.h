/* What the readers of the configuration's parts share. */
#ifndef CONFIG_READ_H
#define CONFIG_READ_H

#include "config.h"
#include "yaml_tree.h"

typedef struct ConfigReader {
  Arena *arena;
  Diags *diags;
  const char *file;
  Config *config;
} ConfigReader;

typedef struct ConfigKey {
  const char *name;
  void (*read)(ConfigReader *reader, const YamlNode *node);
  bool must_say; /* a key with nothing behind it is a mistake, which read tells, and not as good as none */
} ConfigKey;

/* Reads each key that map has; others are mistakes. */
void config_read_keys(ConfigReader *reader, const YamlNode *map, const char *what, const ConfigKey *keys, size_t count);
/* A path that is not empty (that would be the folder of the configuration), relative to the file. NULL: a mistake, which is reported. */
const char *config_read_path(ConfigReader *reader, const YamlNode *node, const char *name);

/* Parts whose lack would be found out too late: what they promise and cannot keep is an error. */
void config_read_staff(ConfigReader *reader, const YamlNode *node);
void config_read_seal(ConfigReader *reader, const YamlNode *node);
void config_read_backup(ConfigReader *reader, const YamlNode *node);
void config_read_web(ConfigReader *reader, const YamlNode *node);

#endif
