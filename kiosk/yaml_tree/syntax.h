/* libyaml's complaints in words that an author understands. */
#ifndef YAML_SYNTAX_H
#define YAML_SYNTAX_H

#include <yaml.h>

#include "lines.h"

/* Adds what stopped the parser. */
void syntax_report(const yaml_parser_t *parser, const Lines *lines, Diags *diags);

#endif
