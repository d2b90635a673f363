// What the script adds, on a form with a page for each; and the same form without it.
import { begin, next, start } from './visit.mjs';

function expecting(page, findings) {
  return (what, holds) => { if (!holds) findings.push(`${page.url()}: ${what}`); };
}

const words = (page) => page.textContent('.ways [value=next]');

async function quick(page, expect) {
  const here = page.url();
  await page.focus('input[value=ma]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(300);
  expect('a quick question moves on at an arrow key', page.url() === here && await page.isChecked('input[value=ti]'));
  await Promise.all([page.waitForNavigation(), page.click('label:has(input[value=ons])')]);
  expect('a quick question does not move on at a tap', page.url() !== here);
}

async function slider(page, expect) {
  const number = 'main input[type=text]';
  expect('a slider has a number before it is touched', await page.inputValue(number) === '' && await page.isVisible('.yet'));
  expect('Next is no way to skip', await words(page) === 'Hopp over');
  const box = await page.locator('[type=range]').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  expect('a touch in the middle is no answer', await page.inputValue(number) === '50' && await words(page) === 'Neste');
  await page.focus('[type=range]');
  await page.keyboard.press('ArrowRight');
  expect('the number does not go with the slider', await page.inputValue(number) === '51');
  await page.fill(number, '12,5');
  await next(page);
  expect('half a step is taken', await page.isVisible('#summary') && await page.inputValue(number) === '12,5');
  await page.fill(number, '12');
  await next(page);
  await page.goBack();
  expect('the way back over a mistake is closed', await page.inputValue(number) === '12');
  await page.fill(number, '');
  expect('an empty number is an answer', await page.isVisible('.yet') && await words(page) === 'Hopp over');
  await next(page);
}

async function exclusive(page, expect) {
  await page.check('input[value=ro]');
  await page.check('input[value=alt]');
  expect('what excludes others leaves them', !(await page.isChecked('input[value=ro]')));
  await page.check('input[value=tid]');
  expect('others leave what excludes them', !(await page.isChecked('input[value=alt]')));
  await next(page);
}

async function rank(page, expect) {
  const order = () => page.$$eval('.rank input', (fields) => fields.map((field) => field.value).join(' '));
  const here = page.url();
  await page.click('.rank li:nth-child(1) .down');
  await page.click('.rank li:nth-child(2) .down');
  expect('a choice does not move', await order() === 'tid alt ro' && page.url() === here);
  expect('what was moved is no answer', await page.isChecked('.choices input'));
  expect('the focus is lost', await page.evaluate(() => document.activeElement.classList.contains('up')));
  await next(page);
  await Promise.all([page.waitForNavigation(), page.click('[value=back]')]);
  expect('an order is not kept', await order() === 'tid alt ro');
  await next(page);
}

async function filter(page, expect) {
  await page.fill('main label input[type=text]', 'da');
  expect('a list is not searched', await page.locator('.choice:visible').count() === 1);
  await page.fill('main label input[type=text]', 'xyz');
  expect('nothing found is not said', await page.isVisible('[role=status]'));
  await page.fill('main label input[type=text]', '');
  await next(page);
}

async function signature(page, expect) {
  const strokes = () => page.locator('.paper polyline').count();
  const box = await page.locator('.paper svg').boundingBox();
  for (const y of [0.3, 0.6]) {
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * y, { steps: 5 });
    await page.mouse.up();
  }
  expect('a stroke is not drawn', await strokes() === 2);
  await next(page);
  await Promise.all([page.waitForNavigation(), page.click('[value=back]')]);
  expect('a signature is not kept', await strokes() === 2);
  await page.click('.paper button');
  expect('a paper is not emptied', await strokes() === 0 && await page.inputValue('.paper input') === '');
  await page.fill('main input[type=text]', 'Kari');
  await next(page);
}

