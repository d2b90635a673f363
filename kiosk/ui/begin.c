#include "begin.h"

#include "page.h"
#include "view/view.h"

static void activate(Interaction *state, const Scene *scene, int cell) {
  bool takes = false;
  if (cell >= 0) {
    Asked asked = asked_in(scene, cell);
    takes = question_view(asked.question->kind)->type != NULL && !survey_is_read_only(scene->survey, cell);
    state->caret = asked.answer.kind == VALUE_TEXT ? asked.answer.text.len : 0;
  }
  state->active_cell = takes ? cell : -1;
  state->digits = state->latin = state->minus = false;
  state->shift = SHIFT_AUTO;
  state->keys = KEYS_FITTING;
  state->accents_of = 0;
  state->field_line = 0;
  state->caret_goal_px = -1;
  interaction_end_composing(state);
  memory_wipe(state->typed, sizeof state->typed);
  state->typed_len = 0;
  state->part = -1;
  state->part_number = state->part_digits = 0;
}

void ui_use(Ui *ui, const Act *act) {
  bool answers = act->cell >= 0 && act->kind != ACT_GUIDANCE && act->kind != ACT_GO;
  bool in_sheet = ui->state.sheet_cell >= 0; /* its keyboard is its own */
  if (answers && !in_sheet && act->cell != ui->state.active_cell) {
    activate(&ui->state, &ui->scene, act->cell);
    ui->state.reveal_cell = ui->state.active_cell;
  }
}

/* A second strike of an unsteady hand, where now something else stands, is not meant for that. */
static void keys_change(Ui *ui) {
  ui->state.shown_at_ms = ui->now_ms;
}

void ui_bring_keys(Ui *ui) {
  if (ui->state.keys != KEYS_WANTED && focus_find(ui, build_id_key(STR("key.space"))) == NULL) {
    keys_change(ui);
  }
  ui->state.keys = KEYS_WANTED;
}

static int cell_after(const Scene *scene, int cell) {
  SurveyPage page = survey_page(scene->survey);
  for (size_t i = 0; i + 1 < page.cell_count; i++) {
    if (page.cells[i] == cell) {
      return page.cells[i + 1];
    }
  }
  return cell;
}

void ui_put_keys_away(Ui *ui) {
  Interaction *state = &ui->state;
  keys_change(ui);
  state->accents_of = 0;
  if (state->sheet_cell >= 0) {
    state->keys = KEYS_AWAY;
  } else if (page_is_list(&ui->scene)) {
    int next = cell_after(&ui->scene, state->active_cell);
    activate(state, &ui->scene, -1);
    state->reveal_cell = next;
  } else {
    state->keys = KEYS_AWAY;
    state->scroll_px = 0;
  }
}

void begin_at_problem(Interaction *state, const Scene *scene) {
  int cell = page_problem(scene);
  if (cell >= 0 && page_is_list(scene)) {
    activate(state, scene, cell);
    state->reveal_cell = cell;
    state->focus_cell = cell;
  }
}

static void begin_page(Interaction *state, const Scene *scene) {
  SurveyPage page = survey_page(scene->survey);
  if (page.kind != PAGE_QUESTIONS) {
    return;
  }
  if (page_is_list(scene)) {
    begin_at_problem(state, scene);
    return;
  }
  activate(state, scene, page.cells[0]);
  if (question_view(asked_in(scene, page.cells[0]).question->kind)->keyboard != KEYBOARD_NONE) {
    state->reveal_cell = page.cells[0]; /* should the question be too long, the field is what must be seen */
    state->focus_cell = page.cells[0];
  }
}

/* Which side the new page comes from. Forward may be back in the form: to a repeat's next instance; but not to a mistake. */
static int slide_sign(const Ui *ui, const Scene *scene, int place) {
  bool refused = ui->state.asked_next && place < ui->place && page_problem(scene) >= 0;
  return ui->state.went_back || refused ? -1 : 1;
}

Interaction begin_interaction(const Ui *ui, const Scene *scene, int place, int64_t now_ms) {
  Interaction state = interaction_new();
  state.focus_visible = ui->state.focus_visible;
  state.space_used = ui->state.space_used;
  state.down_x = ui->state.down_x;
  state.down_y = ui->state.down_y;
  state.shown_at_ms = now_ms;
  if (place >= 0) {
    begin_page(&state, scene);
  }
  if (place >= 0 && survey_page(scene->survey).kind == PAGE_REVIEW) {
    state.reveal_cell = ui->gone_to; /* it goes on where it was left */
  }
  if (place >= 0 && ui->place >= 0 && !ui->setup.reduced_motion) {
    state.slide_from_ms = now_ms;
    state.slide_sign = slide_sign(ui, scene, place);
  }
  return state;
}
