/* open_text: a TextMaker of Inter for a group of tests, as cmocka's group fixtures. */
#ifndef OPEN_TEXT_H
#define OPEN_TEXT_H

int open_text(void **state); /* *state: a TextMaker; not 0, with the reason on stderr: there is no font */
int close_text(void **state);

#endif
