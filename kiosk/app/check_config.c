#include "check_config.h"
#include "machinery.h"
#include "phones.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of a file that need not be there yet. */
static const char *folder_of(Arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL) return ".";
  return arena_str(arena, (Str){path, slash == path ? 1 : (size_t)(slash - path)}).ptr;
}

/* 0: a file can be made there, or the one that is there be written; else errno. */
static int why_not_writable(Arena *arena, const char *path) {
  if (access(path, F_OK) == 0 && access(path, R_OK | W_OK) != 0) return errno;
  return access(folder_of(arena, path), W_OK | X_OK) == 0 ? 0 : errno;
}

/* Where nobody named a database, the folder is made at the first start. */
static Status check_db(const Material *m, const char *db, Err *err) {
  int why = why_not_writable(m->arena, db);
  if (why == 0 || (why == ENOENT && m->config.db == NULL)) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "db-path",
                 "the database %s cannot be written: %s; make the folder, or give this user permission", db, strerror(why));
}

/* Failures of reading that do not keep a kiosk from starting: what it makes of them. */
static const struct {
  const char *code, *said;
} mended_at_start[] = {
    {"db-older", "is of an older version, and is brought up to date at the start"},
    {"db-corrupt", "is damaged; the kiosk sets it aside and goes on with a new one"},
    {"db-wal-other", "has another one's log beside it, which the kiosk moves aside"},
};

static Status judge_unread(const Err *found, const char **remark, Err *err) {
  for (size_t i = 0; i < COUNT_OF(mended_at_start); i++)
    if (strcmp(found->code, mended_at_start[i].code) == 0) *remark = mended_at_start[i].said;
  return *remark ? STATUS_OK : err_set(err, found->status, found->code, "%s", found->sentence);
}

/* What would a kiosk be told at its start by the database that is there already? It may be in use. *base_url: what a server wrote there. */
static Status ask_db(const Material *m, const char *db, const char **remark, Str *base_url, Err *err) {
  struct stat there;
  if (stat(db, &there) != 0 || (S_ISREG(there.st_mode) && there.st_size == 0)) return STATUS_OK;
  Store *store;
  Err found = {0};
  if (store_open_readonly(db, &store, &found) != STATUS_OK) return judge_unread(&found, remark, err);
  Status status = m->config.sealed ? STATUS_OK : store_seal_with(store, NULL, err);
  for (size_t i = 0; i < m->forms.count && status == STATUS_OK; i++)
    status = store_check_form(store, m->forms.items[i], err);
  if (status == STATUS_OK) status = store_get_setting(store, str_from(phones_base_url_setting), m->arena, base_url, err);
  store_close(store);
  return status;
}

static Status say_answers(const Material *m, const char *db, FILE *out, Err *err) {
  const Config *config = &m->config;
  if (!config->sealed) {
    fprintf(out, "answers: in %s, where whoever has the file can read them\n", db);
    return STATUS_OK;
  }
  char id[SEAL_ID_LEN + 1];
  seal_id(&config->seal_key, id);
  Sealer *sealer = sealer_new(&config->seal_key);
  Str plain = STR("a try"), box = seal_close(m->arena, sealer, STR("check"), plain);
  sealer_free(sealer);
  if (box.len <= plain.len) return err_set(err, STATUS_WORLD, "seal-key", "nothing can be sealed with the key %s", id);
  fprintf(out, "answers: in %s, sealed for the key %s: only who has its secret key can read them\n", db, id);
  return STATUS_OK;
}

static void say_backup(const Material *m, FILE *out) {
  const Config *config = &m->config;
  if (config->backup.text.len == 0) {
    fputs("backup: none\n", out);
    return;
  }
  const char *to = config->backup.text.ptr;
  int why = why_not_writable(m->arena, to);
  fprintf(out, "backup: to %s, after every %d complete responses and when the kiosk ends\n", to, config->backup_every);
  if (why != 0)
    fprintf(out, "backup: not now (%s): put the stick in, or make the folder; the kiosk runs without, and says so to its staff\n",
            strerror(why));
}

/* Forms whose last screen has a code for our own server. */
static void say_phones(const Material *m, Str base_url, FILE *out) {
  const char *from = m->config.base_url.len > 0 ? "the configuration" : "the server that ran last on the database";
  if (m->config.base_url.len > 0) base_url = m->config.base_url;
  if (base_url.len > 0) fprintf(out, "phones: codes lead to " STR_FMT ", as %s says\n", STR_ARG(base_url), from);
  for (size_t i = 0; i < m->forms.count && base_url.len == 0; i++) {
    const Form *form = m->forms.items[i];
    if (form->kiosk.followup_form.len > 0)
      fprintf(out,
              "warning no-base-url: " STR_FMT " goes on with " STR_FMT
              " on phones, and no code is shown for it: nobody said what phones "
              "reach the server at; write web: {base_url: https://...} into the configuration, or start kioskctl serve on this "
              "database\n",
              STR_ARG(form->form_id), STR_ARG(form->kiosk.followup_form));
  }
}

Status check_config(const Options *options, const Material *m, FILE *out, Err *err) {
  const char *db, *remark = NULL;
  Str base_url = {NULL, 0};
  Status status = machinery_db_path(options, m, false, &db, err);
  if (status == STATUS_OK) status = check_db(m, db, err);
  if (status == STATUS_OK) status = ask_db(m, db, &remark, &base_url, err);
  if (status != STATUS_OK) return status;
  fprintf(out, "%s: ok\n", options->config);
  if (remark) fprintf(out, "database: %s %s\n", db, remark);
  status = say_answers(m, db, out, err);
  say_backup(m, out);
  say_phones(m, base_url, out);
  fputs(m->config.pin_hash.len > 0 ? "staff: behind a long press in the upper corner where lines begin, and a PIN\n"
                                   : "staff: none; whoever has a keyboard ends the kiosk with Ctrl+Shift+Q\n",
        out);
  return status;
}
