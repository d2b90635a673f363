/* A configuration that asks for sealed answers and does not get them is refused: what would be stored open cannot be taken back. */
#include "config_read.h"

static void read_public_key(ConfigReader *reader, const YamlNode *node) {
  Str word;
  if (!yaml_text(node, "public_key", &word, reader->diags)) return;
  reader->config->sealed = seal_public_parse(word, &reader->config->seal_key);
  if (!reader->config->sealed)
    yaml_diag(node, DIAG_ERROR, reader->diags, "seal-key", STR("this is no public key, or a letter of it is wrong"),
              STR("copy the whole word that kioskctl keygen printed; without the key nothing is stored"));
}

static const ConfigKey seal_keys[] = {{"public_key", read_public_key, true}};

void config_read_seal(ConfigReader *reader, const YamlNode *node) {
  size_t mistakes = reader->diags->error_count;
  if (!yaml_is_null(node)) config_read_keys(reader, node, "seal", seal_keys, COUNT_OF(seal_keys));
  if (!reader->config->sealed && reader->diags->error_count == mistakes)
    yaml_diag(node, DIAG_ERROR, reader->diags, "seal-key", STR("seal has no public_key, so answers could not be sealed"),
              STR("copy the line that kioskctl keygen printed; or leave seal out if answers may lie open in the database"));
}
