#include "begin.h"
#include "languages.h"
#include "page.h"
#include "paint/paint.h"
#include "pointer.h"
#include "press.h"
#include "screen/screen.h"
#include "scroll.h"
#include "staff_entry.h"
#include "ui_state.h"
#include "view/view.h"

#include <limits.h>

enum { SLIDE_MS = 180, FRAME_MS = 16, MENU_MS = 20000 };
static const double slide_mm = 14.0;

const char *const screen_names[SCREEN_COUNT] = {"chooser", "attract", "question", "thanks",  "idle",
                                                "fault",   "closed",  "staff",    "handover"};
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
  ui->place = ui->behind_place = -1;
  ui->gone_to = -1;
  ui->text_size = setup->text_size;
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
  ui->sizes = sizes_for(display, ui->setup.metrics.cap_ratio, ui->setup.theme->radius_mm, ui->text_size);
  ui->current = false;
}

void ui_wipe(Ui *ui) {
  arena_rewind(ui->frame);
  arena_rewind(ui->scratch);
  memory_wipe(&ui->build, sizeof ui->build);
  memory_wipe(&ui->list, sizeof ui->list);
  memory_wipe(&ui->state, sizeof ui->state);
  memory_wipe(&ui->behind, sizeof ui->behind);
  ui->state = interaction_new();
  ui->place = ui->behind_place = -1;
  ui->gone_to = -1;
  ui->text_size = ui->setup.text_size;
  ui_resize(ui, ui->setup.display);
}

static bool is_sliding(const Ui *ui, int64_t now_ms) {
  return ui->state.slide_from_ms != INT64_MIN && now_ms < ui->state.slide_from_ms + SLIDE_MS;
}

/* A page comes from its side, what lies over it from below. */
static Motion motion_at(const Ui *ui, int64_t now_ms) {
  Motion motion = {.clarity = ui->setup.reduced_motion ? 1 : turn_clarity(&ui->turn, now_ms)};
  if (is_sliding(ui, now_ms)) {
    double left = 1.0 - (double)(now_ms - ui->state.slide_from_ms) / SLIDE_MS;
    int away = (int)(left * left * left * size_mm(&ui->sizes, slide_mm));
    motion.dx = (ui->build.rtl ? -1 : 1) * ui->state.slide_sign * away;
    motion.dy = ui->state.slide_sign == 0 ? away : 0;
  }
  return motion;
}

static bool is_same_motion(Motion a, Motion b) {
  return a.dx == b.dx && a.dy == b.dy && a.clarity >= b.clarity && a.clarity <= b.clarity;
}

static Str scene_language(const Scene *scene) {
  const Language *language = languages_at(scene, scene->language_ix);
  if (language != NULL) {
    return language->code;
  }
  return scene->form_count > 0 ? scene->forms[0]->languages[scene->forms[0]->default_language_ix].code : STR("nb");
}

static Build build_new(Ui *ui) {
  Build b = {.arena = ui->frame,
             .metrics = &ui->setup.metrics,
             .theme = ui->setup.theme,
             .strings = ui->setup.strings,
             .scene = &ui->shown,
             .state = &ui->state,
             .placed = &ui->state,
             .sizes = ui->sizes,
             .language = scene_language(&ui->shown),
             .clip = {0, 0, ui->sizes.width, ui->sizes.height},
             .cell = -1};
  const Language *language = languages_at(&ui->shown, ui->shown.language_ix);
  b.rtl = language != NULL && language->rtl;
  return b;
}

void ui_refresh(Ui *ui, int64_t now_ms) {
  ui->now_ms = now_ms;
  turn_go_on(&ui->turn, &ui->scene, now_ms);
  int language_ix = turn_language(&ui->turn, &ui->scene);
  Motion motion = motion_at(ui, now_ms);
  if (ui->current && language_ix == ui->shown.language_ix && is_same_motion(motion, ui->motion)) {
    return;
  }
  arena_rewind(ui->frame);
  ui->shown = ui->scene;
  ui->shown.language_ix = language_ix;
  ui->build = build_new(ui);
  ui->build.turn_mirrors = turn_mirrors(&ui->turn, &ui->scene, now_ms);
  screen_layout(&ui->build);
  build_finish(&ui->build);
  ui->list = draw_list_new(ui->frame, ui->setup.theme->colours[THEME_BACKGROUND]);
  paint_nodes(&ui->build, &ui->list, motion);
  ui->motion = motion;
  ui->current = true;
}

