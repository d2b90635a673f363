/* row: a response as it stands in its table. */
#ifndef ROW_H
#define ROW_H

#include "opening.h"

#include <sqlite3.h>

/* What a query selects; it calls the table r. */
#define ROW_COLUMNS                                                                                                                \
  "r.uuid, r.device, r.form_id, r.form_version, r.language, r.channel, r.round, r.event, r.place, r.status, r.trial, r.time,"      \
  " r.token_hash, r.answers, r.free_text, r.seal_key, r.sealed, r.sealed_text"

BoxedRow row_at(sqlite3_stmt *statement); /* borrowed until the statement's next step */

#endif
