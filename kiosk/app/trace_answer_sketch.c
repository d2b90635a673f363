#include "sketch.h"
#include "trace_answer_part.h"
#include "trace_reach.h"

static int within(int number, int least, int most) {
  return number < least ? least : number > most ? most : number;
}

/* A paper that is partly out of sight is drawn on where it can be seen. */
static void point(const Part *part, InputKind kind, const Sketch *sketch, Rect paper, Rect seen, Point at) {
  int x = paper.x + (int)(at.x / (float)sketch->width * (float)(paper.w - 1));
  int y = paper.y + (int)(at.y / (float)sketch->height * (float)(paper.h - 1));
  hand_point(part->hand, kind, 1, within(x, seen.x, seen.x + seen.w - 1), within(y, seen.y, seen.y + seen.h - 1));
}

static Status draw_stroke(const Part *part, const Sketch *sketch, const SketchStroke *stroke, Err *err) {
  Rect paper, seen;
  Status status = reach_place(part->hand, part_id(part, "sketch"), &paper, &seen, err);
  if (status != STATUS_OK) return status;
  point(part, INPUT_POINTER_DOWN, sketch, paper, seen, stroke->points[0]);
  for (size_t i = 0; i < stroke->count; i++)
    point(part, INPUT_POINTER_MOVE, sketch, paper, seen, stroke->points[i]);
  point(part, INPUT_POINTER_UP, sketch, paper, seen, stroke->points[stroke->count - 1]);
  return STATUS_OK;
}

Status part_draw(const Part *part, Value wanted, Err *err) {
  Sketch sketch;
  Status status = part_clear(part, err);
  if (status != STATUS_OK || value_is_empty(wanted)) return status;
  if (wanted.kind != VALUE_TEXT || !sketch_read(part->arena, wanted.text, &sketch))
    return err_set(err, STATUS_INPUT, "trace", "the answer to \"" STR_FMT "\" is no drawing", STR_ARG(part->question->name));
  for (size_t i = 0; i < sketch.count && status == STATUS_OK; i++)
    status = draw_stroke(part, &sketch, &sketch.strokes[i], err);
  return status;
}
