#include "preview.h"
#include "phone_code.h"
#include "picture.h"
#include "platform.h"
#include "play.h"
#include "preview_folder.h"
#include "preview_page.h"
#include "preview_screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WIDTH_PX = 1280, HEIGHT_PX = 800, SEED = 1 };

typedef struct Studio {
  Arena *arena, *session, *scratch; /* session and scratch: a visit's */
  const char *folder;
  Platform *platform;
  Ui *ui;
  PictureSource pictures;
  const char *logo; /* NULL: none */
  ManualClock clock;
  uint64_t seed;
  Random random;
  Preview preview;
  bool has_code;
  PhoneCode code; /* that of the thanks screen */
} Studio;

/* Pictures are named in ASCII, and so that they sort as the screens do. */
static bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static Str plain_word(Arena *arena, Str word) {
  enum { WORD_MAX = 40 };
  size_t length = word.len < WORD_MAX ? word.len : WORD_MAX;
  char *out = arena_alloc(arena, length + 1);
  for (size_t i = 0; i < length; i++)
    out[i] = '_';
  for (size_t i = 0; i < length; i++)
    if (is_plain(word.ptr[i])) out[i] = word.ptr[i];
  return (Str){out, length};
}

static Str screen_word(const Form *form, const PreviewScreen *screen) {
  static const char *const words[] = {
      [PREVIEW_ATTRACT] = "attract", [PREVIEW_MESSAGE] = "message", [PREVIEW_REVIEW] = "review", [PREVIEW_THANKS] = "thanks"};
  if (screen->kind == PREVIEW_PAGE) return form->questions[screen->question_ixs[0]].name;
  return screen->kind == PREVIEW_REPEAT ? form->groups[screen->group_ix].name : str_from(words[screen->kind]);
}

static const Str *name_pictures(Studio *studio, const PreviewScreen *screen) {
  const Preview *preview = &studio->preview;
  Str *files = ARENA_ARRAY(studio->arena, Str, preview->language_count);
  Str word = plain_word(studio->arena, screen_word(preview->form, screen));
  for (size_t i = 0; i < preview->language_count; i++) {
    Str code = plain_word(studio->arena, preview->form->languages[preview->languages[i]].code);
    files[i] = arena_printf(studio->arena, "screen-%03zu-" STR_FMT "-%zu-" STR_FMT ".png", preview->count, STR_ARG(word), i + 1,
                            STR_ARG(code));
  }
  return files;
}

/* No visitor is on them, so whoever may read the folder may see them. */
static Status shoot(const Studio *studio, Str file, Err *err) {
  const char *path = arena_printf(studio->arena, "%s/" STR_FMT, studio->folder, STR_ARG(file)).ptr;
  Status status = platform_shot(studio->platform, path, err);
  mode_t mask = umask(0);
  umask(mask);
  if (status == STATUS_OK) chmod(path, 0666 & ~mask);
  return status;
}

/* In each language; scene and survey are of any. */
static Status take_pictures(Studio *studio, const PreviewScreen *screen, Scene scene, Survey *survey, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < studio->preview.language_count && status == STATUS_OK; i++) {
    scene.language_ix = studio->preview.languages[i];
    if (survey) survey_step(survey, &(SurveyEvent){.kind = SURVEY_LANGUAGE, .language_ix = scene.language_ix});
    ui_show(studio->ui, &scene, studio->clock.now_ms);
    platform_paint(studio->platform, ui_draw(studio->ui, studio->clock.now_ms));
    status = shoot(studio, screen->files[i], err);
  }
  return status;
}

static void grow(Studio *studio) {
  Preview *preview = &studio->preview;
  size_t capacity = preview->capacity ? preview->capacity * 2 : 64;
  PreviewScreen *screens = ARENA_ARRAY(studio->arena, PreviewScreen, capacity);
  if (preview->count > 0) memcpy(screens, preview->screens, preview->count * sizeof *screens);
  preview->screens = screens;
  preview->capacity = capacity;
}

