#include "robot.h"
typedef int robot_is_to_come;
