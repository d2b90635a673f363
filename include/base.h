/* base: what every module stands on: borrowed text, arenas, values, time, messages, errors and bytes out.
 *
 * Knows no form, screen, file format or operating system service beyond memory and stdio streams handed to it.
 *
 * Three kinds of error, never mixed:
 *   Diag    an author's mistake in a form or a configuration: listed with its place and a remedy, all of them;
 *   Status  the world's failure (disk, display, library): returned, the sentence kept in a caller-owned Err;
 *   BUG     our own mistake: the process aborts. Nothing is lost: every answer was committed before the screen moved.
 *
 * Three lifetimes, three arenas: a form's (as long as the form), a session's (rewound and wiped between visitors)
 * and a frame's (rewound before each picture). */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define BASE_PRINTF(format_ix, args_ix) __attribute__((format(printf, format_ix, args_ix)))
#define COUNT_OF(array)                 (sizeof(array) / sizeof((array)[0]))

/* --- Str: a borrowed slice of UTF-8. Not terminated; never owns; {NULL, 0} is the empty text. --- */

typedef struct Str {
  const char *ptr;
  size_t len; /* bytes */
} Str;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal)                                                                                                          \
  { (literal), sizeof(literal) - 1 } /* in the initializer of a static table */
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

Str str_from(const char *z); /* NULL gives the empty text */
bool str_equal(Str a, Str b);
bool str_is(Str a, const char *z);
bool str_starts_with(Str s, Str prefix);
int str_compare(Str a, Str b); /* bytewise, as memcmp; a prefix sorts first */
Str str_trim_start(Str s);
Str str_trim(Str s); /* without leading and trailing white space: space, tab, CR, LF, no-break space */
/* Takes the next word of *rest (words are parted by white space) off its front; an empty Str when none is left. */
Str str_next_word(Str *rest);
/* Decodes the code point at *at and advances *at beyond it. Malformed bytes give U+FFFD one byte at a time.
 * Returns false at the end. */
bool str_next_cp(Str s, size_t *at, uint32_t *cp);
size_t str_count_cp(Str s);
/* Is there a letter in it, of any script? 0, 10-20 and a smiley read the same in every language. */
bool str_has_letters(Str s);
/* Is it UTF-8 through and through (no overlong forms, surrogates or values above U+10FFFF)? */
bool str_is_utf8(Str s);
/* The number in s, all of it: a decimal number as XPath 1.0 has it (optional -, digits, optional fraction; no exponent), in at
 * most 1,000 bytes. The process's locale does not matter. */
bool str_to_double(Str s, double *out);
bool str_to_int64(Str s, int64_t *out);
/* Writes cp as UTF-8 into out (room for 4 bytes); returns the bytes written. */
size_t utf8_encode(uint32_t cp, char *out);
/* Letters changed, added or dropped between a and b, compared without regard to ASCII case, at most limit + 1. */
size_t str_edit_distance(Str a, Str b, size_t limit);
/* The candidate nearest to wanted, if near enough to be meant (a third of its length at most); else empty. */
Str str_nearest(Str wanted, const Str *candidates, size_t count);

/* --- Arena: memory with one lifetime. Running out of memory aborts. --- */

typedef struct Arena Arena;

Arena *arena_new(size_t block_bytes); /* block_bytes 0: a default */
/* The same for what nobody else may see: its blocks are kept out of swap and core files, as far as the system lets this process. */
Arena *arena_new_locked(size_t block_bytes);
void arena_free(Arena *arena); /* wipes and frees; NULL is ignored */
/* Zeroed, aligned for any type, valid until the arena is rewound or freed; of 0 bytes, too: never NULL. */
void *arena_alloc(Arena *arena, size_t bytes);
void *arena_alloc_array(Arena *arena, size_t count, size_t item_bytes); /* aborts on overflow */
/* Overwrites with zeros all that was handed out and starts again; the blocks are kept, so a warm arena never allocates. */
void arena_rewind(Arena *arena);
size_t arena_used_bytes(const Arena *arena);
size_t arena_block_count(const Arena *arena); /* how often it asked the system for memory and kept it */
Str arena_str(Arena *arena, Str s);           /* a copy, with a terminating NUL beyond len */
Str arena_printf(Arena *arena, const char *format, ...) BASE_PRINTF(2, 3);
#define ARENA_NEW(arena, Type)          ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))
/* Overwrites memory with zeros in a way the compiler may not leave out. */
void memory_wipe(void *memory, size_t bytes);
/* Overwrites what calls that have returned left on the stack, as deep as 64 KiB below the caller. */
void memory_wipe_stack(void);

/* --- Value: an answer, or what an expression gives. --- */

typedef enum ValueKind {
  VALUE_EMPTY,    /* no answer; reads as '' in an expression */
  VALUE_TEXT,     /* .text */
  VALUE_NUMBER,   /* .number */
  VALUE_BOOLEAN,  /* .boolean */
  VALUE_DATE,     /* .days since 1970-01-01, no fraction */
  VALUE_DATETIME, /* .days since 1970-01-01T00:00 local time, with fraction */
  VALUE_TIME,     /* .days: fraction of a day since midnight */
  VALUE_LIST,     /* .list: the names chosen, in the order of the choice list */
  VALUE_KIND_COUNT
} ValueKind;

