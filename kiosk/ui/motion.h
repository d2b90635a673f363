/* motion: how far what is in motion is from its place. */
#ifndef MOTION_H
#define MOTION_H

typedef struct Motion {
  int dx, dy;     /* of content that comes, px */
  double clarity; /* of what takes turns: 0 not to be seen .. 1 */
} Motion;

#endif
