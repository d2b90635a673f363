#ifndef WEB_SITE_LANGUAGES_H
#define WEB_SITE_LANGUAGES_H

#include "form.h"

/* Which of the languages: the one whose code is wanted, else the one that accept (an Accept-Language, RFC 9110 12.5.4) likes best: "en" is
 * in "en-GB" and the other way round, and the Norwegian ones stand in for each other. -1: none of them. */
int languages_choose(const Language *languages, size_t count, Str wanted, Str accept);

#endif
