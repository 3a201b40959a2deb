'use strict';
// The page around the check. Everything from a pack is shown as text, never as markup.
const byId = id => document.getElementById(id);
const mostShown = 200;
let language = 'ar';
let last = null;

const word = name => words[name][language === 'ar' ? 0 : 1];

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text != null) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function speak() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  document.title = word('title');
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  const other = language === 'ar' ? 'en' : 'ar';
  byId('language').textContent = other === 'en' ? 'English' : 'العربية';
  byId('language').lang = other;
  byId('language').dir = other === 'en' ? 'ltr' : 'rtl';
  if (last) show(last);
}

// A long list shows its beginning, and the rest when asked.
function listOf(items, makeItem, list) {
  const add = part => list.append(...part.map(makeItem));
  add(items.slice(0, mostShown));
  if (items.length <= mostShown) return [list];
  const more = make('button', `${word('more')} (${items.length - mostShown})`, { type: 'button' });
  more.addEventListener('click', () => {
    add(items.slice(mostShown));
    more.remove();
  });
  return [list, more];
}

function section(title, items) {
  if (items.length === 0) return [];
  return [make('h2', word(title)), ...listOf(items, item => make('li', item.text[language]), make('ul'))];
}

function facts(manifest) {
  const { association, scope, createdAt, createdBy } = manifest;
  const rows = [
    ['association', `${association[language]} (\u2068${association.key}\u2069)`],
    ['scope', scope.kind === 'case' ? scope.number : `\u2068${scope.from}\u2069 – \u2068${scope.to}\u2069`],
    ['created', dayOf(createdAt)], ['created-by', createdBy], ['cases', String(manifest.heads.length)],
  ];
  const list = make('dl');
  for (const [name, value] of rows) list.append(make('dt', word(name)), make('dd', `\u2068${value}\u2069`));
  return [make('h2', word('contents')), list];
}

function eventTable(head, events, findings) {
  const isTouched = seq => findings.some(finding => finding.case === head.number && finding.seq != null && seq >= finding.seq && seq <= (finding.to ?? finding.seq));
  const columns = [
    ['at', event => dayOf(event.at).slice(0, 16)], ['action', event => event.action], ['actor', event => event.actor], ['on-behalf-of', event => event.onBehalfOf],
    ['role', event => event.role], ['channel', event => event.channel], ['activity', event => event.activityType], ['clause', event => event.clause], ['reason', event => event.reason],
  ];
  const wrap = make('div', null, { class: 'wide', tabindex: '0', role: 'region', 'aria-label': `${word('events')} ${head.number}` });
  const [table, names, body] = [make('table'), make('tr'), make('tbody')];
  for (const name of ['seq', ...columns.map(column => column[0]), 'data', 'hash']) names.append(make('th', word(name), { scope: 'col' }));
  const rows = listOf(events, event => {
    const row = make('tr', null, isTouched(event.seq) ? { class: 'touched' } : {});
    row.append(make('th', String(event.seq), { scope: 'row' }));
    for (const [, value] of columns) row.append(make('td', typeof value(event) === 'string' ? value(event) : '', { dir: 'auto' }));
    const data = make('td');
    if (event.data != null) {
      const more = make('details');
      more.append(make('summary', word('data')), make('pre', JSON.stringify(event.data, null, 1), { dir: 'ltr' }));
      data.append(more);
    }
    row.append(data, make('td', (event.hash ?? '').slice(0, 12), { class: 'key', dir: 'ltr' }));
    return row;
  }, body);
  const top = make('thead');
  top.append(names);
  table.append(top, body);
  wrap.append(table);
  return [wrap, ...rows.slice(1)];
}

function caseDetails({ source, verdict }, head) {
  const details = make('details', null, { class: 'card' });
  details.append(make('summary', `\u2068${head.number}\u2069 – ${word('events')}: ${head.seq}`));
  details.addEventListener('toggle', async () => {
    if (details.open && details.childElementCount === 1) details.append(...eventTable(head, await eventsOf(source, head.number), verdict.findings));
  });
  return details;
}

function show(result) {
  const { verdict } = result;
  const banner = make('div', null, { class: `card ${verdict.isIntact ? 'good' : 'bad'}` });
  const title = make('h2', word(verdict.isIntact ? 'intact' : 'broken'), { tabindex: '-1', id: 'verdict' });
  banner.append(title, make('p', verdict.isIntact ? word('intact-about') : word('broken-about') + verdict.findings.length));
  const cases = verdict.manifest ? [...verdict.manifest.heads].sort((one, other) => ordinal(one.number, other.number)) : [];
  const list = make('div');
  byId('result').replaceChildren(
    banner,
    ...section('findings', verdict.findings),
    ...section('proven', verdict.statements.filter(statement => statement.isProven)),
    ...section('not-proven', verdict.statements.filter(statement => !statement.isProven)),
    ...(verdict.manifest ? facts(verdict.manifest) : []),
    ...(cases.length > 0 ? [make('h2', word('cases')), ...listOf(cases, head => caseDetails(result, head), list)] : []));
  byId('result').hidden = false;
  byId('status').textContent = word(verdict.isIntact ? 'intact' : 'broken');
  byId('status').className = 'unseen';
  return title;
}

async function start(file) {
  byId('start').disabled = true;
  byId('working').hidden = false;
  byId('result').hidden = true;
  byId('status').textContent = word('working');
  byId('status').className = '';
  last = null;
  try {
    const kept = [];
    for (const one of byId('kept').files) kept.push(...(await one.text()).split('\n'));
    const source = fileSource(file);
    let shown = 0;
    const progress = (done, all) => {
      byId('progress').max = all;
      byId('progress').value = done;
      const now = Math.floor(4 * done / all);
      if (now > shown && now < 4) byId('status').textContent = `${word('working')} ${25 * (shown = now)}%`;
    };
    last = { source, verdict: await verify(source, { fingerprint: byId('fingerprint').value.trim() || null, keptSeals: kept, progress }) };
    show(last).focus();
  } catch (error) {
    byId('status').textContent = word('unreadable') + error.message;
  } finally {
    byId('start').disabled = false;
    byId('working').hidden = true;
  }
}

byId('language').addEventListener('click', () => {
  language = language === 'ar' ? 'en' : 'ar';
  speak();
});
byId('form').addEventListener('submit', event => {
  event.preventDefault();
  if (byId('pack').files.length > 0) start(byId('pack').files[0]);
});
byId('drop').addEventListener('dragover', event => {
  event.preventDefault();
  byId('drop').classList.add('over');
});
byId('drop').addEventListener('dragleave', () => byId('drop').classList.remove('over'));
byId('drop').addEventListener('drop', event => {
  event.preventDefault();
  byId('drop').classList.remove('over');
  if (event.dataTransfer.files.length > 0) {
    byId('pack').files = event.dataTransfer.files;
    start(event.dataTransfer.files[0]);
  }
});
if (!globalThis.crypto?.subtle || typeof DecompressionStream === 'undefined') {
  byId('no-crypto').hidden = false;
  byId('start').disabled = true;
}
speak();
