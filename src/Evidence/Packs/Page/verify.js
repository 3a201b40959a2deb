// The whole check. A source is the pack's bytes or something like bytesSource; options: fingerprint, keptSeals (lines), progress(done, all).
const mostListed = 64 * 1024 * 1024 * 1024;

function readManifest(bytes) {
  const json = parseJson(bytes);
  const { format, association, scope, createdAt, createdBy, files, heads } = isObject(json) ? json : {};
  const isScope = isObject(scope) && (scope.kind === 'case' ? isText(scope.case) && isText(scope.number) : scope.kind === 'period' && isText(scope.from) && isText(scope.to));
  const isSound = format === 'caseworkflows-evidence/1' && isObject(association) && isText(association.key) && isText(association.ar) && isText(association.en) && isScope
    && isInstant(createdAt) && isText(createdBy)
    && Array.isArray(files) && files.every(file => isObject(file) && isText(file.path) && isNumber(file.bytes) && isHash(file.sha256))
    && Array.isArray(heads) && heads.every(head => isObject(head) && isText(head.case) && isText(head.number) && isNumber(head.seq) && isHash(head.hash));
  if (!isSound) return null;
  const areDistinct = (items, name) => new Set(items.map(item => item[name])).size === items.length;
  return areDistinct(files, 'path') && areDistinct(heads, 'case') && areDistinct(heads, 'number')
    && (scope.kind !== 'case' || (heads.length === 1 && heads[0].case === scope.case)) ? json : null;
}

function verdict(manifest, findings, statements) {
  return {
    isIntact: findings.length === 0, manifest,
    findings: findings.map(finding => ({ ...finding, text: findingText(finding) })),
    statements: statements.map(statement => ({ ...statement, isProven: isProven(statement), text: statementText(statement) })),
  };
}

async function verify(source, options = {}) {
  const zip = await openZip(source instanceof Uint8Array ? bytesSource(source) : source);
  if (!zip) return verdict(null, [{ code: 'Unreadable', reason: 'Zip' }], []);
  if (!zip.entries.has('manifest.json')) return verdict(null, [{ code: 'FileMissing', path: 'manifest.json' }], []);
  const manifestBytes = await readFile(zip, 'manifest.json', partLimit);
  const manifest = manifestBytes ? readManifest(manifestBytes) : null;
  if (!manifest) return verdict(null, [{ code: 'Unreadable', reason: 'Part', path: 'manifest.json' }], []);
  if (manifest.files.reduce((sum, file) => sum + file.bytes, 0) > mostListed) return verdict(null, [{ code: 'Unreadable', reason: 'TooLarge', path: 'manifest.json' }], []);
  let done = 0;
  const check = {
    zip, manifest, manifestBytes, options, listed: new Map(manifest.files.map(file => [file.path, file])), seen: new Map(), slack: 256 * 1024 * 1024,
    findings: [], statements: [], keys: null, signedWith: null, isKeyCompared: false, seals: new Map(), areSealsWhole: false, areProofsWhole: false, compared: { count: 0, last: 0 },
    witnesses: new Map(), unproven: new Set(), documents: [],
    progress: () => options.progress?.(++done, manifest.files.length + manifest.heads.length),
  };
  await checkKeys(check, await readFile(zip, 'manifest.sig', 64 * 1024));
  await checkSeals(check);
  await checkProofs(check);
  for (const head of [...manifest.heads].sort((one, other) => ordinal(one.number, other.number))) {
    check.progress();
    await checkCase(check, head);
  }
  await checkFiles(check);
  await checkDocuments(check);
  return verdict(manifest, inOrder(check.findings), conclude(check));
}

// A case's events for reading; what is no event is left out.
async function eventsOf(source, number) {
  const zip = await openZip(source);
  const bytes = zip && await readFile(zip, casePath(number), partLimit);
  const lines = bytes && await readCase(null, bytes);
  return (lines ?? []).filter(line => line.event !== null).map(line => ({ ...line.event, hash: line.stated }));
}
