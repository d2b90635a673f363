/* answer_kind: which kind of variable a question's answers make. */
#ifndef ANSWER_KIND_H
#define ANSWER_KIND_H

#include "dataset.h"

typedef enum PartsKind { PARTS_FLAGS, PARTS_PLACES, PARTS_KIND_COUNT, PARTS_NONE = PARTS_KIND_COUNT } PartsKind;

extern const VariableKind parts_variable_kinds[PARTS_KIND_COUNT];

/* Only for a question that takes an answer. */
VariableKind answer_kind(const Form *form, const Question *question);
/* The variables that its choices have besides: none where they are as many answers as visitors like to give. */
PartsKind answer_parts(const Form *form, const Question *question);
/* The kind that holds both, as a question may change between versions. */
VariableKind answer_kind_of_both(VariableKind a, VariableKind b);
Measure answer_measure(VariableKind kind, const Question *question); /* question NULL: of no question */
/* What a moment as coarse as the form says is. */
VariableKind answer_kind_of_moment(const Form *form);

#endif
