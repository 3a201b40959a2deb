// Lines of a case's file: {"event":…,"hash":"…"}; what stands between is hashed as it is.
const mostLine = 16 * 1024 * 1024;
const headBytes = utf8.encode('{"event":');
const tailLength = 75;

function* linesOf(bytes) {
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
    yield bytes.subarray(from, end);
    from = end + 1;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}

function documentOf(data) {
  if (!isObject(data) || !isText(data.document) || !isHash(data.sha256)) return null;
  return { id: data.document, sha256: data.sha256 };
}

async function readLine(line, place) {
  const none = { place, stated: null, content: null, seq: 0, previous: null, caseId: null, at: null, document: null, event: null };
  if (line.length > mostLine || line.length <= headBytes.length + tailLength || !headBytes.every((byte, at) => line[at] === byte)) return none;
  const tail = /^,"hash":"([0-9a-f]{64})"\}$/.exec(new TextDecoder('latin1').decode(line.subarray(line.length - tailLength)));
  if (!tail) return none;
  const slice = line.subarray(headBytes.length, line.length - tailLength);
  const event = parseJson(slice);
  if (!isObject(event) || !isNumber(event.seq) || !isHash(event.previousHash) || !isText(event.caseId) || !isInstant(event.at)) return { ...none, stated: tail[1] };
  return {
    place, stated: tail[1], content: await sha256(slice), seq: event.seq, previous: event.previousHash, caseId: event.caseId, at: event.at,
    document: documentOf(event.data), event,
  };
}

// A case's lines by what they hold, state and claim. A line is put at one place and then found no more.
function lineIndex(lines) {
  const [byContent, byStated, byClaim, places] = [new Map(), new Map(), new Map(), new Array(lines.length).fill(null)];
  const put = (map, key, line) => map.has(key) ? map.get(key).push(line) : map.set(key, [line]);
  for (const line of lines) {
    if (line.stated !== null) put(byStated, line.stated, line);
    if (line.content === null) continue;
    put(byContent, line.content, line);
    if (line.seq >= 1) put(byClaim, line.seq, line);
  }
  const isConsistent = line => line.content !== null && line.content === line.stated;
  const left = found => (found ?? []).find(line => places[line.place] === null) ?? null;
  const index = {
    isConsistent,
    claims: () => [...byClaim.keys()],
    largestClaim: () => [...byClaim].reduce((largest, [seq, claims]) => seq > largest && claims.some(isConsistent) ? seq : largest, 0),
    hasContent: (hash, seq) => (byContent.get(hash) ?? []).some(line => line.seq === seq),
    takeContent: hash => left(byContent.get(hash)),
    takeStated: hash => left(byStated.get(hash)),
    takeClaim: (seq, onlyConsistent) => left((byClaim.get(seq) ?? []).filter(line => !onlyConsistent || isConsistent(line))),
    isPlausible: (hash, seq) => index.hasContent(hash, seq) || (byStated.get(hash) ?? []).some(line => line.content === null || line.seq === seq),
    putAt: (line, seq) => { places[line.place] = seq; },
    placeOf: line => places[line.place],
    numbersAfter(end) {
      const after = new Array(places.length);
      for (let at = places.length - 1; at >= 0; at--) {
        after[at] = end;
        end = places[at] ?? end;
      }
      return after;
    },
  };
  return index;
}
