#include "http_connections.h"

#include <sys/socket.h>

static int64_t now_ms(const Connections *all) {
  return all->clock->monotonic_ms(all->clock);
}

/* The library sees the end of it, and closes what is its own. */
static void cut(Connection *connection) {
  connection->stage = CONNECTION_IS_ENDED;
  shutdown(connection->socket, SHUT_RDWR);
}

Connections connections_new(Arena *arena, const WebLimits *limits, const Clock *clock) {
  size_t limit = (size_t)limits->connections, capacity = limit + HTTP_CONNECTIONS_SPARE;
  return (Connections){.items = ARENA_ARRAY(arena, Connection, capacity),
                       .limit = limit,
                       .capacity = capacity,
                       .request_s = limits->request_s,
                       .idle_s = limits->idle_s,
                       .clock = clock};
}

static Connection *longest_waiting(const Connections *all) {
  Connection *longest = NULL;
  for (size_t i = 0; i < all->capacity; i++) {
    Connection *one = &all->items[i];
    if (one->stage == CONNECTION_WAITS && (longest == NULL || one->until_ms < longest->until_ms)) longest = one;
  }
  return longest;
}

Connection *connections_open(Connections *all, int socket) {
  Connection *room = NULL;
  for (size_t i = 0; i < all->capacity && room == NULL; i++)
    if (all->items[i].stage == CONNECTION_NONE) room = &all->items[i];
  if (room == NULL) return NULL;
  Connection *goes = all->count >= all->limit ? longest_waiting(all) : NULL;
  if (goes != NULL) cut(goes);
  *room = (Connection){.socket = socket, .surplus = all->count >= all->limit && goes == NULL};
  connections_move(all, room, CONNECTION_WAITS, false);
  all->count++;
  return room;
}

void connections_close(Connections *all, Connection *connection) {
  *connection = (Connection){0};
  all->count--;
}

void connections_move(const Connections *all, Connection *connection, ConnectionStage stage, bool has_asked) {
  int seconds = stage == CONNECTION_WAITS && has_asked ? all->idle_s : all->request_s;
  if (connection->stage == CONNECTION_IS_ENDED) return;
  connection->stage = stage;
  connection->until_ms = now_ms(all) + (int64_t)seconds * 1000;
}

void connections_cut_overdue(Connections *all) {
  int64_t now = now_ms(all);
  for (size_t i = 0; i < all->capacity; i++) {
    Connection *one = &all->items[i];
    bool runs = one->stage != CONNECTION_NONE && one->stage != CONNECTION_IS_ENDED;
    if (runs && one->until_ms <= now) cut(one);
  }
}

size_t connections_cut_waiting(Connections *all) {
  size_t others = 0;
  for (size_t i = 0; i < all->capacity; i++) {
    Connection *one = &all->items[i];
    if (one->stage == CONNECTION_WAITS) cut(one);
    others += one->stage == CONNECTION_ASKS || one->stage == CONNECTION_READS;
  }
  return others;
}
