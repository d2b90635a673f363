#include "bad_private.h"
#include "expr.h"
#include "store.h"
#include <SDL2/SDL.h>
#include <string.h>

/* A comment may say time() and getenv. */
long bad(void) { return (long)time(NULL); }
