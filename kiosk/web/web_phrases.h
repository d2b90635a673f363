/* The keys of the pages' words, assets/strings/web/LANG.yaml. */
#ifndef WEB_PHRASES_H
#define WEB_PHRASES_H

#include "phrases.h"

#define WEB_PHRASES(X)                                                                                                             \
  X(NEXT, "next")                                                                                                                  \
  X(BACK, "back")

typedef enum WebPhrase {
#define X(id, key) WEB_PHRASE_##id,
  WEB_PHRASES(X)
#undef X
      WEB_PHRASE_COUNT
} WebPhrase;

#endif
