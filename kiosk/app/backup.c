#include "backup.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  POLL_MS = 500,
  POLL_MAX_MS = 60000, /* one that hangs on its stick may do so for days, and wakes nobody */
  OVERDUE_MS = 3600000,
  CLOSE_POLL_MS = 20,
  NICE = 10
};

/* In the database: "1", there are responses that no good copy has. Whoever takes the power away each evening gets one in the morning. */
static const Str owing_setting = STR_INIT("backup_owing");

struct Backup {
  BackupSetup setup;
  pid_t child; /* 0: none runs */
  int64_t look_at_ms;
  int64_t begun_ms, begun_wall_ms;
  uint64_t complete_begun;        /* when the last one was begun */
  uint64_t puts_begun, puts_kept; /* when the last one, and the last good one, was begun */
  bool exists;                    /* a good one, of whenever */
  bool good_any;                  /* one since the kiosk started */
  bool failed;                    /* the last one */
  bool owing;                     /* the database says so */
  bool inherited;                 /* and did when the kiosk started; no copy was begun since */
  int64_t good_wall_ms;
};

static int64_t now_ms(const Backup *backup) {
  return backup->setup.clock->monotonic_ms(backup->setup.clock);
}

static void say_owing(Backup *backup, bool owing) {
  Err err = {0};
  if (backup->owing == owing) return;
  if (storage_set_setting(backup->setup.storage, owing_setting, owing ? STR("1") : STR("0"), &err) == STATUS_OK)
    backup->owing = owing;
}

static void end_badly(Backup *backup) {
  backup->failed = true;
  troubles_note(storage_troubles(backup->setup.storage), STAFF_FAULT_BACKUP, backup->setup.clock->wall_ms(backup->setup.clock));
  log_line(LOG_WARN, "app", "no backup could be made at %s; the answers are safe in the database", backup->setup.to);
  storage_note(backup->setup.storage, "backup", STR("failed"));
}

static void end_well(Backup *backup) {
  backup->failed = false;
  backup->good_any = backup->exists = true;
  backup->good_wall_ms = backup->begun_wall_ms;
  backup->puts_kept = backup->puts_begun;
  troubles_end(storage_troubles(backup->setup.storage), STAFF_FAULT_BACKUP);
  storage_note(backup->setup.storage, "backup", STR("done"));
  say_owing(backup, backup->puts_kept != storage_puts(backup->setup.storage));
}

