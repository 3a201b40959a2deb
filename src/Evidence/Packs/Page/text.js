// The words of findings and statements, from the texts that stand above this in the page.
function grouped(key) {
  return key.replace(/.{1,4}/g, part => part + ' ').trim();
}

function dayOf(at) {
  return at.length >= 16 ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : at;
}

function textOf(name, item) {
  const shown = { ...item };
  if (item.at != null) shown.day = dayOf(item.at);
  if (item.key != null) {
    shown.key = grouped(item.key);
    shown.brief = item.key.length > 16 ? `${grouped(item.key.slice(0, 16))} …` : item.key;
  }
  let { ar, en } = texts[name];
  for (const place of ['case', 'seq', 'to', 'seal', 'count', 'day', 'path', 'key', 'brief']) {
    if (shown[place] != null) {
      ar = ar.split(`{${place}}`).join(`\u2068${shown[place]}\u2069`);
      en = en.split(`{${place}}`).join(String(shown[place]));
    }
  }
  return { ar, en };
}

const named = item => item.to == null || item.to === item.seq ? item.code : `${item.code}.Several`;

function findingText(finding) {
  return textOf(finding.reason ? `${finding.code}.${finding.reason}` : named(finding), finding);
}

function statementText(statement) {
  return textOf(named(statement), statement);
}