/* Whether anybody is there is asked over the page: what was half done on it goes on, a ranking, a search, a long list. */
static void keep_behind(Ui *ui) {
  ui->behind = ui->state;
  ui->behind_place = ui->place;
  ui->behind_serial = ui->serial;
}

static void show_behind(Ui *ui, int64_t now_ms) {
  ui->state = ui->behind;
  interaction_resume(&ui->state, now_ms);
}

static void forget_behind(Ui *ui) {
  memory_wipe(&ui->behind, sizeof ui->behind);
  ui->behind_place = -1;
}

static void change_screen(Ui *ui, const Scene *scene, int place, int serial, int64_t now_ms) {
  bool asks = scene->screen == SCREEN_IDLE, same = place >= 0 && place == ui->behind_place && serial == ui->behind_serial;
  if (asks && ui->scene.screen == SCREEN_QUESTION) {
    keep_behind(ui);
  }
  if (same && ui->scene.screen == SCREEN_IDLE) {
    show_behind(ui, now_ms);
  } else {
    ui->state = begin_interaction(ui, scene, place, now_ms);
  }
  if (!asks) {
    forget_behind(ui);
  }
}

void ui_show(Ui *ui, const Scene *scene, int64_t now_ms) {
  int place = page_place(scene), serial = place >= 0 ? survey_page(scene->survey).serial : 0;
  bool other_screen = scene->screen != ui->scene.screen, staff_open = scene->staff != NULL && scene->staff->open;
  if (ui->scene.screen == SCREEN_STAFF) {
    arena_rewind(ui->scratch); /* the PIN that was given */
  }
  if (other_screen && scene->screen == SCREEN_ATTRACT) {
    ui_wipe(ui);
  } else if (other_screen) {
    change_screen(ui, scene, place, serial, now_ms);
  } else if (place != ui->place || serial != ui->serial || staff_open != ui->staff_open) {
    ui->state = begin_interaction(ui, scene, place, now_ms);
  } else if (place >= 0 && ui->state.asked_next) {
    begin_at_problem(&ui->state, scene);
  } else if (scene->language_ix != ui->scene.language_ix) {
    ui->state.reveal_cell = ui->state.active_cell; /* its question may have become longer */
  }
  ui->state.asked_next = ui->state.went_back = false;
  if (other_screen || scene->form != ui->scene.form || scene->language_ix != ui->scene.language_ix) {
    ui->turn = turn_begin(scene, now_ms);
  }
  ui->scene = *scene;
  ui->place = place;
  ui->serial = serial;
  ui->staff_open = staff_open;
  ui->now_ms = now_ms;
  ui->current = false;
}

/* What the next scene will be an answer to. */
static void remember(Ui *ui, const UiActions *actions) {
  Interaction *state = &ui->state;
  for (size_t i = 0; i < actions->count; i++) {
    ui->gone_to = actions->items[i].kind == UI_GO ? actions->items[i].cell : ui->gone_to;
    state->asked_next = state->asked_next || actions->items[i].kind == UI_NEXT;
    state->went_back = state->went_back || actions->items[i].kind == UI_BACK;
  }
}

/* Nobody ends a visit that has not begun: the next one is to find the invitation, not somebody's list of languages. */
static void keep_menu(Ui *ui, int64_t now_ms) {
  if (ui->state.menu && turn_is_for(&ui->scene)) {
    ui->state.menu_until_ms = now_ms + MENU_MS;
    turn_wait(&ui->turn, ui->state.menu_until_ms);
  }
}

static void shut_menu(Ui *ui, int64_t now_ms) {
  interaction_shut_menu(&ui->state);
  interaction_let_go(&ui->state);
  turn_rest(&ui->turn, &ui->scene, now_ms);
  ui->current = false;
}

