/* ${name} in a text: taken apart when all names are known. */
#include <string.h>

#include "scope.h"

typedef struct Splitting {
  Draft *draft;
  const PendingText *pending;
  TextPiece *pieces; /* NULL: they are counted only */
  size_t count;
} Splitting;

static void add_piece(Splitting *s, Str words, int reference_ix) {
  if (reference_ix < 0 && words.len == 0) return;
  if (s->pieces) s->pieces[s->count] = (TextPiece){.words = words, .reference_ix = reference_ix};
  s->count++;
}

static void report_unknown(Draft *draft, const YamlNode *node, Str name) {
  size_t count = draft_may_suggest(draft) ? (size_t)draft_form_ref(draft) : 0;
  Str nearest = str_nearest(name, draft->names, count);
  draft_report(draft, MISTAKE_UNKNOWN_NAME, node,
               SAY(draft, "this text asks for ${" STR_FMT "}, and no question has that name", STR_ARG(name)),
               nearest.len ? SAY(draft, "perhaps you mean ${" STR_FMT "}", STR_ARG(nearest))
                           : STR("write the name of a question of this form"));
}

/* The question whose answer stands in the text, or -1 and a message. */
static int find_question(Draft *draft, const PendingText *pending, Str name) {
  int other, found = draft_find_name(draft, name, pending->self_ix, &other);
  if (found < 0) {
    report_unknown(draft, pending->node, name);
    return -1;
  }
  if (other >= 0) scope_report_ambiguous(draft, pending->node, name, found, other);
  int question_ix = form_question_of(&draft->form, found);
  if (question_ix < 0)
    draft_report(draft, MISTAKE_TEXT_OF_GROUP, pending->node,
                 SAY(draft, "${" STR_FMT "} is a group, and has no answer to show", STR_ARG(name)),
                 STR("write the name of one of its questions"));
  return question_ix;
}

/* XLSForm's last saved answers are those of the visitor before, which nobody here ever sees: they are empty. */
static bool is_last_saved(Str name) {
  return str_starts_with(name, STR("last-saved#"));
}

static void split(Splitting *s, Str text) {
  size_t start = 0;
  for (size_t i = 0; i + 1 < text.len; i++) {
    if (text.ptr[i] != '$' || text.ptr[i + 1] != '{') continue;
    const char *end = memchr(text.ptr + i, '}', text.len - i);
    if (!end) break;
    Str name = str_trim((Str){text.ptr + i + 2, (size_t)(end - (text.ptr + i + 2))});
    add_piece(s, (Str){text.ptr + start, i - start}, -1);
    if (s->pieces && !is_last_saved(name)) {
      int question_ix = find_question(s->draft, s->pending, name);
      if (question_ix >= 0) add_piece(s, (Str){0}, question_ix);
    } else if (!s->pieces) {
      s->count++;
    }
    start = (size_t)(end - text.ptr) + 1;
    i = start - 1;
  }
  add_piece(s, (Str){text.ptr + start, text.len - start}, -1);
}

static TextPieces pieces_of(Draft *draft, const PendingText *pending, Str text) {
  if (text.len == 0) return (TextPieces){.count = 0};
  Splitting splitting = {.draft = draft, .pending = pending};
  split(&splitting, text);
  if (splitting.count == 0) return (TextPieces){.count = 0};
  splitting.pieces = ARENA_ARRAY(draft->arena, TextPiece, splitting.count);
  splitting.count = 0;
  split(&splitting, text);
  return (TextPieces){splitting.pieces, splitting.count};
}

void resolve_texts(Draft *draft) {
  for (size_t i = 0; i < draft->pending_count; i++) {
    const PendingText *pending = &draft->pending[i];
    if (!pending->text->by_language) continue; /* it has been moved */
    if (pending->self_ix == TOO_EARLY)
      draft_report(draft, MISTAKE_TEXT_TOO_EARLY, pending->node,
                   STR("${...} stands in a text that is shown before there are answers"), STR("write the text without it"));
    TextPieces *pieces = ARENA_ARRAY(draft->arena, TextPieces, draft->form.language_count);
    for (size_t language = 0; language < draft->form.language_count; language++)
      pieces[language] = pieces_of(draft, pending, pending->text->by_language[language]);
    pending->text->pieces = pieces;
  }
}
