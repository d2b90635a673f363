#include "draft.h"
#include "kiosk_parts.h"

enum { IDLE_AFTER_S = 60, IDLE_WARN_S = 20, THANKS_S = 8, THANKS_WITH_CODE_S = 15, MIN_GROUP = 5 };

static void read_attract(Draft *draft, const YamlNode *attract, KioskSettings *kiosk) {
  kiosk_text(draft, yaml_get(attract, "invite"), "attract.invite", TOO_EARLY, &kiosk->invite);
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
  kiosk_word(draft, yaml_get(idle, "outcome"), "idle.outcome", OUTCOMES, COUNT_OF(OUTCOMES), &outcome);
  kiosk->idle_outcome = (IdleOutcome)outcome;
}

static void read_thanks(Draft *draft, const YamlNode *thanks, KioskSettings *kiosk) {
  bool has_code = kiosk->followup_url.len > 0 || kiosk->followup_form.len > 0;
  kiosk->thanks_show_s = has_code ? THANKS_WITH_CODE_S : THANKS_S;
  yaml_int(yaml_get(thanks, "show"), "thanks.show", 3, 120, &kiosk->thanks_show_s, draft->diags);
  kiosk_text(draft, yaml_get(thanks, "text"), "thanks.text", NO_SELF, &kiosk->thanks_text);
}

static void read_privacy(Draft *draft, const YamlNode *privacy, KioskSettings *kiosk) {
  static const Str MODES[] = {STR_INIT("anonymous"), STR_INIT("linked")};
  static const Str GRAINS[] = {[TIME_DAY] = STR_INIT("day"), [TIME_HOUR] = STR_INIT("hour"), [TIME_EXACT] = STR_INIT("exact")};
  int mode = 0, grain = TIME_DAY;
  kiosk->min_group = MIN_GROUP;
  kiosk_word(draft, yaml_get(privacy, "mode"), "privacy.mode", MODES, COUNT_OF(MODES), &mode);
  yaml_int(yaml_get(privacy, "min_group"), "privacy.min_group", 3, 1000, &kiosk->min_group, draft->diags);
  const YamlNode *time = yaml_get(privacy, "time");
  kiosk_word(draft, time, "privacy.time", GRAINS, COUNT_OF(GRAINS), &grain);
  kiosk->anonymous = mode == 0;
  kiosk->time_grain = (TimeGrain)grain;
  if (kiosk->anonymous && kiosk->time_grain == TIME_EXACT)
    draft_report(draft, MISTAKE_PRIVACY_TIME, time, STR("exact times tell who was here when, so these answers are not anonymous"),
                 draft_remedy(draft, STR("write time: day or time: hour, or mode: linked"),
                              STR("give privacy.time the value day or hour, or privacy.mode the value linked")));
}

void read_kiosk(Draft *draft) {
  const YamlNode *kiosk = kiosk_part(draft, draft->root, "kiosk", "kiosk", FORM_PART_KIOSK);
  KioskSettings *settings = &draft->form.kiosk;
  draft_read_flag(draft, yaml_get(kiosk, "review"), "kiosk.review", &settings->review);
  read_attract(draft, kiosk_part(draft, kiosk, "attract", "kiosk.attract", FORM_PART_ATTRACT), settings);
  read_idle(draft, kiosk_part(draft, kiosk, "idle", "kiosk.idle", FORM_PART_IDLE), settings);
  read_followup(draft, kiosk); /* thanks takes longer when there is one */
  read_thanks(draft, kiosk_part(draft, kiosk, "thanks", "kiosk.thanks", FORM_PART_THANKS), settings);
  read_privacy(draft, kiosk_part(draft, kiosk, "privacy", "kiosk.privacy", FORM_PART_PRIVACY), settings);
  check_followup_mode(draft, kiosk);
  read_phone(draft, kiosk);
  read_retention(draft, kiosk);
}
