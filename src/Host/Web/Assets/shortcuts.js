// Keys that move through a list of rows ([data-row], with a link [data-row-link]). They are told by their place on the keyboard, so that J is J on an Arabic one too. They are
// off while somebody types, with Ctrl, Alt or Meta, behind an open dialog, and altogether when switched off in the panel (WCAG 2.1.4).
const setting = "shortcuts";
const panel = document.getElementById("shortcuts");
const opener = document.getElementById("shortcuts-open");
const switched = document.getElementById("shortcuts-on");
let went = -Infinity;

const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.activeElement?.closest("[data-row]") ?? null;

function remembered() {
  try { return localStorage.getItem(setting) !== "off"; } catch { return true; }
}

function remember(on) {
  try { localStorage.setItem(setting, on ? "on" : "off"); } catch { /* then it holds for this page */ }
}

function move(by) {
  const all = rows(), at = all.indexOf(current());
  const row = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(Math.max(at + by, 0), all.length - 1)];
  row?.querySelector("[data-row-link]")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

const press = name => current()?.querySelector(`button[name="${name}"]`)?.click();

const acts = {
  KeyJ: () => move(1),
  KeyK: () => move(-1),
  KeyC: () => press("claim"),
  KeyR: () => press("release"),
  KeyX: () => current()?.querySelector('input[type="checkbox"]')?.click(),
  Slash: () => {
    const field = document.querySelector('[data-shortcut="filter"]');
    if (field) {
      field.closest("details")?.setAttribute("open", "");
      field.focus();
      field.select();
    }
  },
};

const goes = { KeyI: "/inbox", KeyC: "/cases" };

function isTyping(target) {
  return target instanceof Element && (target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null);
}

document.addEventListener("keydown", event => {
  if (!switched.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat && event.code !== "KeyJ" && event.code !== "KeyK") return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?" || event.key === "؟") {
    event.preventDefault();
    panel.showModal();
    return;
  }
  if (event.shiftKey) return;
  if (event.timeStamp - went < 1000 && goes[event.code]) {
    event.preventDefault();
    location.assign(goes[event.code]);
    return;
  }
  went = event.code === "KeyG" ? event.timeStamp : -Infinity;
  if (acts[event.code]) {
    event.preventDefault();
    acts[event.code]();
  }
});

if (panel && opener && switched) {
  switched.checked = remembered();
  switched.addEventListener("change", () => remember(switched.checked));
  opener.hidden = false;
  opener.addEventListener("click", () => panel.showModal());
}
