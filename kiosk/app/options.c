#include "options.h"

#include <string.h>

typedef struct Flag {
  const char *name;
  const char *takes; /* what its argument is, or NULL when it takes none */
  bool (*apply)(Options *options, const char *argument);
} Flag;

/* "1920x1080" */
static bool parse_pair(const char *text, double least, double most, double *first, double *second) {
  Str s = str_from(text);
  const char *x = strchr(text, 'x');
  if (x == NULL) return false;
  size_t before = (size_t)(x - text);
  if (!str_to_double((Str){text, before}, first) || !str_to_double((Str){x + 1, s.len - before - 1}, second)) return false;
  return *first >= least && *first <= most && *second >= least && *second <= most;
}

static bool set_form(Options *options, const char *argument) {
  options->form = argument;
  return true;
}

static bool set_config(Options *options, const char *argument) {
  options->config = argument;
  return true;
}

static bool set_db(Options *options, const char *argument) {
  options->db = argument;
  return true;
}

static bool set_lang(Options *options, const char *argument) {
  options->lang = argument;
  return true;
}

static bool set_play(Options *options, const char *argument) {
  options->play = argument;
  return true;
}

static bool set_theme(Options *options, const char *argument) {
  options->theme = argument;
  return true;
}

static bool set_text_size(Options *options, const char *argument) {
  return options->has_text_size = text_size_from_name(str_from(argument), &options->text_size);
}

static bool set_windowed(Options *options, const char *argument) {
  (void)argument;
  return options->windowed = true;
}

static bool set_trial(Options *options, const char *argument) {
  (void)argument;
  return options->trial = true;
}

static bool set_reduced_motion(Options *options, const char *argument) {
  (void)argument;
  return options->reduced_motion = true;
}

static bool set_check_config(Options *options, const char *argument) {
  (void)argument;
  options->mode = MODE_CHECK_CONFIG;
  return true;
}

static bool set_preview(Options *options, const char *argument) {
  options->preview = argument;
  options->mode = MODE_PREVIEW;
  return true;
}

static bool set_help(Options *options, const char *argument) {
  (void)argument;
  options->mode = MODE_HELP;
  return true;
}

static bool set_version(Options *options, const char *argument) {
  (void)argument;
  options->mode = MODE_VERSION;
  return true;
}

static bool set_size(Options *options, const char *argument) {
  double width, height;
  if (!parse_pair(argument, 200, 16384, &width, &height)) return false;
  options->width_px = (int)width;
  options->height_px = (int)height;
  return true;
}

static bool set_display_mm(Options *options, const char *argument) {
  return parse_pair(argument, 20, 5000, &options->width_mm, &options->height_mm);
}

static bool set_start_at(Options *options, const char *argument) {
  options->start_at_question = strcmp(argument, "question") == 0;
  return options->start_at_question || strcmp(argument, "attract") == 0;
}

static const Flag flags[] = {
    {"--form", "a form file or a folder of forms", set_form},
    {"--config", "a configuration file", set_config},
    {"--db", "a database file", set_db},
    {"--lang", "a language code such as nb", set_lang},
    {"--theme", "light, dark, high-contrast, fjordby or a theme file", set_theme},
    {"--text-size", "normal, large or largest", set_text_size},
    {"--windowed", NULL, set_windowed},
    {"--size", "width x height in pixels from 200 to 16384, such as 1280x800", set_size},
    {"--display-mm", "the display's width x height in millimetres, such as 344x194", set_display_mm},
    {"--start-at", "attract or question", set_start_at},
    {"--trial", NULL, set_trial},
    {"--reduced-motion", NULL, set_reduced_motion},
    {"--play", "a script file or a robot's trace, or - for standard input", set_play},
    {"--check-config", NULL, set_check_config},
    {"--preview", "a folder to write into", set_preview},
    {"--help", NULL, set_help},
    {"--version", NULL, set_version},
};

bool text_size_from_name(Str name, TextSize *out) {
  static const char *const names[] = {[TEXT_NORMAL] = "normal", [TEXT_LARGE] = "large", [TEXT_LARGEST] = "largest"};
  _Static_assert(COUNT_OF(names) == TEXT_SIZE_COUNT, "a name for every size");
  for (int i = 0; i < TEXT_SIZE_COUNT; i++) {
    if (!str_is(name, names[i])) continue;
    *out = (TextSize)i;
    return true;
  }
  return false;
}

static const Flag *find_flag(Str name) {
  for (size_t i = 0; i < COUNT_OF(flags); i++) {
    if (str_is(name, flags[i].name)) return &flags[i];
  }
  return NULL;
}

