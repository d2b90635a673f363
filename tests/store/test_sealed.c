/* Answers that only the holder of a secret key can read, from the first one on. */
#include "store/fixture.h"

#include <string.h>

#define MARKER "Hemmelig-ord-fra-en-gjest"
#define CHOICE "valget-som-ble-tatt"

static const StoreAttachment drawing[] = {{STR_INIT("strek.png"), STR_INIT("PNG " MARKER)}};

typedef struct Box {
  Fixture *fixture;
  Store *store;
  const Form *form;
  SealSecret *secret;
} Box;

static Box box_open(Fixture *fixture) {
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  Box box = {fixture, fixture_open(fixture, "a.db"), fixture_plain_form(fixture, "1"), seal_secret_new()};
  assert_int_equal(store_seal_with(box.store, seal_public_of(box.secret), &err), STATUS_OK);
  assert_int_equal(store_add_form(box.store, box.form, &err), STATUS_OK);
  return box;
}

static void box_close(Box *box) {
  store_close(box->store);
  seal_secret_free(box->secret);
}

static Response put_visit(Box *box, const char *answers, ResponseStatus status) {
  Response visit = fixture_response(box->fixture, box->store, box->form, answers);
  visit.status = status;
  visit.attachments = drawing;
  visit.attachment_count = 1;
  fixture_put(box->store, &visit);
  return visit;
}

static const char full[] = "{\"nytte\":\"" CHOICE "\",\"antall\":3,\"hvorfor\":\"" MARKER "\"}";

static void no_file_has_a_plain_answer(void **state) {
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  Response visit = put_visit(&box, full, RESPONSE_PARTIAL);
  assert_false(fixture_folder_has(fixture, MARKER) || fixture_folder_has(fixture, CHOICE));
  visit.status = RESPONSE_COMPLETE;
  fixture_put(box.store, &visit);
  assert_false(fixture_folder_has(fixture, MARKER) || fixture_folder_has(fixture, CHOICE));
  assert_string_equal(fixture_query(fixture, "a.db",
                                    "SELECT answers IS NULL, free_text IS NULL, length(r.sealed) % 1024, length(r.sealed) ="
                                    " length(r.sealed_text), content IS NULL FROM response r JOIN attachment ON response = uuid"),
                      "1|1|72|1|1");
  Response back = put_visit(&box, full, RESPONSE_PARTIAL);
  back.status = RESPONSE_DISCARDED;
  fixture_put(box.store, &back);
  assert_string_equal(fixture_query(fixture, "a.db",
                                    "SELECT answers, sealed IS NULL, sealed_text IS NULL FROM response WHERE status = 'discarded'"),
                      "{}|1|1");
  box_close(&box);
  assert_false(fixture_folder_has(fixture, MARKER) || fixture_folder_has(fixture, CHOICE));
}

/* Whoever has free text or not, and how much was chosen, does not show. */
static void sizes_say_nothing(void **state) {
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  put_visit(&box, "{}", RESPONSE_PARTIAL);
  put_visit(&box, "{\"nytte\":\"ja\",\"tema\":[\"mat\",\"prat\"],\"antall\":12345}", RESPONSE_PARTIAL);
  put_visit(&box, full, RESPONSE_COMPLETE);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT DISTINCT length(sealed), length(sealed_text) FROM response"),
                      "1096|1096");
  box_close(&box);
}

typedef struct Seen {
  Fixture *fixture;
  Response rows[4];
  Str attachments[4];
  size_t count, attachment_count;
} Seen;

static bool see(void *context, const Response *row) {
  Seen *seen = context;
  Response *copy = &seen->rows[seen->count++];
  *copy = *row;
  copy->uuid = arena_str(seen->fixture->arena, row->uuid);
  copy->answers = arena_str(seen->fixture->arena, row->answers);
  copy->free_text = arena_str(seen->fixture->arena, row->free_text);
  copy->seal_key = arena_str(seen->fixture->arena, row->seal_key);
  return true;
}

static bool see_attachment(void *context, Str uuid, const StoreAttachment *attachment) {
  (void)uuid;
  Seen *seen = context;
  seen->attachments[seen->attachment_count++] = arena_str(seen->fixture->arena, attachment->bytes);
  return true;
}

static Seen look(Fixture *fixture, const SealSecret *const *keys, size_t count) {
  Seen seen = {.fixture = fixture};
  Store *store;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  store_use_keys(store, keys, count);
  assert_int_equal(store_each(store, STR("samling"), &(StoreFilter){.trials = true}, see, &seen, &err), STATUS_OK);
  assert_int_equal(store_each_attachment(store, STR("samling"), &(StoreFilter){.trials = true}, see_attachment, &seen, &err),
                   STATUS_OK);
  store_close(store);
  return seen;
}

