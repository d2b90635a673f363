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

static void write_answers(const Survey *survey, int frame, const TextPiece *piece, Arena *arena, Sink *sink) {
  int reference_ix = piece->reference_ix;
  if (survey->setup.show_all) {
    sink_z(sink, "…");
    return;
  }
  if (piece->instance > 0) {
    sink_str(sink, answer_list_words(survey, frame, reference_ix, piece->instance - 1, arena));
    return;
  }
  if (form_question_of(survey->setup.form, reference_ix) < 0) return;
  ExprNodes nodes = reference_nodes(survey, frame, reference_ix, NULL, arena);
  if (nodes.count == 0) return;
  sink_str(sink, words_of(survey, node_cell(nodes.items[0]), arena));
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
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < pieces->count; i++) {
    const TextPiece *piece = &pieces->items[i];
    if (piece->reference_ix < 0)
      sink_str(&sink, words_behind(survey, pieces, i));
    else
      write_answers(survey, frame, piece, arena, &sink);
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
