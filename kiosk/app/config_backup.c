#include "config_read.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { EVERY_DEFAULT = 20, EVERY_MAX = 10000 };

static void read_to(ConfigReader *reader, const YamlNode *node) {
  const char *path = config_read_path(reader, node, "to");
  if (path != NULL) reader->config->backup = (ConfigWord){str_from(path), node->place, node->line};
}

static void read_every(ConfigReader *reader, const YamlNode *node) {
  yaml_int(node, "every", 1, EVERY_MAX, &reader->config->backup_every, reader->diags);
}

static const ConfigKey backup_keys[] = {{"to", read_to, true}, {"every", read_every, false}};

void config_read_backup(ConfigReader *reader, const YamlNode *node) {
  size_t mistakes = reader->diags->error_count;
  reader->config->backup_every = EVERY_DEFAULT;
  if (!yaml_is_null(node)) config_read_keys(reader, node, "backup", backup_keys, COUNT_OF(backup_keys));
  if (reader->config->backup.text.len == 0 && reader->diags->error_count == mistakes)
    yaml_diag(node, DIAG_ERROR, reader->diags, "backup-path", STR("backup does not say where the second copy goes"),
              STR("write the path of a file, such as to: /media/stick/samling.db; or leave backup out"));
}

/* The file where it really is. One that is not there yet has a folder; a folder that is not there has no database in it. */
static bool real_path(const char *path, char out[PATH_MAX]) {
  if (realpath(path, out) != NULL) return true;
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  char folder[PATH_MAX];
  int length = snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash + 1 - path) : 1, slash ? path : ".");
  if (length < 0 || (size_t)length >= sizeof folder || realpath(folder, out) == NULL) return false;
  size_t used = strlen(out);
  length = snprintf(out + used, PATH_MAX - used, "/%s", name);
  return length > 0 && (size_t)length < PATH_MAX - used;
}

Status config_check_backup(const Config *config, const char *db, Err *err) {
  char of_backup[PATH_MAX], of_db[PATH_MAX];
  struct stat there;
  if (config->backup.text.len > 0 && stat(config->backup.text.ptr, &there) == 0 && S_ISDIR(there.st_mode))
    return err_set(err, STATUS_INPUT, "backup-path", "the backup's path %s is a folder; write the name of a file in it, too",
                   config->backup.text.ptr);
  if (config->backup.text.len == 0 || !real_path(config->backup.text.ptr, of_backup) || !real_path(db, of_db)) return STATUS_OK;
  if (strcmp(of_backup, of_db) != 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "backup-path",
                 "the backup at %s would be written over the database itself; choose another path for it, best on another disk",
                 db);
}