UiActions ui_input(Ui *ui, const Input *input, int64_t now_ms) {
  UiActions out = {.count = 0};
  arena_rewind(ui->scratch);
  ui_refresh(ui, now_ms);
  bool lay_over = ui->state.sheet_cell >= 0 || ui->state.menu;
  if (input->kind == INPUT_POINTER_DOWN || input->kind == INPUT_KEY) {
    ui->state.meant_language = turn_meant(&ui->turn, &ui->scene, now_ms);
    turn_rest(&ui->turn, &ui->scene, now_ms);
  }
  switch (input->kind) {
  case INPUT_POINTER_DOWN:
    pointer_down(ui, input, now_ms, &out);
    break;
  case INPUT_POINTER_MOVE:
    if (!ui->state.down) {
      return out; /* a mouse that passes over changes nothing */
    }
    pointer_move(ui, input, &out);
    break;
  case INPUT_POINTER_UP:
    pointer_up(ui, input, &out);
    break;
  case INPUT_POINTER_CANCEL:
    pointer_cancel(ui, input, &out);
    break;
  case INPUT_WHEEL:
    scroll_wheel(ui, input->wheel);
    break;
  case INPUT_KEY:
    press_key(ui, input, &out);
    break;
  case INPUT_COMPOSE:
    press_composed(ui, input->text);
    break;
  case INPUT_TEXT:
    press_text(ui, input, &out);
    break;
  }
  if (!lay_over && (ui->state.sheet_cell >= 0 || ui->state.menu) && !ui->setup.reduced_motion) {
    ui->state.slide_from_ms = now_ms;
    ui->state.slide_sign = 0;
  }
  keep_menu(ui, now_ms);
  remember(ui, &out);
  ui->current = false;
  return out;
}

UiActions ui_tick(Ui *ui, int64_t now_ms) {
  UiActions out = {.count = 0};
  if (now_ms >= ui->state.menu_until_ms) {
    shut_menu(ui, now_ms);
  }
  if (now_ms >= ui->state.staff_at_ms) {
    staff_entry_open(ui, &out);
    ui->current = false;
  }
  if (now_ms >= ui->state.repeat_at_ms) {
    arena_rewind(ui->scratch);
    ui_refresh(ui, now_ms);
    pointer_repeat(ui, now_ms, &out);
    ui->current = false;
  }
  return out;
}

int64_t ui_deadline_ms(const Ui *ui, int64_t now_ms) {
  const int64_t times[] = {ui->state.repeat_at_ms, ui->state.menu_until_ms, ui->state.staff_at_ms};
  int64_t deadline = INT64_MAX;
  for (size_t i = 0; i < COUNT_OF(times); i++) {
    deadline = times[i] < deadline ? times[i] : deadline;
  }
  int64_t frame = INT64_MAX;
  if (is_sliding(ui, now_ms)) {
    frame = now_ms + FRAME_MS;
  } else if (!is_same_motion(ui->motion, motion_at(ui, now_ms))) {
    frame = now_ms; /* the last picture of a motion stands in its place */
  } else {
    frame = turn_deadline_ms(&ui->turn, now_ms, !ui->setup.reduced_motion);
  }
  return frame < deadline ? frame : deadline;
}

const DrawList *ui_draw(Ui *ui, int64_t now_ms) {
  ui_refresh(ui, now_ms);
  return &ui->list;
}

const char *ui_screen_name(const Ui *ui) {
  bool review = ui->scene.screen == SCREEN_QUESTION && survey_page(ui->scene.survey).kind == PAGE_REVIEW;
  return review ? "review" : screen_names[ui->scene.screen];
}

int ui_language(const Ui *ui) {
  return turn_language(&ui->turn, &ui->scene);
}

const Node *ui_nodes(Ui *ui, size_t *count) {
  if (!ui->current) {
    ui_refresh(ui, ui->now_ms);
  }
  *count = ui->build.count;
  return ui->build.nodes;
}
