/* `parameters` of a range: "start=0 end=10 step=1", or a map. */
#ifndef FORM_PARAMETERS_H
#define FORM_PARAMETERS_H

#include "draft.h"

/* 0 to 10 in steps of 1 where it says nothing else; so too, with a message, where it makes no sense. */
Range read_range(Draft *draft, const YamlNode *node);
/* What the parameters say of name; false: nothing. */
bool parameter_get(const YamlNode *node, const char *name, Str *out);

#endif
