#include "paint/paint.h"
#include "pointer.h"
#include "screen/screen.h"
#include "ui_state.h"
#include "view/view.h"

#include <limits.h>

enum { SLIDE_MS = 180, FRAME_MS = 16 };
static const double slide_mm = 14.0;

const char *const screen_names[SCREEN_COUNT] = {"chooser", "attract", "question", "thanks", "idle", "fault"};
const char *const role_names[ROLE_COUNT] = {"title",  "text",    "button", "radio", "checkbox",
                                            "slider", "textbox", "key",    "image", "alert"};

Ui *ui_new(const UiSetup *setup) {
  Arena *own = arena_new(sizeof(Ui));
  Ui *ui = ARENA_NEW(own, Ui);
  ui->own = own;
  ui->frame = arena_new(256 * 1024);
  ui->scratch = arena_new(16 * 1024);
  ui->setup = *setup;
  ui->state = interaction_new();
  ui->question_ix = -1;
  ui_resize(ui, setup->display);
  return ui;
}

void ui_free(Ui *ui) {
  if (ui != NULL) {
    arena_free(ui->frame);
    arena_free(ui->scratch);
    arena_free(ui->own);
  }
}

void ui_resize(Ui *ui, Display display) {
  ui->setup.display = display;
  ui->sizes = sizes_for(display, ui->setup.metrics.cap_ratio, ui->setup.theme->radius_mm);
  ui->current = false;
}

void ui_wipe(Ui *ui) {
  arena_rewind(ui->frame);
  arena_rewind(ui->scratch);
  memory_wipe(&ui->build, sizeof ui->build);
  memory_wipe(&ui->list, sizeof ui->list);
  memory_wipe(&ui->state, sizeof ui->state);
  ui->state = interaction_new();
  ui->question_ix = -1;
  ui->current = false;
}

int ui_slide_px(const Ui *ui, int64_t now_ms) {
  if (!ui_in_motion(ui, now_ms)) {
    return 0;
  }
  double left = 1.0 - (double)(now_ms - ui->state.slide_from_ms) / SLIDE_MS;
  int sign = ui->build.rtl ? -ui->state.slide_sign : ui->state.slide_sign;
  return sign * (int)(left * left * left * size_mm(&ui->sizes, slide_mm));
}

bool ui_in_motion(const Ui *ui, int64_t now_ms) {
  return ui->state.slide_from_ms != INT64_MIN && now_ms < ui->state.slide_from_ms + SLIDE_MS;
}

static Str scene_language(const Scene *scene) {
  const Form *form = scene->form ? scene->form : scene->form_count > 0 ? scene->forms[0] : NULL;
  if (form == NULL) {
    return STR("nb");
  }
  return form->languages[scene->form ? scene->language_ix : form->default_language_ix].code;
}

static Build build_new(Ui *ui) {
  Build b = {.arena = ui->frame,
             .metrics = &ui->setup.metrics,
             .theme = ui->setup.theme,
             .strings = ui->setup.strings,
             .scene = &ui->scene,
             .state = &ui->state,
             .placed = &ui->state,
             .sizes = ui->sizes,
             .language = scene_language(&ui->scene),
             .clip = {0, 0, ui->sizes.width, ui->sizes.height}};
  b.rtl = ui->scene.form != NULL && ui->scene.form->languages[ui->scene.language_ix].rtl;
  return b;
}

void ui_refresh(Ui *ui, int64_t now_ms) {
  int slide = ui_slide_px(ui, now_ms);
  if (ui->current && slide == ui->slide_px) {
    return;
  }
  arena_rewind(ui->frame);
  ui->build = build_new(ui);
  screen_layout(&ui->build);
  build_finish(&ui->build);
  ui->list = draw_list_new(ui->frame, ui->setup.theme->colours[THEME_BACKGROUND]);
  paint_nodes(&ui->build, &ui->list, slide);
  ui->slide_px = slide;
  ui->current = true;
}

