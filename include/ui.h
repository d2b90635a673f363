/* ui: the touch interface: what is on the screen, where, and what a touch or a key does to it.
 *
 * Input in; actions, nodes and a draw list out. Knows no SDL, no clock and no database. One list of nodes (role, label, value,
 * state, rectangle) is what a screen produces: painting, describe, focus, scripted visits and contrast tests all work from it.
 * Sizes are laid out in millimetres of the real display and turned into pixels once.
 *
 * A Ui keeps interaction state only (focus, press, scroll, caret, motion); what is true stands in the Scene and its Survey. */
#ifndef UI_H
#define UI_H

#include "base.h"
#include "draw.h"
#include "form.h"
#include "phrases.h"
#include "survey.h"
#include "theme.h"

/* --- Strings: assets/strings/LANG.yaml, the interface's own words --- */

#define UI_STRINGS(X)                                                                                                              \
  X(NEXT, "next")                       /* Next */                                                                                 \
  X(BACK, "back")                       /* Back */                                                                                 \
  X(SKIP, "skip")                       /* Next, when an optional question is not answered */                                      \
  X(FINISH, "finish")                   /* Next on the last question */                                                            \
  X(START, "start")                     /* the start button's words */                                                             \
  X(INVITE, "invite")                   /* one sentence, when the form has none */                                                 \
  X(MINUTES_ONE, "minutes_one")         /* takes about a minute */                                                                 \
  X(MINUTES, "minutes")                 /* takes about {n} minutes */                                                              \
  X(ANONYMOUS, "anonymous")             /* nobody can see who answered */                                                          \
  X(NOT_ANONYMOUS, "not_anonymous")     /* the form is not anonymous */                                                            \
  X(CHOOSE_LANGUAGE, "choose_language") /* spoken label of the language button */                                                  \
  X(PROGRESS, "progress")               /* question {n} of {total} */                                                              \
  X(REQUIRED, "required")               /* please answer this one */                                                               \
  X(REQUIRED_ACKNOWLEDGE, "required_acknowledge")                                                                                  \
  X(INVALID, "invalid")               /* constraint broken, and the form says nothing */                                           \
  X(SELECT_SEVERAL, "select_several") /* you may choose several */                                                                 \
  X(ACKNOWLEDGE, "acknowledge")       /* words of the acknowledge button when the form has none */                                 \
  X(MORE_BELOW, "more_below")                                                                                                      \
  X(MORE_ABOVE, "more_above")                                                                                                      \
  X(IDLE_TITLE, "idle_title")     /* are you still there? */                                                                       \
  X(IDLE_PARTIAL, "idle_partial") /* in {n} seconds we close; what you have answered is kept */                                    \
  X(IDLE_DISCARD, "idle_discard") /* in {n} seconds we close; what you have answered is erased */                                  \
  X(STILL_HERE, "still_here")     /* I am still here */                                                                            \
  X(THANKS_TITLE, "thanks_title")                                                                                                  \
  X(THANKS_TEXT, "thanks_text")       /* when the form has none */                                                                 \
  X(FOLLOWUP_TITLE, "followup_title") /* on the QR code: answer more on your own phone */                                          \
  X(FOLLOWUP_NONE, "followup_none")   /* voluntary; cannot be joined with what you answered here */                                \
  X(FOLLOWUP_TOKEN, "followup_token") /* voluntary; the code joins it with what you answered here */                               \
  X(FOLLOWUP_CODE, "followup_code")   /* voluntary; what both times ask of everybody joins it with what you answered here */       \
  X(FOLLOWUP_BRIEF, "followup_brief") /* the same where there is room for a few words only */                                      \
  X(FOLLOWUP_NONE_BRIEF, "followup_none_brief")                                                                                    \
  X(FOLLOWUP_TOKEN_BRIEF, "followup_token_brief")                                                                                  \
  X(FOLLOWUP_CODE_BRIEF, "followup_code_brief")                                                                                    \
  X(FOLLOWUP_FROM, "followup_from")   /* what the code leads to can be answered from {date} on */                                  \
  X(SCAN_OR_TYPE, "scan_or_type")     /* under a code of which nothing says yet that it is to be scanned: do, or type this */      \
  X(TYPE_ADDRESS, "type_address")     /* under a code: or type this address on the phone; it follows on a line of its own */       \
  X(TYPE_CODE, "type_code")           /* and there this, which follows likewise */                                                 \
  X(PHONE_HERE, "phone_here")         /* on the first screen, at a code: this can be answered on your own phone too */             \
  X(PHONE_BRIEF, "phone_brief")       /* the same where there is room for two or three words only */                               \
  X(CONTINUE, "continue_phone")       /* the button to go on on your own phone */                                                  \
  X(CONTINUE_TEXT, "continue_text")   /* before it: what it does */                                                                \
  X(HANDOVER_TITLE, "handover_title") /* scan the code, to go on on your phone */                                                  \
  X(HANDOVER_TEXT, "handover_text")   /* this screen has forgotten you, and only the phone can go on */                            \
  X(HANDOVER_BRIEF, "handover_brief") /* of that only the first, where there is room for a few words only */                       \
  X(HANDOVER_MINUTES_ONE, "handover_minutes_one") /* the code is good for one minute */                                            \
  X(HANDOVER_MINUTES, "handover_minutes")         /* for {n} minutes */                                                            \
  X(DONE, "done")                                 /* close the thanks screen */                                                    \
  X(TRIAL, "trial")                               /* trial: answers do not count */                                                \
  X(CHOOSER_TITLE, "chooser_title")               /* which questionnaire? */                                                       \
  X(FAULT_TITLE, "fault_title")                   /* the kiosk is resting */                                                       \
  X(FAULT_TEXT, "fault_text")                                                                                                      \
  X(KEY_SHIFT, "key_shift") /* spoken labels of keys without a letter */                                                           \
  X(KEY_BACKSPACE, "key_backspace")                                                                                                \
  X(KEY_SPACE, "key_space")                                                                                                        \
  X(KEY_ENTER, "key_enter")                                                                                                        \
  X(KEY_NUMBERS, "key_numbers") /* to digits and signs */                                                                          \
  X(KEY_LETTERS, "key_letters") /* back to letters */                                                                              \
  X(KEY_LATIN, "key_latin")     /* to Latin letters */                                                                             \
  X(KEY_OWN, "key_own")         /* to the letters of the language */                                                               \
  X(KEY_MINUS, "key_minus")     /* change of sign on the number pad */                                                             \
  X(TEXT_FIELD, "text_field")   /* spoken label of an empty field; also shown in it */                                             \
  X(NUMBER_FIELD, "number_field")                                                                                                  \
  X(DECIMAL_MARK, "decimal_mark") /* between whole and fraction: "," or "." */                                                     \
  X(KEY_DECIMAL, "key_decimal")   /* spoken label of its key */                                                                    \
  X(MORE, "more")                 /* spoken label of the + of a stepper; the part's name goes before it */                         \
  X(LESS, "less")                                                                                                                  \
  X(CLEAR, "clear")           /* takes an answer back */                                                                           \
  X(RANK_HINT, "rank_hint")   /* tap in order */                                                                                   \
  X(RANK_AGAIN, "rank_again") /* start over */                                                                                     \
  X(PART_DAY, "part_day")     /* of a date */                                                                                      \
  X(PART_MONTH, "part_month")                                                                                                      \
  X(PART_YEAR, "part_year")                                                                                                        \
  X(PART_HOUR, "part_hour")                                                                                                        \
  X(PART_MINUTE, "part_minute")                                                                                                    \
  X(MONTH_1, "month_1") /* short names, as they stand between a day and a year */                                                  \
  X(MONTH_2, "month_2")                                                                                                            \
  X(MONTH_3, "month_3")                                                                                                            \
  X(MONTH_4, "month_4")                                                                                                            \
  X(MONTH_5, "month_5")                                                                                                            \
  X(MONTH_6, "month_6")                                                                                                            \
  X(MONTH_7, "month_7")                                                                                                            \
  X(MONTH_8, "month_8")                                                                                                            \
  X(MONTH_9, "month_9")                                                                                                            \
  X(MONTH_10, "month_10")                                                                                                          \
  X(MONTH_11, "month_11")                                                                                                          \
  X(MONTH_12, "month_12")                                                                                                          \
  X(GUIDANCE, "guidance")                   /* unfolds a longer explanation */                                                     \
  X(INSTANCE, "instance")                   /* {n} of {total} of what is repeated */                                               \
  X(REPEAT_TITLE, "repeat_title")           /* is there another one? */                                                            \
  X(REPEAT_TITLE_NONE, "repeat_title_none") /* the same, when there is none yet */                                                 \
  X(REPEAT_COUNT, "repeat_count")           /* so many so far: {n} */                                                              \
  X(ADD_ANOTHER, "add_another")             /* the repeat's label goes after it */                                                 \
  X(ADD_FIRST, "add_first")                 /* the same, when there is none yet */                                                 \
  X(REMOVE_LAST, "remove_last")                                                                                                    \
  X(NOTHING_MORE, "nothing_more")   /* Next, where another one could be added */                                                   \
  X(HIDE, "hide")                   /* blanks the screen until it is touched */                                                    \
  X(HIDDEN, "hidden")               /* on the blank screen: touch to go on */                                                      \
  X(TEXT_SIZE, "text_size")         /* spoken label of the button that makes letters larger, and after the largest normal again */ \
  X(MENU, "menu")                   /* spoken label of the button to languages, size of letters and hiding */                      \
  X(REVIEW_TITLE, "review_title")   /* above all answers */                                                                        \
  X(REVIEW_HINT, "review_hint")     /* tap what you want to change */                                                              \
  X(REVIEW_RETURN, "review_return") /* Next, on a question that was come to from there */                                          \
  X(NOT_ANSWERED, "not_answered")                                                                                                  \
  X(PICK, "pick")                             /* in a picker's field: choose */                                                    \
  X(SEARCH, "search")                         /* in the picker's search field */                                                   \
  X(SEARCH_NONE, "search_none")               /* nothing of that name */                                                           \
  X(SELECT_MAX, "select_max")                 /* you may choose up to {n} */                                                       \
  X(SELECT_MAX_REACHED, "select_max_reached") /* you have chosen {n}: take one back to choose another */                           \
  X(HALF_DONE, "half_done")                   /* of a ranking: some have no number yet */                                          \
  X(STARS, "stars")                           /* {n} of {total} stars, spoken */                                                   \
  X(SIGN_HERE, "sign_here")                                                                                                        \
  X(DRAW_HERE, "draw_here")                                                                                                        \
  X(SIGN_BY_KEY, "sign_by_key") /* on the paper while keys are in use: the space bar puts a cross there */                         \
  X(SIGNED, "signed")           /* the answer in words */                                                                          \
  X(DRAWN, "drawn")                                                                                                                \
  X(START_OVER, "start_over") /* of a signature */                                                                                 \
  X(CALENDAR, "calendar")     /* opens the month sheet */                                                                          \
  X(MONTH_BEFORE, "month_before")                                                                                                  \
  X(MONTH_AFTER, "month_after")                                                                                                    \
  X(YEAR_BEFORE, "year_before")                                                                                                    \
  X(YEAR_AFTER, "year_after")                                                                                                      \
  X(MASKED, "masked")             /* says that what is typed is not shown */                                                       \
  X(KEY_CLOSE, "key_close")       /* spoken: the on-screen keyboard goes away */                                                   \
  X(KEY_ACCENTS, "key_accents")   /* spoken: more letters of this key */                                                           \
  X(CLOSED_TITLE, "closed_title") /* the kiosk is closed */                                                                        \
  X(CLOSED_OPENS, "closed_opens") /* opens again; the day and the time follow on a line of their own */                            \
  X(LONG_MONTH_1, "long_month_1") /* as they head a month sheet */                                                                 \
  X(LONG_MONTH_2, "long_month_2")                                                                                                  \
  X(LONG_MONTH_3, "long_month_3")                                                                                                  \
  X(LONG_MONTH_4, "long_month_4")                                                                                                  \
  X(LONG_MONTH_5, "long_month_5")                                                                                                  \
  X(LONG_MONTH_6, "long_month_6")                                                                                                  \
  X(LONG_MONTH_7, "long_month_7")                                                                                                  \
  X(LONG_MONTH_8, "long_month_8")                                                                                                  \
  X(LONG_MONTH_9, "long_month_9")                                                                                                  \
  X(LONG_MONTH_10, "long_month_10")                                                                                                \
  X(LONG_MONTH_11, "long_month_11")                                                                                                \
  X(LONG_MONTH_12, "long_month_12")                                                                                                \
  X(DATE_WORDS, "date_words")           /* a date in words: {weekday} {day} {month} {year} */                                      \
  X(DAY_WORDS, "day_words")             /* the same of this year: {weekday} {day} {month} */                                       \
  X(TIME_WORDS, "time_words")           /* {time} of today */                                                                      \
  X(LIST_JOINER, "list_joiner")         /* between what is told one after the other; a space follows */                            \
  X(DATE_TIME_WORDS, "date_time_words") /* {date} {time} */                                                                        \
  X(MONTH_OF_1, "month_of_1")           /* whole, as it stands between a day and a year */                                         \
  X(MONTH_OF_2, "month_of_2")                                                                                                      \
  X(MONTH_OF_3, "month_of_3")                                                                                                      \
  X(MONTH_OF_4, "month_of_4")                                                                                                      \
  X(MONTH_OF_5, "month_of_5")                                                                                                      \
  X(MONTH_OF_6, "month_of_6")                                                                                                      \
  X(MONTH_OF_7, "month_of_7")                                                                                                      \
  X(MONTH_OF_8, "month_of_8")                                                                                                      \
  X(MONTH_OF_9, "month_of_9")                                                                                                      \
  X(MONTH_OF_10, "month_of_10")                                                                                                    \
  X(MONTH_OF_11, "month_of_11")                                                                                                    \
  X(MONTH_OF_12, "month_of_12")                                                                                                    \
  X(WEEKDAY_1, "weekday_1") /* Monday, as a word of its own */                                                                     \
  X(WEEKDAY_2, "weekday_2")                                                                                                        \
  X(WEEKDAY_3, "weekday_3")                                                                                                        \
  X(WEEKDAY_4, "weekday_4")                                                                                                        \
  X(WEEKDAY_5, "weekday_5")                                                                                                        \
  X(WEEKDAY_6, "weekday_6")                                                                                                        \
  X(WEEKDAY_7, "weekday_7")                                                                                                        \
  X(SHORT_DAY_1, "short_day_1") /* Monday, as it heads a column of a month sheet: one or two letters */                            \
  X(SHORT_DAY_2, "short_day_2")                                                                                                    \
  X(SHORT_DAY_3, "short_day_3")                                                                                                    \
  X(SHORT_DAY_4, "short_day_4")                                                                                                    \
  X(SHORT_DAY_5, "short_day_5")                                                                                                    \
  X(SHORT_DAY_6, "short_day_6")                                                                                                    \
  X(SHORT_DAY_7, "short_day_7")                                                                                                    \
  X(FIRST_WEEKDAY, "first_weekday") /* of a week in a month sheet: 1 Monday .. 7 Sunday */                                         \
  X(PAUSED_TITLE, "paused_title")   /* a sign: staff have put the kiosk to rest */                                                 \
  X(PAUSED_TEXT, "paused_text")     /* it will be back */                                                                          \
  X(PIN_TITLE, "pin_title")         /* for staff: type the PIN */                                                                  \
  X(PIN, "pin")                     /* spoken label of its dots */                                                                 \
  X(PIN_OK, "pin_ok")                                                                                                              \
  X(PIN_WRONG, "pin_wrong")                                                                                                        \
  X(PIN_WAIT, "pin_wait")       /* too many wrong ones: again in {time} */                                                         \
  X(STAFF_LEAVE, "staff_leave") /* back to the visitors' screens */                                                                \
  X(BOARD_FINE, "board_fine")   /* how things stand, in a word */                                                                  \
  X(BOARD_LOOK, "board_look")   /* something needs to be looked after */                                                           \
  X(BOARD_PAUSED, "board_paused")                                                                                                  \
  X(BOARD_TODAY, "board_today")       /* over the next three */                                                                    \
  X(TODAY_COMPLETE, "today_complete") /* a number of visits */                                                                     \
  X(TODAY_PARTIAL, "today_partial")                                                                                                \
  X(TODAY_DISCARDED, "today_discarded")                                                                                            \
  X(BOARD_LEDGER, "board_ledger")     /* over what was numbered of the answers */                                                  \
  X(LEDGER_WAITING, "ledger_waiting") /* {waiting} have no number yet */                                                           \
  X(LEDGER_HEAD, "ledger_head")       /* {code} to be written down and compared */                                                 \
  X(BOARD_DISK, "board_disk")                                                                                                      \
  X(DISK_GOOD, "disk_good")                                                                                                        \
  X(DISK_LOW, "disk_low")                                                                                                          \
  X(DISK_UNKNOWN, "disk_unknown")                                                                                                  \
  X(DISK_FREE, "disk_free")           /* {n} gigabytes */                                                                          \
  X(DISK_FREE_MB, "disk_free_mb")     /* {n} megabytes */                                                                          \
  X(DISK_LOW_MEANS, "disk_low_means") /* what is to be done */                                                                     \
  X(BOARD_BACKUP, "board_backup")                                                                                                  \
  X(BACKUP_NONE, "backup_none") /* nobody asked for one */                                                                         \
  X(NONE_YET, "none_yet")       /* of answers, or of backups */                                                                    \
  X(BACKUP_DONE, "backup_done") /* {when} */                                                                                       \
  X(BACKUP_RUNNING, "backup_running")                                                                                              \
  X(BACKUP_FAILED, "backup_failed")                                                                                                \
  X(BACKUP_FAILED_MEANS, "backup_failed_means") /* what is to be done */                                                           \
  X(BACKUP_LAST, "backup_last")                 /* the last good one: {when} */                                                    \
  X(BOARD_SEAL, "board_seal")                                                                                                      \
  X(SEAL_CLOSED, "seal_closed") /* answers are sealed */                                                                           \
  X(SEAL_CLOSED_MEANS, "seal_closed_means")                                                                                        \
  X(SEAL_OPEN, "seal_open")                                                                                                        \
  X(SEAL_OPEN_MEANS, "seal_open_means")                                                                                            \
  X(BOARD_TROUBLES, "board_troubles")       /* over those that have passed */                                                      \
  X(TROUBLE_DISK_FULL, "trouble_disk_full") /* in the order of StaffFault */                                                       \
  X(TROUBLE_DISK, "trouble_disk")                                                                                                  \
  X(TROUBLE_DAMAGED, "trouble_damaged")                                                                                            \
  X(TROUBLE_MOVED, "trouble_moved")                                                                                                \
  X(TROUBLE_BACKUP, "trouble_backup")                                                                                              \
  X(TROUBLE_CLOCK, "trouble_clock")                                                                                                \
  X(TROUBLE_OTHER, "trouble_other")                                                                                                \
  X(STAFF_PAUSE, "staff_pause")                                                                                                    \
  X(STAFF_GO_ON, "staff_go_on")                                                                                                    \
  X(STAFF_FORMS, "staff_forms")                                                                                                    \
  X(STAFF_QUIT, "staff_quit")                                                                                                      \
  X(QUIT_TITLE, "quit_title") /* asked once more */                                                                                \
  X(QUIT_TEXT, "quit_text")                                                                                                        \
  X(QUIT_YES, "quit_yes")                                                                                                          \
  X(QUIT_NO, "quit_no")

