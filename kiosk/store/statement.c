#include "connection.h"
#include "ledger_digest.h"

static const char *const statement_sql[] = {
    [STATEMENT_PUT] =
        "INSERT INTO response (uuid, device, form_id, form_version, language, channel, round, event, place, status, trial, time,"
        " token_hash, answers, free_text, sealed, sealed_text, seal_key)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
        " ON CONFLICT (uuid) DO UPDATE SET language = excluded.language, round = excluded.round, event = excluded.event,"
        " place = excluded.place, status = excluded.status, answers = excluded.answers,"
        " free_text = excluded.free_text, sealed = excluded.sealed, sealed_text = excluded.sealed_text,"
        " seal_key = excluded.seal_key"
        /* Only the same response, and never one that is final. */
        " WHERE status = 'partial' AND (device, form_id, form_version, channel, trial, time) ="
        " (excluded.device, excluded.form_id, excluded.form_version, excluded.channel, excluded.trial, excluded.time)",
    [STATEMENT_PUT_TOKEN] = "UPDATE response SET token_hash = ?2 WHERE uuid = ?1 AND token_hash IS NOT ?2",
    [STATEMENT_COVER_BEGIN] = "SAVEPOINT cover",
    [STATEMENT_COVER_UNDO] = "ROLLBACK TO cover",
    [STATEMENT_COVER_END] = "RELEASE cover",
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_PUT_ATTACHMENT] =
        "INSERT INTO attachment (response, path, media_type, content, sealed, seal_key) VALUES (?1, ?2,"
        " CASE WHEN ?2 LIKE '%.txt' THEN 'text/plain' ELSE 'image/png' END, ?3, ?4, ?5)"
        " ON CONFLICT (response, path) DO UPDATE SET media_type = excluded.media_type, content = excluded.content,"
        " sealed = excluded.sealed, seal_key = excluded.seal_key"
        " WHERE (content, sealed) IS NOT (excluded.content, excluded.sealed)",
    [STATEMENT_DROP_ATTACHMENTS] = "DELETE FROM attachment WHERE response = ?1 AND path NOT IN (SELECT value FROM json_each(?2))",
    [STATEMENT_LOG] = "INSERT INTO event_log (uuid, device, kind, detail, day) VALUES (?1, ?2, ?3, ?4, ?5)",
    [STATEMENT_ADD_DEVICE] =
        "INSERT INTO device (name, first, last) SELECT ?1, n, n - 1 FROM"
        " (SELECT coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = '" NUMBERS_FROM_SETTING "'), 1) AS n)"
        " WHERE true ON CONFLICT (name) DO NOTHING",
    [STATEMENT_GET_SETTING] = "SELECT value FROM setting WHERE name = ?1",
    [STATEMENT_SET_SETTING] =
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [STATEMENT_LEDGER_RESPONSE] = "SELECT " DIGEST_RESPONSE_COLUMNS " FROM response r WHERE uuid = ?1",
    [STATEMENT_LEDGER_ATTACHMENTS] = "SELECT " DIGEST_ATTACHMENT_COLUMNS " FROM attachment WHERE response = ?1 ORDER BY path",
    [STATEMENT_LEDGER_WAIT] = "INSERT INTO waiting (response, digest, text_digest, salt, text_salt, device, form_id)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [STATEMENT_LEDGER_COMPLETED] = "UPDATE device SET completed = completed + 1 WHERE name = ?1",
    [STATEMENT_LEDGER_COUNT_WAITING] = "SELECT count(*) FROM waiting WHERE device = ?1 AND form_id = ?2",
    [STATEMENT_LEDGER_APPEND] = "INSERT INTO ledger (response, digest, text_digest, salt, text_salt, device, number, hash)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [STATEMENT_LEDGER_EMPTY_WAITING] = "DELETE FROM waiting WHERE device = ?1 AND form_id = ?2",
    [STATEMENT_MINGLE_BEGIN] = "SAVEPOINT mingled",
    [STATEMENT_MINGLE_UNDO] = "ROLLBACK TO mingled",
    [STATEMENT_MINGLE_END] = "RELEASE mingled",
    /* All columns, in whatever number: a row that is put back has lost none. */
    [STATEMENT_MINGLE_KEEP] = "SELECT * FROM response WHERE uuid = ?1",
    [STATEMENT_MINGLE_KEEP_ATTACHMENTS] = "SELECT * FROM attachment WHERE response = ?1",
    [STATEMENT_MINGLE_DELETE] = "DELETE FROM response WHERE uuid = ?1",
    [STATEMENT_MINGLE_PUT] = "INSERT INTO response VALUES"
                             " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    [STATEMENT_MINGLE_PUT_ATTACHMENT] = "INSERT INTO attachment VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [STATEMENT_MINGLE_KEEP_LINKS] = "SELECT * FROM link WHERE response = ?1",
    [STATEMENT_MINGLE_PUT_LINK] = "INSERT INTO link VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [STATEMENT_PUT_LINK] = "INSERT INTO link (response, part, kind, round, form_id, hash, sealed, seal_key)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [STATEMENT_DROP_LINKS] = "DELETE FROM link WHERE response = ?1",
    [STATEMENT_LINK_SPENT] =
        "SELECT 1 FROM link JOIN response ON uuid = link.response WHERE kind = 'token' AND link.form_id = ?1 AND part = 0"
        " AND hash = ?2 AND link.response <> ?3 AND (?4 OR NOT trial) LIMIT 1",
    [STATEMENT_GET_ROUND] = "SELECT name, opened, closed, key,"
                            " (SELECT count(*) FROM link WHERE link.round = round.name AND part = 0) FROM round WHERE name = ?1",
    [STATEMENT_PUT_DRAFT] =
        "INSERT INTO draft (id, response, form_id, form_version, until_min, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT (id) DO UPDATE SET response = excluded.response, form_id = excluded.form_id,"
        " form_version = excluded.form_version, until_min = excluded.until_min, state = excluded.state",
    [STATEMENT_GET_DRAFT] = "SELECT id, response, form_id, form_version, until_min, state FROM draft WHERE id = ?1",
    [STATEMENT_DELETE_DRAFT] = "DELETE FROM draft WHERE id = ?1",
    [STATEMENT_DROP_DRAFTS] = "DELETE FROM draft WHERE response = ?1",
};
_Static_assert(COUNT_OF(statement_sql) == STATEMENT_COUNT, "every statement has its text");

