#include "command.h"
#include "key_files.h"
#include "options.h"
#include "secret_line.h"

#include <string.h>
#include <unistd.h>

enum { SHARES_MIN = 2, SHARES_MAX = 9, PASSPHRASE_MIN = 12 };

typedef struct Job {
  Arena *locked; /* passphrase and texts */
  const char *out, *passphrase_file;
  int needed, count; /* count 0: one file with the whole key */
  const char *paths[SHARES_MAX];
  Str texts[SHARES_MAX];
} Job;

static size_t file_count(const Job *job) {
  return job->count > 0 ? (size_t)job->count : 1;
}

static bool is_share_digit(char c) {
  return c >= '0' + SHARES_MIN && c <= '0' + SHARES_MAX;
}

static Status read_shares(Job *job, const char *text, Err *err) {
  if (text == NULL) return STATUS_OK;
  if (strlen(text) != 3 || text[1] != '/' || !is_share_digit(text[0]) || !is_share_digit(text[2]) || text[0] > text[2])
    return err_set(err, STATUS_USAGE, "option-value",
                   "--shares %s is none such as 2/3, any two of three; both numbers go from %d to %d", text, SHARES_MIN,
                   SHARES_MAX);
  job->needed = text[0] - '0';
  job->count = text[2] - '0';
  return STATUS_OK;
}

/* Shares stand beside each other: inn.key has inn-1-of-3.key. */
static void name_files(Job *job) {
  job->paths[0] = job->out;
  const char *slash = strrchr(job->out, '/'), *dot = strrchr(slash ? slash : job->out, '.');
  bool has_ending = dot != NULL && dot != (slash ? slash + 1 : job->out);
  size_t stem = has_ending ? (size_t)(dot - job->out) : strlen(job->out);
  for (int i = 0; i < job->count; i++)
    job->paths[i] = arena_printf(job->locked, "%.*s-%d-of-%d%s", (int)stem, job->out, i + 1, job->count, job->out + stem).ptr;
}

static Status read_passphrase(const Job *job, Str *out, Err *err) {
  Str lines;
  Status status;
  if (job->passphrase_file == NULL) {
    status = secret_line_read_new(job->locked, "Passphrase for the new key, four or five words", "Once more", out, err);
  } else {
    status = file_read(job->locked, job->passphrase_file, KEY_FILE_MAX_BYTES, &lines, err);
    if (status == STATUS_OK) status = secret_line_take(&lines, job->passphrase_file, out, err);
  }
  if (status != STATUS_OK || str_count_cp(*out) >= PASSPHRASE_MIN) return status;
  return err_set(
      err, STATUS_INPUT, "passphrase-short",
      "a passphrase needs at least %d characters, as it can be guessed at without end; four or five words that do not belong "
      "together are easy to keep in mind",
      PASSPHRASE_MIN);
}

static Status write_files(const Job *job, Err *err) {
  for (size_t i = 0; i < file_count(job); i++) {
    Status status = key_file_write(job->paths[i], job->texts[i], err);
    if (status == STATUS_OK) continue;
    while (i-- > 0)
      unlink(job->paths[i]);
    return status;
  }
  return STATUS_OK;
}

/* As they stand on the disk, before anybody relies on them: any that are enough, so the last ones. */
static Status try_files(const Job *job, Str passphrase, Err *err) {
  Str texts[SHARES_MAX];
  size_t count = file_count(job), needed = job->count > 0 ? (size_t)job->needed : 1;
  Status status = STATUS_OK;
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    status = file_read(job->locked, job->paths[i], KEY_FILE_MAX_BYTES, &texts[i], err);
    if (status == STATUS_OK && !str_equal(texts[i], job->texts[i]))
      status = err_set(err, STATUS_WORLD, "key-write", "%s is not what was written; choose another place for it", job->paths[i]);
  }
  SealSecret *secret = NULL;
  if (status == STATUS_OK)
    status = seal_file_open(texts + count - needed, job->paths + count - needed, needed, passphrase, &secret, err);
  seal_secret_free(secret);
  for (size_t i = 0; status != STATUS_OK && i < count; i++)
    unlink(job->paths[i]);
  return status;
}