static void its_key_opens_it_and_no_other(void **state) {
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  put_visit(&box, full, RESPONSE_COMPLETE);
  char id[SEAL_ID_LEN + 1];
  seal_id(seal_public_of(box.secret), id);
  SealSecret *other = seal_secret_new();
  const SealSecret *keys[] = {other, box.secret};
  Seen none = look(fixture, NULL, 0), wrong = look(fixture, keys, 1), right = look(fixture, keys, 2);
  assert_int_equal(none.rows[0].seal, STORE_NO_KEY);
  assert_int_equal(wrong.rows[0].seal, STORE_NO_KEY);
  assert_true(str_is(none.rows[0].seal_key, id));
  assert_int_equal(none.rows[0].answers.len + none.rows[0].free_text.len + none.attachments[0].len, 0);
  assert_int_equal(right.rows[0].seal, STORE_OPENED);
  assert_true(str_is(right.rows[0].answers, "{\"nytte\":\"" CHOICE "\",\"antall\":3}"));
  assert_true(str_is(right.rows[0].free_text, "{\"hvorfor\":\"" MARKER "\"}"));
  assert_true(str_is(right.attachments[0], "PNG " MARKER));
  seal_secret_free(other);
  box_close(&box);
}

static void a_damaged_or_moved_box_is_told(void **state) {
  static const char *const damages[] = {
      "UPDATE response SET sealed = zeroblob(length(sealed))",
      "UPDATE response SET sealed = substr(sealed, 1, 40)",
      "UPDATE response SET sealed_text = zeroblob(length(sealed_text))",
      "UPDATE response SET (sealed, sealed_text) = (sealed_text, sealed)",
      "UPDATE response SET uuid = printf('%36d', 1)",
  };
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  put_visit(&box, full, RESPONSE_PARTIAL);
  store_close(box.store);
  const SealSecret *keys[] = {box.secret};
  Str whole = fixture_read_file(fixture, "a.db");
  for (size_t i = 0; i < COUNT_OF(damages); i++) {
    fixture_write_file(fixture, "a.db", whole.ptr, whole.len);
    fixture_query(fixture, "a.db", damages[i]);
    Seen seen = look(fixture, keys, 1);
    if (seen.rows[0].seal != STORE_DAMAGED || seen.rows[0].answers.len > 0 || seen.rows[0].free_text.len > 0)
      fail_msg("%s: %d " STR_FMT, damages[i], (int)seen.rows[0].seal, STR_ARG(seen.rows[0].answers));
  }
  fixture_write_file(fixture, "a.db", whole.ptr, whole.len);
  fixture_query(fixture, "a.db",
                "UPDATE response SET sealed_text = NULL; UPDATE attachment SET path = 'b.png'"); /* the words were purged */
  Seen seen = look(fixture, keys, 1);
  assert_int_equal(seen.rows[0].seal, STORE_OPENED);
  assert_int_equal(seen.rows[0].free_text.len, 0);
  assert_int_equal(seen.attachments[0].len, 0);
  seal_secret_free(box.secret);
}

static void it_is_never_plain_again(void **state) {
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  put_visit(&box, full, RESPONSE_PARTIAL);
  box_close(&box);
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_seal_with(store, NULL, &err), STATUS_INPUT);
  assert_string_equal(err.code, "seal-missing");
  Response visit = fixture_response(fixture, store, box.form, full);
  err = (Err){0};
  assert_int_equal(store_put(store, &visit, &err), STATUS_INPUT);
  assert_string_equal(err.code, "seal-missing");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "1");
  assert_false(fixture_folder_has(fixture, MARKER));
  store_close(store);
}

static void a_new_key_leaves_what_the_old_one_sealed(void **state) {
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  put_visit(&box, full, RESPONSE_COMPLETE);
  SealSecret *next = seal_secret_new();
  Err err = {0};
  assert_int_equal(store_seal_with(box.store, seal_public_of(next), &err), STATUS_OK);
  put_visit(&box, full, RESPONSE_COMPLETE);
  const SealSecret *keys[] = {next, box.secret};
  Seen one = look(fixture, keys, 1), both = look(fixture, keys, 2);
  assert_int_equal((one.rows[0].seal == STORE_OPENED) + (one.rows[1].seal == STORE_OPENED), 1);
  assert_true(both.rows[0].seal == STORE_OPENED && both.rows[1].seal == STORE_OPENED);
  seal_secret_free(next);
  box_close(&box);
}

