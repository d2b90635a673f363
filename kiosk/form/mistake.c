#include "mistake.h"
#include "form.h"

static const char *const CODES[] = {
    [MISTAKE_APPEARANCE_CONFLICT] = "appearance-conflict",
    [MISTAKE_APPEARANCE_UNKNOWN] = "appearance-unknown",
    [MISTAKE_APPEARANCE_WITHOUT_EFFECT] = "appearance-without-effect",
    [MISTAKE_BAD_LANGUAGE] = "bad-language",
    [MISTAKE_BAD_NAME] = "bad-name",
    [MISTAKE_BAD_VALUE] = "bad-value",
    [MISTAKE_CONSTRAINT_IGNORES_ANSWER] = "constraint-ignores-answer",
    [MISTAKE_CONSTRAINT_NOT_POSSIBLE] = "constraint-not-possible",
    [MISTAKE_DUPLICATE_CHOICE] = "duplicate-choice",
    [MISTAKE_DUPLICATE_CODE] = "duplicate-code",
    [MISTAKE_DUPLICATE_NAME] = "duplicate-name",
    [MISTAKE_EMPTY_FORM] = "empty-form",
    [MISTAKE_EMPTY_LIST] = "empty-list",
    [MISTAKE_EXCLUSIVE_WITHOUT_EFFECT] = "exclusive-without-effect",
    [MISTAKE_FOLLOWUP_LINK] = "followup-link",
    [MISTAKE_FOLLOWUP_NOT_YET] = "followup-not-yet",
    [MISTAKE_FOLLOWUP_PART] = "followup-part",
    [MISTAKE_FOLLOWUP_URL] = "followup-url",
    [MISTAKE_IDLE_WARN] = "idle-warn",
    [MISTAKE_KEY_NOT_YET] = "key-not-yet",
    [MISTAKE_LIST_MISSING] = "list-missing",
    [MISTAKE_LIST_NOT_TAKEN] = "list-not-taken",
    [MISTAKE_MESSAGE_WITHOUT_EFFECT] = "message-without-effect",
    [MISTAKE_MISSING_KEY] = "missing-key",
    [MISTAKE_MISSING_LABEL] = "missing-label",
    [MISTAKE_MISSING_TITLE] = "missing-title",
    [MISTAKE_MISSING_TRANSLATION] = "missing-translation",
    [MISTAKE_MISSING_VERSION] = "missing-version",
    [MISTAKE_NEVER_ACCEPTED] = "never-accepted",
    [MISTAKE_NEVER_SHOWN] = "never-shown",
    [MISTAKE_NO_QUESTION] = "no-question",
    [MISTAKE_NOT_A_LIST] = "not-a-list",
    [MISTAKE_NPS_CHOICES] = "nps-choices",
    [MISTAKE_PRIVACY_LINK] = "privacy-link",
    [MISTAKE_PRIVACY_TIME] = "privacy-time",
    [MISTAKE_REFERENCE_TO_NOTE] = "reference-to-note",
    [MISTAKE_RELEVANT_CYCLE] = "relevant-cycle",
    [MISTAKE_RELEVANT_SELF] = "relevant-self",
    [MISTAKE_REQUIRED_NOT_POSSIBLE] = "required-not-possible",
    [MISTAKE_SMILEYS_CHOICES] = "smileys-choices",
    [MISTAKE_TEXT_NOT_YET] = "text-not-yet",
    [MISTAKE_TOO_MANY] = "too-many",
    [MISTAKE_TYPE_NOT_YET] = "type-not-yet",
    [MISTAKE_UNKNOWN_CHOICE] = "unknown-choice",
    [MISTAKE_UNKNOWN_LANGUAGE] = "unknown-language",
    [MISTAKE_UNKNOWN_LIST] = "unknown-list",
    [MISTAKE_UNKNOWN_TYPE] = "unknown-type",
    [MISTAKE_UNUSED_LIST] = "unused-list",
};
_Static_assert(COUNT_OF(CODES) == MISTAKE_COUNT, "every mistake has a code");

/* Everything else is an error: the form would ask, show or store something else than its author means. */
static const bool IS_WARNING[MISTAKE_COUNT] = {
    [MISTAKE_APPEARANCE_UNKNOWN] = true,
    [MISTAKE_APPEARANCE_WITHOUT_EFFECT] = true,
    [MISTAKE_CONSTRAINT_IGNORES_ANSWER] = true,
    [MISTAKE_EXCLUSIVE_WITHOUT_EFFECT] = true,
    [MISTAKE_FOLLOWUP_NOT_YET] = true,
    [MISTAKE_MESSAGE_WITHOUT_EFFECT] = true,
    [MISTAKE_MISSING_TITLE] = true,
    [MISTAKE_MISSING_TRANSLATION] = true,
    [MISTAKE_MISSING_VERSION] = true,
    [MISTAKE_NEVER_SHOWN] = true,
    [MISTAKE_PRIVACY_LINK] = true,
    [MISTAKE_PRIVACY_TIME] = true,
    [MISTAKE_REFERENCE_TO_NOTE] = true,
    [MISTAKE_UNKNOWN_CHOICE] = true,
    [MISTAKE_UNUSED_LIST] = true,
};

const char *mistake_code(Mistake mistake) {
  return CODES[mistake];
}

DiagLevel mistake_level(Mistake mistake) {
  return IS_WARNING[mistake] ? DIAG_WARNING : DIAG_ERROR;
}

const char *const *form_codes(size_t *count) {
  *count = COUNT_OF(CODES);
  return CODES;
}
