/* Any bytes, and any behind the head of a journal of this form, as the seeds are to its last letter: no visit, or one that is written and
 * resumed again as it stands. */
#include "journal.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static const char source[] =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English}\n"
    "kiosk: {privacy: {mode: linked, time: exact}, retention: {responses: 90 days}, review: yes}\n"
    "survey:\n"
    "  - {type: text, name: navn, label: {nb: N, en: N}}\n"
    "  - {type: integer, name: antall, label: {nb: A, en: A}}\n"
    "  - {type: begin_repeat, name: telt, label: {nb: T, en: T}, repeat_count: \"${antall} mod 5\"}\n"
    "  - {type: text, name: hva, label: {nb: H, en: H}, default: uuid()}\n"
    "  - {type: calculate, name: sum, calculation: \"count(${telt}) + random()\"}\n"
    "  - {type: end_repeat}\n"
    "  - {type: begin_repeat, name: fri, label: {nb: F, en: F}}\n"
    "  - {type: select_multiple abc, name: valg, label: {nb: V, en: V}, choice_filter: \"name != ${navn}\"}\n"
    "  - {type: dateTime, name: naar, label: {nb: N, en: N}, constraint: \". < now() + 10\"}\n"
    "  - {type: end_repeat}\n"
    "  - {type: rank abc, name: rang, label: {nb: R, en: R}}\n"
    "  - {type: image, name: tegn, label: {nb: T, en: T}, appearance: signature}\n"
    "  - {type: end, name: slutt}\n"
    "choices:\n"
    "  abc: [{name: a, label: {nb: A, en: A}}, {name: b, label: {nb: B, en: B}}, {name: c, label: {nb: C, en: C}}]\n";

static Str written(Arena *arena, const Journal *journal) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  journal_write(journal, &sink);
  return buffer_view(&buffer);
}

static Str answers(Arena *arena, const Journal *journal) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  survey_answers_json(journal_survey(journal), &sink);
  return buffer_view(&buffer);
}

static void check(Arena *arena, const JournalSetup *setup, Str bytes) {
  Journal *journal = journal_resume(arena, setup, bytes);
  if (!journal) return;
  Str once = written(arena, journal);
  BUG_UNLESS(journal_is_full(journal) || once.len > 0);
  Journal *again = journal_resume(arena, setup, once);
  BUG_UNLESS(again);
  BUG_UNLESS(str_equal(once, written(arena, again)));
  BUG_UNLESS(str_equal(answers(arena, journal), answers(arena, again)));
  journal_step(again, &(SurveyEvent){.kind = SURVEY_NEXT});
}

/* What a journal of the form begins with, up to the number of its events and without it. */
static Str head(Arena *arena, const JournalSetup *setup) {
  Str fresh = written(arena, journal_begin(arena, setup));
  return (Str){fresh.ptr, fresh.len - 1};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  static const Form *form; /* read once: it never changes */
  static Arena *forms;
  if (!forms) {
    forms = arena_new(0);
    Diags diags = diags_new(forms);
    form = form_parse_yaml(forms, str_from(source), "f.yaml", &diags);
    BUG_UNLESS(form);
  }
  Arena *arena = arena_new(0), *scratch = arena_new(0);
  ManualClock clock = clock_manual(INT64_C(1795266300000));
  JournalSetup setup = {.form = form, .clock = &clock.clock, .scratch = scratch, .device = STR("d")};
  Str any = {(const char *)bytes, count}, start = head(arena, &setup);
  check(arena, &setup, any);
  char *behind = arena_alloc(arena, start.len + count);
  memcpy(behind, start.ptr, start.len);
  if (count > 0) memcpy(behind + start.len, bytes, count);
  check(arena, &setup, (Str){behind, start.len + count});
  arena_free(scratch);
  arena_free(arena);
  return 0;
}
