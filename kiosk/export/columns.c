#include "columns.h"

#include "form.h"
#include "question.h"
#include "warning.h"

#include <string.h>

typedef struct OpenGroup { /* a ColumnGroup that still grows */
  Str path;
  Str *choices;
  size_t count, capacity;
  size_t known_count, hint; /* as Union's, of its choices */
} OpenGroup;

/* Within a version paths and the names of a list stand once each, so what comes is looked for among what earlier versions brought, from
 * behind the one found last on: versions differ by little. */
typedef struct Union {
  Arena *arena;
  OpenGroup *groups;
  size_t count, capacity;
  size_t known_count; /* before the version at hand */
  size_t hint;        /* where the next one probably is */
} Union;

static void *grown(Arena *arena, const void *items, size_t count, size_t *capacity, size_t item_bytes) {
  *capacity = *capacity ? *capacity * 2 : 8;
  void *more = arena_alloc_array(arena, *capacity, item_bytes);
  if (count > 0) memcpy(more, items, count * item_bytes);
  return more;
}

static OpenGroup *group_of(Union *all, Str path) {
  for (size_t i = 0; i < all->known_count; i++) {
    const size_t g = (all->hint + i) % all->known_count;
    if (!str_equal(all->groups[g].path, path)) continue;
    all->hint = g + 1;
    all->groups[g].known_count = all->groups[g].count;
    all->groups[g].hint = 0;
    return &all->groups[g];
  }
  if (all->count == all->capacity) all->groups = grown(all->arena, all->groups, all->count, &all->capacity, sizeof *all->groups);
  OpenGroup *group = &all->groups[all->count++];
  *group = (OpenGroup){.path = path};
  return group;
}

static void add_choice(Arena *arena, OpenGroup *group, Str choice) {
  for (size_t i = 0; i < group->known_count; i++) {
    const size_t c = (group->hint + i) % group->known_count;
    if (!str_equal(group->choices[c], choice)) continue;
    group->hint = c + 1;
    return;
  }
  if (group->count == group->capacity)
    group->choices = grown(arena, group->choices, group->count, &group->capacity, sizeof *group->choices);
  group->choices[group->count++] = choice;
}

static Str choice_of(const Form *form, const Question *question, const ExportColumn *column) {
  return column->choice_ix < 0 ? (Str){0} : form_choices(form, question)->choices[column->choice_ix].name;
}

/* In a workbook's list a name may stand twice, for a choice_filter to choose between. */
static bool is_repetition(const Form *form, const Question *question, const ExportColumn *column) {
  return column->choice_ix >= 0 &&
         form_find_choice(form_choices(form, question), choice_of(form, question, column)) != column->choice_ix;
}

static void add_question(Union *all, const Form *form, const Question *question) {
  const ExportColumn *columns;
  size_t count = question_type(question->kind)->columns(all->arena, form, question, &columns);
  if (count == 0) return;
  OpenGroup *group = group_of(all, question->path);
  for (size_t i = 0; i < count; i++)
    if (!is_repetition(form, question, &columns[i])) add_choice(all->arena, group, choice_of(form, question, &columns[i]));
}

static void add_form(Union *all, const Form *form) {
  const AnswerKey *keys;
  size_t count = answers_keys(all->arena, form, &keys);
  all->known_count = all->count;
  all->hint = 0;
  for (size_t i = 0; i < count; i++)
    if (keys[i].question_ix < 0)
      add_choice(all->arena, group_of(all, keys[i].path), (Str){0});
    else
      add_question(all, form, &form->questions[keys[i].question_ix]);
}

static void close_groups(const Union *all, Columns *out) {
  ColumnGroup *groups = ARENA_ARRAY(all->arena, ColumnGroup, all->count);
  size_t total = 0;
  for (size_t i = 0; i < all->count; i++) {
    groups[i] = (ColumnGroup){all->groups[i].path, total, all->groups[i].count};
    total += all->groups[i].count;
  }
  Column *items = ARENA_ARRAY(all->arena, Column, total);
  for (size_t i = 0; i < all->count; i++)
    for (size_t k = 0; k < groups[i].count; k++) {
      Str choice = all->groups[i].choices[k];
      Str header = groups[i].path;
      if (choice.len > 0) header = arena_printf(all->arena, STR_FMT "/" STR_FMT, STR_ARG(header), STR_ARG(choice));
      items[groups[i].first + k] = (Column){header, choice};
    }
  out->items = items;
  out->count = total;
  out->groups = groups;
  out->group_count = all->count;
}

static VersionColumns version_columns(Arena *arena, const Columns *columns, Str version, const Form *form) {
  bool *offered = ARENA_ARRAY(arena, bool, columns->count);
  bool *closed = ARENA_ARRAY(arena, bool, columns->group_count);
  for (size_t g = 0; form != NULL && g < columns->group_count; g++) {
    const ColumnGroup *group = &columns->groups[g];
    int question_ix = form_find_path(form, group->path);
    if (question_ix < 0) continue;
    const ChoiceList *list = form_choices(form, &form->questions[question_ix]);
    closed[g] = list != NULL;
    for (size_t c = group->first; c < group->first + group->count; c++) {
      Str choice = columns->items[c].choice;
      offered[c] = choice.len == 0 || (list != NULL && form_find_choice(list, choice) >= 0);
    }
  }
  return (VersionColumns){version, offered, closed};
}

static const Form *read_form(Arena *arena, const StoreForm *stored, Sink *warnings) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, stored->source, "the database", &diags);
  if (form == NULL)
    warning_add(warnings, "this program cannot read version " STR_FMT " of the form " STR_FMT "; update it to export all columns",
                STR_ARG(stored->version), STR_ARG(stored->form_id));
  return form;
}

Columns columns_of(Arena *arena, const StoreForm *versions, size_t version_count, Sink *warnings) {
  const Form **forms = ARENA_ARRAY(arena, const Form *, version_count);
  Columns columns = {.version_count = version_count};
  Union all = {.arena = arena};
  for (size_t v = version_count; v-- > 0;) {
    forms[v] = read_form(arena, &versions[v], warnings);
    /* What a version that cannot be read promised is not known: then the most is assumed. */
    if (forms[v] == NULL || forms[v]->kiosk.anonymous) columns.anonymous = true;
    if (forms[v] != NULL) add_form(&all, forms[v]);
  }
  close_groups(&all, &columns);
  VersionColumns *each = ARENA_ARRAY(arena, VersionColumns, version_count);
  for (size_t v = 0; v < version_count; v++)
    each[v] = version_columns(arena, &columns, versions[v].version, forms[v]);
  columns.versions = each;
  return columns;
}

const VersionColumns *columns_version(const Columns *columns, Str version) {
  for (size_t i = columns->version_count; i-- > 0;)
    if (str_equal(columns->versions[i].version, version)) return &columns->versions[i];
  return NULL;
}

const ColumnGroup *columns_find(const Columns *columns, Str path, size_t *hint) {
  for (size_t i = 0; i < columns->group_count; i++) {
    size_t g = (*hint + i) % columns->group_count;
    if (!str_equal(columns->groups[g].path, path)) continue;
    *hint = g + 1;
    return &columns->groups[g];
  }
  return NULL;
}
