/* scroll: how far the content of a screen is scrolled, where it is higher than its window. */
#ifndef SCROLL_H
#define SCROLL_H

#include "ui_state.h"

void scroll_to(Ui *ui, int scroll_px); /* as far as it goes */
/* By turns of a wheel, up where positive; never past what a low window shows. */
void scroll_wheel(Ui *ui, int lines);
/* A window on (1) or back (-1): what comes begins with a whole question or a whole answer. */
void scroll_page(Ui *ui, int sign);

#endif
