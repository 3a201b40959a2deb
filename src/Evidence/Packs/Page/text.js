// The words of findings and statements, from the texts that stand above this in the page.
const several = new Set(['Dropped', 'Reordered', 'CutOff', 'NotAsSealed', 'NotSealed']);

function grouped(key) {
  return key.replace(/.{1,4}/g, part => part + ' ').trim();
}

function dayOf(at) {
  return at.length >= 16 ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : at;
}

function textOf(name, item) {
  const shown = { ...item };
  if (item.at != null) shown.day = dayOf(item.at);
  if (item.key != null) shown.key = grouped(item.key);
  let { ar, en } = texts[name];
  for (const place of ['case', 'seq', 'to', 'seal', 'count', 'day', 'path', 'key']) {
    if (shown[place] != null) {
      ar = ar.split(`{${place}}`).join(`\u2068${shown[place]}\u2069`);
      en = en.split(`{${place}}`).join(String(shown[place]));
    }
  }
  return { ar, en };
}

function findingText(finding) {
  const isSeveral = finding.to != null && finding.to !== finding.seq && several.has(finding.code);
  return textOf(finding.reason ? `${finding.code}.${finding.reason}` : finding.code + (isSeveral ? '.Several' : ''), finding);
}

function statementText(statement) {
  return textOf(statement.code, statement);
}
