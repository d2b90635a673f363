#include "site_languages.h"

enum { TAGS_READ_MAX = 32, WEIGHT_WHOLE = 1000 };

/* Norwegian as browsers call it, and what is read by whoever reads it, the nearest first. */
static const struct {
  const char *tag, *code;
} kin[] = {{"no", "nb"}, {"no", "nn"}, {"nb", "no"}, {"nb", "nn"}, {"nn", "no"}, {"nn", "nb"}};

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool starts_alike(Str a, Str b, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
  return true;
}

static Str primary(Str tag) {
  for (size_t i = 0; i < tag.len; i++)
    if (tag.ptr[i] == '-') return (Str){tag.ptr, i};
  return tag;
}

static bool same(Str a, Str b) {
  return a.len == b.len && starts_alike(a, b, a.len);
}

static int find_exactly(const Language *languages, size_t count, Str tag) {
  for (size_t i = 0; i < count; i++)
    if (same(languages[i].code, tag)) return (int)i;
  return -1;
}

static int find_primary(const Language *languages, size_t count, Str tag) {
  for (size_t i = 0; i < count; i++)
    if (same(primary(languages[i].code), primary(tag))) return (int)i;
  return -1;
}

static int find_kin(const Language *languages, size_t count, Str tag) {
  for (size_t i = 0; i < COUNT_OF(kin); i++) {
    int found = same(primary(tag), str_from(kin[i].tag)) ? find_primary(languages, count, str_from(kin[i].code)) : -1;
    if (found >= 0) return found;
  }
  return -1;
}

static int find(const Language *languages, size_t count, Str tag) {
  int found = find_exactly(languages, count, tag);
  if (found < 0) found = find_primary(languages, count, tag);
  return found < 0 ? find_kin(languages, count, tag) : found;
}

static Str take_until(Str *rest, char end) {
  size_t len = 0;
  while (len < rest->len && rest->ptr[len] != end)
    len++;
  Str taken = {rest->ptr, len};
  size_t used = len < rest->len ? len + 1 : len;
  *rest = (Str){rest->ptr + used, rest->len - used};
  return str_trim(taken);
}

/* Of "en;q=0.7" the tag, and in thousandths how much it is liked. What makes no sense is not liked. */
static Str read_tag(Str item, int *weight) {
  Str tag = take_until(&item, ';');
  *weight = WEIGHT_WHOLE;
  if (item.len == 0) return tag;
  double share;
  bool good = item.len > 2 && lower(item.ptr[0]) == 'q' && item.ptr[1] == '=' &&
              str_to_double((Str){item.ptr + 2, item.len - 2}, &share) && share >= 0 && share <= 1;
  *weight = good ? (int)(share * WEIGHT_WHOLE) : 0;
  return tag;
}

int languages_choose(const Language *languages, size_t count, Str wanted, Str accept) {
  int best = wanted.len > 0 ? find(languages, count, wanted) : -1;
  if (best >= 0) return best;
  int best_weight = 0;
  for (int i = 0; i < TAGS_READ_MAX && accept.len > 0; i++) {
    int weight;
    Str tag = read_tag(take_until(&accept, ','), &weight);
    int found = weight > best_weight && tag.len > 0 ? find(languages, count, tag) : -1;
    if (found < 0) continue;
    best = found;
    best_weight = weight;
  }
  return best;
}
