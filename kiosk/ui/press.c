#include "press.h"
#include "scroll.h"

#include "keyboard.h"
#include "pin.h"
#include "type.h"
#include "view/view.h"

Gesture press_gesture(Ui *ui, int cell, UiActions *out) {
  return gesture_new(&ui->scene, cell, ui->scratch, &ui->state, out);
}

/* To the view of the question that it is about. */
void press_answer(Ui *ui, Act act, UiActions *out) {
  if (act.cell >= 0) {
    Gesture gesture = press_gesture(ui, act.cell, out);
    question_view(gesture.question->kind)->act(&gesture, act);
    press_reveal(ui, act.cell == ui->state.active_cell ? act.cell : -1);
  }
}

/* A sheet stays where the visitor scrolled it. */
void press_reveal(Ui *ui, int cell) {
  ui->state.reveal_cell = ui->state.sheet_cell < 0 ? cell : -1;
}

static void press_nothing(Ui *ui, Act act, UiActions *out) {
  (void)ui;
  (void)act;
  (void)out;
}

static void press_start(Ui *ui, Act act, UiActions *out) {
  actions_add(out, (UiAction){.kind = UI_START, .language_ix = act.ix >= 0 ? act.ix : ui->state.meant_language});
}

static void press_form(Ui *ui, Act act, UiActions *out) {
  actions_add(out, (UiAction){.kind = UI_CHOOSE_FORM, .form_ix = act.ix, .language_ix = ui->state.meant_language});
}

static void press_language(Ui *ui, Act act, UiActions *out) {
  interaction_shut_menu(&ui->state);
  if (turn_is_for(&ui->scene)) { /* nobody's visit has a language yet */
    turn_choose(&ui->turn, &ui->scene, act.ix, ui->now_ms);
    return;
  }
  actions_add(out, (UiAction){.kind = UI_LANGUAGE, .language_ix = act.ix});
}

static void press_menu(Ui *ui, Act act, UiActions *out) {
  (void)out;
  if (ui->state.menu && act.ix != MENU_CONTINUE) {
    interaction_shut_menu(&ui->state);
  } else {
    interaction_open_menu(&ui->state, (MenuKind)act.ix);
  }
}

/* What is told to the app as it is. */
static void press_plain(Ui *ui, Act act, UiActions *out) {
  (void)ui;
  static const UiActionKind kinds[ACT_KIND_COUNT] = {
      [ACT_NEXT] = UI_NEXT, [ACT_BACK] = UI_BACK,        [ACT_STILL_HERE] = UI_STILL_HERE,
      [ACT_DONE] = UI_DONE, [ACT_ADD] = UI_ADD,          [ACT_REMOVE] = UI_REMOVE,
      [ACT_GO] = UI_GO,     [ACT_PAUSE] = UI_PAUSE,      [ACT_FORMS] = UI_FORMS,
      [ACT_QUIT] = UI_QUIT, [ACT_CONTINUE] = UI_CONTINUE};
  actions_add(out, (UiAction){.kind = kinds[act.kind], .cell = act.cell});
}

/* Not past an answer that is half given: its view knows, and the screen says so. */
static void press_next(Ui *ui, Act act, UiActions *out) {
  SurveyPage page = survey_page(ui->scene.survey);
  for (size_t i = 0; page.kind == PAGE_QUESTIONS && i < page.cell_count; i++) {
    Gesture gesture = press_gesture(ui, page.cells[i], out);
    bool (*leave)(Gesture *) = question_view(gesture.question->kind)->leave;
    if (leave != NULL && !leave(&gesture)) {
      ui->state.half_done_cell = ui->state.reveal_cell = page.cells[i];
      return;
    }
  }
  press_plain(ui, act, out);
}

static void press_scroll(Ui *ui, Act act, UiActions *out) {
  (void)out;
  scroll_page(ui, act.ix);
}

static void press_guidance(Ui *ui, Act act, UiActions *out) {
  (void)out;
  ui->state.guidance_cell = ui->state.guidance_cell == act.cell ? -1 : act.cell;
}

static void press_hide(Ui *ui, Act act, UiActions *out) {
  (void)act;
  (void)out;
  interaction_shut_menu(&ui->state);
  ui->state.hidden = !ui->state.hidden;
}

static void press_text_size(Ui *ui, Act act, UiActions *out) {
  (void)out;
  ui->text_size = act.ix > 0 ? (TextSize)(act.ix - 1) : (ui->text_size + 1) % TEXT_SIZE_COUNT;
  ui_resize(ui, ui->setup.display);
  ui->state.reveal_cell = ui->state.active_cell;
}

static void press_sheet(Ui *ui, Act act, UiActions *out) {
  if (ui->state.sheet_cell == act.cell) {
    interaction_shut_sheet(&ui->state);
  } else {
    interaction_open_sheet(&ui->state, act.cell);
  }
  press_answer(ui, act, out);
}

