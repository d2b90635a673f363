#include "other.h"
#include "row_name.h"

static const Str OTHER_NAME = STR_INIT("other");

typedef struct Wording {
  const char *code; /* NULL: any other language */
  Str other, specify;
} Wording;

static const Wording WORDINGS[] = {
    {"nb", STR_INIT("Annet"), STR_INIT("Skriv hva det er.")}, {"no", STR_INIT("Annet"), STR_INIT("Skriv hva det er.")},
    {"nn", STR_INIT("Anna"), STR_INIT("Skriv kva det er.")},  {"uk", STR_INIT("Інше"), STR_INIT("Уточни, що саме.")},
    {"ar", STR_INIT("غير ذلك"), STR_INIT("اكتب ما هو.")},     {"fr", STR_INIT("Autre"), STR_INIT("Précisez.")},
    {"es", STR_INIT("Otro"), STR_INIT("Especifique.")},       {"de", STR_INIT("Anderes"), STR_INIT("Bitte angeben.")},
    {NULL, STR_INIT("Other"), STR_INIT("Specify other.")},
};

/* The part before the first "-" is the language itself: "en-GB". */
static const Wording *find_wording(Str code) {
  size_t ix = 0, len = 0;
  while (len < code.len && code.ptr[len] != '-')
    len++;
  while (WORDINGS[ix].code && !str_is((Str){code.ptr, len}, WORDINGS[ix].code))
    ix++;
  return &WORDINGS[ix];
}

static const YamlNode *scalar(Draft *draft, const YamlNode *at, Str text) {
  YamlNode *node = ARENA_NEW(draft->arena, YamlNode);
  *node = (YamlNode){.kind = YAML_SCALAR,
                     .place = at->place,
                     .line = at->line,
                     .text = arena_str(draft->arena, text),
                     .quoted = true,
                     .block = true};
  return node;
}

static const YamlNode *specify_label(Draft *draft, const YamlNode *at) {
  YamlNode *node = ARENA_NEW(draft->arena, YamlNode);
  YamlPair *pairs = ARENA_ARRAY(draft->arena, YamlPair, draft->form.language_count);
  for (size_t i = 0; i < draft->form.language_count; i++) {
    Str code = draft->languages[i].code;
    pairs[i] = (YamlPair){scalar(draft, at, code), scalar(draft, at, find_wording(code)->specify)};
  }
  *node = (YamlNode){.kind = YAML_MAP, .place = at->place, .line = at->line, .pairs = pairs, .count = draft->form.language_count};
  return node;
}

const YamlNode *other_question(Draft *draft, const YamlNode *row) {
  const YamlNode *at = yaml_get(row, "type"), *name = yaml_get(row, "name");
  Str asked = name && name->kind == YAML_SCALAR ? str_trim(name->text) : (Str){0};
  if (asked.len == 0 && draft->patient) asked = row_name_by_place(draft->arena, row, "question");
  if (asked.len == 0) return NULL;
  YamlNode *node = ARENA_NEW(draft->arena, YamlNode);
  YamlPair *pairs = ARENA_ARRAY(draft->arena, YamlPair, 4);
  *node = (YamlNode){.kind = YAML_MAP, .place = at->place, .line = at->line, .pairs = pairs, .count = 4};
  Str relevant = arena_printf(draft->arena, "selected(${" STR_FMT "}, 'other')", STR_ARG(asked));
  pairs[0] = (YamlPair){scalar(draft, at, STR("type")), scalar(draft, at, STR("text"))};
  pairs[1] =
      (YamlPair){scalar(draft, at, STR("name")), scalar(draft, at, arena_printf(draft->arena, STR_FMT "_other", STR_ARG(asked)))};
  pairs[2] = (YamlPair){scalar(draft, at, STR("label")), specify_label(draft, at)};
  pairs[3] = (YamlPair){scalar(draft, at, STR("relevant")), scalar(draft, at, relevant)};
  return node;
}

static Choice other_choice(Draft *draft, const ChoiceList *list) {
  Str *label = ARENA_ARRAY(draft->arena, Str, draft->form.language_count);
  for (size_t i = 0; i < draft->form.language_count; i++)
    label[i] = find_wording(draft->languages[i].code)->other;
  return (Choice){.name = OTHER_NAME,
                  .label = {.by_language = label},
                  .code = -1,
                  .columns = list->column_count ? ARENA_ARRAY(draft->arena, Str, list->column_count) : NULL,
                  .place = list->place};
}

int other_list(Draft *draft, int list_ix) {
  ListDraft *original = &draft->list_drafts[list_ix];
  const ChoiceList *list = &draft->lists[list_ix];
  original->used = true;
  if (original->with_other_ix >= 0) return original->with_other_ix;
  if (form_find_choice(list, OTHER_NAME) >= 0) return list_ix;
  int copy_ix = (int)draft->form.list_count++;
  Choice *choices = ARENA_ARRAY(draft->arena, Choice, list->count + 1);
  for (size_t i = 0; i < list->count; i++)
    choices[i] = list->choices[i];
  choices[list->count] = other_choice(draft, list);
  ChoiceList *copy = &draft->lists[copy_ix];
  *copy = *list;
  copy->name = arena_printf(draft->arena, STR_FMT "_or_other", STR_ARG(list->name));
  copy->choices = choices;
  copy->count++;
  copy->index = draft_index_choices(draft, copy);
  draft->list_drafts[copy_ix] = (ListDraft){.key = original->key, .broken = original->broken, .used = true, .with_other_ix = -1};
  original->with_other_ix = copy_ix;
  return copy_ix;
}