/* What it says of a failure goes to the kiosk's own log; descriptors of the display and the database are not its business. */
static int spawn(pid_t *child, const char *program, const char *db, const char *to) {
  extern char **environ;
  char *words[] = {strdup(program), strdup("backup"), strdup("--db"), strdup(db), strdup("--to"), strdup(to), NULL};
  posix_spawn_file_actions_t actions;
  int failed = posix_spawn_file_actions_init(&actions);
  BUG_UNLESS(failed == 0);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  failed = posix_spawn(child, program, &actions, NULL, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  for (size_t i = 0; words[i] != NULL; i++)
    free(words[i]);
  return failed;
}

/* The longer it takes, the less often. */
static void look_later(Backup *backup) {
  int64_t now = now_ms(backup), wait = now - backup->begun_ms;
  backup->look_at_ms = now + (wait < POLL_MS ? POLL_MS : wait < POLL_MAX_MS ? wait : POLL_MAX_MS);
}

static void begin(Backup *backup) {
  const BackupSetup *setup = &backup->setup;
  backup->complete_begun = storage_complete(setup->storage);
  backup->puts_begun = storage_puts(setup->storage);
  backup->begun_ms = now_ms(backup);
  backup->begun_wall_ms = setup->clock->wall_ms(setup->clock);
  backup->inherited = false;
  int failed = spawn(&backup->child, setup->program, storage_path(setup->storage), setup->to);
  if (failed != 0) {
    backup->child = 0;
    log_line(LOG_WARN, "app", "the program that makes backups, %s, cannot be started: %s; install it beside kiosk", setup->program,
             strerror(failed));
    end_badly(backup);
    return;
  }
  setpriority(PRIO_PROCESS, (id_t)backup->child, NICE);
  look_later(backup);
}

/* Of the process that runs: false while it does. */
static bool has_ended(Backup *backup) {
  int how = 0;
  pid_t ended = waitpid(backup->child, &how, WNOHANG);
  if (ended == 0 || (ended < 0 && errno == EINTR)) return false;
  backup->child = 0;
  if (ended > 0 && WIFEXITED(how) && WEXITSTATUS(how) == 0)
    end_well(backup);
  else
    end_badly(backup);
  return true;
}

/* Scripts have a clock of their own; another process's time is the machine's. */
static void await(Backup *backup, int64_t until_ms) {
  const Clock *clock = clock_system();
  while (backup->child != 0 && !has_ended(backup)) {
    if (clock->monotonic_ms(clock) >= until_ms) {
      log_line(LOG_WARN, "app", "the backup at %s takes long; it goes on by itself", backup->setup.to);
      return;
    }
    nanosleep(&(struct timespec){.tv_nsec = CLOSE_POLL_MS * 1000000L}, NULL);
  }
}

static bool was_owing(const Backup *backup) {
  Arena *arena = arena_new(0);
  Str owing;
  Err err = {0};
  bool was = storage_get_setting(backup->setup.storage, owing_setting, arena, &owing, &err) == STATUS_OK && str_is(owing, "1");
  arena_free(arena);
  return was;
}

Backup *backup_new(const BackupSetup *setup) {
  Backup *backup = calloc(1, sizeof *backup);
  BUG_UNLESS(backup != NULL);
  backup->setup = *setup;
  struct stat earlier;
  backup->exists = stat(setup->to, &earlier) == 0;
  if (backup->exists) backup->good_wall_ms = (int64_t)earlier.st_mtim.tv_sec * 1000;
  backup->owing = backup->inherited = was_owing(backup);
  return backup;
}

void backup_free(Backup *backup) {
  free(backup);
}

void backup_rest(Backup *backup) {
  if (backup->child != 0) has_ended(backup);
  uint64_t enough = backup->failed ? 1 : (uint64_t)backup->setup.every;
  bool due = backup->inherited || storage_complete(backup->setup.storage) - backup->complete_begun >= enough;
  if (storage_puts(backup->setup.storage) != backup->puts_kept) say_owing(backup, true);
  if (due && backup->child == 0) begin(backup);
}

bool backup_tick(Backup *backup) {
  if (backup->child == 0 || now_ms(backup) < backup->look_at_ms) return false;
  if (has_ended(backup)) return true;
  look_later(backup);
  return false;
}

int64_t backup_deadline_ms(const Backup *backup) {
  return backup->child == 0 ? INT64_MAX : backup->look_at_ms;
}

void backup_close(Backup *backup) {
  const Clock *clock = clock_system();
  int64_t until_ms = clock->monotonic_ms(clock) + BACKUP_CLOSE_MS;
  await(backup, until_ms);
  bool whole = backup->good_any && backup->puts_kept == storage_puts(backup->setup.storage);
  if (backup->child != 0 || whole) return;
  begin(backup);
  await(backup, until_ms);
}

StaffBackup backup_state(const Backup *backup, int64_t *wall_ms) {
  *wall_ms = backup->good_wall_ms;
  bool runs = backup->child != 0, overdue = runs && now_ms(backup) - backup->begun_ms >= OVERDUE_MS;
  if (runs && !overdue) return STAFF_BACKUP_RUNNING;
  if (backup->failed || overdue) return STAFF_BACKUP_FAILED;
  return backup->exists ? STAFF_BACKUP_DONE : STAFF_BACKUP_NEVER_YET;
}
