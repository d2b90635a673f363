/* linking: responses with links, as kiosks and servers put them. Hashes are made up: of a code's elements, one letter each. */
#ifndef LINKING_H
#define LINKING_H

#include "store/fixture.h"

/* A form of which another is the follow-up or not, with groups of three. */
const Form *linking_form(Fixture *fixture, const char *form_id);
void linking_round(Fixture *fixture, Store *store, const char *round); /* makes it */

/* A complete response with a token, or a code of so many elements as letters, or neither (NULL); the form is made known. The uuid. */
const char *linking_put_token(Fixture *fixture, Store *store, const Form *form, const char *round, const char *token);
const char *linking_put_code(Fixture *fixture, Store *store, const Form *form, const char *round, const char *elements);
/* 64 digits that nothing else is hashed to. */
Str linking_hash(Fixture *fixture, const char *of);
/* Not put yet. The link is of a token or a code. */
Response linking_response(Fixture *fixture, Store *store, const Form *form, const StoreLink *link);
const StoreLink *linking_link(Fixture *fixture, StoreLinkKind kind, const char *round, const char *of);

#endif
