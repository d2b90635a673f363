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
    [MISTAKE_COMPARED_KINDS] = "compared-kinds",
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
    [MISTAKE_FILE_CONTENT] = "file-content",
    [MISTAKE_FILE_MISSING] = "file-missing",
    [MISTAKE_FOLLOWUP_BOTH] = "followup-both",
    [MISTAKE_FOLLOWUP_LINK] = "followup-link",
    [MISTAKE_FOLLOWUP_PART] = "followup-part",
    [MISTAKE_FOLLOWUP_URL] = "followup-url",
    [MISTAKE_GROUP_MISMATCH] = "group-mismatch",
    [MISTAKE_GROUP_NOT_CLOSED] = "group-not-closed",
    [MISTAKE_GROUP_NOT_OPEN] = "group-not-open",
    [MISTAKE_IDLE_WARN] = "idle-warn",
    [MISTAKE_LINK_CODE_COUNT] = "link-code-count",
    [MISTAKE_LINK_CODE_ELEMENT] = "link-code-element",
    [MISTAKE_LINK_CODE_MISSING] = "link-code-missing",
    [MISTAKE_LINK_CODE_PASSED_OVER] = "link-code-passed-over",
    [MISTAKE_LINK_CODE_READ] = "link-code-read",
    [MISTAKE_LINK_CODE_TOKEN] = "link-code-token",
    [MISTAKE_LINK_CODE_WORDS] = "link-code-words",
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
    [MISTAKE_PHONE_ORDER] = "phone-order",
    [MISTAKE_PHONE_VALUE] = "phone-value",
    [MISTAKE_PRIVACY_LINK] = "privacy-link",
    [MISTAKE_PRIVACY_LINKED] = "privacy-linked",
    [MISTAKE_PRIVACY_SIGNATURE] = "privacy-signature",
    [MISTAKE_PRIVACY_TIME] = "privacy-time",
    [MISTAKE_REFERENCE_TO_NOTE] = "reference-to-note",
    [MISTAKE_REQUIRED_NOT_POSSIBLE] = "required-not-possible",
    [MISTAKE_RETENTION_MISSING] = "retention-missing",
    [MISTAKE_RETENTION_ORDER] = "retention-order",
    [MISTAKE_RETENTION_VALUE] = "retention-value",
    [MISTAKE_SMILEYS_CHOICES] = "smileys-choices",
    [MISTAKE_STARS_CHOICES] = "stars-choices",
    [MISTAKE_TEXT_OF_GROUP] = "text-of-group",
    [MISTAKE_TEXT_TOO_EARLY] = "text-too-early",
    [MISTAKE_TOO_MANY] = "too-many",
    [MISTAKE_UNKNOWN_CHOICE] = "unknown-choice",
    [MISTAKE_UNKNOWN_LANGUAGE] = "unknown-language",
    [MISTAKE_UNKNOWN_LIST] = "unknown-list",
    [MISTAKE_UNKNOWN_NAME] = "unknown-name",
    [MISTAKE_UNKNOWN_TYPE] = "unknown-type",
    [MISTAKE_UNUSED_LIST] = "unused-list",
    [MISTAKE_WITHOUT_EFFECT] = "key-without-effect",
};
_Static_assert(COUNT_OF(CODES) == MISTAKE_COUNT, "every mistake has a code");

/* An error is what would make the form ask, show or store something else than its author means. What a later version finds fault with must
 * not take away a form that answers are stored of: no new mistake is an ERROR. */
typedef enum Verdict {
  ERROR,     /* everywhere: no form can be made of it */
  OBJECTION, /* an error in what an author hands in, in a workbook too; of a stored form a warning */
  FORGIVEN, /* an error in YAML; a warning in a workbook, whose author wrote it for programs that let it pass, and of a stored form */
  MENDED,   /* likewise, but for a stored form: something is put in the place of what is missing, in workbooks only */
  WARNING   /* everywhere */
} Verdict;

