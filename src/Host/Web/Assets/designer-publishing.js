// "Publish" in our own bar: the draft as it is stored, with the reason and the board's session, then the page anew.
import { page } from './designer-page.js';
import { insist, parse, reasonsIn, withReason } from './designer-requests.js';

export function offerPublishing({ association, definition }) {
  const button = document.getElementById('publish-button');
  if (!button) return;
  button.disabled = false;
  button.addEventListener('click', async () => {
    const asked = await page.ask('publish-dialog');
    if (!asked) return;
    button.disabled = true;
    const headers = withReason({ 'Content-Type': 'application/json', 'X-Tenant-Id': association }, asked);
    const answer = await insist(`/elsa/api/workflow-definitions/${encodeURIComponent(definition)}/publish`, { method: 'POST', headers, body: '{}' });
    if (answer.ok) {
      page.reload();
      return;
    }
    page.refused(reasonsIn(parse(await answer.text()) ?? {}));
    button.disabled = false;
  });
}
