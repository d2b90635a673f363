#include "secret_line.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t caught; /* what a signal handler can know is only what stands in a static */

static void note(int number) {
  caught = number;
}

/* The terminal without echo, and what has to be put back. */
typedef struct Hush {
  struct termios shown;
  sigset_t mask; /* as it was */
  struct sigaction before[5];
} Hush;

/* Ctrl+Z would leave the terminal to the shell without its echo: it waits until the line is read. */
static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
_Static_assert(COUNT_OF(ending) == COUNT_OF(((Hush *)0)->before), "each has its place");

static bool hush_begin(Hush *hush) {
  if (tcgetattr(STDIN_FILENO, &hush->shown) != 0) return false;
  sigset_t ours;
  sigemptyset(&ours);
  for (size_t i = 0; i < COUNT_OF(ending); i++)
    sigaddset(&ours, ending[i]);
  sigprocmask(SIG_BLOCK, &ours, &hush->mask); /* they arrive in pselect() and nowhere else */
  caught = 0;
  for (size_t i = 0; i < COUNT_OF(ending); i++) {
    struct sigaction noting = {.sa_handler = ending[i] == SIGTSTP ? SIG_IGN : note};
    sigemptyset(&noting.sa_mask);
    sigaction(ending[i], &noting, &hush->before[i]);
  }
  struct termios hidden = hush->shown;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  hidden.c_lflag |= ICANON | ECHONL;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  return true;
}

static void hush_end(const Hush *hush) {
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hush->shown);
  for (size_t i = 0; i < COUNT_OF(ending); i++)
    sigaction(ending[i], &hush->before[i], NULL);
  if (caught) raise(caught);                   /* blocked still: */
  sigprocmask(SIG_SETMASK, &hush->mask, NULL); /* here it does what it always does */
}

/* 1: a byte; 0: the end of the input; -1: failed, or a signal came. Byte by byte: what follows the line is somebody else's. */
static int read_byte(const sigset_t *mask, char *out) {
  for (;;) {
    fd_set input;
    FD_ZERO(&input);
    FD_SET(STDIN_FILENO, &input);
    if (mask && pselect(STDIN_FILENO + 1, &input, NULL, NULL, NULL, mask) < 0) return -1;
    ssize_t got = read(STDIN_FILENO, out, 1);
    if (got >= 0) return (int)got;
    if (errno != EINTR) return -1;
  }
}

/* At most one byte more than a secret may have: then it is too long. */
static Status read_line(const sigset_t *mask, char *line, size_t *length, Err *err) {
  int got;
  char c;
  *length = 0;
  while ((got = read_byte(mask, &c)) == 1 && c != '\n')
    if (*length <= SECRET_MAX_BYTES) line[(*length)++] = c;
  if (got < 0) return err_set(err, STATUS_WORLD, "secret-read", "cannot read standard input: %s", strerror(errno));
  if (got == 0 && *length == 0)
    return err_set(err, STATUS_INPUT, "secret-missing", "there is nothing on standard input; type it, or give a line of a file");
  return STATUS_OK;
}

static Status check(Str line, const char *where, Str *out, Err *err) {
  if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
  if (line.len > SECRET_MAX_BYTES)
    return err_set(err, STATUS_INPUT, "secret-line", "the line of %s is longer than %d bytes", where, SECRET_MAX_BYTES);
  for (size_t i = 0; i < line.len; i++)
    if ((unsigned char)line.ptr[i] < ' ' || line.ptr[i] == 0x7f)
      return err_set(err, STATUS_INPUT, "secret-line",
                     "the line of %s has a control character, such as an arrow key leaves; type it once more", where);
  *out = line;
  return STATUS_OK;
}

Status secret_line_read(Arena *arena, const char *prompt, Str *out, Err *err) {
  char *line = arena_alloc(arena, SECRET_MAX_BYTES + 1);
  size_t length;
  Hush hush;
  bool asks = isatty(STDIN_FILENO) && hush_begin(&hush);
  if (asks) fprintf(stderr, "%s: ", prompt);
  Status status = read_line(asks ? &hush.mask : NULL, line, &length, err);
  if (asks) hush_end(&hush);
  return status == STATUS_OK ? check((Str){line, length}, "standard input", out, err) : status;
}

Status secret_line_read_new(Arena *arena, const char *prompt, const char *again, Str *out, Err *err) {
  Str second;
  Status status = secret_line_read(arena, prompt, out, err);
  if (status != STATUS_OK || !isatty(STDIN_FILENO)) return status;
  status = secret_line_read(arena, again, &second, err);
  if (status != STATUS_OK || str_equal(*out, second)) return status;
  return err_set(err, STATUS_INPUT, "secret-differs", "the two are not the same; begin again");
}

Status secret_line_take(Str *rest, const char *name, Str *out, Err *err) {
  if (rest->len == 0)
    return err_set(err, STATUS_INPUT, "secret-missing", "there is no passphrase in %s; write it on a line there", name);
  const char *end = memchr(rest->ptr, '\n', rest->len);
  Str line = {rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len};
  size_t taken = line.len + (end != NULL);
  *rest = (Str){rest->ptr + taken, rest->len - taken};
  return check(line, name, out, err);
}
