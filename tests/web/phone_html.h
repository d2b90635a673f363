/* Reading a page: its forms' controls, and its words. Knows as much of HTML as our pages have. */
#ifndef PHONE_HTML_H
#define PHONE_HTML_H

#include "phone.h"

/* Of phone->html: text, actions and controls. */
void phone_read_html(Phone *phone);

#endif
