/* Screens of several questions, and the tables in them. XLSForm writes a table in two ways: a group with the appearance table-list, whose
 * selects are its rows; and rows that say list-nolabel, below one that says label and only shows the choices' words. */
#include "draft.h"

/* No screen holds a repeat's instances beside other questions, nor one screen another. */
static void split_screens_around(Draft *draft, int group_ix) {
  for (int ix = draft->groups[group_ix].parent_ix; ix >= 0; ix = draft->groups[ix].parent_ix)
    draft->groups[ix].field_list = false;
}

bool draft_shares_screen(const Draft *draft, int group_ix) {
  while (group_ix >= 0 && !draft->groups[group_ix].field_list)
    group_ix = draft->groups[group_ix].parent_ix;
  return group_ix >= 0;
}

static bool holds_screens(const Draft *draft, int group_ix) {
  for (int ix = group_ix + 1; ix < draft->groups[group_ix].end_group_ix; ix++)
    if (draft->groups[ix].repeats || draft->groups[ix].field_list) return true;
  return false;
}

/* A table has a screen of its own where it stands in no other's. */
static void lay_out_groups(Draft *draft) {
  for (int i = 0; i < (int)draft->form.group_count; i++)
    if (draft->groups[i].repeats || draft->groups[i].field_list) split_screens_around(draft, i);
  for (int i = 0; i < (int)draft->form.group_count; i++)
    draft->groups[i].field_list |= draft->table_lists[i] && !draft_shares_screen(draft, i) && !holds_screens(draft, i);
}

static bool is_select(const Question *question) {
  return question->kind == QUESTION_SELECT_ONE || question->kind == QUESTION_SELECT_MULTIPLE;
}

static bool may_be_row(const Draft *draft, int ix) {
  const Question *question = &draft->questions[ix];
  if (draft->rows[ix].broken || draft->rows[ix].matrix & MATRIX_LABEL || !is_select(question)) return false;
  return draft->rows[ix].matrix & MATRIX_ROW || (question->group_ix >= 0 && draft->table_lists[question->group_ix]);
}

/* What only shows the choices' words is asked nothing. What it says is shown. */
static void make_heading(Draft *draft, int ix) {
  bool speaks = !yaml_is_null(yaml_get(draft->rows[ix].node, "label"));
  draft->questions[ix].kind = speaks ? QUESTION_NOTE : QUESTION_UNASKED;
  draft->rows[ix].heads = true;
}

void lay_out_screens(Draft *draft) {
  lay_out_groups(draft);
  bool *has_rows = ARENA_ARRAY(draft->arena, bool, draft->form.group_count + 1);
  for (int i = 0; i < (int)draft->form.question_count; i++)
    has_rows[draft->questions[i].group_ix + 1] |= may_be_row(draft, i);
  for (int i = 0; i < (int)draft->form.question_count; i++) {
    const Question *question = &draft->questions[i];
    if (draft->rows[i].matrix & MATRIX_LABEL && is_select(question) && has_rows[question->group_ix + 1]) make_heading(draft, i);
  }
}

static bool is_same_filter(const Expr *a, const Expr *b) {
  return a && b ? str_equal(expr_text(a), expr_text(b)) : a == b;
}

/* May the two stand below the same words? */
static bool is_next_row(const Draft *draft, int ix, int next_ix) {
  const Question *a = &draft->questions[ix], *b = &draft->questions[next_ix];
  return may_be_row(draft, next_ix) && a->group_ix == b->group_ix && a->kind == b->kind && a->list_ix == b->list_ix &&
         is_same_filter(a->choice_filter, b->choice_filter);
}

static int find_end(const Draft *draft, int first_ix) {
  int end = first_ix + 1;
  while (end < (int)draft->form.question_count && is_next_row(draft, end - 1, end))
    end++;
  return end;
}

/* One row alone is better off as a question with its choices' words beside them. */
void lay_out_tables(Draft *draft) {
  for (int i = 0, end; i < (int)draft->form.question_count; i = end) {
    end = i + 1;
    if (!may_be_row(draft, i) || draft->questions[i].list_ix < 0 || !draft_shares_screen(draft, draft->questions[i].group_ix))
      continue;
    end = find_end(draft, i);
    for (int row_ix = i; end - i > 1 && row_ix < end; row_ix++)
      draft->questions[row_ix].table_ix = i;
  }
}
