/* What a running kiosk is made of, built in order and taken apart in reverse: the disk, the display, the controller between them. */
#ifndef MACHINERY_H
#define MACHINERY_H

#include "kiosk.h"
#include "material.h"
#include "options.h"
#include "platform.h"
#include "storage.h"
#include "ui.h"
#include "upkeep.h"

typedef struct Machinery { /* zero: nothing is built */
  Storage *storage;
  Upkeep *upkeep;
  Station station;
  Platform *platform;
  Ui *ui;
  ManualClock script_clock;
  const Clock *clock; /* the system's, or the script's */
  Random random, chance;
  uint64_t seed;      /* of chance, when a script sets it */
  int64_t free_bytes; /* on the disk, when a script says so; else negative */
  Kiosk *kiosk;
} Machinery;

/* Where the answers go; the folder of the user's data is made if make says so. STATUS_INPUT, backup-path: the backup would go there, too. */
Status machinery_db_path(const Options *options, const Material *material, bool make, const char **out, Err *err);
/* Borrows all three until machinery_close, which may be called whatever came of this. */
Status machinery_open(const Options *options, const Material *material, Machinery *out, Err *err);
void machinery_close(Machinery *machinery);

#endif
