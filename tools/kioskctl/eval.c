#include <string.h>

#include "base.h"
#include "command.h"
#include "eval_tables.h"
#include "expr.h"
#include "moment.h"

/* The answers that --set makes up, and the rest of what an expression may ask for. As a document they are the children of <data>;
 * a name that is set several times is a node-set, as a question in a repeat is. */
typedef struct Setting {
  Str *names; /* a reference's index is that of its name's first answer */
  Value *values;
  size_t count;
  EvalTables tables;
  Arena *arena; /* of the tables */
  Diags *diags;
  int64_t wall_ms;
  Random random;
  uint64_t seed;
  Str expression; /* .ptr NULL: none was given */
  bool all;
} Setting;

enum { NODE_DOCUMENT, NODE_DATA, NODE_ANSWERS }; /* and from there on each answer */

static int find_name(void *context, Str name) {
  const Setting *s = context;
  for (size_t i = 0; i < s->count; i++)
    if (str_equal(s->names[i], name)) return (int)i;
  return -1;
}

static Value value_of(void *context, int reference_ix) {
  return ((const Setting *)context)->values[reference_ix];
}

/* "--set .=5" gives the answer a constraint is about. */
static Value self_value(void *context) {
  const int ix = find_name(context, STR("."));
  return ix >= 0 ? value_of(context, ix) : VALUE_NONE;
}

static ExprNode node_of(int ix) {
  return (ExprNode){0, ix};
}

static const EvalTables *tables_of(void *context) {
  return &((const Setting *)context)->tables;
}

static bool is_of_table(ExprNode node) {
  return node.tree > 0;
}

/* The answers of that name; of any when name is empty. */
static ExprNodes answers(const Setting *s, Str name, Arena *arena) {
  ExprNode *items = ARENA_ARRAY(arena, ExprNode, s->count + 1);
  size_t count = 0;
  for (size_t i = 0; i < s->count; i++)
    if (name.len == 0 || str_equal(s->names[i], name)) items[count++] = node_of(NODE_ANSWERS + (int)i);
  return (ExprNodes){items, count};
}

static ExprNodes node_children(void *context, ExprNode node, Arena *arena) {
  if (is_of_table(node)) return tables_children(tables_of(context), node, arena);
  static const ExprNode data = {0, NODE_DATA};
  if (node.ix == NODE_DOCUMENT) return (ExprNodes){&data, 1};
  return node.ix == NODE_DATA ? answers(context, STR(""), arena) : (ExprNodes){NULL, 0};
}

static bool node_parent(void *context, ExprNode node, ExprNode *out) {
  if (is_of_table(node)) return tables_parent(tables_of(context), node, out);
  *out = node_of(node.ix == NODE_DATA ? NODE_DOCUMENT : NODE_DATA);
  return node.ix != NODE_DOCUMENT;
}

static Str node_name(void *context, ExprNode node) {
  if (is_of_table(node)) return tables_name(tables_of(context), node);
  if (node.ix < NODE_ANSWERS) return node.ix == NODE_DATA ? STR("data") : STR("");
  return ((const Setting *)context)->names[node.ix - NODE_ANSWERS];
}

static Value node_value(void *context, ExprNode node) {
  if (is_of_table(node)) return tables_value(tables_of(context), node);
  return node.ix < NODE_ANSWERS ? VALUE_NONE : value_of(context, node.ix - NODE_ANSWERS);
}

static int node_position(void *context, ExprNode node) {
  if (is_of_table(node)) return tables_position(tables_of(context), node);
  const Setting *s = context;
  int position = 1;
  for (int i = 0; i < node.ix - NODE_ANSWERS; i++)
    if (str_equal(s->names[i], s->names[node.ix - NODE_ANSWERS])) position++;
  return position;
}

static ExprNodes all_of(const Setting *s, int reference_ix, Arena *arena) {
  return answers(s, s->names[reference_ix], arena);
}

/* As if each answer were the instance of a repeat in which others of the same number stand: indexed-repeat(${x}, ${y}, 2). */
static ExprNodes beside(void *context, ExprNode answer, ExprNodes all) {
  const size_t number = (size_t)node_position(context, answer);
  return number <= all.count ? (ExprNodes){all.items + number - 1, 1} : (ExprNodes){NULL, 0};
}

/* One of several of a name; '.' is the question itself, not an instance of anything. */
static bool is_of_repeat(void *context, ExprNode node, Arena *arena) {
  if (is_of_table(node) || node.ix < NODE_ANSWERS) return false;
  const Str name = node_name(context, node);
  return !str_is(name, ".") && answers(context, name, arena).count > 1;
}

