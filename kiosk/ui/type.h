/* type: the caret of the field that is typed into, moved by keys and fingers. */
#ifndef TYPE_H
#define TYPE_H

#include "ui_state.h"

/* An arrow, Home or End, in the cell's field. False: it means something else there. */
bool type_move(Ui *ui, int cell, Key key);
/* The field was touched where the pointer went down: the caret goes there. */
void type_point(Ui *ui, int cell);

#endif
