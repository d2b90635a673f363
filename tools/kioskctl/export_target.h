/* export_target: the files that an export goes to: the responses' table where --out says, the repeats' beside it, all or none of them. */
#ifndef EXPORT_TARGET_H
#define EXPORT_TARGET_H

#include "export.h"
#include "out_file.h"

typedef struct TableFile {
  Str table; /* its repeat's; empty: the responses' */
  OutFile file;
  Sink sink;
  size_t instances; /* in it, of a repeat */
  struct TableFile *next;
} TableFile;

typedef struct TableFiles {
  Arena *arena;
  const char *path, *db;
  bool is_file;       /* standard output, devices and pipes have no place beside them */
  const char *folder; /* that the file is in; NULL: it is none */
  TableFile *tables;  /* in the order they were opened, the responses' first */
  Str *unwritten;     /* tables for which there is no place */
  size_t table_count, unwritten_count;
} TableFiles;

/* Opens path, as out_file_open does, for an export of db; both are borrowed. */
Status table_files_open(Arena *arena, const char *path, const char *db, TableFiles *out, Err *err);
/* Takes the responses' table to path and that of a repeat to a file beside it: x-hus.csv beside x.csv. */
ExportTarget table_files_target(TableFiles *files);
/* For ExportOptions.count_instances; the context is the files. */
void table_files_count(void *context, Str table, size_t instances);
/* Puts them, table_count, into out for out_files_finish. Returns how many they are. */
size_t table_files_list(const TableFiles *files, OutFile **out);

/* The path without the ending of an export format, for what stands beside it; what is cut off is in *ending, or empty. */
Str table_path_stem(const char *path, Str *ending);
/* The format that the ending of a path says. */
bool table_path_format(const char *path, ExportFormat *out);
/* The format of that name or, without one (NULL), that the path's ending says. STATUS_USAGE: there is none, or the two disagree. */
Status table_format(const char *name, const char *path, ExportFormat *out, Err *err);

#endif
