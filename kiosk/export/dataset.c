#include "dataset.h"

Str label_in(Label label, Str language) {
  if (label.form == NULL) return label.words;
  int language_ix = form_find_language(label.form, language);
  return text_in(label.form, label.text, language_ix < 0 ? label.form->default_language_ix : language_ix);
}

Status dataset_make(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err) {
  (void)store, (void)arena, (void)options;
  *out = (Dataset){0};
  return err_set(err, STATUS_USAGE, "not-yet", "this is not written yet");
}

Status dataset_each(Store *store, const Dataset *dataset, const ExportOptions *options,
                    bool (*visit)(void *context, const Record *record), void *context, ExportReport *report, Err *err) {
  (void)store, (void)dataset, (void)options, (void)visit, (void)context, (void)report;
  return err_set(err, STATUS_USAGE, "not-yet", "this is not written yet");
}
