#ifndef WEB_SITE_ADDRESS_H
#define WEB_SITE_ADDRESS_H

#include "qr.h"

/* /f/FORM with those of round, event, place and language that are not empty; into the arena. */
Str site_form_address(Arena *arena, const QrUrlParts *parts);

#endif
