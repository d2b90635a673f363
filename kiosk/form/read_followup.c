/* Where the follow-up leads, and what joins it with this visit. */
#include "kiosk_parts.h"

#include <string.h>

static const Str PARTS[] = {STR_INIT("token"), STR_INIT("event"), STR_INIT("round"),
                            STR_INIT("place"), STR_INIT("form"),  STR_INIT("lang")};

static bool is_part(Str part) {
  for (size_t i = 0; i < COUNT_OF(PARTS); i++)
    if (str_equal(part, PARTS[i])) return true;
  return false;
}

/* Reports what stands between braces and is no part; says whether {token} is among them. */
static bool check_parts(Draft *draft, const YamlNode *node, Str url) {
  static const Str REMEDY = STR_INIT("use {token}, {event}, {round}, {place}, {form} or {lang}");
  bool has_token = false;
  for (size_t i = 0; i < url.len; i++) {
    if (url.ptr[i] != '{' && url.ptr[i] != '}') continue;
    const char *end = url.ptr[i] == '{' ? memchr(url.ptr + i, '}', url.len - i) : NULL;
    if (!end) {
      draft_report(draft, MISTAKE_FOLLOWUP_PART, node, SAY(draft, "the url has a %c without its partner", url.ptr[i]), REMEDY);
      return has_token;
    }
    Str part = {url.ptr + i + 1, (size_t)(end - (url.ptr + i + 1))};
    if (!is_part(part))
      draft_report(draft, MISTAKE_FOLLOWUP_PART, node, SAY(draft, "the url cannot be filled in at {" STR_FMT "}", STR_ARG(part)),
                   draft_suggest(draft, part, PARTS, COUNT_OF(PARTS), REMEDY));
    has_token |= str_is(part, "token");
    i = (size_t)(end - url.ptr);
  }
  return has_token;
}

static bool is_web_address(Str url) {
  Str secure = STR("https://"), plain = STR("http://");
  Str start = str_starts_with(url, secure) ? secure : plain;
  if (!str_starts_with(url, start) || url.len == start.len) return false;
  for (size_t i = 0; i < url.len; i++)
    if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == '"' || url.ptr[i] == '<' || url.ptr[i] == '>' || url.ptr[i] == '\\')
      return false;
  return true;
}

static void check_token(Draft *draft, const YamlNode *at, bool has_token, FollowupLink link) {
  if (link == FOLLOWUP_CODE)
    draft_report(draft, MISTAKE_FOLLOWUP_LINK, at, STR("link is code, which a survey elsewhere knows nothing of"),
                 draft_remedy(draft, STR("write form: and the form_id of one that our own server has, or link: none"),
                              STR("write a row followup.form with the form_id of one that our own server has in place of "
                                  "followup.url, or give followup.link the value none")));
  if (link == FOLLOWUP_TOKEN && !has_token)
    draft_report(draft, MISTAKE_FOLLOWUP_LINK, at, STR("link is token, and the url has no {token}"),
                 draft_remedy(draft, STR("add {token} to the url, or write link: none"),
                              STR("add {token} to the url, or give followup.link the value none")));
  if (has_token && link != FOLLOWUP_TOKEN)
    draft_report(draft, MISTAKE_FOLLOWUP_LINK, at, STR("the url has a {token}, and link is not token"),
                 draft_remedy(draft, STR("write link: token, or take {token} out of the url"),
                              STR("give followup.link the value token, or take {token} out of the url")));
}

static void read_url(Draft *draft, const YamlNode *followup, KioskSettings *kiosk) {
  const YamlNode *url = yaml_get(followup, "url"), *link = yaml_get(followup, "link");
  if (!yaml_text(url, "followup.url", &kiosk->followup_url, draft->diags)) return;
  if (!is_web_address(kiosk->followup_url))
    draft_report(draft, MISTAKE_FOLLOWUP_URL, url, SAY(draft, "\"" STR_FMT "\" is no web address", STR_ARG(kiosk->followup_url)),
                 STR("begin with https://, and write no spaces, quotes or angle brackets"));
  bool has_token = check_parts(draft, url, kiosk->followup_url);
  check_token(draft, link ? link : url, has_token, kiosk->followup_link);
}