typedef enum UiString {
#define X(id, key) UI_STRING_##id,
  UI_STRINGS(X)
#undef X
      UI_STRING_COUNT
} UiString;

/* Those of the folder assets/strings; fails as phrases_load. */
const Phrases *ui_phrases_load(Arena *arena, const char *folder, Diags *diags, Err *err);

/* --- Scene: what is to be shown --- */

typedef enum Screen {
  SCREEN_CHOOSER,
  SCREEN_ATTRACT,
  SCREEN_QUESTION,
  SCREEN_THANKS,
  SCREEN_IDLE,
  SCREEN_FAULT,
  SCREEN_CLOSED,   /* outside the opening hours, or paused by staff */
  SCREEN_STAFF,    /* behind a long press in a corner: the PIN, then how things stand */
  SCREEN_HANDOVER, /* the visit has left for the visitor's phone: the code that it goes on by */
  SCREEN_COUNT
} Screen;

extern const char *const screen_names[SCREEN_COUNT]; /* "chooser", "attract", ... as describe says them, but for the review */

/* Where pictures come from. find: the picture that a form calls so, relative to its file; NULL: there is none, and none is shown. Asked
 * at each layout; what it gives is valid until the list that was drawn of it has been painted. */
typedef struct UiImages {
  void *context;
  const Image *(*find)(void *context, Str path);
} UiImages;

