// What stands on Studio's canvas, as one sees it: X6 draws with SVG and says little about it, so lines are told by where they begin and end.
(() => {
  const middle = r => ({ x: r.x + r.width / 2, y: r.y + r.height / 2 });
  const ports = () => [...document.querySelectorAll('.x6-node [port]')].map(e => ({ activity: e.closest('.x6-node').dataset.cellId, port: e.getAttribute('port'), ...middle(e.getBoundingClientRect()) }));
  window.canvas = {
    activities: () => [...document.querySelectorAll('.x6-node')].map(node => node.dataset.cellId),
    port: (activity, port) => ports().find(p => p.activity === activity && p.port === port) ?? null,
    lines() {
      const all = ports();
      return [...document.querySelectorAll('.x6-edge')].map(edge => {
        const path = edge.querySelectorAll('path')[1], matrix = path.getScreenCTM(), length = path.getTotalLength();
        const at = share => { const p = path.getPointAtLength(length * share); return { x: matrix.a * p.x + matrix.e, y: matrix.d * p.y + matrix.f }; };
        const nearest = p => all.reduce((best, q) => Math.hypot(q.x - p.x, q.y - p.y) < Math.hypot(best.x - p.x, best.y - p.y) ? q : best);
        const [from, to, half] = [nearest(at(0)), nearest(at(1)), at(0.5)];
        return { from: from.activity, port: from.port, to: to.activity, x: half.x, y: half.y };
      });
    },
    buttonIn: (left, right) => [...document.querySelectorAll('.cw-studio button')].findIndex(b => { const r = b.getBoundingClientRect(); const g = document.querySelector('.x6-graph').getBoundingClientRect(); return r.y < g.y && r.y > g.y - 80 && r.x >= g.x + left && r.x < g.x + right; }),
  };
})();
