// A visitor with a keyboard and nothing else.
import { isOver } from './visit.mjs';

const TABS_MAX = 120;

/** What has the focus, and whether it can be seen that it has. */
async function focused(page) {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const shown = [here, here.nextElementSibling, here.closest('label')].filter(Boolean).some((part) => {
      const style = getComputedStyle(part);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    const group = here.name ? [...document.getElementsByName(here.name)] : [];
    return {
      tag: here.localName,
      type: here.type ?? '',
      value: here.value ?? '',
      name: here.name ?? '',
      number: here.className === 'short' && here.type === 'text',
      most: here.maxLength ?? -1,
      move: here.classList.contains('move'),
      link: here.hash ?? '',
      shown,
      checked: group.some((field) => field.checked),
      html: here.outerHTML.slice(0, 100),
    };
  });
}

const typed = { date: '03052024', time: '0230PM', text: 'Noe å si', password: 'sesam', textarea: 'Noe å si' };

async function answer(page, here, moved) {
  const { keyboard } = page;
  if ((here.type === 'radio' || here.type === 'checkbox') && !here.checked) await keyboard.press('Space');
  else if (here.tag === 'select' && here.value === '') await keyboard.press('ArrowDown');
  else if (here.type === 'range') await keyboard.press('ArrowRight');
  else if (here.move && !moved.has(page.url())) {
    moved.add(page.url());
    await keyboard.press('Enter');
  } else if ((here.tag === 'input' || here.tag === 'textarea') && here.value === '') {
    const words = here.number ? (here.most === 8 ? '2024' : '3') : typed[here.tag === 'textarea' ? 'textarea' : here.type];
    if (words) await keyboard.type(words);
  }
}

/** From the first page to the thanks; returns how many pages. findings: what had the focus and did not show it, or kept it. */
export async function keyboardVisit(page, findings) {
  const moved = new Set();
  let tabs = 0;
  let pages = 1;
  await page.keyboard.press('Tab');
  while (!isOver(page)) {
    const here = await focused(page);
    if (++tabs > TABS_MAX) {
      findings.push(`${page.url()}: no way on by keys`);
      return pages;
    }
    if (here && !here.shown) findings.push(`${page.url()}: the focus is not seen: ${here.html}`);
    const goes = here && here.tag === 'button' && ['next', 'start'].includes(here.value);
    if (goes) {
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      const wrong = await page.$('#summary');
      if (wrong) {
        findings.push(`${page.url()}: ${await wrong.textContent()}`);
        return pages;
      }
      tabs = 0;
      pages++;
    } else if (here) {
      await answer(page, here, moved);
    }
    await page.keyboard.press('Tab');
  }
  return pages;
}