static Status unknown_flag(Str name, Err *err) {
  Str names[COUNT_OF(flags)];
  for (size_t i = 0; i < COUNT_OF(flags); i++)
    names[i] = str_from(flags[i].name);
  Str nearest = str_nearest(name, names, COUNT_OF(flags));
  if (nearest.len > 0)
    return err_set(err, STATUS_USAGE, "usage", "there is no option " STR_FMT "; did you mean " STR_FMT "?", STR_ARG(name),
                   STR_ARG(nearest));
  return err_set(err, STATUS_USAGE, "usage", "there is no option " STR_FMT "; kiosk --help lists them", STR_ARG(name));
}

/* One option, at argv[*at]; its argument follows it, or stands behind an equals sign. */
static Status parse_one(int argc, char **argv, int *at, Options *out, Err *err) {
  const char *given = argv[*at];
  if (given[0] != '-')
    return err_set(err, STATUS_USAGE, "usage", "\"%s\" stands alone; a form is given as --form %s", given, given);
  const char *equals = strchr(given, '=');
  Str name = equals ? (Str){given, (size_t)(equals - given)} : str_from(given);
  const Flag *flag = find_flag(name);
  if (flag == NULL) return unknown_flag(name, err);

  const char *argument = equals ? equals + 1 : NULL;
  if (flag->takes == NULL && argument != NULL) return err_set(err, STATUS_USAGE, "usage", "%s takes no argument", flag->name);
  if (flag->takes != NULL && argument == NULL) {
    if (*at + 1 >= argc) return err_set(err, STATUS_USAGE, "usage", "%s needs %s after it", flag->name, flag->takes);
    argument = argv[++*at];
  }
  bool empty = argument != NULL && argument[0] == '\0'; /* an unset variable in a script, most likely */
  if (!empty && flag->apply(out, argument)) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "usage", "%s takes %s, not \"%s\"", flag->name, flag->takes, argument);
}

Status options_parse(int argc, char **argv, Options *out, Err *err) {
  *out = (Options){.mode = MODE_RUN};
  for (int at = 1; at < argc; at++) {
    Status status = parse_one(argc, argv, &at, out, err);
    if (status != STATUS_OK) return status;
  }
  if (out->mode == MODE_CHECK_CONFIG && out->config == NULL)
    return err_set(err, STATUS_USAGE, "usage", "--check-config needs --config FILE, the file to check");
  bool needs_form = out->mode == MODE_RUN || out->mode == MODE_PREVIEW;
  if (needs_form && out->form == NULL && out->config == NULL)
    return err_set(err, STATUS_USAGE, "usage",
                   "say which form to show, with --form FILE, or give a configuration with --config FILE");
  return STATUS_OK;
}

void options_print_help(FILE *out) {
  fputs("kiosk shows a questionnaire full screen and keeps the answers in a database.\n"
        "\n"
        "usage: kiosk --form FILE|DIR | --config FILE  [options]\n"
        "\n"
        "  --form FILE|DIR      a form (.yaml or .xlsx), or a folder of forms to choose among\n"
        "  --config FILE        a configuration file; options on the command line win over it\n"
        "  --db FILE            where the answers go (else innspill/innspill.db in the user's data folder,\n"
        "                       and play.db beside it for scripted visits)\n"
        "  --lang CODE          the language to start in, such as nb\n"
        "  --theme NAME|FILE    light (as usual), dark, high-contrast, fjordby (an example), or a theme file\n"
        "  --text-size SIZE     normal (as usual), large or largest: how each visit begins\n"
        "  --windowed           in a window instead of full screen\n"
        "  --size WxH           of the window, in pixels\n"
        "  --display-mm WxH     the size of the display in millimetres; everything is sized by it\n"
        "  --start-at SCREEN    attract (as usual) or question (at once)\n"
        "  --trial              mark every answer as a trial, which never counts\n"
        "  --reduced-motion     no slides between questions\n"
        "  --play SCRIPT|-      carry out a scripted visit instead of waiting for fingers, or the visits of a\n"
        "                       trace that kioskctl robot wrote, and see that the screen gives the same answers\n"
        "  --check-config       read the configuration and its forms, report mistakes and leave\n"
        "  --preview DIR        write a picture of every screen and a page that shows them, and leave; this is\n"
        "                       what kioskctl preview runs\n"
        "  --help, --version\n"
        "\n"
        "exit: 0 done, 1 a form, configuration or script is wrong, 2 usage, 3 the disk, the database or the display failed\n",
        out);
}
