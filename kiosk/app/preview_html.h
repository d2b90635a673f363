/* Parts of an HTML page: text that stays text. */
#ifndef PREVIEW_HTML_H
#define PREVIEW_HTML_H

#include "base.h"

void html_text(Sink *out, Str text);
/* A form's words: an answer that they speak of, "${navn}", is told from them as "[navn]". */
void html_words(Sink *out, Str words); /* in an element or a quoted attribute; line breaks as they are */
/* <dt>name</dt><dd><code>value</code></dd>; nothing when value is empty. */
void html_fact(Sink *out, const char *name, Str value);

#endif
