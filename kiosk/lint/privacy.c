/* What the privacy settings mean, in words for those who were not there when they were made. */
#include "notes.h"

static void say_readers(Lint *lint, const KioskSettings *kiosk) {
  lint_fact(
      lint, ADVICE_FACT_READERS, (Place){0}, (double)kiosk->min_group,
      kiosk->anonymous
          ? SAY(lint,
                "answers are kept without who gave them; who has the database or an export can read every one, unless the kiosk "
                "seals them with a key. What people write can still tell who they are. Groups of fewer than %d are not "
                "to be told apart",
                kiosk->min_group)
          : SAY(lint, "answers can be joined with who gave them or with another visit: they are personal data, and people have a "
                      "right to know that before they answer. Who has the database or an export can read every one, unless the "
                      "kiosk seals them with a key"));
}

static void say_time(Lint *lint, const KioskSettings *kiosk) {
  static const char *const GRAINS[] = {
      [TIME_DAY] = "only the day of a visit is kept, not when on it",
      [TIME_HOUR] = "the hour of a visit is kept: who was alone at the kiosk in that hour can be told from it",
      [TIME_EXACT] = "the exact moment of a visit is kept: who saw somebody at the kiosk can find the answers",
  };
  lint_fact(lint, ADVICE_FACT_TIME, (Place){0}, (double)kiosk->time_grain, str_from(GRAINS[kiosk->time_grain]));
}

static void say_deletion(Lint *lint, const KioskSettings *kiosk) {
  const Str text = form_retention_text(lint->arena, kiosk->keep_free_text),
            all = form_retention_text(lint->arena, kiosk->keep_responses);
  Str words = STR("nothing is promised to be deleted: answers stay until somebody deletes them");
  if (text.len && all.len)
    words = SAY(lint, "what people write is deleted " STR_FMT ", the rest " STR_FMT ", by kioskctl purge or the kiosk's own rounds",
                STR_ARG(text), STR_ARG(all));
  else if (text.len)
    words = SAY(lint, "what people write is deleted " STR_FMT "; the other answers stay", STR_ARG(text));
  else if (all.len)
    words = SAY(lint, "everything is deleted " STR_FMT ", what people write too", STR_ARG(all));
  lint_fact(lint, ADVICE_FACT_DELETED, (Place){0}, all.len || text.len ? 1 : 0, words);
}

static bool has_code_elements(const Form *form) {
  for (size_t i = 0; i < form->question_count; i++)
    if (form->questions[i].link_element) return true;
  return false;
}

static void say_waves(Lint *lint, const KioskSettings *kiosk) {
  static const char *const LINKS[] = {
      [FOLLOWUP_NONE] = "leads on to a follow-up that nothing joins with these answers",
      [FOLLOWUP_TOKEN] =
          "gives each visitor a code of their own: the later answers are joined with these, until the round is closed",
      [FOLLOWUP_CODE] =
          "asks for a code from memory: later answers with the same code are joined with these, until the round is closed",
  };
  const bool leads_on = kiosk->followup_form.len > 0 || kiosk->followup_url.len > 0;
  Str words = STR("answers are not joined with those of any other visit");
  if (leads_on)
    words = SAY(lint, "the form %s", LINKS[kiosk->followup_link]);
  else if (has_code_elements(lint->form))
    words = STR("the form asks for a code from memory, by which these answers are joined with those of an earlier visit");
  else if (kiosk->phone.invited_only)
    words = STR("only who was given a code can answer, and it joins these answers with those of the visit it was given at");
  lint_fact(lint, ADVICE_FACT_WAVES, (Place){0}, leads_on ? (double)kiosk->followup_link : 0, words);
}

void lint_privacy(Lint *lint) {
  const KioskSettings *kiosk = &lint->form->kiosk;
  say_readers(lint, kiosk);
  say_time(lint, kiosk);
  say_deletion(lint, kiosk);
  say_waves(lint, kiosk);
}
