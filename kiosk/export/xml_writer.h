/* xml_writer: XML 1.0 with a line for each element, indented. Texts are escaped; what XML 1.0 has no way to write becomes U+FFFD. */
#ifndef XML_WRITER_H
#define XML_WRITER_H

#include "base.h"

typedef struct Xml { /* zeroed but for its sink: nothing is written yet */
  Sink *sink;
  int depth;
  bool in_tag;   /* attributes may still come */
  bool has_text; /* the innermost element holds text: white space would be part of it */
} Xml;

void xml_begin(Xml *xml, const char *element);
/* An attribute; only after xml_begin and other attributes. */
void xml_put(Xml *xml, const char *name, Str value);
void xml_put_z(Xml *xml, const char *name, const char *value);
void xml_text(Xml *xml, Str text);
void xml_end(Xml *xml, const char *element);

/* One without attributes and elements. */
void xml_element(Xml *xml, const char *element, Str text);

#endif
