// Keys, seals, proofs and cases of a pack, in this order; each leaves in the check what the later ones need.
const partLimit = 256 * 1024 * 1024;
const mostSlack = 2 * mostLine;
const mostEvents = 100000;

// A listed file, also one that has grown; null when it is not listed or cannot be read.
async function readListed(check, path) {
  const listed = check.listed.get(path);
  if (!listed || !check.zip.entries.has(path)) return null;
  const slack = Math.min(mostSlack, check.slack);
  const bytes = await readFile(check.zip, path, listed.bytes + slack);
  check.slack -= bytes === null ? slack : Math.max(0, bytes.length - listed.bytes);
  check.seen.set(path, bytes === null ? null : { bytes: bytes.length, sha256: await sha256(bytes) });
  return bytes;
}

async function readPart(check, path) {
  const listed = check.listed.get(path);
  return listed && listed.bytes <= partLimit ? readListed(check, path) : null;
}

async function checkKeys(check, signatureBytes) {
  const add = finding => check.findings.push(finding);
  if (check.listed.has('keys.json') && check.zip.entries.has('keys.json')) {
    const bytes = await readPart(check, 'keys.json');
    const json = bytes ? parseJson(bytes) : undefined;
    const keys = isObject(json) && Array.isArray(json.keys) ? json.keys.map(readKey) : [];
    if (keys.length === 0 || keys.includes(null)) add({ code: 'Unreadable', reason: 'Part', path: 'keys.json' });
    else check.keys = await keyChain(keys);
  }
  if (check.keys?.firstUnendorsed) add({ code: 'KeySwapped', reason: 'NotEndorsed', key: check.keys.firstUnendorsed.id });
  if (!check.zip.entries.has('manifest.sig')) {
    add({ code: 'FileMissing', path: 'manifest.sig' });
    return;
  }
  const json = signatureBytes ? parseJson(signatureBytes) : undefined;
  if (!isObject(json) || !isHash(json.key) || !isText(json.signature)) {
    add({ code: 'ManifestSignature', reason: 'Unreadable', path: 'manifest.sig' });
    return;
  }
  if (!check.keys) return;
  const key = check.keys.byId.get(json.key);
  if (!key) {
    add({ code: 'KeySwapped', reason: 'Unknown', key: json.key });
  } else if (!await verifySignature(key.spki, check.manifestBytes, json.signature)) {
    add({ code: 'ManifestSignature', path: 'manifest.json', key: key.id });
  } else {
    check.signedWith = key.id;
    if (!isInUse(key, check.manifest.createdAt)) add({ code: 'ManifestSignature', reason: 'KeyOutsideItsTime', key: key.id });
  }
}

function addBrokenSeal(check, number, fault) {
  check.findings.push({ code: 'SealBroken', reason: fault, seal: number, path: 'seals.jsonl' });
}

async function checkSeals(check) {
  if (check.keys) {
    const bytes = await readListed(check, 'seals.jsonl');
    const chain = sealChain(check.manifest.association.key, check.keys);
    for (const line of bytes ? linesOf(bytes) : []) {
      const [seal, lineHash] = [readSeal(line), await sha256(line)];
      const isBelieved = await chain.add(seal, lineHash);
      if (seal && !check.seals.has(seal.number)) check.seals.set(seal.number, { ...seal, lineHash, isBelieved });
    }
    check.seals = new Map([...check.seals].sort((one, other) => one[0] - other[0]));
    check.areSealsWhole = bytes !== null && !chain.broken;
    if (bytes && chain.broken) {
      const seals = [...check.seals.values()];
      const isAsListed = check.seen.get('seals.jsonl').sha256 === check.listed.get('seals.jsonl').sha256;
      if (seals.length > 0 && seals.every(seal => !check.keys.byId.has(seal.key)) && isAsListed) {
        check.findings.push({ code: 'KeySwapped', reason: 'Seals', seal: chain.broken.number, key: seals[0].key });
      }
      addBrokenSeal(check, chain.broken.number, chain.broken.fault);
    }
    await compareKept(check);
  }
  compareKeys(check);
}

