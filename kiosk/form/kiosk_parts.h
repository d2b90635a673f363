/* What the readers of the kiosk's settings share. */
#ifndef FORM_KIOSK_PARTS_H
#define FORM_KIOSK_PARTS_H

#include "draft.h"

/* The part of kiosk under key, or NULL; its keys checked. */
const YamlNode *kiosk_part(Draft *draft, const YamlNode *kiosk, const char *key, const char *what, FormPart keys);
/* Reads one of a few words into *out, which is left alone when the key is absent or its value is none of them. */
void kiosk_word(Draft *draft, const YamlNode *node, const char *key, const Str *words, size_t count, int *out);
void kiosk_text(Draft *draft, const YamlNode *node, const char *key, int self_ix, Text *out);

#endif
