#include "damage.h"

#include <string.h>

typedef void Way(const Random *random, char *file, size_t page_count, char *page);

static void make_noise(const Random *random, char *file, size_t page_count, char *page) {
  (void)file, (void)page_count;
  random->fill(random->context, page, DAMAGE_PAGE_BYTES);
}

static void make_zeros(const Random *random, char *file, size_t page_count, char *page) {
  (void)random, (void)file, (void)page_count;
  memset(page, 0, DAMAGE_PAGE_BYTES);
}

static void cut_short(const Random *random, char *file, size_t page_count, char *page) {
  (void)file, (void)page_count;
  size_t from = 512u * (1 + random_below(random, 7));
  memset(page + from, 0, DAMAGE_PAGE_BYTES - from);
}

static void break_head(const Random *random, char *file, size_t page_count, char *page) {
  (void)file, (void)page_count;
  random->fill(random->context, page, 8);
}

static void put_another_there(const Random *random, char *file, size_t page_count, char *page) {
  memmove(page, file + random_below(random, (uint32_t)page_count) * (size_t)DAMAGE_PAGE_BYTES, DAMAGE_PAGE_BYTES);
}

void damage_page(const Random *random, char *file, size_t page_count, size_t page_ix) {
  static Way *const ways[] = {make_noise, make_zeros, cut_short, break_head, put_another_there};
  ways[random_below(random, COUNT_OF(ways))](random, file, page_count, file + page_ix * DAMAGE_PAGE_BYTES);
}
