// Hides questions whose condition does not hold. The server decides all the same: what it does not ask it drops, so nothing here can change an answer.
const form = document.getElementById('task-form');
const fields = [...(form?.querySelectorAll('[data-when]') ?? [])].map((box) => ({ box, conditions: JSON.parse(box.dataset.when) }));

const hidden = (key) => form.querySelector(`[data-field="${CSS.escape(key)}"]`)?.hidden ?? false;

// What is answered to a question by now; a question that is not asked has no answer.
function answersTo(key) {
  if (hidden(key)) return [];
  const found = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '' && (name === `data.${key}` || name.startsWith(`data.${key}[`) || name.startsWith(`data.${key}.`))) found.push(value.trim());
  }
  return found;
}

const latin = (text) => text.replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660).replace(/[\u06F0-\u06F9]/g, (digit) => digit.charCodeAt(0) - 0x6F0);
const same = (one, other) => one === other || (latin(other) !== '' && Number(one) === Number(latin(other)));

function holds({ field, values, answered }) {
  const answers = answersTo(field);
  return values ? answers.some((answer) => values.some((value) => same(value, answer))) : (answers.length > 0) === answered;
}

function apply() {
  // From top to bottom, as conditions only look back.
  for (const { box, conditions } of fields) box.hidden = !conditions.every(holds);
}

form?.addEventListener('input', apply);
form?.addEventListener('change', apply);
apply();
