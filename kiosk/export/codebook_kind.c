#include "codebook_kind.h"

#include "answer_kind.h"

static const Word words[VARIABLE_KIND_COUNT] = {
    [VARIABLE_TEXT] = WORD_TEXT,         [VARIABLE_NAMES] = WORD_NAMES,   [VARIABLE_INTEGER] = WORD_INTEGER,
    [VARIABLE_DECIMAL] = WORD_DECIMAL,   [VARIABLE_CHOICE] = WORD_CHOICE, [VARIABLE_FLAG] = WORD_FLAG,
    [VARIABLE_PLACE] = WORD_RANK_PLACE,  [VARIABLE_DATE] = WORD_DATE,     [VARIABLE_TIME] = WORD_TIME_OF_DAY,
    [VARIABLE_DATETIME] = WORD_DATETIME,
};

/* question NULL: of none. */
static Word word_of(VariableKind kind, const Question *question) {
  static const struct {
    VariableKind kind;
    QuestionKind question;
    Word word;
  } closer[] = {{VARIABLE_TEXT, QUESTION_IMAGE, WORD_IMAGE},
                {VARIABLE_NAMES, QUESTION_RANK, WORD_RANKING},
                {VARIABLE_FLAG, QUESTION_ACKNOWLEDGE, WORD_AGREED}};
  for (size_t i = 0; question && i < COUNT_OF(closer); i++)
    if (closer[i].kind == kind && closer[i].question == question->kind) return closer[i].word;
  return words[kind];
}

Word variable_kind_word(const Dataset *dataset, const Variable *variable) {
  return word_of(variable->kind, variable_origin(dataset, variable).question);
}

bool variable_is_agreed(const Dataset *dataset, const Variable *variable) {
  return variable_kind_word(dataset, variable) == WORD_AGREED;
}

static KindInVersions kind_in(Origin origin) {
  if (!origin.question) return (KindInVersions){.kind = VARIABLE_INTEGER, .word = WORD_INSTANCES};
  const VariableKind kind = answer_kind(origin.form, origin.question);
  return (KindInVersions){kind, word_of(kind, origin.question), form_type(origin.question->kind)->name, NULL};
}

size_t variable_kinds(Arena *arena, const Dataset *dataset, const Variable *variable, const KindInVersions **out) {
  KindInVersions *kinds = ARENA_ARRAY(arena, KindInVersions, dataset->version_count);
  bool **in_version = ARENA_ARRAY(arena, bool *, dataset->version_count);
  size_t count = 0;
  *out = kinds;
  if (variable_is_key(variable) || variable_is_part(variable)) return 0;
  for (size_t version_ix = 0; version_ix < dataset->version_count; version_ix++) {
    const Origin origin = variable_origin_in(dataset, variable, version_ix);
    if (!origin.form) continue;
    const KindInVersions kind = kind_in(origin);
    size_t i = 0;
    while (i < count && (kinds[i].kind != kind.kind || kinds[i].word != kind.word))
      i++;
    if (i == count) {
      in_version[i] = ARENA_ARRAY(arena, bool, dataset->version_count);
      kinds[count] = kind;
      kinds[count++].in_version = in_version[i];
    }
    in_version[i][version_ix] = true;
  }
  return count;
}

Str variable_kinds_text(Arena *arena, const Dataset *dataset, const Variable *variable, Str language) {
  const KindInVersions *kinds;
  const size_t count = variable_kinds(arena, dataset, variable, &kinds);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; count > 1 && i < count; i++)
    sink_printf(&sink, "%s" STR_FMT " (" STR_FMT ")", i ? "; " : "", STR_ARG(word_in(kinds[i].word, language)),
                STR_ARG(version_names(arena, dataset, kinds[i].in_version)));
  return buffer_view(&buffer);
}
