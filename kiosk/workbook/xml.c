#include "xml.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 64, TAG_BYTES_MAX = 1024 * 1024 };

#define NAMESPACE_END '\n' /* between namespace and local name in expat's names; in no namespace's address */

struct Xml {
  XML_Parser parser;
  const XmlHandler *handler;
  void *context;
  XmlResult result;
  int depth;
  size_t silent_bytes; /* fed since the last event */
};

static const char *local_name(const char *name) {
  static const char *const NAMESPACES[] = {
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "http://purl.oclc.org/ooxml/spreadsheetml/main",
      "http://schemas.openxmlformats.org/package/2006/relationships",
  };
  const char *end = strrchr(name, NAMESPACE_END);
  if (end == NULL) return name;
  Str space = {name, (size_t)(end - name)};
  for (size_t i = 0; i < COUNT_OF(NAMESPACES); i++)
    if (str_is(space, NAMESPACES[i])) return end + 1;
  return "";
}

static void stop(Xml *xml, XmlResult result) {
  if (xml->result != XML_READ_FINE) return;
  xml->result = result;
  XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL take_start(void *data, const XML_Char *name, const XML_Char **attributes) {
  Xml *xml = data;
  xml->silent_bytes = 0;
  if (xml->result != XML_READ_FINE) return; /* expat may tell the rest of a tag after it was stopped */
  if (++xml->depth > DEPTH_MAX)
    stop(xml, XML_READ_DEEP);
  else if (xml->handler->start != NULL && !xml->handler->start(xml->context, local_name(name), (const char *const *)attributes))
    stop(xml, XML_READ_STOPPED);
}

static void XMLCALL take_end(void *data, const XML_Char *name) {
  Xml *xml = data;
  xml->silent_bytes = 0;
  if (xml->result != XML_READ_FINE) return;
  xml->depth--;
  if (xml->handler->end != NULL && !xml->handler->end(xml->context, local_name(name))) stop(xml, XML_READ_STOPPED);
}

static void XMLCALL take_text(void *data, const XML_Char *text, int length) {
  Xml *xml = data;
  xml->silent_bytes = 0;
  if (xml->result != XML_READ_FINE || xml->handler->text == NULL) return;
  if (!xml->handler->text(xml->context, (Str){text, (size_t)length})) stop(xml, XML_READ_STOPPED);
}

/* Comments and processing instructions. */
static void XMLCALL take_other(void *data, const XML_Char *text, int length) {
  (void)text;
  (void)length;
  ((Xml *)data)->silent_bytes = 0;
}

static void XMLCALL take_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal) {
  (void)name;
  (void)system;
  (void)public;
  (void)internal;
  stop(data, XML_READ_DOCTYPE);
}

Xml *xml_new(const XmlHandler *handler, void *context) {
  Xml *xml = calloc(1, sizeof *xml);
  if (xml == NULL) BUG("out of memory");
  *xml = (Xml){.handler = handler, .context = context, .parser = XML_ParserCreateNS(NULL, NAMESPACE_END)};
  if (xml->parser == NULL) BUG("out of memory");
  XML_SetUserData(xml->parser, xml);
  XML_SetElementHandler(xml->parser, take_start, take_end);
  XML_SetCharacterDataHandler(xml->parser, take_text);
  XML_SetDefaultHandler(xml->parser, take_other);
  XML_SetStartDoctypeDeclHandler(xml->parser, take_doctype);
  return xml;
}

void xml_free(Xml *xml) {
  if (xml == NULL) return;
  XML_ParserFree(xml->parser);
  free(xml);
}

/* A tag that is not closed yet is read again from its beginning with every piece: its length is bounded, or the time would not be. */
XmlResult xml_feed(Xml *xml, Str piece, bool last) {
  BUG_UNLESS(piece.len <= INT_MAX && xml->result == XML_READ_FINE);
  xml->silent_bytes += piece.len;
  enum XML_Status status = XML_Parse(xml->parser, piece.ptr, (int)piece.len, last);
  if (xml->result == XML_READ_FINE && status != XML_STATUS_OK) xml->result = XML_READ_MALFORMED;
  if (xml->result == XML_READ_FINE && xml->silent_bytes > TAG_BYTES_MAX) xml->result = XML_READ_LONG_TAG;
  return xml->result;
}

int xml_line(const Xml *xml) {
  return (int)XML_GetCurrentLineNumber(xml->parser);
}

const char *xml_reason(const Xml *xml) {
  return XML_ErrorString(XML_GetErrorCode(xml->parser));
}

const char *xml_attribute(const char *const *attributes, const char *name) {
  for (; *attributes != NULL; attributes += 2)
    if (strcmp(attributes[0], name) == 0) return attributes[1];
  return NULL;
}

const char *xml_prefixed_attribute(const char *const *attributes, const char *name) {
  for (; *attributes != NULL; attributes += 2) {
    const char *end = strrchr(attributes[0], NAMESPACE_END);
    if (end != NULL && strcmp(end + 1, name) == 0) return attributes[1];
  }
  return NULL;
}
