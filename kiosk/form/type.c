#include "form.h"

static const char *const ACKNOWLEDGE_ALSO[] = {"trigger", NULL};
static const char *const SELECT_ONE_ALSO[] = {"select one", "select one from", "select1", NULL};
static const char *const SELECT_MULTIPLE_ALSO[] = {"select multiple", "select multiple from", "select all that apply",
                                                   "select all that apply from", NULL};
static const char *const INTEGER_ALSO[] = {"int", NULL};
static const char *const TEXT_ALSO[] = {"string", NULL};

static const FormType NOTE = {.name = "note", .seconds = 5};
static const FormType ACKNOWLEDGE = {
    .name = "acknowledge", .also = ACKNOWLEDGE_ALSO, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType SELECT_ONE = {.name = "select_one",
                                    .also = SELECT_ONE_ALSO,
                                    .takes_list = true,
                                    .takes_answer = true,
                                    .may_be_required = true,
                                    .appearances = APPEARANCE_QUICK | APPEARANCE_SMILEYS | APPEARANCE_NPS | APPEARANCE_LIKERT,
                                    .seconds = 10};
static const FormType SELECT_MULTIPLE = {.name = "select_multiple",
                                         .also = SELECT_MULTIPLE_ALSO,
                                         .takes_list = true,
                                         .takes_answer = true,
                                         .may_be_required = true,
                                         .seconds = 10};
static const FormType INTEGER = {
    .name = "integer", .also = INTEGER_ALSO, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType TEXT = {.name = "text",
                              .also = TEXT_ALSO,
                              .takes_answer = true,
                              .may_be_required = true,
                              .appearances = APPEARANCE_MULTILINE,
                              .seconds = 30};

static const FormType *const TYPES[] = {
    [QUESTION_NOTE] = &NOTE,       [QUESTION_ACKNOWLEDGE] = &ACKNOWLEDGE,         [QUESTION_SELECT_ONE] = &SELECT_ONE,
    [QUESTION_INTEGER] = &INTEGER, [QUESTION_SELECT_MULTIPLE] = &SELECT_MULTIPLE, [QUESTION_TEXT] = &TEXT,
};
_Static_assert(COUNT_OF(TYPES) == QUESTION_KIND_COUNT, "every question type has its record");

const FormType *form_type(QuestionKind kind) {
  return TYPES[kind];
}
