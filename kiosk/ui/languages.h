/* languages: those that a scene can be shown in. On the choice of forms these are the languages of all of them, else the form's. */
#ifndef LANGUAGES_OF_SCENE_H
#define LANGUAGES_OF_SCENE_H

#include "ui.h"

/* How many of them visitors may choose. */
size_t languages_count(const Scene *scene);
int languages_nth(const Scene *scene, size_t nth); /* the nth of those, as a language_ix */
/* NULL: the scene has no languages. */
const Language *languages_at(const Scene *scene, int language_ix);

#endif
