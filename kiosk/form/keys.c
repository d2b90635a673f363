/* What may stand where in a form's file: the one table that the readers, the schema and the reference go by. */
#include "draft.h"

enum { KEYS_MAX = 32 };

#define KEY(key, value, says)                                                                                                      \
  { .name = (key), .kind = (value), .help = (says) }
#define PART(key, of_part, says)                                                                                                   \
  { .name = (key), .kind = FORM_KEY_PART, .help = (says), .part = (of_part) }
#define NUMBER(key, low, high, says)                                                                                               \
  { .name = (key), .kind = FORM_KEY_NUMBER, .help = (says), .least = (low), .most = (high) }
#define CHOSEN(key, says, ...)                                                                                                     \
  {                                                                                                                                \
    .name = (key), .kind = FORM_KEY_WORD, .help = (says), .words = (const char *const[]) {                                         \
      __VA_ARGS__, NULL                                                                                                            \
    }                                                                                                                              \
  }

static const FormKey FORM[] = {
    PART("settings", FORM_PART_SETTINGS, "what the form is called, its version, and the language it falls back to"),
    KEY("languages", FORM_KEY_LANGUAGES, "the languages of its texts: code and own name"),
    PART("kiosk", FORM_PART_KIOSK, "how it behaves at the kiosk and on phones, and what becomes of the answers"),
    KEY("survey", FORM_KEY_ROWS, "the questions, in order"),
    KEY("choices", FORM_KEY_LISTS, "the lists of answers that select_one, select_multiple and rank offer"),
    KEY("files", FORM_KEY_ANY, "written by the program: the files beside the form, as they were when it was read"),
};
static const FormKey SETTINGS[] = {
    KEY("form_id", FORM_KEY_WORDS, "one word that tells the form from others for ever; else the file's name"),
    KEY("form_title", FORM_KEY_TEXT, "what visitors and reports call it"),
    KEY("version", FORM_KEY_WORDS, "another one after each change, such as the date and a number: 2026112101"),
    KEY("default_language", FORM_KEY_WORDS, "the code of the language that a missing text is taken from"),
    KEY("from_workbook", FORM_KEY_FLAG, "yes: read with the patience that workbooks of other programs get"),
};
static const FormKey LANGUAGE[] = {
    KEY("name", FORM_KEY_WORDS, "the language's name in itself, as visitors pick it"),
    CHOSEN("direction", "how it is written; Arabic and its kin are rtl by themselves", "ltr", "rtl"),
};
static const FormKey KIOSK[] = {
    PART("attract", FORM_PART_ATTRACT, "the first screen"),
    PART("idle", FORM_PART_IDLE, "when a visitor has gone away"),
    KEY("review", FORM_KEY_FLAG, "yes: before it is sent in, all answers on one screen, each to be changed"),
    PART("thanks", FORM_PART_THANKS, "the last screen"),
    PART("followup", FORM_PART_FOLLOWUP, "a code on the last screen that leads to another form"),
    PART("phone", FORM_PART_PHONE, "answering on people's own phones"),
    PART("privacy", FORM_PART_PRIVACY, "what is kept of who answers and when"),
    PART("retention", FORM_PART_RETENTION, "when answers are deleted"),
};
static const FormKey ATTRACT[] = {
    KEY("invite", FORM_KEY_TEXT, "one sentence that invites"),
    NUMBER("minutes", 1, 60, "how long it takes; else estimated from the questions"),
};
static const FormKey IDLE[] = {
    NUMBER("after", 5, 3600, "seconds without a touch until the kiosk asks whether anybody is there; else 60"),
    NUMBER("warn", 20, 600, "seconds that it waits for an answer to that; else 20, and never fewer"),
    CHOSEN("outcome", "what becomes of the answers then: kept as partial (else that), or discarded", "partial", "discard"),
};
static const FormKey THANKS[] = {
    NUMBER("show", 3, 120, "seconds; else 8, and 15 with a code"),
    KEY("text", FORM_KEY_TEXT, "what becomes of the answers"),
};
static const FormKey FOLLOWUP[] = {
    KEY("url", FORM_KEY_WORDS, "of a survey elsewhere; {token}, {event}, {round}, {place}, {form} and {lang} are filled in"),
    KEY("form", FORM_KEY_WORDS, "or the form_id of a form that kioskctl serve has"),
    CHOSEN("link", "what joins the two: nothing (else that), a token, or a code from memory", "none", "token", "code"),
    KEY("text", FORM_KEY_TEXT, "what is behind the code"),
};
static const FormKey PHONE[] = {
    KEY("here", FORM_KEY_FLAG, "no: the first screen has no code for answering on a phone"),
    KEY("continue", FORM_KEY_FLAG, "no: a visit cannot go on on the visitor's phone"),
    NUMBER("keep", 1, 1440, "minutes that it waits for the phone; else 15"),
    KEY("invited", FORM_KEY_FLAG, "yes: only who was given a token can answer"),
    KEY("from", FORM_KEY_DAYS, "the first day, or days after the token was given"),
    KEY("until", FORM_KEY_DAYS, "the last day, likewise"),
};
static const FormKey PRIVACY[] = {
    CHOSEN("mode", "anonymous (else that), or linked: answers can be joined with another visit or a person", "anonymous", "linked"),
    NUMBER("min_group", 3, 1000, "the smallest group that reports and numbers tell apart; else 5"),
    CHOSEN("time", "how much of the moment of a visit is kept; else the day", "day", "hour", "exact"),
};
static const FormKey RETENTION[] = {
    KEY("free_text", FORM_KEY_DAYS, "what people write or draw is deleted then"),
    KEY("responses", FORM_KEY_DAYS, "everything is deleted then"),
};
static const FormKey QUESTION[] = {
    KEY("type", FORM_KEY_TYPE, "what is asked, with its list where it has one: select_one colours"),
    KEY("name", FORM_KEY_WORDS, "one word, under which the answers are kept"),
    KEY("label", FORM_KEY_TEXT, "the question"),
    KEY("hint", FORM_KEY_TEXT, "a line below it"),
    KEY("guidance_hint", FORM_KEY_TEXT, "a longer explanation, unfolded at a tap"),
    KEY("required", FORM_KEY_EXPRESSION, "yes, or when it cannot be skipped"),
    KEY("relevant", FORM_KEY_EXPRESSION, "when it is asked; else always"),
    KEY("constraint", FORM_KEY_EXPRESSION, "what an answer must be; . is the answer"),
    KEY("calculation", FORM_KEY_EXPRESSION, "the answer is worked out"),
    KEY("default", FORM_KEY_EXPRESSION, "the answer that stands there at first"),
    KEY("read_only", FORM_KEY_EXPRESSION, "yes, or when it is only shown"),
    KEY("choice_filter", FORM_KEY_EXPRESSION, "which choices are offered; a bare name is a column of the list"),
    KEY("parameters", FORM_KEY_PARAMETERS, "of a range: start, end and step; of a list: randomize and seed"),
    KEY("trigger", FORM_KEY_EXPRESSION, "the calculation is worked out when this question's answer changes"),
    KEY("appearance", FORM_KEY_WORDS, "how it looks; several words are parted by spaces"),
    KEY("image", FORM_KEY_FILE, "a picture beside the question, as a path from the form"),
    KEY("audio", FORM_KEY_FILE, "not played here"),
    KEY("video", FORM_KEY_FILE, "not played here"),
    KEY("disabled", FORM_KEY_FLAG, "yes: passed over, as if it were not there"),
    KEY("required_message", FORM_KEY_TEXT, "what is said when it is skipped"),
    KEY("constraint_message", FORM_KEY_TEXT, "what is said when the constraint is not met"),
};
static const FormKey GROUP[] = {
    KEY("type", FORM_KEY_TYPE, "group or repeat"),
    KEY("name", FORM_KEY_WORDS, "one word, in front of the names of its questions"),
    KEY("label", FORM_KEY_TEXT, "its heading; of a repeat what there can be more of"),
    KEY("hint", FORM_KEY_TEXT, "not shown"),
    KEY("relevant", FORM_KEY_EXPRESSION, "when what is in it is asked"),
    KEY("appearance", FORM_KEY_WORDS, "field-list: on one screen; table-list: as a table"),
    KEY("questions", FORM_KEY_ROWS, "what is in it"),
    KEY("repeat_count", FORM_KEY_EXPRESSION, "how many; else the visitor adds and removes"),
    KEY("image", FORM_KEY_FILE, "not shown"),
    KEY("audio", FORM_KEY_FILE, "not played here"),
    KEY("video", FORM_KEY_FILE, "not played here"),
    KEY("disabled", FORM_KEY_FLAG, "yes: passed over, with all that is in it"),
    KEY("link_code", FORM_KEY_FLAG, "yes: its answers make the code that joins two visits, and are kept nowhere"),
};
static const FormKey CHOICE[] = {
    KEY("name", FORM_KEY_WORDS, "what is kept when it is chosen"),
    KEY("label", FORM_KEY_TEXT, "what visitors read"),
    NUMBER("code", 0, FORM_CODE_MAX, "its number in SPSS and Stata, for ever"),
    KEY("missing", FORM_KEY_FLAG, "yes: \"don't know\" and the like, which is no part of the scale"),
    KEY("exclusive", FORM_KEY_FLAG, "yes: choosing it takes the others back"),
    KEY("image", FORM_KEY_FILE, "a picture on it, as a path from the form"),
    KEY("audio", FORM_KEY_FILE, "not played here"),
    KEY("video", FORM_KEY_FILE, "not played here"),
};

