/* codebook_facts: what a codebook says of a dataset beyond what stands in it, worked out of the forms' versions; the same for every
 * codebook, whatever it is written in. Texts are borrowed from the forms or in the arena given. A variable, and what stands beside its
 * versions, comes with the dataset that it is of: dataset_of(). */
#ifndef CODEBOOK_FACTS_H
#define CODEBOOK_FACTS_H

#include "dataset.h"

/* What passing over looks like depends on what a variable's values are. */
typedef enum SilenceKind { SILENCE_OF_CODE, SILENCE_OF_MEASURE, SILENCE_OF_TEXT } SilenceKind;

SilenceKind silence_of(VariableKind kind);
const char *silence_in_sav(SilenceKind kind); /* of what was passed over: -1, -99999999999, #skipped */

typedef struct Origin {     /* where the newest version that has a variable asks for it */
  const Form *form;         /* NULL: nowhere; it says something of the response itself */
  const Question *question; /* or NULL: */
  const Group *repeat;      /* a repeat: how many instances it has, or which this is */
  const Group *group;       /* the innermost group around it; NULL: none */
} Origin;

Origin variable_origin(const Dataset *dataset, const Variable *variable);
Origin variable_origin_in(const Dataset *dataset, const Variable *variable, size_t version_ix); /* as that version has it */

/* The groups around an origin, outer first, into arena. */
size_t origin_groups(Arena *arena, Origin origin, const Group *const **out);

typedef struct Condition { /* when a variable's question is relevant, its groups being so, too */
  Str words;               /* as the author wrote it, several joined by "and"; empty: always */
  const bool *in_version;  /* beside Dataset.versions: in which it was so */
} Condition;

/* All that ever were, oldest first; none for what is no question. */
size_t variable_conditions(Arena *arena, const Dataset *dataset, const Variable *variable, const Condition **out);

/* Those of all versions, the newest version's in its order first, and behind them the linked form's. */
size_t dataset_languages(Arena *arena, const Dataset *dataset, const Language **out);

/* Paths of what any version asked for a code, which is in no answer and no variable: the order is the oldest version's, then what others add.
 * What was so in one version may be an answer in another, and has its variable then. */
size_t dataset_code_elements(Arena *arena, const Dataset *dataset, const Str **out);

/* In that very language, else empty. What has words of no form is in the dataset's language; of what an export calls so of its own
 * accord there are words in others, too. */
Str label_exactly(const Dataset *dataset, Label label, Str language);
Str variable_label_exactly(Arena *arena, const Dataset *dataset, const Variable *variable, Str language);
/* Of a choice: where its question has words in the language, a choice without any was shown in those of another, as text_in() says. */
Str choice_label_exactly(Arena *arena, const Dataset *dataset, const Variable *variable, Label choice, Str language);

/* A repeat's path, of a linked form behind its id. */
Str table_title(Arena *arena, const Dataset *dataset, const Table *table);

/* Do all versions that can be read have it? */
bool in_all_versions(const Dataset *dataset, const bool *in_version);
Str version_names(Arena *arena, const Dataset *dataset, const bool *in_version); /* "1, 2", oldest first */

/* Is it known before any answer: of the response, or which instance of a repeat it is? */
bool variable_is_key(const Variable *variable);
size_t table_run_of_keys(const Table *table, size_t first); /* how many stand from there on, all of one form */
/* Does it stand for one choice of several? */
bool variable_is_part(const Variable *variable);
/* How many variables from first on are the parts of one question, of one kind; 0: the first is no part. */
size_t table_run_of_parts(const Table *table, size_t first);

#endif
