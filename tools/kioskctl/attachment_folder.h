/* The signatures and drawings of an export, as files in a folder beside its table: x-attachments of x.csv. They are written into a folder
 * of their own, which takes the other one's place in the end, so that nothing of an earlier export goes out with this one. */
#ifndef ATTACHMENT_FOLDER_H
#define ATTACHMENT_FOLDER_H

#include "export.h"

#include <signal.h>

typedef struct AttachmentFolder {
  const char *path;   /* NULL: there is no place for one */
  size_t files, bad;  /* written; left out, each with a warning */
  size_t unwritten;   /* for want of a place */
  const char *beside; /* where it is written */
  const char *before; /* what stood at path, while it is replaced */
  bool replaces;      /* there is one at path */
  bool is_made, is_placed;
  sigset_t signals; /* as they were before they were held, once it is made */
} AttachmentFolder;

/* Writes them beside; table is the path of the export. Nothing is made when there are no attachments and path has none of an earlier export.
 * From here to attachment_folder_finish, which is to be called whatever comes of it, a signal that ends the program may be held. Failure:
 * out-path. With table NULL, for a table that is no file, they are only counted. */
Status attachment_folder_write(Arena *arena, Store *store, const ExportOptions *options, const char *table, AttachmentFolder *out,
                               Err *err);
/* Puts the folder in its place, from which it can step back. */
Status attachment_folder_place(AttachmentFolder *folder, Err *err);
/* With STATUS_OK takes what stood there before away: pictures are deleted; what is none of an export's goes on to the new folder, with a
 * warning. Else all is as it was. */
void attachment_folder_finish(AttachmentFolder *folder, Status status, Sink *warnings);

#endif
