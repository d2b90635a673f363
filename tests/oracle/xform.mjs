// Writes the XForm that a form in YAML means, for another engine to read, as a converter of workbooks would: of the language of forms what
// the forms in forms/ need.
//
//   node xform.mjs MODULES FORM.yaml FOLDER     FOLDER/FORM.xml, and the tables that it reads
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [modules, formPath, folder] = process.argv.slice(2);
const { parse } = createRequire(join(modules, 'x.js'))('yaml');
const form = parse(readFileSync(formPath, 'utf8'));
const languages = Object.keys(form.languages);

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => escapes[c]);
const attributes = (pairs) =>
  Object.entries(pairs)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
const element = (name, pairs, content = '') => `<${name}${attributes(pairs)}>${content}</${name}>`;

// "select_one list or_other" is a kind and its list; "begin_group" opens a group as "group" with questions does.
function readType(row) {
  const [kind, list] = String(row.type).split(/\s+/);
  return { kind: kind.replace(/^begin_/, ''), list };
}

const isContainer = (node) => node.kind === 'group' || node.kind === 'repeat';

// The rows as a tree, each node with its absolute path.
function readRows(rows, parent, open = []) {
  const stack = [parent, ...open];
  for (const row of rows) {
    if (/^end_/.test(row.type)) {
      stack.pop();
      continue;
    }
    const around = stack[stack.length - 1];
    const node = { ...row, ...readType(row), parent: around, path: `${around.path}/${row.name}`, children: [] };
    around.children.push(node);
    if (row.questions) readRows(row.questions, node);
    else if (isContainer(node)) stack.push(node);
  }
  return parent;
}

const root = readRows(form.survey, { path: '/data', kind: 'root', children: [] });
const all = [];
(function gather(node) {
  for (const child of node.children) {
    all.push(child);
    gather(child);
  }
})(root);

