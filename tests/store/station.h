/* station: a kiosk's way with its database in a world that fails: a script of store calls, each tried again until it is done, and a list
 * of what the store has promised meanwhile, to be held against what the file says afterwards.
 *
 * Each visit is put in versions: 1 has a choice, 2 a long text as well, 3 a drawing, 4 another drawing, STATION_LAST is final. So what
 * stands in the file tells which version it is, and whether it is all of it. Complete ones are joined by codes, until their round closes. */
#ifndef STATION_H
#define STATION_H

#include "store/fixture.h"

enum { STATION_VISITS = 10, STATION_LAST = 5 };

typedef struct StationVisit {
  char uuid[STORE_UUID_LEN + 1];
  ResponseStatus ending; /* RESPONSE_PARTIAL: is left before its last version */
  bool in_batch;         /* all of these are in the file, or none */
  int tried;             /* the version last handed to the store; 0: none yet */
  int kept;              /* the one last said to be on disk */
} StationVisit;

typedef struct Station {
  Fixture *fixture;
  const char *what; /* is being tried: goes before the words of a failure; borrowed */
  const Form *form;
  const SealSecret *key; /* answers are sealed for it; NULL: they are not */
  /* What fails is made to fail no more. False: there is no going on, the power is gone. */
  bool (*mend)(void *context);
  void *mend_context;
  Store *store; /* NULL: closed */
  size_t step_ix;
  StationVisit visits[STATION_VISITS];
  bool draft_kept, draft_swept;     /* a visit that waits was promised; its sweeping has begun */
  bool round_closing, round_closed; /* it has begun; it was promised */
  size_t failures;                  /* calls that said no */
  size_t reopened;                  /* times that only closing and opening helped */
} Station;

extern const char station_db[]; /* its name in the fixture's folder */

void station_begin(Station *station, Fixture *fixture);
/* Goes through the script from where it stands; false: the power went, and the store is closed. */
bool station_run(Station *station);
/* After the world is whole again: all that was promised is there, what was refused is there in full or not at all, nothing else is there,
 * and file and ledger are sound. The station may go on afterwards. */
void station_check(Station *station);
/* At the end of the script, after one more start: nothing is left of the words of visits that were erased, of drafts and of codes, and no
 * words can be read of those that were sealed. */
void station_check_erased(Station *station);

#endif
