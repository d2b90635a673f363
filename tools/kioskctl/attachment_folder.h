/* The signatures and drawings of an export, as files in a folder beside its table. */
#ifndef ATTACHMENT_FOLDER_H
#define ATTACHMENT_FOLDER_H

#include "export.h"

typedef struct AttachmentReport {
  const char *folder; /* of the table x.csv: x-attachments; in the arena. NULL: there is no place for one */
  size_t files, bad;  /* written; left out, each with a warning */
  size_t unwritten;   /* for want of a place */
} AttachmentReport;

/* table is the path of the export, db that of its database. Nothing is made when there are no attachments. A file that is there is
 * replaced, others are left alone. Failure: out-path. With table NULL, for a table that is no file, they are only counted. */
Status attachment_folder_write(Arena *arena, Store *store, const ExportOptions *options, const char *table, const char *db,
                               AttachmentReport *out, Err *err);

#endif
