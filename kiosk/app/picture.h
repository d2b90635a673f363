/* How the interface gets the pictures that forms name. */
#ifndef PICTURE_H
#define PICTURE_H

#include "assets.h"
#include "platform.h"
#include "ui.h"

typedef struct PictureSource { /* context of a UiImages */
  Platform *platform;
  const Form *form; /* whose pictures are asked for; NULL: there are none */
} PictureSource;

UiImages picture_images(PictureSource *source); /* borrows source */

#endif
