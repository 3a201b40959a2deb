// Keeps the badges of an open page right. Asks every twenty seconds with the tag of the answer before, not while nobody looks, and less often while the server does not answer.
// A page says where to ask and what to say when there is more to do than before: <div data-live-counts="/inbox/counts?…" data-risen="… {0} … {1}">.
const place = document.querySelector("[data-live-counts]");
const often = 20_000, seldom = 300_000;
let wait = often, timer, tag, last;

function shown(count) {
  return count > 99 ? "99+" : String(count);
}

function write(counts) {
  const values = { mine: counts.mine, available: counts.available, all: counts.all, "needs-attention": counts.needsAttention + counts.failed, mentions: counts.mentions };
  for (const badge of document.querySelectorAll("[data-count]")) {
    const value = values[badge.dataset.count];
    if (value !== undefined) {
      (badge.querySelector("bdi") ?? badge).textContent = shown(value);
      badge.hidden = value === 0 && badge.closest(".cw-nav") !== null;
    }
  }
  if (last && (counts.mine > last.mine || counts.available > last.available)) {
    place.textContent = place.dataset.risen.replace("{0}", shown(counts.mine)).replace("{1}", shown(counts.available));
  }
  last = counts;
}

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const answer = await fetch(place.dataset.liveCounts, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store", redirect: "error" });
    if (answer.status === 401 || answer.status === 403) return; // signed out, or no role left: the next click says so
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      write(await answer.json());
    } else if (answer.status !== 304) {
      throw new Error(String(answer.status));
    }
    wait = often;
  } catch {
    wait = Math.min(wait * 2, seldom);
  }
  timer = setTimeout(ask, wait * (0.9 + Math.random() * 0.2)); // so that a hundred pages opened at eight do not ask at once all day
}

if (place) {
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); else clearTimeout(timer); });
  ask();
}
