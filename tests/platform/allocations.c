#include "allocations.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_size_t count;

#ifdef __SANITIZE_ADDRESS__
#define BY_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BY_SANITIZER 1
#endif
#endif

#ifdef BY_SANITIZER /* has taken malloc's place already, and tells */

int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *, size_t),
                                              void (*on_free)(const volatile void *));

static void on_malloc(const volatile void *memory, size_t bytes) {
  (void)memory;
  (void)bytes;
  count++;
}

static void on_free(const volatile void *memory) {
  (void)memory;
}

__attribute__((constructor)) static void begin(void) {
  __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
}

#else /* a program's own malloc is used by the libraries that it loads, too; the C library has its own under other names */

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t items, size_t bytes);
void *__libc_realloc(void *memory, size_t bytes);
void *__libc_memalign(size_t alignment, size_t bytes);

void *malloc(size_t bytes) {
  count++;
  return __libc_malloc(bytes);
}

void *calloc(size_t items, size_t bytes) {
  count++;
  return __libc_calloc(items, bytes);
}

void *realloc(void *memory, size_t bytes) {
  count++;
  return __libc_realloc(memory, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes) {
  count++;
  return __libc_memalign(alignment, bytes);
}

int posix_memalign(void **out, size_t alignment, size_t bytes) {
  count++;
  *out = __libc_memalign(alignment, bytes);
  return *out ? 0 : ENOMEM;
}

#endif

size_t allocations(void) {
  return count;
}
