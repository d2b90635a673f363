#include "ui_state.h"
#include "view/view.h"

static Gesture gesture_of(Ui *ui, int cell, UiActions *out) {
  return gesture_new(&ui->scene, cell, ui->scratch, &ui->state, out);
}

static void add(UiActions *out, UiActionKind kind, int ix) {
  out->items[out->count++] = (UiAction){.kind = kind, .form_ix = ix, .language_ix = ix};
}

static void scroll_page(Ui *ui, int sign) {
  ui_scroll_to(ui, ui->state.scroll_px + sign * ui->state.page_px);
}

/* To the view of the question that it is about. */
static void press_answer(Ui *ui, Act act, UiActions *out) {
  if (act.cell >= 0) {
    Gesture gesture = gesture_of(ui, act.cell, out);
    question_view(gesture.question->kind)->act(&gesture, act);
    ui->state.reveal_cell = act.cell == ui->state.active_cell ? act.cell : -1;
  }
}

static void press_act(Ui *ui, Act act, UiActions *out) {
  switch (act.kind) {
  case ACT_NONE:
  case ACT_FIELD:
    break;
  case ACT_START:
    add(out, UI_START, act.ix);
    break;
  case ACT_FORM:
    add(out, UI_CHOOSE_FORM, act.ix);
    break;
  case ACT_LANGUAGE:
    ui->state.menu = false;
    add(out, UI_LANGUAGE, act.ix);
    break;
  case ACT_MENU:
    ui->state.menu = !ui->state.menu;
    ui->state.scroll_px = 0;
    break;
  case ACT_NEXT:
    add(out, UI_NEXT, 0);
    break;
  case ACT_BACK:
    add(out, UI_BACK, 0);
    break;
  case ACT_ADD:
    add(out, UI_ADD, 0);
    break;
  case ACT_REMOVE:
    add(out, UI_REMOVE, 0);
    break;
  case ACT_GUIDANCE:
    ui->state.guidance_cell = ui->state.guidance_cell == act.cell ? -1 : act.cell;
    break;
  case ACT_GO:
    out->items[out->count++] = (UiAction){.kind = UI_GO, .cell = act.cell};
    break;
  case ACT_HIDE:
    ui->state.hidden = !ui->state.hidden;
    break;
  case ACT_TEXT_SIZE:
    ui->text_size = (ui->text_size + 1) % TEXT_SIZE_COUNT;
    ui_resize(ui, ui->setup.display);
    break;
  case ACT_SHEET:
    ui->state.sheet_cell = ui->state.sheet_cell == act.cell ? -1 : act.cell;
    ui->state.scroll_px = 0;
    ui->state.query_len = 0;
    press_answer(ui, act, out);
    break;
  case ACT_STILL_HERE:
    add(out, UI_STILL_HERE, 0);
    break;
  case ACT_DONE:
    add(out, UI_DONE, 0);
    break;
  case ACT_SCROLL:
    scroll_page(ui, act.ix);
    break;
  case ACT_SHIFT:
    ui->state.shift = !ui->state.shift;
    break;
  case ACT_LAYER:
    ui->state.digits = !ui->state.digits;
    ui->state.shift = false;
    break;
  case ACT_CHOICE:
  case ACT_ACKNOWLEDGE:
  case ACT_TYPE:
  case ACT_BACKSPACE:
  case ACT_SIGN:
  case ACT_PART:
  case ACT_STEP:
  case ACT_SLIDE:
  case ACT_CLEAR:
  case ACT_MONTH:
  case ACT_DAY:
  case ACT_SKETCH:
    press_answer(ui, act, out);
    break;
  }
}

void press_node(Ui *ui, const Node *node, UiActions *out) {
  Act act = node->ink->act; /* the node goes with the layout */
  ui_use(ui, &act);
  press_act(ui, act, out);
}

void press_slider(Ui *ui, const Node *node, int ix, UiActions *out) {
  Act act = node->ink->act;
  act.ix = ix;
  ui_use(ui, &act);
  press_act(ui, act, out);
}

static const QuestionView *view_of(const Ui *ui, int cell) {
  return question_view(asked_in(&ui->scene, cell).question->kind);
}

/* Whose answer characters go into; -1: nobody's. */
static int typing_cell(const Ui *ui) {
  bool asking = ui->scene.screen == SCREEN_QUESTION && !ui->state.menu;
  return asking ? ui->state.active_cell : -1;
}

static const Node *focused(const Ui *ui) {
  return ui->state.focus_visible ? focus_find(ui, ui->state.focus) : NULL;
}

/* Is there a field that characters go into? There is unless the focus ring stands on something else. */
static bool is_typing(const Ui *ui) {
  int cell = typing_cell(ui);
  if (cell < 0 || view_of(ui, cell)->keyboard == KEYBOARD_NONE) {
    return false;
  }
  const Node *node = focused(ui);
  return !ui->state.focus_visible || (node != NULL && node->ink->act.kind == ACT_FIELD);
}

void type_text(Ui *ui, Str text, UiActions *out) {
  int cell = typing_cell(ui);
  if (cell < 0 || (!is_typing(ui) && str_is(text, " "))) {
    return;
  }
  Gesture gesture = gesture_of(ui, cell, out);
  view_of(ui, cell)->type(&gesture, text);
  ui->state.reveal_cell = cell;
}