static const struct {
  const FormKey *keys;
  size_t count;
} PARTS[] = {
    [FORM_PART_FORM] = {FORM, COUNT_OF(FORM)},
    [FORM_PART_SETTINGS] = {SETTINGS, COUNT_OF(SETTINGS)},
    [FORM_PART_LANGUAGE] = {LANGUAGE, COUNT_OF(LANGUAGE)},
    [FORM_PART_KIOSK] = {KIOSK, COUNT_OF(KIOSK)},
    [FORM_PART_ATTRACT] = {ATTRACT, COUNT_OF(ATTRACT)},
    [FORM_PART_IDLE] = {IDLE, COUNT_OF(IDLE)},
    [FORM_PART_THANKS] = {THANKS, COUNT_OF(THANKS)},
    [FORM_PART_FOLLOWUP] = {FOLLOWUP, COUNT_OF(FOLLOWUP)},
    [FORM_PART_PHONE] = {PHONE, COUNT_OF(PHONE)},
    [FORM_PART_PRIVACY] = {PRIVACY, COUNT_OF(PRIVACY)},
    [FORM_PART_RETENTION] = {RETENTION, COUNT_OF(RETENTION)},
    [FORM_PART_QUESTION] = {QUESTION, COUNT_OF(QUESTION)},
    [FORM_PART_GROUP] = {GROUP, COUNT_OF(GROUP)},
    [FORM_PART_CHOICE] = {CHOICE, COUNT_OF(CHOICE)},
};
_Static_assert(COUNT_OF(PARTS) == FORM_PART_COUNT, "every part has its keys");
_Static_assert(COUNT_OF(QUESTION) <= KEYS_MAX, "there is room for the most");

const FormKey *form_keys(FormPart part, size_t *count) {
  *count = PARTS[part].count;
  return PARTS[part].keys;
}

void draft_expect_keys(Draft *draft, const YamlNode *map, const char *what, FormPart part) {
  const char *names[KEYS_MAX];
  for (size_t i = 0; i < PARTS[part].count; i++)
    names[i] = PARTS[part].keys[i].name;
  yaml_expect_keys(map, what, names, PARTS[part].count, draft->diags);
}

size_t form_type_words(Arena *arena, const Str **out) {
  return type_words_spellings(arena, out);
}