async function required(page, expect) {
  await next(page);
  expect('what is wrong has not the focus', await page.evaluate(() => document.activeElement.id) === 'summary');
  expect('the title does not say it', (await page.title()).startsWith('Feil: '));
  await page.click('#summary a');
  expect('a message does not lead to its field', await page.evaluate(() => document.activeElement.name?.startsWith('c')));
  await page.keyboard.type('noe');
  let asked = false;
  page.once('dialog', async (dialog) => {
    asked = true;
    await dialog.dismiss();
  });
  await page.click('header p'); // a browser asks only where somebody has been active
  await page.evaluate(() => { window.location.href = '/'; }).catch(() => {});
  await page.waitForTimeout(300);
  expect('what was written is left without a question', asked && !page.url().endsWith('/'));
  await page.keyboard.press('Tab');
  await page.focus('main input[type=text]');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  expect('Enter is not Next', await page.locator('.review').count() > 0);
}

/** What hangs, and is stopped by the browser's Back, is like what never left. */
async function stopped(page, expect) {
  const here = page.url();
  await page.evaluate(() => {
    document.querySelector('form').addEventListener('submit', (event) => event.preventDefault(), { once: true });
  });
  await page.click('.ways [value=next]');
  await page.click('.ways [value=next]');
  await page.waitForTimeout(300);
  expect('two taps are two', page.url() === here);
  await page.waitForTimeout(3000);
  await Promise.all([page.waitForNavigation({ timeout: 5000 }), page.click('.ways [value=next]')])
    .catch(() => expect('what was stopped cannot be sent again', false));
  await Promise.all([page.waitForNavigation(), page.click('[value=back]')]);
}

async function review(page, expect) {
  const text = await page.textContent('main');
  expect('an untouched slider is an answer', /Hvor mye\?\s*Ikke besvart/.test(text));
  expect('an order is not told', /1\. Tid\s*2\. Ingenting\s*3\. Ro/.test(text));
  expect('a name is not told', /Skriv under\s*Kari/.test(text));
  await page.dblclick('.ways [value=next]');
  await page.waitForURL('**/thanks');
}

/** Each page in its turn; returns how many. */
export async function extras(page, url, findings) {
  const expect = expecting(page, findings);
  await begin(page, url, 'script', 'nb');
  await start(page);
  const parts = [quick, slider, exclusive, rank, filter, stopped, signature, required, review];
  for (const part of parts) await part(page, expect);
  return parts.length;
}

/** Without a script: moving by posts, Back by the browser, and nothing that does not work is shown. */
export async function plain(page, url, findings) {
  const expect = expecting(page, findings);
  await begin(page, url, 'script', 'nb');
  await start(page);
  expect('Next is said to skip', await words(page) === 'Neste');
  await page.check('input[value=ti]', { force: true });
  await next(page);
  expect('a slider is shown that does not slide', !(await page.isVisible('[type=range]')) && !(await page.isVisible('.yet')));
  await page.fill('main input[type=text]', '12,5');
  await next(page);
  expect('half a step is taken', await page.isVisible('#summary') && await page.inputValue('main input[type=text]') === '12,5');
  await page.fill('main input[type=text]', '12');
  await next(page);
  await next(page);
  await page.goBack();
  await Promise.all([page.waitForNavigation(), page.click('[value=back]')]);
  expect("the browser's Back does not show what was answered", await page.inputValue('main input[type=text]') === '12');
  await next(page);
  await page.check('input[value=ro]', { force: true });
  await page.check('input[value=alt]', { force: true });
  await next(page);
  expect('what excludes others is taken with them', await page.isVisible('#summary') && await page.isChecked('input[value=alt]'));
  await page.uncheck('input[value=alt]', { force: true });
  await next(page);
  await Promise.all([page.waitForNavigation(), page.click('.rank li:nth-child(3) .up')]);
  expect('a choice does not move', await page.textContent('.rank li:nth-child(2) .what') === 'Ingenting' && await page.isChecked('.choices input'));
  await next(page);
  await next(page);
  expect('a paper is shown that cannot be drawn on', !(await page.isVisible('.paper')));
  return 6;
}
