#include "plural.h"

static int of_one_and_other(int n) {
  return n == 1 ? 0 : 1;
}

static int of_one_form(int n) {
  (void)n;
  return 0;
}

/* 1 день, 2 дні, 5 днів, 11 днів, 21 день */
static int of_slavic(int n) {
  int last = n % 10, teens = n % 100 / 10;
  if (teens == 1 || last == 0 || last > 4) return 2;
  return last == 1 ? 0 : 1;
}

/* 1 dzień, 2 dni, 5 dni, 21 dni */
static int of_polish(int n) {
  return n == 1 ? 0 : n % 10 == 1 ? 2 : of_slavic(n);
}

/* يوم، يومان، 3 أيام، 11 يومًا، 100 يوم */
static int of_arabic(int n) {
  int rest = n % 100;
  if (n == 1 || n == 2) return n - 1;
  return rest >= 3 && rest <= 10 ? 2 : rest >= 11 ? 3 : 4;
}

static const struct {
  const char *language;
  int (*form)(int n);
} rules[] = {
    {"ar", of_arabic}, {"be", of_slavic}, {"bs", of_slavic},   {"hr", of_slavic},   {"pl", of_polish},   {"ru", of_slavic},
    {"sr", of_slavic}, {"uk", of_slavic}, {"th", of_one_form}, {"vi", of_one_form}, {"zh", of_one_form},
};

static bool is_of(Str language, const char *primary) {
  size_t len = str_from(primary).len;
  return str_starts_with(language, str_from(primary)) && (language.len == len || language.ptr[len] == '-');
}

int plural_form(Str language, int n) {
  for (size_t i = 0; i < COUNT_OF(rules); i++)
    if (is_of(language, rules[i].language)) return rules[i].form(n);
  return of_one_and_other(n);
}