typedef struct Value {
  ValueKind kind;
  union {
    Str text;
    double number;
    bool boolean;
    double days;
    struct {
      const Str *items; /* borrowed */
      size_t count;
    } list;
  };
} Value;

#define VALUE_NONE ((Value){.kind = VALUE_EMPTY})
Value value_text(Str text); /* an empty text is VALUE_EMPTY */
Value value_number(double number);
Value value_boolean(bool boolean);
Value value_list(const Str *items, size_t count); /* an empty list is VALUE_EMPTY; borrows items */
bool value_is_empty(Value v);
bool value_equal(Value a, Value b); /* same kind and same content */
/* The shortest decimal text that reads back as the same double: 1, 0.1, NaN, Infinity, -Infinity; never an exponent. */
Str number_to_str(Arena *arena, double number);
/* As XPath's string(): '' for empty, list items joined by a space, dates and times as ISO 8601: 2026-11-21,
 * 2026-11-21T14:05:00.000+01:00 (with the local offset of that day), 14:05:00.000. */
Str value_to_str(Arena *arena, Value v);
/* Reads an ISO 8601 date, time, or date and time (joined by T, with an offset or none: local), all of s. A moment with another
 * offset is told on the local clock; the offset of a time of day is passed over. False leaves *out undefined. */
bool value_from_iso(Str s, Value *out);

/* --- Time and chance, always handed in. --- */

typedef struct Clock Clock; /* a record of functions; the owner outlives whoever holds it */
struct Clock {
  /* Milliseconds on a clock that only goes forward, also while the machine sleeps; for deadlines. */
  int64_t (*monotonic_ms)(const Clock *clock);
  /* Milliseconds since 1970-01-01T00:00:00Z; for what is written down. */
  int64_t (*wall_ms)(const Clock *clock);
};

const Clock *clock_system(void); /* static */

typedef struct ManualClock { /* time that moves only when told to; pass &manual.clock */
  Clock clock;               /* first: a ManualClock is a Clock */
  int64_t now_ms;            /* monotonic */
  int64_t epoch_ms;          /* wall time at monotonic 0 */
} ManualClock;

ManualClock clock_manual(int64_t wall_ms);

typedef struct CivilTime {
  int year, month, day, hour, minute, second, millisecond; /* month and day from 1 */
  int offset_minutes;                                      /* east of UTC */
} CivilTime;

CivilTime civil_from_wall_ms(int64_t wall_ms); /* in the local time zone */
int civil_local_offset_minutes(CivilTime t);   /* of the local time zone at t, read as local time; t.offset_minutes is ignored */
int64_t civil_to_days(int year, int month, int day); /* days since 1970-01-01, proleptic Gregorian */
int civil_weekday(int64_t days);                     /* 1 Monday .. 7 Sunday */
CivilTime civil_from_days(double days);              /* offset 0; to the nearest millisecond */
int64_t civil_day_of_wall_ms(int64_t wall_ms);       /* the local calendar's, in days since 1970-01-01 */
Str civil_day_to_str(Arena *arena, int64_t day);     /* ISO 8601 "2026-11-21" */
/* ISO 8601 "2026-11-21T14:05:00.000+01:00". */
Str civil_to_str(Arena *arena, CivilTime t);

/* Whether a day's clean-up is to be done: what is deleted on the word of a clock that jumped is gone. Pure.
 *
 * Who cleans up remembers the last day on which it did. A clock that is a day or a month further is believed; one that went back, or
 * jumped further, only when it has told the new time for a week. */
enum { PURGE_JUMP_DAYS = 31, PURGE_DOUBT_DAYS = 7 };

typedef enum PurgeWord {
  PURGE_NOT, /* it was done today; or this is the first day at all, which the next ones are judged by */
  PURGE_NOW,
  PURGE_DOUBT /* nothing may be deleted on this clock's word */
} PurgeWord;

/* today: days since 1970-01-01. remembered: what *remember said the last time, or empty. *remember, in arena, is to be kept once the word
 * was obeyed. */
PurgeWord purge_day_judge(Arena *arena, Str remembered, int64_t today, Str *remember);
/* The last day on which it cleaned up. False: none is remembered. */
bool purge_day_last(Str remembered, int64_t *day);

typedef struct Random { /* a source of random bytes; the owner outlives whoever holds it */
  void (*fill)(void *context, void *out, size_t bytes);
  void *context;
} Random;

Random random_system(void);            /* the operating system's; aborts if there is none */
Random random_seeded(uint64_t *state); /* deterministic, for tests and robots; *state is the seed and is advanced */
uint32_t random_below(const Random *random, uint32_t bound); /* uniform over 0 .. bound-1; bound > 0 */

/* --- Place and Diag: an author's mistake, where it stands and what to do. --- */

