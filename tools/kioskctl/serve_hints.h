/* serve_hints: what whoever starts a server had better know of the database before the visitors come. */
#ifndef SERVE_HINTS_H
#define SERVE_HINTS_H

#include "store.h"
#include "web.h"

/* A line for each of round, event and place that the station leaves empty while the database knows exactly one. What cannot be read is
 * no hint. */
void serve_hint_station(Store *store, const WebStation *station, FILE *out);

#endif
