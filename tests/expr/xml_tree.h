/* A document of XML as the tree that paths walk through, and as the form whose questions its elements are. */
#ifndef TEST_XML_TREE_H
#define TEST_XML_TREE_H

#include "expr.h"

typedef enum XmlKind { XML_DOCUMENT, XML_ELEMENT, XML_ATTRIBUTE, XML_TEXT, XML_COMMENT, XML_INSTRUCTION } XmlKind;

typedef struct XmlNode {
  XmlKind kind;
  int parent;       /* -1: the document */
  Str name, text;   /* text: of what is no element */
  int reference_ix; /* of an element: the question it is an instance of */
} XmlNode;

typedef struct XmlReference { /* all elements of one path: /data/group/name */
  Str name;
  int parent; /* -1: the document's element */
  bool repeats;
} XmlReference;

typedef struct XmlTree {
  Arena *arena;
  XmlNode *nodes; /* in document order; the first is the document */
  size_t count, capacity;
  XmlReference *references;
  size_t reference_count, reference_capacity;
  int open; /* while it is read */
  ExprNode current;
  Str labels; /* "path: name=label, name=label", see choice_label */
} XmlTree;

/* NULL when it is no XML. A document type is passed over. */
XmlTree *xml_tree_new(Arena *arena, Str xml);
/* The node that a path such as /data[1]/g[2]/@a, text()[1] or node(type=8) leads to; the document for / and for none. */
ExprNode xml_tree_find(const XmlTree *tree, Str path);
extern const ExprTree xml_tree_walks;
/* The host and the scope of an expression that stands at a node; both borrow the tree. */
ExprHost xml_tree_host(XmlTree *tree, ExprNode node);
ExprScope xml_tree_scope(XmlTree *tree);

#endif
