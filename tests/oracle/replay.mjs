// Replays the robots of a trace (include/robot.h) in ODK's own engine, @getodk/xforms-engine, and tells where the two disagree.
//
//   node replay.mjs MODULES XFORM.xml NAME KNOWN.tsv [USED] < TRACE
//
// After each step: is each question relevant in both, required, read-only, has it the same value, is each answer valid in both and each
// refused one invalid, are the same choices offered in the same order? Prints a table. A difference that KNOWN.tsv explains (form, kind,
// pattern of the path, why) is counted, not told; the numbers of the lines that were needed are added to the file USED. Exit code 0: the
// engines agree; 1: they do not; 3: the engine cannot load the form.
import { createRequire } from 'node:module';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { dirname, join } from 'node:path';

const [modules, xformPath, formName, knownPath, usedPath] = process.argv.slice(2);
const TOLD_MAX = 12;

function furnishGlobals() {
  const require = createRequire(join(modules, 'x.js'));
  const { JSDOM } = require('jsdom');
  const { window } = new JSDOM('', { url: 'https://example.org/' });
  for (const name of Object.getOwnPropertyNames(window))
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { configurable: true, get: () => window[name] });
  // The engine's bundled parser was built for CommonJS.
  globalThis.__dirname = join(modules, 'node_modules/@getodk/xforms-engine/dist');
  globalThis.require = require;
}

// Both engines live in the moment of the trace.
function stopClock(iso) {
  const at = new Date(iso).getTime();
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(at);
      else super(...args);
    }
    static now() {
      return at;
    }
  };
}

// What only SurveyCTO has is replaced by what our engine makes of it.
function readForm() {
  return readFileSync(xformPath, 'utf8')
    .replace(/\bdevice-info\(\)/g, "''")
    .replace(/\bduration\(\)/g, '0')
    .replace(/\bindex\(\)/g, 'position(..)');
}

// What is mended in their engine, so that what builds on it can be compared: their text, ours, and why.
const MENDED = [
  // XPath 1.0 and JavaRosa: 0.
  ['return result ?? NaN;', 'return result ?? 0;', 'the sum of no nodes is NaN'],
  // JavaRosa passes over what is no number, such as an instance that is not answered yet.
  ['result = NaN;\n          break;', 'continue;', 'sum() of a text is NaN'],
  [
    'expressions, {\n      shortCircuitOnNaN: true\n    });',
    'expressions, { shortCircuitOnNaN: false }).filter((number) => !Number.isNaN(number));',
    'min() and max() with a text among them are NaN',
  ],
  // The ODK specification and JavaRosa: the whole text.
  [
    'new RegExp(patternExpression.evaluate(context).toString());',
    'new RegExp("^(?:" + patternExpression.evaluate(context).toString() + ")$");',
    'regex() is satisfied by a part of the text',
  ],
  ['new NumberFunction("random", [], Math.random)', 'new NumberFunction("random", [], globalThis.ourRandom)', 'random() is another number'],
  ['let result = crypto.randomUUID();', 'let result = globalThis.ourUuid(context) ?? crypto.randomUUID();', 'uuid() is another one'],
];

async function loadEngine() {
  const folder = join(modules, 'node_modules/@getodk/xforms-engine/dist');
  let source = readFileSync(join(folder, 'index.js'), 'utf8');
  for (const [theirs, ours, why] of MENDED) {
    const parts = source.split(theirs);
    if (parts.length !== 2) throw new Error(`the engine is another version: look again whether ${why}`);
    source = parts.join(ours);
  }
  writeFileSync(join(folder, 'mended.js'), source);
  return import(pathToFileURL(join(folder, 'mended.js')).href);
}

// What our engine drew for the question whose calculation asks for chance, where that is all its calculation says.
let drawn = {};
function drawnFor(context) {
  for (const node of context.contextNodes) {
    const ours = drawn[pathOf(node.currentState?.reference ?? '')];
    if (ours) return ours;
  }
  return undefined;
}
globalThis.ourUuid = drawnFor;
globalThis.ourRandom = (context) => {
  const ours = Number(drawnFor(context) ?? NaN);
  return Number.isNaN(ours) ? Math.random() : ours;
};

