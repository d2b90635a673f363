/* Which answers hold the visitor's own words or strokes: those of the questions that ask for them, and what is calculated from such an
 * answer, over however many steps. What only decides whether a question is asked carries no words on. */
#include <string.h>

#include "draft.h"

typedef struct Reader { /* one question whose value reads another's */
  int reader_ix;
  int next; /* the next one that reads the same question, or -1 */
} Reader;

typedef struct Spread {
  Draft *draft;
  Reader *readers;
  int reader_count, reader_capacity;
  int *first_reader; /* by question, or -1 */
  int *marked;       /* questions whose readers have to be looked at yet */
  size_t marked_count;
  int reader_ix; /* whose expressions are being read */
} Spread;

/* As in XPath, * multiplies when it stands behind an operand. */
bool draft_reads_anything(const Expr *expr) {
  if (!expr) return false;
  Str text = expr_text(expr);
  char before = '(';
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '*' && strchr("/:([,=<>+-|*", before)) return true;
    if (text.ptr[i] != ' ' && text.ptr[i] != '\t' && text.ptr[i] != '\n') before = text.ptr[i];
  }
  return false;
}

static void count_reference(void *context, int reference_ix) {
  (void)reference_ix;
  ++*(int *)context;
}

static void note_reader(void *context, int reference_ix) {
  Spread *spread = context;
  int question_ix = form_question_of(&spread->draft->form, reference_ix); /* a group has no words of its own */
  if (question_ix < 0) return;
  spread->readers[spread->reader_count] = (Reader){spread->reader_ix, spread->first_reader[question_ix]};
  spread->first_reader[question_ix] = spread->reader_count++;
}

/* What an answer is worked out from. A default is too: the visitor may leave it as it is. A choice among answers reads as what was chosen. */
static void each_source(const Draft *draft, const Question *question, void (*visit)(void *context, int reference_ix),
                        void *context) {
  if (question->list_ix >= 0 && draft->lists[question->list_ix].answers_ix >= 0)
    visit(context, draft->lists[question->list_ix].answers_ix);
  if (question->calculation) expr_each_reference(question->calculation, visit, context);
  if (question->default_value) expr_each_reference(question->default_value, visit, context);
}

static void collect_readers(Spread *spread) {
  Draft *draft = spread->draft;
  for (size_t i = 0; i < draft->form.question_count; i++)
    each_source(draft, &draft->questions[i], count_reference, &spread->reader_capacity);
  spread->readers = ARENA_ARRAY(draft->arena, Reader, (size_t)spread->reader_capacity);
  for (size_t i = 0; i < draft->form.question_count; i++)
    spread->first_reader[i] = -1;
  for (size_t i = 0; i < draft->form.question_count; i++) {
    spread->reader_ix = (int)i;
    each_source(draft, &draft->questions[i], note_reader, spread);
  }
}

static void mark(Spread *spread, int question_ix) {
  Question *question = &spread->draft->questions[question_ix];
  if (question->free_text) return;
  question->free_text = true;
  spread->marked[spread->marked_count++] = question_ix;
}

void mark_free_text(Draft *draft) {
  size_t count = draft->form.question_count;
  Spread spread = {
      .draft = draft, .first_reader = ARENA_ARRAY(draft->arena, int, count), .marked = ARENA_ARRAY(draft->arena, int, count)};
  collect_readers(&spread);
  for (size_t i = 0; i < count; i++)
    if (form_type(draft->questions[i].kind)->own_words) mark(&spread, (int)i);
  for (size_t i = 0; i < count && spread.marked_count > 0; i++)
    if (draft_reads_anything(draft->questions[i].calculation) || draft_reads_anything(draft->questions[i].default_value))
      mark(&spread, (int)i);
  while (spread.marked_count > 0) {
    int question_ix = spread.marked[--spread.marked_count];
    for (int at = spread.first_reader[question_ix]; at >= 0; at = spread.readers[at].next)
      mark(&spread, spread.readers[at].reader_ix);
  }
}
