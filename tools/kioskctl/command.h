/* kioskctl's commands: one file each, named after the command. */
#ifndef COMMAND_H
#define COMMAND_H

typedef struct Command {
  const char *name;
  const char *usage; /* the lines --help prints after the name */
  /* argv[0] is the command's name; returns the exit code: 0 done, 1 what was given or found is wrong, 2 usage, 3 the world failed. */
  int (*run)(int argc, char **argv);
} Command;

extern const Command command_backup;
extern const Command command_check;
extern const Command command_eval;
extern const Command command_close_round;
extern const Command command_export;
extern const Command command_export_form;
extern const Command command_import;
extern const Command command_keygen;
extern const Command command_merge;
extern const Command command_pin;
extern const Command command_preview;
extern const Command command_purge;
extern const Command command_recover;
extern const Command command_robot;
extern const Command command_round;
extern const Command command_schema;
extern const Command command_serve;
extern const Command command_verify;

#endif
