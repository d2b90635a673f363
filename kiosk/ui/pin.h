/* pin: the digits that staff type before they see anything. They stand in the interaction, and are wiped as soon as they are given. */
#ifndef PIN_H
#define PIN_H

#include "ui_state.h"

bool pin_is_asked(const Ui *ui);
/* A digit of any script; anything else, and what there is no room for, means nothing. None of these does while staff have to wait. */
void pin_add(Ui *ui, uint32_t cp);
void pin_type(Ui *ui, Str text);
void pin_delete(Ui *ui); /* the last one */
void pin_give(Ui *ui, UiActions *out);

#endif
