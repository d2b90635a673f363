#include "http_listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HOST_MAX = 256, PORT_MAX = 6, BACKLOG = 512 };

typedef struct Address {
  char host[HOST_MAX], port[PORT_MAX];
} Address;

static Status refuse(Str text, Err *err) {
  return err_set(err, STATUS_USAGE, "listen-address",
                 "\"" STR_FMT "\" is no address to listen at; write address and port, 127.0.0.1:8080 or [::1]:8080, or :8080 for "
                 "all networks of this machine",
                 STR_ARG(text));
}

static bool copy(Str from, char *to, size_t room) {
  if (from.len >= room) return false;
  memcpy(to, from.ptr, from.len);
  to[from.len] = '\0';
  return true;
}

static bool is_port(Str text) {
  int64_t number;
  return text.len > 0 && text.ptr[0] != '-' && str_to_int64(text, &number) && number <= UINT16_MAX;
}

static bool split(Str text, Address *out) {
  size_t colon = text.len;
  while (colon > 0 && text.ptr[colon - 1] != ':')
    colon--;
  if (colon == 0) return false;
  Str host = {text.ptr, colon - 1}, port = {text.ptr + colon, text.len - colon};
  bool bracketed = host.len >= 2 && host.ptr[0] == '[' && host.ptr[host.len - 1] == ']';
  if (bracketed) host = (Str){host.ptr + 1, host.len - 2};
  bool bare_v6 = !bracketed && host.len > 0 && memchr(host.ptr, ':', host.len) != NULL; /* where does its port begin? */
  return !bare_v6 && is_port(port) && copy(host, out->host, HOST_MAX) && copy(port, out->port, PORT_MAX);
}

/* All networks: IPv6 with IPv4 in it. A machine without IPv6 has the next entry. */
static int open_at(const struct addrinfo *at) {
  int yes = 1, no = 0;
  int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (at->ai_family == AF_INET6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
  if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) return fd;
  int why = errno;
  close(fd);
  errno = why;
  return -1;
}

static int port_of(int fd) {
  struct sockaddr_storage name;
  socklen_t length = sizeof name;
  if (getsockname(fd, (struct sockaddr *)&name, &length) != 0) return 0;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  memcpy(&v4, &name, sizeof v4);
  memcpy(&v6, &name, sizeof v6);
  return ntohs(name.ss_family == AF_INET6 ? v6.sin6_port : v4.sin_port);
}

static const char *remedy(int why) {
  if (why == EADDRINUSE) return "another program listens there: end it, or take another port";
  if (why == EACCES) return "ports below 1024 are the system's: take 8080, or let a proxy stand before this one";
  if (why == EADDRNOTAVAIL) return "this machine has no such address: ip address lists those it has";
  return "see whether the network is up";
}

static Status fail(Str text, int why, Err *err) {
  return err_set(err, STATUS_WORLD, "listen", "cannot listen at " STR_FMT ": %s; %s", STR_ARG(text), strerror(why), remedy(why));
}

static Status try_all(Str text, const struct addrinfo *all, int *out, Err *err) {
  static const int families[] = {AF_INET6, AF_INET};
  int why = EADDRNOTAVAIL;
  for (size_t i = 0; i < COUNT_OF(families); i++) {
    for (const struct addrinfo *at = all; at != NULL; at = at->ai_next) {
      if (at->ai_family != families[i]) continue;
      *out = open_at(at);
      if (*out >= 0) return STATUS_OK;
      why = errno;
      if (why == EADDRINUSE || why == EACCES) return fail(text, why, err); /* the other family alone would be half of it */
    }
  }
  return fail(text, why, err);
}

Status http_listen(Str text, int *out, int *port, Err *err) {
  Address address;
  if (!split(text, &address)) return refuse(text, err);
  const struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM, .ai_family = AF_UNSPEC};
  struct addrinfo *all;
  if (getaddrinfo(address.host[0] != '\0' ? address.host : NULL, address.port, &hints, &all) != 0) return refuse(text, err);
  Status status = try_all(text, all, out, err);
  freeaddrinfo(all);
  if (status == STATUS_OK) *port = port_of(*out);
  return status;
}
