/* The codebook as archives take it: DDI-Codebook 2.5, http://www.ddialliance.org/Specification/DDI-Codebook/2.5/. Elements stand in
 * the order of its schema. Labels are in every language of the form; a choice's name, its extended missing value in Stata and the
 * versions that had it stand in txt, by level, and how csv and jsonl write it where that is not by its name. No date, and nothing
 * counted: the same forms give the same document. */
#include "codebook_facts.h"
#include "ddi_variable.h"
#include "formats.h"

static void title_statement(DdiBook *book) {
  Xml *xml = &book->xml;
  const Dataset *dataset = book->dataset;
  const Str title = label_in(dataset->title, dataset->language);
  xml_begin(xml, "titlStmt");
  ddi_text_in(book, "titl", dataset->language, title.len ? title : dataset->form_id);
  for (size_t i = 0; i < book->language_count; i++) {
    const Str parallel = label_exactly(dataset, dataset->title, book->languages[i].code);
    if (parallel.len && !str_equal(book->languages[i].code, dataset->language))
      ddi_text_in(book, "parTitl", book->languages[i].code, parallel);
  }
  xml_element(xml, "IDNo", dataset->form_id);
  xml_end(xml, "titlStmt");
}

/* What an archive would look for in vain. */
static void code_elements(DdiBook *book, const Dataset *dataset) {
  const Str *paths, language = dataset->language;
  const size_t count = dataset_code_elements(book->arena, dataset, &paths);
  if (count == 0) return;
  Buffer buffer = buffer_new(book->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_printf(&sink, STR_FMT ": ", STR_ARG(word_in(WORD_ASKED_FOR_CODE, language)));
  for (size_t i = 0; i < count; i++)
    sink_printf(&sink, "%s" STR_FMT, i ? ", " : "", STR_ARG(paths[i]));
  sink_printf(&sink, ". " STR_FMT, STR_ARG(word_in(WORD_NOT_KEPT, language)));
  ddi_text_in(book, "notes", language, buffer_view(&buffer));
}

static void study(DdiBook *book) {
  Xml *xml = &book->xml;
  const Dataset *dataset = book->dataset;
  xml_begin(xml, "stdyDscr");
  xml_begin(xml, "citation");
  title_statement(book);
  for (size_t i = 0; i < dataset->version_count; i++)
    ddi_version(book, i);
  xml_end(xml, "citation");
  code_elements(book, dataset);
  if (dataset->linked) code_elements(book, dataset->linked);
  xml_end(xml, "stdyDscr");
}

/* What stands where there is no answer, in English, which archives read. */
static const char *const silence =
    "Not asked (not relevant, or no question of that version of the form), asked and passed over, and choices that are no value "
    "of the scale are three different things. csv and xlsx: empty; #skipped; the choice's name or label. jsonl: no such key; null; "
    "the "
    "choice's name. sav: system-missing, or an empty text; user-missing, -1 of codes, -99999999999 of numbers, dates and times, "
    "#skipped of texts; user-missing with the choice's own code. dta: .a, or an empty text; .b, or #skipped of texts; the extended "
    "missing value that stands with the category.";

/* As export calls it, whatever the file is called before it: x.csv and x-NAME.csv. */
static Str file_name(const DdiBook *book, const Table *table) {
  const Str form_id = book->dataset->form_id;
  return table->name.len ? arena_printf(book->arena, STR_FMT "-" STR_FMT, STR_ARG(form_id), STR_ARG(table->name)) : form_id;
}

/* What a row has in common with that of the table around which it belongs to: all but its own number. */
static size_t run_of_shared_keys(const Table *table) {
  const size_t count = table_run_of_keys(table, 0);
  return table->parent_ix < 0 ? 1 : count - 1;
}

static void structure(DdiBook *book, size_t table_ix) {
  Xml *xml = &book->xml;
  const Table *table = &book->dataset->tables[table_ix];
  xml_begin(xml, "fileStrc");
  xml_put_z(xml, "type", book->dataset->table_count > 1 ? "relational" : "rectangular");
  if (book->dataset->table_count > 1) {
    xml_begin(xml, "recGrp");
    xml_put(xml, "keyvar", ddi_variable_ids(book, table_ix, table->variables, run_of_shared_keys(table)));
    xml_end(xml, "recGrp");
  }
  xml_end(xml, "fileStrc");
}

static void join(DdiBook *book, const Table *table) {
  if (table->parent_ix < 0) return;
  Buffer buffer = buffer_new(book->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_printf(&sink, "Each row belongs to the row of F%d that has the same", table->parent_ix + 1);
  for (size_t i = 0; i < run_of_shared_keys(table); i++)
    sink_printf(&sink, "%s" STR_FMT, i ? " and " : " ", STR_ARG(table->variables[i].name));
  xml_begin(&book->xml, "notes");
  xml_put_z(&book->xml, "type", "join");
  xml_text(&book->xml, buffer_view(&buffer));
  xml_text(&book->xml, STR("."));
  xml_end(&book->xml, "notes");
}

static void file(DdiBook *book, size_t table_ix) {
  Xml *xml = &book->xml;
  const Dataset *dataset = book->dataset;
  const Table *table = &dataset->tables[table_ix];
  const bool is_repeat = table->parent_ix >= 0;
  const Str language = dataset->language;
  xml_begin(xml, "fileDscr");
  xml_put(xml, "ID", arena_printf(book->arena, "F%zu", table_ix + 1));
  xml_begin(xml, "fileTxt");
  xml_element(xml, "fileName", file_name(book, table));
  ddi_text_in(book, "fileCont", language, word_in(is_repeat ? WORD_ROW_PER_INSTANCE : WORD_ROW_PER_RESPONSE, language));
  structure(book, table_ix);
  xml_begin(xml, "dimensns");
  xml_element(xml, "varQnty", arena_printf(book->arena, "%zu", table->count));
  xml_end(xml, "dimensns");
  ddi_text_in(book, "dataMsng", STR("en"), str_from(silence));
  xml_end(xml, "fileTxt");
  join(book, table);
  xml_end(xml, "fileDscr");
}

void codebook_ddi_write(Arena *arena, const Dataset *dataset, Sink *out) {
  DdiBook book = {.xml = {.sink = out}, .arena = arena, .dataset = dataset};
  Xml *xml = &book.xml;
  book.language_count = dataset_languages(arena, dataset, &book.languages);
  sink_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  xml_begin(xml, "codeBook");
  xml_put_z(xml, "xmlns", "ddi:codebook:2_5");
  xml_put_z(xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml_put_z(xml, "xsi:schemaLocation",
            "ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd");
  xml_put_z(xml, "version", "2.5");
  study(&book);
  for (size_t i = 0; i < dataset->table_count; i++)
    file(&book, i);
  xml_begin(xml, "dataDscr");
  for (size_t i = 0; i < dataset->table_count; i++)
    ddi_variable_groups(&book, i);
  for (size_t i = 0; i < dataset->table_count; i++)
    ddi_variables(&book, i);
  xml_end(xml, "dataDscr");
  xml_end(xml, "codeBook");
  sink_z(out, "\n");
}
