// Studio believes it is the whole site: after "Run" and "Save as" it only rewrites the address. Those addresses lead to pages of ours.
export const leadTo = {
  definition(id) { location.assign(`/studio/workflows/definitions/${encodeURIComponent(id)}/edit`); },
  instance(id) { location.assign(`/studio/workflows/instances/${encodeURIComponent(id)}/view`); },
};

const forms = [
  [/\/workflows\/definitions\/([^/?#]+)\/edit/, leadTo.definition],
  [/\/workflows\/instances\/([^/?#]+)\/view/, leadTo.instance],
];

export function followNavigation() {
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, url) => {
    const address = String(url ?? '');
    for (const [form, lead] of forms) {
      const found = form.exec(address);
      if (found) {
        lead(decodeURIComponent(found[1]));
        return;
      }
    }
    push(state, unused, url);
  };
}