sqlite3_stmt *statement_kept(Store *store, StatementId id, Err *err) {
  sqlite3_stmt **slot = &store->statements[id];
  if (*slot == NULL && sqlite3_prepare_v3(store->db, statement_sql[id], -1, SQLITE_PREPARE_PERSISTENT, slot, NULL) != SQLITE_OK) {
    store_fail(store, "use", err);
    return NULL;
  }
  return *slot;
}

sqlite3_stmt *statement_once(const Store *store, const char *sql, Err *err) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK) store_fail(store, "use", err);
  return statement;
}

void statement_release(sqlite3_stmt *statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
}

Status statement_run(const Store *store, sqlite3_stmt *statement, Err *err) {
  int code = sqlite3_step(statement);
  Status status = code == SQLITE_DONE || code == SQLITE_ROW ? STATUS_OK : store_fail(store, "write to", err);
  statement_release(statement);
  return status;
}

Status statement_run_kept(Store *store, StatementId id, Err *err) {
  sqlite3_stmt *statement = statement_kept(store, id, err);
  return statement ? statement_run(store, statement, err) : STATUS_WORLD;
}

Status statement_walk(const Store *store, sqlite3_stmt *statement, bool (*visit)(void *context, sqlite3_stmt *row), void *context,
                      Err *err) {
  bool more = true;
  int code = SQLITE_DONE;
  while (more && (code = sqlite3_step(statement)) == SQLITE_ROW)
    more = visit(context, statement);
  Status status = !more || code == SQLITE_DONE ? STATUS_OK : store_fail(store, "read", err);
  sqlite3_finalize(statement);
  return status;
}

void bind_text(sqlite3_stmt *statement, int place, Str text) {
  sqlite3_bind_text64(statement, place, text.ptr ? text.ptr : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_text_or_null(sqlite3_stmt *statement, int place, Str text) {
  if (text.len > 0)
    bind_text(statement, place, text);
  else
    sqlite3_bind_null(statement, place);
}

void bind_blob_or_null(sqlite3_stmt *statement, int place, Str bytes) {
  if (bytes.ptr != NULL)
    sqlite3_bind_blob64(statement, place, bytes.ptr, bytes.len, SQLITE_STATIC);
  else
    sqlite3_bind_null(statement, place);
}

Str column_view(sqlite3_stmt *statement, int column) {
  const char *text = (const char *)sqlite3_column_text(statement, column);
  return (Str){text, text ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}

Str column_blob_view(sqlite3_stmt *statement, int column) {
  const char *bytes = sqlite3_column_blob(statement, column);
  return (Str){bytes, (size_t)sqlite3_column_bytes(statement, column)};
}

Status store_execute(const Store *store, const char *sql, Err *err) {
  return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? STATUS_OK : store_fail(store, "write to", err);
}