async function compareKept(check) {
  const kept = new Map();
  for (const text of check.options.keptSeals ?? []) {
    const line = utf8.encode(text.trim());
    if (line.length === 0) continue;
    const seal = readSeal(line);
    if (!seal || seal.association !== check.manifest.association.key) {
      check.findings.push({ code: 'SealNotAsKept', reason: seal ? 'OtherAssociation' : 'Unreadable' });
      return;
    }
    kept.set(seal.number, { at: seal.at, hash: await sha256(line) });
  }
  const newest = [...check.seals.keys()].pop() ?? 0;
  for (const [number, { at, hash }] of [...kept].sort((one, other) => one[0] - other[0])) {
    const own = check.seals.get(number);
    if (own ? own.lineHash !== hash : number <= newest || at <= check.manifest.createdAt) {
      check.findings.push({ code: 'SealNotAsKept', ...(own ? {} : { reason: 'Missing' }), seal: number, at });
      check.areSealsWhole = false;
      for (const seal of check.seals.values()) if (seal.number >= number) seal.isBelieved = false;
      return;
    }
    if (own) check.compared = { count: check.compared.count + 1, last: number };
  }
}

function compareKeys(check) {
  const given = check.options.fingerprint;
  const fingerprint = given ? given.replace(/\s/g, '').toLowerCase() : null;
  if (fingerprint !== null && !isHash(fingerprint)) {
    check.findings.push({ code: 'KeySwapped', reason: 'NoFingerprint' });
    return;
  }
  const kept = check.compared.count > 0 ? check.seals.get(check.compared.last).key : null;
  const used = [check.signedWith, [...check.seals.values()].pop()?.key].filter(key => key != null);
  for (const trusted of [fingerprint, kept].filter(key => key !== null)) {
    const stranger = used.find(key => check.keys && !comesFrom(check.keys, key, trusted));
    if (stranger) {
      check.findings.push({ code: 'KeySwapped', reason: 'OtherFingerprint', key: stranger });
      return;
    }
  }
  check.isKeyCompared = fingerprint !== null && check.signedWith !== null;
}

function readProof(line) {
  const json = line.length <= mostLine ? parseJson(line) : undefined;
  return isObject(json) && (json.tree === 'changed' || json.tree === 'cases') && Array.isArray(json.path) && json.path.every(isHash)
    && isNumber(json.seal) && isText(json.case) && isNumber(json.seq) && isHash(json.hash) && isNumber(json.index) ? json : null;
}

async function checkProofs(check) {
  if (!check.keys || !check.seen.get('seals.jsonl')) return;
  const [numbers, told, bytes] = [new Map(check.manifest.heads.map(head => [head.case, head.number])), new Set(), await readListed(check, 'proofs.jsonl')];
  for (const line of bytes ? linesOf(bytes) : []) await checkProof(check, numbers, told, readProof(line));
  for (const witnesses of check.witnesses.values()) witnesses.sort((one, other) => one.seq - other.seq || one.seal.number - other.seal.number);
  check.areProofsWhole = bytes !== null && !told.has('');
  if (!check.areProofsWhole || !check.areSealsWhole || check.seals.size === 0) return;
  const newest = [...check.seals.values()].pop();
  for (const head of check.manifest.heads) {
    const witnesses = check.witnesses.get(head.case);
    if (!witnesses || check.unproven.has(head.case)) continue;
    const last = witnesses.find(witness => !witness.isChanged && witness.seal === newest);
    if (last && witnesses.some(witness => witness.isChanged && witness.seq === last.seq && witness.hash === last.hash)) continue;
    check.unproven.add(head.case);
    check.findings.push({ code: 'ProofBroken', reason: 'Newest', case: head.number, seal: newest.number, at: newest.at, path: 'proofs.jsonl' });
  }
}