static Status take(Studio *studio, PreviewScreen screen, Screen shown, Survey *survey, Err *err) {
  Preview *preview = &studio->preview;
  bool thanks = shown == SCREEN_THANKS && studio->has_code;
  Scene scene = {.screen = shown,
                 .form = preview->form,
                 .offered = preview->languages,
                 .offered_count = preview->language_count,
                 .survey = survey,
                 .qr_modules = thanks ? studio->code.qr.modules : NULL,
                 .qr_side = thanks ? studio->code.qr.side : 0,
                 .qr_address = thanks ? studio->code.address : STR(""),
                 .qr_code = thanks ? studio->code.typed : STR(""),
                 .images = picture_images(&studio->pictures),
                 .logo = studio->logo ? platform_image(studio->platform, studio->logo) : NULL,
                 .now_wall_ms = studio->clock.clock.wall_ms(&studio->clock.clock)};
  if (preview->count == preview->capacity) grow(studio);
  screen.files = name_pictures(studio, &screen);
  preview->screens[preview->count++] = screen;
  return take_pictures(studio, &screen, scene, survey, err);
}

static Status take_plain(Studio *studio, PreviewKind kind, Screen shown, Err *err) {
  return take(studio, (PreviewScreen){.kind = kind, .group_ix = -1}, shown, NULL, err);
}

static Status take_page(Studio *studio, PreviewKind kind, Survey *survey, Err *err) {
  SurveyPage page = survey_page(survey);
  int *question_ixs = ARENA_ARRAY(studio->arena, int, page.cell_count);
  for (size_t i = 0; i < page.cell_count; i++)
    question_ixs[i] = survey_question(survey, page.cells[i]);
  PreviewScreen screen = {kind, question_ixs, page.cell_count, page.cell_count > 1 ? page.group_ix : -1, NULL};
  if (page.kind == PAGE_REPEAT) screen = (PreviewScreen){.kind = PREVIEW_REPEAT, .group_ix = page.group_ix};
  if (page.kind == PAGE_REVIEW) screen = (PreviewScreen){.kind = PREVIEW_REVIEW, .group_ix = -1};
  return take(studio, screen, SCREEN_QUESTION, survey, err);
}

static Survey *begin_visit(Studio *studio, bool show_all) {
  arena_rewind(studio->session);
  return survey_new(studio->session, &(SurveySetup){.form = studio->preview.form,
                                                    .language_ix = studio->preview.languages[0],
                                                    .clock = &studio->clock.clock,
                                                    .random = &studio->random,
                                                    .device = STR("preview"),
                                                    .scratch = studio->scratch,
                                                    .show_all = show_all});
}

/* No visit is longer: each page has a question of its own, each repeat asks once whether there is another, and there is a review. */
static size_t pages_max(const Form *form) {
  return 2 * (form->question_count + form->group_count + 1) + 1;
}

static Status refuse_stuck(const Studio *studio, const Survey *survey, Err *err) {
  int cell = survey_current(survey);
  Str path = cell >= 0 ? survey_path(survey, cell, studio->arena) : STR("a repeat");
  return err_set(err, STATUS_INPUT, "preview-stuck", "the page of \"" STR_FMT "\" cannot be left without an answer", STR_ARG(path));
}

