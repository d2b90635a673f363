/* A form as pictures: every screen in every language, and a page that shows them all beside what the form asks of each question, for
 * a colleague who approves it. The same form gives the same files. */
#ifndef PREVIEW_H
#define PREVIEW_H

#include "base.h"
#include "material.h"
#include "options.h"

/* Writes pictures and index.html into the folder that options name, making it when there is none, and a line about it to out. A folder with anything in it is
 * taken only when an earlier preview made its index.html; then the pictures that page names are replaced, and nothing else is
 * touched. Failures: STATUS_INPUT with preview-forms (there are several), preview-folder (it holds other things) and preview-stuck (a
 * page cannot be left); STATUS_WORLD with preview-folder, no-shot and what platform_open gives. */
Status preview_make(const Options *options, const Material *material, FILE *out, Err *err);

#endif
