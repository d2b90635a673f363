// The walks, and what they found. Started by run.sh.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { extras, plain } from './extras.mjs';
import { keyboardVisit } from './keys.mjs';
import { listen, look, useAxe } from './look.mjs';
import { forms, startServer } from './server.mjs';
import { begin, start, walk } from './visit.mjs';

const [modules, executablePath, kioskctl, pictures, mode] = process.argv.slice(2);
const quick = mode === '--quick';
const { chromium } = createRequire(join(modules, 'x.js'))('playwright-core');
const FIRST_PAGE_BYTES_MAX = 50 * 1024;
const PHONE = { width: 360, height: 740 };
const TABLET = { width: 768, height: 1024 };
const ZOOMED = { width: 320, height: 256 }; // 1280x1024 at 400 %
const LANGUAGES = ['nb', 'nn', 'en', 'uk', 'ar'];
const ids = forms.map((file) => file.replace(/.*\/|\.yaml$/g, ''));

let browser;
let total = 0;

function tell(name, pages, findings) {
  total += findings.length;
  console.log(`${name.padEnd(52)} ${String(pages).padStart(3)} pages  ${findings.length} findings`);
  for (const finding of new Set(findings)) console.log(`  ${finding}`);
}

/** visit(page, findings) in a browser of its own; returns how many pages it saw. */
async function walkAs(name, options, visit) {
  const findings = [];
  let pages = 0;
  const context = await browser.newContext({ ...options, viewport: options.viewport ?? PHONE });
  const page = await context.newPage();
  listen(page, findings);
  try {
    pages = await visit(page, findings);
  } catch (error) {
    findings.push(`${page.url()}: ${error.stack}`);
  }
  await context.close();
  tell(name, pages, findings);
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** Every page of a form, as it is asked and as it is answered. script: true, false, or 'blocked', when ours is not let through. */
async function allPages(page, findings, { url, form, language, script = true, name }) {
  if (script === 'blocked') await page.route('**/script-*', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }));
  let shot = 0;
  const each = async (at, state) => {
    for (const finding of await look(at, { withAxe: script !== false })) findings.push(`${at.url()} ${state}: ${finding}`);
    await picture(at, `${name}-${String(shot++).padStart(3, '0')}-${state}`);
  };
  await begin(page, url, form, language);
  await each(page, 'first');
  await start(page);
  return 2 + await walk(page, each, { script: script === true });
}

async function formsAt(url, view, viewport, languages) {
  for (const form of quick ? ['alle', 'workshop'] : ids) {
    for (const language of languages) {
      const name = `${form}-${language}-${view}`;
      await walkAs(name.replaceAll('-', ' '), { viewport }, (page, findings) => allPages(page, findings, { url, form, language, name }));
    }
  }
}

/** First pages, the door and notices, in each language; and what they are to a phone that has begun. */
async function firstPages(url) {
  for (const language of LANGUAGES) {
    await walkAs(`first pages ${language}`, { locale: language }, async (page, findings) => {
      const lookAt = async (targets) => {
        for (const target of targets) {
          await page.goto(url + target);
          for (const finding of await look(page)) findings.push(`${target}: ${finding}`);
        }
        return targets.length;
      };
      let pages = await lookAt([...ids.map((form) => `/f/${form}?l=${language}`), '/', '/f/none', '/t/none', '/c/none', '/v/kandidat']);
      await begin(page, url, 'kandidat', language);
      await page.click('.privacy summary');
      await start(page);
      pages += await lookAt([`/f/kandidat?l=${language}`, '/', '/t/none']);
      return pages;
    });
  }
}

async function otherwise(url) {
  for (const form of quick ? ['alle'] : ids) {
    const name = `${form}-plain`;
    await walkAs(`${form} without a script`, { javaScriptEnabled: false },
      (page, findings) => allPages(page, findings, { url, form, language: 'nb', script: false, name }));
    await walkAs(`${form} as it is before the script`, {},
      (page, findings) => allPages(page, findings, { url, form, language: 'nb', script: 'blocked', name: `${form}-blocked` }));
    await walkAs(`${form} by keys alone`, {}, async (page, findings) => {
      await begin(page, url, form, 'nb');
      return keyboardVisit(page, findings);
    });
  }
  await walkAs('alle in forced colours, with reduced motion', { forcedColors: 'active', reducedMotion: 'reduce' },
    (page, findings) => allPages(page, findings, { url, form: 'alle', language: 'nb', name: 'alle-forced' }));
}

/** All that the first page of a form takes, as it is sent and before any compression. */
async function weights(url) {
  for (const form of ids) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const bodies = [];
    page.on('response', (response) => bodies.push(response.body()));
    await page.goto(`${url}/f/${form}`, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
    console.log(`${`${form}: the first page`.padEnd(52)} ${bytes} bytes`);
    if (bytes > FIRST_PAGE_BYTES_MAX) total++;
    await context.close();
  }
}

async function withServer(options, use) {
  const server = await startServer(kioskctl, options);
  try {
    await use(server.url);
  } finally {
    await server.stop();
  }
}

async function scripted() {
  await withServer({ files: ['tests/web/browser/script.yaml'] }, async (url) => {
    await walkAs('what the script adds', {}, async (page, findings) => extras(page, url, findings));
    await walkAs('the same without it', { javaScriptEnabled: false }, async (page, findings) => plain(page, url, findings));
  });
}

async function main() {
  useAxe(modules);
  if (pictures) mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  await scripted();
  await withServer({}, async (url) => {
    await formsAt(url, 'phone', PHONE, quick ? ['nb'] : ['nb', 'ar']);
    if (!quick) {
      await formsAt(url, 'tablet', TABLET, ['nb', 'ar']);
      await formsAt(url, 'zoomed', ZOOMED, ['nb', 'ar']);
      await firstPages(url);
    }
    await otherwise(url);
    await weights(url);
  });
  for (const theme of quick ? [] : ['dark', 'high-contrast', 'fjordby']) {
    await withServer({ theme, trial: true }, async (url) => {
      await walkAs(`alle ${theme}`, {}, (page, findings) => allPages(page, findings, { url, form: 'alle', language: 'nb', name: `alle-${theme}` }));
    });
  }
  await browser.close();
  console.log(total === 0 ? 'nothing found' : `${total} findings`);
  process.exitCode = total === 0 ? 0 : 1;
}

await main();
