// Tables of rows: the button adds a row at once, and sums follow what is typed. Without this module the button asks the server for rows.
const number = (text) => {
  const plain = text.replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660).replace(/[\u06F0-\u06F9]/g, (digit) => digit.charCodeAt(0) - 0x6F0)
    .replace(/\u066B/g, '.').replace(/[\u066C,\s]/g, '');
  return plain === '' || Number.isNaN(Number(plain)) ? 0 : Number(plain);
};

for (const box of document.querySelectorAll('[data-rows]')) {
  const table = box.dataset.rows;
  const body = box.querySelector('tbody');
  const button = box.querySelector('button[name="do"]');

  const sum = () => {
    for (const total of box.querySelectorAll('[data-total]')) {
      const cells = box.querySelectorAll(`[name$="].${CSS.escape(total.dataset.total)}"]`);
      const value = [...cells].reduce((all, cell) => all + number(cell.value), 0);
      total.querySelector('bdi[dir]').textContent = value.toLocaleString('en-US', { maximumFractionDigits: 2 });
    }
  };

  button?.addEventListener('click', (event) => {
    event.preventDefault();
    const last = body.lastElementChild;
    const next = body.children.length;
    const row = last.cloneNode(true);
    for (const message of row.querySelectorAll('.cw-wrong, .cw-doubt')) message.remove();
    for (const cell of row.querySelectorAll('[name]')) {
      cell.name = cell.name.replace(/\[\d+\]/, `[${next}]`);
      cell.id = cell.id.replace(/-\d+-/, `-${next}-`);
      cell.removeAttribute('aria-invalid');
      cell.removeAttribute('aria-describedby');
      const label = cell.getAttribute('aria-label');
      if (label) cell.setAttribute('aria-label', label.replace(/\d+/, next + 1));
      if (cell.tagName === 'SELECT') cell.selectedIndex = 0;
      else cell.value = '';
    }
    body.append(row);
    row.querySelector('[name]').focus();
    if (next + 1 >= Number(box.dataset.most)) button.hidden = true;
  });

  box.addEventListener('input', sum);
}
