#include "ui_state.h"
#include "view/view.h"

static Gesture gesture_of(Ui *ui, UiActions *out) {
  return gesture_new(&ui->scene, ui->scratch, &ui->state, out);
}

static void add(UiActions *out, UiActionKind kind, int ix) {
  out->items[out->count++] = (UiAction){.kind = kind, .form_ix = ix, .language_ix = ix};
}

static void scroll_page(Ui *ui, int sign) {
  ui_scroll_to(ui, ui->state.scroll_px + sign * ui->state.page_px);
}

void press_node(Ui *ui, const Node *node, UiActions *out) {
  Act act = node->ink->act;
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
  case ACT_SIGN: {
    Gesture gesture = gesture_of(ui, out);
    question_view(gesture.question->kind)->act(&gesture, act);
    break;
  }
  }
}

static const QuestionView *view_shown(const Ui *ui) {
  if (ui->scene.screen != SCREEN_QUESTION || ui->state.menu) {
    return NULL;
  }
  return question_view(ui->scene.form->questions[survey_current(ui->scene.survey)].kind);
}

/* Do characters go into a field? They do unless the focus ring stands on something else. */
static bool is_typing(const Ui *ui) {
  const QuestionView *view = view_shown(ui);
  if (view == NULL || view->type == NULL) {
    return false;
  }
  return !ui->state.focus_visible || ui->state.focus == build_id_key(STR("field"));
}

void type_text(Ui *ui, Str text, UiActions *out) {
  const QuestionView *view = view_shown(ui);
  if (view == NULL || view->type == NULL || (!is_typing(ui) && str_is(text, " "))) {
    return;
  }
  Gesture gesture = gesture_of(ui, out);
  view->type(&gesture, text);
}

static Str typed_so_far(Ui *ui, UiActions *out) {
  Value answer = gesture_of(ui, out).answer;
  return answer.kind == VALUE_TEXT ? answer.text : (Str){NULL, 0};
}

static bool move_caret(Ui *ui, Key key, UiActions *out) {
  if (!is_typing(ui)) {
    return false;
  }
  Str text = typed_so_far(ui, out);
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
  const QuestionView *view = view_shown(ui);
  if (view == NULL || view->type == NULL) {
    return;
  }
  Gesture gesture = gesture_of(ui, out);
  if (forward) {
    Str text = typed_so_far(ui, out);
    size_t gone = text_grapheme_after(text, ui->state.caret);
    if (gone == 0) {
      return;
    }
    ui->state.caret += gone;
  }
  view->act(&gesture, (Act){.kind = ACT_BACKSPACE});
}

/* Enter where no ring shows: a new line in a field of several, else the screen's main button. */
static void press_main(Ui *ui, UiActions *out) {
  static const char *const main_buttons[] = {"next", "start", "still-here", "done"};
  if (is_typing(ui)) {
    const Question *question = gesture_of(ui, out).question;
    if (question->appearance & APPEARANCE_MULTILINE) {
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
  const Node *node = ui->state.focus_visible ? focus_find(ui, ui->state.focus) : NULL;
  if (node == NULL || node->ink->act.kind == ACT_FIELD) {
    press_main(ui, out);
  } else {
    press_node(ui, node, out);
  }
}

static void press_arrow(Ui *ui, Key key) {
  focus_move(ui, key == KEY_RIGHT ? 1 : key == KEY_LEFT ? -1 : 0, key == KEY_DOWN ? 1 : key == KEY_UP ? -1 : 0);
  focus_reveal(ui);
}

static void press_escape(Ui *ui, UiActions *out) {
  if (ui->state.menu) {
    ui->state.menu = false;
  } else if (ui->scene.screen == SCREEN_QUESTION) {
    add(out, UI_BACK, 0);
  }
}

void press_key(Ui *ui, const Input *input, UiActions *out) {
  if (move_caret(ui, input->key, out)) {
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
