/* Pictures that forms name: where they lie, and how the interface gets them. */
#ifndef PICTURE_H
#define PICTURE_H

#include "form.h"
#include "platform.h"
#include "ui.h"

typedef struct PictureSource { /* context of a UiImages */
  Platform *platform;
  const Form *form; /* whose pictures are asked for; NULL: there are none */
} PictureSource;

UiImages picture_images(PictureSource *source); /* borrows source */

enum { PICTURE_PATH_MAX = 4096 };

/* The file of a picture: beside the form's, or in the folder NAME-media there, as ODK keeps them. False when there is none; a path that
 * leads out of the form's folder is none. */
bool picture_path(const Form *form, Str path, char out[PICTURE_PATH_MAX]);

#endif
