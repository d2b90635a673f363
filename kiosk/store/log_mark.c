#include "connection.h"

Status log_mark_copy(const Store *copy, Err *err) {
  return store_execute(copy,
                       "INSERT INTO setting (name, value) VALUES ('" LOG_MARK_SETTING "', lower(hex(randomblob(8))))"
                       " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                       err);
}
