/* secret_line: a passphrase or a PIN: from the terminal, where it is not shown, or a line of a pipe or file. */
#ifndef SECRET_LINE_H
#define SECRET_LINE_H

#include "base.h"

enum { SECRET_MAX_BYTES = 1024 };

/* A line of standard input into arena, without its end; a terminal is asked with prompt (on standard error). A signal that ends the
 * program does so with the terminal as it was. STATUS_INPUT: secret-missing (the end of the input), secret-line (too long, or with control
 * characters, which nobody could type again); STATUS_WORLD: secret-read. */
Status secret_line_read(Arena *arena, const char *prompt, Str *out, Err *err);
/* The same for a new one, which a terminal is asked for twice. STATUS_INPUT, secret-differs: they were not the same. */
Status secret_line_read_new(Arena *arena, const char *prompt, const char *again, Str *out, Err *err);
/* Takes the next line of *rest, a file's text, off its front. STATUS_INPUT as above; name is the file's, for messages. */
Status secret_line_take(Str *rest, const char *name, Str *out, Err *err);

#endif
