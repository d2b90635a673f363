/* A form in the making: what the readers have got so far, beside the tree it came from, for the passes' messages. */
#ifndef FORM_DRAFT_H
#define FORM_DRAFT_H

#include "form.h"
#include "mistake.h"
#include "name_index.h"
#include "type_words.h"
#include "yaml_tree.h"

enum {
  LANGUAGES_MAX = 50,
  ROWS_MAX = 50000, /* questions and groups */
  NESTING_MAX = 20,
  LISTS_MAX = 5000,
  CHOICES_MAX = 20000, /* of a list */
  NAME_MAX_BYTES = 64,
  NO_SELF = -1,  /* whose text it is: the form's */
  TOO_EARLY = -2 /* likewise, and before there are answers */
};

/* Reads the tree that form_parse_yaml or the workbook's reader made: a map of settings, languages, kiosk, survey and choices, its
 * nodes placed in the file or in their cells. survey is a list of maps; groups hold their rows under `questions`, or are flat rows
 * as in XLSForm (begin_group ... end_group). A workbook is read with more patience (see mistake.h), unknown keys of its rows are
 * passed over, and a scalar of it may be quoted or not. source is what Form.source will be; both it and the tree live as long as
 * the arena. NULL: diags has an error. `settings: {from_workbook: yes}` asks for the same patience with YAML that was written from
 * a workbook. */
typedef enum FormOrigin {
  ORIGIN_AUTHOR,
  ORIGIN_WORKBOOK,
  ORIGIN_STORED /* see form_parse_stored */
} FormOrigin;

const Form *form_from_tree(Arena *arena, const YamlNode *root, Str source, const char *file, FormOrigin origin, Diags *diags);
/* The same, with what lies beside it; folder NULL: nothing does. */
typedef struct FormFolder FormFolder;
const Form *form_from_tree_in(Arena *arena, const YamlNode *root, Str source, const char *file, FormOrigin origin,
                              const FormFolder *folder, Diags *diags);
/* form_parse_xlsx with what lies beside the workbook. */
const Form *form_parse_xlsx_in(Arena *arena, Str bytes, const char *file, const FormFolder *folder, Diags *diags);

typedef struct Row { /* of the survey, flat; a group has one where it begins and one where it ends */
  const YamlNode *node;
  TypeWords type;
  bool ends; /* the group on top */
} Row;

typedef struct RowDraft { /* beside Form.questions */
  const YamlNode *node;
  Str list_name;     /* as written after the type */
  bool from_answers; /* its list is the reference in list_name */
  bool or_other;     /* its list gets one choice more */
  bool broken;       /* what it asks could not be told, which is reported: its type is not to be relied on */
  unsigned matrix;   /* MATRIX bits of its appearance */
  bool heads;        /* a table: a note now, whatever its type says */
  bool list_needed;  /* of a type that offers choices */
} RowDraft;

enum { MATRIX_LABEL = 1 << 0, MATRIX_ROW = 1 << 1 }; /* the headings above its siblings' choices; choices without their words */

typedef struct ListDraft { /* beside Form.lists */
  const YamlNode *key;
  const YamlNode *const *choice_nodes; /* beside its choices */
  Choice *choices;                     /* the list's own */
  const YamlNode *const *column_keys;  /* beside its column_names: where each is written first */
  const Str *fields;                   /* what expressions may ask its choices for, see scope.c; NULL: not asked yet */
  bool broken;                         /* reported: its choices are not to be relied on */
  bool used, used_by_multiple;
  bool elsewhere;    /* it is a file that may only be missing here: its questions are passed over */
  int with_other_ix; /* its copy with the choice "other", or -1 */
} ListDraft;

typedef struct PendingText { /* a text with ${name} in it, to be taken apart when all names are known */
  Text *text;
  const YamlNode *node;
  int self_ix; /* reference index of whose text it is, or NO_SELF */
} PendingText;

