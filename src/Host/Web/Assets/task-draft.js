// Saves while one types, a moment after the last key. What cannot be saved stays on the page and is said.
const form = document.getElementById('task-form');
const state = document.getElementById('draft-state');
const pause = 2500;
let timer, sending = false, again = false, stopped = false, changed = false;

const say = (text) => { state.textContent = text; };

async function save() {
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  changed = false;
  say(form.dataset.saving);
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') body.append(name, value);
  }
  body.set('do', 'draft');
  try {
    const answer = await fetch(location.pathname, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual' });
    if (answer.type === 'opaqueredirect' || answer.status === 401) {
      say(form.dataset.signedOut);
      changed = true;
    } else {
      const said = await answer.json();
      say(said.message);
      if (answer.ok) form.elements.draft.value = said.draft;
      else {
        changed = true;
        stopped = answer.status === 409 || answer.status === 403 || answer.status === 404;
      }
    }
  } catch {
    say(form.dataset.unsaved);
    changed = true;
  }
  sending = false;
  if (again && !stopped) {
    again = false;
    await save();
  }
}

form?.addEventListener('input', () => {
  changed = true;
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, pause);
});
form?.addEventListener('submit', () => {
  clearTimeout(timer);
  changed = false;
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && changed && !stopped) {
    clearTimeout(timer);
    save();
  }
});
window.addEventListener('beforeunload', (event) => {
  if (changed) event.preventDefault();
});
