#include "interaction.h"

Interaction interaction_new(void) {
  return (Interaction){.repeat_at_ms = INT64_MAX,
                       .shift_at_ms = INT64_MIN,
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

void interaction_end_stroke(Interaction *state) {
  memory_wipe(state->stroke, sizeof state->stroke);
  state->stroke_cell = -1;
  state->stroke_count = 0;
}

void interaction_open_sheet(Interaction *state, int cell) {
  state->under_sheet_px = state->scroll_px;
  state->under_sheet_focus = state->focus;
  state->sheet_cell = cell;
  state->scroll_px = 0;
}

void interaction_shut_sheet(Interaction *state) {
  state->sheet_cell = -1;
  state->scroll_px = state->under_sheet_px;
  state->focus = state->under_sheet_focus;
  memory_wipe(state->query, sizeof state->query);
  state->query_len = 0;
}
