/* staff: what only those see who look after the kiosk: the pad for their PIN, and how things stand. */
#ifndef STAFF_H
#define STAFF_H

#include "../build.h"

/* Leads back to the visitors' screens; an arrow alone where the place is too narrow for its words. Returns where it stands. */
int staff_leave_width(Build *b);
Rect staff_add_leave(Build *b, Rect place);
void staff_pin_layout(Build *b, Rect area, const Staff *staff);
void staff_board_layout(Build *b, Rect area, const Staff *staff);

/* One thing that staff are told, in words. */
typedef struct Fact {
  const char *id;
  Str caption, value, more; /* what it is about, what is to be known at a glance, and the rest; value alone must be there */
  bool wrong;               /* it has to be looked after */
} Fact;

typedef struct Facts {
  Fact items[STAFF_TROUBLES_MAX + 4];
  int count;
} Facts;

/* How things stand: what has to be looked after, or what has not. */
Facts staff_standing(Build *b, const Staff *staff, bool wrong);
/* Troubles that have passed. */
Facts staff_past(Build *b, const Staff *staff);
/* Is there anything that has to be looked after? */
bool staff_is_wanted(const Staff *staff);

#endif
