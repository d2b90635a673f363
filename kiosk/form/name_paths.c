/* Paths and keys from names and groups, and the indices in which names are looked up. */
#include "draft.h"
#include "form_index.h"

static const YamlNode *name_node(const Draft *draft, int reference_ix) {
  return draft_get(draft_node_of(draft, reference_ix), "name");
}

/* What a workbook calls twice in one group is told apart by a number. */
static Str numbered(Draft *draft, int parent, Str name, int *number) {
  Str candidate;
  do
    candidate = arena_printf(draft->arena, STR_FMT "_%d", STR_ARG(name), ++*number);
  while (name_index_find(&draft->member_index, parent, candidate) >= 0);
  return candidate;
}

static void report_duplicates(Draft *draft, const int *items, size_t count, Str *renamed) {
  int first = items[0], number = 1;
  for (size_t i = 1; i < count; i++) {
    Str name = draft->names[items[i]];
    const YamlNode *node = name_node(draft, items[i]);
    Str where = draft_say_place(draft, name_node(draft, first)->place);
    Str remedy = STR("give one of the two another name");
    if (draft->patient) {
      renamed[items[i]] = numbered(draft, draft->parents[first], name, &number);
      remedy = SAY(draft, "it is called " STR_FMT " now; give one of the two another name", STR_ARG(renamed[items[i]]));
    }
    draft_report(draft, MISTAKE_DUPLICATE_NAME, node,
                 SAY(draft, "the name " STR_FMT " is taken already (" STR_FMT ")", STR_ARG(name), STR_ARG(where)), remedy);
  }
}

static void find_duplicates(Draft *draft, size_t count) {
  const NameIndex *index = &draft->member_index;
  Str *renamed = ARENA_ARRAY(draft->arena, Str, count);
  for (size_t i = 0, end; i < count; i = end) {
    int first = index->sorted[i];
    for (end = i + 1; end < count; end++)
      if (draft->parents[index->sorted[end]] != draft->parents[first] ||
          !str_equal(draft->names[index->sorted[end]], draft->names[first]))
        break;
    if (end - i > 1 && draft->names[first].len) report_duplicates(draft, index->sorted + i, end - i, renamed);
  }
  for (size_t i = 0; i < count; i++)
    if (renamed[i].len) draft->names[i] = renamed[i];
}

static Str join(Draft *draft, Str path, Str name) {
  return path.len ? arena_printf(draft->arena, STR_FMT "/" STR_FMT, STR_ARG(path), STR_ARG(name)) : name;
}

/* The key is the path behind the innermost repeat's. Names may be missing, which is reported. */
static Str key_of(const Draft *draft, int repeat_ix, Str path) {
  size_t taken = repeat_ix < 0 ? 0 : draft->groups[repeat_ix].path.len;
  return taken && path.len > taken ? (Str){path.ptr + taken + 1, path.len - taken - 1} : path;
}

static void set_paths(Draft *draft) {
  for (size_t i = 0; i < draft->form.group_count; i++) {
    Group *group = &draft->groups[i];
    group->name = draft->names[draft_group_ref(draft, (int)i)];
    group->path = join(draft, group->parent_ix < 0 ? (Str){0} : draft->groups[group->parent_ix].path, group->name);
    group->key = key_of(draft, group->repeat_ix, group->path);
  }
  for (size_t i = 0; i < draft->form.question_count; i++) {
    Question *question = &draft->questions[i];
    question->name = draft->names[i];
    question->path = join(draft, question->group_ix < 0 ? (Str){0} : draft->groups[question->group_ix].path, question->name);
    question->key = key_of(draft, question->repeat_ix, question->path);
  }
}

static void index_questions(Draft *draft) {
  size_t count = draft->form.question_count;
  FormIndex *index = ARENA_NEW(draft->arena, FormIndex);
  Str *paths = ARENA_ARRAY(draft->arena, Str, count);
  for (size_t i = 0; i < count; i++)
    paths[i] = draft->questions[i].path;
  index->names = name_index_new(draft->arena, draft->names, NULL, count);
  index->paths = name_index_new(draft->arena, paths, NULL, count);
  draft->form.index = index;
}

void name_paths(Draft *draft) {
  size_t count = draft->form.question_count + draft->form.group_count;
  draft->parents = ARENA_ARRAY(draft->arena, int, count + 1);
  for (size_t i = 0; i < draft->form.question_count; i++)
    draft->parents[i] = draft_group_ref(draft, draft->questions[i].group_ix);
  for (size_t i = 0; i < draft->form.group_count; i++)
    draft->parents[draft->form.question_count + i] = draft_group_ref(draft, draft->groups[i].parent_ix);
  draft->parents[count] = -1;
  draft->member_index = name_index_new(draft->arena, draft->names, draft->parents, count);
  find_duplicates(draft, count);
  /* ${name} means what the author calls so, renamed or not: the first of a name keeps it. */
  draft->member_index = name_index_new(draft->arena, draft->names, draft->parents, count);
  draft->name_index = name_index_new(draft->arena, draft->names, NULL, count);
  set_paths(draft);
  index_questions(draft);
}
