/* The connections there are, how long each may take for what it does, and who has to go when there are too many.
 *
 * The library's own timeout starts anew at every byte, so a phone that sends one now and then could stay for ever. */
#ifndef WEB_HTTP_CONNECTIONS_H
#define WEB_HTTP_CONNECTIONS_H

#include "web.h"

enum { HTTP_CONNECTIONS_SPARE = 64 }; /* beyond the limit: to tell those that it is full */

typedef enum ConnectionStage {
  CONNECTION_NONE,
  CONNECTION_WAITS,   /* for a request's first line; a handshake is part of that */
  CONNECTION_ASKS,    /* the rest of the request comes */
  CONNECTION_READS,   /* the answer goes out */
  CONNECTION_IS_ENDED /* cut off, and about to be closed */
} ConnectionStage;

typedef struct Connection {
  int socket;
  ConnectionStage stage;
  int64_t until_ms; /* on the monotonic clock: then it is cut off */
  bool surplus;     /* there were too many when it came: it is told so, and closed */
  struct Exchange *exchange;
} Connection;

typedef struct Connections {
  Connection *items;
  size_t count, limit, capacity;
  int request_s, idle_s;
  const Clock *clock;
} Connections;

Connections connections_new(Arena *arena, const WebLimits *limits, const Clock *clock); /* limits: none is 0 */
/* NULL: there is no room at all. One that has been waiting for long makes room for it. */
Connection *connections_open(Connections *all, int socket);
void connections_close(Connections *all, Connection *connection);
/* has_asked: it waits for another request than its first. */
void connections_move(const Connections *all, Connection *connection, ConnectionStage stage, bool has_asked);
void connections_cut_overdue(Connections *all);
/* Cuts those that have asked nothing, and tells how many others there are. */
size_t connections_cut_waiting(Connections *all);

#endif
