/* tables: a dataset's tables and their variables. */
#ifndef TABLES_H
#define TABLES_H

#include "naming.h"
#include "own_variables.h"
#include "values.h"

/* Into out, which has its versions, language and title by then, and finds the fields' places among the variables. Where naming is that of
 * another form, the responses' table begins with own_joined. */
void tables_make(Arena *arena, Fields *fields, const Codes *codes, bool trials, Naming *naming, Dataset *out);

#endif
