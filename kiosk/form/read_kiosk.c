#include <string.h>

#include "draft.h"

enum { IDLE_AFTER_S = 60, IDLE_WARN_S = 20, THANKS_S = 8, THANKS_WITH_CODE_S = 15, MIN_GROUP = 5 };

static const char *const KIOSK_KEYS[] = {"attract", "idle", "review", "thanks", "followup", "privacy", "retention"};
static const char *const ATTRACT_KEYS[] = {"invite", "minutes"};
static const char *const IDLE_KEYS[] = {"after", "warn", "outcome"};
static const char *const THANKS_KEYS[] = {"show", "text"};
static const char *const FOLLOWUP_KEYS[] = {"url", "link", "form", "text"};
static const char *const PRIVACY_KEYS[] = {"mode", "min_group", "time"};

/* The part of kiosk under key, or NULL; its keys checked. */
static const YamlNode *part_of(Draft *draft, const YamlNode *kiosk, const char *key, const char *what, const char *const *keys,
                               size_t count) {
  const YamlNode *part = yaml_get(kiosk, key);
  if (yaml_is_null(part)) return NULL;
  yaml_expect_keys(part, what, keys, count, draft->diags);
  return part;
}

/* Reads one of a few words into *out, which is left alone when the key is absent or its value is none of them. */
static void read_word(Draft *draft, const YamlNode *node, const char *key, const Str *words, size_t count, int *out) {
  Str word;
  if (!yaml_text(node, key, &word, draft->diags)) return;
  for (size_t i = 0; i < count; i++) {
    if (str_equal(word, words[i])) {
      *out = (int)i;
      return;
    }
  }
  Str known = SAY(draft, "write one of " STR_FMT, STR_ARG(draft_join(draft, words, count)));
  draft_report(draft, MISTAKE_BAD_VALUE, node, SAY(draft, "%s cannot be \"" STR_FMT "\"", key, STR_ARG(word)),
               draft_suggest(draft, word, words, count, known));
}

static void read_kiosk_text(Draft *draft, const YamlNode *node, const char *key, int self_ix, Text *out) {
  if (!read_text(draft, node, key, self_ix, out)) return;
  report_missing_languages(draft, missing_languages(draft, *out), node, str_from(key));
}

static void read_attract(Draft *draft, const YamlNode *attract, KioskSettings *kiosk) {
  read_kiosk_text(draft, yaml_get(attract, "invite"), "attract.invite", TOO_EARLY, &kiosk->invite);
  yaml_int(yaml_get(attract, "minutes"), "attract.minutes", 1, 60, &kiosk->minutes, draft->diags);
}

static void read_idle(Draft *draft, const YamlNode *idle, KioskSettings *kiosk) {
  static const Str OUTCOMES[] = {[IDLE_PARTIAL] = STR_INIT("partial"), [IDLE_DISCARD] = STR_INIT("discard")};
  int outcome = IDLE_PARTIAL;
  kiosk->idle_after_s = IDLE_AFTER_S;
  kiosk->idle_warn_s = IDLE_WARN_S;
  yaml_int(yaml_get(idle, "after"), "idle.after", 5, 3600, &kiosk->idle_after_s, draft->diags);
  const YamlNode *warn = yaml_get(idle, "warn");
  yaml_int(warn, "idle.warn", 1, 600, &kiosk->idle_warn_s, draft->diags);
  if (kiosk->idle_warn_s < IDLE_WARN_S)
    draft_report(draft, MISTAKE_IDLE_WARN, warn,
                 SAY(draft, "%d seconds are too few to find and press \"I am still here\"", kiosk->idle_warn_s),
                 draft_remedy(draft, SAY(draft, "write warn: %d or more, which WCAG 2.2.1 asks for", (int)IDLE_WARN_S),
                              SAY(draft, "give idle.warn the value %d or more, which WCAG 2.2.1 asks for", (int)IDLE_WARN_S)));
  read_word(draft, yaml_get(idle, "outcome"), "idle.outcome", OUTCOMES, COUNT_OF(OUTCOMES), &outcome);
  kiosk->idle_outcome = (IdleOutcome)outcome;
}

