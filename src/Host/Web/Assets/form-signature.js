// Signing with a finger, a pen or the mouse. Whoever cannot types the name instead, which is always there.
import SignaturePad from './signature_pad.min.js';

// Strokes as the server takes them: M and L and whole numbers on a sheet of the canvas's own size.
const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));

for (const box of document.querySelectorAll('[data-signature]')) {
  const canvas = box.querySelector('canvas');
  const path = box.querySelector('input[name$=".path"]');
  const { width, height } = canvas;
  box.querySelector('.cw-pad').hidden = false;
  const pad = new SignaturePad(canvas, { penColor: '#10244d', minWidth: 1.2, maxWidth: 2.6 });

  // The canvas is drawn smaller on narrow screens, and the pad measures in pixels of the screen.
  const scale = () => ({ x: width / canvas.clientWidth, y: height / canvas.clientHeight });

  function fit() {
    const strokes = path.value;
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = canvas.clientHeight * ratio;
    canvas.getContext('2d').scale(ratio, ratio);
    pad.clear();
    if (strokes) {
      const { x, y } = scale();
      pad.fromData(strokes.slice(1).split('M').map((stroke) => ({
        penColor: '#10244d', minWidth: 1.2, maxWidth: 2.6, dotSize: 0, velocityFilterWeight: 0.7, compositeOperation: 'source-over',
        points: stroke.split('L').map((point, at) => {
          const [left, top] = point.split(' ').map(Number);
          return { x: left / x, y: top / y, time: at * 20, pressure: 0.5 };
        }),
      })));
    }
  }

  pad.addEventListener('endStroke', () => {
    const { x, y } = scale();
    path.value = pad.toData().map(({ points }) => `M${points.map((point) => `${within(point.x * x, width)} ${within(point.y * y, height)}`).join('L')}`).join('');
    path.dispatchEvent(new Event('input', { bubbles: true }));
  });
  box.querySelector('[data-clear]').addEventListener('click', () => {
    pad.clear();
    path.value = '';
    path.dispatchEvent(new Event('input', { bubbles: true }));
  });
  window.addEventListener('resize', fit);
  fit();
}
