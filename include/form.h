/* form: a questionnaire as an immutable model, and the readers that make it.
 *
 * One model, the semantics of XLSForm (https://xlsform.org/); the YAML keys are XLSForm's column names. A workbook is read into the
 * tree that its YAML would have given, so that both go through the same passes, a file each: read, resolve (names to indices),
 * check (meaning), graph (what depends on what), reach (flow that can never be). A form lives in one arena and never changes;
 * other modules refer to its parts by index. */
#ifndef FORM_H
#define FORM_H

#include "base.h"
#include "expr.h"

typedef enum QuestionKind {
  QUESTION_NOTE,
  QUESTION_ACKNOWLEDGE,
  QUESTION_SELECT_ONE,
  QUESTION_SELECT_MULTIPLE,
  QUESTION_RANK,
  QUESTION_RANGE,
  QUESTION_INTEGER,
  QUESTION_DECIMAL,
  QUESTION_TEXT,
  QUESTION_DATE,
  QUESTION_TIME,
  QUESTION_DATETIME,
  QUESTION_IMAGE,     /* signature or draw: made with a finger. A photograph is QUESTION_UNASKED */
  QUESTION_CALCULATE, /* this and those below are never on a screen */
  QUESTION_HIDDEN,
  QUESTION_START,
  QUESTION_END,
  QUESTION_TODAY,
  QUESTION_DEVICEID,
  QUESTION_UNASKED, /* of a type a kiosk does not ask (a photo, a position): accepted with a warning and always empty */
  QUESTION_KIND_COUNT
} QuestionKind;

/* Appearances this product knows, as bits; unknown ones are ignored, as XLSForm has it. */
typedef enum Appearance {
  APPEARANCE_QUICK = 1 << 0,      /* moves on at the tap */
  APPEARANCE_SMILEYS = 1 << 1,    /* faces with words */
  APPEARANCE_NPS = 1 << 2,        /* 0 to 10, end labels from the first and last choice's labels */
  APPEARANCE_LIKERT = 1 << 3,     /* a scale in one row where it fits */
  APPEARANCE_MULTILINE = 1 << 4,  /* several lines of text */
  APPEARANCE_MONTH_YEAR = 1 << 5, /* a date without its day */
  APPEARANCE_YEAR = 1 << 6,       /* a date of which only the year is asked */
  APPEARANCE_MINIMAL = 1 << 7,    /* one line that opens a full screen with search; XLSForm's autocomplete and search too */
  APPEARANCE_HORIZONTAL = 1 << 8,
  APPEARANCE_STARS = 1 << 9,      /* a scale as stars; of a range, XLSForm's rating */
  APPEARANCE_MASKED = 1 << 10,    /* a text that is not shown as it is typed */
  APPEARANCE_SIGNATURE = 1 << 11, /* of an image */
  APPEARANCE_DRAW = 1 << 12,      /* of an image; XLSForm's annotate too */
} Appearance;

/* A stretch of a text: words as they are, or the answer to a question in their place. */
typedef struct TextPiece {
  Str words;
  int reference_ix; /* of a question, -1: words */
  int instance;     /* which of its instances, from 1, as the choices of a list of answers count them; 0: the nearest */
} TextPiece;

typedef struct TextPieces {
  const TextPiece *items;
  size_t count;
} TextPieces;

/* One text in all languages of the form: by_language[language_ix]; an empty Str where there is none. Markdown and HTML are gone:
 * what is left is plain, with line breaks. */
typedef struct Text {
  const Str *by_language;   /* NULL: no text at all. ${name} stands in it as written */
  const TextPieces *pieces; /* beside by_language; NULL: no ${name} in any of them */
} Text;

typedef struct Language {
  Str code; /* BCP 47, such as "nb" */
  Str name; /* in the language itself */
  bool rtl;
} Language;

enum { FORM_CODE_MAX = 999999, FORM_ANSWER_CHOICES_MAX = 100 };