static void what_is_final_may_be_put_again(void **state) {
  static const char before[] = "SELECT hex(sealed), hex(sealed_text) FROM response";
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  Response visit = put_visit(&box, full, RESPONSE_COMPLETE);
  const char *row = fixture_query(fixture, "a.db", before);
  fixture_put(box.store, &visit);
  assert_string_equal(fixture_query(fixture, "a.db", before), row);
  Response other = visit;
  other.language = STR("en");
  Err err = {0};
  assert_int_equal(store_put(box.store, &other, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-constraint");
  visit.attachment_count = 0;
  assert_int_equal(store_put(box.store, &visit, &err), STATUS_WORLD);
  assert_string_equal(fixture_query(fixture, "a.db", before), row);
  box_close(&box);
}

static void broken_json_is_not_sealed(void **state) {
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  Response visit = fixture_response(fixture, box.store, box.form, "{\"antall\":");
  Err err = {0};
  assert_int_equal(store_put(box.store, &visit, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-constraint");
  box_close(&box);
}

static void count_fault(void *context, Str sentence) {
  (void)sentence;
  ++*(size_t *)context;
}

static size_t count_faults(Fixture *fixture, size_t *whole) {
  Store *store;
  Err err = {0};
  size_t faults = 0, count;
  const LedgerReport *reports;
  if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_int_equal(store_verify(store, fixture->arena, count_fault, &faults, &reports, &count, &err), STATUS_OK);
  *whole = reports[0].whole;
  store_close(store);
  return faults;
}

static void it_is_verified_without_a_key(void **state) {
  static const char *const changes[] = {"sealed = randomblob(length(sealed))", "sealed_text = randomblob(length(sealed_text))",
                                        "sealed_text = NULL", "seal_key = 'x'"};
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  for (int i = 0; i < 5; i++)
    put_visit(&box, full, RESPONSE_COMPLETE);
  box_close(&box);
  size_t whole;
  assert_int_equal(count_faults(fixture, &whole), 0);
  assert_int_equal(whole, 5);
  Str file = fixture_read_file(fixture, "a.db");
  for (size_t i = 0; i < COUNT_OF(changes); i++) {
    fixture_write_file(fixture, "a.db", file.ptr, file.len);
    fixture_query(
        fixture, "a.db",
        arena_printf(fixture->arena, "UPDATE response SET %s WHERE uuid = (SELECT min(uuid) FROM response)", changes[i]).ptr);
    assert_int_equal(count_faults(fixture, &whole), 1);
    assert_int_equal(whole, 4);
  }
}

/* Of each visit its boxes begin with the public half of its pair of keys. */
static void put_two_in_batches(Box *box, bool one_each, bool of_one_hand) {
  Err err = {0};
  for (int i = 0; i < 2; i++) {
    if (i == 0 || one_each) assert_int_equal(store_batch_begin(box->store, &err), STATUS_OK);
    if (of_one_hand) store_batch_of_one_hand(box->store);
    put_visit(box, full, RESPONSE_PARTIAL);
    if (i == 1 || one_each) assert_int_equal(store_batch_end(box->store, &err), STATUS_OK);
  }
}

static void no_two_visits_have_a_pair_of_keys_in_common(void **state) {
  static const char pairs[] = "SELECT count(DISTINCT hex(substr(sealed, 1, 32))) FROM response";
  Fixture *fixture = *state;
  Box box = box_open(fixture);
  put_two_in_batches(&box, false, false);
  assert_string_equal(fixture_query(fixture, "a.db", pairs), "2");
  put_two_in_batches(&box, true, false);
  assert_string_equal(fixture_query(fixture, "a.db", pairs), "4");
  put_visit(&box, full, RESPONSE_PARTIAL);
  assert_string_equal(fixture_query(fixture, "a.db", pairs), "5");
  put_two_in_batches(&box, false, true); /* unless they say that they are of one hand */
  put_visit(&box, full, RESPONSE_PARTIAL);
  assert_string_equal(fixture_query(fixture, "a.db", pairs), "7");
  box_close(&box);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(no_file_has_a_plain_answer, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sizes_say_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(its_key_opens_it_and_no_other, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_damaged_or_moved_box_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_is_never_plain_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_new_key_leaves_what_the_old_one_sealed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_final_may_be_put_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(broken_json_is_not_sealed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(no_two_visits_have_a_pair_of_keys_in_common, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_is_verified_without_a_key, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
