/* interrupt: a signal that ends the program, Ctrl-C and the like, takes away what is half done, says so in a line, and then ends it. */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

typedef struct Unfinished { /* a file that is taken away; stays where it is in memory until it is forgotten */
  const char *path;
  const char *line; /* said on stderr; of several files that of the first */
  struct Unfinished *next;
} Unfinished;

/* Makes such signals wait until interrupt_release(), which is given what this returns. They may be held twice over. */
sigset_t interrupt_hold(void);
void interrupt_release(const sigset_t *before);
/* Held, has one come? Whoever takes long had better clean up then and release it. One that is ignored never comes. */
bool interrupt_waits(void);

/* Both are for while they are held. */
void interrupt_add(Unfinished *file);
void interrupt_forget(const Unfinished *file);

#endif
