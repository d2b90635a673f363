/* naming: what the tables and variables of a form are called: as it says, or behind the id of the form, where they stand beside another's. */
#ifndef NAMING_H
#define NAMING_H

#include "names.h"

typedef struct Naming { /* zeroed: as the form says */
  Str before_header,
      before_name; /* "oppfolging:", "oppfolging__": no form has such a header by itself, nor is likely to have such a name */
  Names responses, tables; /* that are taken; grow as names are given */
} Naming;

/* From here on names are those of another form. */
void naming_link(Naming *naming, Arena *arena, Str form_id);

/* text with what stands in front of it; in arena where that is not empty. */
Str naming_header(const Naming *naming, Arena *arena, Str text);
Str naming_name(const Naming *naming, Arena *arena, Str text);

#endif
