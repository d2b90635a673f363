#include "wild_form.h"

typedef enum Sort { NUMBER, WORDS, CONDITION, SORT_COUNT } Sort;

/* An expression with holes: N W C another one of that sort; $ and a letter a part that it may refer to:
 *
 *   $n $t $o $m $c  an answer in sight: a number, words, a select_one, a select_multiple, a choice among answers
 *   $l            a number directly in the repeat directly around
 *   $a $w         the same anywhere, of all instances there are: numbers, words
 *   $r            a repeat
 *   $i            a number and the repeats that it stands in, for indexed-repeat() from elsewhere in the first round
 *   $j            a number in the repeat directly around, and that repeat
 *   $s            the part itself, and the repeat directly around it
 *   $x $y         a repeat and, from the last $x on, the name of a number directly in it
 *   $p            nothing, but directly in a repeat only */
static const char *const templates[SORT_COUNT][24] = {
    [NUMBER] = {"$n",
                "$n",
                "$n",
                "sum($a)",
                "max($a)",
                "count-non-empty($w)",
                "count($r)",
                "$pposition(..)",
                "indexed-repeat($i)",
                "indexed-repeat($j, position(..) - 1)",
                "coalesce(indexed-repeat($j, position(..) - 1), 3)",
                "indexed-repeat($j, position(..) + 1)",
                "indexed-repeat($j, N)",
                "if($pposition(..) > 1, indexed-repeat($s, position(..) - 1) + $n, $n)",
                "sum($x[$y > 1]/$y)",
                "count($x[$y = N])",
                "sum($x/$y)",
                "count-selected($m)",
                "string-length(W)",
                "number(instance('l')/root/item[name = $o]/k)",
                "((N + N) mod 5)",
                "if(C, N, N)",
                "coalesce($n, N)",
                NULL},
    [WORDS] = {"$t", "$t", "$c", "$c", "$o", "$m", "concat(W, 'x')", "join(' ', $w)", "if(C, W, W)", "string(N)", "substr(W, 0, 2)",
               "jr:choice-name($o, '$o')", NULL},
    [CONDITION] = {"(N < N)", "(N = N)", "(N >= N)", "$o = 'a'", "$o != 'b'", "selected($m, 'c')", "$t = ''", "(W != W)", "not(C)",
                   "(C and C)", "(C or C)", "count($r) > 1", "$n = ''", NULL},
};

/* What depends on other rounds is what is easily missed, so there is much of it. */
static const char *const rounds[] = {"if($pposition(..) > 1, indexed-repeat($s, position(..) - 1), 0) + coalesce($l, 0)",
                                     "coalesce(indexed-repeat($j, position(..) - 1), 7) + coalesce($n, 0)",
                                     "indexed-repeat($j, position(..) + 1)", "indexed-repeat($j, coalesce($n, 1))"};

static const char *const literals[SORT_COUNT][4] = {
    [NUMBER] = {"0", "1", "2", "3"}, [WORDS] = {"'x'", "'y'", "''", "'a'"}, [CONDITION] = {"1 = 1", "1 = 1", "1 = 1", "2 = 1"}};

static const char *const types[WILD_KIND_COUNT] = {
    "integer", "text", "select_one l", "select_multiple l", NULL, "calculate", "calculate", "group", "group", "repeat", "repeat"};

static int below(const WildForm *wild, int bound) {
  return (int)random_below(wild->random, (uint32_t)bound);
}

static bool is_repeat(const WildPart *part) {
  return part->kind == WILD_FREE || part->kind == WILD_COUNTED;
}

static bool is_question(const WildPart *part) {
  return part->kind < WILD_GROUP;
}

static bool encloses(const WildForm *wild, int outer, int part) {
  int at = part;
  while (at >= 0 && at != outer)
    at = wild->parts[at].parent;
  return at == outer;
}

static bool is_number(const WildPart *part) {
  return part->kind == WILD_INTEGER || part->kind == WILD_NUMBER;
}

