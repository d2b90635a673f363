/* The keys of the pages' words, assets/strings/web/LANG.yaml. */
#ifndef WEB_PHRASES_H
#define WEB_PHRASES_H

#include "phrases.h"

#define WEB_PHRASES(X)                                                                                                             \
  X(NEXT, "next")                                                                                                                  \
  X(BACK, "back")                                                                                                                  \
  X(SKIP, "skip")     /* Next, while an optional question is not answered */                                                       \
  X(FINISH, "finish") /* Next on the last page */                                                                                  \
  X(START, "start")                                                                                                                \
  X(RESUME, "resume")                                                                                                              \
  X(RESUME_TEXT, "resume_text")                                                                                                    \
  X(ANEW, "anew")                                                                                                                  \
  X(INVITE, "invite")   /* where the form has no sentence of its own */                                                            \
  X(MINUTES, "minutes") /* a form for each plural, as YEARS */                                                                     \
  X(PRIVACY_TITLE, "privacy_title")                                                                                                \
  X(ANONYMOUS, "anonymous")                                                                                                        \
  X(NOT_ANONYMOUS, "not_anonymous") /* privacy.mode: linked */                                                                     \
  X(JOINED, "joined")               /* by token */                                                                                 \
  X(JOINED_CODE, "joined_code")     /* by elements that the respondent gives */                                                    \
  X(NOT_JOINED, "not_joined")                                                                                                      \
  X(NO_TRACES, "no_traces")                                                                                                        \
  X(LEFT_PARTIAL, "left_partial") /* idle.outcome: partial */                                                                      \
  X(LEFT_DISCARD, "left_discard") /* idle.outcome: discard */                                                                      \
  X(KEPT_UNTIL, "kept_until")     /* retention.responses */                                                                        \
  X(KEPT_FOR, "kept_for")         /* {time}: of these */                                                                           \
  X(WORDS_UNTIL, "words_until")   /* retention.free_text */                                                                        \
  X(WORDS_FOR, "words_for")                                                                                                        \
  X(YEARS, "years") /* a form for each plural of the language: phrases_count */                                                    \
  X(MONTHS, "months")                                                                                                              \
  X(DAYS, "days")                                                                                                                  \
  X(PRIVACY_MORE, "privacy_more") /* opens the rest of it */                                                                       \
  X(LANGUAGE, "language")                                                                                                          \
  X(TRIAL, "trial")                                                                                                                \
  X(PROGRESS, "progress")                                                                                                          \
  X(REQUIRED_SHORT, "required_short") /* beside a question */                                                                      \
  X(REQUIRED, "required")             /* the message */                                                                            \
  X(REQUIRED_ACKNOWLEDGE, "required_acknowledge")                                                                                  \
  X(INVALID, "invalid")           /* a constraint is broken, and the form says nothing */                                          \
  X(ERROR_PREFIX, "error_prefix") /* before the page's title */                                                                    \
  X(ERROR_TITLE, "error_title")   /* above the list of what is wrong */                                                            \
  X(MORE_QUESTIONS, "more_questions")                                                                                              \
  X(MORE_QUESTIONS_GO, "more_questions_go")                                                                                        \
  X(LATE, "late") /* a page was posted that is not the one the visit is on */                                                      \
  X(SELECT_SEVERAL, "select_several")                                                                                              \
  X(SELECT_MAX, "select_max")                                                                                                      \
  X(EXCLUSIVE, "exclusive") /* beside a choice that excludes the others */                                                         \
  X(CHOICE_NOT_ONE, "choice_not_one")                                                                                              \
  X(PICK, "pick") /* the first line of a list that opens */                                                                        \
  X(FILTER, "filter")                                                                                                              \
  X(FILTER_NONE, "filter_none")                                                                                                    \
  X(ACKNOWLEDGE, "acknowledge")                                                                                                    \
  X(CLEAR, "clear")                                                                                                                \
  X(RANK_HINT, "rank_hint")                                                                                                        \
  X(RANK_UP, "rank_up") /* spoken; what is moved goes after it */                                                                  \
  X(RANK_DOWN, "rank_down")                                                                                                        \
  X(RANK_CONFIRM, "rank_confirm") /* ticked by itself as soon as anything is moved */                                              \
  X(RANK_NOT_ONE, "rank_not_one")                                                                                                  \
  X(STARS, "stars")                                                                                                                \
  X(RANGE_HINT, "range_hint")                                                                                                      \
  X(RANGE_NOT_ONE, "range_not_one")                                                                                                \
  X(NO_ANSWER_YET, "no_answer_yet") /* of a slider */                                                                              \
  X(SLIDER, "slider")               /* spoken */                                                                                   \
  X(INTEGER_NOT_ONE, "integer_not_one")                                                                                            \
  X(DECIMAL_NOT_ONE, "decimal_not_one")                                                                                            \
  X(DECIMAL_MARK, "decimal_mark")                                                                                                  \
  X(TEXT_NOT_ONE, "text_not_one")                                                                                                  \
  X(MASKED, "masked")                                                                                                              \
  X(MASKED_KEPT, "masked_kept")                                                                                                    \
  X(PART_DATE, "part_date")                                                                                                        \
  X(PART_TIME, "part_time")                                                                                                        \
  X(PART_MONTH, "part_month")                                                                                                      \
  X(PART_YEAR, "part_year")                                                                                                        \
  X(DATE_NOT_ONE, "date_not_one")                                                                                                  \
  X(MONTH_NOT_ONE, "month_not_one")                                                                                                \
  X(YEAR_NOT_ONE, "year_not_one")                                                                                                  \
  X(TIME_NOT_ONE, "time_not_one")                                                                                                  \
  X(MOMENT_NOT_ONE, "moment_not_one")                                                                                              \
  X(MONTH_1, "month_1") /* by itself */                                                                                            \
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
  X(MONTH_OF_1, "month_of_1") /* between a day and a year */                                                                       \
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
  X(DATE_WORDS, "date_words")                                                                                                      \
  X(DATE_TIME_WORDS, "date_time_words")                                                                                            \
  X(LIST_JOINER, "list_joiner")                                                                                                    \
  X(SIGN_HERE, "sign_here")                                                                                                        \
  X(DRAW_HERE, "draw_here")                                                                                                        \
  X(SIGN_NAME, "sign_name")                                                                                                        \
  X(SIGN_NAME_INSTEAD, "sign_name_instead")                                                                                        \
  X(DRAW_CROSS, "draw_cross")                                                                                                      \
  X(START_OVER, "start_over")                                                                                                      \
  X(SIGNED, "signed")                                                                                                              \
  X(DRAWN, "drawn")                                                                                                                \
  X(SKETCH_NOT_ONE, "sketch_not_one")                                                                                              \
  X(GUIDANCE, "guidance")                                                                                                          \
  X(INSTANCE, "instance")                                                                                                          \
  X(REPEAT_TITLE, "repeat_title")                                                                                                  \
  X(REPEAT_TITLE_NONE, "repeat_title_none")                                                                                        \
  X(REPEAT_COUNT, "repeat_count")                                                                                                  \
  X(ADD_ANOTHER, "add_another")                                                                                                    \
  X(ADD_FIRST, "add_first")                                                                                                        \
  X(REMOVE_LAST, "remove_last")                                                                                                    \
  X(NOTHING_MORE, "nothing_more")                                                                                                  \
  X(REVIEW_TITLE, "review_title")                                                                                                  \
  X(REVIEW_HINT, "review_hint")                                                                                                    \
  X(REVIEW_RETURN, "review_return") /* Next, on a question that was come to from there */                                          \
  X(CHANGE, "change")                                                                                                              \
  X(NOT_ANSWERED, "not_answered")                                                                                                  \
  X(THANKS_TITLE, "thanks_title")                                                                                                  \
  X(THANKS_TEXT, "thanks_text")                                                                                                    \
  X(THANKS_PARTIAL, "thanks_partial") /* ended early */                                                                            \
  X(THANKS_CLOSE, "thanks_close")                                                                                                  \
  X(FOLLOWUP_TITLE, "followup_title")                                                                                              \
  X(FOLLOWUP_NONE, "followup_none")                                                                                                \
  X(FOLLOWUP_TOKEN, "followup_token")                                                                                              \
  X(FOLLOWUP_CODE, "followup_code")                                                                                                \
  X(FOLLOWUP_GO, "followup_go")                                                                                                    \
  X(HANDOVER_TITLE, "handover_title")                                                                                              \
  X(HANDOVER_TEXT, "handover_text")                                                                                                \
  X(HANDOVER_LEAVES, "handover_leaves") /* when this phone has begun the same */                                                   \
  X(HANDOVER_GO, "handover_go")                                                                                                    \
  X(DOOR_TITLE, "door_title")                                                                                                      \
  X(DOOR_CODE_TITLE, "door_code_title")                                                                                            \
  X(DOOR_CODE, "door_code")                                                                                                        \
  X(DOOR_CODE_HINT, "door_code_hint")                                                                                              \
  X(DOOR_GO, "door_go")                                                                                                            \
  X(DOOR_UNKNOWN, "door_unknown")                                                                                                  \
  X(DOOR_WAIT, "door_wait")                                                                                                        \
  X(HOME, "home")                                                                                                                  \
  X(NOT_FOUND_TITLE, "not_found_title") /* of the notices, in the order of PageNotice */                                           \
  X(NOT_FOUND_TEXT, "not_found_text")                                                                                              \
  X(NOT_YET_TITLE, "not_yet_title")                                                                                                \
  X(NOT_YET_TEXT, "not_yet_text")                                                                                                  \
  X(CLOSED_TITLE, "closed_title")                                                                                                  \
  X(CLOSED_TEXT, "closed_text")                                                                                                    \
  X(SPENT_TITLE, "spent_title")                                                                                                    \
  X(SPENT_TEXT, "spent_text")                                                                                                      \
  X(NEEDS_CODE_TITLE, "needs_code_title")                                                                                          \
  X(NEEDS_CODE_TEXT, "needs_code_text")                                                                                            \
  X(TAKEN_TITLE, "taken_title")                                                                                                    \
  X(TAKEN_TEXT, "taken_text")                                                                                                      \
  X(EXPIRED_TITLE, "expired_title")                                                                                                \
  X(EXPIRED_TEXT, "expired_text")                                                                                                  \
  X(RESTING_TITLE, "resting_title")                                                                                                \
  X(RESTING_TEXT, "resting_text")                                                                                                  \
  X(FOREIGN_TITLE, "foreign_title")                                                                                                \
  X(FOREIGN_TEXT, "foreign_text")                                                                                                  \
  X(TOO_LARGE_TITLE, "too_large_title")                                                                                            \
  X(TOO_LARGE_TEXT, "too_large_text")                                                                                              \
  X(BROKEN_TITLE, "broken_title")                                                                                                  \
  X(BROKEN_TEXT, "broken_text")                                                                                                    \
  X(NOT_BEGUN_TITLE, "not_begun_title")                                                                                            \
  X(NOT_BEGUN_TEXT, "not_begun_text")                                                                                              \
  X(OLD_PAGE_TITLE, "old_page_title")                                                                                              \
  X(OLD_PAGE_TEXT, "old_page_text")                                                                                                \
  X(CROWDED_TITLE, "crowded_title")                                                                                                \
  X(CROWDED_TEXT, "crowded_text")

typedef enum WebPhrase {
#define X(id, key) WEB_PHRASE_##id,
  WEB_PHRASES(X)
#undef X
      WEB_PHRASE_COUNT
} WebPhrase;

#endif