/* Faults in words that a host of an event understands. */
typedef enum StaffFault {
  STAFF_FAULT_DISK_FULL,
  STAFF_FAULT_DISK,    /* reading or writing fails, or may not be done */
  STAFF_FAULT_DAMAGED, /* the database was damaged and set aside */
  STAFF_FAULT_MOVED,
  STAFF_FAULT_BACKUP,
  STAFF_FAULT_CLOCK, /* it jumped, and is not believed yet */
  STAFF_FAULT_OTHER,
  STAFF_FAULT_COUNT
} StaffFault;

typedef struct StaffTrouble {
  StaffFault fault;
  int64_t wall_ms; /* when it was last seen */
  bool over;
} StaffTrouble;

enum { STAFF_TROUBLES_MAX = 5 };

typedef enum StaffBackup {
  STAFF_BACKUP_NONE,
  STAFF_BACKUP_NEVER_YET,
  STAFF_BACKUP_DONE,
  STAFF_BACKUP_RUNNING,
  STAFF_BACKUP_FAILED
} StaffBackup;

/* How things stand, for those who look after the kiosk. Never an answer. */
typedef struct Staff {
  bool open;                             /* the PIN was right; else nothing below counts but the next three */
  bool wrong_pin;                        /* the last one was */
  int wait_s;                            /* until another may be tried; 0: now */
  Str form, event, place, round, device; /* may be empty */
  size_t complete, partial, discarded;   /* today */
  int64_t numbered;
  size_t waiting;
  Str ledger_head;
  int64_t free_bytes; /* on the disk of the database; -1: unknown */
  bool disk_low;
  bool sealed;
  StaffBackup backup;
  int64_t backup_wall_ms;
  StaffTrouble troubles[STAFF_TROUBLES_MAX]; /* newest first */
  size_t trouble_count;
  bool paused, may_choose_form;
} Staff;