static const Verdict VERDICTS[MISTAKE_COUNT] = {
    [MISTAKE_AMBIGUOUS_NAME] = WARNING,
    [MISTAKE_APPEARANCE_CONFLICT] = FORGIVEN,
    [MISTAKE_APPEARANCE_UNKNOWN] = WARNING,
    [MISTAKE_APPEARANCE_WITHOUT_EFFECT] = WARNING,
    [MISTAKE_BAD_LANGUAGE] = MENDED,
    [MISTAKE_BAD_NAME] = MENDED,
    [MISTAKE_BAD_VALUE] = FORGIVEN,
    [MISTAKE_CALCULATION_MISSING] = FORGIVEN,
    [MISTAKE_COLUMN_UNKNOWN] = WARNING,
    [MISTAKE_COMPARED_KINDS] = FORGIVEN,
    [MISTAKE_CONSTRAINT_IGNORES_ANSWER] = WARNING,
    [MISTAKE_CONSTRAINT_NOT_POSSIBLE] = FORGIVEN,
    [MISTAKE_CYCLE_IN_REPEAT] = WARNING,
    [MISTAKE_DUPLICATE_CHOICE] = MENDED,
    [MISTAKE_DUPLICATE_CODE] = FORGIVEN,
    [MISTAKE_DUPLICATE_NAME] = MENDED,
    [MISTAKE_EMPTY_LIST] = MENDED,
    [MISTAKE_EXCLUSIVE_WITHOUT_EFFECT] = WARNING,
    [MISTAKE_FILE_CONTENT] = FORGIVEN,
    [MISTAKE_FILE_MISSING] = FORGIVEN,
    [MISTAKE_FOLLOWUP_BOTH] = OBJECTION,
    [MISTAKE_FOLLOWUP_LINK] = OBJECTION,
    [MISTAKE_IDLE_WARN] = FORGIVEN,
    [MISTAKE_LINK_CODE_COUNT] = OBJECTION,
    [MISTAKE_LINK_CODE_MISSING] = OBJECTION,
    [MISTAKE_LINK_CODE_PASSED_OVER] = WARNING,
    [MISTAKE_LINK_CODE_READ] = OBJECTION,
    [MISTAKE_LINK_CODE_TOKEN] = OBJECTION,
    [MISTAKE_LINK_CODE_WORDS] = WARNING,
    [MISTAKE_LIST_MISSING] = MENDED,
    [MISTAKE_LIST_NOT_TAKEN] = MENDED,
    [MISTAKE_MESSAGE_WITHOUT_EFFECT] = WARNING,
    [MISTAKE_MISSING_KEY] = MENDED,
    [MISTAKE_MISSING_LABEL] = MENDED,
    [MISTAKE_MISSING_TITLE] = WARNING,
    [MISTAKE_MISSING_TRANSLATION] = WARNING,
    [MISTAKE_MISSING_VERSION] = WARNING,
    [MISTAKE_NAME_MISSING] = MENDED,
    [MISTAKE_NEVER_ACCEPTED] = FORGIVEN,
    [MISTAKE_NEVER_SHOWN] = WARNING,
    [MISTAKE_NOT_ASKED] = WARNING,
    [MISTAKE_NO_QUESTION] = OBJECTION,
    [MISTAKE_NPS_CHOICES] = FORGIVEN,
    [MISTAKE_PHONE_ORDER] = OBJECTION,
    [MISTAKE_PHONE_VALUE] = OBJECTION,
    [MISTAKE_PRIVACY_LINK] = WARNING,
    [MISTAKE_PRIVACY_LINKED] = OBJECTION,
    [MISTAKE_PRIVACY_SIGNATURE] = WARNING,
    [MISTAKE_PRIVACY_TIME] = WARNING,
    [MISTAKE_REFERENCE_TO_NOTE] = WARNING,
    [MISTAKE_REQUIRED_NOT_POSSIBLE] = FORGIVEN,
    [MISTAKE_RETENTION_MISSING] = WARNING,
    [MISTAKE_RETENTION_ORDER] = FORGIVEN,
    [MISTAKE_SMILEYS_CHOICES] = FORGIVEN,
    [MISTAKE_STARS_CHOICES] = FORGIVEN,
    [MISTAKE_TEXT_OF_GROUP] = FORGIVEN,
    [MISTAKE_TEXT_TOO_EARLY] = FORGIVEN,
    [MISTAKE_UNKNOWN_CHOICE] = WARNING,
    [MISTAKE_UNKNOWN_LANGUAGE] = MENDED,
    [MISTAKE_UNKNOWN_LIST] = MENDED,
    [MISTAKE_UNUSED_LIST] = WARNING,
    [MISTAKE_WITHOUT_EFFECT] = WARNING,
};

const char *mistake_code(Mistake mistake) {
  return CODES[mistake];
}

DiagLevel mistake_level(Mistake mistake, bool patient, bool stored) {
  Verdict verdict = VERDICTS[mistake];
  if (verdict == WARNING) return DIAG_WARNING;
  bool forgiven = verdict == FORGIVEN || verdict == MENDED, read_all_the_same = verdict == FORGIVEN || verdict == OBJECTION;
  return (patient && forgiven) || (stored && read_all_the_same) ? DIAG_WARNING : DIAG_ERROR;
}

const char *const *form_codes(size_t *count) {
  *count = COUNT_OF(CODES);
  return CODES;
}
