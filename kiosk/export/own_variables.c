#include "own_variables.h"

static Str read_uuid(const Response *row) {
  return row->uuid;
}

static Str read_form_version(const Response *row) {
  return row->form_version;
}

static Str read_language(const Response *row) {
  return row->language;
}

static Str read_channel(const Response *row) {
  return row->channel;
}

static Str read_round(const Response *row) {
  return row->round;
}

static Str read_event(const Response *row) {
  return row->event;
}

static Str read_place(const Response *row) {
  return row->place;
}

static Str read_status(const Response *row) {
  return str_from(response_status_names[row->status]);
}

static Str read_time(const Response *row) {
  return row->time;
}

static Str read_device(const Response *row) {
  return row->device;
}

static Str read_trial(const Response *row) {
  return row->trial ? STR("1") : STR("0");
}

enum { OWN_DEVICE = OWN_VARIABLES_MAX - 2, OWN_TRIAL };

static const OwnVariable variables[] = {
    {"response", WORD_RESPONSE, VARIABLE_TEXT, read_uuid},
    {"form_version", WORD_FORM_VERSION, VARIABLE_TEXT, read_form_version},
    {"language", WORD_LANGUAGE, VARIABLE_TEXT, read_language},
    {"channel", WORD_CHANNEL, VARIABLE_TEXT, read_channel},
    {"round", WORD_ROUND, VARIABLE_TEXT, read_round},
    {"event", WORD_EVENT, VARIABLE_TEXT, read_event},
    {"place", WORD_PLACE, VARIABLE_TEXT, read_place},
    {"status", WORD_STATUS, VARIABLE_TEXT, read_status},
    {"time", WORD_TIME, VARIABLE_DATE, read_time},
    [OWN_DEVICE] = {"device", WORD_DEVICE, VARIABLE_TEXT, read_device},
    [OWN_TRIAL] = {"trial", WORD_TRIAL, VARIABLE_FLAG, read_trial},
};
_Static_assert(COUNT_OF(variables) == OWN_VARIABLES_MAX, "room for all of them");

const OwnVariable own_joined = {"joined", WORD_JOINED, VARIABLE_TEXT, NULL};

size_t own_variables(bool device, bool trial, const OwnVariable **out) {
  size_t count = 0;
  for (size_t i = 0; i < COUNT_OF(variables); i++)
    if ((i != OWN_DEVICE || device) && (i != OWN_TRIAL || trial)) out[count++] = &variables[i];
  return count;
}

const OwnVariable *own_variable(size_t ix) {
  return &variables[ix];
}
