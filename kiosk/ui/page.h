/* page: what of the survey is on the screen at a time. */
#ifndef PAGE_H
#define PAGE_H

#include "build.h"
#include "view/view.h"

/* Does the page hold several questions, or might it, as answers on it change? Then each says whose it is. */
bool page_is_list(const Scene *scene);
/* Where in the form the page begins; -1: no page is shown. The question after a repeat stands behind all that is repeated, a review behind
 * everything. */
int page_place(const Scene *scene);
/* Which on-screen keyboard belongs to the cell that is in use. */
KeyboardKind page_keyboard(const Scene *scene, const Interaction *state);
/* The first of its cells whose answer is refused; -1: none. */
int page_problem(const Scene *scene);

#endif