static bool is_words(const WildPart *part) {
  return part->kind == WILD_TEXT || part->kind == WILD_WORDS || part->kind == WILD_ANSWER;
}

static bool fits(const WildForm *wild, int part, char letter, int repeat, int other) {
  const WildPart *self = &wild->parts[part], *named = &wild->parts[other];
  if (named->priority >= self->priority) return false;
  bool in_sight = encloses(wild, named->repeat, part);
  switch (letter) {
  case 'n':
    return in_sight && is_number(named);
  case 't':
    return in_sight && is_words(named);
  case 'o':
    return in_sight && named->kind == WILD_ONE;
  case 'c':
    return in_sight && named->kind == WILD_ANSWER;
  case 'm':
    return in_sight && named->kind == WILD_MANY;
  case 'a':
  case 'i':
    return is_number(named) && (letter == 'a' || named->repeat >= 0);
  case 'w':
    return is_words(named);
  case 'r':
  case 'x':
    return is_repeat(named);
  case 'j':
  case 'l':
    return is_number(named) && named->repeat >= 0 && named->repeat == self->parent;
  default: /* y */
    return is_number(named) && named->parent == repeat;
  }
}

static int pick(const WildForm *wild, int part, char letter, int repeat) {
  int found = -1;
  for (int i = 0, count = 0; i < wild->part_count; i++)
    if (fits(wild, part, letter, repeat, i) && below(wild, ++count) == 0) found = i;
  return found;
}

/* Outermost first. */
static void write_repeats(const WildForm *wild, int repeat, Sink *sink) {
  if (repeat < 0) return;
  write_repeats(wild, wild->parts[repeat].repeat, sink);
  sink_printf(sink, ", ${p%d}, %d", repeat, 1 + below(wild, 2));
}

static bool write_part(const WildForm *wild, int part, char letter, int *repeat, Sink *sink) {
  const WildPart *self = &wild->parts[part];
  bool directly = self->parent >= 0 && is_repeat(&wild->parts[self->parent]) && is_question(self);
  if (letter == 'p') return directly;
  if (letter == 's') {
    bool runs = directly && self->kind == WILD_NUMBER && wild->parts[self->parent].repeat < 0;
    if (runs) sink_printf(sink, "${p%d}, ${p%d}", part, self->parent);
    return runs;
  }
  int found = pick(wild, part, letter, *repeat);
  if (found < 0 || (letter == 'j' && (!directly || wild->parts[self->parent].repeat >= 0))) return false;
  sink_printf(sink, letter == 'y' ? "p%d" : "${p%d}", found);
  if (letter == 'x') *repeat = found;
  if (letter == 'j') sink_printf(sink, ", ${p%d}", self->parent);
  if (letter == 'i') write_repeats(wild, wild->parts[found].repeat, sink);
  return true;
}

static void write_sort(const WildForm *wild, int part, Sort sort, int depth, Sink *sink);

static bool write_template(const WildForm *wild, int part, const char *template, int depth, Sink *sink) {
  int repeat = -1;
  for (const char *c = template; *c; c++) {
    bool hole = *c == 'N' || *c == 'W' || *c == 'C';
    if (hole)
      write_sort(wild, part, *c == 'N' ? NUMBER : *c == 'W' ? WORDS : CONDITION, depth - 1, sink);
    else if (*c != '$')
      sink_bytes(sink, c, 1);
    else if (!write_part(wild, part, *++c, &repeat, sink))
      return false;
  }
  return true;
}

static bool nests(const char *template) {
  for (const char *c = template; *c; c++)
    if (*c == 'N' || *c == 'W' || *c == 'C') return true;
  return false;
}

static bool try_template(const WildForm *wild, int part, const char *template, int depth, Sink *sink) {
  Buffer buffer = buffer_new(wild->arena);
  Sink attempt = sink_to_buffer(&buffer);
  bool written = write_template(wild, part, template, depth, &attempt);
  if (written) sink_str(sink, buffer_view(&buffer));
  return written;
}

