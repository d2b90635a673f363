/* staff_stage: a stage on which staff stand. */
#ifndef STAFF_STAGE_H
#define STAFF_STAGE_H

#include "staff_samples.h"
#include "stage.h"

enum { STAFF_WIDTH_PX = 1280 };

int staff_mm(double millimetres); /* in pixels of its display */
Stage staff_stage(const char *language);
/* At the staff screen, as the sample of that name says. */
Stage staff_stage_of(const char *name);
/* What an input leads to, without carrying it out. */
UiActions staff_give(Stage *stage, Input input);
UiActions staff_tap(Stage *stage, const char *id);
void staff_expect_action(UiActions actions, UiActionKind kind);

#endif
