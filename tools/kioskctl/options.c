#include "options.h"

#include <string.h>

enum { OPTIONS_MAX = 32 };

static Str name_part(const char *word) {
  const char *equals = strchr(word, '=');
  return equals ? (Str){word, (size_t)(equals - word)} : str_from(word);
}

static bool may_repeat(const Option *option) {
  size_t length = strlen(option->name);
  return length > 3 && strcmp(option->name + length - 3, "...") == 0;
}

/* As it is written on a command line. */
static Str option_name(const Option *option) {
  return (Str){option->name, strlen(option->name) - (may_repeat(option) ? 3 : 0)};
}

static const Option *find_option(Str name, const Option *options, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_equal(name, option_name(&options[i]))) return &options[i];
  return NULL;
}

static Status unknown_option(Str name, const Option *options, size_t count, Err *err) {
  Str names[OPTIONS_MAX];
  for (size_t i = 0; i < count; i++)
    names[i] = option_name(&options[i]);
  Str near = str_nearest(name, names, count);
  if (near.len == 0)
    return err_set(err, STATUS_USAGE, "unknown-option", "there is no option " STR_FMT "; --help lists them", STR_ARG(name));
  return err_set(err, STATUS_USAGE, "unknown-option", "there is no option " STR_FMT "; did you mean " STR_FMT "?", STR_ARG(name),
                 STR_ARG(near));
}

static Status take_flag(const Option *option, bool has_value, Err *err) {
  if (has_value) return err_set(err, STATUS_USAGE, "option-value", "%s takes no value; leave it out", option->name);
  if (*option->flag) return err_set(err, STATUS_USAGE, "option-twice", "%s is given twice; give it once", option->name);
  *option->flag = true;
  return STATUS_OK;
}

static Status add_value(const Option *option, const char *value, Err *err) {
  size_t count = 0;
  while (option->value[count] != NULL)
    count++;
  if (count == OPTION_VALUES_MAX)
    return err_set(err, STATUS_USAGE, "option-often", STR_FMT " is given more than %d times", STR_ARG(option_name(option)),
                   OPTION_VALUES_MAX);
  option->value[count] = value;
  return STATUS_OK;
}

static Status take_value(const Option *option, const char *value, Err *err) {
  if (value == NULL)
    return err_set(err, STATUS_USAGE, "option-value", STR_FMT " needs a value after it", STR_ARG(option_name(option)));
  if (may_repeat(option)) return add_value(option, value, err);
  if (*option->value) return err_set(err, STATUS_USAGE, "option-twice", "%s is given twice; give it once", option->name);
  *option->value = value;
  return STATUS_OK;
}

Status options_read(int argc, char **argv, const Option *options, size_t count, int *word_count, Err *err) {
  BUG_UNLESS(count <= OPTIONS_MAX);
  *word_count = 0;
  bool only_words = false;
  for (int i = 1; i < argc; i++) {
    char *word = argv[i];
    if (only_words || word[0] != '-' || word[1] == '\0') {
      argv[1 + (*word_count)++] = word;
      continue;
    }
    if (strcmp(word, "--") == 0) {
      only_words = true;
      continue;
    }
    Str name = name_part(word);
    bool has_value = word[name.len] == '=';
    const Option *option = find_option(name, options, count);
    if (option == NULL) return unknown_option(name, options, count, err);
    Status status;
    if (option->value == NULL)
      status = take_flag(option, has_value, err);
    else
      status = take_value(option, has_value ? word + name.len + 1 : argv[++i], err);
    if (status != STATUS_OK) return status;
  }
  return STATUS_OK;
}

Status options_require(const char *value, const char *name, const char *what, Err *err) {
  if (value != NULL) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "option-missing", "%s is missing: %s", name, what);
}
