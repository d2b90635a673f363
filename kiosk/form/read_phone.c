/* How the form is answered on people's own phones. */
#include "kiosk_parts.h"

enum { KEEP_MIN = 15, KEEP_MAX_MIN = 24 * 60 };

static void read_bound(Draft *draft, const YamlNode *phone, const char *key, PhoneBound *out) {
  const YamlNode *node = yaml_get(phone, key);
  Str text, name = SAY(draft, "phone.%s", key);
  if (yaml_is_null(node) || !yaml_text(node, name.ptr, &text, draft->diags)) return;
  if (retention_parse(str_trim(text), node->place, out)) return;
  draft_report(draft, MISTAKE_PHONE_VALUE, node,
               SAY(draft, "\"" STR_FMT "\" does not say %s when the form can be answered on phones", STR_ARG(text), key),
               STR("write a day, such as 2027-01-31; or so many days after the visit whose code leads here, such as 90 days"));
}

/* Both as dates, or both as days: else it is the visit's date that tells. */
static void check_bounds(Draft *draft, const YamlNode *phone, const PhoneSettings *settings) {
  PhoneBound from = settings->from, until = settings->until;
  if (from.kind == RETENTION_NONE || from.kind != until.kind || from.days <= until.days) return;
  draft_report(draft, MISTAKE_PHONE_ORDER, yaml_get(phone, "until"),
               STR("the last day on which the form can be answered on phones comes before the first"),
               draft_remedy(draft, STR("make until later than from, or leave one of them out"),
                            STR("make phone.until later than phone.from, or leave one of them out")));
}

/* A token that is spent is remembered with the response. */
static void check_invited(Draft *draft, const YamlNode *phone) {
  const KioskSettings *kiosk = &draft->form.kiosk;
  if (!kiosk->phone.invited_only || !kiosk->anonymous) return;
  draft_report(draft, MISTAKE_PRIVACY_LINKED, yaml_get(phone, "invited"),
               STR("the token that invites joins these answers with those of the visit that it was given at, so that they are not "
                   "anonymous"),
               draft_remedy(draft, STR("write invited: no, or privacy: {mode: linked}"),
                            STR("give phone.invited the value no, or privacy.mode the value linked")));
}

void read_phone(Draft *draft, const YamlNode *kiosk) {
  PhoneSettings *settings = &draft->form.kiosk.phone;
  *settings = (PhoneSettings){.here = true, .may_continue = true, .keep_min = KEEP_MIN};
  const YamlNode *phone = kiosk_part(draft, kiosk, "phone", "kiosk.phone", FORM_PART_PHONE);
  if (!phone) return;
  draft_read_flag(draft, yaml_get(phone, "here"), "phone.here", &settings->here);
  draft_read_flag(draft, yaml_get(phone, "continue"), "phone.continue", &settings->may_continue);
  draft_read_flag(draft, yaml_get(phone, "invited"), "phone.invited", &settings->invited_only);
  yaml_int(yaml_get(phone, "keep"), "phone.keep", 1, KEEP_MAX_MIN, &settings->keep_min, draft->diags);
  read_bound(draft, phone, "from", &settings->from);
  read_bound(draft, phone, "until", &settings->until);
  check_bounds(draft, phone, settings);
  check_invited(draft, phone);
}