typedef struct Scene { /* all borrowed until the next scene */
  Screen screen;
  const Form *form;   /* NULL on the chooser and perhaps on a fault */
  int language_ix;    /* of the form, or on the chooser of languages */
  const int *offered; /* indices of the form's languages that visitors may choose, in order; NULL: all of them */
  size_t offered_count;
  const Survey *survey;     /* question, idle */
  const Form *const *forms; /* chooser */
  size_t form_count;
  const Language *languages; /* chooser: those of all its forms, each once; NULL: it is shown in the first form's */
  size_t language_count;
  bool trial;
  int idle_seconds_left;     /* idle */
  const uint8_t *qr_modules; /* thanks, attract, handover: side^2 bytes, bit 0 set is dark; NULL: no code */
  int qr_side;               /* modules without the quiet zone */
  Str qr_address;            /* under the code, for who types: "svar.example.no", without what needs not be typed; empty: nothing */
  Str qr_code;               /* what to type there, in groups of four; empty: the address alone leads there */
  int qr_minutes;            /* handover: how long the visit waits for the phone */
  int64_t followup_from_day; /* thanks: the day from which on phones are let in there, since 1970-01-01; 0: they are now */
  bool may_continue;         /* question: there is a button to go on on one's own phone */
  UiImages images;           /* find NULL: no pictures */
  int64_t now_wall_ms;       /* where a date or time that is not given yet begins to be set */
  const Image *logo;         /* the theme's; NULL: none */
  const Staff *staff;        /* staff */
  bool staff_entry;          /* a long press in the upper corner at the start of the line opens the staff screen; in no visit */
  bool paused;               /* closed: by staff, until further notice */
  int opens_weekday;         /* closed: 1 Monday .. 7 Sunday, or 0: it does not say when */
  int opens_minute;          /* of that day */
  int opens_in_days;         /* 0: today; more than six: it says the date */
  int opens_month, opens_day; /* which that is, from 1 */
} Scene;