typedef struct Draft {
  Arena *arena;
  Diags *diags;
  const YamlNode *root;
  bool patient; /* it came from a workbook */
  bool stored;  /* it was a form before, whatever is found now */
  Form form;    /* its arrays are the ones below */
  Language *languages;
  Row *survey_rows;
  size_t survey_row_count, other_count; /* other_count: of rows with or_other */
  Question *questions;
  RowDraft *rows;
  Group *groups;
  const YamlNode **group_nodes;
  bool *table_lists; /* beside groups: those whose selects are rows of a table */
  bool *link_codes;  /* beside groups: those with link_code: yes */
  /* By reference index: */
  Str *names;             /* empty where a row has none */
  int *parents;           /* the group around it, or the form */
  NameIndex name_index;   /* all of a name */
  NameIndex member_index; /* by parent and name */
  ChoiceList *lists;
  ListDraft *list_drafts;
  NameIndex list_index;
  const FormFolder *folder; /* where it was read from; NULL: there is none */
  struct FormFile *files;   /* those asked for, see files.h */
  size_t file_count;
  ChoiceList *tables; /* files that no question offers */
  size_t table_count;
  PendingText *pending;
  size_t pending_count, pending_capacity;
  size_t suggestions;                                   /* looked for so far */
  const NameIndex *mentions;                            /* see mention.h */
  size_t warned[MISTAKE_COUNT];                         /* of each kind, so far */
  bool languages_broken, survey_broken, choices_broken; /* reported: what they declare is not known */
  Str *unknown_languages;                               /* those reported already: once each is enough */
  size_t unknown_language_count;
} Draft;

/* Passes, in this order; a file each. */
void read_settings(Draft *draft); /* languages too: every text needs them */
void read_kiosk(Draft *draft);
void flatten_survey(Draft *draft); /* rows and their nesting */
void read_choices(Draft *draft);
void read_file_lists(Draft *draft); /* of questions whose choices are in a file */
void read_survey(Draft *draft);
void lay_out_screens(Draft *draft); /* what shares a screen, and what only heads a table there */
void name_paths(Draft *draft);
void resolve_texts(Draft *draft);
void resolve_form(Draft *draft);
void bound_answer_lists(Draft *draft); /* by how many answers there can be */
void join_tables(Draft *draft);        /* behind the lists */
void mark_free_text(Draft *draft);
bool draft_reads_anything(const Expr *expr); /* by a path with a name test of *, which does not tell which answers it reads */
void lay_out_tables(Draft *draft);
void check_questions(Draft *draft);
void check_choices(Draft *draft);
void check_comparisons(Draft *draft);
void check_link_code(Draft *draft);
void graph_form(Draft *draft);
void reach_form(Draft *draft);

/* Parts of the readers. */
void read_retention(Draft *draft, const YamlNode *kiosk);    /* behind the kiosk's privacy */
bool retention_parse(Str text, Place place, Retention *out); /* a day, or "90 days"; false: neither */
void read_followup(Draft *draft, const YamlNode *kiosk);
void check_followup_mode(Draft *draft, const YamlNode *kiosk); /* behind the kiosk's privacy */
void read_phone(Draft *draft, const YamlNode *kiosk);          /* likewise */
void read_languages(Draft *draft, const YamlNode *node, const YamlNode *default_node);
/* Reads a text of any number of languages; false when it could not, which is then reported. None at all is an empty Text. out stays
 * where it is until the form is done. self_ix: whose text it is. */
bool read_text(Draft *draft, const YamlNode *node, const char *key, int self_ix, Text *out);
uint64_t missing_languages(const Draft *draft, Text text); /* as bits; 0 when there is no text at all */
void report_missing_languages(Draft *draft, uint64_t missing, const YamlNode *at, Str whose);
/* Reads "select_one LIST" and its like into question and row; reports what it is not. */
void read_type(Draft *draft, const Row *from, Question *question, RowDraft *row);
/* Appearances, into question->appearance and columns and row->matrix; of a group, which of its two it has. */
typedef struct GroupLook {
  bool field_list, table_list;
} GroupLook;

