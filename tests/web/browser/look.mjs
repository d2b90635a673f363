// What is to be found wrong on a page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LEAST_TARGET = 44; // CSS pixels

let axe;
export function useAxe(modules) {
  axe = readFileSync(join(modules, 'node_modules/axe-core/axe.min.js'), 'utf8');
}

/** axe-core with all its rules, best practices too: a line a finding. */
async function axeFindings(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document).then((result) => result.violations.flatMap((rule) => rule.nodes.map(
    (node) => `axe ${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary.split('\n').slice(1).join(';')}`))));
  return found;
}

/** In a table that is a grid, each choice stands below its words. */
async function tableFindings(page) {
  return page.evaluate(() => {
    const found = [];
    const middle = (part) => part.getBoundingClientRect().x + part.getBoundingClientRect().width / 2;
    for (const table of document.querySelectorAll('.grid')) {
      const heads = [...table.querySelectorAll('.heads span')].slice(1);
      if (heads[0].getBoundingClientRect().width === 0) continue;
      for (const choice of table.querySelectorAll('.choice')) {
        const nth = [...choice.parentElement.children].indexOf(choice);
        if (Math.abs(middle(heads[nth]) - middle(choice)) > 4) found.push(`not below "${heads[nth].textContent}": ${choice.textContent}`);
      }
    }
    return found;
  });
}

/** Nothing is beyond the edge, and what can be touched is large enough. */
async function layoutFindings(page) {
  return page.evaluate((least) => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}px`);
    for (const touched of document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')) {
      const shape = touched.closest('label.choice, label.number') ?? touched;
      const box = shape.getBoundingClientRect();
      const unseen = touched.classList.contains('unseen') || box.width === 0;
      if (!unseen && (box.width < least - 0.5 || box.height < least - 0.5)) {
        found.push(`target of ${Math.round(box.width)}x${Math.round(box.height)}: ${touched.outerHTML.slice(0, 100)}`);
      }
    }
    return found;
  }, LEAST_TARGET);
}

/** withAxe false: for a page in which no script may run. */
export async function look(page, { withAxe = true } = {}) {
  return [...(withAxe ? await axeFindings(page) : []), ...await layoutFindings(page), ...await tableFindings(page)];
}

/** What the browser itself complains of: a policy that was broken, a script that failed, something that could not be fetched. */
export function listen(page, findings) {
  page.on('pageerror', (error) => findings.push(`${page.url()}: script: ${error.message}`));
  page.on('console', (message) => {
    const itself = /status of (404|422)/.test(message.text()) && message.location().url.startsWith(new URL(page.url()).origin) &&
      !/\.(css|js)$|\/i\//.test(message.location().url); // a page that says what is wrong
    const wrong = message.type() === 'error' && !itself;
    if (wrong) findings.push(`${page.url()}: console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.hostname !== '127.0.0.1') findings.push(`${page.url()}: asks ${url.hostname}`);
  });
}