static Status take_every_page(Studio *studio, Err *err) {
  Survey *survey = begin_visit(studio, true);
  size_t left = pages_max(studio->preview.form);
  for (; !survey_is_over(survey) && left > 0; left--) {
    Status status = take_page(studio, PREVIEW_PAGE, survey, err);
    if (status != STATUS_OK) return status;
    unsigned effects = survey_step(survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    if (!(effects & (SURVEY_MOVED | SURVEY_COMPLETE)) || (effects & SURVEY_REFUSED)) return refuse_stuck(studio, survey, err);
  }
  return left > 0 ? STATUS_OK : refuse_stuck(studio, survey, err);
}

/* The first page that does not let go of a visitor who only presses Next. */
static Status take_message(Studio *studio, Err *err) {
  Survey *survey = begin_visit(studio, false);
  for (size_t left = pages_max(studio->preview.form); !survey_is_over(survey) && left > 0; left--) {
    unsigned effects = survey_step(survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    if (effects & SURVEY_REFUSED) return take_page(studio, PREVIEW_MESSAGE, survey, err);
  }
  return STATUS_OK;
}

/* The code leads where the form says, with a token that says what it is. */
static void make_code(Studio *studio, const Config *config) {
  static const char token[] = "PREV1EWPREV1EWPREV1EWPREV1EWPREV";
  const Form *form = studio->preview.form;
  const KioskSettings *kiosk = &form->kiosk;
  Str language = form->languages[studio->preview.languages[0]].code;
  Str base_url = config->base_url.len > 0 ? config->base_url : STR("https://svar.example.org");
  const Station station = {.event = config->event, .round = config->round, .place = config->place};
  Str elsewhere, bad;
  const QrUrlParts parts = {.token = STR("preview"),
                            .event = config->event,
                            .round = config->round,
                            .place = config->place,
                            .form = form->form_id,
                            .language = language};
  if (kiosk->followup_url.len > 0)
    studio->has_code = qr_url(studio->arena, kiosk->followup_url, &parts, &elsewhere, &bad) &&
                       phone_code_elsewhere(studio->arena, elsewhere, &studio->code);
  else if (kiosk->followup_form.len > 0 && kiosk->followup_link == FOLLOWUP_TOKEN)
    studio->has_code = phone_code_token(studio->arena, base_url, str_from(token), language, &studio->code);
  else if (kiosk->followup_form.len > 0)
    studio->has_code = phone_code_form(studio->arena, base_url, &station, kiosk->followup_form, language, &studio->code);
}

static Status take_all(Studio *studio, Err *err) {
  Status status = take_plain(studio, PREVIEW_ATTRACT, SCREEN_ATTRACT, err);
  if (status == STATUS_OK) status = take_every_page(studio, err);
  if (status == STATUS_OK) status = take_message(studio, err);
  return status == STATUS_OK ? take_plain(studio, PREVIEW_THANKS, SCREEN_THANKS, err) : status;
}

/* Where nobody sees it: no window comes up on anyone's screen, and no window manager has a say in its size. */
static Status open_studio(const Options *options, const Material *material, Studio *studio, Err *err) {
  setenv("SDL_VIDEODRIVER", "dummy", 0);
  Str family = material->theme.theme->font;
  PlatformSetup setup = {.width_px = options->width_px ? options->width_px : WIDTH_PX,
                         .height_px = options->width_px ? options->height_px : HEIGHT_PX,
                         .width_mm = material->config.width_mm,
                         .height_mm = material->config.height_mm,
                         .may_be_screenless = true,
                         .font_family = arena_str(studio->arena, family).ptr};
  Status status = platform_open(&setup, &studio->platform, err);
  if (status != STATUS_OK) return status;
  studio->pictures = (PictureSource){studio->platform, studio->preview.form};
  studio->logo = material->theme.logo;
  Display display = platform_display(studio->platform);
  studio->preview.width_px = display.width_px;
  studio->preview.height_px = display.height_px;
  studio->ui = ui_new(&(UiSetup){.theme = material->theme.theme,
                                 .strings = material->strings,
                                 .metrics = platform_metrics(studio->platform),
                                 .display = display,
                                 .reduced_motion = true,
                                 .text_size = material->config.text_size});
  return STATUS_OK;
}

static void choose_languages(Studio *studio, const FormLanguages *languages) {
  Preview *preview = &studio->preview;
  preview->language_count = languages->offered ? languages->offered_count : preview->form->language_count;
  int *all = ARENA_ARRAY(studio->arena, int, preview->language_count);
  for (size_t i = 0; i < preview->language_count; i++)
    all[i] = languages->offered ? languages->offered[i] : (int)i;
  preview->languages = all;
}

static Status make_in(const Options *options, const Material *material, Studio *studio, Err *err) {
  Status status = open_studio(options, material, studio, err);
  if (status != STATUS_OK) return status;
  make_code(studio, &material->config);
  status = preview_folder_take(studio->arena, studio->folder, err);
  if (status == STATUS_OK) status = take_all(studio, err);
  Buffer page = buffer_new(studio->arena);
  Sink sink = sink_to_buffer(&page);
  if (status == STATUS_OK) preview_page_write(&studio->preview, studio->scratch, &sink);
  return status == STATUS_OK ? preview_folder_finish(studio->arena, studio->folder, buffer_view(&page), err) : status;
}

Status preview_make(const Options *options, const Material *material, FILE *out, Err *err) {
  if (material->forms.count != 1)
    return err_set(err, STATUS_INPUT, "preview-forms", "there are %zu forms; a preview shows one, so name its file",
                   material->forms.count);
  Studio studio = {.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .folder = options->preview};
  studio.clock = clock_manual(play_start_wall_ms());
  studio.seed = SEED;
  studio.random = random_seeded(&studio.seed);
  studio.preview.form = material->forms.items[0];
  choose_languages(&studio, &material->languages[0]);
  Status status = make_in(options, material, &studio, err);
  if (status == STATUS_OK)
    fprintf(out, "%zu screens in %zu language%s: %s/index.html\n", studio.preview.count, studio.preview.language_count,
            studio.preview.language_count == 1 ? "" : "s", studio.folder);
  ui_free(studio.ui);
  platform_close(studio.platform);
  arena_free(studio.session);
  arena_free(studio.scratch);
  arena_free(studio.arena);
  return status;
}
