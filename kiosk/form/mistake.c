#include "mistake.h"
#include "form.h"

static const char *const CODES[] = {
    [MISTAKE_AMBIGUOUS_NAME] = "ambiguous-name",
    [MISTAKE_APPEARANCE_CONFLICT] = "appearance-conflict",
    [MISTAKE_APPEARANCE_UNKNOWN] = "appearance-unknown",
    [MISTAKE_APPEARANCE_WITHOUT_EFFECT] = "appearance-without-effect",
    [MISTAKE_BAD_LANGUAGE] = "bad-language",
    [MISTAKE_BAD_NAME] = "bad-name",
    [MISTAKE_BAD_VALUE] = "bad-value",
    [MISTAKE_CALCULATION_MISSING] = "calculation-missing",
    [MISTAKE_COLUMN_UNKNOWN] = "column-unknown",
    [MISTAKE_CONSTRAINT_IGNORES_ANSWER] = "constraint-ignores-answer",
    [MISTAKE_CONSTRAINT_NOT_POSSIBLE] = "constraint-not-possible",
    [MISTAKE_CYCLE] = "cycle",
    [MISTAKE_CYCLE_IN_REPEAT] = "cycle-in-repeat",
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
    [MISTAKE_GROUP_MISMATCH] = "group-mismatch",
    [MISTAKE_GROUP_NOT_CLOSED] = "group-not-closed",
    [MISTAKE_GROUP_NOT_OPEN] = "group-not-open",
    [MISTAKE_IDLE_WARN] = "idle-warn",
    [MISTAKE_LIST_MISSING] = "list-missing",
    [MISTAKE_LIST_NOT_TAKEN] = "list-not-taken",
    [MISTAKE_LOOP] = "group-loop",
    [MISTAKE_MESSAGE_WITHOUT_EFFECT] = "message-without-effect",
    [MISTAKE_MISSING_KEY] = "missing-key",
    [MISTAKE_MISSING_LABEL] = "missing-label",
    [MISTAKE_MISSING_TITLE] = "missing-title",
    [MISTAKE_MISSING_TRANSLATION] = "missing-translation",
    [MISTAKE_MISSING_VERSION] = "missing-version",
    [MISTAKE_NAME_MISSING] = "name-missing",
    [MISTAKE_NESTED_TOO_DEEP] = "nested-too-deep",
    [MISTAKE_NEVER_ACCEPTED] = "never-accepted",
    [MISTAKE_NEVER_SHOWN] = "never-shown",
    [MISTAKE_NOT_ASKED] = "not-asked",
    [MISTAKE_NOT_A_LIST] = "not-a-list",
    [MISTAKE_NO_QUESTION] = "no-question",
    [MISTAKE_NPS_CHOICES] = "nps-choices",
    [MISTAKE_PRIVACY_LINK] = "privacy-link",
    [MISTAKE_PRIVACY_SIGNATURE] = "privacy-signature",
    [MISTAKE_PRIVACY_TIME] = "privacy-time",
    [MISTAKE_REFERENCE_TO_NOTE] = "reference-to-note",
    [MISTAKE_REQUIRED_NOT_POSSIBLE] = "required-not-possible",
    [MISTAKE_SMILEYS_CHOICES] = "smileys-choices",
    [MISTAKE_STARS_CHOICES] = "stars-choices",
    [MISTAKE_TEXT_OF_GROUP] = "text-of-group",
    [MISTAKE_TEXT_TOO_EARLY] = "text-too-early",
    [MISTAKE_TOO_MANY] = "too-many",
    [MISTAKE_TYPE_NOT_YET] = "type-not-yet",
    [MISTAKE_UNKNOWN_CHOICE] = "unknown-choice",
    [MISTAKE_UNKNOWN_LANGUAGE] = "unknown-language",
    [MISTAKE_UNKNOWN_LIST] = "unknown-list",
    [MISTAKE_UNKNOWN_NAME] = "unknown-name",
    [MISTAKE_UNKNOWN_TYPE] = "unknown-type",
    [MISTAKE_UNUSED_LIST] = "unused-list",
    [MISTAKE_WITHOUT_EFFECT] = "key-without-effect",
};
_Static_assert(COUNT_OF(CODES) == MISTAKE_COUNT, "every mistake has a code");

