#include "csv.h"

#include <string.h>

typedef struct Reader {
  Arena *arena;
  Str text;
  size_t at, line_start;
  int line;
  char separator;
  CsvProblem *problem;
} Reader;

static bool fail(Reader *r, const char *what, const char *remedy) {
  const size_t column = str_count_cp((Str){r->text.ptr + r->line_start, r->at - r->line_start}) + 1;
  *r->problem = (CsvProblem){.line = r->line, .column = (int)column, .what = what, .remedy = remedy};
  return false;
}

static bool at_end(const Reader *r) {
  return r->at == r->text.len;
}

static bool at_line_end(const Reader *r) {
  return at_end(r) || r->text.ptr[r->at] == '\n' || r->text.ptr[r->at] == '\r';
}

static bool at_cell_end(const Reader *r) {
  return at_line_end(r) || r->text.ptr[r->at] == r->separator;
}

/* Lines end in LF, CR LF, or, as old spreadsheets have it, CR. */
static void take_line_break(Reader *r) {
  if (at_end(r)) return;
  const bool is_two = r->text.ptr[r->at] == '\r' && r->at + 1 < r->text.len && r->text.ptr[r->at + 1] == '\n';
  r->at += is_two ? 2 : 1;
  r->line++;
  r->line_start = r->at;
}

/* Without the doubling of quotes, and with line breaks of one kind. */
static Str plain(Arena *arena, Str quoted) {
  if (quoted.len == 0 || (!memchr(quoted.ptr, '"', quoted.len) && !memchr(quoted.ptr, '\r', quoted.len))) return quoted;
  char *copy = arena_alloc(arena, quoted.len);
  size_t count = 0;
  for (size_t i = 0; i < quoted.len; i++) {
    const char c = quoted.ptr[i], next = i + 1 < quoted.len ? quoted.ptr[i + 1] : '\0';
    if ((c == '"' && next == '"') || (c == '\r' && next == '\n')) i++;
    copy[count++] = c == '\r' ? '\n' : c;
  }
  return (Str){copy, count};
}

static bool take_quoted(Reader *r, Str *cell) {
  const Reader begin = *r;
  const size_t opened = ++r->at;
  bool closed = false;
  while (!at_end(r) && !closed) {
    const bool is_quote = r->text.ptr[r->at] == '"', doubled = is_quote && r->at + 1 < r->text.len && r->text.ptr[r->at + 1] == '"';
    closed = is_quote && !doubled;
    if (at_line_end(r))
      take_line_break(r);
    else
      r->at += doubled ? 2 : 1;
  }
  if (!closed) {
    *r = begin;
    return fail(r, "these quotes are never closed", "close the cell with \", and write a \" in it twice");
  }
  *cell = str_trim(plain(r->arena, (Str){r->text.ptr + opened, r->at - 1 - opened}));
  while (!at_cell_end(r) && r->text.ptr[r->at] == ' ')
    r->at++;
  return at_cell_end(r) || fail(r, "something stands behind the closing quotes of a cell", "write a \" within a cell twice");
}

static bool take_cell(Reader *r, Str *cell) {
  const size_t start = r->at;
  while (!at_cell_end(r) && r->text.ptr[r->at] == ' ')
    r->at++;
  if (!at_end(r) && r->text.ptr[r->at] == '"') return take_quoted(r, cell);
  while (!at_cell_end(r))
    r->at++;
  *cell = str_trim((Str){r->text.ptr + start, r->at - start});
  return true;
}

typedef struct TooMany { /* cells in a line */
  const char *what, *remedy;
} TooMany;

/* The cells of a line, up to room; what is beyond must be empty. */
static bool take_row(Reader *r, Str *cells, size_t room, size_t *count, TooMany too_many) {
  for (*count = 0;; r->at++) {
    const Reader begin = *r;
    Str cell = {NULL, 0};
    if (!take_cell(r, &cell)) return false;
    if (*count < room) {
      cells[(*count)++] = cell;
    } else if (cell.len > 0) {
      *r = begin;
      return fail(r, too_many.what, too_many.remedy);
    }
    if (at_line_end(r)) break;
  }
  take_line_break(r);
  return true;
}

static bool is_empty_row(const Str *cells, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (cells[i].len > 0) return false;
  return true;
}

