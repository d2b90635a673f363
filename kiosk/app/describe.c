#include "describe.h"

typedef struct StateName {
  NodeState state;
  const char *name;
} StateName;

static const StateName told_states[] = {
    {STATE_FOCUSED, "focused"}, {STATE_SELECTED, "selected"}, {STATE_DISABLED, "disabled"}, {STATE_INVALID, "invalid"}};

/* A part that the screen has none of is null. */
static void put_member(Sink *out, const char *name, Str value) {
  sink_printf(out, ",\"%s\":", name);
  if (value.len > 0)
    sink_json_str(out, value);
  else
    sink_z(out, "null");
}

static bool asks(const Scene *scene) {
  bool on_question = scene->screen == SCREEN_QUESTION && scene->form != NULL && scene->survey != NULL;
  return on_question && survey_page(scene->survey).kind != PAGE_REVIEW;
}

/* Name and path of the question that is asked; on the page that asks for one instance more of a repeat, the repeat's. */
static void put_question(const Scene *scene, Sink *out) {
  Str name = STR(""), path = STR("");
  bool on_question = asks(scene);
  Arena *arena = on_question ? arena_new(0) : NULL;
  int cell = on_question ? survey_current(scene->survey) : -1;
  if (cell >= 0) {
    name = scene->form->questions[survey_question(scene->survey, cell)].name;
    path = survey_path(scene->survey, cell, arena);
  } else if (on_question) {
    const Group *repeat = &scene->form->groups[survey_page(scene->survey).group_ix];
    name = repeat->name;
    path = repeat->path;
  }
  put_member(out, "question", name);
  put_member(out, "q", path);
  arena_free(arena);
}

static void put_header(const Ui *ui, const Scene *scene, Display display, Sink *out) {
  const Form *form = scene->form;
  const Language *languages = form ? form->languages : scene->languages, *language = languages ? &languages[ui_language(ui)] : NULL;
  sink_printf(out, "{\"v\":1,\"screen\":\"%s\"", ui_screen_name(ui));
  put_member(out, "form", form ? form->form_id : STR(""));
  put_question(scene, out);
  put_member(out, "lang", language ? language->code : STR(""));
  sink_printf(out, ",\"dir\":\"%s\",\"size\":[%d,%d]}\n", language && language->rtl ? "rtl" : "ltr", display.width_px,
              display.height_px);
}

static void put_states(unsigned state, Sink *out) {
  const char *separator = "";
  sink_z(out, ",\"state\":[");
  for (size_t i = 0; i < COUNT_OF(told_states); i++) {
    if (!(state & told_states[i].state)) continue;
    sink_printf(out, "%s\"%s\"", separator, told_states[i].name);
    separator = ",";
  }
  sink_z(out, "]");
}

static void put_node(const Node *node, Sink *out) {
  sink_z(out, "{\"id\":");
  sink_json_str(out, node->id);
  sink_printf(out, ",\"role\":\"%s\",\"label\":", role_names[node->role]);
  sink_json_str(out, node->label);
  sink_z(out, ",\"value\":");
  sink_json_str(out, node->value);
  put_states(node->state, out);
  sink_printf(out, ",\"rect\":[%d,%d,%d,%d]}\n", node->rect.x, node->rect.y, node->rect.w, node->rect.h);
}

void describe_screen(Ui *ui, const Scene *scene, Display display, Sink *out) {
  put_header(ui, scene, display, out);
  size_t count;
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count; i++)
    put_node(&nodes[i], out);
  sink_z(out, "{\"end\":true}\n");
}