/* An error is what would make the form ask, show or store something else than its author means. FORGIVEN: an error in YAML, a warning
 * in a workbook, whose author wrote it for programs that let it pass. */
typedef enum Verdict { ERROR, WARNING, FORGIVEN } Verdict;

static const Verdict VERDICTS[MISTAKE_COUNT] = {
    [MISTAKE_AMBIGUOUS_NAME] = WARNING,
    [MISTAKE_APPEARANCE_CONFLICT] = FORGIVEN,
    [MISTAKE_APPEARANCE_UNKNOWN] = WARNING,
    [MISTAKE_APPEARANCE_WITHOUT_EFFECT] = WARNING,
    [MISTAKE_BAD_LANGUAGE] = FORGIVEN,
    [MISTAKE_BAD_NAME] = FORGIVEN,
    [MISTAKE_BAD_VALUE] = FORGIVEN,
    [MISTAKE_CALCULATION_MISSING] = FORGIVEN,
    [MISTAKE_COLUMN_UNKNOWN] = WARNING,
    [MISTAKE_CONSTRAINT_IGNORES_ANSWER] = WARNING,
    [MISTAKE_CONSTRAINT_NOT_POSSIBLE] = FORGIVEN,
    [MISTAKE_CYCLE_IN_REPEAT] = WARNING,
    [MISTAKE_DUPLICATE_CHOICE] = FORGIVEN,
    [MISTAKE_DUPLICATE_CODE] = FORGIVEN,
    [MISTAKE_DUPLICATE_NAME] = FORGIVEN,
    [MISTAKE_EMPTY_LIST] = FORGIVEN,
    [MISTAKE_EXCLUSIVE_WITHOUT_EFFECT] = WARNING,
    [MISTAKE_FOLLOWUP_NOT_YET] = WARNING,
    [MISTAKE_IDLE_WARN] = FORGIVEN,
    [MISTAKE_LIST_MISSING] = FORGIVEN,
    [MISTAKE_LIST_NOT_TAKEN] = FORGIVEN,
    [MISTAKE_MESSAGE_WITHOUT_EFFECT] = WARNING,
    [MISTAKE_MISSING_KEY] = FORGIVEN,
    [MISTAKE_MISSING_LABEL] = FORGIVEN,
    [MISTAKE_MISSING_TITLE] = WARNING,
    [MISTAKE_MISSING_TRANSLATION] = WARNING,
    [MISTAKE_MISSING_VERSION] = WARNING,
    [MISTAKE_NAME_MISSING] = FORGIVEN,
    [MISTAKE_NEVER_ACCEPTED] = FORGIVEN,
    [MISTAKE_NEVER_SHOWN] = WARNING,
    [MISTAKE_NOT_ASKED] = WARNING,
    [MISTAKE_NPS_CHOICES] = FORGIVEN,
    [MISTAKE_PRIVACY_LINK] = WARNING,
    [MISTAKE_PRIVACY_SIGNATURE] = WARNING,
    [MISTAKE_PRIVACY_TIME] = WARNING,
    [MISTAKE_REFERENCE_TO_NOTE] = WARNING,
    [MISTAKE_REQUIRED_NOT_POSSIBLE] = FORGIVEN,
    [MISTAKE_SMILEYS_CHOICES] = FORGIVEN,
    [MISTAKE_STARS_CHOICES] = FORGIVEN,
    [MISTAKE_TEXT_OF_GROUP] = FORGIVEN,
    [MISTAKE_TEXT_TOO_EARLY] = FORGIVEN,
    [MISTAKE_TYPE_NOT_YET] = WARNING,
    [MISTAKE_UNKNOWN_CHOICE] = WARNING,
    [MISTAKE_UNKNOWN_LANGUAGE] = FORGIVEN,
    [MISTAKE_UNKNOWN_LIST] = FORGIVEN,
    [MISTAKE_UNUSED_LIST] = WARNING,
    [MISTAKE_WITHOUT_EFFECT] = WARNING,
};

const char *mistake_code(Mistake mistake) {
  return CODES[mistake];
}

DiagLevel mistake_level(Mistake mistake, bool patient) {
  Verdict verdict = VERDICTS[mistake];
  return verdict == WARNING || (verdict == FORGIVEN && patient) ? DIAG_WARNING : DIAG_ERROR;
}

const char *const *form_codes(size_t *count) {
  *count = COUNT_OF(CODES);
  return CODES;
}
