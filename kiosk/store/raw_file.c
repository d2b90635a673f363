#include "raw_file.h"
#include "connection.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  HEADER_BYTES = 100,
  PAGE_BYTES_LEAST = 512,
  PAGE_BYTES_MOST = 65536,
  PAGE_BYTES_USUAL = 4096, /* where the header is gone */
  USABLE_BYTES_LEAST = 480,
  LOG_HEADER_BYTES = 32,
  FRAME_HEADER_BYTES = 24,
  LONE_LOG_PAGES_MAX = 1 << 22, /* 16 GiB of the usual pages */
};

static const uint32_t log_magic = 0x377f0682; /* the lowest bit: checksums are of big-endian words */

uint32_t raw_be16(const unsigned char *at) {
  return (uint32_t)at[0] << 8 | at[1];
}

uint32_t raw_be32(const unsigned char *at) {
  return raw_be16(at) << 16 | raw_be16(at + 2);
}

static bool read_at(int file, void *out, size_t bytes, off_t at) {
  char *to = out;
  while (bytes > 0) {
    ssize_t got = pread(file, to, bytes, at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    at += got;
    bytes -= (size_t)got;
  }
  return true;
}

static size_t size_of(int file) {
  struct stat info;
  return file >= 0 && fstat(file, &info) == 0 && info.st_size > 0 ? (size_t)info.st_size : 0;
}

static bool is_page_size(size_t bytes) {
  return bytes >= PAGE_BYTES_LEAST && bytes <= PAGE_BYTES_MOST && (bytes & (bytes - 1)) == 0;
}

static bool read_header(RawFile *raw) {
  unsigned char header[HEADER_BYTES];
  if (!read_at(raw->file, header, sizeof header, 0) || memcmp(header, "SQLite format 3", 16) != 0) return false;
  size_t page_bytes = raw_be16(header + 16) == 1 ? PAGE_BYTES_MOST : raw_be16(header + 16);
  if (!is_page_size(page_bytes) || page_bytes < USABLE_BYTES_LEAST + (size_t)header[20]) return false;
  raw->page_bytes = page_bytes;
  raw->usable_bytes = page_bytes - header[20];
  return true;
}

/* --- The log: frames that make a transaction each, chained by a checksum --- */

static off_t frame_at(const RawFile *raw, uint32_t frame) {
  return LOG_HEADER_BYTES + (off_t)frame * (off_t)(FRAME_HEADER_BYTES + raw->page_bytes);
}

typedef struct Checksum {
  uint32_t a, b;
} Checksum;

typedef struct Log {
  RawFile *raw;
  unsigned char *frame; /* header and page */
  bool big_endian;
  unsigned char salts[8];
  Checksum sum;    /* as stored in the frame before: one that is damaged hides no later one */
  uint32_t *pages; /* of the transaction under way, with their frames */
  uint32_t *frames;
  size_t count;
  uint32_t pages_most;
  bool damaged;
} Log;

static Checksum stored_sum(const unsigned char *at) {
  return (Checksum){raw_be32(at), raw_be32(at + 4)};
}

static uint32_t word_at(const Log *log, const unsigned char *at) {
  if (log->big_endian) return raw_be32(at);
  return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static Checksum summed(const Log *log, Checksum sum, const unsigned char *bytes, size_t count) {
  for (size_t i = 0; i + 8 <= count; i += 8) {
    sum.a += word_at(log, bytes + i) + sum.b;
    sum.b += word_at(log, bytes + i + 4) + sum.a;
  }
  return sum;
}

static bool same_sum(Checksum a, Checksum b) {
  return a.a == b.a && a.b == b.b;
}

static bool read_log_header(Log *log) {
  unsigned char header[LOG_HEADER_BYTES];
  RawFile *raw = log->raw;
  if (!read_at(raw->log, header, sizeof header, 0) || (raw_be32(header) & ~1u) != log_magic) return false;
  size_t page_bytes = raw_be32(header + 8);
  log->big_endian = (raw_be32(header) & 1) != 0;
  log->sum = summed(log, (Checksum){0, 0}, header, 24);
  if (!is_page_size(page_bytes) || !same_sum(log->sum, stored_sum(header + 24))) return false;
  if (!raw->has_header) raw->page_bytes = raw->usable_bytes = page_bytes;
  memcpy(log->salts, header + 16, sizeof log->salts);
  return raw->page_bytes == page_bytes;
}

static bool is_log(int file) {
  unsigned char magic[4];
  return read_at(file, magic, sizeof magic, 0) && (raw_be32(magic) & ~1u) == log_magic;
}

static void end_transaction(Log *log, uint32_t page_count) {
  for (size_t i = 0; i < log->count; i++)
    log->raw->frame_of[log->pages[i]] = log->frames[i] + 1;
  if (page_count > log->raw->page_count) log->raw->page_count = page_count < log->pages_most ? page_count : log->pages_most;
  log->count = 0;
}

static void take_whole_frame(Log *log, uint32_t frame_ix, uint32_t page, uint32_t page_count) {
  if (log->damaged) {
    log->raw->stray_frames[log->raw->stray_count++] = frame_ix;
    return;
  }
  log->pages[log->count] = page;
  log->frames[log->count++] = frame_ix;
  if (page_count > 0) end_transaction(log, page_count);
}

/* False: there are no more. */
static bool take_frame(Log *log, uint32_t frame_ix) {
  const RawFile *raw = log->raw;
  size_t bytes = FRAME_HEADER_BYTES + raw->page_bytes;
  if (!read_at(raw->log, log->frame, bytes, frame_at(raw, frame_ix))) return false;
  uint32_t page = raw_be32(log->frame), page_count = raw_be32(log->frame + 4);
  Checksum sum = summed(log, summed(log, log->sum, log->frame, 8), log->frame + FRAME_HEADER_BYTES, raw->page_bytes);
  log->sum = stored_sum(log->frame + 16);
  bool of_this_log = memcmp(log->frame + 8, log->salts, sizeof log->salts) == 0;
  if (of_this_log && same_sum(sum, log->sum) && page > 0 && page <= log->pages_most)
    take_whole_frame(log, frame_ix, page, page_count);
  else
    log->damaged = true;
  return true;
}

static size_t file_pages(const RawFile *raw) {
  return (size_of(raw->file) + raw->page_bytes - 1) / raw->page_bytes; /* the last may be cut short */
}

static size_t greatest_page(const Log *log, uint32_t frames) {
  size_t greatest = 0;
  for (uint32_t i = 0; i < frames; i++) {
    unsigned char head[FRAME_HEADER_BYTES];
    bool of_this_log = read_at(log->raw->log, head, sizeof head, frame_at(log->raw, i)) && memcmp(head + 8, log->salts, 8) == 0;
    uint32_t page = of_this_log ? raw_be32(head) : 0;
    if (page > greatest && page <= LONE_LOG_PAGES_MAX) greatest = page;
  }
  return greatest;
}

/* More pages than both files have room for there cannot be; of what is beside a log alone, nothing is known. */
static void read_log(Arena *arena, RawFile *raw) {
  Log log = {.raw = raw};
  if (!read_log_header(&log)) return;
  size_t frames = (size_of(raw->log) - LOG_HEADER_BYTES) / (FRAME_HEADER_BYTES + raw->page_bytes);
  size_t pages_most = raw->file < 0 ? greatest_page(&log, (uint32_t)frames) : file_pages(raw) + frames;
  if (pages_most >= UINT32_MAX) return;
  log.pages_most = (uint32_t)pages_most;
  log.frame = arena_alloc(arena, FRAME_HEADER_BYTES + raw->page_bytes);
  log.pages = ARENA_ARRAY(arena, uint32_t, frames);
  log.frames = ARENA_ARRAY(arena, uint32_t, frames);
  raw->stray_frames = ARENA_ARRAY(arena, uint32_t, frames);
  raw->frame_of = ARENA_ARRAY(arena, uint32_t, pages_most + 1);
  for (uint32_t i = 0; i < frames && take_frame(&log, i); i++)
    continue;
}

static void count_pages(RawFile *raw) {
  size_t pages = file_pages(raw);
  if (pages >= UINT32_MAX) pages = UINT32_MAX - 1;
  if (pages > raw->page_count) raw->page_count = (uint32_t)pages;
}

/* Nobody is waited for who would write into a pipe. */
static int open_to_read(const char *path) {
  return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

static bool is_ordinary(int file) {
  struct stat info;
  return fstat(file, &info) == 0 && S_ISREG(info.st_mode);
}

Status raw_open(Arena *arena, const char *path, RawFile *out, Err *err) {
  raw_of_open_file(open_to_read(path), out);
  if (out->file < 0)
    return err_set(err, STATUS_WORLD, "db-path", "cannot read the database %s: %s; check the path, and give this user permission",
                   path, strerror(errno));
  if (!is_ordinary(out->file)) {
    raw_close(out);
    return err_set(err, STATUS_WORLD, "db-path", "cannot read the database %s: it is not an ordinary file; check the path", path);
  }
  if (out->has_header || !is_log(out->file))
    out->log = open_to_read(path_log(arena, path).ptr);
  else
    *out = (RawFile){.file = -1, .log = out->file, .page_bytes = PAGE_BYTES_USUAL, .usable_bytes = PAGE_BYTES_USUAL};
  out->page_count = 0; /* where the file's head is gone, the log says how large pages are */
  if (out->log >= 0) read_log(arena, out);
  count_pages(out);
  return STATUS_OK;
}

void raw_of_open_file(int file, RawFile *out) {
  *out = (RawFile){.file = file, .log = -1, .page_bytes = PAGE_BYTES_USUAL, .usable_bytes = PAGE_BYTES_USUAL};
  if (file < 0) return;
  out->has_header = read_header(out);
  count_pages(out);
}

void raw_close(RawFile *raw) {
  if (raw->file >= 0) close(raw->file);
  if (raw->log >= 0) close(raw->log);
  raw->file = raw->log = -1;
}

bool raw_read_page(const RawFile *raw, uint32_t number, unsigned char *out) {
  if (number == 0 || number > raw->page_count) return false;
  uint32_t frame = raw->frame_of ? raw->frame_of[number] : 0;
  if (frame > 0) return read_at(raw->log, out, raw->page_bytes, frame_at(raw, frame - 1) + FRAME_HEADER_BYTES);
  return read_at(raw->file, out, raw->page_bytes, (off_t)(number - 1) * (off_t)raw->page_bytes);
}

bool raw_read_frame(const RawFile *raw, uint32_t frame, unsigned char *out, uint32_t *number) {
  unsigned char head[FRAME_HEADER_BYTES];
  if (!read_at(raw->log, head, sizeof head, frame_at(raw, frame))) return false;
  *number = raw_be32(head);
  return read_at(raw->log, out, raw->page_bytes, frame_at(raw, frame) + FRAME_HEADER_BYTES);
}

uint32_t raw_user_version(const RawFile *raw) {
  unsigned char page[PAGE_BYTES_MOST] = {0};
  if (!raw->has_header || !raw_read_page(raw, 1, page)) return 0;
  return raw_be32(page + 60);
}
