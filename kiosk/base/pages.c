#include "pages.h"

#include "base.h"

#include <sys/mman.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define PAGES_UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PAGES_UNDER_SANITIZER 1
#endif
#endif

/* LeakSanitizer looks by itself for pointers in the heap's memory, but not in this. */
#ifdef PAGES_UNDER_SANITIZER
#include <sanitizer/lsan_interface.h>
#define LOOK_FOR_POINTERS_IN(pages, bytes) __lsan_register_root_region((pages), (bytes))
#define NO_POINTERS_IN(pages, bytes)       __lsan_unregister_root_region((pages), (bytes))
#else
#define LOOK_FOR_POINTERS_IN(pages, bytes) ((void)(pages), (void)(bytes))
#define NO_POINTERS_IN(pages, bytes)       ((void)(pages), (void)(bytes))
#endif

static size_t whole_pages(size_t bytes) {
  const long page = sysconf(_SC_PAGESIZE);
  const size_t page_bytes = page > 0 ? (size_t)page : 4096;
  if (bytes > SIZE_MAX - page_bytes) BUG("an impossible amount of memory was asked for");
  return (bytes + page_bytes - 1) / page_bytes * page_bytes;
}

void *pages_take(size_t *bytes) {
  *bytes = whole_pages(*bytes);
  void *pages = mmap(NULL, *bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return NULL;
  /* Both are wishes: a container may forbid the one, an old kernel lack the other, and the kiosk has to go on. Only these pages are
   * locked, never those to come (MCL_FUTURE): beyond the limit every later mapping of anybody in the process would fail. */
  madvise(pages, *bytes, MADV_DONTDUMP);
  mlock(pages, *bytes);
  LOOK_FOR_POINTERS_IN(pages, *bytes);
  return pages;
}

void pages_give_back(void *pages, size_t bytes) {
  NO_POINTERS_IN(pages, bytes);
  memory_wipe(pages, bytes);
  munmap(pages, bytes); /* unlocks them */
}