typedef struct Choice {
  Str name;
  Text label;
  int code;           /* a stable integer given by the form's `code`, 0 .. FORM_CODE_MAX, or -1 */
  bool missing;       /* `missing: true`: "don't know", no part of the scale */
  bool exclusive;     /* `exclusive: true`: of a select_multiple, excludes the others */
  const Str *columns; /* beside its list's column_names: what a choice_filter or instance() may ask for; empty where not given */
  Str image;          /* a path relative to the form's file, or empty */
  Place place;
} Choice;

typedef struct ChoiceList {
  Str name;
  const Choice *choices;
  size_t count;
  const Str *column_names; /* the columns beyond those this program knows */
  size_t column_count;
  /* `select_one ${name}`: the choices are the answers to this question so far, one for each of its instances; -1: they are the list's own.
   * The choices are named 1, 2 and so on, as many as there can be instances where the form says so (repeat_count), else
   * FORM_ANSWER_CHOICES_MAX, and their labels are the answers. Its questions' choice_filter is
   * seen from the instance: . is the answer. */
  int answers_ix;
  const struct NameIndex *index; /* for form_find_choice; NULL: it looks through all of them */
  /* It was read from a file beside the form: its columns are all that the file has, name and label among them. */
  bool from_file;
  const struct NameIndex *
      *column_indexes; /* for form_look_up, beside column_names of a list from a file; NULL where none is needed */
  Place place;
} ChoiceList;

enum { COLUMNS_AUTO = -1 }; /* columns, columns-pack: as many as fit */

typedef struct Range { /* parameters of a range */
  double start, end, step;
} Range;

typedef struct Question {
  Str name; /* unique in its group */
  Str path; /* names of its groups and its own, joined by "/"; unique */
  Str key;  /* its path from its innermost repeat on: the answer's key in the JSON */
  QuestionKind kind;
  int group_ix;  /* innermost group or repeat it stands in, of Form.groups, or -1 */
  int repeat_ix; /* innermost repeat it stands in, of Form.groups, or -1 */
  Text label, hint, guidance_hint, required_message, constraint_message;
  const Expr *required;      /* NULL: never */
  const Expr *relevant;      /* NULL: always */
  const Expr *constraint;    /* NULL: anything the type accepts */
  const Expr *calculation;   /* NULL: answered by the visitor */
  const Expr *read_only;     /* NULL: never */
  const Expr *choice_filter; /* NULL: every choice of the list is offered */
  const Expr *default_value; /* worked out once, when the question comes to be; a plain default is a constant. NULL: none */
  bool randomize;            /* parameters: randomize=true: the choices are shown in an order drawn by chance */
  const Expr *seed;          /* parameters: seed=${name} or a number: what gives that order; NULL: another one at each visit */
  int trigger_ix;            /* `trigger`: the calculation is worked out when this question's answer changes, only; or -1 */
  unsigned appearance;       /* Appearance bits */
  int columns;               /* columns-n: 1 .. 10; COLUMNS_AUTO; 0: as the program likes */
  /* Of a table (table-list, or list-nolabel): the question that is its first row; -1: in no table. A table's rows, at least two, follow
   * each other in one group on one screen and are all select_one, or all select_multiple, of one list with one choice_filter. The
   * appearance of a row says nothing of its looks. */
  int table_ix;
  /* Of a select_multiple: the most choices its constraint takes, where that says count-selected(.) <= n as a whole or in an `and`; 0: it
   * says no such thing. */
  int select_max;
  int list_ix; /* of Form.lists, or -1 */
  bool
      free_text; /* answered in the visitor's own words or strokes, or calculated from such an answer: kept apart and deleted sooner */
  /* It stands in a group with `link_code: yes`: one of the harmless elements by which a visitor's waves are joined (followup.link: code).
   * Its answer is in no database and no export, only a keyed hash of all of them is. */
  bool link_element;
  Range range; /* of a range question */
  Str image;   /* media::image: a path relative to the form's file, or empty */
  Place place;
} Question;

