// Every request Studio sends to the API passes here. It is sent unchanged, but not lost: a dropped connection and an ended session are waited out, and
// publishing is asked a reason for. Studio gives up on a request after a while; what was to be saved is then sent without it, and the page loaded anew.
import { page } from './designer-page.js';

const api = `${location.origin}/elsa/api/`;
const plain = window.fetch.bind(window);
const conflicts = new Set(['changed-by-another', 'changed-meanwhile']);
const publications = /\/workflow-definitions\/([^/]+)\/publish\/?$|\/bulk-actions\/publish\//;
const definitions = /\/workflow-definitions\/?$/;

let newest = 0;

export function watchRequests({ association }) {
  window.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (!url.href.startsWith(api) || input instanceof Request) return plain(input, init);
    const posted = init.method?.toUpperCase() === 'POST';
    const publication = posted && publications.exec(url.pathname);
    if (publication) return publish(url, init, publication[1] && `/studio/${association}/procedures/${publication[1]}/check`);
    const body = posted && definitions.test(url.pathname) ? read(init.body) : null;
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

// From the list. It cannot show a refusal, and would call a request without an answer of its own making a success: so it gets none, and the page begins anew.
async function publish(url, init, checkAddress) {
  const asked = await page.ask('publish-dialog');
  if (asked) {
    const answer = await insist(url, { ...init, headers: withReason(init.headers, asked) });
    if (answer.ok) return answer;
    page.refused(reasonsIn(parse(await answer.text()) ?? {}), checkAddress);
    await page.dismissed('refused');
  } else {
    page.show('publish-cancelled');
    await page.dismissed('publish-cancelled');
  }
  location.reload();
  return new Promise(() => {});
}

async function note(answer, publishing, cancelled) {
  const text = await answer.text();
  const said = parse(text) ?? {};
  if (answer.ok) {
    page.hide('refused');
    page.saved(said.workflowDefinition);
    return;
  }
  if (conflicts.has(said.code)) {
    page.notSaved();
    page.show('conflict');
  } else if (publishing) {
    // Refused or put aside, the draft itself is stored.
    page.saved();
    if (cancelled) page.show('publish-cancelled');
    else page.refused(reasonsIn(said));
  } else {
    page.notSaved();
  }
}

/** What the server has to say, one text to a reason. */
export const reasonsIn = said => Object.values(said.errors ?? { detail: [said.detail ?? said.title ?? ''] }).flat().map(String);

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
