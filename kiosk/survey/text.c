#include "survey_state.h"

/* The language that text_in chose: the pieces stand beside that text. */
static const TextPieces *pieces_of(const Form *form, Text text, Str chosen) {
  if (!text.pieces) return NULL;
  for (size_t i = 0; i < form->language_count; i++) {
    if (text.by_language[i].ptr == chosen.ptr && text.pieces[i].count > 0) return text.pieces + i;
  }
  return NULL;
}

Str answer_words(const Survey *survey, int frame, int question_ix, Arena *arena) {
  Value value = value_read(survey, frame, question_ix, arena);
  const ChoiceList *list = form_choices(survey->setup.form, question_at(survey, question_ix));
  return list && list->answers_ix < 0 ? choice_labels(survey, list, value, arena) : value_to_str(arena, value);
}

static Str words_of(const Survey *survey, int cell, Arena *arena) {
  int frame = frame_of_cell(survey, cell);
  return answer_words(survey, frame, question_of_cell(survey, frame, cell), arena);
}

/* What stands in the place of a ${name}. */
static Str answer_in_text(const Survey *survey, int frame, const TextPiece *piece, Arena *arena) {
  int reference_ix = piece->reference_ix;
  if (survey->setup.show_all) return STR("…");
  if (piece->instance > 0) return answer_list_words(survey, frame, reference_ix, piece->instance - 1, arena);
  if (form_question_of(survey->setup.form, reference_ix) < 0) return (Str){0};
  ExprNodes nodes = reference_nodes(survey, frame, reference_ix, NULL, arena);
  return nodes.count > 0 ? words_of(survey, node_cell(nodes.items[0]), arena) : (Str){0};
}

/* Has it letters of a script that is written from right to left? */
static bool runs_left(Str text) {
  size_t at = 0;
  for (uint32_t cp; str_next_cp(text, &at, &cp);) {
    if ((cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFE) ||
        (cp >= 0x10800 && cp <= 0x10FFF) || (cp >= 0x1E800 && cp <= 0x1EFFF))
      return true;
  }
  return false;
}

static bool words_run_left(const TextPieces *pieces) {
  for (size_t i = 0; i < pieces->count; i++)
    if (pieces->items[i].reference_ix < 0 && runs_left(pieces->items[i].words)) return true;
  return false;
}

/* Where nothing runs to the left there are no marks: they would cut the answer out of a sentence that runs through it, and that may itself
 * stand among others that run the other way. */
static void write_answer(Sink *sink, Str answer, bool among_leftward) {
  bool isolated = answer.len > 0 && (among_leftward || runs_left(answer));
  if (isolated) sink_z(sink, "\u2068"); /* first strong isolate */
  sink_str(sink, answer);
  if (isolated) sink_z(sink, "\u2069"); /* pop directional isolate */
}

/* Behind what stands for an answer in a preview, a full stop would be a fourth dot. */
static Str words_behind(const Survey *survey, const TextPieces *pieces, size_t ix) {
  Str words = pieces->items[ix].words;
  bool behind_dots = survey->setup.show_all && ix > 0 && pieces->items[ix - 1].reference_ix >= 0;
  bool stop = behind_dots && str_starts_with(words, STR("."));
  return stop ? (Str){words.ptr + 1, words.len - 1} : words;
}

Str survey_text(const Survey *survey, Text text, int cell, Arena *arena) {
  const Form *form = survey->setup.form;
  Str words = text_in(form, text, survey->language_ix);
  const TextPieces *pieces = pieces_of(form, text, words);
  if (!pieces) return words;
  int frame = cell < 0 ? 0 : frame_of_cell(survey, cell);
  if (pieces->count == 1) return answer_in_text(survey, frame, pieces->items, arena);
  bool leftward = words_run_left(pieces);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < pieces->count; i++) {
    const TextPiece *piece = &pieces->items[i];
    if (piece->reference_ix < 0)
      sink_str(&sink, words_behind(survey, pieces, i));
    else
      write_answer(&sink, answer_in_text(survey, frame, piece, arena), leftward);
  }
  return buffer_view(&buffer);
}

/* Outer instances first; as deep as repeats stand in each other. */
static void write_instance(const Survey *survey, int frame, Sink *sink) {
  const Frame *f = &survey->frames[frame];
  if (f->parent < 0) return;
  write_instance(survey, f->parent, sink);
  sink_str(sink, group_at(survey, f->repeat_ix)->key);
  sink_printf(sink, "[%d]/", f->instance + 1);
}

Str survey_path(const Survey *survey, int cell, Arena *arena) {
  int frame = frame_of_cell(survey, cell);
  const Question *question = question_at(survey, question_of_cell(survey, frame, cell));
  if (survey->frames[frame].parent < 0) return question->path;
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  write_instance(survey, frame, &sink);
  sink_str(&sink, question->key);
  return buffer_view(&buffer);
}
