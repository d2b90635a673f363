#include "row.h"
#include "connection.h"

static ResponseStatus status_from(Str name) {
  for (size_t i = 0; i < RESPONSE_STATUS_COUNT; i++)
    if (str_is(name, response_status_names[i])) return (ResponseStatus)i;
  return RESPONSE_PARTIAL; /* only in a file that was tampered with: the least is claimed */
}

static Response response_at(sqlite3_stmt *row) {
  return (Response){
      .uuid = column_view(row, 0),
      .device = column_view(row, 1),
      .form_id = column_view(row, 2),
      .form_version = column_view(row, 3),
      .language = column_view(row, 4),
      .channel = column_view(row, 5),
      .round = column_view(row, 6),
      .event = column_view(row, 7),
      .place = column_view(row, 8),
      .status = status_from(column_view(row, 9)),
      .trial = sqlite3_column_int(row, 10) == 1,
      .time = column_view(row, 11),
      .token_hash = column_view(row, 12),
      .answers = column_view(row, 13),
      .free_text = column_view(row, 14),
      .seal_key = column_view(row, 15),
  };
}

BoxedRow row_at(sqlite3_stmt *statement) {
  return (BoxedRow){
      .response = response_at(statement),
      .answers_box = column_blob_view(statement, 16),
      .free_text_box = column_blob_view(statement, 17),
  };
}
