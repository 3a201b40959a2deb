// Hashes, signatures, Merkle proofs, keys and seals: what src/Evidence/Sealing does in the product.
const genesis = '0'.repeat(64);
const mostNumber = Number.MAX_SAFE_INTEGER;
const utf8 = new TextEncoder();

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const isText = value => typeof value === 'string' && value.isWellFormed();
const isHash = value => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isInstant = value => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/.test(value);
const isNumber = value => Number.isInteger(value) && value >= 0 && value <= mostNumber;
const ordinal = (one, other) => one < other ? -1 : one > other ? 1 : 0;

function hex(bytes) {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

function unhex(text) {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

function unbase64(text) {
  try {
    return typeof text === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Uint8Array.from(atob(text), character => character.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

async function digest(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

async function sha256(bytes) {
  return hex(await digest(bytes));
}

// JSON as it may come from anywhere; undefined for what is none.
function parseJson(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function join(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function verifySignature(spki, content, signature) {
  const bytes = unbase64(signature);
  if (!spki || !bytes || bytes.length !== 64 || signature.length !== 88) return false;
  try {
    const key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, content);
  } catch {
    return false;
  }
}

// RFC 9162 §2.1.3.2.
async function leadsToRoot(root, leaf, index, count, path) {
  if (index >= count) return false;
  let [at, last, hash] = [BigInt(index), BigInt(count) - 1n, await digest(join([0], leaf))];
  for (const step of path) {
    if (last === 0n) return false;
    const sibling = unhex(step);
    if ((at & 1n) === 1n || at === last) {
      hash = await digest(join([1], sibling, hash));
      for (; (at & 1n) === 0n && at !== 0n; at >>= 1n) last >>= 1n;
    } else {
      hash = await digest(join([1], hash, sibling));
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && hex(hash) === root;
}

// The texts of canonical JSON differ from the platform's only where half a surrogate pair stands, and such texts are refused.
function quote(text) {
  return JSON.stringify(text);
}

function readKey(json) {
  if (!isObject(json) || !isHash(json.id) || !isText(json.publicKey) || !isInstant(json.from)) return null;
  return {
    id: json.id, publicKey: json.publicKey, from: json.from, until: isInstant(json.until) ? json.until : null,
    endorsedBy: isHash(json.endorsedBy) ? json.endorsedBy : null, endorsement: isText(json.endorsement) ? json.endorsement : null,
  };
}

async function follows(before, key) {
  if (!before) return key.endorsedBy === null;
  const endorsed = `{"endorsedBy":${quote(key.endorsedBy)},"from":${quote(key.from)},"id":${quote(key.id)},"publicKey":${quote(key.publicKey)}}`;
  return key.endorsedBy === before.id && before.until === key.from && before.from < key.from && await verifySignature(unbase64(before.publicKey), utf8.encode(endorsed), key.endorsement);
}

async function keyChain(keys) {
  const chain = { keys, byId: new Map(), places: new Map(), firstUnendorsed: null };
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at];
    const spki = unbase64(key.publicKey);
    const isNew = !chain.places.has(key.id);
    if (isNew) chain.places.set(key.id, at);
    const isItself = isNew && spki !== null && await sha256(spki) === key.id;
    if (isItself) chain.byId.set(key.id, { ...key, spki });
    if (!chain.firstUnendorsed && !(isItself && await follows(keys[at - 1], key))) chain.firstUnendorsed = key;
  }
  return chain;
}

const isEndorsed = (chain, id) => chain.byId.has(id) && (!chain.firstUnendorsed || chain.places.get(id) < chain.places.get(chain.firstUnendorsed.id));
const comesFrom = (chain, id, trusted) => isEndorsed(chain, id) && isEndorsed(chain, trusted) && chain.places.get(trusted) <= chain.places.get(id);
const isInUse = (key, at) => key.from <= at && (key.until === null || at < key.until);

// A line is signed as it stands without its signature member, which stands in it once.
function readSeal(line) {
  const json = parseJson(line);
  if (!isObject(json) || !isNumber(json.number) || json.number < 1 || !isText(json.association) || !isInstant(json.at) || !isNumber(json.cases) || !isHash(json.root)
    || !isNumber(json.changed) || !isHash(json.changedRoot) || !isNumber(json.reads) || !isHash(json.readsHash) || !isHash(json.previous) || !isHash(json.key) || !isText(json.signature)) {
    return null;
  }
  const parts = new TextDecoder().decode(line).split(`,"signature":${quote(json.signature)}`);
  return parts.length === 2 ? { ...json, signed: utf8.encode(parts.join('')) } : null;
}

function sealChain(association, keys) {
  let [previous, at, number] = [genesis, '', 0];
  const chain = { broken: null };
  const signed = async seal => {
    const key = keys.byId.get(seal.key);
    return !key ? 'UnknownKey' : !isEndorsed(keys, key.id) ? 'KeyNotEndorsed'
      : !await verifySignature(key.spki, seal.signed, seal.signature) ? 'BadSignature'
      : !isInUse(key, seal.at) ? 'KeyOutsideItsTime' : null;
  };
  chain.add = async (seal, lineHash) => {
    const expected = number + 1;
    const signature = seal ? await signed(seal) : 'Unreadable';
    const fault = !seal ? 'Unreadable'
      : seal.number !== expected ? 'Missing'
      : seal.association !== association ? 'OtherAssociation'
      : signature ?? (seal.previous !== previous ? 'WrongPrevious' : seal.at < at ? 'BeforeThePrevious' : null);
    if (fault && !chain.broken) chain.broken = { number: expected, fault };
    if (seal) [previous, at] = [lineHash, seal.at];
    number = seal ? seal.number : expected;
    return seal !== null && signature === null && seal.association === association;
  };
  return chain;
}
