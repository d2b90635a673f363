/* pointer: fingers and mouse. Acts on release, a slide off cancels, a drag scrolls, and only one pointer counts. */
#ifndef POINTER_H
#define POINTER_H

#include "ui_state.h"

void pointer_down(Ui *ui, const Input *input, int64_t now_ms, UiActions *out);
void pointer_move(Ui *ui, const Input *input, UiActions *out);
void pointer_up(Ui *ui, const Input *input, UiActions *out);
void pointer_cancel(Ui *ui, const Input *input, UiActions *out);
/* A held key's time has come. */
void pointer_repeat(Ui *ui, int64_t now_ms, UiActions *out);

#endif