static bool is_followup_part(Str part) {
  static const char *const PARTS[] = {"token", "event", "round", "form", "lang"};
  for (size_t i = 0; i < COUNT_OF(PARTS); i++)
    if (str_is(part, PARTS[i])) return true;
  return false;
}

/* Reports what stands between braces and is no part; says whether {token} is among them. */
static bool check_followup_parts(Draft *draft, const YamlNode *node, Str url) {
  static const Str PARTS[] = {STR_INIT("token"), STR_INIT("event"), STR_INIT("round"), STR_INIT("form"), STR_INIT("lang")};
  static const Str REMEDY = STR_INIT("use {token}, {event}, {round}, {form} or {lang}");
  bool has_token = false;
  for (size_t i = 0; i < url.len; i++) {
    if (url.ptr[i] != '{' && url.ptr[i] != '}') continue;
    const char *end = url.ptr[i] == '{' ? memchr(url.ptr + i, '}', url.len - i) : NULL;
    if (!end) {
      draft_report(draft, MISTAKE_FOLLOWUP_PART, node, SAY(draft, "the url has a %c without its partner", url.ptr[i]), REMEDY);
      return has_token;
    }
    Str part = {url.ptr + i + 1, (size_t)(end - (url.ptr + i + 1))};
    if (!is_followup_part(part))
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

static void check_followup_link(Draft *draft, const YamlNode *at, bool has_token, bool link_token) {
  if (link_token && !has_token)
    draft_report(draft, MISTAKE_FOLLOWUP_LINK, at, STR("link is token, and the url has no {token}"),
                 draft_remedy(draft, STR("add {token} to the url, or write link: none"),
                              STR("add {token} to the url, or give followup.link the value none")));
  if (has_token && !link_token)
    draft_report(draft, MISTAKE_FOLLOWUP_LINK, at, STR("the url has a {token}, and link is not token"),
                 draft_remedy(draft, STR("write link: token, or take {token} out of the url"),
                              STR("give followup.link the value token, or take {token} out of the url")));
}

static void read_followup_url(Draft *draft, const YamlNode *followup, KioskSettings *kiosk) {
  const YamlNode *url = yaml_get(followup, "url"), *link = yaml_get(followup, "link");
  if (!yaml_text(url, "followup.url", &kiosk->followup_url, draft->diags)) return;
  if (!is_web_address(kiosk->followup_url))
    draft_report(draft, MISTAKE_FOLLOWUP_URL, url, SAY(draft, "\"" STR_FMT "\" is no web address", STR_ARG(kiosk->followup_url)),
                 STR("begin with https://, and write no spaces, quotes or angle brackets"));
  bool has_token = check_followup_parts(draft, url, kiosk->followup_url);
  check_followup_link(draft, link ? link : url, has_token, kiosk->followup_link == FOLLOWUP_TOKEN);
}

static void read_followup(Draft *draft, const YamlNode *followup, KioskSettings *kiosk) {
  static const Str LINKS[] = {STR_INIT("none"), STR_INIT("token")};
  if (!followup || followup->kind != YAML_MAP) return;
  int link = 0;
  read_word(draft, yaml_get(followup, "link"), "followup.link", LINKS, COUNT_OF(LINKS), &link);
  kiosk->followup_link = (FollowupLink)link;
  read_kiosk_text(draft, yaml_get(followup, "text"), "followup.text", NO_SELF, &kiosk->followup_text);
  const YamlNode *form = yaml_get(followup, "form"), *url = yaml_get(followup, "url");
  if (!yaml_is_null(form))
    draft_report(
        draft, MISTAKE_FOLLOWUP_NOT_YET, form,
        STR("this version cannot put a form on the visitor's phone, and shows no QR code for it"),
        draft_remedy(draft, STR("write url: and the address of a survey elsewhere, or leave it for a later version"),
                     STR("write a row followup.url with the address of a survey elsewhere, or leave it for a later version")));
  if (!yaml_is_null(url))
    read_followup_url(draft, followup, kiosk);
  else if (yaml_is_null(form))
    draft_report(draft, MISTAKE_MISSING_KEY, followup, STR("the followup leads nowhere"),
                 draft_remedy(draft, STR("write url: and the address, or remove followup"),
                              STR("write a row followup.url with the address, or remove the rows that begin with followup")));
}

static void read_thanks(Draft *draft, const YamlNode *thanks, KioskSettings *kiosk) {
  kiosk->thanks_show_s = kiosk->followup_url.len ? THANKS_WITH_CODE_S : THANKS_S;
  yaml_int(yaml_get(thanks, "show"), "thanks.show", 3, 120, &kiosk->thanks_show_s, draft->diags);
  read_kiosk_text(draft, yaml_get(thanks, "text"), "thanks.text", NO_SELF, &kiosk->thanks_text);
}

static void read_privacy(Draft *draft, const YamlNode *privacy, KioskSettings *kiosk) {
  static const Str MODES[] = {STR_INIT("anonymous"), STR_INIT("linked")};
  static const Str GRAINS[] = {[TIME_DAY] = STR_INIT("day"), [TIME_HOUR] = STR_INIT("hour"), [TIME_EXACT] = STR_INIT("exact")};
  int mode = 0, grain = TIME_DAY;
  kiosk->min_group = MIN_GROUP;
  read_word(draft, yaml_get(privacy, "mode"), "privacy.mode", MODES, COUNT_OF(MODES), &mode);
  yaml_int(yaml_get(privacy, "min_group"), "privacy.min_group", 3, 1000, &kiosk->min_group, draft->diags);
  const YamlNode *time = yaml_get(privacy, "time");
  read_word(draft, time, "privacy.time", GRAINS, COUNT_OF(GRAINS), &grain);
  kiosk->anonymous = mode == 0;
  kiosk->time_grain = (TimeGrain)grain;
  if (kiosk->anonymous && kiosk->time_grain == TIME_EXACT)
    draft_report(draft, MISTAKE_PRIVACY_TIME, time, STR("exact times tell who was here when, so these answers are not anonymous"),
                 draft_remedy(draft, STR("write time: day or time: hour, or mode: linked"),
                              STR("give privacy.time the value day or hour, or privacy.mode the value linked")));
}

static void check_link_and_mode(Draft *draft, const YamlNode *followup, const KioskSettings *kiosk) {
  if (kiosk->anonymous && kiosk->followup_link != FOLLOWUP_NONE)
    draft_report(draft, MISTAKE_PRIVACY_LINK, yaml_get(followup, "link"),
                 STR("a token ties the follow-up to this visit's answers, so that they are not anonymous"),
                 draft_remedy(draft, STR("write link: none, or privacy: {mode: linked}"),
                              STR("give followup.link the value none, or privacy.mode the value linked")));
}

void read_kiosk(Draft *draft) {
  const YamlNode *kiosk = part_of(draft, draft->root, "kiosk", "kiosk", KIOSK_KEYS, COUNT_OF(KIOSK_KEYS));
  KioskSettings *settings = &draft->form.kiosk;
  const YamlNode *followup = part_of(draft, kiosk, "followup", "kiosk.followup", FOLLOWUP_KEYS, COUNT_OF(FOLLOWUP_KEYS));
  draft_read_flag(draft, yaml_get(kiosk, "review"), "kiosk.review", &settings->review);
  read_attract(draft, part_of(draft, kiosk, "attract", "kiosk.attract", ATTRACT_KEYS, COUNT_OF(ATTRACT_KEYS)), settings);
  read_idle(draft, part_of(draft, kiosk, "idle", "kiosk.idle", IDLE_KEYS, COUNT_OF(IDLE_KEYS)), settings);
  read_followup(draft, followup, settings);
  read_thanks(draft, part_of(draft, kiosk, "thanks", "kiosk.thanks", THANKS_KEYS, COUNT_OF(THANKS_KEYS)), settings);
  read_privacy(draft, part_of(draft, kiosk, "privacy", "kiosk.privacy", PRIVACY_KEYS, COUNT_OF(PRIVACY_KEYS)), settings);
  check_link_and_mode(draft, followup, settings);
  read_retention(draft, kiosk);
}
