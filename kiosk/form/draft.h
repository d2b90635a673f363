/* A form in the making: what the readers have got so far, beside the YAML it came from, for the passes' messages. */
#ifndef FORM_DRAFT_H
#define FORM_DRAFT_H

#include "form.h"
#include "mistake.h"
#include "name_index.h"
#include "yaml_tree.h"

enum { LANGUAGES_MAX = 50, QUESTIONS_MAX = 5000, LISTS_MAX = 1000, CHOICES_MAX = 5000, NAME_MAX_BYTES = 64 };

typedef struct RowDraft { /* beside Form.questions */
  const YamlNode *node;
  Str list_name; /* as written after the type */
  bool broken;   /* what it asks could not be told, which is reported: its type is not to be relied on */
} RowDraft;

typedef struct ListDraft { /* beside Form.lists */
  const YamlNode *key;
  const YamlNode *const *choice_nodes; /* beside its choices */
  bool broken;                         /* reported: its choices are not to be relied on */
  bool used, used_by_multiple;
} ListDraft;

typedef struct Draft {
  Arena *arena;
  Diags *diags;
  const YamlNode *root;
  Form form; /* its arrays are the ones below */
  Language *languages;
  Question *questions;
  RowDraft *rows;
  Str *question_names; /* empty where a row has none */
  NameIndex question_index;
  ChoiceList *lists;
  ListDraft *list_drafts;
  bool languages_broken, survey_broken, choices_broken; /* reported: what they declare is not known */
  Str *unknown_languages;                               /* those reported already: once each is enough */
  size_t unknown_language_count;
} Draft;

/* Passes, in this order; a file each. */
void read_settings(Draft *draft); /* languages too: every text needs them */
void read_kiosk(Draft *draft);
void read_choices(Draft *draft);
void read_survey(Draft *draft);
void resolve_form(Draft *draft);
void check_questions(Draft *draft);
void check_choices(Draft *draft);
void check_comparisons(Draft *draft);
void reach_form(Draft *draft);

/* Parts of the readers. */
void read_languages(Draft *draft, const YamlNode *node, const YamlNode *default_node);
/* Reads a text of any number of languages; false when it could not, which is then reported. None at all is an empty Text. */
bool read_text(Draft *draft, const YamlNode *node, const char *key, Text *out);
uint64_t missing_languages(const Draft *draft, Text text); /* as bits; 0 when there is no text at all */
void report_missing_languages(Draft *draft, uint64_t missing, const YamlNode *at, Str whose);
/* Reads "select_one LIST" and its like into question and row; reports what it is not. */
void read_type(Draft *draft, const YamlNode *node, Question *question, RowDraft *row);
unsigned read_appearance(Draft *draft, const YamlNode *node);
/* Compile the expression at node; NULL when there is none or it has mistakes, which are then reported. A condition may also be
 * a plain yes, no, true or false. */
const Expr *read_condition(Draft *draft, const YamlNode *node, const char *key);
const Expr *read_constraint(Draft *draft, const YamlNode *node);

/* Formats a part of a message. */
#define SAY(draft, ...) arena_printf((draft)->diags->arena, __VA_ARGS__)
void draft_report(Draft *draft, Mistake mistake, const YamlNode *at, Str what, Str remedy);
/* "perhaps you mean X", or otherwise when nothing is near. */
Str draft_suggest(Draft *draft, Str wanted, const Str *candidates, size_t count, Str otherwise);
Str draft_join(Draft *draft, const Str *items, size_t count); /* "a, b, c" */
/* A question's or list's name: what XLSForm allows, and not longer than SPSS takes. Reports and returns false when it is not. */
bool draft_check_name(Draft *draft, const YamlNode *node, Str name, const char *whose);

#endif