static void write_sort(const WildForm *wild, int part, Sort sort, int depth, Sink *sink) {
  int count = 0;
  while (templates[sort][count])
    count++;
  for (int tries = 0; tries < 8; tries++) {
    const char *template = templates[sort][below(wild, count)];
    if (depth <= 0 && nests(template)) continue;
    if (try_template(wild, part, template, depth, sink)) return;
  }
  sink_z(sink, literals[sort][below(wild, 4)]);
}

static int add_part(WildForm *wild, WildKind kind, int parent) {
  WildPart *part = &wild->parts[wild->part_count];
  int around = parent < 0 ? -1 : is_repeat(&wild->parts[parent]) ? parent : wild->parts[parent].repeat;
  int least = parent < 0 ? 0 : wild->parts[parent].priority + 1;
  *part = (WildPart){.kind = kind, .parent = parent, .repeat = around, .priority = least + below(wild, 60)};
  return wild->part_count++;
}

static int depth_of(const WildForm *wild, int part) {
  int depth = 0;
  for (int at = part; at >= 0; at = wild->parts[at].repeat)
    depth += is_repeat(&wild->parts[at]);
  return depth;
}

static void add_parts(WildForm *wild, int parent, int wanted) {
  static const WildKind kinds[] = {WILD_INTEGER, WILD_INTEGER, WILD_TEXT,  WILD_ONE,        WILD_MANY, WILD_ANSWER,  WILD_NUMBER,
                                   WILD_NUMBER,  WILD_NUMBER,  WILD_WORDS, WILD_FIELD_LIST, WILD_FREE, WILD_COUNTED, WILD_GROUP};
  bool names = parent >= 0 && is_repeat(&wild->parts[parent]) && below(wild, 2);
  add_part(wild, names ? WILD_TEXT : WILD_INTEGER, parent);
  for (int i = 0; i < wanted && wild->part_count < WILD_PARTS_MAX - 6; i++) {
    bool in_list = parent >= 0 && wild->parts[parent].kind == WILD_FIELD_LIST;
    WildKind kind = kinds[below(wild, in_list ? 10 : (int)COUNT_OF(kinds))];
    if ((kind == WILD_FREE || kind == WILD_COUNTED) && depth_of(wild, parent) == WILD_DEPTH_MAX) kind = WILD_NUMBER;
    int part = add_part(wild, kind, parent);
    if (!is_question(&wild->parts[part])) add_parts(wild, part, 1 + below(wild, 4));
  }
}

static void write_key(const WildForm *wild, int part, const char *key, const char *before, Sort sort, int one_in, Sink *sink) {
  if (below(wild, one_in) != 0) return;
  sink_printf(sink, ", %s: \"%s", key, before);
  write_sort(wild, part, sort, 2, sink);
  sink_z(sink, "\"");
}

/* Of a question in a repeat, or there is no choosing. */
static int answers_for(const WildForm *wild, int part) {
  for (int tries = 0; tries < 8; tries++) {
    int found = pick(wild, part, 'w', -1);
    if (found >= 0 && wild->parts[found].kind == WILD_TEXT && wild->parts[found].repeat >= 0) return found;
  }
  return -1;
}

static void write_select(const WildForm *wild, int part, Sink *sink) {
  static const char *const filters[] = {"k < ", "k != ", "k <= "};
  write_key(wild, part, "choice_filter", filters[below(wild, 3)], NUMBER, 2, sink);
  if (below(wild, 3)) return;
  int seed = pick(wild, part, 'n', -1);
  if (seed >= 0 && below(wild, 2))
    sink_printf(sink, ", parameters: 'randomize=true seed=${p%d}'", seed);
  else
    sink_z(sink, ", parameters: 'randomize=true'");
}