/* --- Nodes --- */

typedef enum NodeRole {
  ROLE_TITLE,
  ROLE_TEXT,
  ROLE_BUTTON,
  ROLE_RADIO,
  ROLE_CHECKBOX,
  ROLE_SLIDER,
  ROLE_TEXTBOX,
  ROLE_KEY,
  ROLE_IMAGE,
  ROLE_ALERT,
  ROLE_COUNT
} NodeRole;

extern const char *const role_names[ROLE_COUNT];

typedef enum NodeState { /* bits */
                         STATE_FOCUSED = 1 << 0,
                         STATE_SELECTED = 1 << 1,
                         STATE_DISABLED = 1 << 2,
                         STATE_INVALID = 1 << 3,
                         STATE_PRESSED = 1 << 4, /* not told by describe */
} NodeState;

typedef struct NodeInk NodeInk; /* how it is painted; ui's own */

typedef struct Node {
  Str id; /* stable within a screen: "next", "answer.ikke", "key.a"; on a page of several questions "NAME.answer.ikke" */
  NodeRole role;
  Str label; /* visible or spoken words */
  Str value; /* of a text box, progress, ... */
  unsigned state;
  Rect rect; /* where it is, px */
  Rect clip; /* the part of the screen it may show in; a node scrolled out of it cannot be tapped */
  bool takes_input;
  const NodeInk *ink;
} Node;

