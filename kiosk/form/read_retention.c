/* How long answers are kept: until a day, or for so many days after the visit. What is promised to visitors is read strictly. */
#include <ctype.h>

#include "draft.h"

enum { DAYS_MAX = 36500 };

/* "90 days", "1 day", "90". */
static bool read_days(Str text, int64_t *days) {
  size_t digits = 0;
  *days = 0;
  for (; digits < text.len && isdigit((unsigned char)text.ptr[digits]); digits++)
    if (*days <= DAYS_MAX) *days = *days * 10 + (text.ptr[digits] - '0');
  Str unit = str_trim((Str){text.ptr + digits, text.len - digits});
  return digits > 0 && (unit.len == 0 || str_is(unit, "day") || str_is(unit, "days"));
}

bool retention_parse(Str text, Place place, Retention *out) {
  Value day;
  int64_t days;
  if (value_from_iso(text, &day) && day.kind == VALUE_DATE)
    *out = (Retention){RETENTION_UNTIL, (int64_t)day.days, place};
  else if (read_days(text, &days) && days >= 1 && days <= DAYS_MAX)
    *out = (Retention){RETENTION_DAYS, days, place};
  else
    return false;
  return true;
}

static void read_one(Draft *draft, const YamlNode *retention, const char *key, Retention *out) {
  const YamlNode *node = yaml_get(retention, key);
  Str text, name = SAY(draft, "retention.%s", key);
  if (yaml_is_null(node) || !yaml_text(node, name.ptr, &text, draft->diags) || retention_parse(str_trim(text), node->place, out))
    return;
  draft_report(draft, MISTAKE_RETENTION_VALUE, node,
               SAY(draft, "\"" STR_FMT "\" does not say when the answers are to be deleted", STR_ARG(text)),
               SAY(draft,
                   "write a number of days from 1 to %d, such as 90 days, or 1095 days for three years; or the first day without "
                   "the answers, such as 2027-01-31",
                   (int)DAYS_MAX));
}

/* Both as dates, or both as days: else it is the visit's date that tells. */
static bool is_later(Retention a, Retention b) {
  return a.kind != RETENTION_NONE && a.kind == b.kind && a.days > b.days;
}

static void check_order(Draft *draft, const YamlNode *retention, KioskSettings *kiosk) {
  if (!is_later(kiosk->keep_free_text, kiosk->keep_responses)) return;
  draft_report(
      draft, MISTAKE_RETENTION_ORDER, yaml_get(retention, "free_text"),
      STR("free text would be kept longer than the responses it belongs to"),
      draft_remedy(draft, STR("make free_text the same as responses or shorter, or leave it out: it is deleted with its response"),
                   STR("make retention.free_text the same as retention.responses or shorter, or leave it out: it is deleted with "
                       "its response")));
  kiosk->keep_free_text = kiosk->keep_responses;
}

/* Answers that are tied to a person may not be kept longer than they are needed (GDPR, article 5 (1) (e)). */
static void check_linked(Draft *draft, const YamlNode *kiosk) {
  const KioskSettings *settings = &draft->form.kiosk;
  if (settings->anonymous || settings->keep_free_text.kind != RETENTION_NONE || settings->keep_responses.kind != RETENTION_NONE)
    return;
  draft_report(draft, MISTAKE_RETENTION_MISSING, yaml_get(yaml_get(kiosk, "privacy"), "mode"),
               STR("these answers can be linked to who gave them, and nothing says when they are deleted"),
               draft_remedy(draft,
                            STR("write retention: {free_text: 90 days, responses: 365 days} under kiosk, with the days that those "
                                "who answer are told"),
                            STR("write rows retention.free_text and retention.responses with the values 90 days and 365 days, or "
                                "what those who answer are told, into the sheet kiosk")));
}

void read_retention(Draft *draft, const YamlNode *kiosk) {
  const YamlNode *retention = yaml_get(kiosk, "retention");
  KioskSettings *settings = &draft->form.kiosk;
  size_t errors_before = draft->diags->error_count;
  if (!yaml_is_null(retention)) {
    draft_expect_keys(draft, retention, "kiosk.retention", FORM_PART_RETENTION);
    read_one(draft, retention, "free_text", &settings->keep_free_text);
    read_one(draft, retention, "responses", &settings->keep_responses);
    check_order(draft, retention, settings);
  }
  if (draft->diags->error_count == errors_before) check_linked(draft, kiosk);
}
