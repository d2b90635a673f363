#include "desk.h"
#include "http_text.h"

#include <stdlib.h>
#include <string.h>

static const int64_t wall_ms = INT64_C(1795269900000); /* 21 November 2026, in the afternoon */

static void carry(void *context, Arena *arena, bool post, Str target, Str body, Str cookies, Str languages, PhoneReply *reply) {
  (void)post, (void)target, (void)body, (void)cookies, (void)languages;
  const Desk *desk = context;
  *reply = (PhoneReply){.status = 200, .body = arena_str(arena, desk->html)};
}

Desk *desk_of_text(Str yaml) {
  Desk *desk = calloc(1, sizeof *desk);
  desk->arena = arena_new(0);
  desk->clock = clock_manual(wall_ms);
  desk->random = random_seeded(&desk->chance);
  Diags diags = diags_new(desk->arena);
  Err err = {0};
  desk->form = form_parse_yaml(desk->arena, arena_str(desk->arena, yaml), "form.yaml", &diags);
  if (!desk->form) diags_print(&diags, stderr);
  assert_non_null(desk->form);
  desk->web.form = desk->form;
  Diags said = diags_new(desk->arena);
  desk->frame = (PageFrame){.arena = desk->arena,
                            .phrases = web_phrases_load(desk->arena, "assets/strings/web", &said, &err),
                            .language = STR("nb"),
                            .direction = STR("ltr"),
                            .style_url = STR("/style.css"),
                            .script_url = STR("/script.js")};
  assert_non_null(desk->frame.phrases);
  desk->phone = phone_new(desk->arena, (PhoneWire){carry, desk}, "nb");
  desk_begin(desk, desk->form->default_language_ix);
  return desk;
}

Desk *desk_of(const char *yaml) {
  return desk_of_text(str_from(yaml));
}

Desk *desk_of_file(const char *path) {
  Arena *arena = arena_new(0);
  Str source;
  Err err = {0};
  assert_int_equal(file_read(arena, path, 1 << 20, &source, &err), STATUS_OK);
  Desk *desk = desk_of_text(source);
  arena_free(arena);
  return desk;
}

void desk_free(Desk *desk) {
  arena_free(desk->arena);
  free(desk);
}

void desk_begin(Desk *desk, int language_ix) {
  SurveySetup setup = {.form = desk->form, .language_ix = language_ix, .clock = &desk->clock.clock, .random = &desk->random};
  desk->survey = survey_new(desk->arena, &setup);
}

static Str show(Desk *desk, const PageTyped *typed, size_t typed_count) {
  const Language *language = &desk->form->languages[survey_language(desk->survey)];
  desk->frame.language = language->code;
  desk->frame.direction = language->rtl ? STR("rtl") : STR("ltr");
  PageSurvey page = {.survey = desk->survey,
                     .post_url = STR("/v"),
                     .stamp = STR("7KQ29XGM"),
                     .image_url = STR("/i/form/"),
                     .form = &desk->web,
                     .typed = typed,
                     .typed_count = typed_count};
  desk->html = page_survey(&desk->frame, &page);
  phone_open(desk->phone, STR("/v"));
  return desk->html;
}

Str desk_show(Desk *desk) {
  return show(desk, NULL, 0);
}

Str desk_show_typed(Desk *desk, int cell, Str typed) {
  return show(desk, &(PageTyped){cell, typed}, 1);
}

static HttpRequest request_of(Desk *desk, Str body) {
  HttpRequest request = {.method = HTTP_POST, .arena = desk->arena};
  assert_true(http_fields_read(desk->arena, body, &request.fields, &request.field_count));
  return request;
}

HttpRequest desk_posted(Desk *desk, const char *pressed) {
  Str action, body = phone_would_post(desk->phone, pressed, &action);
  assert_true(body.len > 0);
  assert_true(str_is(action, "/v"));
  return request_of(desk, body);
}

HttpRequest desk_request(Desk *desk, const char *body) {
  return request_of(desk, str_from(body));
}

bool desk_holds(const Desk *desk, const char *markup) {
  return strstr(desk->html.ptr, markup) != NULL;
}

void desk_answer(Desk *desk, int cell, Value value) {
  survey_step(desk->survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value});
}

unsigned desk_step(Desk *desk, SurveyEventKind kind) {
  return survey_step(desk->survey, &(SurveyEvent){.kind = kind});
}
