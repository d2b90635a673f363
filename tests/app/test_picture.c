/* Where a picture that a form names is looked for. */
#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Folder {
  char path[64], form[96];
} Folder;

static void put(const Folder *folder, const char *name) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder->path, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fclose(file);
}

static Folder make_folder(void) {
  Folder folder = {.path = "/tmp/innspill-picture-XXXXXX"};
  char media[96];
  assert_non_null(mkdtemp(folder.path));
  snprintf(folder.form, sizeof folder.form, "%s/form.v2.xlsx", folder.path);
  snprintf(media, sizeof media, "%s/form.v2-media", folder.path);
  assert_int_equal(mkdir(media, 0700), 0);
  put(&folder, "beside.png");
  put(&folder, "both.png");
  put(&folder, "form.v2-media/both.png");
  put(&folder, "form.v2-media/media.png");
  return folder;
}

static void remove_folder(const Folder *folder) {
  static const char *const names[] = {"beside.png", "both.png", "form.v2-media/both.png", "form.v2-media/media.png"};
  char path[128];
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    snprintf(path, sizeof path, "%s/%s", folder->path, names[i]);
    unlink(path);
  }
  snprintf(path, sizeof path, "%s/form.v2-media", folder->path);
  rmdir(path);
  rmdir(folder->path);
}

static void it_lies_beside_the_form_or_in_its_media(void **state) {
  (void)state;
  static const struct {
    const char *name, *where; /* NULL: there is none */
  } cases[] = {
      {"beside.png", "beside.png"},
      {"both.png", "both.png"},
      {"media.png", "form.v2-media/media.png"},
      {"form.v2-media/media.png", "form.v2-media/media.png"},
      {"none.png", NULL},
      {"", NULL},
  };
  Folder folder = make_folder();
  Form form = {.file = folder.form};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char path[PICTURE_PATH_MAX], wanted[128];
    bool found = picture_path(&form, str_from(cases[i].name), path);
    assert_int_equal(found, cases[i].where != NULL);
    if (!found) continue;
    snprintf(wanted, sizeof wanted, "%s/%s", folder.path, cases[i].where);
    assert_string_equal(path, wanted);
  }
  remove_folder(&folder);
}

/* A form comes from anywhere, and what else lies on the disk is no business of its. */
static void it_never_lies_elsewhere(void **state) {
  (void)state;
  static const char *const names[] = {"../beside.png", "x/../beside.png", "form.v2-media/../beside.png", ".."};
  Folder folder = make_folder();
  Form form = {.file = folder.form};
  char path[PICTURE_PATH_MAX], absolute[96];
  snprintf(absolute, sizeof absolute, "%s/beside.png", folder.path);
  assert_false(picture_path(&form, str_from(absolute), path));
  for (size_t i = 0; i < COUNT_OF(names); i++)
    assert_false(picture_path(&form, str_from(names[i]), path));
  remove_folder(&folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(it_lies_beside_the_form_or_in_its_media),
                                     cmocka_unit_test(it_never_lies_elsewhere)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
