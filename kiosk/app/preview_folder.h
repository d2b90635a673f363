/* The folder of a preview: what is there stays, unless an earlier preview made it. */
#ifndef PREVIEW_FOLDER_H
#define PREVIEW_FOLDER_H

#include "base.h"

#define PREVIEW_MARK "<meta name=\"generator\" content=\"Innspill preview\">" /* stands in every index.html of ours */

/* Makes the folder, or clears it of the pictures that its own index.html names. preview-folder: it cannot be made or written, or
 * holds other things. */
Status preview_folder_take(Arena *arena, const char *folder, Err *err);
/* Puts index.html there, over what an earlier preview wrote. */
Status preview_folder_finish(Arena *arena, const char *folder, Str page, Err *err);

#endif
