#include "xlsx_whole.h"

#include <string.h>
#include <unistd.h>

#include <zip.h>

enum { CHUNK_BYTES = 64 * 1024, ELEMENT_MAX = 32 };

/* <?xml ...?> and a line break, and then the element that is the document. */
static Str root_of(Str begin) {
  const char *element = begin.len > 0 ? memchr(begin.ptr, '\n', begin.len) : NULL;
  if (element == NULL || begin.len - (size_t)(element - begin.ptr) < ELEMENT_MAX || element[1] != '<') return (Str){0};
  return (Str){element + 2, strcspn(element + 2, " >/")};
}

static bool ends_with_root(Str end, Str root) {
  char closing[ELEMENT_MAX + 4];
  const int length = snprintf(closing, sizeof closing, "</" STR_FMT ">", STR_ARG(root));
  if (root.len == 0 || length < 0 || (size_t)length >= sizeof closing) return false;
  while (end.len > 0 && end.ptr[end.len - 1] == '\n')
    end.len--;
  return end.len >= (size_t)length && memcmp(end.ptr + end.len - length, closing, (size_t)length) == 0;
}

/* Reads a file to its end, of which the last bytes are kept in front of each chunk. */
static bool is_document(zip_file_t *entry, int64_t *bytes) {
  char text[ELEMENT_MAX * 2 + CHUNK_BYTES], name[ELEMENT_MAX];
  size_t kept = 0;
  Str root = {0};
  *bytes = 0;
  for (;;) {
    const zip_int64_t more = zip_fread(entry, text + kept, CHUNK_BYTES);
    if (more < 0) return false;
    if (more == 0) return ends_with_root((Str){text, kept}, root);
    const Str all = {text, kept + (size_t)more};
    if (*bytes == 0) {
      const Str found = root_of(all);
      if (found.len == 0 || found.len > sizeof name) return false;
      memcpy(name, found.ptr, found.len);
      root = (Str){name, found.len};
    }
    *bytes += more;
    kept = all.len < sizeof text - CHUNK_BYTES ? all.len : sizeof text - CHUNK_BYTES;
    memmove(text, all.ptr + all.len - kept, kept);
  }
}

static bool check_entry(zip_t *zip, zip_uint64_t entry_ix, int64_t *bytes) {
  zip_file_t *entry = zip_fopen_index(zip, entry_ix, 0);
  if (entry == NULL) return false;
  const bool whole = is_document(entry, bytes);
  return zip_fclose(entry) == 0 && whole;
}

static bool check_sheets(zip_t *zip, const int64_t *bytes, const XlsxPart *parts) {
  int number = 1;
  for (const XlsxPart *part = parts; part != NULL; part = part->next) {
    char name[64];
    snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", number++);
    const zip_int64_t entry_ix = zip_name_locate(zip, name, 0);
    if (entry_ix < 0 || bytes[entry_ix] < part->row_bytes) return false;
  }
  return true;
}

static bool check_zip(zip_t *zip, const XlsxPart *parts) {
  const zip_int64_t count = zip_get_num_entries(zip, 0);
  if (count <= 0) return false;
  Arena *arena = arena_new(0);
  int64_t *bytes = ARENA_ARRAY(arena, int64_t, (size_t)count);
  bool whole = true;
  for (zip_int64_t i = 0; i < count && whole; i++)
    whole = check_entry(zip, (zip_uint64_t)i, &bytes[i]);
  whole = whole && check_sheets(zip, bytes, parts);
  arena_free(arena);
  return whole;
}

bool xlsx_is_whole(int file, const XlsxPart *parts) {
  int error;
  const int mine = dup(file); /* libzip closes what it is given */
  if (mine < 0) return false;
  zip_t *zip = zip_fdopen(mine, 0, &error);
  if (zip == NULL) {
    close(mine);
    return false;
  }
  const bool whole = check_zip(zip, parts);
  zip_discard(zip);
  return whole;
}