static Str typed_so_far(const Ui *ui) {
  Value answer = survey_answer(ui->scene.survey, typing_cell(ui));
  return answer.kind == VALUE_TEXT ? answer.text : (Str){NULL, 0};
}

static bool move_caret(Ui *ui, Key key) {
  if (!is_typing(ui)) {
    return false;
  }
  Str text = typed_so_far(ui);
  size_t caret = ui->state.caret < text.len ? ui->state.caret : text.len;
  Key back = ui->build.rtl ? KEY_RIGHT : KEY_LEFT, forth = ui->build.rtl ? KEY_LEFT : KEY_RIGHT;
  if (key == back) {
    caret -= text_grapheme_before(text, caret);
  } else if (key == forth) {
    caret += text_grapheme_after(text, caret);
  } else if (key == KEY_HOME) {
    caret = 0;
  } else if (key == KEY_END) {
    caret = text.len;
  } else {
    return false;
  }
  ui->state.caret = caret;
  return true;
}

static void press_backspace(Ui *ui, bool forward, UiActions *out) {
  int cell = typing_cell(ui);
  if (cell < 0) {
    return;
  }
  if (forward) {
    Str text = typed_so_far(ui);
    size_t gone = text_grapheme_after(text, ui->state.caret);
    if (gone == 0) {
      return;
    }
    ui->state.caret += gone;
  }
  press_answer(ui, (Act){.kind = ACT_BACKSPACE, .cell = cell}, out);
}

/* Enter where no ring shows: a new line in a field of several, else the screen's main button. */
static void press_main(Ui *ui, UiActions *out) {
  static const char *const main_buttons[] = {"next", "start", "still-here", "done"};
  if (is_typing(ui)) {
    if (asked_in(&ui->scene, typing_cell(ui)).question->appearance & APPEARANCE_MULTILINE) {
      type_text(ui, STR("\n"), out);
      return;
    }
  }
  for (size_t i = 0; i < COUNT_OF(main_buttons); i++) {
    const Node *node = focus_find(ui, build_id_key(str_from(main_buttons[i])));
    if (node != NULL) {
      press_node(ui, node, out);
      return;
    }
  }
}

static void press_enter(Ui *ui, UiActions *out) {
  const Node *node = focused(ui);
  if (node == NULL || node->ink->act.kind == ACT_FIELD || node->ink->act.kind == ACT_SLIDE) {
    press_main(ui, out);
  } else {
    press_node(ui, node, out);
  }
}

/* Along a slider, or up and down at a part of a date; across it the arrows lead away. */
static bool step_slider(Ui *ui, Key key, UiActions *out) {
  const Node *node = focused(ui);
  if (node == NULL || node->role != ROLE_SLIDER) {
    return false;
  }
  Act act = node->ink->act;
  bool upright = act.kind == ACT_PART;
  Key more = upright ? KEY_UP : ui->build.rtl ? KEY_LEFT : KEY_RIGHT;
  Key less = upright ? KEY_DOWN : ui->build.rtl ? KEY_RIGHT : KEY_LEFT;
  if (key != more && key != less) {
    return false;
  }
  press_answer(ui, (Act){.kind = ACT_STEP, .ix = act.ix, .step = key == more ? 1 : -1, .cell = act.cell}, out);
  return true;
}

static void press_arrow(Ui *ui, Key key) {
  focus_move(ui, key == KEY_RIGHT ? 1 : key == KEY_LEFT ? -1 : 0, key == KEY_DOWN ? 1 : key == KEY_UP ? -1 : 0);
  focus_reveal(ui);
}

static void press_escape(Ui *ui, UiActions *out) {
  if (ui->state.menu) {
    ui->state.menu = false;
  } else if (ui->state.sheet_cell >= 0) {
    ui->state.sheet_cell = -1;
    ui->state.scroll_px = 0;
  } else if (ui->scene.screen == SCREEN_QUESTION) {
    add(out, UI_BACK, 0);
  }
}

void press_key(Ui *ui, const Input *input, UiActions *out) {
  if (move_caret(ui, input->key) || step_slider(ui, input->key, out)) {
    return;
  }
  switch (input->key) {
  case KEY_TAB:
    focus_step(ui, input->shift);
    focus_reveal(ui);
    break;
  case KEY_ENTER:
    press_enter(ui, out);
    break;
  case KEY_SPACE: /* while typing it comes as text as well */
    if (!is_typing(ui) && ui->state.focus_visible) {
      press_enter(ui, out);
    }
    break;
  case KEY_ESCAPE:
    press_escape(ui, out);
    break;
  case KEY_LEFT:
  case KEY_RIGHT:
  case KEY_UP:
  case KEY_DOWN:
    press_arrow(ui, input->key);
    break;
  case KEY_PAGE_UP:
    ui_scroll_to(ui, ui->state.scroll_px - ui->state.page_px);
    break;
  case KEY_PAGE_DOWN:
    ui_scroll_to(ui, ui->state.scroll_px + ui->state.page_px);
    break;
  case KEY_BACKSPACE:
  case KEY_DELETE:
    press_backspace(ui, input->key == KEY_DELETE, out);
    break;
  case KEY_NONE:
  case KEY_HOME:
  case KEY_END:
  case KEY_COUNT:
    break;
  }
}