static void print_files(const Job *job) {
  for (size_t i = 0; i < file_count(job); i++)
    printf("%s%s", i > 0 ? (i + 1 == file_count(job) ? " and " : ", ") : "", job->paths[i]);
}

static void print_advice(const Job *job, const SealPublic *key) {
  char id[SEAL_ID_LEN + 1];
  seal_id(key, id);
  printf("seal:\n  public_key: %s # key %s\n\nPut these lines into the configuration of each kiosk. What it stores from then on, "
         "only\n",
         seal_public_text(job->locked, key).ptr, id);
  if (job->count > 0) {
    printf("%d of the %d files ", job->needed, job->count);
    print_files(job);
    printf(" together open, with the passphrase. So:\n- Give each file to another person, who keeps it away from the kiosks.\n");
  } else {
    print_files(job);
    printf(" opens, with the passphrase. So:\n- Keep the file away from the kiosks, on two sticks in two places under lock and "
           "key.\n");
  }
  printf("- Keep the passphrase where two people find it, and not where the file is.\n"
         "- Try it before the first visitor comes: kioskctl robot --seal, then kioskctl export --key.\n"
         "Without file or passphrase the answers are lost for ever; nobody can make the key again.\n");
}

static Status make_key(Job *job, Err *err) {
  Str passphrase;
  Status status = read_passphrase(job, &passphrase, err);
  if (status != STATUS_OK) return status;
  SealSecret *secret = seal_secret_new();
  if (job->count > 0)
    status = seal_share_texts(job->locked, secret, passphrase, job->needed, job->count, job->texts, err);
  else
    status = seal_file_text(job->locked, secret, passphrase, &job->texts[0], err);
  if (status == STATUS_OK) status = write_files(job, err);
  if (status == STATUS_OK) status = try_files(job, passphrase, err);
  if (status == STATUS_OK) print_advice(job, seal_public_of(secret));
  seal_secret_free(secret);
  return status;
}

static Status run_job(Job *job, int argc, char **argv, Err *err) {
  const char *shares = NULL;
  const Option options[] = {
      {"--out", &job->out, NULL}, {"--shares", &shares, NULL}, {"--passphrase-file", &job->passphrase_file, NULL}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words > 0)
    status = err_set(err, STATUS_USAGE, "unexpected-word", "keygen does not know what to do with \"%s\"; kioskctl keygen --help",
                     argv[1]);
  if (status == STATUS_OK) status = options_require(job->out, "--out", "name the file for the secret key", err);
  if (status == STATUS_OK) status = read_shares(job, shares, err);
  if (status == STATUS_OK) status = seal_init(err);
  if (status != STATUS_OK) return status;
  name_files(job);
  for (size_t i = 0; i < file_count(job) && status == STATUS_OK; i++)
    status = key_file_check_absent(job->paths[i], err);
  return status == STATUS_OK ? make_key(job, err) : status;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Job job = {.locked = arena_new_locked(0)};
  Status status = run_job(&job, argc, argv, &err);
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(job.locked);
  return (int)status;
}

const Command command_keygen = {
    .name = "keygen",
    .usage =
        "--out FILE [--shares 2/3] [--passphrase-file FILE]\n"
        "\n"
        "Makes a pair of keys: a public one for the kiosk's configuration, with which it seals all answers, and a secret one,\n"
        "which opens them. Asks twice for a passphrase, without which the secret key's file is of no use to anybody, and prints\n"
        "the lines for the configuration. From a pipe it reads one line.\n"
        "\n"
        "  --out FILE              the secret key, in a new file that only its owner may read\n"
        "  --shares 2/3            splits it into 3 files, FILE with -1-of-3 and so on in its name, any 2 of which open what was\n"
        "                          sealed; one alone says nothing\n"
        "  --passphrase-file FILE  takes the passphrase from the first line of FILE",
    .run = run,
};
