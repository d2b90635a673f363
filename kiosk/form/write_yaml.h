/* A form's tree as YAML that a person would have been glad to write, in the style of the forms that ship. */
#ifndef FORM_WRITE_YAML_H
#define FORM_WRITE_YAML_H

#include "yaml_tree.h"

/* Equal trees give equal text, which reads back as the same tree: a scalar that is `quoted` stays a text, any other is written as the
 * word it is. The text lives in the arena. */
Str write_yaml(Arena *arena, const YamlNode *root);

#endif
