/* What tests of stored data share: a folder of their own that goes away, forms, responses, and SQLite itself to look into the file. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store.h"

typedef struct Fixture {
  char folder[64];
  Arena *arena;
  uint64_t seed;
  Random random;
} Fixture;

int fixture_setup(void **state); /* cmocka's: *state is a Fixture */
int fixture_teardown(void **state);

const char *fixture_path(Fixture *fixture, const char *name); /* in the folder; in the arena */
Store *fixture_open(Fixture *fixture, const char *name);      /* must succeed; the caller closes */
const Form *fixture_form(Fixture *fixture, const char *yaml); /* must have no mistake */
/* A form with one question of each answering type: nytte (select_one), tema (select_multiple), antall (integer), hvorfor (text). */
const Form *fixture_plain_form(Fixture *fixture, const char *version);
/* A partial response to the form, with a new key, on the device "kiosk-1" (which is added). */
Response fixture_response(Fixture *fixture, Store *store, const Form *form, const char *answers);
void fixture_put(Store *store, const Response *response); /* must succeed */

/* The result of a query on the file with a connection of its own: columns joined by |, rows by a line break, NULL as nothing. */
const char *fixture_query(Fixture *fixture, const char *name, const char *sql);
/* Adds so many copies of each response, under keys that count up: for what takes its time. */
void fixture_multiply(Fixture *fixture, const char *name, int copies);
void fixture_write_file(Fixture *fixture, const char *name, const void *bytes, size_t count);
Str fixture_read_file(Fixture *fixture, const char *name);
/* Does any file of the folder have these bytes? */
bool fixture_folder_has(Fixture *fixture, const char *text);
size_t fixture_file_count(const Fixture *fixture);

#endif
