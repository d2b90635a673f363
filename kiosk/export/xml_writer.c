#include "xml_writer.h"

enum { INDENT = 2 };

/* https://www.w3.org/TR/xml/#charsets */
static bool is_allowed(uint32_t cp) {
  return cp == '\t' || cp == '\n' || cp == '\r' || (cp >= 0x20 && cp <= 0xD7FF) || (cp >= 0xE000 && cp <= 0xFFFD) || cp >= 0x10000;
}

/* White space other than a space would be made one in an attribute, and a carriage return a line break anywhere. */
static bool is_changed_by_readers(uint32_t cp, bool in_attribute) {
  return cp == '\r' || (in_attribute && (cp == '\t' || cp == '\n'));
}

static const char *entity_of(uint32_t cp) {
  return cp == '&' ? "&amp;" : cp == '<' ? "&lt;" : cp == '>' ? "&gt;" : cp == '"' ? "&quot;" : NULL;
}

static void escape(Sink *sink, Str s, bool in_attribute) {
  char bytes[4];
  uint32_t cp;
  for (size_t at = 0; str_next_cp(s, &at, &cp);) {
    const char *entity = entity_of(cp);
    if (entity)
      sink_z(sink, entity);
    else if (is_changed_by_readers(cp, in_attribute))
      sink_printf(sink, "&#%u;", (unsigned)cp);
    else
      sink_bytes(sink, bytes, utf8_encode(is_allowed(cp) ? cp : 0xFFFD, bytes));
  }
}

static void new_line(Xml *xml) {
  sink_printf(xml->sink, "\n%*s", INDENT * xml->depth, "");
}

static void end_tag(Xml *xml) {
  if (xml->in_tag) sink_z(xml->sink, ">");
  xml->in_tag = false;
}

void xml_begin(Xml *xml, const char *element) {
  end_tag(xml);
  new_line(xml);
  sink_printf(xml->sink, "<%s", element);
  xml->depth++;
  xml->in_tag = true;
  xml->has_text = false;
}

void xml_put(Xml *xml, const char *name, Str value) {
  sink_printf(xml->sink, " %s=\"", name);
  escape(xml->sink, value, true);
  sink_z(xml->sink, "\"");
}

void xml_put_z(Xml *xml, const char *name, const char *value) {
  xml_put(xml, name, str_from(value));
}

void xml_text(Xml *xml, Str text) {
  end_tag(xml);
  xml->has_text = true;
  escape(xml->sink, text, false);
}

void xml_end(Xml *xml, const char *element) {
  xml->depth--;
  if (xml->in_tag) {
    sink_z(xml->sink, "/>");
  } else {
    if (!xml->has_text) new_line(xml);
    sink_printf(xml->sink, "</%s>", element);
  }
  xml->in_tag = false;
  xml->has_text = false;
}

void xml_element(Xml *xml, const char *element, Str text) {
  xml_begin(xml, element);
  xml_text(xml, text);
  xml_end(xml, element);
}
