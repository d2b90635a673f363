/* What carries a phone's requests: one connection that is kept, over loopback, at times that are set beforehand. */
#ifndef WIRE_H
#define WIRE_H

#include "web/phone.h"

typedef enum RequestKind {
  REQUEST_FIRST_PAGE,
  REQUEST_LOOKS, /* style and script */
  REQUEST_START,
  REQUEST_ANSWERS, /* a page's are posted */
  REQUEST_PAGE,
  REQUEST_THANKS,
  REQUEST_KIND_COUNT
} RequestKind;

extern const char *const request_names[REQUEST_KIND_COUNT];

typedef struct Sample {
  RequestKind kind;
  int us; /* from when the request was due until its answer was there, so that waiting for others counts */
} Sample;

typedef struct Pace { /* of one thread */
  int port;
  double mean_us;  /* between two requests */
  int64_t due_us;  /* of the next one */
  uint64_t chance; /* of when */
  Sample *samples;
  size_t count, capacity;
  size_t again;   /* requests that had to be sent again */
  size_t refused; /* answers of 4xx and 5xx */
  bool patient;   /* a server that is not there may come back */
} Pace;

typedef struct Wire {
  Pace *pace;
  int fd; /* -1: none */
} Wire;

int64_t now_us(void);
PhoneWire wire_for(Wire *wire); /* borrows it */
void wire_close(Wire *wire);

#endif
