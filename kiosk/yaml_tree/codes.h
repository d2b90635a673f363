/* The codes of every message this module gives. */
#ifndef YAML_CODES_H
#define YAML_CODES_H

#define YAML_CODE_SYNTAX        "yaml-syntax"
#define YAML_CODE_DUPLICATE_KEY "yaml-duplicate-key"
#define YAML_CODE_ALIAS         "yaml-alias"
#define YAML_CODE_TAG           "yaml-tag"
#define YAML_CODE_LIMIT         "yaml-limit"
#define YAML_CODE_ENCODING      "yaml-encoding"
#define YAML_CODE_TYPE          "yaml-type"
#define YAML_CODE_UNKNOWN_KEY   "unknown-key"
#define YAML_CODE_NOT_A_MAP     "not-a-map"

#endif
