#include "select.h"

#include "choices.h"
#include "picker.h"

static void layout_list(Build *b, const Asked *asked, Flow *flow, int room_px) {
  Offers offers = offers_of(b, asked);
  unsigned look = asked->question->appearance;
  if (choices_layout_pictures(b, &offers, flow, room_px)) {
    return;
  }
  if (look & APPEARANCE_NPS) {
    choices_layout_numbers(b, &offers, flow);
  } else if (look & APPEARANCE_STARS) {
    choices_layout_stars(b, &offers, flow, room_px);
  } else if (look & APPEARANCE_SMILEYS) {
    choices_layout_scale(b, &offers, flow, room_px, true);
  } else if (look & (APPEARANCE_LIKERT | APPEARANCE_HORIZONTAL)) {
    choices_layout_scale(b, &offers, flow, room_px, false);
  } else {
    choices_layout_rows(b, &offers, flow, room_px, asked->question->columns);
  }
}

void select_layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  if (picker_is_wanted(b->scene, asked)) {
    picker_layout(b, asked, flow);
  } else {
    layout_list(b, asked, flow, room_px);
  }
}
