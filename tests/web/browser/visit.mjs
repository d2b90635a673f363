// A visitor who answers everything, by fingers.

const PAGES_MAX = 120;

export async function begin(page, url, form, language) {
  await page.goto(`${url}/f/${form}?l=${language}`);
}

export async function start(page) {
  await page.click('main form button.main');
}

export const isOver = (page) => page.url().endsWith('/thanks');

/** What stands in a field that takes this. */
async function wordsFor(field) {
  if ((await field.getAttribute('type')) === 'password') return 'sesam';
  if ((await field.getAttribute('class')) === 'short') return (await field.getAttribute('maxlength')) === '8' ? '2024' : '3';
  return 'Noe å si <b> & "mer"';
}

async function answerFields(page) {
  for (const list of await page.$$('main select')) await list.selectOption({ index: 1 });
  for (const field of await page.$$('main input[type=text], main input[type=password], main textarea')) {
    if (await field.isVisible() && !(await field.inputValue())) await field.fill(await wordsFor(field));
  }
  for (const field of await page.$$('main input[type=date]')) await field.fill('2024-03-05');
  for (const field of await page.$$('main input[type=time]')) await field.fill('14:30');
}

async function answerChoices(page) {
  for (const question of await page.$$('.question')) {
    const radios = await question.$$('input[type=radio]');
    const boxes = await question.$$('input[type=checkbox]');
    if (radios.length > 0) await radios[Math.min(1, radios.length - 1)].check({ force: true });
    else if (boxes.length > 0) await boxes[0].check({ force: true });
  }
}

export async function answer(page) {
  await answerChoices(page);
  await answerFields(page);
}

export async function next(page) {
  await Promise.all([page.waitForNavigation(), page.click('.ways [value=next]')]);
}

/** Answers page after page; each(page, state) looks at it as it comes ("asked"), with what is missing where
 * something is ("wrong"), and as it is left ("answered"). Returns how many there were. */
export async function walk(page, each, { script = true } = {}) {
  for (let count = 0; count < PAGES_MAX; count++) {
    await each(page, isOver(page) ? 'over' : 'asked');
    if (isOver(page)) return count;
    if (script && await page.$('[data-quick]')) { // moves on at the tap
      await Promise.all([page.waitForNavigation(), page.click('[data-quick] label >> nth=1')]);
      continue;
    }
    if (await page.$('.must')) {
      await next(page);
      await each(page, 'wrong');
    }
    await answer(page);
    await each(page, 'answered');
    await next(page);
    const wrong = await page.$('.summary:not(.calm)');
    if (wrong) throw new Error(`${page.url()} does not go on: ${await wrong.textContent()}`);
  }
  throw new Error('the visit does not end');
}
