/* codebook_kind: what a codebook calls the kinds of variables, and how they changed from version to version. */
#ifndef CODEBOOK_KIND_H
#define CODEBOOK_KIND_H

#include "codebook_facts.h"
#include "words.h"

Word variable_kind_word(const Dataset *dataset, const Variable *variable);
/* Was something acknowledged? Then it is not written alike in all formats. */
bool variable_is_agreed(const Dataset *dataset, const Variable *variable);

typedef struct KindInVersions {
  VariableKind kind;
  Word word;              /* tells more of them apart */
  const char *question;   /* XLSForm's type, in the oldest of them; NULL: a repeat */
  const bool *in_version; /* beside Dataset.versions */
} KindInVersions;

/* Those that its question or repeat ever was, oldest first; none for what is neither. */
size_t variable_kinds(Arena *arena, const Dataset *dataset, const Variable *variable, const KindInVersions **out);
/* "whole number (1, 2); number (3)"; empty where it never changed. */
Str variable_kinds_text(Arena *arena, const Dataset *dataset, const Variable *variable, Str language);

#endif
