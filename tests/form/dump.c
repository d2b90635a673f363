#include "dump.h"

typedef struct Dump {
  Arena *arena;
  const Form *form;
  Sink sink;
} Dump;

static void line(Dump *dump, const char *key, Str value) {
  sink_printf(&dump->sink, "  %s ", key);
  sink_json_str(&dump->sink, value);
  sink_z(&dump->sink, "\n");
}

static void number(Dump *dump, const char *key, double value) {
  sink_printf(&dump->sink, "  %s " STR_FMT "\n", key, STR_ARG(number_to_str(dump->arena, value)));
}

static void pieces(Dump *dump, const char *key, const TextPieces *text) {
  for (size_t i = 0; i < text->count; i++) {
    sink_printf(&dump->sink, "  %s piece %d ", key, text->items[i].reference_ix);
    sink_json_str(&dump->sink, text->items[i].words);
    sink_z(&dump->sink, "\n");
  }
}

static void text(Dump *dump, const char *key, Text value) {
  for (size_t i = 0; value.by_language && i < dump->form->language_count; i++) {
    if (value.by_language[i].len == 0) continue;
    const char *name = arena_printf(dump->arena, "%s " STR_FMT, key, STR_ARG(dump->form->languages[i].code)).ptr;
    line(dump, name, value.by_language[i]);
    if (value.pieces) pieces(dump, name, &value.pieces[i]);
  }
}

static void write_reference(void *context, int reference_ix) {
  Dump *dump = context;
  sink_printf(&dump->sink, " ref %d", reference_ix);
}

static void write_comparison(void *context, int reference_ix, Str value) {
  Dump *dump = context;
  sink_printf(&dump->sink, " cmp %d ", reference_ix);
  sink_json_str(&dump->sink, value);
}

static void expression(Dump *dump, const char *key, const Expr *expr) {
  Value constant;
  if (!expr) return;
  sink_printf(&dump->sink, "  %s ", key);
  sink_json_str(&dump->sink, expr_text(expr));
  expr_each_reference(expr, write_reference, dump);
  expr_each_comparison(expr, write_comparison, dump);
  if (expr_uses_self(expr)) sink_z(&dump->sink, " self");
  if (expr_uses_position(expr)) sink_z(&dump->sink, " position");
  if (expr_constant(expr, &constant))
    sink_printf(&dump->sink, " constant %d \"" STR_FMT "\"", (int)constant.kind, STR_ARG(value_to_str(dump->arena, constant)));
  sink_z(&dump->sink, "\n");
}

static void kiosk(Dump *dump) {
  const KioskSettings *settings = &dump->form->kiosk;
  sink_printf(&dump->sink, "kiosk idle %d %d %d thanks %d minutes %d link %d anonymous %d group %d time %d review %d\n",
              settings->idle_after_s, settings->idle_warn_s, (int)settings->idle_outcome, settings->thanks_show_s,
              settings->minutes, (int)settings->followup_link, settings->anonymous, settings->min_group, (int)settings->time_grain,
              settings->review);
  sink_printf(&dump->sink, "keep %d %lld %d %lld\n", (int)settings->keep_free_text.kind, (long long)settings->keep_free_text.days,
              (int)settings->keep_responses.kind, (long long)settings->keep_responses.days);
  const PhoneSettings *phone = &settings->phone;
  sink_printf(&dump->sink, "phone here %d continue %d keep %d invited %d from %d %lld until %d %lld\n", phone->here,
              phone->may_continue, phone->keep_min, phone->invited_only, (int)phone->from.kind, (long long)phone->from.days,
              (int)phone->until.kind, (long long)phone->until.days);
  text(dump, "thanks_text", settings->thanks_text);
  text(dump, "invite", settings->invite);
  text(dump, "followup_text", settings->followup_text);
  line(dump, "followup_url", settings->followup_url);
  line(dump, "followup_form", settings->followup_form);
}

