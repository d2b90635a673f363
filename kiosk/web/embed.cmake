# cmake -D FROM=FILE -D INTO=FILE.c -D NAME=NAME -P embed.cmake: a file as the bytes of a C array, with a NUL behind them.
file(READ ${FROM} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
file(WRITE ${INTO} "extern const char ${NAME}[];\nextern const unsigned long ${NAME}_bytes;\nconst char ${NAME}[] = {${bytes}0};\nconst unsigned long ${NAME}_bytes = sizeof ${NAME} - 1;\n")
