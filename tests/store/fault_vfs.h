/* fault_vfs: the Nth call of one kind fails, once or from then on. */
#ifndef FAULT_VFS_H
#define FAULT_VFS_H

#include "store/vfs_shim.h"

#include <stdbool.h>

typedef struct FaultKind {
  const char *name;
  VfsOp op;
  int code;     /* what the call then gives */
  bool torn;    /* half of what a write has to say is written */
  bool lasting; /* until fault_vfs_disarm */
} FaultKind;

extern const FaultKind fault_kinds[]; /* all that tests go through */
extern const size_t fault_kind_count;

/* The nth call from now (1: the next one). kind is borrowed until the next call. */
void fault_vfs_arm(const FaultKind *kind, size_t nth);
/* Nothing fails any more. Returns how many calls have failed since it was armed. */
size_t fault_vfs_disarm(void);

#endif
