// The page around Studio: banners, dialogs, and what the bar says about saving. All words are in the page already; here they are shown and hidden.
const byId = id => document.getElementById(id);

let waitingForSignIn = null;
let unsaved = 0;
let failed = false;

export const page = {
  show(id) { const banner = byId(id); if (banner) banner.hidden = false; },
  hide(id) { const banner = byId(id); if (banner) banner.hidden = true; },

  loaded() { byId('loading').hidden = true; },

  /** Asks a question. Answers what was typed, or null when it was put aside. */
  ask(id) {
    const dialog = byId(id);
    const form = dialog.querySelector('form');
    return new Promise(resolve => {
      dialog.returnValue = 'no';
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes' ? Object.fromEntries(new FormData(form)) : null), { once: true });
      dialog.showModal();
    });
  },

  /** Resolves when somebody is signed in again or wants another try; one dialog, however many requests wait. */
  signInAgain() {
    return waitingForSignIn ??= new Promise(resolve => {
      const dialog = byId('session-dialog');
      const news = new BroadcastChannel('caseworkflows-session');
      news.onmessage = () => dialog.close();
      dialog.addEventListener('close', () => { news.close(); waitingForSignIn = null; resolve(); }, { once: true });
      dialog.showModal();
    });
  },

  saving() { unsaved++; say('saving'); },

  saved(definition) {
    unsaved--;
    failed = false;
    page.hide('conflict');
    if (unsaved === 0) say('saved');
    if (definition) describe(definition);
  },

  notSaved() { unsaved--; failed = true; say('failed'); },

  get hasUnsaved() { return unsaved > 0 || failed; },

  /** Why publishing was refused, in the server's words. */
  refused(reasons, checkAddress) {
    byId('refused-reasons').replaceChildren(...reasons.map(reason => Object.assign(document.createElement('li'), { textContent: reason })));
    const address = checkAddress ?? document.querySelector('#bar a[href$="/check"]')?.href;
    byId('refused-path').hidden = !address;
    if (address) byId('refused-path').href = address;
    page.show('refused');
  },

  /** Resolves when the reader closes that banner. */
  dismissed(id) {
    return new Promise(resolve => byId(id).querySelector('[data-act=dismiss]').addEventListener('click', () => resolve(), { once: true }));
  },

  /** Leaves without asking: everything is stored. */
  reload() { failed = false; unsaved = 0; location.reload(); },
};

function say(state) {
  for (const word of document.querySelectorAll('[data-save]')) word.hidden = word.dataset.save !== state;
}

function describe({ name, version, isPublished }) {
  if (!byId('bar')) return;
  byId('procedure-name').textContent = name;
  byId('procedure-version').textContent = version;
  byId('state-published').hidden = !isPublished;
  byId('state-draft').hidden = isPublished;
}

addEventListener('beforeunload', event => { if (page.hasUnsaved) event.preventDefault(); });

document.addEventListener('click', event => {
  const act = event.target.closest?.('[data-act]')?.dataset.act;
  if (act === 'reload') location.reload();
  if (act === 'dismiss') event.target.closest('.cw-banner').hidden = true;
});