void read_appearance(Draft *draft, const YamlNode *node, Question *question, RowDraft *row);
GroupLook read_group_look(Draft *draft, const YamlNode *node);
bool draft_shares_screen(const Draft *draft, int group_ix); /* do the questions of this group? -1: of none */
/* Drops, and reports, what means nothing for the question, what cannot be together and what its choices cannot look like. */
void check_appearance(Draft *draft, Question *question, const RowDraft *row);

/* Expressions. self_ix: the reference index of whose expression it is. NULL when there is none or it has mistakes, which are then
 * reported. A condition may also be a plain yes, no, true or false. */
typedef enum ExpressionUse {
  USE_CONDITION,
  USE_ANSWER,
  USE_CHOICES
} ExpressionUse; /* what '.' means: nothing, the answer, a choice */
const Expr *read_expression(Draft *draft, const YamlNode *node, const char *key, int self_ix, ExpressionUse use);
const Expr *read_condition(Draft *draft, const YamlNode *node, const char *key, int self_ix, ExpressionUse use);
ExprSource expression_source(const YamlNode *node, Str text); /* text: the node's own */
const Expr *read_default(Draft *draft, const YamlNode *node, int self_ix);

/* Names. A reference index is a question's index, or question_count and a group's, or last the form's. */
int draft_form_ref(const Draft *draft);
int draft_group_ref(const Draft *draft, int group_ix); /* the form's when group_ix is -1 */
/* What ${name} means for self_ix: the nearest; -1: nothing. *other, which may be NULL, is another one that is as near, or -1. */
int draft_find_name(const Draft *draft, Str name, int self_ix, int *other);
const YamlNode *draft_node_of(const Draft *draft, int reference_ix); /* the row; of the form, the root */

/* As yaml_expect_keys, by the table of keys.c. */
void draft_expect_keys(Draft *draft, const YamlNode *map, const char *what, FormPart part);
/* Small values, reported when they are not what they should be; *out is left alone then and when there is none. */
void draft_read_flag(Draft *draft, const YamlNode *node, const char *key, bool *out);
void draft_read_image(Draft *draft, const YamlNode *node, Str *out); /* a path, or one for each language */
void draft_index_lists(Draft *draft);
bool draft_is_choice_name(Str name);
const NameIndex *draft_index_choices(Draft *draft, const ChoiceList *list);
Text draft_same_text(Draft *draft, Str words); /* the same in every language */

/* Formats a part of a message. */
#define SAY(draft, ...) arena_printf((draft)->diags->arena, __VA_ARGS__)
/* Of each kind of warning the first few are kept, and draft_report_rest counts the others at the end: in a workbook that was made for
 * other programs a thousand cells may have the same flaw. */
void draft_report(Draft *draft, Mistake mistake, const YamlNode *at, Str what, Str remedy);
void draft_report_rest(Draft *draft);
void draft_report_at(Draft *draft, Mistake mistake, Place place, Str what, Str remedy); /* where no node is */
void draft_report_within(Draft *draft, Mistake mistake, const YamlNode *expression, size_t at, Str what, Str remedy);
/* What to do, in the words of what its author has open: YAML, or a spreadsheet. */
Str draft_remedy(const Draft *draft, Str in_yaml, Str in_sheets);
/* Is it worth looking for what was meant? Only a few messages are kept, and comparing with every name takes its time. */
bool draft_may_suggest(Draft *draft);
/* "perhaps you mean X", or otherwise when nothing is near. */
Str draft_suggest(Draft *draft, Str wanted, const Str *candidates, size_t count, Str otherwise);
Str draft_join(Draft *draft, const Str *items, size_t count); /* "a, b, c" */
Str draft_say_place(Draft *draft, Place place);               /* "line 12", or "survey!B14" */
/* A question's or list's name: what XLSForm allows, and not longer than SPSS takes. Reports and returns false when it is not. */
bool draft_check_name(Draft *draft, const YamlNode *node, Str name, const char *whose);
const YamlNode *draft_get(const YamlNode *row, const char *key); /* the row's own node when the key is not there */

#endif
