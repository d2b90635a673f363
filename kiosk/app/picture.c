#include "picture.h"

static const Image *find(void *context, Str path) {
  const PictureSource *source = context;
  char file[PICTURE_PATH_MAX];
  return source->form != NULL && picture_path(source->form, path, file) ? platform_image(source->platform, file) : NULL;
}

UiImages picture_images(PictureSource *source) {
  return (UiImages){.context = source, .find = find};
}
