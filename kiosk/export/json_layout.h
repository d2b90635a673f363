/* json_layout: JSON with a line for each member, indented, for people who look into it. What stands on one line the caller writes. */
#ifndef JSON_LAYOUT_H
#define JSON_LAYOUT_H

#include "base.h"

typedef struct Json { /* zeroed but for its sink: nothing is written yet */
  Sink *sink;
  int depth;
  bool more; /* something stands in the innermost object or array */
} Json;

void json_begin(Json *json, const char *bracket); /* where a value may stand */
void json_end(Json *json, const char *bracket);
void json_next(Json *json);                  /* to the next item of an array */
void json_key(Json *json, const char *name); /* to the next member of an object; its value has to follow */

void json_key_str(Json *json, const char *name, Str s);
void json_key_str_or_null(Json *json, const char *name, Str s); /* null for the empty text */
void json_key_z(Json *json, const char *name, const char *z);   /* null for NULL */
void json_key_bool(Json *json, const char *name, bool is);

#endif
