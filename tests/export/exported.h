/* What tests of exports share: forms and responses put into a store, and all tables of an export of them, as texts. */
#ifndef EXPORTED_H
#define EXPORTED_H

#include "export.h"
#include "store/fixture.h"

enum { EXPORTED_TABLES_MAX = 8 };

typedef struct Exported { /* lives in the fixture's arena */
  struct {
    Str name;
    Buffer bytes;
    Sink sink;
  } tables[EXPORTED_TABLES_MAX];
  size_t count;
  Buffer warnings;
  ExportReport report;
  Fixture *fixture;
} Exported;

/* options->warnings is not looked at. */
Status exported_try(Fixture *fixture, Store *store, ExportFormat format, ExportOptions options, Exported *out, Err *err);
/* The same as CSV; must succeed. */
void exported_csv(Fixture *fixture, Store *store, ExportOptions options, Exported *out);
const char *exported_table(const Exported *exported, const char *name); /* "": the responses'; fails when there is none */

/* A form and its store, which must take it. yaml without settings: what stands below form_id f and the version. */
const Form *exported_form(Fixture *fixture, Store *store, const char *version, const char *yaml);
/* A complete response whose key ends in number: rows come in their order. */
void exported_put(Fixture *fixture, Store *store, const Form *form, int number, const char *answers);

#endif
