#include "function.h"

static Value call_not_yet(const Evaluation *e, const Node *call) {
  (void)e;
  (void)call;
  return VALUE_NONE;
}

#define NOT_YET(function_name)                                                                                                     \
  { .name = (function_name), .most_arguments = ARGUMENTS_ANY, .varies = true, .not_yet = true, .call = call_not_yet }

/* ODK's, KoboToolbox's and SurveyCTO's. */
static const Function functions[] = {
    NOT_YET("area"),
    NOT_YET("base64-encode"),
    NOT_YET("calculate-here"),
    NOT_YET("collect-is-phone-app"),
    NOT_YET("count-items"),
    NOT_YET("distance"),
    NOT_YET("distance-between"),
    NOT_YET("enclosed-area"),
    NOT_YET("enum-name"),
    NOT_YET("extract-signed"),
    NOT_YET("filter-list"),
    NOT_YET("format-number"),
    NOT_YET("geo-scatter"),
    NOT_YET("geofence"),
    NOT_YET("hash"),
    NOT_YET("intersects"),
    NOT_YET("item-index"),
    NOT_YET("item-present"),
    NOT_YET("phone-call-duration"),
    NOT_YET("phone-call-log"),
    NOT_YET("plug-in-metadata"),
    NOT_YET("property"),
    NOT_YET("rank-index"),
    NOT_YET("rank-index-if"),
    NOT_YET("rank-value"),
    NOT_YET("relevant"),
    NOT_YET("search"),
    NOT_YET("short-geopoint"),
    NOT_YET("username"),
};

const FunctionFamily functions_not_yet = {functions, COUNT_OF(functions)};