typedef struct Group {
  Str name, path, key; /* as a question's */
  Text label;
  bool repeats;
  bool field_list; /* its questions share one screen. Never so when a repeat or another field_list stands in it */
  int parent_ix;   /* the group around it, or -1 */
  int repeat_ix;   /* the innermost repeat around it, or -1 */
  int first_question_ix, end_question_ix; /* its questions, with those of the groups in it: first <= ix < end */
  int end_group_ix;                       /* the groups in it: own ix < ix < end */
  const Expr *relevant;                   /* NULL: always */
  const Expr *repeat_count;               /* how many instances; NULL: the visitor adds and removes */
  Place place;
} Group;

/* What must be worked out anew when something changes; reference indices, see below. What closes a circle without harm is left out: a
 * running total that reads earlier instances of its own repeat, and choice_filters that look at each other's answers. */
typedef struct Dependents {
  const int *items;
  size_t count;
} Dependents;

typedef enum IdleOutcome { IDLE_PARTIAL, IDLE_DISCARD } IdleOutcome;
typedef enum TimeGrain { TIME_DAY, TIME_HOUR, TIME_EXACT } TimeGrain;

/* When answers must be gone. */
typedef struct Retention {
  enum { RETENTION_NONE, RETENTION_UNTIL, RETENTION_DAYS } kind;
  int64_t days; /* UNTIL: the first day without them, since 1970-01-01; DAYS: so many after the visit, 1 .. 36500 */
  Place place;
} Retention;

/* What joins a follow-up with the visit that it follows. */
typedef enum FollowupLink { FOLLOWUP_NONE, FOLLOWUP_TOKEN, FOLLOWUP_CODE } FollowupLink;

/* The first day on which a form can be answered on phones, or the last. DAYS: so many days after the day that the token was given; without a
 * token it means nothing. */
typedef Retention PhoneBound;

typedef struct PhoneSettings { /* phone: how the form is answered on people's own phones */
  bool here;                   /* phone.here: the kiosk's first screen has a code for it, while a server runs; default yes */
  bool may_continue;           /* phone.continue: a visit at the kiosk may go on on the visitor's phone; default yes */
  int keep_min;                /* phone.keep: minutes that it waits for that; 1 .. 1440, default 15 */
  bool invited_only;           /* phone.invited: yes: only who has a token may answer; default no. Never in an anonymous form */
  PhoneBound from, until;
} PhoneSettings;

typedef struct KioskSettings {
  int idle_after_s;         /* 5 .. 3600; default 60 */
  int idle_warn_s;          /* 20 .. 600 (WCAG 2.2.1: at least 20); default 20 */
  IdleOutcome idle_outcome; /* default partial */
  int thanks_show_s;        /* 3 .. 120; default 15 with a QR code, 8 without */
  Text thanks_text;         /* optional: thanks.text */
  Text invite;              /* optional: attract.invite, one sentence on the first screen */
  int minutes;              /* attract.minutes: how long it takes, 1 .. 60, or 0: estimated from the questions */
  Str followup_url;         /* of a survey elsewhere: template with {token}, {event}, {round}, {place}, {form}, {lang}; or empty */
  Str followup_form;        /* the form_id of a form that our own server has; or empty. Never both */
  FollowupLink followup_link; /* followup.link; default none */
  Text followup_text;         /* optional: what is behind the code */
  bool anonymous;             /* privacy.mode: anonymous (the default) or linked */
  int min_group;              /* 3 .. 1000; default 5 */
  TimeGrain time_grain;       /* default day */
  Retention keep_free_text;   /* retention.free_text: a date or "90 days"; never later than keep_responses */
  Retention keep_responses;   /* retention.responses */
  PhoneSettings phone;
  bool review; /* review: yes: before it is sent in, all answers on one screen, each to be changed */
} KioskSettings;