static int question_of(const Scene *scene) {
  return scene->screen == SCREEN_QUESTION ? survey_current(scene->survey) : -1;
}

/* Interaction for a new screen or question: nothing is pressed; keys stay in use if they were. */
static Interaction begin(const Ui *ui, const Scene *scene, int question_ix, int64_t now_ms) {
  Interaction state = interaction_new();
  state.focus_visible = ui->state.focus_visible;
  state.down_x = ui->state.down_x;
  state.down_y = ui->state.down_y;
  state.shown_at_ms = now_ms;
  if (question_ix >= 0) {
    Value answer = survey_answer(scene->survey, question_ix);
    state.caret = answer.kind == VALUE_TEXT ? answer.text.len : 0;
    if (question_view(scene->form->questions[question_ix].kind)->keyboard != KEYBOARD_NONE) {
      state.scroll_px = INT_MAX; /* the field stands at the end: should the question be too long, the field is what must be seen */
    }
  }
  if (question_ix >= 0 && ui->question_ix >= 0 && !ui->setup.reduced_motion) {
    state.slide_from_ms = now_ms;
    state.slide_sign = question_ix > ui->question_ix ? 1 : -1;
  }
  return state;
}

void ui_show(Ui *ui, const Scene *scene, int64_t now_ms) {
  int question_ix = question_of(scene);
  bool other_screen = scene->screen != ui->scene.screen;
  if (other_screen && scene->screen == SCREEN_ATTRACT) {
    ui_wipe(ui);
  } else if (other_screen || question_ix != ui->question_ix) {
    ui->state = begin(ui, scene, question_ix, now_ms);
  }
  ui->scene = *scene;
  ui->question_ix = question_ix;
  ui->current = false;
}

UiActions ui_input(Ui *ui, const Input *input, int64_t now_ms) {
  UiActions out = {.count = 0};
  arena_rewind(ui->scratch);
  ui_refresh(ui, now_ms);
  switch (input->kind) {
  case INPUT_POINTER_DOWN:
    pointer_down(ui, input, now_ms);
    break;
  case INPUT_POINTER_MOVE:
    if (!ui->state.down) {
      return out; /* a mouse that passes over changes nothing */
    }
    pointer_move(ui, input);
    break;
  case INPUT_POINTER_UP:
    pointer_up(ui, input, &out);
    break;
  case INPUT_POINTER_CANCEL:
    pointer_cancel(ui, input);
    break;
  case INPUT_WHEEL:
    ui_scroll_to(ui, ui->state.scroll_px - input->wheel * 3 * ui->sizes.font_body);
    break;
  case INPUT_KEY:
    press_key(ui, input, &out);
    break;
  case INPUT_TEXT:
    type_text(ui, input->text, &out);
    break;
  }
  ui->current = false;
  return out;
}

UiActions ui_tick(Ui *ui, int64_t now_ms) {
  UiActions out = {.count = 0};
  if (now_ms >= ui->state.repeat_at_ms) {
    arena_rewind(ui->scratch);
    ui_refresh(ui, now_ms);
    pointer_repeat(ui, now_ms, &out);
    ui->current = false;
  }
  return out;
}

int64_t ui_deadline_ms(const Ui *ui, int64_t now_ms) {
  int64_t deadline = ui->state.repeat_at_ms;
  int64_t frame = INT64_MAX;
  if (ui_in_motion(ui, now_ms)) {
    frame = now_ms + FRAME_MS;
  } else if (ui->slide_px != 0) {
    frame = now_ms; /* the last picture of a motion stands in its place */
  }
  return frame < deadline ? frame : deadline;
}

const DrawList *ui_draw(Ui *ui, int64_t now_ms) {
  ui_refresh(ui, now_ms);
  return &ui->list;
}

const Node *ui_nodes(Ui *ui, size_t *count) {
  if (!ui->current) {
    ui_refresh(ui, ui->state.shown_at_ms == INT64_MIN ? 0 : ui->state.shown_at_ms);
  }
  *count = ui->build.count;
  return ui->build.nodes;
}
