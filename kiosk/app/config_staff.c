#include "config_read.h"

static void read_pin_hash(ConfigReader *reader, const YamlNode *node) {
  Str hash;
  if (!yaml_text(node, "pin_hash", &hash, reader->diags)) return;
  if (seal_pin_hash_is_valid(hash))
    reader->config->pin_hash = hash;
  else
    yaml_diag(node, DIAG_ERROR, reader->diags, "staff-pin", STR("this is not what kioskctl pin prints"),
              STR("run kioskctl pin, and copy the whole line that it prints, with its quotes"));
}

static const ConfigKey staff_keys[] = {{"pin_hash", read_pin_hash, true}};

void config_read_staff(ConfigReader *reader, const YamlNode *node) {
  size_t mistakes = reader->diags->error_count;
  if (!yaml_is_null(node)) config_read_keys(reader, node, "staff", staff_keys, COUNT_OF(staff_keys));
  if (reader->config->pin_hash.len == 0 && reader->diags->error_count == mistakes)
    yaml_diag(node, DIAG_ERROR, reader->diags, "staff-pin", STR("staff has no pin_hash, so nobody could enter"),
              STR("run kioskctl pin, and copy the line that it prints; or leave staff out"));
}