/* --- Ui --- */

typedef enum UiActionKind {
  UI_START,       /* from attract, .language_ix */
  UI_CHOOSE_FORM, /* .form_ix of Scene.forms, .language_ix of Scene.languages */
  UI_ANSWER,      /* .cell, .value (borrowed until the next ui call) */
  UI_NEXT,
  UI_BACK,
  UI_LANGUAGE, /* .language_ix */
  UI_STILL_HERE,
  UI_DONE,     /* from thanks */
  UI_ADD,      /* one instance more of the repeat */
  UI_REMOVE,   /* the repeat's last instance goes */
  UI_GO,       /* from a review, .cell: to its page */
  UI_STAFF,    /* the long press */
  UI_PIN,      /* .value: the digits, to be wiped by whoever takes them */
  UI_PAUSE,    /* staff: pause, or go on */
  UI_FORMS,    /* staff: to the chooser of forms */
  UI_QUIT,     /* staff: end the program */
  UI_CONTINUE, /* the visit goes on on the visitor's phone */
} UiActionKind;

typedef struct UiAction {
  UiActionKind kind;
  int form_ix, cell, language_ix;
  Value value;
} UiAction;

enum { UI_ACTIONS_MAX = 4 };

typedef struct UiActions {
  UiAction items[UI_ACTIONS_MAX];
  size_t count;
} UiActions;

