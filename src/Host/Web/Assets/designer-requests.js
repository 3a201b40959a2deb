// Every request Studio sends to the API passes here. It is sent unchanged, but not lost: a dropped connection and an ended session are waited out, and
// publishing is asked a reason for. Studio gives up on a request after a while; what was to be saved is then sent without it, and the page loaded anew.
import { page } from './designer-page.js';

const api = `${location.origin}/elsa/api/`;
const plain = window.fetch.bind(window);
const conflicts = new Set(['changed-by-another', 'changed-meanwhile']);
const definitions = /\/workflow-definitions\/?$/;

let newest = 0;

export function watchRequests() {
  window.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (!url.href.startsWith(api) || input instanceof Request) return plain(input, init);
    const body = init.method?.toUpperCase() === 'POST' && definitions.test(url.pathname) ? read(init.body) : null;
    return body ? save(url, init, body) : insist(url, init);
  };
}

/** Sends until there is an answer other than "sign in". */
export async function insist(url, init, stillWanted = () => true) {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const answer = await plain(url, init);
      page.hide('offline');
      if (answer.status !== 401) return answer;
      await page.signInAgain();
    } catch (error) {
      if (error.name === 'AbortError' || !stillWanted()) throw error;
      page.show('offline');
      await connectionOr(wait);
    }
  }
}

async function save(url, init, body) {
  const mine = ++newest;
  const { signal, ...lasting } = init;
  page.saving();
  const work = (async () => {
    const asked = body.publish === true ? await page.ask('publish-dialog') : undefined;
    if (asked) lasting.headers = withReason(lasting.headers, asked);
    const answer = await insist(url, lasting, () => mine === newest);
    await note(answer.clone(), body.publish === true, asked === null);
    return answer;
  })();
  work.then(() => { if (signal?.aborted && mine === newest) page.reload(); }, () => page.notSaved());
  return signal ? Promise.race([work, given(signal)]) : work;
}

async function note(answer, publishing, cancelled) {
  const text = await answer.text();
  const said = parse(text) ?? {};
  if (answer.ok) {
    page.hide('refused');
    page.saved(said.workflowDefinition);
    return;
  }
  const reasons = Object.values(said.errors ?? {}).flat().map(String);
  if (conflicts.has(said.code)) {
    page.notSaved();
    page.show('conflict');
  } else if (publishing) {
    // Refused or put aside, the draft itself is stored.
    page.saved();
    if (cancelled) page.show('publish-cancelled');
    else page.refused(reasons);
  } else {
    page.notSaved();
  }
}

/** Headers carry ASCII only. */
export function withReason(headers, { reason, session }) {
  const all = new Headers(headers);
  all.set('X-Publish-Reason', encodeURIComponent(reason));
  if (session) all.set('X-Board-Session', encodeURIComponent(session));
  return all;
}

function read(body) {
  if (typeof body === 'string') return parse(body);
  if (ArrayBuffer.isView(body) || body instanceof ArrayBuffer) return parse(new TextDecoder().decode(body));
  return null;
}

export function parse(text) {
  try { return JSON.parse(text); } catch { return null; }
}

function connectionOr(milliseconds) {
  return new Promise(resolve => {
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done, { once: true });
    function done() { clearTimeout(timer); removeEventListener('online', done); resolve(); }
  });
}

function given(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