typedef struct Form {
  Str form_id, version;
  Text title;
  const Language *languages;
  size_t language_count;     /* at least 1 */
  int default_language_ix;   /* what a missing text falls back to */
  const Question *questions; /* in the form's order */
  size_t question_count;
  const Group *groups; /* groups and repeats, in the form's order: outer before inner */
  size_t group_count;
  /* By reference index (a question's index; question_count + a group's index; the form itself comes last): */
  /* whose relevant, calculation, choice_filter or repeat_count reads it; of a group also what stands in it; without repetitions */
  const Dependents *dependents;
  const int *rank; /* everything has a higher rank than what it depends on */
  const ChoiceList *lists;
  size_t list_count;
  size_t
      table_count; /* lists[list_count + i]: files that pulldata() and instance() ask for and no question offers; no names, no labels */
  const struct FormIndex *index; /* for form_find_question and form_find_path */
  KioskSettings kiosk;
  Str source;       /* the form as YAML text: what it was read from, or what its workbook says; goes into the database */
  const char *file; /* where from; owned by the arena */
} Form;

/* Reads a form from text. Mistakes and warnings go to diags; returns NULL if there is an error among them. Form, expressions and
 * a copy of the text live in the arena. */
const Form *form_parse_yaml(Arena *arena, Str source, const char *file, Diags *diags);
/* Reads a form again that was one before: the source that a database keeps. A program that has become stricter since must still export,
 * merge and go on with what was answered, so all that a form can be made of in spite of is a warning here, and an expression that cannot be
 * worked out is left out. Never for what an author hands in. Otherwise as form_parse_yaml. */
const Form *form_parse_stored(Arena *arena, Str source, const char *file, Diags *diags);
/* The same as form_parse_yaml from a workbook's bytes (.xlsx). */
const Form *form_parse_xlsx(Arena *arena, Str bytes, const char *file, Diags *diags);
/* Reads a form file by its ending (.yaml, .yml, .xlsx). A file that cannot be read: Status and Err; a form with mistakes: STATUS_INPUT
 * with err saying how many, the list in diags. */
Status form_load(Arena *arena, const char *path, Diags *diags, const Form **out, Err *err);

/* The text in a language: else in its sister (nn -> nb, nb -> nn), else in the default language, else in any; empty only
 * when it has none at all. */
Str text_in(const Form *form, Text text, int language_ix);
bool text_is_empty(const Form *form, Text text);
int form_find_question(const Form *form, Str name);                         /* the first of that name: index, or -1 */
int form_find_path(const Form *form, Str path);                             /* a question's index, or -1 */
size_t form_reference_count(const Form *form);                              /* questions, groups and the form itself */
int form_question_of(const Form *form, int reference_ix);                   /* a question's index, or -1: a group or the form */
int form_group_of(const Form *form, int reference_ix);                      /* a group's index, or -1 */
int form_find_language(const Form *form, Str code);                         /* index, or -1 */
const ChoiceList *form_choices(const Form *form, const Question *question); /* NULL when it has none */
int form_find_choice(const ChoiceList *list, Str name);                     /* index, or -1 */
/* Of a list from a file: the cell in a column of the first row that has the key in the key column; empty when there is none. */
Str form_look_up(const Form *form, Str list, Str column, Str key_column, Str key);
/* A CSV file as such a list, of the file's name without its ending. A file that cannot be read: Status and Err; one that is no table:
 * STATUS_INPUT, and in diags where and why. */
Status form_read_table(Arena *arena, const char *path, Diags *diags, ChoiceList *out, Err *err);
/* How long a visit takes, in whole minutes of at least 1: the form's own figure, else estimated (10 s a closed question, 30 s an
 * open one, 5 s a note). */
int form_minutes(const Form *form);
/* When something was, on the local clock and no finer than the form's time_grain: a day begins at 0, an hour at its first minute. */
CivilTime form_coarse_time(const Form *form, int64_t wall_ms);
/* The same as it is written down: "2026-11-21", "2026-11-21T14", or the moment in full. */
Str form_time_text(Arena *arena, const Form *form, int64_t wall_ms);

