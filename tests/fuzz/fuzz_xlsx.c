/* Any cells: a form or messages, each with its place in a sheet; and the form's own YAML is a form too. The bytes are the cells of up to
 * four sheets: a line a row, cells parted by tabs, a form feed before the next sheet. */
#include "form.h"
#include "parts.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Str take_until(Str *rest, char end) {
  const char *at = rest->len > 0 ? memchr(rest->ptr, end, rest->len) : NULL;
  Str taken = {rest->ptr, at ? (size_t)(at - rest->ptr) : rest->len};
  *rest = at ? (Str){at + 1, rest->len - taken.len - 1} : (Str){0};
  return taken;
}

/* As XML text: what it cannot hold becomes a question mark, so that most inputs reach the form's reader. */
static void sink_text(Sink *sink, Str text) {
  size_t at = 0;
  uint32_t cp;
  char bytes[4];
  while (str_next_cp(text, &at, &cp)) {
    bool plain = cp >= ' ' && cp != '<' && cp != '&' && cp != 0xFFFE && cp != 0xFFFF;
    if (plain)
      sink_bytes(sink, bytes, utf8_encode(cp, bytes));
    else
      sink_z(sink, cp == '<' ? "&lt;" : cp == '&' ? "&amp;" : "?");
  }
}

static Str sheet_of(Arena *arena, Str lines) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "<worksheet xmlns='" SHEET_NAMESPACE "'><sheetData>");
  while (lines.len > 0) {
    Str cells = take_until(&lines, '\n');
    sink_z(&sink, "<row>");
    while (cells.len > 0) {
      sink_z(&sink, "<c t='str'><v>");
      sink_text(&sink, take_until(&cells, '\t'));
      sink_z(&sink, "</v></c>");
    }
    sink_z(&sink, "</row>");
  }
  sink_z(&sink, "</sheetData></worksheet>");
  return buffer_view(&buffer);
}

static const char *const PARTS[] = {"xl/survey.xml", "xl/choices.xml", "xl/settings.xml", "xl/kiosk.xml"};

#define RELATION(name) "<Relationship Id='" name "' Type='" RELATION_TYPES "/worksheet' Target='" name ".xml'/>"
#define TAB(name)      "<sheet name='" name "' r:id='" name "'/>"

static Str workbook_of(Arena *arena, Str lines) {
  Parts parts = parts_of_sheet(arena, STR(""));
  parts_set(&parts, "xl/workbook.xml",
            "<workbook xmlns='" SHEET_NAMESPACE "' xmlns:r='" RELATION_TYPES "'><sheets>" TAB("survey") TAB("choices")
                TAB("settings") TAB("kiosk") "</sheets></workbook>");
  parts_set(&parts, "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='" PACKAGE_RELATION "'>" RELATION("survey") RELATION("choices") RELATION("settings")
                RELATION("kiosk") "</Relationships>");
  for (size_t i = 0; i < COUNT_OF(PARTS); i++)
    parts_set_bytes(&parts, PARTS[i], sheet_of(arena, take_until(&lines, '\f')));
  parts.storage = PARTS_STORED; /* faster, and the same to the reader */
  return parts_zip(arena, &parts);
}

/* What goes into the database is read again when the answers are exported. */
static void read_own_yaml(const Form *form) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *again = form_parse_yaml(arena, form->source, "fuzz.yaml", &diags);
  if (again == NULL) diags_print(&diags, stderr);
  BUG_UNLESS(again != NULL && again->question_count == form->question_count && again->list_count == form->list_count);
  arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Form *form = form_parse_xlsx(arena, workbook_of(arena, (Str){(const char *)data, size}), "fuzz.xlsx", &diags);
  BUG_UNLESS((form != NULL) == (diags.error_count == 0));
  for (size_t i = 0; i < diags.count; i++)
    BUG_UNLESS(diags.items[i].what.len > 0 && diags.items[i].remedy.len > 0);
  if (form != NULL) read_own_yaml(form);
  arena_free(arena);
  return 0;
}