/* What is set once stands outside the repeat, and is seen from each of its instances. */
static ExprNodes nodes_of(void *context, int reference_ix, ExprNode from, Arena *arena) {
  const ExprNodes all = all_of(context, reference_ix, arena);
  return all.count > 1 && is_of_repeat(context, from, arena) ? beside(context, from, all) : all;
}

static ExprNodes nodes_beneath(void *context, int reference_ix, ExprNode ancestor, Arena *arena) {
  if (is_of_table(ancestor)) return (ExprNodes){NULL, 0};
  const ExprNodes all = all_of(context, reference_ix, arena);
  return ancestor.ix < NODE_ANSWERS ? all : beside(context, ancestor, all);
}

static bool document(void *context, ExprNode *out) {
  (void)context;
  *out = node_of(NODE_DOCUMENT);
  return true;
}

static bool instance(void *context, Str id, ExprNode *out) {
  return tables_document(tables_of(context), id, out);
}

static bool has_instance(void *context, Str id) {
  ExprNode document;
  return instance(context, id, &document);
}

static ExprColumn column(void *context, Str table, Str name, bool is_key) {
  (void)is_key;
  return tables_column(tables_of(context), table, name);
}

static Str look_up(void *context, Str table, Str name, Str key_column, Str key) {
  return tables_look_up(tables_of(context), table, name, key_column, key);
}

static Str itext(void *context, Str id) {
  return tables_itext(tables_of(context), id);
}

static const ExprTree tree = {.children = node_children,
                              .parent = node_parent,
                              .name = node_name,
                              .value = node_value,
                              .position = node_position,
                              .reference = nodes_of,
                              .beneath = nodes_beneath,
                              .root = document,
                              .instance = instance};

static void set_name(Setting *s, const char *assignment, Err *err) {
  const char *equals = strchr(assignment, '=');
  const Str name = str_trim((Str){assignment, equals ? (size_t)(equals - assignment) : 0});
  if (name.len == 0) {
    err_set(err, STATUS_USAGE, "option-value", "--set %s sets nothing; write --set name=value", assignment);
  } else {
    s->names[s->count] = name;
    s->values[s->count++] = value_text(str_from(equals + 1));
  }
}

static void set_now(Setting *s, const char *text, Err *err) {
  moment_read("--now", text, &s->wall_ms, err);
}

static void set_seed(Setting *s, const char *text, Err *err) {
  int64_t seed;
  if (!str_to_int64(str_from(text), &seed)) {
    err_set(err, STATUS_USAGE, "option-value", "--seed %s is no whole number", text);
    return;
  }
  s->seed = (uint64_t)seed;
  s->random = random_seeded(&s->seed);
}

static void add_table(Setting *s, const char *path, Err *err) {
  if (form_read_table(s->arena, path, s->diags, &s->tables.lists[s->tables.count], err) == STATUS_OK) s->tables.count++;
}

static const struct {
  const char *name;
  void (*set)(Setting *s, const char *text, Err *err);
} options[] = {{"--set", set_name}, {"--now", set_now}, {"--seed", set_seed}, {"--csv", add_table}};

/* The value of the option that argv[*at] is, which may stand in the word after; NULL when it is another word. */
static const char *option_value(char **argv, int *at, const char *name) {
  const char *word = argv[*at];
  const size_t length = strlen(name);
  if (strncmp(word, name, length) != 0) return NULL;
  if (word[length] == '=') return word + length + 1;
  if (word[length] != '\0') return NULL;
  return argv[*at + 1] ? argv[++*at] : "";
}

static bool read_option(Setting *s, char **argv, int *at, Err *err) {
  for (size_t i = 0; i < COUNT_OF(options); i++) {
    const char *value = option_value(argv, at, options[i].name);
    if (!value) continue;
    options[i].set(s, value, err);
    return true;
  }
  return false;
}

/* An expression may begin with a minus, so only two of them before a letter make an option. */
static bool looks_like_option(const char *word) {
  return word[0] == '-' && word[1] == '-' && ((word[2] >= 'a' && word[2] <= 'z') || word[2] == '\0');
}

static void read_arguments(Setting *s, int argc, char **argv, Err *err) {
  bool options_end = false;
  for (int at = 1; at < argc; at++) {
    if (!options_end && strcmp(argv[at], "--") == 0) {
      options_end = true;
    } else if (!options_end && read_option(s, argv, &at, err)) {
      continue;
    } else if (!options_end && strcmp(argv[at], "--all") == 0) {
      s->all = true;
    } else if (!options_end && looks_like_option(argv[at])) {
      err_set(err, STATUS_USAGE, "unknown-option", "eval has no option %s; kioskctl eval --help lists them", argv[at]);
    } else if (s->expression.ptr) {
      err_set(err, STATUS_USAGE, "usage", "eval takes one expression; put it in quotes, \"%s\" is a second", argv[at]);
    } else {
      s->expression = str_from(argv[at]);
    }
  }
  if (!s->expression.ptr) err_set(err, STATUS_USAGE, "usage", "eval needs an expression; write kioskctl eval \"1 + 1\"");
}

