/* What the wall clock says decides which visits are over: one that jumped, as a machine's without a battery, is not believed at once. */
#ifndef WEB_SITE_CLOCK_H
#define WEB_SITE_CLOCK_H

#include "site_state.h"

/* Is its time over, on a clock that is believed? */
bool clock_is_past(Site *site, int64_t until_min);
/* May be swept on this clock's word what is over? Keeps what was found out of it; to be asked now and then. Failures: the store's. */
Status clock_may_sweep(Site *site, bool *out, Err *err);

#endif
