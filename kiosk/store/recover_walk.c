#include "recover_walk.h"
#include "connection.h"

#include <string.h>

typedef struct Root {
  uint32_t page;
  const RecoverTable *table; /* NULL: the schema's */
  struct Root *next;
} Root;

typedef struct Visit {
  RecoverWalk *walk;
  Root *roots;    /* found in the schema */
  uint32_t *todo; /* pages of the tree that are still to be looked at */
  size_t count, capacity;
} Visit;

static void push(Visit *visit, uint32_t page) {
  if (page == 0 || page > visit->walk->raw.page_count) return;
  if (visit->count == visit->capacity) {
    visit->capacity = visit->capacity ? visit->capacity * 2 : 64;
    uint32_t *more = ARENA_ARRAY(visit->walk->arena, uint32_t, visit->capacity);
    if (visit->count > 0) memcpy(more, visit->todo, visit->count * sizeof *more);
    visit->todo = more;
  }
  visit->todo[visit->count++] = page;
}

static void note_damaged_page(RecoverWalk *walk, uint32_t page) {
  if (walk->damaged_page_count < DAMAGED_PAGES_MAX) walk->damaged_pages[walk->damaged_page_count++] = page;
}

static void note_root(Visit *visit, const RawRecord *row) {
  enum { TYPE, NAME, TABLE, ROOT, SQL, SCHEMA_COLUMNS };
  RecoverWalk *walk = visit->walk;
  if (row->count != SCHEMA_COLUMNS || row->values[ROOT].kind != RAW_INTEGER || !str_is(row->values[TYPE].bytes, "table")) return;
  int64_t page = row->values[ROOT].integer;
  const RecoverTable *table = recover_table_named(row->values[NAME].bytes, walk->schema_version);
  if (table == NULL || page < 2 || page > walk->raw.page_count) return;
  Root *root = ARENA_NEW(walk->arena, Root);
  *root = (Root){(uint32_t)page, table, visit->roots};
  visit->roots = root;
}

typedef struct Found { /* in one page */
  size_t rows, damaged;
} Found;

static void take_row(RecoverWalk *walk, const RecoverTable *table, const RawRecord *row, Found *found) {
  found->rows++;
  walk->stopped = !walk->take(walk->context, table, row);
}

static void visit_cell(Visit *visit, const Root *root, const RawPage *page, uint32_t ix, Found *found) {
  RecoverWalk *walk = visit->walk;
  RawCell cell;
  RawRecord row;
  arena_rewind(walk->scratch);
  bool whole = raw_page_cell(&walk->raw, page, ix, walk->scratch, &cell);
  push(visit, cell.child);
  if (whole && !cell.has_payload) return;
  whole = whole && raw_record_parse(cell.payload, &row) && (root->table == NULL || recover_table_fits(root->table, &row));
  if (!whole)
    found->damaged++;
  else if (root->table == NULL)
    note_root(visit, &row);
  else
    take_row(walk, root->table, &row, found);
}

static bool parse_page(const RecoverWalk *walk, const RecoverTable *table, uint32_t number, RawPage *page) {
  if (!raw_read_page(&walk->raw, number, walk->page) || !raw_page_parse(&walk->raw, number, walk->page, page)) return false;
  bool of_rowids = page->kind == RAW_TABLE_INNER || page->kind == RAW_TABLE_LEAF;
  return of_rowids == (table == NULL); /* our tables have no rowids, the schema has */
}

/* A page with no row of the table in it was led to by a mistake: it is left for another tree, or for visit_strays. */
static void visit_page(Visit *visit, const Root *root, uint32_t number) {
  RecoverWalk *walk = visit->walk;
  size_t count_before = visit->count;
  Found found = {0};
  RawPage page;
  if (walk->seen[number]) return;
  bool is_page = parse_page(walk, root->table, number, &page);
  if (is_page) push(visit, page.right_child);
  for (uint32_t i = 0; is_page && i < page.cell_count && !walk->stopped; i++)
    visit_cell(visit, root, &page, i, &found);
  if (!is_page || (root->table != NULL && found.rows == 0 && page.cell_count > 0)) {
    note_damaged_page(walk, number);
    visit->count = count_before;
    return;
  }
  walk->seen[number] = 1;
  if (root->table != NULL) walk->damaged_rows += found.damaged;
}

static void visit_tree(Visit *visit, const Root *root) {
  push(visit, root->page);
  while (visit->count > 0 && !visit->walk->stopped)
    visit_page(visit, root, visit->todo[--visit->count]);
}

/* A page is one of ours when a row of ours is in it; then what cannot be read there was a row, too. */
static void visit_stray(RecoverWalk *walk, const RawPage *page) {
  Found found = {0};
  for (uint32_t i = 0; i < page->cell_count && !walk->stopped; i++) {
    RawCell cell;
    RawRecord row;
    arena_rewind(walk->scratch);
    bool whole = raw_page_cell(&walk->raw, page, i, walk->scratch, &cell) && raw_record_parse(cell.payload, &row);
    const RecoverTable *table = whole ? recover_table_of(&row, walk->schema_version) : NULL;
    found.damaged += !whole;
    if (table != NULL) take_row(walk, table, &row, &found);
  }
  if (found.rows > 0) walk->damaged_rows += found.damaged;
}

static void visit_bytes(RecoverWalk *walk, uint32_t number) {
  RawPage page;
  if (!raw_page_parse(&walk->raw, number, walk->page, &page)) return;
  if (page.kind == RAW_INDEX_INNER || page.kind == RAW_INDEX_LEAF) visit_stray(walk, &page);
}

/* Last, where rows are taken only if they are nowhere else, what stands behind the log's damage, the newest first. */
static void visit_strays(RecoverWalk *walk) {
  for (uint32_t number = 1; number <= walk->raw.page_count && !walk->stopped; number++)
    if (!walk->seen[number] && raw_read_page(&walk->raw, number, walk->page)) visit_bytes(walk, number);
  for (size_t i = walk->raw.stray_count; i > 0 && !walk->stopped; i--) {
    uint32_t number;
    if (raw_read_frame(&walk->raw, walk->raw.stray_frames[i - 1], walk->page, &number)) visit_bytes(walk, number);
  }
}

Status recover_walk_open(RecoverWalk *walk, Arena *arena, const char *path, Err *err) {
  walk->arena = arena;
  Status status = raw_open(arena, path, &walk->raw, err);
  if (status != STATUS_OK) return status;
  walk->log_is_other = walk->raw.frame_of != NULL && !log_mark_fits(path);
  if (walk->log_is_other) {
    walk->raw.frame_of = NULL;
    walk->raw.stray_count = 0;
  }
  int version = (int)raw_user_version(&walk->raw);
  walk->schema_version = version > 0 && version < schema_version() ? version : schema_version();
  walk->scratch = arena_new_locked(0);
  walk->seen = arena_alloc(arena, (size_t)walk->raw.page_count + 1);
  walk->page = arena_alloc(arena, walk->raw.page_bytes);
  walk->damaged_pages = ARENA_ARRAY(arena, uint32_t, DAMAGED_PAGES_MAX);
  return STATUS_OK;
}

void recover_walk_run(RecoverWalk *walk) {
  Visit visit = {.walk = walk};
  visit_tree(&visit, &(Root){.page = 1});
  for (const Root *root = visit.roots; root != NULL; root = root->next)
    visit_tree(&visit, root);
  visit_strays(walk);
}

void recover_walk_close(RecoverWalk *walk) {
  raw_close(&walk->raw);
  arena_free(walk->scratch);
  walk->scratch = NULL;
}
