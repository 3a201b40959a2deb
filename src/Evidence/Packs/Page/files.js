// Every file against the list of contents, the list of documents against the events, and what all of it comes to.
const required = ['keys.json', 'seals.jsonl', 'proofs.jsonl', 'documents.json'];

function documentPath(path) {
  return /^documents\/([0-9a-f]{64})\./.exec(path)?.[1] ?? null;
}

async function checkFiles(check) {
  const [events, areEventsWhole] = [new Map(), !check.findings.some(isOfEvent)];
  for (const { head, seq, sha256: hash } of check.documents) if (!events.has(hash)) events.set(hash, { case: head.number, seq });
  for (const file of check.manifest.files) {
    check.progress();
    const isWhole = await checkFile(check, file, events);
    const hash = documentPath(file.path);
    if (isWhole && hash && !events.has(hash) && areEventsWhole) check.findings.push({ code: 'FileAdded', reason: 'OfNoEvent', path: file.path });
  }
  for (const path of required) if (!check.listed.has(path)) check.findings.push({ code: 'FileMissing', path });
  const ofCases = new Set(check.manifest.heads.map(head => casePath(head.number)));
  for (const path of check.listed.keys()) if (path.startsWith('cases/') && !ofCases.has(path)) check.findings.push({ code: 'FileAdded', reason: 'OfNoCase', path });
  for (const path of check.zip.entries.keys()) {
    if (path !== 'manifest.json' && path !== 'manifest.sig' && !check.listed.has(path)) check.findings.push({ code: 'FileAdded', path });
  }
  for (const path of check.zip.twice) check.findings.push({ code: 'FileAdded', reason: 'Twice', path });
}

async function checkFile(check, file, events) {
  const [hash, isThere] = [documentPath(file.path), check.zip.entries.has(file.path)];
  if (isThere && file.bytes > mostInMemory) {
    check.findings.push({ code: 'Unreadable', reason: 'TooLarge', path: file.path });
    return false;
  }
  let seen = check.seen.get(file.path);
  if (isThere && seen === undefined) {
    const bytes = await readFile(check.zip, file.path, file.bytes);
    seen = bytes ? { bytes: bytes.length, sha256: await sha256(bytes) } : null;
  }
  if (isThere && seen && seen.bytes === file.bytes && seen.sha256 === file.sha256 && (hash === null || hash === seen.sha256)) return true;
  const filed = hash !== null ? events.get(hash) : null;
  check.findings.push(filed
    ? { code: isThere ? 'DocumentReplaced' : 'DocumentMissing', case: filed.case, seq: filed.seq, path: file.path }
    : { code: isThere ? 'FileChanged' : 'FileMissing', path: file.path });
  return false;
}

async function checkDocuments(check) {
  if (check.findings.some(finding => isOfEvent(finding) || finding.path === 'documents.json')) return;
  const bytes = await readPart(check, 'documents.json');
  if (!bytes) return;
  const json = parseJson(bytes);
  if (!isObject(json) || !Array.isArray(json.documents)) {
    check.findings.push({ code: 'Unreadable', reason: 'Part', path: 'documents.json' });
    return;
  }
  const nameOf = (id, document) => JSON.stringify([isText(id) ? id : '', isText(document) ? document : '']);
  const listed = new Map(json.documents.map(item => [nameOf(item?.case, item?.document), isHash(item?.sha256) ? item.sha256 : null]));
  for (const { head, seq, id, sha256: hash } of check.documents) {
    const name = nameOf(head.case, id);
    const own = listed.get(name) ?? null;
    listed.delete(name);
    if (own !== hash) check.findings.push({ code: own === null ? 'DocumentMissing' : 'DocumentReplaced', reason: 'Listed', case: head.number, seq, path: 'documents.json' });
  }
  if (listed.size > 0) check.findings.push({ code: 'FileChanged', reason: 'OfNoEvent', path: 'documents.json' });
}

const statementCodes = ['SealedSince', 'ManifestSigned', 'KeyCompared', 'SealsAgree', 'DocumentsIncluded', 'AfterNewestSeal', 'NeverSealed', 'KeyNotCompared', 'DocumentsNotIncluded',
  'FilesNotSealed', 'NeverRecorded'];
const isProven = statement => statementCodes.indexOf(statement.code) < statementCodes.indexOf('AfterNewestSeal');

function conclude(check) {
  const spoiled = new Set(['FileMissing', 'FileChanged', 'FileAdded', 'KeySwapped', 'ManifestSignature', 'DocumentReplaced', 'DocumentMissing']);
  const areFilesWhole = !check.findings.some(finding => spoiled.has(finding.code));
  const add = statement => check.statements.push(statement);
  if (check.signedWith && areFilesWhole) add({ code: 'ManifestSigned', key: check.signedWith, at: check.manifest.createdAt });
  if (check.isKeyCompared) add({ code: 'KeyCompared', key: check.signedWith });
  if (check.compared.count > 0) add({ code: 'SealsAgree', count: check.compared.count, seal: check.compared.last });
  const included = new Set(check.manifest.files.map(file => documentPath(file.path)));
  const named = [...new Set(check.documents.map(document => document.sha256))];
  const here = named.filter(hash => included.has(hash)).length;
  if (areFilesWhole && here > 0) add({ code: 'DocumentsIncluded', count: here });
  if (named.length > here) add({ code: 'DocumentsNotIncluded', count: named.length - here });
  if (!check.isKeyCompared && check.compared.count === 0) add({ code: 'KeyNotCompared', key: check.signedWith ?? check.keys?.keys.at(-1).id ?? '' });
  add({ code: 'FilesNotSealed' });
  add({ code: 'NeverRecorded' });
  return check.statements.sort((one, other) => statementCodes.indexOf(one.code) - statementCodes.indexOf(other.code) || ordinal(one.case ?? '', other.case ?? '') || (one.seq ?? 0) - (other.seq ?? 0));
}
