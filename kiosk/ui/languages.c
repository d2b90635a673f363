#include "languages.h"

size_t languages_count(const Scene *scene) {
  if (scene->offered != NULL) {
    return scene->offered_count;
  }
  return scene->form != NULL ? scene->form->language_count : scene->language_count;
}

int languages_nth(const Scene *scene, size_t nth) {
  return scene->offered != NULL ? scene->offered[nth] : (int)nth;
}

const Language *languages_at(const Scene *scene, int language_ix) {
  const Language *all = scene->form != NULL ? scene->form->languages : scene->languages;
  return all != NULL ? &all[language_ix] : NULL;
}