static void print_json(Sink *out, Arena *arena, Value v) {
  if (v.kind == VALUE_NUMBER) {
    sink_json_number(out, v.number);
  } else if (v.kind == VALUE_BOOLEAN) {
    sink_z(out, v.boolean ? "true" : "false");
  } else {
    sink_json_str(out, value_to_str(arena, v));
  }
}

static void print_all(Sink *out, Arena *arena, const Expr *expr, const ExprHost *host) {
  const ExprNodes nodes = expr_eval_nodes(expr, host, arena);
  sink_z(out, "[");
  if (!expr_gives_nodes(expr)) print_json(out, arena, expr_eval(expr, host, arena));
  for (size_t i = 0; i < nodes.count; i++) {
    if (i > 0) sink_z(out, ",");
    print_json(out, arena, tree.value(host->context, nodes.items[i]));
  }
  sink_z(out, "]\n");
}

static void print_first(Sink *out, Arena *arena, const Expr *expr, const ExprHost *host) {
  sink_str(out, value_to_str(arena, expr_eval(expr, host, arena)));
  sink_z(out, "\n");
}

static ExprHost host_of(Setting *s) {
  const int self_ix = find_name(s, STR("."));
  const ExprNode node = node_of(self_ix >= 0 ? NODE_ANSWERS + self_ix : NODE_DOCUMENT);
  return (ExprHost){.context = s,
                    .reference = value_of,
                    .self = self_value,
                    .wall_ms = s->wall_ms,
                    .begun_wall_ms = s->wall_ms,
                    .random = &s->random,
                    .tree = &tree,
                    .node = node,
                    .current = node,
                    .itext = itext,
                    .look_up = look_up};
}

static Status eval(Arena *arena, Setting *s) {
  const bool has_tables = s->tables.count > 0; /* without any, all that is asked for is taken to be there, and empty */
  const ExprScope scope = {.context = s,
                           .find = find_name,
                           .names = s->names,
                           .name_count = s->count,
                           .allow_self = find_name(s, STR(".")) >= 0,
                           .has_instance = has_tables ? has_instance : NULL,
                           .column = has_tables ? column : NULL};
  const ExprSource source = {
      .text = s->expression, .place = {.line = 1, .column = 1}, .columns_exact = true, .line_text = s->expression};
  const ExprHost host = host_of(s);
  const Expr *expr = expr_compile(arena, &source, &scope, s->diags);
  Sink out = sink_to_file(stdout);
  diags_print(s->diags, stderr);
  if (!expr) return STATUS_INPUT;
  (s->all ? print_all : print_first)(&out, arena, expr, &host);
  return STATUS_OK;
}

static int run(int argc, char **argv) {
  Arena *arena = arena_new(0);
  const Clock *clock = clock_system();
  Err err = {0};
  Diags diags = diags_new(arena);
  Setting s = {.tables = {.lists = ARENA_ARRAY(arena, ChoiceList, (size_t)argc)},
               .arena = arena,
               .diags = &diags,
               .names = ARENA_ARRAY(arena, Str, (size_t)argc),
               .values = ARENA_ARRAY(arena, Value, (size_t)argc),
               .wall_ms = clock->wall_ms(clock),
               .random = random_system()};
  read_arguments(&s, argc, argv, &err);
  const Status status = err.status == STATUS_OK ? eval(arena, &s) : err.status;
  if (err.status != STATUS_OK) {
    diags_print(&diags, stderr);
    err_print(&err, stderr);
  }
  arena_free(arena);
  return (int)status;
}

const Command command_eval = {
    .name = "eval",
    .usage = "EXPR [--set name=value]... [--all] [--now ISO] [--seed N] [--csv FILE]...\n"
             "\n"
             "Prints what an expression gives.\n"
             "\n"
             "  --set name=value  answers the question ${name}; set twice it has two answers; .=value answers the question itself\n"
             "  --all             all answers that EXPR comes to, as JSON, not only the first\n"
             "  --now ISO         the time that today() and now() tell\n"
             "  --seed N          makes random() repeatable\n"
             "  --csv FILE        a table for pulldata() and instance(), by its name without .csv; may be given several times",
    .run = run,
};
