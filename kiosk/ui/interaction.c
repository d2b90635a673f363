#include "interaction.h"

Interaction interaction_new(void) {
  return (Interaction){.repeat_at_ms = INT64_MAX,
                       .shift_at_ms = INT64_MIN,
                       .menu_until_ms = INT64_MAX,
                       .staff_at_ms = INT64_MAX,
                       .staff_key_ms = INT64_MIN,
                       .caret_goal_px = -1,
                       .slide_from_ms = INT64_MIN,
                       .shown_at_ms = INT64_MIN,
                       .active_cell = -1,
                       .reveal_cell = -1,
                       .focus_cell = -1,
                       .guidance_cell = -1,
                       .slide_ix = -1,
                       .stroke_cell = -1,
                       .sheet_cell = -1,
                       .half_done_cell = -1,
                       .ranked_cell = -1,
                       .part = -1};
}

void interaction_let_go(Interaction *state) {
  state->down = false;
  state->inside = false;
  state->dragging = false;
  state->drawing = false;
  state->slide_ix = -1;
  state->repeat_at_ms = INT64_MAX;
  state->staff_at_ms = INT64_MAX;
}

void interaction_end_pin(Interaction *state) {
  memory_wipe(state->pin, sizeof state->pin);
  state->pin_len = 0;
}

void interaction_end_stroke(Interaction *state) {
  memory_wipe(state->stroke, sizeof state->stroke);
  state->stroke_cell = -1;
  state->stroke_count = 0;
}

void interaction_end_composing(Interaction *state) {
  memory_wipe(state->composing, sizeof state->composing);
  state->composing_len = 0;
}

static void lay_over(Interaction *state) {
  state->under_px = state->scroll_px;
  state->under_focus = state->focus;
  state->scroll_px = 0;
  interaction_end_composing(state);
}

static void lay_bare(Interaction *state) {
  state->scroll_px = state->under_px;
  state->focus = state->under_focus;
  interaction_end_composing(state);
}

void interaction_open_sheet(Interaction *state, int cell) {
  lay_over(state);
  state->sheet_cell = cell;
  state->keys = KEYS_FITTING;
}

void interaction_shut_sheet(Interaction *state) {
  lay_bare(state);
  state->sheet_cell = -1;
  state->keys = KEYS_FITTING;
  memory_wipe(state->query, sizeof state->query);
  state->query_len = 0;
}

void interaction_open_menu(Interaction *state, MenuKind kind) {
  if (!state->menu) {
    lay_over(state);
  }
  state->scroll_px = 0;
  state->menu = true;
  state->menu_kind = kind;
}

void interaction_shut_menu(Interaction *state) {
  if (state->menu) {
    lay_bare(state);
    state->menu = false;
    state->menu_until_ms = INT64_MAX;
    state->reveal_cell = state->active_cell;
  }
}

void interaction_ask_quit(Interaction *state, bool asks) {
  if (asks != state->asks_quit) {
    asks ? lay_over(state) : lay_bare(state);
    state->asks_quit = asks;
  }
}

void interaction_resume(Interaction *state, int64_t now_ms) {
  interaction_let_go(state);
  interaction_end_stroke(state);
  interaction_end_composing(state);
  state->hidden = false;
  state->asked_next = state->went_back = false;
  state->slide_from_ms = INT64_MIN;
  state->shown_at_ms = now_ms;
}