// "/data/husstand/medlem[2]/alder" without the form's own name.
function pathOf(reference) {
  return reference.replace(/^\/[^/]+\//, '');
}

// "fr" is their "French (fr)"; in a form whose languages have no code, the name begins with it or is it.
function chooseLanguage(root, code) {
  const named = root.languages.filter((each) => !each.isSyntheticDefault);
  const ours = code.toLowerCase();
  const found =
    named.find((each) => each.language.toLowerCase().endsWith(`(${ours})`)) ??
    named.find((each) => each.language.toLowerCase() === ours) ??
    named.find((each) => languageCode(each.language) === ours);
  if (found) root.setLanguage(found);
}

function languageCode(name) {
  const english = new Intl.DisplayNames(['en'], { type: 'language' });
  return ['en', 'fr', 'es', 'de', 'ar', 'nb', 'pt', 'ru'].find((code) => english.of(code).toLowerCase() === name.toLowerCase());
}

function readKnown(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line, i) => [i + 1, ...line.split('\t')])
    .filter(([, form]) => form === '*' || form === formName)
    .map(([number, , kind, pattern, why]) => ({ number, kinds: kind.split('|'), pattern: new RegExp(`^(?:${pattern})$`), why, count: 0 }));
}

// --- The other engine's tree, by our paths ---

const isRange = (node) => node.nodeType.startsWith('repeat-range');
const nameOf = (node) => node.definition.qualifiedName?.localName ?? node.definition.nodeName;

function walk(node, prefix, leaves, ranges) {
  for (const child of node.currentState.children ?? []) {
    const path = prefix + nameOf(child);
    if (isRange(child)) {
      ranges.push({ path, node: child });
      child.currentState.children.forEach((instance, i) => walk(instance, `${path}[${i + 1}]/`, leaves, ranges));
    } else if (child.currentState.children) {
      walk(child, `${path}/`, leaves, ranges);
    } else {
      leaves.set(path, child);
    }
  }
}

function survey(root) {
  const leaves = new Map();
  const ranges = [];
  walk(root, '', leaves, ranges);
  for (const path of [...leaves.keys()]) if (path.startsWith('meta/')) leaves.delete(path);
  return { leaves, ranges };
}

function textOf(node) {
  const xml = node.instanceState.instanceXML;
  return new DOMParser().parseFromString(xml.replace(/^<([\w:.-]+)/, '<$1 xmlns:orx="o" xmlns:jr="j"'), 'text/xml').documentElement.textContent;
}

function setAnswer(node, value) {
  const empty = value === null;
  switch (node.nodeType) {
    case 'select':
      return node.selectValues(empty ? [] : [value].flat());
    case 'rank':
      return node.setValues(empty ? [] : [value].flat());
    case 'trigger':
      return node.setValue(!empty);
    case 'upload': // what is drawn does not matter there, and its name is the engine's own
      return node.setValue(empty ? null : new File([value], 'drawn.png', { type: 'image/png' }));
    default:
      return node.setValue(empty ? '' : String(value));
  }
}

// --- What is compared ---

const known = readKnown(knownPath);
const differences = new Map();
const counts = { robots: 0, steps: 0 };

// What was looked at, and what of it differed, by what is asked of both.
const KINDS = ['relevance', 'required', 'readonly', 'value', 'constraint', 'offer', 'order', 'tree'];
const tallies = new Map(KINDS.map((kind) => [kind, { compared: 0, explained: 0, unexplained: 0 }]));
const tallyOf = (kind) => tallies.get(kind.replace(/-of-.*/, '')) ?? tallies.get('tree');
const compared = (kind) => tallyOf(kind).compared++;

const withoutNumbers = (path) => path.replace(/\[\d+\]/g, '');

function differ(kind, path, line, ours, theirs) {
  const plain = withoutNumbers(path);
  const reason = known.find((k) => k.kinds.includes(kind) && k.pattern.test(plain));
  if (reason) {
    reason.count++;
    tallyOf(kind).explained++;
    return;
  }
  tallyOf(kind).unexplained++;
  const key = `${kind} ${plain}`;
  const difference = differences.get(key) ?? { kind, path, at: `robot ${line.r}, step ${line.step}`, ours, theirs, count: 0 };
  difference.count++;
  differences.set(key, difference);
}

// pyxform makes plain quotation marks of typographic ones, in labels too; ours leaves them as the author wrote them.
function plainQuotes(text) {
  return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
}