const find = (name) => {
  const found = all.find((node) => node.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const repeatAround = (node) => (!node || node.kind === 'repeat' ? node : repeatAround(node.parent));

const isAround = (node, other) => other.path.startsWith(`${node.path}/`);
const repeatAroundBoth = (node, other) => {
  const repeat = repeatAround(node?.parent);
  return !repeat || isAround(repeat, other) ? repeat : repeatAroundBoth(repeat, other);
};

// In the same repeat a path goes up to it and down again; from elsewhere it begins at the top, as in indexed-repeat() and for what the
// node stands in. Within what is asked of each instance of `item`, it goes down from there.
function pathTo(target, from, item) {
  if (item && isAround(item, target)) return `./${target.path.slice(item.path.length + 1)}`;
  const repeat = from && !isAround(target, from) ? repeatAroundBoth(from, target) : undefined;
  if (!repeat) return ` ${target.path} `;
  const up = from.path.slice(repeat.path.length).split('/').length - 1;
  return ` ${'../'.repeat(up)}${target.path.slice(repeat.path.length + 1)} `;
}

// Does the text end within the brackets of an indexed-repeat()?
function isIndexed(text) {
  const behind = text.split('indexed-repeat(').slice(1).pop() ?? ')';
  return behind.split('(').length >= behind.split(')').length;
}

function expression(text, from, item) {
  if (text === undefined || text === null) return undefined;
  if (text === true || /^(yes|true)$/i.test(text)) return 'true()';
  if (text === false || /^(no|false)$/i.test(text)) return 'false()';
  return String(text).replace(/\$\{\s*([^}\s]+)\s*\}/g, (_, name, at) =>
    pathTo(find(name), isIndexed(String(text).slice(0, at)) ? undefined : from, item),
  );
}

const isExpression = (text) => /[$(]|\w\s+[-+*]\s+\w/.test(String(text));

// --- The model ---

const TYPES = { integer: 'int', decimal: 'decimal', date: 'date', time: 'time', dateTime: 'dateTime', datetime: 'dateTime', image: 'binary' };
const PRELOADS = { start: ['timestamp', 'start'], end: ['timestamp', 'end'], today: ['date', 'today'], deviceid: ['property', 'deviceid'] };

const typeOf = (node) => TYPES[node.kind] ?? (node.kind === 'rank' ? 'odk:rank' : node.kind === 'range' ? rangeType(node) : 'string');
const rangeType = (node) => (Object.values(parametersOf(node)).some((value) => value.includes('.')) ? 'decimal' : 'int');

function template(node) {
  const text = node.default !== undefined && !isExpression(node.default) ? escape(node.default) : '';
  const inner = node.children.map(template).join('');
  return node.kind === 'repeat' ? element(node.name, { 'jr:template': '' }, inner) : element(node.name, {}, inner + text);
}

function bind(node) {
  const [preload, params] = PRELOADS[node.kind] ?? [];
  return element('bind', {
    nodeset: node.path,
    type: isContainer(node) ? undefined : typeOf(node),
    relevant: expression(node.relevant, node),
    constraint: expression(node.constraint, node),
    required: expression(node.required, node),
    readonly: node.kind === 'note' ? 'true()' : expression(node.read_only, node),
    calculate: node.trigger ? undefined : expression(node.calculation, node),
    'jr:preload': preload,
    'jr:preloadParams': params,
  });
}

function setDefault(node) {
  if (node.default === undefined || !isExpression(node.default)) return '';
  const event = repeatAround(node) ? 'odk-instance-first-load odk-new-repeat' : 'odk-instance-first-load';
  return element('setvalue', { event, ref: node.path, value: expression(node.default, node) });
}

const labelIn = (label, language) => (label && typeof label === 'object' ? label[language] : label) ?? '';

const listEntries = () => Object.entries(form.choices ?? {});

function translations() {
  return languages.map((language) => {
    const texts = listEntries().flatMap(([list, choices]) =>
      choices.map((choice, i) => element('text', { id: `${list}-${i}` }, element('value', {}, escape(labelIn(choice.label, language))))),
    );
    return element('translation', { lang: `${language} (${language})`, default: language === languages[0] ? 'true()' : undefined }, texts.join(''));
  });
}

function instances() {
  const lists = listEntries().map(([list, choices]) => {
    const items = choices.map(({ name, label, ...columns }, i) => {
      const cells = Object.entries(columns).map(([column, value]) => element(column, {}, escape(value)));
      return element('item', {}, `<itextId>${list}-${i}</itextId><name>${escape(name)}</name>${cells.join('')}`);
    });
    return element('instance', { id: list }, element('root', {}, items.join('')));
  });
  const files = Object.keys(form.files ?? {}).map((file) => element('instance', { id: file.replace(/\.csv$/, ''), src: `jr://file-csv/${file}` }));
  return [...lists, ...files];
}

// --- The body ---

function parametersOf(node) {
  const pairs = String(node.parameters ?? '').split(/[\s,;]+/).filter(Boolean).map((pair) => pair.split('='));
  return Object.fromEntries(pairs);
}

function randomized(node, nodeset) {
  const { randomize, seed } = parametersOf(node);
  if (randomize !== 'true') return nodeset;
  return seed ? `randomize(${nodeset}, ${expression(seed, node)})` : `randomize(${nodeset})`;
}

// The answers to a question in a repeat, as `select_one ${name}` offers them.
function answersItems(node) {
  const asked = find(node.list.slice(2, -1));
  const repeat = repeatAround(asked);
  const value = asked.path.slice(repeat.path.length + 1);
  const filter = node.choice_filter ? expression(node.choice_filter, node, repeat) : `./${value} != ''`;
  return element('itemset', { nodeset: `${repeat.path}[${filter}]` }, `<value ref="${value}"/><label ref="${value}"/>`);
}

// Seen from a choice, the question that asks is current().
const insideItem = (filter) => filter.replace(/ \.\.\//g, ' current()/../');

function items(node) {
  if (node.list.startsWith('${')) return answersItems(node);
  const isFile = node.list.endsWith('.csv');
  const filter = node.choice_filter ? `[${insideItem(expression(node.choice_filter, node))}]` : '';
  const nodeset = randomized(node, `instance('${node.list.replace(/\.csv$/, '')}')/root/item${filter}`);
  return element('itemset', { nodeset }, `<value ref="name"/><label ref="${isFile ? 'label' : 'jr:itext(itextId)'}"/>`);
}

const CONTROLS = {
  select_one: 'select1',
  select_one_from_file: 'select1',
  select_multiple: 'select',
  select_multiple_from_file: 'select',
  rank: 'odk:rank',
  acknowledge: 'trigger',
  image: 'upload',
  range: 'range',
};
const UNSEEN = new Set(['calculate', 'hidden', ...Object.keys(PRELOADS)]);

// What is worked out when this question's answer changes.
function triggered(node) {
  return all
    .filter((other) => other.trigger && expression(other.trigger).trim() === node.path)
    .map((other) => element('setvalue', { event: 'xforms-value-changed', ref: other.path, value: expression(other.calculation, other) ?? '' }))
    .join('');
}

function control(node) {
  const label = `<label>${escape(labelIn(node.label, languages[0]) || node.name)}</label>`;
  const inner = node.children.map(control).join('');
  if (node.kind === 'group') return element('group', { ref: node.path }, label + inner);
  if (node.kind === 'repeat')
    return element('group', { ref: node.path }, label + element('repeat', { nodeset: node.path, 'jr:count': expression(node.repeat_count, node) }, inner));
  if (UNSEEN.has(node.kind)) return '';
  const { start = '0', end = '10', step = '1' } = parametersOf(node);
  const more = node.kind === 'range' ? { start, end, step } : node.kind === 'image' ? { mediatype: 'image/*' } : {};
  return element(CONTROLS[node.kind] ?? 'input', { ref: node.path, ...more }, label + (node.list ? items(node) : '') + triggered(node));
}

const SPACES = {
  xmlns: 'http://www.w3.org/2002/xforms',
  'xmlns:h': 'http://www.w3.org/1999/xhtml',
  'xmlns:jr': 'http://openrosa.org/javarosa',
  'xmlns:odk': 'http://www.opendatakit.org/xforms',
  'xmlns:orx': 'http://openrosa.org/xforms',
};
const { form_id: id, version } = form.settings;
const meta = '<meta><instanceID/></meta>';
const model = [
  element('itext', {}, translations().join('')),
  element('instance', {}, element('data', { id, version }, root.children.map(template).join('') + meta)),
  ...instances(),
  ...all.map(bind),
  '<bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>',
  ...all.map(setDefault),
];
const head = element('h:head', {}, element('h:title', {}, escape(id)) + element('model', { 'odk:xforms-version': '1.0.0' }, model.join('\n')));
const html = element('h:html', SPACES, head + element('h:body', {}, root.children.map(control).join('\n')));
writeFileSync(join(folder, `${basename(formPath, '.yaml')}.xml`), `<?xml version="1.0"?>\n${html}\n`);
for (const [name, rows] of Object.entries(form.files ?? {})) writeFileSync(join(folder, name), rows);
