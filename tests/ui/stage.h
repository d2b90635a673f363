/* stage: a Ui with a form, a survey and text metrics of its own, for tests: no fonts, no display, no clock. */
#ifndef STAGE_H
#define STAGE_H

#include "ui.h"

typedef struct Stage {
  Arena *arena;   /* form, strings, theme */
  Arena *session; /* survey */
  Diags diags;
  const Form *form;
  Survey *survey;
  Ui *ui;
  Scene scene;
  uint64_t seed;
  Random random;
  int64_t now_ms;
  size_t *measured; /* how many widths of text were asked for */
} Stage;

typedef struct StageSetup {
  const char *form_path; /* or */
  const char *form_text;
  int width_px, height_px;
  double width_mm;
  const char *language; /* NULL: the form's default */
  bool trial, motion;
  TextSize text_size;
  const char *theme; /* a file's path; NULL: the light one */
} StageSetup;

/* Every character 0.55 em wide, a line 1.2 em high, a capital 0.727 em: about what Inter has. */
TextMetrics stage_metrics(size_t *measured);
Stage stage_new(const StageSetup *setup);
/* The form at a question, on a display of 10 inches. */
Stage stage_at(const char *form_text, const char *question, const char *language);
void stage_free(Stage *stage);
void stage_screen(Stage *stage, Screen screen);
/* Carries out what an input means: the survey steps, and the scene is shown anew. Returns the actions. */
UiActions stage_input(Stage *stage, Input input);
UiActions stage_press(Stage *stage, int x, int y, int64_t hold_ms);
/* Presses the node with that id; fails the test when there is none that can be seen. */
UiActions stage_tap(Stage *stage, const char *id);
/* By its button, or by way of the menu. */
void stage_language(Stage *stage, const char *code);
UiActions stage_key(Stage *stage, Key key, bool shift);
UiActions stage_type(Stage *stage, const char *text);
const Node *stage_find(Stage *stage, const char *id); /* NULL: none */
Rect stage_visible(const Node *node);
/* The answer of the current question. */
Value stage_answer(Stage *stage);
/* The answer to the question of that name, of the page's instance. */
Value stage_answer_to(Stage *stage, const char *name);
/* Each fails the test when it is not so: what the answer of the current question is as a text, what a node says, and what it is set to. */
void stage_expect_answer(Stage *stage, const char *expected);
void stage_expect_label(Stage *stage, const char *id, const char *expected);
void stage_expect_value(Stage *stage, const char *id, const char *expected);
/* The name of the first question on the page; "" where there is none, as on a repeat's and a review's. */
Str stage_question(const Stage *stage);
/* Passes over what comes before a question. */
void stage_go_to(Stage *stage, const char *name);
bool stage_has_state(Stage *stage, const char *id, NodeState state);
/* Scrolls until all of the node can be seen, or as much as there is room for. */
void stage_scroll_to(Stage *stage, const char *id);

/* The stage's now: 2026-11-21T12:30Z. */
extern const int64_t stage_wall_ms;

#endif