function sameValue(ours, theirs) {
  if (ours === theirs || plainQuotes(ours) === theirs) return true;
  if (ours === '' || theirs === '') return false;
  const [a, b] = [Number(ours), Number(theirs)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  const isMoment = /^\d{4}-\d\d-\d\dT/;
  return isMoment.test(ours) && isMoment.test(theirs) && Date.parse(ours) === Date.parse(theirs);
}

// Of what a required answer may not be required: a question that offers nothing.
function demandOn(node) {
  return node.nodeType === 'select' && node.currentState.valueOptions.length === 0 ? 'required-of-nothing' : 'required';
}

// In a repeat whose number the visitor decides, both are given as many instances as the trace has.
function matchInstances(root, line) {
  let changed = true;
  while (changed) {
    changed = false;
    for (const { path, node } of survey(root).ranges) {
      if (node.nodeType !== 'repeat-range:uncontrolled' || !node.currentState.relevant) continue;
      const wanted = line.relevant.reduce((most, at) => {
        if (!at.startsWith(`${path}[`)) return most;
        return Math.max(most, parseInt(at.slice(path.length + 1), 10));
      }, 0);
      const have = node.currentState.children.length;
      if (have === wanted) continue;
      compared('tree');
      if (line.step === 0) differ('instances', path, line, wanted, have);
      if (have < wanted) node.addInstances(have - 1, wanted - have);
      else node.removeInstances(wanted, have - wanted);
      changed = true;
    }
  }
}

function applyAnswer(leaves, path, value, line) {
  const node = leaves.get(path);
  compared('tree');
  if (!node) return differ('unknown', path, line, JSON.stringify(value), 'no such question');
  if (node.nodeType === 'select' && value !== null)
    for (const name of [value].flat()) {
      compared('offer');
      if (!node.getValueOption(name)) differ('offer', path, line, name, 'not offered');
    }
  try {
    setAnswer(node, value);
  } catch (error) {
    differ('set', path, line, JSON.stringify(value), error.message);
  }
}

function checkAnswer(leaves, path, value, line) {
  const node = leaves.get(path);
  if (!node || !node.currentState.relevant) return;
  const { constraint, required } = node.validationState;
  if (value === null) {
    compared('required');
    if (!required.valid) differ(demandOn(node), path, line, 'may be left empty', 'required');
    return;
  }
  compared('constraint');
  if (!constraint.valid) differ('constraint', path, line, `${JSON.stringify(value)} is valid`, 'invalid');
  if (node.nodeType === 'upload') return;
  compared('value');
  const ours = [value].flat().join(' ');
  if (!sameValue(ours, textOf(node))) differ('value', path, line, JSON.stringify(ours), JSON.stringify(textOf(node)));
}

function checkRefused(leaves, path, refused, final, line) {
  const node = leaves.get(path);
  if (!node || !node.currentState.relevant) return;
  for (const value of refused) {
    compared('constraint');
    applyAnswer(leaves, path, value, line);
    if (node.validationState.constraint.valid) differ('constraint', path, line, `${JSON.stringify(value)} is invalid`, 'valid');
  }
  applyAnswer(leaves, path, final ?? null, line);
}

// Where ours finds nothing to answer, theirs has nothing to offer either.
function checkStuck(node, line) {
  compared('offer');
  if (!node) return differ('unknown', line.stuck, line, 'stuck', 'no such question');
  if (node.nodeType === 'select' && node.currentState.valueOptions.length > 0)
    differ('offer', line.stuck, line, 'nothing', node.currentState.valueOptions.map((option) => option.value).join(' '));
}

// Those that a visitor answers there; a text that is always read-only is a note to them.
const ANSWERED = new Set(['input', 'select', 'rank', 'range', 'trigger', 'upload']);

function compareDemands(path, node, required, readonly, line) {
  if (!ANSWERED.has(node.nodeType)) return;
  const theirs = node.currentState;
  compared('readonly');
  if (theirs.readonly !== readonly.has(path)) differ('readonly', path, line, readonly.has(path), theirs.readonly);
  if (theirs.readonly) return;
  compared('required');
  if (theirs.required !== required.has(path)) differ(demandOn(node), path, line, required.has(path), theirs.required);
}

function compareNodes(leaves, line) {
  const [relevant, required, readonly] = ['relevant', 'required', 'readonly'].map((key) => new Set(line[key]));
  for (const [path, node] of leaves) {
    const theirs = node.currentState.relevant;
    compared('relevance');
    if (theirs !== relevant.has(path)) differ('relevance', path, line, theirs ? 'not' : 'relevant', theirs ? 'relevant' : 'not');
    else if (theirs) compareDemands(path, node, required, readonly, line);
  }
  for (const path of relevant) {
    compared('tree');
    if (!leaves.has(path)) differ('unknown', path, line, 'relevant', 'no such question');
  }
}

function compareValues(leaves, line) {
  for (const [path, ours] of Object.entries(line.calc)) {
    const node = leaves.get(path);
    if (!node || !node.currentState.relevant || node.definition.bind.preload || node.nodeType === 'upload') continue;
    compared('value');
    const theirs = textOf(node);
    if (!sameValue(ours, theirs)) differ('value', path, line, JSON.stringify(ours), JSON.stringify(theirs));
  }
}

function compareOffers(leaves, line) {
  for (const [path, ours] of Object.entries(line.offer ?? {})) {
    const node = leaves.get(path);
    if (!node || !(node.nodeType === 'select' || node.nodeType === 'rank')) continue;
    const theirs = node.currentState.valueOptions.map((option) => option.value);
    const sorted = [ours, theirs].map((names) => [...names].sort().join(' '));
    compared('offer');
    if (sorted[0] !== sorted[1]) {
      differ('offer', path, line, ours.join(' '), theirs.join(' '));
      continue;
    }
    compared('order');
    if (ours.join(' ') !== theirs.join(' ')) differ('order', path, line, ours.join(' '), theirs.join(' '));
  }
}

function compareState(leaves, line) {
  compareNodes(leaves, line);
  compareValues(leaves, line);
  compareOffers(leaves, line);
}

// What one has sent in, the other would send in too.
function compareEnd(root, leaves, line) {
  tallyOf('constraint').compared += line.relevant.length;
  tallyOf('required').compared += line.relevant.length;
  for (const { reference, violation } of root.validationState.violations) {
    const path = pathOf(reference);
    const kind = violation.condition === 'required' ? demandOn(leaves.get(path)) : violation.condition;
    differ(kind, path, line, 'complete', `${violation.condition} violated`);
  }
}

// What another engine holds is the answer itself, where ours names whose it is.
function answersOf(line) {
  const reads = line.reads ?? {};
  return Object.entries(line.set).map(([path, value]) => {
    if (!(path in reads)) return [path, value];
    return [path, Array.isArray(value) ? reads[path] : reads[path][0]];
  });
}

function replayStep(root, line) {
  if (line.step > 0) matchInstances(root, { ...line, relevant: [...line.relevant, ...Object.keys(line.set)] });
  const { leaves } = survey(root);
  const answers = answersOf(line);
  for (const [path, value] of answers) applyAnswer(leaves, path, value, line);
  for (const [path, values] of Object.entries(line.refused ?? {})) checkRefused(leaves, path, values, line.set[path], line);
  for (const [path, value] of answers) if (path !== line.stuck) checkAnswer(leaves, path, value, line);
  if (line.stuck) checkStuck(leaves.get(line.stuck), line);
  matchInstances(root, line);
  const after = survey(root).leaves;
  compareState(after, line);
  if (line.over) compareEnd(root, after, line);
  counts.steps++;
}

const right = (text, width) => String(text).padStart(width);

function printTable() {
  console.log(`${formName}: ${differences.size === 0 ? 'agree' : `${differences.size} DIFFERENCES`}: ${counts.robots} robots, ${counts.steps} steps`);
  console.log(`  ${''.padEnd(10)}${right('compared', 10)}${right('agreed', 10)}${right('explained', 10)}${right('unexplained', 12)}`);
  for (const [kind, { compared, explained, unexplained }] of tallies) {
    const agreed = compared - explained - unexplained;
    console.log(`  ${kind.padEnd(10)}${right(compared, 10)}${right(agreed, 10)}${right(explained, 10)}${right(unexplained, 12)}`);
  }
}

function report() {
  const explained = known.filter((k) => k.count > 0);
  if (usedPath) appendFileSync(usedPath, explained.map((k) => `${k.number}\n`).join(''));
  printTable();
  for (const k of explained) console.log(`  explained by line ${k.number}, ${k.kinds.join('|')} ${k.pattern.source.slice(4, -2)} (${k.count} times): ${k.why}`);
  for (const d of [...differences.values()].slice(0, TOLD_MAX))
    console.log(`  ${d.kind} ${d.path}, ${d.at}, ${d.count} times: ours ${d.ours}, theirs ${d.theirs}`);
  if (differences.size > TOLD_MAX) console.log(`  and ${differences.size - TOLD_MAX} more`);
}

function replayVisit(form, lines) {
  drawn = Object.assign({}, ...lines.map((line) => line.calc).reverse()); // the first value counts: once(random())
  const { root } = form.createInstance();
  chooseLanguage(root, lines[0].lang);
  counts.robots++;
  for (const line of lines) replayStep(root, line);
}

// A table that the form reads (jr://file-csv/kommuner.csv) lies beside it.
async function fetchBeside(resource) {
  const path = join(dirname(xformPath), String(resource).split('/').pop());
  if (!existsSync(path)) throw new Error(`there is no ${path}`);
  return new Response(readFileSync(path, 'utf8'), { headers: { 'content-type': 'text/csv' } });
}

async function loadForm(header) {
  furnishGlobals();
  stopClock(header.now);
  const engine = await loadEngine();
  return engine.loadForm(readForm(), {
    fetchFormAttachment: fetchBeside,
    missingResourceBehavior: 'BLANK',
  });
}

async function main() {
  const [header, ...lines] = readFileSync(0, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const form = await loadForm(header);
  if (form.status === 'failure') {
    console.log(`${formName}: not loaded: ${form.error?.message}`);
    return 3;
  }
  let begun = 0;
  for (let at = 1; at <= lines.length; at++) {
    if (at < lines.length && lines[at].step > 0) continue;
    replayVisit(form, lines.slice(begun, at));
    begun = at;
  }
  report();
  return differences.size === 0 ? 0 : 1;
}

process.exit(await main());
