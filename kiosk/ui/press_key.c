#include "keyboard.h"
#include "pin.h"
#include "press.h"
#include "scroll.h"
#include "staff_entry.h"
#include "type.h"

#include <string.h>

static const QuestionView *view_of(const Ui *ui, int cell) {
  return question_view(asked_in(&ui->scene, cell).question->kind);
}

/* Whose answer characters go into, or whose search; -1: nobody's. */
static int typing_cell(const Ui *ui) {
  if (ui->scene.screen != SCREEN_QUESTION || ui->state.menu) {
    return -1;
  }
  return ui->state.sheet_cell >= 0 ? ui->state.sheet_cell : ui->state.active_cell;
}

typedef void TypeText(Gesture *gesture, Str text);

/* Where text goes; NULL: nowhere. */
static TypeText *typed_into(const Ui *ui, int cell) {
  if (cell < 0) {
    return NULL;
  }
  return ui->state.sheet_cell >= 0 ? view_of(ui, cell)->sheet_type : view_of(ui, cell)->type;
}

static bool takes_characters(const Ui *ui, int cell) {
  const QuestionView *view = view_of(ui, cell);
  KeyboardKind keyboard = ui->state.sheet_cell >= 0 ? view_sheet_keyboard(&ui->scene, cell) : view->keyboard;
  return typed_into(ui, cell) != NULL && keyboard != KEYBOARD_NONE;
}

static const Node *focused(const Ui *ui) {
  return ui->state.focus_visible ? focus_find(ui, ui->state.focus) : NULL;
}

/* Is there a field that characters go into? There is unless the focus ring stands on something else. */
static bool is_typing(const Ui *ui) {
  int cell = typing_cell(ui);
  if (cell < 0 || !takes_characters(ui, cell)) {
    return false;
  }
  const Node *node = focused(ui);
  return !ui->state.focus_visible || (node != NULL && node->ink->act.kind == ACT_FIELD);
}

static void type_text(Ui *ui, Str text, UiActions *out) {
  int cell = typing_cell(ui);
  TypeText *type = typed_into(ui, cell);
  interaction_end_composing(&ui->state);
  keyboard_typed(&ui->state);
  if (type != NULL) {
    ui_bring_keys(ui);
    Gesture gesture = press_gesture(ui, cell, out);
    type(&gesture, text);
    press_reveal(ui, cell);
  }
}

/* Any key brings a hidden screen back, and does nothing else. */
static bool show_again(Ui *ui) {
  bool was_hidden = ui->state.hidden;
  ui->state.hidden = false;
  return was_hidden;
}

void press_composed(Ui *ui, Str text) {
  Interaction *state = &ui->state;
  interaction_end_composing(state);
  if (show_again(ui) || !is_typing(ui)) {
    return;
  }
  size_t room = 0; /* whole characters only */
  for (uint32_t cp = 0; str_next_cp(text, &room, &cp) && room <= sizeof state->composing; state->composing_len = room) {}
  if (state->composing_len > 0) {
    memcpy(state->composing, text.ptr, state->composing_len);
  }
  ui_bring_keys(ui);
  press_reveal(ui, typing_cell(ui));
}

static Str typed_so_far(const Ui *ui) {
  Value answer = survey_answer(ui->scene.survey, typing_cell(ui));
  return answer.kind == VALUE_TEXT ? answer.text : (Str){NULL, 0};
}

static bool move_caret(Ui *ui, Key key) {
  if (!is_typing(ui) || ui->state.sheet_cell >= 0) {
    return false;
  }
  return type_move(ui, typing_cell(ui), key);
}

static void press_backspace(Ui *ui, bool forward, UiActions *out) {
  int cell = typing_cell(ui);
  if (pin_is_asked(ui)) {
    pin_delete(ui);
  }
  if (cell < 0) {
    return;
  }
  ui_bring_keys(ui);
  if (forward) {
    Str text = typed_so_far(ui);
    size_t gone = text_grapheme_after(text, ui->state.caret);
    if (gone == 0 || ui->state.sheet_cell >= 0) {
      return;
    }
    ui->state.caret += gone;
  }
  press_answer(ui, (Act){.kind = ACT_BACKSPACE, .cell = cell}, out);
}

/* Enter where no ring shows: a new line in a field of several, else the screen's main button. */
static void press_main(Ui *ui, UiActions *out) {
  static const char *const main_buttons[] = {"next", "start", "still-here", "done", "pin.ok"};
  if (is_typing(ui) && ui->state.sheet_cell < 0) {
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

/* What lies on top goes first. */
static void press_escape(Ui *ui, UiActions *out) {
  if (ui->state.menu) {
    interaction_shut_menu(&ui->state);
  } else if (ui->state.sheet_cell >= 0) {
    interaction_shut_sheet(&ui->state);
  } else if (ui->state.asks_quit) {
    interaction_ask_quit(&ui->state, false);
  } else if (ui->scene.screen == SCREEN_QUESTION || ui->scene.screen == SCREEN_STAFF) {
    actions_add(out, (UiAction){.kind = UI_BACK});
  }
}

/* Held, it is meant once: for this page, and not for those that come by it. */
static bool is_meant_once(Key key) {
  return key == KEY_ENTER || key == KEY_SPACE || key == KEY_ESCAPE;
}

void press_key(Ui *ui, const Input *input, UiActions *out) {
  if (staff_entry_key(ui, input, out)) {
    return;
  }
  if (input->repeated && is_meant_once(input->key)) {
    return;
  }
  bool was_hidden = show_again(ui);
  ui->state.space_used = input->key == KEY_SPACE && (was_hidden || !is_typing(ui));
  if (was_hidden) {
    return;
  }
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
    scroll_page(ui, -1);
    break;
  case KEY_PAGE_DOWN:
    scroll_page(ui, 1);
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

void press_text(Ui *ui, const Input *input, UiActions *out) {
  bool means_nothing = ui->state.space_used && str_is(input->text, " ");
  if (show_again(ui) || means_nothing) {
    return;
  }
  if (pin_is_asked(ui)) {
    pin_type(ui, input->text);
  } else {
    type_text(ui, input->text, out);
  }
}