/* "sep=;" is what a spreadsheet program writes for itself. Else whatever the first line has most of, outside quotes. */
static char find_separator(Reader *r) {
  static const char SEPARATORS[] = {',', ';', '\t'};
  size_t counts[COUNT_OF(SEPARATORS)] = {0}, best = 0;
  const Str rest = {r->text.ptr + r->at, r->text.len - r->at};
  if (str_starts_with(rest, STR("sep=")) && rest.len > 5 && (rest.ptr[5] == '\r' || rest.ptr[5] == '\n')) {
    r->at += 5;
    take_line_break(r);
    return rest.ptr[4];
  }
  bool quoted = false;
  for (size_t i = 0; i < rest.len && (quoted || (rest.ptr[i] != '\n' && rest.ptr[i] != '\r')); i++) {
    if (rest.ptr[i] == '"') quoted = !quoted;
    for (size_t k = 0; k < COUNT_OF(SEPARATORS) && !quoted; k++)
      counts[k] += rest.ptr[i] == SEPARATORS[k];
  }
  for (size_t k = 1; k < COUNT_OF(SEPARATORS); k++)
    if (counts[k] > counts[best]) best = k;
  return SEPARATORS[best];
}

static size_t count_lines(Str text) {
  size_t count = 1;
  for (size_t i = 0; i < text.len; i++)
    count += text.ptr[i] == '\n' || text.ptr[i] == '\r';
  return count;
}

static bool check_names(Reader *r, const Str *names, size_t count) {
  *r->problem = (CsvProblem){.line = 1, .column = 0};
  if (is_empty_row(names, count)) {
    r->problem->what = "the first line names no column";
    r->problem->remedy = "write the names of the columns into it, such as name,label";
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < i; k++) {
      if (names[i].len == 0 || !str_equal(names[i], names[k])) continue;
      r->problem->what = "two columns have the same name";
      r->problem->remedy = "give each column a name of its own";
      return false;
    }
  }
  return true;
}

static bool read_rows(Reader *r, CsvTable *table) {
  const size_t lines = count_lines(r->text), room = lines < CSV_ROWS_MAX ? lines : CSV_ROWS_MAX, columns = table->column_count;
  Str *cells = ARENA_ARRAY(r->arena, Str, (room + 1) * columns);
  int *line_of = ARENA_ARRAY(r->arena, int, room + 1);
  const TooMany too_many = {"this row has more cells than there are columns",
                            "name the column in the first line, or put the cell in quotes"};
  size_t count = 0, taken;
  while (!at_end(r)) {
    const Reader begin = *r;
    Str *row = cells + count * columns;
    if (!take_row(r, row, columns, &taken, too_many)) return false;
    if (is_empty_row(row, taken)) continue;
    if (count == CSV_ROWS_MAX) {
      *r = begin;
      return fail(r, "the file has more than 20000 rows", "leave out those that are not needed");
    }
    line_of[count++] = begin.line;
  }
  table->cells = cells;
  table->lines = line_of;
  table->row_count = count;
  return true;
}

static bool check_encoding(const Reader *r) {
  int line = 1;
  uint32_t cp;
  for (size_t at = 0, start = 0; str_next_cp(r->text, &at, &cp); start = at) {
    if (cp == 0 || !str_is_utf8((Str){r->text.ptr + start, at - start})) {
      *r->problem = (CsvProblem){.line = line, .what = "this is no UTF-8", .remedy = "save the sheet as \"CSV UTF-8\""};
      return false;
    }
    line += cp == '\n';
  }
  return true;
}

bool csv_read(Arena *arena, Str text, CsvTable *out, CsvProblem *problem) {
  static const Str mark = STR_INIT("\xEF\xBB\xBF");
  Reader r = {.arena = arena, .text = text, .line = 1, .problem = problem};
  if (str_starts_with(text, mark)) r.text = (Str){text.ptr + mark.len, text.len - mark.len};
  if (r.text.len > CSV_BYTES_MAX)
    return fail(&r, "the file has more than 4 MiB", "leave out the rows and columns that are not needed");
  if (!check_encoding(&r)) return false;
  r.separator = find_separator(&r);
  Str *names = ARENA_ARRAY(arena, Str, CSV_COLUMNS_MAX);
  CsvTable table = {.names = names};
  const TooMany too_many = {"the file has more than 100 columns", "leave out those that are not needed"};
  if (!take_row(&r, names, CSV_COLUMNS_MAX, &table.column_count, too_many)) return false;
  if (!check_names(&r, names, table.column_count) || !read_rows(&r, &table)) return false;
  *out = table;
  return true;
}

int csv_find_column(const CsvTable *table, Str name) {
  for (size_t i = 0; i < table->column_count; i++)
    if (name.len > 0 && str_equal(table->names[i], name)) return (int)i;
  return -1;
}
