#include "troubles.h"

#include <string.h>

typedef struct StoreTrouble {
  const char *code;
  StaffFault fault;
} StoreTrouble;

static const StoreTrouble store_troubles[] = {
    {"db-full", STAFF_FAULT_DISK_FULL}, {"db-corrupt", STAFF_FAULT_DAMAGED}, {"db-moved", STAFF_FAULT_MOVED},
    {"db-path", STAFF_FAULT_DISK},      {"db-readonly", STAFF_FAULT_DISK},   {"db-io", STAFF_FAULT_DISK},
};

StaffFault trouble_of_store(const char *code) {
  for (size_t i = 0; i < COUNT_OF(store_troubles); i++)
    if (strcmp(code, store_troubles[i].code) == 0) return store_troubles[i].fault;
  return STAFF_FAULT_OTHER;
}

static StaffTrouble *find_lasting(Troubles *troubles, StaffFault fault) {
  for (size_t i = 0; i < troubles->count; i++)
    if (troubles->items[i].fault == fault && !troubles->items[i].over) return &troubles->items[i];
  return NULL;
}

void troubles_note(Troubles *troubles, StaffFault fault, int64_t wall_ms) {
  StaffTrouble *items = troubles->items, *lasting = find_lasting(troubles, fault);
  if (lasting == NULL) {
    if (troubles->count < STAFF_TROUBLES_MAX) troubles->count++;
    lasting = &items[troubles->count - 1];
  }
  memmove(items + 1, items, (size_t)(lasting - items) * sizeof *items);
  items[0] = (StaffTrouble){.fault = fault, .wall_ms = wall_ms};
}

void troubles_end(Troubles *troubles, StaffFault fault) {
  StaffTrouble *lasting = find_lasting(troubles, fault);
  if (lasting) lasting->over = true;
}

void troubles_end_of_store(Troubles *troubles) {
  troubles_end(troubles, STAFF_FAULT_OTHER);
  for (size_t i = 0; i < COUNT_OF(store_troubles); i++)
    troubles_end(troubles, store_troubles[i].fault);
}
