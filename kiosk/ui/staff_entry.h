/* staff_entry: the way to the staff screen that nobody takes by chance: one finger held still in the upper corner at the start of the line,
 * or Shift and Escape held for as long. There is nothing to be seen of it. */
#ifndef STAFF_ENTRY_H
#define STAFF_ENTRY_H

#include "ui_state.h"

/* The pointer that counts went down, or moved; another one went down. */
void staff_entry_down(Ui *ui, const Input *input, int64_t now_ms);
void staff_entry_move(Ui *ui, const Input *input);
void staff_entry_other(Ui *ui, const Input *input);
/* It was held for long enough: what it would have pressed is not pressed. */
void staff_entry_open(Ui *ui, UiActions *out);
/* A key; true: it was one of those, and means nothing else. */
bool staff_entry_key(Ui *ui, const Input *input, UiActions *out);

#endif