static void write_calculation(const WildForm *wild, int part, Sink *sink) {
  static const char letters[] = {'n', 't', 'o', 'm'};
  bool once = below(wild, 6) == 0;
  sink_z(sink, once ? ", calculation: \"once(" : ", calculation: \"");
  bool across = wild->parts[part].kind == WILD_NUMBER && below(wild, 2);
  if (!across || !try_template(wild, part, rounds[below(wild, COUNT_OF(rounds))], 1, sink))
    write_sort(wild, part, wild->parts[part].kind == WILD_NUMBER ? NUMBER : WORDS, 3, sink);
  sink_z(sink, once ? ")\"" : "\"");
  int trigger = below(wild, 5) ? -1 : pick(wild, part, letters[below(wild, 4)], -1);
  if (trigger >= 0) sink_printf(sink, ", trigger: '${p%d}'", trigger);
}

static void write_question(const WildForm *wild, int part, Sink *sink) {
  WildKind kind = wild->parts[part].kind;
  int answers = kind == WILD_ANSWER ? answers_for(wild, part) : -1;
  if (kind == WILD_ANSWER)
    sink_printf(sink, "{type: 'select_one %s', name: p%d, label: L",
                answers < 0 ? "l" : arena_printf(wild->arena, "${p%d}", answers).ptr, part);
  else
    sink_printf(sink, "{type: %s, name: p%d, label: L", types[kind], part);
  write_key(wild, part, "relevant", "", CONDITION, part == 0 ? 1000 : 3, sink);
  if (kind == WILD_NUMBER || kind == WILD_WORDS) {
    write_calculation(wild, part, sink);
  } else {
    write_key(wild, part, "required", "", CONDITION, 6, sink);
    write_key(wild, part, "read_only", "", CONDITION, 8, sink);
    if (kind == WILD_INTEGER) write_key(wild, part, "constraint", ". < 2 or . > ", NUMBER, 5, sink);
    if (kind == WILD_INTEGER || kind == WILD_TEXT)
      write_key(wild, part, "default", "", kind == WILD_INTEGER ? NUMBER : WORDS, 5, sink);
    if (kind == WILD_ONE || kind == WILD_MANY) write_select(wild, part, sink);
    if (answers >= 0) write_key(wild, part, "choice_filter", ". != ", WORDS, 3, sink);
  }
  sink_z(sink, "}\n");
}

static void write_parts(const WildForm *wild, int parent, Sink *sink) {
  for (int i = 0; i < wild->part_count; i++) {
    const WildPart *part = &wild->parts[i];
    if (part->parent != parent) continue;
    sink_z(sink, "  - ");
    if (is_question(part)) {
      write_question(wild, i, sink);
      continue;
    }
    sink_printf(sink, "{type: begin_%s, name: p%d, label: L", types[part->kind], i);
    if (part->kind == WILD_FIELD_LIST) sink_z(sink, ", appearance: field-list");
    write_key(wild, i, "relevant", "", CONDITION, 3, sink);
    if (part->kind == WILD_COUNTED) write_key(wild, i, "repeat_count", "", NUMBER, 1, sink);
    sink_z(sink, "}\n");
    write_parts(wild, i, sink);
    sink_printf(sink, "  - {type: end_%s}\n", types[part->kind]);
  }
}

const char *wild_form(Arena *arena, const Random *random) {
  WildForm wild = {.arena = arena, .random = random};
  add_parts(&wild, -1, 4 + below(&wild, 6));
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "languages: {nb: Norsk, en: English}\nkiosk: {privacy: {time: exact}");
  sink_z(&sink,
         below(&wild, 2) ? ", review: yes}\nsurvey:\n  - {type: end, name: when}\n" : "}\nsurvey:\n  - {type: end, name: when}\n");
  write_parts(&wild, -1, &sink);
  sink_z(&sink, "choices: {l: [{name: a, label: A, k: 0}, {name: b, label: B, k: 1}, {name: c, label: C, k: 2}, {name: d, label: "
                "D, k: 3}]}\n");
  return buffer.bytes;
}