static void question(Dump *dump, const Question *q) {
  sink_printf(&dump->sink,
              "question %s kind %d group %d repeat %d trigger %d appearance %u columns %d table %d max %d list %d link %d\n",
              arena_str(dump->arena, q->path).ptr, (int)q->kind, q->group_ix, q->repeat_ix, q->trigger_ix, q->appearance,
              q->columns, q->table_ix, q->select_max, q->list_ix, q->link_element);
  line(dump, "name", q->name);
  line(dump, "key", q->key);
  line(dump, "image", q->image);
  text(dump, "label", q->label);
  text(dump, "hint", q->hint);
  text(dump, "guidance_hint", q->guidance_hint);
  text(dump, "required_message", q->required_message);
  text(dump, "constraint_message", q->constraint_message);
  expression(dump, "required", q->required);
  expression(dump, "relevant", q->relevant);
  expression(dump, "constraint", q->constraint);
  expression(dump, "calculation", q->calculation);
  expression(dump, "read_only", q->read_only);
  expression(dump, "choice_filter", q->choice_filter);
  expression(dump, "default", q->default_value);
  if (q->kind != QUESTION_RANGE) return;
  number(dump, "start", q->range.start);
  number(dump, "end", q->range.end);
  number(dump, "step", q->range.step);
}

static void group(Dump *dump, const Group *g) {
  sink_printf(&dump->sink, "group %s repeats %d field_list %d parent %d repeat %d questions %d to %d groups to %d\n",
              arena_str(dump->arena, g->path).ptr, g->repeats, g->field_list, g->parent_ix, g->repeat_ix, g->first_question_ix,
              g->end_question_ix, g->end_group_ix);
  line(dump, "name", g->name);
  line(dump, "key", g->key);
  text(dump, "label", g->label);
  expression(dump, "relevant", g->relevant);
  expression(dump, "repeat_count", g->repeat_count);
}

static void choice(Dump *dump, const ChoiceList *list, const Choice *c) {
  sink_printf(&dump->sink, "  choice code %d missing %d exclusive %d\n", c->code, c->missing, c->exclusive);
  line(dump, "name", c->name);
  line(dump, "image", c->image);
  text(dump, "label", c->label);
  for (size_t i = 0; i < list->column_count; i++)
    if (c->columns[i].len)
      line(dump, arena_printf(dump->arena, "column " STR_FMT, STR_ARG(list->column_names[i])).ptr, c->columns[i]);
}

static void list(Dump *dump, const ChoiceList *l) {
  sink_printf(&dump->sink, "list %s of %zu\n", arena_str(dump->arena, l->name).ptr, l->count);
  for (size_t i = 0; i < l->count; i++)
    choice(dump, l, &l->choices[i]);
}

static void dependents(Dump *dump) {
  for (size_t i = 0; i < form_reference_count(dump->form); i++) {
    if (!dump->form->dependents || dump->form->dependents[i].count == 0) continue;
    sink_printf(&dump->sink, "reference %zu rank %d:", i, dump->form->rank[i]);
    for (size_t j = 0; j < dump->form->dependents[i].count; j++)
      sink_printf(&dump->sink, " %d", dump->form->dependents[i].items[j]);
    sink_z(&dump->sink, "\n");
  }
}

Str dump_form(Arena *arena, const Form *form) {
  Buffer buffer = buffer_new(arena);
  Dump dump = {.arena = arena, .form = form, .sink = sink_to_buffer(&buffer)};
  sink_z(&dump.sink, "form\n");
  line(&dump, "form_id", form->form_id);
  line(&dump, "version", form->version);
  text(&dump, "title", form->title);
  sink_printf(&dump.sink, "  default language %d\n", form->default_language_ix);
  for (size_t i = 0; i < form->language_count; i++) {
    sink_printf(&dump.sink, "language %s rtl %d\n", arena_str(arena, form->languages[i].code).ptr, form->languages[i].rtl);
    line(&dump, "name", form->languages[i].name);
  }
  kiosk(&dump);
  for (size_t i = 0; i < form->question_count; i++)
    question(&dump, &form->questions[i]);
  for (size_t i = 0; i < form->group_count; i++)
    group(&dump, &form->groups[i]);
  for (size_t i = 0; i < form->list_count + form->table_count; i++)
    list(&dump, &form->lists[i]);
  dependents(&dump);
  return buffer_view(&buffer);
}