/* A finger's strokes came before it was lifted; keys have none. */
static void press_paper(Ui *ui, Act act, UiActions *out) {
  if (ui->state.focus_visible) {
    press_answer(ui, act, out);
  }
}

static void press_field(Ui *ui, Act act, UiActions *out) {
  (void)out;
  type_point(ui, act.cell);
  ui_bring_keys(ui);
  press_reveal(ui, act.cell);
}

static void press_character(Ui *ui, Act act, UiActions *out) {
  press_answer(ui, act, out);
  keyboard_typed(&ui->state);
}

static void press_shift(Ui *ui, Act act, UiActions *out) {
  (void)out;
  keyboard_press_shift(&ui->state, &act);
}

static void press_latin(Ui *ui, Act act, UiActions *out) {
  (void)act;
  (void)out;
  keyboard_press_latin(&ui->state);
}

static void press_layer(Ui *ui, Act act, UiActions *out) {
  (void)act;
  (void)out;
  keyboard_press_layer(&ui->state);
}

static void press_keys_away(Ui *ui, Act act, UiActions *out) {
  (void)act;
  (void)out;
  ui_put_keys_away(ui);
}

static void press_pin(Ui *ui, Act act, UiActions *out) {
  (void)out;
  pin_add(ui, act.cp);
}

static void press_pin_delete(Ui *ui, Act act, UiActions *out) {
  (void)act;
  (void)out;
  pin_delete(ui);
}

static void press_pin_ok(Ui *ui, Act act, UiActions *out) {
  (void)act;
  pin_give(ui, out);
}

static void press_ask_quit(Ui *ui, Act act, UiActions *out) {
  (void)out;
  interaction_ask_quit(&ui->state, act.ix > 0);
}

typedef void Press(Ui *ui, Act act, UiActions *out);

static Press *const presses[] = {
    [ACT_NONE] = press_nothing,
    [ACT_START] = press_start,
    [ACT_FORM] = press_form,
    [ACT_LANGUAGE] = press_language,
    [ACT_MENU] = press_menu,
    [ACT_NEXT] = press_next,
    [ACT_BACK] = press_plain,
    [ACT_STILL_HERE] = press_plain,
    [ACT_DONE] = press_plain,
    [ACT_SCROLL] = press_scroll,
    [ACT_CHOICE] = press_answer,
    [ACT_ACKNOWLEDGE] = press_answer,
    [ACT_FIELD] = press_field,
    [ACT_TYPE] = press_character,
    [ACT_BACKSPACE] = press_character,
    [ACT_SHIFT] = press_shift,
    [ACT_LAYER] = press_layer,
    [ACT_LATIN] = press_latin,
    [ACT_SIGN] = press_answer,
    [ACT_PART] = press_answer,
    [ACT_STEP] = press_answer,
    [ACT_SLIDE] = press_answer,
    [ACT_CLEAR] = press_answer,
    [ACT_GUIDANCE] = press_guidance,
    [ACT_ADD] = press_plain,
    [ACT_REMOVE] = press_plain,
    [ACT_GO] = press_plain,
    [ACT_HIDE] = press_hide,
    [ACT_TEXT_SIZE] = press_text_size,
    [ACT_SHEET] = press_sheet,
    [ACT_MONTH] = press_answer,
    [ACT_DAY] = press_answer,
    [ACT_SKETCH] = press_paper,
    [ACT_KEYS_AWAY] = press_keys_away,
    [ACT_PIN] = press_pin,
    [ACT_PIN_DELETE] = press_pin_delete,
    [ACT_PIN_OK] = press_pin_ok,
    [ACT_PAUSE] = press_plain,
    [ACT_FORMS] = press_plain,
    [ACT_ASK_QUIT] = press_ask_quit,
    [ACT_QUIT] = press_plain,
    [ACT_CONTINUE] = press_plain,
};
_Static_assert(COUNT_OF(presses) == ACT_KIND_COUNT, "every act means something");

static void press_act(Ui *ui, Act act, UiActions *out) {
  ui_use(ui, &act);
  presses[act.kind](ui, act, out);
}

void press_node(Ui *ui, const Node *node, UiActions *out) {
  press_act(ui, node->ink->act, out);
}

void press_slider(Ui *ui, const Node *node, int ix, UiActions *out) {
  Act act = node->ink->act; /* the node goes with the layout */
  act.ix = ix;
  press_act(ui, act, out);
}

void press_stroke(Ui *ui, const Node *node, StrokePhase phase, int x, int y, UiActions *out) {
  Rect paper = node->ink->icon_rect;
  Act act = node->ink->act;
  ui_use(ui, &act);
  Gesture gesture = press_gesture(ui, act.cell, out);
  void (*draw)(Gesture *, StrokePhase, double, double) = question_view(gesture.question->kind)->draw;
  if (draw != NULL && paper.w > 0 && paper.h > 0) {
    draw(&gesture, phase, (double)(x - paper.x) / paper.w, (double)(y - paper.y) / paper.h);
  }
}
