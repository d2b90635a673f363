/* raw_file: the pages of a database file as its log would leave them, read without SQLite, so that damage in one page hides no other.
 *
 * https://www.sqlite.org/fileformat2.html. Nothing is written, nothing is believed: any bytes may stand in the file. */
#ifndef RAW_FILE_H
#define RAW_FILE_H

#include "base.h"

typedef struct RawFile {
  int file, log; /* descriptors; log -1: none */
  size_t page_bytes, usable_bytes;
  uint32_t page_count;
  bool has_header; /* false: page 1 is damaged, and the page's size a guess */
  uint32_t
      *frame_of; /* by page number: 1 + the index of the frame in the log that has the page's last state; 0: it is in the file */
  /* Frames behind a damaged one of the log: whole, but nobody knows whether they were left over from something that was never promised. */
  uint32_t *stray_frames;
  size_t stray_count;
} RawFile;

/* path may also be that of a log without its database. STATUS_WORLD, db-path: it cannot be opened. */
Status raw_open(Arena *arena, const char *path, RawFile *out, Err *err);
void raw_close(RawFile *raw);
/* The same of a descriptor, which is borrowed, without the log. Not to be closed: closing any descriptor of a database lets go of the locks
 * that SQLite holds on it in this process. */
void raw_of_open_file(int file, RawFile *out);
/* Pages are numbered from 1. False: there is no such page, or it cannot be read. */
bool raw_read_page(const RawFile *raw, uint32_t number, unsigned char *out);
/* One of stray_frames, and which page it would be. */
bool raw_read_frame(const RawFile *raw, uint32_t frame, unsigned char *out, uint32_t *number);
/* Of the header, when there is one; 0 else. */
uint32_t raw_user_version(const RawFile *raw);

uint32_t raw_be16(const unsigned char *at);
uint32_t raw_be32(const unsigned char *at);

#endif
