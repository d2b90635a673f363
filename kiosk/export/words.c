#include "words.h"

Str word_in(Word word, Str language) {
  (void)word, (void)language;
  return (Str){0};
}
