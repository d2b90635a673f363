/* A form with a question of each kind of variable, and visits with every kind of answer and silence. */
#ifndef STAT_KINDS_H
#define STAT_KINDS_H

#include "export/exported.h"

static const char stat_kinds_yaml[] =
    "settings: {form_id: f, form_title: Skjemaet, version: '1', default_language: nb}\nlanguages: {nb: Norsk}\n"
    "kiosk: {privacy: {mode: linked}}\nsurvey:\n"
    "  - {type: select_one nytte, name: nytte, label: Hvor nyttig?}\n"
    "  - {type: select_multiple tema, name: tema, label: Hvilke temaer?}\n"
    "  - {type: rank tema, name: rang, label: Ranger}\n"
    "  - {type: integer, name: alder, label: Alder}\n"
    "  - {type: decimal, name: km, label: Kilometer}\n"
    "  - {type: date, name: dag, label: Dag}\n"
    "  - {type: time, name: klokka, label: Klokka}\n"
    "  - {type: datetime, name: naar, label: Når}\n"
    "  - {type: text, name: hvorfor, label: Hvorfor?}\n"
    "  - {type: repeat, name: barn, label: Barn, questions: [{type: integer, name: alder, label: Barnets alder}]}\n"
    "choices:\n"
    "  nytte: [{name: ja, label: Ja}, {name: nei, label: Nei}, {name: vet, label: Vet ikke, missing: true}]\n"
    "  tema: [{name: mat, label: Mat}, {name: prat, label: Prat}]\n";

/* By the number of their response. */
static const char *const stat_kinds_answers[] = {
    ("{\"nytte\":\"ja\",\"tema\":[\"mat\"],\"rang\":[\"prat\",\"mat\"],\"alder\":-31,\"km\":2.50,\"dag\":\"2026-11-21\","
     "\"klokka\":\"14:05:07.000+01:00\",\"naar\":\"1959-12-31T23:59:58.000+01:00\",\"hvorfor\":\"Fordi æøå 😀 لقاء\","
     "\"barn\":[{\"alder\":3},{\"alder\":null}]}"),
    "{}",
    ("{\"nytte\":null,\"tema\":null,\"rang\":null,\"alder\":null,\"km\":null,\"dag\":null,\"klokka\":null,\"naar\":null,"
     "\"hvorfor\":null,\"barn\":[]}"),
    "{\"nytte\":\"vet\",\"hvorfor\":\"#skipped\",\"alder\":\"tull\"}",
};

/* A store of them all. */
static inline Store *stat_kinds_open(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_form(fixture, stat_kinds_yaml);
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  for (size_t i = 0; i < COUNT_OF(stat_kinds_answers); i++)
    exported_put(fixture, store, form, (int)i, stat_kinds_answers[i]);
  return store;
}

#endif
