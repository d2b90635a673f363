#include "store/fault_vfs.h"

static struct {
  const FaultKind *kind; /* NULL: nothing fails */
  size_t calls, nth, failed;
} fault; /* behind a file system that the whole process shares */

static int fail_when_due(void *context, const VfsCall *call, size_t *torn) {
  (void)context;
  if (fault.kind == NULL || call->op != fault.kind->op) return SQLITE_OK;
  fault.calls++;
  if (fault.calls < fault.nth || (fault.calls > fault.nth && !fault.kind->lasting)) return SQLITE_OK;
  fault.failed++;
  if (fault.kind->torn) *torn = call->count / 2;
  return fault.kind->code;
}

static const VfsWatcher watcher = {.before = fail_when_due};

void fault_vfs_arm(const FaultKind *kind, size_t nth) {
  fault.kind = kind;
  fault.calls = fault.failed = 0;
  fault.nth = nth;
  vfs_shim_watch(&watcher);
}

size_t fault_vfs_disarm(void) {
  fault.kind = NULL;
  return fault.failed;
}
