/* Answers put into the fields of a page, as a visitor would. */
#ifndef ANSWERING_H
#define ANSWERING_H

#include "phone.h"
#include "survey.h"

/* False: the page has no fields for the cell, or none that could say this. */
bool answering_fill(Phone *phone, const Form *form, int question_ix, int cell, Value value);

#endif