/* How large letters are, and all that is as large as they: the visitor's choice, until the visit ends. */
typedef enum TextSize {
  TEXT_NORMAL,  /* a capital H of 4.9 mm on a small display */
  TEXT_LARGE,   /* 1.25 times */
  TEXT_LARGEST, /* 1.5 times: 7.3 mm, EN 301 549 5.1.4 at 600 mm */
  TEXT_SIZE_COUNT
} TextSize;

typedef struct UiSetup { /* all borrowed for the Ui's life */
  const Theme *theme;
  const Phrases *strings;
  TextMetrics metrics;
  Display display;
  bool reduced_motion;
  TextSize text_size; /* each visit begins with it */
  int double_press_ms; /* a press where the last one was, within this time of a new question, is an unsteady hand's second: ignored */
} UiSetup;

typedef struct Ui Ui;

Ui *ui_new(const UiSetup *setup);
void ui_free(Ui *ui); /* wipes */
void ui_resize(Ui *ui, Display display);
/* What to show from now on. A change of screen or question starts with fresh interaction state, and a short slide in the
 * direction of the move when both are questions; from idle back to its question goes on as it was; a change to attract wipes all that
 * was typed. */
void ui_show(Ui *ui, const Scene *scene, int64_t now_ms);
/* Takes an input at a time; what it means is carried out by the caller, who then shows the scene anew. */
UiActions ui_input(Ui *ui, const Input *input, int64_t now_ms);
/* Time has come to a deadline: a held key repeats, or the list of languages over the first screen shuts. */
UiActions ui_tick(Ui *ui, int64_t now_ms);
/* The next moment at which ui_tick or a new picture is due; INT64_MAX: none. */
int64_t ui_deadline_ms(const Ui *ui, int64_t now_ms);
/* Builds nodes and picture of the scene at a moment. Both live until the next ui call. */
const DrawList *ui_draw(Ui *ui, int64_t now_ms);
const Node *ui_nodes(Ui *ui, size_t *count); /* in focus order */
/* Which screen it is, as describe says it: "review" is a question's screen with that page. */
const char *ui_screen_name(const Ui *ui);
/* The language_ix that is shown now: the first screens go through them all by themselves. */
int ui_language(const Ui *ui);
/* Overwrites everything the last visitor left in the interface's memory. */
void ui_wipe(Ui *ui);

#endif
