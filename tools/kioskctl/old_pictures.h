/* old_pictures: what an earlier export left in its folder: a folder for each response, named by its UUID, and in that pictures. Links are
 * never followed, and whatever else stands there is not an export's. */
#ifndef OLD_PICTURES_H
#define OLD_PICTURES_H

#include <stdbool.h>
#include <stddef.h>

/* Does the folder hold anything of an export's? False as well where there is no such folder. */
bool old_pictures_are_in(const char *folder);
/* Takes the old folder away with the pictures that are in it; what is not an export's goes on to the new one, under its name. Returns how
 * many things those were. *stay: some of what was there had to stay in the old folder. */
size_t old_pictures_clear(const char *old, const char *new, bool *stay);
/* Takes a folder of folders away, with all files in them. */
void picture_folder_remove(const char *folder);

#endif