async function checkProof(check, numbers, told, proof) {
  if (!proof || !numbers.has(proof.case)) {
    if (!told.has('')) check.findings.push({ code: 'ProofBroken', reason: proof ? 'OtherCase' : 'Unreadable', path: 'proofs.jsonl' });
    told.add('');
    return;
  }
  const seal = check.seals.get(proof.seal);
  if (!seal?.isBelieved) {
    check.unproven.add(proof.case);
    if (!seal && check.areSealsWhole) {
      check.areSealsWhole = false;
      addBrokenSeal(check, proof.seal, 'Missing');
    }
    return;
  }
  const isChanged = proof.tree === 'changed';
  const leaf = utf8.encode(`{"case":${quote(proof.case)},"hash":"${proof.hash}","seq":${proof.seq}}`);
  if (await leadsToRoot(isChanged ? seal.changedRoot : seal.root, leaf, proof.index, isChanged ? seal.changed : seal.cases, proof.path)) {
    if (!check.witnesses.has(proof.case)) check.witnesses.set(proof.case, []);
    check.witnesses.get(proof.case).push({ seal, seq: proof.seq, hash: proof.hash, isChanged });
  } else if (!told.has(proof.case)) {
    told.add(proof.case);
    check.unproven.add(proof.case);
    check.findings.push({ code: 'ProofBroken', case: numbers.get(proof.case), seal: seal.number, at: seal.at, path: 'proofs.jsonl' });
  }
}

const casePath = number => `cases/${number}.jsonl`;

async function readCase(check, bytes) {
  const read = [];
  for (const line of linesOf(bytes)) {
    if (read.length === mostEvents) return null;
    read.push(readLine(line, read.length));
  }
  return Promise.all(read);
}

async function checkCase(check, head) {
  const path = casePath(head.number);
  if (!check.listed.has(path)) {
    check.findings.push({ code: 'FileMissing', case: head.number, path });
    return;
  }
  const bytes = await readListed(check, path);
  if (!bytes) return;
  const lines = await readCase(check, bytes);
  if (!lines) {
    check.findings.push({ code: 'Unreadable', reason: 'TooLarge', case: head.number, path });
    return;
  }
  const witnesses = check.witnesses.get(head.case) ?? [];
  const { findings, found } = walkCase(head, check.signedWith !== null, lines, witnesses);
  check.findings.push(...findings);
  const named = new Set();
  for (const line of lines) {
    if (line.document && !named.has(line.document.id)) {
      named.add(line.document.id);
      check.documents.push({ head, seq: line.seq, ...line.document });
    }
  }
  const before = findings.reduce((first, finding) => Math.min(first, finding.seq), Infinity);
  let shown = 0;
  for (const witness of [...witnesses].sort((one, other) => one.seal.number - other.seal.number)) {
    if (witness.seq >= before || witness.seq <= shown) continue;
    check.statements.push({ code: 'SealedSince', case: head.number, seq: shown + 1, to: witness.seq, seal: witness.seal.number, at: witness.seal.at, key: witness.seal.key });
    shown = witness.seq;
  }
  if (findings.length === 0) newerThanSeals(check, head, found, shown);
}

function newerThanSeals(check, head, found, shown) {
  if (check.areSealsWhole && check.areProofsWhole && check.seals.size > 1 && !check.unproven.has(head.case)) {
    const before = [...check.seals.values()][check.seals.size - 2];
    let last = head.seq;
    while (last > shown && (found.get(last)?.at ?? '~') > before.at) last--;
    if (last > shown) {
      check.findings.push({ code: 'NotSealed', case: head.number, seq: shown + 1, to: last, seal: before.number, at: before.at });
      return;
    }
  }
  if (shown < head.seq) check.statements.push({ code: shown === 0 ? 'NeverSealed' : 'AfterNewestSeal', case: head.number, seq: shown + 1, to: head.seq });
}
