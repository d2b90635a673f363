#include "form.h"

static const char *const ACKNOWLEDGE_ALSO[] = {"trigger", NULL};
static const char *const SELECT_ONE_ALSO[] = {"select one", "select one from", "select1", NULL};
static const char *const SELECT_MULTIPLE_ALSO[] = {"select multiple", "select multiple from", "select all that apply",
                                                   "select all that apply from", NULL};
static const char *const INTEGER_ALSO[] = {"int", NULL};
static const char *const TEXT_ALSO[] = {"string", NULL};

static const FormType NOTE = {.name = "note", .asked = true, .seconds = 5};
static const FormType ACKNOWLEDGE = {
    .name = "acknowledge", .also = ACKNOWLEDGE_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType SELECT_ONE = {.name = "select_one",
                                    .also = SELECT_ONE_ALSO,
                                    .takes_list = true,
                                    .asked = true,
                                    .takes_answer = true,
                                    .may_be_required = true,
                                    .appearances = APPEARANCE_QUICK | APPEARANCE_SMILEYS | APPEARANCE_NPS | APPEARANCE_LIKERT,
                                    .seconds = 10};
static const FormType SELECT_MULTIPLE = {.name = "select_multiple",
                                         .also = SELECT_MULTIPLE_ALSO,
                                         .takes_list = true,
                                         .asked = true,
                                         .takes_answer = true,
                                         .may_be_required = true,
                                         .seconds = 10};
static const FormType INTEGER = {
    .name = "integer", .also = INTEGER_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType TEXT = {.name = "text",
                              .also = TEXT_ALSO,
                              .asked = true,
                              .takes_answer = true,
                              .may_be_required = true,
                              .appearances = APPEARANCE_MULTILINE,
                              .seconds = 30};

static const char *const RANGE_ALSO[] = {"integer range", "decimal range", NULL};
static const char *const DATETIME_ALSO[] = {"datetime", "date time", NULL};
static const FormType RANK = {
    .name = "rank", .takes_list = true, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 20};
static const FormType RANGE = {
    .name = "range", .also = RANGE_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType DECIMAL = {.name = "decimal", .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType DATE = {.name = "date",
                              .asked = true,
                              .takes_answer = true,
                              .may_be_required = true,
                              .appearances = APPEARANCE_MONTH_YEAR | APPEARANCE_YEAR,
                              .seconds = 15};
static const FormType TIME = {.name = "time", .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 15};
static const FormType DATETIME = {
    .name = "dateTime", .also = DATETIME_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 20};
static const FormType CALCULATE = {.name = "calculate", .takes_answer = true};
static const FormType HIDDEN = {.name = "hidden", .takes_answer = true};
static const FormType START = {.name = "start", .takes_answer = true};
static const FormType END = {.name = "end", .takes_answer = true};
static const FormType TODAY = {.name = "today", .takes_answer = true};
static const FormType DEVICEID = {.name = "deviceid", .takes_answer = true};
static const FormType UNASKED = {.name = "unasked"};

static const FormType *const TYPES[] = {
    [QUESTION_NOTE] = &NOTE,
    [QUESTION_ACKNOWLEDGE] = &ACKNOWLEDGE,
    [QUESTION_SELECT_ONE] = &SELECT_ONE,
    [QUESTION_SELECT_MULTIPLE] = &SELECT_MULTIPLE,
    [QUESTION_RANK] = &RANK,
    [QUESTION_RANGE] = &RANGE,
    [QUESTION_INTEGER] = &INTEGER,
    [QUESTION_DECIMAL] = &DECIMAL,
    [QUESTION_TEXT] = &TEXT,
    [QUESTION_DATE] = &DATE,
    [QUESTION_TIME] = &TIME,
    [QUESTION_DATETIME] = &DATETIME,
    [QUESTION_CALCULATE] = &CALCULATE,
    [QUESTION_HIDDEN] = &HIDDEN,
    [QUESTION_START] = &START,
    [QUESTION_END] = &END,
    [QUESTION_TODAY] = &TODAY,
    [QUESTION_DEVICEID] = &DEVICEID,
    [QUESTION_UNASKED] = &UNASKED,
};
_Static_assert(COUNT_OF(TYPES) == QUESTION_KIND_COUNT, "every question type has its record");

const FormType *form_type(QuestionKind kind) {
  return TYPES[kind];
}
