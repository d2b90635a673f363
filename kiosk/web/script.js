// What is nicer with a script: every page says and takes all without it.
'use strict';

(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // What is wrong is read first.
  const summary = document.getElementById('summary');
  if (summary) summary.focus();

  // A page that came of a post cannot be gone back to: it is the page that was asked for.
  const serial = document.querySelector('[name=page]');
  if (summary && serial && location.pathname === new URL(serial.form.action).pathname) {
    history.replaceState(null, '', `${serial.form.action}/${serial.value}`);
  }

  // A message leads to its field; of several, to the first.
  all('#summary a').forEach((link) => link.addEventListener('click', (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: 'center' });
  }));

  // Two taps on Next are one, but a page that hangs and is stopped can be sent again; and what was written and not sent asks before it is
  // left.
  const HANGS_MS = 3000;
  let sent = false;
  let unsent = false;
  document.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    else setTimeout(() => { sent = false; }, HANGS_MS);
    sent = true;
  });
  addEventListener('pageshow', () => { sent = false; });
  document.addEventListener('input', (event) => {
    if (event.target.matches('main form [type=text], form main [type=text], textarea, [type=password]')) unsent = true;
  });
  addEventListener('beforeunload', (event) => {
    if (unsent && !sent) event.preventDefault();
  });

  // Next is a way to skip while nothing is answered.
  const next = document.querySelector('[data-skip]');
  if (next) {
    const words = next.textContent;
    const answered = () => all('main input, main select, main textarea').some((field) => {
      if (field.type === 'radio' || field.type === 'checkbox') return field.checked;
      return field.name !== 'cell' && field.type !== 'range' && !field.name.endsWith('.order') && field.value !== '';
    }) || document.querySelector('main .clear') !== null;
    const say = () => { next.textContent = answered() ? words : next.dataset.skip; next.classList.toggle('main', answered()); };
    document.addEventListener('input', say);
    addEventListener('pageshow', say);
    say();
  }

  // A quick question moves on at the tap, never at an arrow key.
  let tapped = false;
  addEventListener('pointerdown', () => { tapped = true; }, true);
  addEventListener('keydown', () => { tapped = false; }, true);
  all('[data-quick] [type=radio]').forEach((radio) => radio.addEventListener('change', () => {
    if (tapped) radio.form.requestSubmit(radio.form.querySelector('.ways [value=next]'));
  }));

  // A choice that stands alone, and the others.
  all('[data-exclusive]').filter((box) => box.type === 'checkbox').forEach((box) => {
    const others = all('[type=checkbox]', box.closest('.choices')).filter((other) => other !== box);
    box.addEventListener('change', () => { if (box.checked) others.forEach((other) => { other.checked = false; }); });
    others.forEach((other) => other.addEventListener('change', () => { if (other.checked) box.checked = false; }));
  });

  // A slider and its number. The number alone is sent; as long as it is empty, there is no answer.
  all('.slider').forEach((slider) => {
    const number = slider.querySelector('[type=text]');
    const range = slider.querySelector('[type=range]');
    const yet = slider.querySelector('.yet');
    const show = () => {
      slider.classList.toggle('unset', number.value === '');
      yet.hidden = number.value !== '';
    };
    const take = () => {
      number.value = range.value.replace('.', slider.dataset.mark);
      number.dispatchEvent(new Event('input', { bubbles: true }));
    };
    range.hidden = false;
    range.addEventListener('input', take);
    range.addEventListener('click', take); // in its middle, where nothing moves
    number.addEventListener('input', () => {
      const typed = Number(number.value.replace(',', '.'));
      if (number.value !== '' && !Number.isNaN(typed)) range.value = typed;
      show();
    });
    show();
  });

  // Ranking without a way to the server and back.
  all('.rank').forEach((list) => {
    const told = document.createElement('p');
    told.className = 'unseen';
    told.setAttribute('aria-live', 'polite');
    list.after(told);
    const renumber = () => [...list.children].forEach((item, at, items) => {
      item.querySelector('.up').disabled = at === 0;
      item.querySelector('.down').disabled = at === items.length - 1;
      all('.move', item).forEach((button) => { button.value = button.value.replace(/\d+$/, at); });
    });
    list.addEventListener('click', (event) => {
      const button = event.target.closest('.move');
      if (!button) return;
      event.preventDefault();
      const item = button.closest('li');
      const up = button.classList.contains('up');
      const other = up ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      if (up) other.before(item); else other.after(item);
      const confirm = list.parentElement.querySelector('.choices [type=checkbox]');
      confirm.checked = true;
      confirm.dispatchEvent(new Event('input', { bubbles: true }));
      renumber();
      (button.disabled ? item.querySelector(up ? '.down' : '.up') : button).focus();
      told.textContent = `${item.querySelector('.what').textContent}: ${[...list.children].indexOf(item) + 1}`;
    });
  });

  // Strokes on a paper, noted as "1000x400;12,40 14,44;20,60".
  all('.paper').forEach((paper) => {
    const POINTS_MAX = 4000; // the server takes no more,
    const INK_MAX = 90000; // and hardly more than this, in units of the paper
    const svg = paper.querySelector('svg');
    const note = paper.querySelector('input');
    const again = paper.querySelector('button');
    const { width, height } = svg.viewBox.baseVal;
    let strokes = note.value.split(';').slice(1);
    let line = null;
    let count = strokes.join(' ').split(' ').length;
    let ink = 0;
    paper.hidden = false;
    all('[data-instead]', paper.parentElement).forEach((label) => { label.textContent = label.dataset.instead; });
    const keep = () => {
      note.value = strokes.length ? `${width}x${height};${strokes.join(';')}` : '';
      again.hidden = strokes.length === 0;
      unsent = strokes.length > 0;
      note.dispatchEvent(new Event('input', { bubbles: true }));
    };
    again.hidden = strokes.length === 0;
    const point = (event) => {
      const box = svg.getBoundingClientRect();
      const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
      return `${within((event.clientX - box.left) / box.width * width, width)},${within((event.clientY - box.top) / box.height * height, height)}`;
    };
    const isFull = () => count >= POINTS_MAX || ink >= INK_MAX;
    // The more there is, the farther apart are its points.
    const stepNow = () => 2 * 2 ** Math.floor(count / (POINTS_MAX / 4));
    const distance = (from, to) => {
      const [[x1, y1], [x2, y2]] = [from, to].map((text) => text.split(',').map(Number));
      return Math.hypot(x2 - x1, y2 - y1);
    };
    strokes.forEach((stroke) => stroke.split(' ').forEach((to, i, points) => { ink += i > 0 ? distance(points[i - 1], to) : 0; }));
    svg.addEventListener('pointerdown', (event) => {
      if (isFull()) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      line = { shape: document.createElementNS(svg.namespaceURI, 'polyline'), points: [point(event)] };
      line.shape.setAttribute('points', `${line.points[0]} ${line.points[0]}`);
      svg.append(line.shape);
      count++;
    });
    svg.addEventListener('pointermove', (event) => {
      if (!line || isFull()) return;
      const here = point(event);
      const step = distance(line.points[line.points.length - 1], here);
      if (step < stepNow()) return;
      ink += step;
      line.points.push(here);
      line.shape.setAttribute('points', line.points.join(' '));
      count++;
    });
    const lift = () => {
      if (line) strokes.push(line.points.join(' '));
      line = null;
      keep();
    };
    svg.addEventListener('pointerup', lift);
    svg.addEventListener('pointercancel', lift);
    again.addEventListener('click', () => {
      strokes = [];
      count = 0;
      ink = 0;
      svg.replaceChildren();
      keep();
    });
  });

  // A long list is searched.
  all('[data-filter]').forEach((list) => {
    const label = document.createElement('label');
    const field = document.createElement('input');
    const none = document.createElement('p');
    field.type = 'text';
    field.autocomplete = 'off';
    label.append(list.dataset.filter, field);
    none.textContent = list.dataset.filterNone;
    none.setAttribute('role', 'status');
    none.hidden = true;
    list.before(label, none);
    field.addEventListener('input', (event) => {
      event.stopPropagation();
      const wanted = field.value.trim().toLocaleLowerCase();
      const choices = all('.choice', list);
      choices.forEach((choice) => {
        choice.hidden = !choice.textContent.toLocaleLowerCase().includes(wanted) && !choice.querySelector(':checked');
      });
      none.hidden = choices.some((choice) => !choice.hidden);
    });
    field.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
  });
})();
