#include "languages.h"

static bool has_language(const Forms *forms, Str code) {
  for (size_t i = 0; i < forms->count; i++) {
    if (form_find_language(forms->items[i], code) >= 0) return true;
  }
  return false;
}

/* All of them: a code is so short that the nearest one is hardly ever the one that is meant. */
static Str list_all_codes(Arena *arena, const Forms *forms) {
  Buffer codes = buffer_new(arena);
  Sink sink = sink_to_buffer(&codes);
  for (size_t i = 0; i < forms->count; i++) {
    const Forms earlier = {forms->items, i};
    for (size_t j = 0; j < forms->items[i]->language_count; j++) {
      Str code = forms->items[i]->languages[j].code;
      if (!has_language(&earlier, code)) sink_printf(&sink, "%s" STR_FMT, i + j ? ", " : "", STR_ARG(code));
    }
  }
  return buffer_view(&codes);
}

static void refuse_code(Arena *arena, const ConfigWord *language, const Forms *forms, Diags *diags) {
  diags_add_quoting(diags, DIAG_ERROR, "unknown-language", language->place,
                    arena_printf(arena, "no form here has the language \"" STR_FMT "\"", STR_ARG(language->text)),
                    arena_printf(arena, "take one of " STR_FMT ", or add it to the `languages` of a form and translate that",
                                 STR_ARG(list_all_codes(arena, forms))),
                    language->line);
}

static Status check_codes(Arena *arena, const Config *config, const Forms *forms, const char *file, Diags *diags, Err *err) {
  size_t before = diags->error_count;
  for (size_t i = 0; i < config->language_count; i++) {
    if (!has_language(forms, config->languages[i].text)) refuse_code(arena, &config->languages[i], forms, diags);
  }
  size_t mistakes = diags->error_count - before;
  if (mistakes == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "config", "%s has %zu mistake%s; nothing was started", file, mistakes,
                 mistakes == 1 ? "" : "s");
}

static Str list_codes(Arena *arena, const Form *form) {
  Buffer codes = buffer_new(arena);
  Sink sink = sink_to_buffer(&codes);
  for (size_t i = 0; i < form->language_count; i++)
    sink_printf(&sink, "%s" STR_FMT, i ? ", " : "", STR_ARG(form->languages[i].code));
  return buffer_view(&codes);
}

static void find_offered(Arena *arena, const Config *config, const Form *form, FormLanguages *out) {
  int *offered = ARENA_ARRAY(arena, int, config->language_count);
  for (size_t i = 0; i < config->language_count; i++) {
    int language_ix = form_find_language(form, config->languages[i].text);
    if (language_ix >= 0) offered[out->offered_count++] = language_ix;
  }
  out->offered = offered;
}

static bool is_offered(const FormLanguages *languages, int language_ix) {
  if (languages->offered == NULL) return true;
  bool found = false;
  for (size_t i = 0; i < languages->offered_count; i++)
    found |= languages->offered[i] == language_ix;
  return found;
}

/* Sets *asked when the form begins where --lang says. */
static Status choose(Arena *arena, const Options *options, const Config *config, const Form *form, FormLanguages *out, bool *asked,
                     Err *err) {
  out->start = form->default_language_ix;
  if (config->language_count > 0) {
    find_offered(arena, config, form, out);
    if (out->offered_count == 0)
      return err_set(err, STATUS_INPUT, "form-languages",
                     "%s has none of the languages that `languages` in %s names; add one of its own (" STR_FMT
                     ") there, or leave the form out",
                     form->file, options->config, STR_ARG(list_codes(arena, form)));
    out->start = out->offered[0];
  }
  int wanted = options->lang ? form_find_language(form, str_from(options->lang)) : -1;
  if (wanted < 0 || !is_offered(out, wanted)) return STATUS_OK;
  out->start = wanted;
  *asked = true;
  return STATUS_OK;
}

static Status refuse_lang(Arena *arena, const Options *options, const Forms *forms, Err *err) {
  Str lang = str_from(options->lang);
  if (has_language(forms, lang))
    return err_set(err, STATUS_USAGE, "usage",
                   "`languages` in %s leaves out \"%s\", so nothing can begin in it; add it there, or leave --lang out",
                   options->config, options->lang);
  return err_set(err, STATUS_USAGE, "usage", "no form here has the language \"%s\"; take one of " STR_FMT, options->lang,
                 STR_ARG(list_all_codes(arena, forms)));
}

Status languages_choose(Arena *arena, const Options *options, const Config *config, const Forms *forms, const FormLanguages **out,
                        Diags *diags, Err *err) {
  FormLanguages *languages = ARENA_ARRAY(arena, FormLanguages, forms->count);
  bool asked = options->lang == NULL;
  Status status = check_codes(arena, config, forms, options->config, diags, err);
  for (size_t i = 0; status == STATUS_OK && i < forms->count; i++)
    status = choose(arena, options, config, forms->items[i], &languages[i], &asked, err);
  if (status == STATUS_OK && !asked) status = refuse_lang(arena, options, forms, err);
  *out = languages;
  return status;
}

int languages_in(const Form *form, const FormLanguages *languages, Str code) {
  int language_ix = form_find_language(form, code);
  return language_ix >= 0 && is_offered(languages, language_ix) ? language_ix : languages->start;
}

static int find_among(const Language *items, size_t count, Str code) {
  for (size_t i = 0; i < count; i++) {
    if (str_equal(items[i].code, code)) return (int)i;
  }
  return -1;
}

AllLanguages languages_of_all(Arena *arena, const Forms *forms, const FormLanguages *languages) {
  size_t most = 0;
  for (size_t i = 0; i < forms->count; i++)
    most += forms->items[i]->language_count;
  Language *items = ARENA_ARRAY(arena, Language, most);
  AllLanguages all = {.items = items};
  for (size_t i = 0; i < forms->count; i++) {
    const Form *form = forms->items[i];
    size_t count = languages[i].offered ? languages[i].offered_count : form->language_count;
    for (size_t j = 0; j < count; j++) {
      const Language *language = &form->languages[languages[i].offered ? languages[i].offered[j] : (int)j];
      if (find_among(items, all.count, language->code) < 0) items[all.count++] = *language;
    }
  }
  all.start = find_among(items, all.count, forms->items[0]->languages[languages[0].start].code);
  return all;
}
