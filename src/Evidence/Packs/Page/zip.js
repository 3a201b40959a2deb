// Reads a ZIP that may come from anywhere (APPNOTE 6.3.10 §4.3). A source has a size and gives the bytes of a range.
const mostEntries = 2000000;
const mostInMemory = 1500000000;

function bytesSource(bytes) {
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

function fileSource(file) {
  return { size: file.size, read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()) };
}

function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// A 64-bit number; what no file is as long as becomes larger than any.
function long(view, at) {
  return view.getUint32(at + 4, true) * 4294967296 + view.getUint32(at, true);
}

async function findDirectory(source) {
  const from = Math.max(0, source.size - 65557);
  const end = await source.read(from, source.size);
  const view = viewOf(end);
  for (let at = end.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    let [count, size, start] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
      const locator = from + at - 20;
      if (locator < 0) return null;
      const pointer = viewOf(await source.read(locator, locator + 20));
      if (pointer.getUint32(0, true) !== 0x07064b50) return null;
      const place = long(pointer, 8);
      if (place + 56 > source.size) return null;
      const large = viewOf(await source.read(place, place + 56));
      if (large.getUint32(0, true) !== 0x06064b50) return null;
      [count, size, start] = [long(large, 32), long(large, 40), long(large, 48)];
    }
    return start + size <= source.size && count <= mostEntries ? { count, size, start } : null;
  }
  return null;
}

function entryAt(view, bytes, at) {
  const [nameLength, extraLength, commentLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
  const entry = {
    flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true),
    packed: view.getUint32(at + 20, true), start: view.getUint32(at + 42, true),
    path: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    next: at + 46 + nameLength + extraLength + commentLength,
  };
  const isLong = view.getUint32(at + 24, true) === 0xffffffff;
  for (let extra = at + 46 + nameLength, end = extra + extraLength; extra + 4 <= end;) {
    const length = view.getUint16(extra + 2, true);
    if (view.getUint16(extra, true) === 1) {
      let field = extra + 4 + (isLong ? 8 : 0);
      if (entry.packed === 0xffffffff) {
        entry.packed = long(view, field);
        field += 8;
      }
      if (entry.start === 0xffffffff) entry.start = long(view, field);
    }
    extra += 4 + length;
  }
  return entry;
}

async function openZip(source) {
  try {
    const directory = await findDirectory(source);
    if (!directory) return null;
    const bytes = await source.read(directory.start, directory.start + directory.size);
    const [view, entries, twice] = [viewOf(bytes), new Map(), new Set()];
    for (let at = 0, left = directory.count; left > 0; left--) {
      if (view.getUint32(at, true) !== 0x02014b50) return null;
      const entry = entryAt(view, bytes, at);
      if (entries.has(entry.path)) twice.add(entry.path);
      else entries.set(entry.path, entry);
      at = entry.next;
    }
    return { source, entries, twice: [...twice].sort() };
  } catch {
    return null;
  }
}

async function inflate(packed, most) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

// A whole file; null when it is not there, cannot be unpacked or is longer than it may be.
async function readFile(zip, path, most) {
  const entry = zip.entries.get(path);
  if (!entry || (entry.flags & 1) !== 0 || entry.packed > mostInMemory) return null;
  try {
    const local = viewOf(await zip.source.read(entry.start, entry.start + 30));
    if (local.getUint32(0, true) !== 0x04034b50) return null;
    const start = entry.start + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    if (start + entry.packed > zip.source.size) return null;
    const packed = await zip.source.read(start, start + entry.packed);
    if (entry.method === 8) return await inflate(packed, Math.min(most, mostInMemory));
    return entry.method === 0 && packed.length <= most ? packed : null;
  } catch {
    return null;
  }
}