typedef struct Place {
  const char *file;  /* borrowed; NULL: no place */
  int line, column;  /* from 1, columns in code points; 0: unknown. In a sheet: the cell's row and column */
  const char *sheet; /* of a workbook; borrowed; NULL: a text file */
  int in_cell;       /* in a sheet: code point of the cell's text, from 1; 0: the cell as a whole */
} Place;

Str place_to_str(Arena *arena, Place place); /* within its file: "line 12", "survey!B14" */

typedef enum DiagLevel { DIAG_ERROR, DIAG_WARNING } DiagLevel;

typedef struct Diag {
  DiagLevel level;
  const char *code; /* static, stable, lower case with hyphens: "unknown-key" */
  Place place;
  Str what;      /* what is wrong: one sentence without a full stop */
  Str remedy;    /* what to do: likewise */
  Str line_text; /* the source line it stands on, for the caret; may be empty */
} Diag;

typedef struct Diags { /* grows in an arena; at most DIAG_MAX are kept, errors before warnings, the rest counted */
  Arena *arena;
  Diag *items;
  size_t count, capacity;
  size_t error_count, warning_count; /* with those not kept */
} Diags;

enum { DIAG_MAX = 50 };

Diags diags_new(Arena *arena);
/* Adds one. what and remedy are copied; an identical code at the same place is added once only. */
void diags_add(Diags *diags, DiagLevel level, const char *code, Place place, Str what, Str remedy);
/* The same, and keeps a copy of the source line that place stands on. */
void diags_add_quoting(Diags *diags, DiagLevel level, const char *code, Place place, Str what, Str remedy, Str line_text);
/* Prints "file:line:column: error CODE: what; remedy." (no full stop after a question), the source line (cut around the column when it is long) and a caret, for each, in the
 * order of their places, then a count; nothing when there are none. */
void diags_print(const Diags *diags, FILE *out);

/* --- Status and Err: the world's failures. The first error wins. --- */

typedef enum Status {
  STATUS_OK = 0,
  STATUS_INPUT = 1, /* what was given is wrong: a form, a configuration, a database that is not ours */
  STATUS_USAGE = 2, /* the command line is wrong */
  STATUS_WORLD = 3, /* disk, display, network, missing fonts */
} Status;           /* the values are the programs' exit codes */

typedef struct Err {
  Status status;
  char code[32];      /* stable, lower case with hyphens */
  char sentence[512]; /* what happened and what to do, without a full stop at the end */
} Err;

/* Keeps code and sentence unless an error is there already. Returns the Status now held. err may be NULL. */
Status err_set(Err *err, Status status, const char *code, const char *format, ...) BASE_PRINTF(4, 5);
/* Prints "error CODE: sentence." on one line; no full stop after a question. */
void err_print(const Err *err, FILE *out);

/* Our own mistake: says where, and aborts. */
_Noreturn void bug_at(const char *file, int line, const char *what);
#define BUG(what)             bug_at(__FILE__, __LINE__, (what))
#define BUG_UNLESS(condition) ((condition) ? (void)0 : bug_at(__FILE__, __LINE__, "not so: " #condition))

/* --- Sink: bytes out, with a sticky error: write as you like, ask once at the end. --- */

typedef struct Sink {
  bool (*write)(void *context, const char *bytes, size_t count); /* false: failed, and nothing more is written */
  void *context;
  bool failed;
} Sink;

Sink sink_to_file(FILE *file); /* borrows file */
void sink_bytes(Sink *sink, const char *bytes, size_t count);
void sink_str(Sink *sink, Str s);
void sink_z(Sink *sink, const char *z);
void sink_printf(Sink *sink, const char *format, ...) BASE_PRINTF(2, 3);
/* For a terminal: control characters as spaces, marks of direction as "\u202E" and malformed UTF-8 as U+FFFD, so that no text of others
 * steers it, a line stays one line and is read in the order that it is written in. */
void sink_harmless(Sink *sink, Str s);
void sink_json_number(Sink *sink, double number); /* the shortest that reads back the same; NaN and infinities as texts */
void sink_json_str(Sink *sink, Str s);            /* with quotes; control characters and malformed UTF-8 made harmless */

typedef struct Buffer { /* a sink's growing target in an arena; bytes[count] is always NUL */
  Arena *arena;
  char *bytes;
  size_t count, capacity;
} Buffer;

Buffer buffer_new(Arena *arena);
Sink sink_to_buffer(Buffer *buffer); /* borrows buffer */
Str buffer_view(const Buffer *buffer);

/* --- Files and log --- */

/* Reads a whole file of at most limit_bytes into the arena; a NUL stands beyond it. A path that leads nowhere and a file that is
 * too large are STATUS_INPUT, anything else that fails is STATUS_WORLD. */
Status file_read(Arena *arena, const char *path, size_t limit_bytes, Str *out, Err *err);

typedef enum LogLevel { LOG_INFO, LOG_WARN, LOG_ERROR } LogLevel;
/* One line on stderr with level and module. Never an answer, never a token. */
void log_line(LogLevel level, const char *module, const char *format, ...) BASE_PRINTF(3, 4);

#endif