/* The last day whose answers must be gone today; INT64_MIN: none must, INT64_MAX: all must. Days since 1970-01-01. */
int64_t form_retention_reach(Retention retention, int64_t today);
/* "after 90 days", "on 2027-01-31", or empty when nothing was promised. */
Str form_retention_text(Arena *arena, Retention retention);

/* The words of Appearance bits as an author writes them: "quick likert"; empty when there are none. */
Str form_appearance_words(Arena *arena, unsigned appearance);

/* What the readers need to know of a question type: a record per type, in form/type.c. */
typedef struct FormType {
  const char *name;        /* XLSForm's */
  const char *const *also; /* other spellings, NULL-terminated, or NULL */
  bool takes_list;         /* "select_one LIST" */
  bool asked;              /* is it ever on a screen? */
  bool takes_answer;       /* has it an answer, to be kept and exported? false for a note */
  bool may_be_required;
  bool own_words;       /* is it answered in the visitor's own words or strokes? */
  unsigned appearances; /* the Appearance bits that mean something for it */
  int seconds;          /* what answering takes, for form_minutes */
} FormType;

const FormType *form_type(QuestionKind kind); /* static */

/* What an author may write, where, as the readers take it: for schemas and references. */
typedef enum FormPart {
  FORM_PART_FORM, /* the file */
  FORM_PART_SETTINGS,
  FORM_PART_LANGUAGE, /* of languages, where it is more than a name */
  FORM_PART_KIOSK,
  FORM_PART_ATTRACT,
  FORM_PART_IDLE,
  FORM_PART_THANKS,
  FORM_PART_FOLLOWUP,
  FORM_PART_PHONE,
  FORM_PART_PRIVACY,
  FORM_PART_RETENTION,
  FORM_PART_QUESTION, /* a row of the survey */
  FORM_PART_GROUP,    /* a row that is a group or a repeat */
  FORM_PART_CHOICE,   /* others are columns for a choice_filter */
  FORM_PART_COUNT
} FormPart;

typedef enum FormKeyKind {
  FORM_KEY_WORDS,      /* one text, or a number that is read as one */
  FORM_KEY_TEXT,       /* what visitors read: one text, or one for each language */
  FORM_KEY_FLAG,       /* yes or no */
  FORM_KEY_NUMBER,     /* a whole number, least .. most */
  FORM_KEY_WORD,       /* one of words */
  FORM_KEY_DAYS,       /* a day, or a number of days: 2027-01-31, 90 days */
  FORM_KEY_EXPRESSION, /* yes, no, a number or a text that is one */
  FORM_KEY_TYPE,
  FORM_KEY_PARAMETERS, /* a text, or a map of them */
  FORM_KEY_FILE,       /* a path, or one for each language */
  FORM_KEY_PART,       /* a map with the keys of part */
  FORM_KEY_LANGUAGES,  /* a map: code to name, or to a FORM_PART_LANGUAGE */
  FORM_KEY_ROWS,       /* a list of questions and groups */
  FORM_KEY_LISTS,      /* a map of lists of choices */
  FORM_KEY_ANY,
  FORM_KEY_KIND_COUNT
} FormKeyKind;

typedef struct FormKey {
  const char *name;
  const char *help; /* what it says, as part of a sentence */
  FormKeyKind kind;
  FormPart part;
  int least, most;
  const char *const *words; /* NULL-terminated */
} FormKey;

const FormKey *form_keys(FormPart part, size_t *count); /* static */
/* Every word that a type can begin with, those of groups too, in small letters with spaces; into the arena. */
size_t form_type_words(Arena *arena, const Str **out);
const char *form_appearance_word(size_t ix); /* those that this program knows; static; NULL past the last */

/* Every code that this module's messages have, beside those of yaml_tree and expr; static. */
const char *const *form_codes(size_t *count);

#endif
