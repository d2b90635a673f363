/* xml: one XML part, fed in pieces, as elements and text. Over expat.
 *
 * Names come without their namespace; what belongs to no namespace of spreadsheets or packages comes as the name "". Both the
 * transitional and the strict namespaces of ECMA-376 are known, under any prefix. A document type declaration is refused, so no
 * entity is ever declared; so are nesting deeper than 64 and a single tag of more than 1 MiB. */
#ifndef XML_H
#define XML_H

#include "base.h"

typedef struct XmlHandler { /* each may be NULL; false stops the reading, the handler having said why */
  bool (*start)(void *context, const char *name, const char *const *attributes);
  bool (*end)(void *context, const char *name);
  bool (*text)(void *context, Str text);
} XmlHandler;

typedef enum XmlResult {
  XML_READ_FINE,
  XML_READ_STOPPED, /* by the handler */
  XML_READ_MALFORMED,
  XML_READ_DOCTYPE,
  XML_READ_DEEP,
  XML_READ_LONG_TAG,
} XmlResult;

typedef struct Xml Xml;

Xml *xml_new(const XmlHandler *handler, void *context); /* borrows both */
void xml_free(Xml *xml);
/* Reads the next piece; last says that no other follows. After anything but XML_READ_FINE only xml_free is left. */
XmlResult xml_feed(Xml *xml, Str piece, bool last);
int xml_line(const Xml *xml);           /* where the reading stands, from 1 */
const char *xml_reason(const Xml *xml); /* expat's words for XML_READ_MALFORMED; static */

/* The value of an attribute without a prefix, or NULL. Valid during the call of start. */
const char *xml_attribute(const char *const *attributes, const char *name);
/* The same of an attribute with a prefix, such as r:id, in any namespace. */
const char *xml_prefixed_attribute(const char *const *attributes, const char *name);

#endif
