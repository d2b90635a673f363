/* html: markup out, in one place where everything that is not ours is escaped. Markup is a literal of the program; each {} in it stands for
 * a text that may come from anywhere, and reads as itself both between tags and in a quoted attribute. */
#ifndef HTML_H
#define HTML_H

#include "base.h"

typedef struct Html {
  Arena *arena;
  Buffer buffer;
} Html;

Html html_new(Arena *arena);
Str html_view(const Html *html);
/* Markup without a {}. */
void html_put(Html *html, const char *markup);
/* A text by itself. */
void html_text(Html *html, Str text);
/* Markup with as many {} as there are texts. */
void html_fill(Html *html, const char *markup, const Str *texts, size_t count);
#define HTML(html, markup, ...)                                                                                                    \
  html_fill((html), (markup), (const Str[]){__VA_ARGS__}, sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str))

#endif