static void read_form_of(Draft *draft, const YamlNode *node, KioskSettings *kiosk) {
  Str form_id;
  if (!yaml_text(node, "followup.form", &form_id, draft->diags)) return;
  form_id = str_trim(form_id);
  if (draft_check_name(draft, node, form_id, "the form_id of a follow-up")) kiosk->followup_form = form_id;
}

static void report_both(Draft *draft, const YamlNode *form) {
  draft_report(draft, MISTAKE_FOLLOWUP_BOTH, form, STR("the followup leads to two places: to a form, and to a survey elsewhere"),
               draft_remedy(draft, STR("keep form:, or url:"), STR("keep the row followup.form, or the row followup.url")));
}

static void report_nowhere(Draft *draft, const YamlNode *followup) {
  draft_report(
      draft, MISTAKE_MISSING_KEY, followup, STR("the followup leads nowhere"),
      draft_remedy(draft,
                   STR("write form: and the form_id of one that our own server has, or url: and an address; or "
                       "remove followup"),
                   STR("write a row followup.form with the form_id of one that our own server has, or followup.url with an "
                       "address; or remove the rows that begin with followup")));
}

void read_followup(Draft *draft, const YamlNode *kiosk) {
  static const Str LINKS[] = {
      [FOLLOWUP_NONE] = STR_INIT("none"), [FOLLOWUP_TOKEN] = STR_INIT("token"), [FOLLOWUP_CODE] = STR_INIT("code")};
  KioskSettings *settings = &draft->form.kiosk;
  const YamlNode *followup = kiosk_part(draft, kiosk, "followup", "kiosk.followup", FORM_PART_FOLLOWUP);
  if (!followup || followup->kind != YAML_MAP) return;
  int link = FOLLOWUP_NONE;
  kiosk_word(draft, yaml_get(followup, "link"), "followup.link", LINKS, COUNT_OF(LINKS), &link);
  settings->followup_link = (FollowupLink)link;
  kiosk_text(draft, yaml_get(followup, "text"), "followup.text", NO_SELF, &settings->followup_text);
  const YamlNode *form = yaml_get(followup, "form"), *url = yaml_get(followup, "url");
  bool has_form = !yaml_is_null(form), has_url = !yaml_is_null(url);
  if (has_form && has_url)
    report_both(draft, form);
  else if (has_form)
    read_form_of(draft, form, settings);
  else if (has_url)
    read_url(draft, followup, settings);
  else
    report_nowhere(draft, followup);
}

/* Elsewhere others answer for what is joined with what; here the first screen would tell a lie. */
void check_followup_mode(Draft *draft, const YamlNode *kiosk) {
  const KioskSettings *settings = &draft->form.kiosk;
  if (!settings->anonymous || settings->followup_link == FOLLOWUP_NONE) return;
  Str remedy = draft_remedy(draft, STR("write link: none, or privacy: {mode: linked}"),
                            STR("give followup.link the value none, or privacy.mode the value linked"));
  const YamlNode *at = yaml_get(yaml_get(kiosk, "followup"), "link");
  if (settings->followup_form.len == 0)
    draft_report(draft, MISTAKE_PRIVACY_LINK, at,
                 STR("a token ties the follow-up to this visit's answers, so that they are not anonymous"), remedy);
  else
    draft_report(draft, MISTAKE_PRIVACY_LINKED, at,
                 SAY(draft, "a %s joins the follow-up with this visit's answers, so that they are not anonymous",
                     settings->followup_link == FOLLOWUP_TOKEN ? "token" : "code"),
                 remedy);
}
