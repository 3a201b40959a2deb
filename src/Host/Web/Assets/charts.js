// Draws what a table says, from the table itself, so that the two never differ. A bar or point leads where its number does.
const rtl = document.dir === 'rtl';

const rowsOf = table => [...table.tBodies[0].rows].map(row => ({
  name: row.cells[0].dataset.short ?? row.cells[0].textContent.trim(),
  values: [...row.cells].slice(1).map(cell => Number(cell.textContent.trim())),
  links: [...row.cells].slice(1).map(cell => cell.querySelector('a')?.href),
}));

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return { ink: style.getPropertyValue('--cw-ink'), line: style.getPropertyValue('--cw-line'), font: style.getPropertyValue('--cw-font') };
};

function options(kind, table) {
  const rows = rowsOf(table);
  const { ink, line, font } = colours();
  const text = { color: ink, fontFamily: font, fontSize: 13 };
  const names = { type: 'category', data: rows.map(row => row.name), axisLabel: text, axisLine: { lineStyle: { color: line } } };
  const counts = { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: line } } };
  const labels = [...(table.tHead?.rows[0]?.cells ?? [])].slice(1).map(cell => cell.textContent.trim());
  const common = { animation: !matchMedia('(prefers-reduced-motion: reduce)').matches, textStyle: text, tooltip: { trigger: 'axis', confine: true, textStyle: { fontFamily: font } } };
  return kind === 'lines'
    ? { ...common, legend: { textStyle: text }, grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
        xAxis: { ...names, inverse: rtl }, yAxis: { ...counts, position: rtl ? 'right' : 'left' },
        color: ['#2a8f8c', '#c98a1b'],
        series: labels.map((name, index) => ({ name, type: 'line', symbol: index ? 'diamond' : 'circle', symbolSize: 9, lineStyle: { width: 2, type: index ? 'dashed' : 'solid' }, data: rows.map(row => row.values[index]) })) }
    : { ...common, grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
        xAxis: { ...counts, inverse: rtl }, yAxis: { ...names, inverse: true, position: rtl ? 'right' : 'left' },
        series: [{ type: 'bar', barMaxWidth: 22, itemStyle: { color: '#2a8f8c' }, label: { show: true, position: rtl ? 'left' : 'right', color: ink, fontFamily: font }, data: rows.map(row => row.values[0]) }] };
}

function draw(place) {
  const table = document.getElementById(place.dataset.of);
  place.hidden = false;
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', place.closest('section')?.querySelector('h2')?.textContent ?? '');
  const chart = window.echarts.init(place, null, { renderer: 'canvas' });
  const update = () => chart.setOption(options(place.dataset.chart, table), true);
  update();
  chart.on('click', event => {
    const link = rowsOf(table)[event.dataIndex]?.links[event.seriesIndex];
    if (link) location.assign(link);
  });
  new ResizeObserver(() => chart.resize()).observe(place);
  new MutationObserver(update).observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
}

if (window.echarts) document.querySelectorAll('[data-chart]').forEach(draw);
