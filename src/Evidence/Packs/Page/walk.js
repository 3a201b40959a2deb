// Walks one case's lines from the known end back to the first event, as CaseWalk does in the product; there stands why.
const codes = ['Changed', 'Dropped', 'Inserted', 'Reordered', 'CutOff', 'NotAsSealed', 'NotSealed', 'OtherCase', 'DocumentReplaced', 'DocumentMissing', 'Unreadable', 'KeySwapped',
  'ManifestSignature', 'SealBroken', 'SealNotAsKept', 'ProofBroken', 'FileMissing', 'FileChanged', 'FileAdded'];
const isOfEvent = finding => codes.indexOf(finding.code) < codes.indexOf('Unreadable');
const mostOfCase = 100;

function inOrder(findings) {
  const nothingFirst = (one, other) => one == null ? other == null ? 0 : -1 : other == null ? 1 : ordinal(one, other);
  return [...findings].sort((one, other) => isOfEvent(other) - isOfEvent(one)
    || (isOfEvent(one) && isOfEvent(other) ? nothingFirst(one.case, other.case) || nothingFirst(one.seq, other.seq) : 0)
    || codes.indexOf(one.code) - codes.indexOf(other.code)
    || nothingFirst(one.seal, other.seal) || nothingFirst(one.case, other.case) || nothingFirst(one.path, other.path));
}

function walkCase(head, isHeadSigned, lines, witnesses) {
  const [index, found, missing, findings, changed] = [lineIndex(lines), new Map(), [], [], new Set()];
  const add = (code, seq, more) => findings.push({ code, case: head.number, seq, ...more });
  const change = seq => {
    if (!changed.has(seq)) {
      changed.add(seq);
      add('Changed', seq);
    }
  };
  const put = (seq, line, isChanged) => {
    index.putAt(line, seq);
    if (isChanged) change(seq);
    else found.set(seq, line);
  };
  const miss = (from, to) => {
    const above = missing[missing.length - 1];
    if (above && above.from === to + 1) above.from = from;
    else missing.push({ from, to });
  };

  const step = (seq, known) => {
    for (const hash of known) {
      const original = hash !== null ? index.takeContent(hash) : null;
      if (!original) continue;
      if (known[0] !== null && original.content !== known[0] && found.has(seq + 1)) change(seq + 1);
      put(seq, original, original.stated !== original.content || original.seq !== seq || (known[1] !== null && original.content !== known[1]));
      return original.previous;
    }
    const isAnybodys = known.every(hash => hash === null);
    const stated = known.find(hash => hash !== null && index.takeStated(hash));
    const line = isAnybodys ? index.takeClaim(seq, true) ?? index.takeClaim(seq) : stated ? index.takeStated(stated) : index.takeClaim(seq);
    if (!line) return null;
    const isTaken = isAnybodys && index.isConsistent(line);
    put(seq, line, !isTaken);
    return isTaken || (line.previous !== null && index.isPlausible(line.previous, seq - 1)) ? line.previous : null;
  };

  const walk = () => {
    const sealedAt = new Map();
    for (const witness of witnesses) if (!sealedAt.has(witness.seq)) sealedAt.set(witness.seq, witness.hash);
    const isHeadKnown = isHeadSigned || index.hasContent(head.hash, head.seq);
    const top = Math.max(isHeadKnown ? head.seq : index.largestClaim(), ...(witnesses.length > 0 ? [witnesses[witnesses.length - 1].seq] : [0]));
    const stops = [...new Set([...index.claims(), ...sealedAt.keys()])].filter(seq => seq <= top).sort((one, other) => one - other);
    let expected = null;
    for (let seq = top; seq >= 1;) {
      expected = step(seq, [expected, isHeadKnown && seq === head.seq ? head.hash : null, sealedAt.get(seq) ?? null]);
      let next = seq - 1;
      if (expected === null && !found.has(seq) && !changed.has(seq)) {
        while (stops.length > 0 && stops[stops.length - 1] >= seq) stops.pop();
        next = stops.length > 0 ? stops[stops.length - 1] : 0;
        miss(next + 1, seq);
      }
      seq = next;
    }
    return top;
  };

  const place = top => {
    const highs = index.numbersAfter(top + 1);
    let low = 0;
    for (const line of lines) {
      if (index.placeOf(line) !== null) {
        low = index.placeOf(line);
        continue;
      }
      const gap = missing.findLastIndex(range => range.from < highs[line.place] && range.to > low);
      if (gap < 0) {
        add('Inserted', line.content === null ? line.place + 1 : line.seq);
        continue;
      }
      const { from, to } = missing[gap];
      const seq = Math.max(from, low + 1);
      missing.splice(gap, 1, ...(seq < to ? [{ from: seq + 1, to }] : []), ...(from < seq ? [{ from, to: seq - 1 }] : []));
      put(seq, line, true);
      low = seq;
    }
  };

  const checkOrder = () => {
    const places = lines.map(index.placeOf).filter(seq => seq !== null);
    const ordered = [...places].sort((one, other) => one - other);
    const first = places.findIndex((seq, at) => seq !== ordered[at]);
    if (first >= 0) add('Reordered', ordered[first], { to: ordered[places.findLastIndex((seq, at) => seq !== ordered[at])] });
  };

  const checkBeginning = () => {
    if (found.has(1) && found.get(1).previous !== genesis) change(1);
    let stranger = 0;
    for (const [seq, line] of found) if (line.caseId !== head.case && (stranger === 0 || seq < stranger)) stranger = seq;
    if (stranger > 0) add('OtherCase', stranger);
  };

  const checkSeals = () => {
    let holds = 0;
    for (const witness of witnesses) {
      if (!found.has(witness.seq)) continue;
      if (found.get(witness.seq).content !== witness.hash) {
        add('NotAsSealed', holds + 1, { to: witness.seq, seal: witness.seal.number, at: witness.seal.at });
        return;
      }
      holds = witness.seq;
    }
  };

  const top = walk();
  place(top);
  for (const { from, to } of missing) add(to === top ? 'CutOff' : 'Dropped', from, { to });
  checkOrder();
  checkBeginning();
  checkSeals();
  return { findings: inOrder(findings).slice(0, mostOfCase), found };
}
