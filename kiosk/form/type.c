#include "form.h"

static const char *const NOTE_ALSO[] = {"add note prompt", "q note", NULL};
static const char *const ACKNOWLEDGE_ALSO[] = {"trigger", "acknowledgement", "add acknowledge prompt", "q acknowledge", NULL};
static const char *const SELECT_ONE_ALSO[] = {
    "select one", "select one from", "select1", "select one external", "add select one prompt using", "q select1", NULL};
static const char *const SELECT_MULTIPLE_ALSO[] = {"select multiple",
                                                   "select multiple from",
                                                   "select all that apply",
                                                   "select all that apply from",
                                                   "select multiple external",
                                                   "add select multiple prompt using",
                                                   "q select",
                                                   NULL};
static const char *const RANK_ALSO[] = {"odk:rank", NULL};
static const char *const RANGE_ALSO[] = {"integer range", "decimal range", NULL};
static const char *const INTEGER_ALSO[] = {"int", "add integer prompt", "q integer", NULL};
static const char *const DECIMAL_ALSO[] = {"add decimal prompt", "q decimal", NULL};
static const char *const TEXT_ALSO[] = {"string", "add text prompt", "add string prompt", "q string", NULL};
static const char *const DATE_ALSO[] = {"add date prompt", "q date", NULL};
static const char *const TIME_ALSO[] = {"add time prompt", "q time", NULL};
static const char *const DATETIME_ALSO[] = {"date time", "add date time prompt", "add datetime prompt", "q date time", NULL};
static const char *const IMAGE_ALSO[] = {"photo", "picture", "add image prompt", "add photo prompt", "q image", NULL};
static const char *const CALCULATE_ALSO[] = {"calculate here", "calculation", "add calculate prompt", "q calculate", NULL};
static const char *const START_ALSO[] = {"start time", "get start time", NULL};
static const char *const END_ALSO[] = {"end time", "get end time", NULL};
static const char *const TODAY_ALSO[] = {"get today", NULL};
static const char *const DEVICEID_ALSO[] = {"device id", "get device id", "imei", "uri:deviceid", NULL};

static const FormType NOTE = {.name = "note", .also = NOTE_ALSO, .asked = true, .seconds = 5};
static const FormType ACKNOWLEDGE = {
    .name = "acknowledge", .also = ACKNOWLEDGE_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType SELECT_ONE = {.name = "select_one",
                                    .also = SELECT_ONE_ALSO,
                                    .takes_list = true,
                                    .asked = true,
                                    .takes_answer = true,
                                    .may_be_required = true,
                                    .appearances = APPEARANCE_QUICK | APPEARANCE_SMILEYS | APPEARANCE_NPS | APPEARANCE_LIKERT |
                                                   APPEARANCE_MINIMAL | APPEARANCE_HORIZONTAL | APPEARANCE_STARS,
                                    .seconds = 10};
static const FormType SELECT_MULTIPLE = {.name = "select_multiple",
                                         .also = SELECT_MULTIPLE_ALSO,
                                         .takes_list = true,
                                         .asked = true,
                                         .takes_answer = true,
                                         .may_be_required = true,
                                         .appearances = APPEARANCE_MINIMAL | APPEARANCE_HORIZONTAL,
                                         .seconds = 10};
static const FormType INTEGER = {
    .name = "integer", .also = INTEGER_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType TEXT = {.name = "text",
                              .also = TEXT_ALSO,
                              .asked = true,
                              .takes_answer = true,
                              .own_words = true,
                              .may_be_required = true,
                              .appearances = APPEARANCE_MULTILINE | APPEARANCE_MASKED,
                              .seconds = 30};

static const FormType RANK = {.name = "rank",
                              .also = RANK_ALSO,
                              .takes_list = true,
                              .asked = true,
                              .takes_answer = true,
                              .may_be_required = true,
                              .seconds = 20};
static const FormType RANGE = {.name = "range",
                               .also = RANGE_ALSO,
                               .asked = true,
                               .takes_answer = true,
                               .may_be_required = true,
                               .appearances = APPEARANCE_STARS,
                               .seconds = 10};
static const FormType DECIMAL = {
    .name = "decimal", .also = DECIMAL_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 10};
static const FormType DATE = {.name = "date",
                              .also = DATE_ALSO,
                              .asked = true,
                              .takes_answer = true,
                              .may_be_required = true,
                              .appearances = APPEARANCE_MONTH_YEAR | APPEARANCE_YEAR,
                              .seconds = 15};
static const FormType TIME = {
    .name = "time", .also = TIME_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 15};
static const FormType DATETIME = {
    .name = "dateTime", .also = DATETIME_ALSO, .asked = true, .takes_answer = true, .may_be_required = true, .seconds = 20};
static const FormType IMAGE = {.name = "image",
                               .also = IMAGE_ALSO,
                               .asked = true,
                               .takes_answer = true,
                               .own_words = true,
                               .may_be_required = true,
                               .appearances = APPEARANCE_SIGNATURE | APPEARANCE_DRAW,
                               .seconds = 20};
static const FormType CALCULATE = {.name = "calculate", .also = CALCULATE_ALSO, .takes_answer = true};
static const FormType HIDDEN = {.name = "hidden", .takes_answer = true};
static const FormType START = {.name = "start", .also = START_ALSO, .takes_answer = true};
static const FormType END = {.name = "end", .also = END_ALSO, .takes_answer = true};
static const FormType TODAY = {.name = "today", .also = TODAY_ALSO, .takes_answer = true};
static const FormType DEVICEID = {.name = "deviceid", .also = DEVICEID_ALSO, .takes_answer = true};
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
    [QUESTION_IMAGE] = &IMAGE,
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
