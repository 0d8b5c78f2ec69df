(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent), say = data.words;
  const $ = (id) => document.getElementById(id), all = data.people.length;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const helps = [...document.querySelectorAll('input.help')], tried = new Map();
  let guess = null, chosen = -1, focus = 0;

  const count = (bits) => [...bits].filter((bit) => bit === '1').length;
  const key = (forced) => helps.map((input) => input.value).join('') + (forced ? '1' : '0');
  const run = (name) => data.runs[name];
  const last = (known) => known.uses[known.uses.length - 1];

  $('guess').addEventListener('input', told);
  function told() { $('guessed').textContent = fill(say.guess, { number: $('guess').value, all }); }
  told();

  const dots = data.people.map((_, i) => {
    const dot = document.createElement('button');
    dot.type = 'button';
    dot.tabIndex = i === 0 ? 0 : -1;
    dot.addEventListener('click', () => { ask(i); });
    $('dots').appendChild(dot);
    return dot;
  });
  $('dots').addEventListener('keydown', (event) => {
    const across = Math.max(1, Math.floor($('dots').clientWidth / dots[0].offsetWidth));
    const way = document.documentElement.dir === 'rtl' ? -1 : 1;
    const by = { ArrowRight: way, ArrowLeft: -way, ArrowDown: across, ArrowUp: -across }[event.key];
    if (!by) return;
    event.preventDefault();
    dots[focus].tabIndex = -1;
    focus = Math.min(Math.max(focus + by, 0), all - 1);
    dots[focus].tabIndex = 0;
    dots[focus].focus();
  });

  $('lock').addEventListener('click', () => {
    guess = Number($('guess').value);
    $('lock').disabled = $('guess').disabled = true;
    ['observing', 'explaining', 'recording'].forEach((id) => { $(id).hidden = false; });
    draw();
    $('seen').textContent = fill(say.seen, { guess, all, number: count(last(run(key(false)))), before: count(last(run('0000'))) });
  });
  helps.forEach((input) => input.addEventListener('input', draw));
  $('compulsory').addEventListener('change', draw);
  $('grandmother').addEventListener('click', () => { ask(data.grandmother); dots[data.grandmother].scrollIntoView({ block: 'nearest' }); });
  $('force').addEventListener('click', () => {
    $('compulsory').disabled = false;
    $('compulsory').checked = true;
    draw();
    $('compulsory').focus();
  });

  function draw() {
    const name = key($('compulsory').checked), known = run(name), users = last(known);
    helps.forEach((input) => {
      input.parentElement.querySelector('output').textContent = say['level' + input.value];
      input.setAttribute('aria-valuetext', say['level' + input.value]);
    });
    dots.forEach((dot, i) => {
      const uses = users[i] === '1', away = known.denied[i] === '1';
      dot.className = 'dot' + (uses ? ' user' : '') + (away ? ' away' : '') + (i === chosen ? ' chosen' : '');
      dot.setAttribute('aria-label', fill(uses ? say.user : say.other, { number: i + 1 }) + (away ? ', ' + say.away : ''));
      dot.setAttribute('aria-pressed', String(i === chosen));
    });
    $('now').textContent = fill(say.now, { number: count(users), all, away: count(known.denied) });
    const free = run(key(false)), forced = $('compulsory').checked;
    $('shut').hidden = !forced;
    if (forced) $('shut').textContent = fill(say.shut, { more: count(users) - count(last(free)), away: count(known.denied), before: count(free.denied) });
    if (chosen >= 0) tell();
    record(name, known);
  }

  function ask(i) { chosen = i; draw(); }
  function tell() {
    const known = run(key($('compulsory').checked)), reason = data.stops[known.stops[chosen]];
    const text = last(known)[chosen] === '1' ? say.in : reason ? say.out : say.choice;
    const more = known.denied[chosen] === '1' ? ' ' + say.denied : '';
    $('person').textContent = fill(text, { person: data.people[chosen], reason }) + more;
  }

  function record(name, known) {
    if (tried.has(name)) return;
    const row = [...[...name].slice(0, 3).map((level) => say['level' + level]), name[3] === '1' ? say.yes : say.no,
      count(last(known)), data.old.filter((i) => last(known)[i] === '1').length, count(known.denied)];
    tried.set(name, row);
    const line = document.createElement('tr');
    row.forEach((cell) => { line.appendChild(document.createElement('td')).textContent = cell; });
    $('rows').appendChild(line);
  }

  $('save').addEventListener('click', () => {
    const head = [...document.querySelectorAll('thead th')].map((cell) => cell.textContent);
    const quote = (cell) => (typeof cell === 'number' ? cell : '"' + cell.replace(/"/g, '""') + '"');
    const comma = new Intl.NumberFormat(document.documentElement.lang).format(0.5).includes(','); // then cells part at semicolons
    const lines = [head, ...tried.values()].map((row) => row.map(quote).join(comma ? ';' : ','));
    const text = '\ufeff' + lines.join('\r\n') + '\r\n';
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = 'lesson.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
})();
