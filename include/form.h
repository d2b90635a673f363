/* form: a questionnaire as an immutable model, and the readers that make it.
 *
 * One model, the semantics of XLSForm (https://xlsform.org/); the YAML keys are XLSForm's column names. Passes, a file
 * each: yaml reader, resolve (names to indices), check (meaning), reach (flow that can never be). A form lives in one arena
 * and never changes; other modules refer to its parts by index. */
#ifndef FORM_H
#define FORM_H

#include "base.h"
#include "expr.h"

typedef enum QuestionKind {
  QUESTION_NOTE,
  QUESTION_ACKNOWLEDGE,
  QUESTION_SELECT_ONE,
  QUESTION_SELECT_MULTIPLE,
  QUESTION_INTEGER,
  QUESTION_TEXT,
  QUESTION_KIND_COUNT
} QuestionKind;

/* Appearances this product knows, as bits; unknown ones are ignored, as XLSForm has it. */
typedef enum Appearance {
  APPEARANCE_QUICK = 1 << 0,     /* moves on at the tap */
  APPEARANCE_SMILEYS = 1 << 1,   /* faces with words */
  APPEARANCE_NPS = 1 << 2,       /* 0 to 10, end labels from the first and last choice's labels */
  APPEARANCE_LIKERT = 1 << 3,    /* a scale in one row where it fits */
  APPEARANCE_MULTILINE = 1 << 4, /* several lines of text */
} Appearance;

/* One text in all languages of the form: by_language[language_ix]; an empty Str where there is none. */
typedef struct Text {
  const Str *by_language; /* NULL: no text at all */
} Text;

typedef struct Language {
  Str code; /* BCP 47, such as "nb" */
  Str name; /* in the language itself */
  bool rtl;
} Language;

typedef struct Choice {
  Str name;
  Text label;
  int code;       /* a stable integer given by the form's `code`, 0 .. 999999, or -1 */
  bool missing;   /* `missing: true`: "don't know", no part of the scale */
  bool exclusive; /* `exclusive: true`: of a select_multiple, excludes the others */
  Place place;
} Choice;

typedef struct ChoiceList {
  Str name;
  const Choice *choices;
  size_t count;
  Place place;
} ChoiceList;

typedef struct Question {
  Str name; /* unique; also the answer's path */
  QuestionKind kind;
  Text label, hint, required_message, constraint_message;
  const Expr *required;   /* NULL: never */
  const Expr *relevant;   /* NULL: always */
  const Expr *constraint; /* NULL: anything the type accepts */
  unsigned appearance;    /* Appearance bits */
  int list_ix;            /* of Form.lists, or -1 */
  Place place;
} Question;

typedef enum IdleOutcome { IDLE_PARTIAL, IDLE_DISCARD } IdleOutcome;
typedef enum TimeGrain { TIME_DAY, TIME_HOUR, TIME_EXACT } TimeGrain;

typedef struct KioskSettings {
  int idle_after_s;         /* 5 .. 3600; default 60 */
  int idle_warn_s;          /* 20 .. 600 (WCAG 2.2.1: at least 20); default 20 */
  IdleOutcome idle_outcome; /* default partial */
  int thanks_show_s;        /* 3 .. 120; default 15 with a QR code, 8 without */
  Text thanks_text;         /* optional: thanks.text */
  Text invite;              /* optional: attract.invite, one sentence on the first screen */
  int minutes;              /* attract.minutes: how long it takes, 1 .. 60, or 0: estimated from the questions */
  Str followup_url;         /* template with {token}, {event}, {round}, {form}, {lang}; or empty: no QR code */
  bool followup_token;      /* followup.link: token */
  Text followup_text;       /* optional: what is behind the code */
  bool anonymous;           /* privacy.mode: anonymous (the default) or linked */
  int min_group;            /* 3 .. 1000; default 5 */
  TimeGrain time_grain;     /* default day */
} KioskSettings;

typedef struct Form {
  Str form_id, version;
  Text title;
  const Language *languages;
  size_t language_count;   /* at least 1 */
  int default_language_ix; /* what a missing text falls back to */
  const Question *questions;
  size_t question_count;
  const ChoiceList *lists;
  size_t list_count;
  KioskSettings kiosk;
  Str source;       /* the exact text it was read from; goes into the database */
  const char *file; /* where from; owned by the arena */
} Form;

/* Reads a form from text. Mistakes and warnings go to diags; returns NULL if there is an error among them. Form, expressions and
 * a copy of the text live in the arena. */
const Form *form_parse_yaml(Arena *arena, Str source, const char *file, Diags *diags);
/* Reads a form file by its ending (.yaml, .yml). A file that cannot be read: Status and Err; a form with mistakes: STATUS_INPUT
 * with err saying how many, the list in diags. */
Status form_load(Arena *arena, const char *path, Diags *diags, const Form **out, Err *err);

/* The text in a language: else in its sister (nn -> nb, nb -> nn), else in the default language, else in any; empty only
 * when it has none at all. */
Str text_in(const Form *form, Text text, int language_ix);
bool text_is_empty(const Form *form, Text text);
int form_find_question(const Form *form, Str name);                         /* index, or -1 */
int form_find_language(const Form *form, Str code);                         /* index, or -1 */
const ChoiceList *form_choices(const Form *form, const Question *question); /* NULL when it has none */
int form_find_choice(const ChoiceList *list, Str name);                     /* index, or -1 */
/* How long a visit takes, in whole minutes of at least 1: the form's own figure, else estimated (10 s a closed question, 30 s an
 * open one, 5 s a note). */
int form_minutes(const Form *form);

/* What the readers need to know of a question type: a record per type, in form/type.c. */
typedef struct FormType {
  const char *name;        /* XLSForm's */
  const char *const *also; /* other spellings, NULL-terminated, or NULL */
  bool takes_list;         /* "select_one LIST" */
  bool takes_answer;       /* false for a note */
  bool may_be_required;
  unsigned appearances; /* the Appearance bits that mean something for it */
  int seconds;          /* what answering takes, for form_minutes */
} FormType;

const FormType *form_type(QuestionKind kind); /* static */

/* Every code that this module's messages have, beside those of yaml_tree and expr; static. */
const char *const *form_codes(size_t *count);

#endif
