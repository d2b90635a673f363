/* visit_onward: what the thanks say of the form that follows: whether it can be answered today, and what is to be kept until then. */
#ifndef WEB_VISIT_ONWARD_H
#define WEB_VISIT_ONWARD_H

#include "site_state.h"

/* form: that was answered; address: on our own server, WaitingVisit.onward. Of thanks, all that begins with followup. An address that can
 * be answered no more is taken away; of what cannot be found out nothing is said. */
void visit_onward(Turn *turn, const Form *form, Str address, PageThanks *thanks);

#endif
