/* power_vfs: what a disk has when the power goes.
 *
 * What was written and not synced may be on it or not, sector by sector, whatever the order of writing; what was made or deleted in a
 * folder is certain when SQLite has synced the folder, which it does with the first sync of a journal or log. A sector of a file has one of
 * the states that it went through since the last sync: neither is it torn, nor does it go back beyond that. */
#ifndef POWER_VFS_H
#define POWER_VFS_H

#include "store/vfs_shim.h"

#include <stdbool.h>
#include <stdint.h>

/* All files are taken to be on the disk as they are now. The power goes at the nth change of a file from now on; 0: never. From then on
 * every call fails. seed says what comes of what was not synced. */
void power_vfs_begin(uint64_t seed, size_t nth);
/* After power_vfs_begin: the nth sync from then on fails, and the disk forgets what it should have kept, as systems do: whoever reads sees
 * it until the power goes, and a later sync says nothing of it. */
void power_vfs_fail_sync(size_t nth);
bool power_vfs_is_cut(void);
size_t power_vfs_change_count(void);
/* The power comes back, or stayed: after a cut the files become what the disk has, so no database may be open. Nobody watches any more. */
void power_vfs_end(void);

#endif
