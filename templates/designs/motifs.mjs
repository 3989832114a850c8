/** What the starter designs are drawn from: hills, geese, plum blossom, waves. No chance involved. */

/** Inks in percent: cyan, magenta, yellow, black. */
export const INK = {
  green: [88, 38, 72, 38],
  greenMid: [70, 22, 55, 16],
  greenSoft: [38, 8, 28, 2],
  greenMist: [16, 2, 12, 0],
  vermilion: [10, 86, 88, 4],
  rose: [2, 46, 34, 0],
  blush: [0, 18, 12, 0],
  gold: [16, 34, 70, 6],
  paper: [1, 2, 5, 0],
  sand: [4, 6, 13, 0],
  bark: [50, 58, 60, 62],
  white: [0, 0, 0, 0],
};

/** A ridge line from x0 to x1 around `y`, filled down to `floor`. */
export function ridge(canvas, ink, { x0, x1, y, floor, height, phase, sharp = 0 }) {
  const segments = [['M', x0, floor]];
  for (let x = x0; x <= x1 + 0.5; x += 1) {
    const t = (x - x0) * 0.045 + phase;
    const wave =
      Math.sin(t) * 0.55 +
      Math.sin(t * 2.13 + phase * 1.7) * 0.28 +
      Math.sin(t * 4.7 + phase) * 0.1 * (1 + sharp);
    segments.push(['L', x, y - height * wave]);
  }
  segments.push(['L', x1, floor], ['Z']);
  canvas.fill(ink).path(segments);
}

/** A wild goose in flight, heading left, `size` mm across the wings. */
export function goose(canvas, ink, x, y, size) {
  const s = size / 20;
  const p = (points) => points.map((value, i) => (i % 2 === 0 ? x + value * s : y + value * s));
  canvas
    .fill(ink)
    .path([
      ['M', ...p([-9.5, 0.6])],
      ['C', ...p([-8.4, -0.3, -6.8, -0.5, -5.2, 0.1])],
      ['C', ...p([-3.6, -0.5, -2.4, -0.6, -1.2, -0.4])],
      ['C', ...p([0.2, -3.6, 3.6, -6.6, 8.6, -8])],
      ['C', ...p([7, -5.2, 5.2, -2.4, 3, -0.2])],
      ['C', ...p([5, 0.2, 6.6, 0.9, 8, 2])],
      ['C', ...p([6, 2, 4.2, 2, 2.6, 1.8])],
      ['C', ...p([2, 3.6, 0.8, 5.2, -1.6, 6.6])],
      ['C', ...p([-1.4, 4.6, -1.6, 3, -2.2, 1.7])],
      ['C', ...p([-4.4, 1.5, -6, 1, -9.5, 0.6])],
      ['Z'],
    ]);
}

/** Geese in a slanting line, the way they travel. */
export function skein(canvas, ink, x, y, size, count, step = [1.25, -0.42]) {
  for (let i = 0; i < count; i++) {
    const side = i % 2 === 0 ? 1 : -0.72;
    const rank = Math.ceil(i / 2);
    goose(canvas, ink, x + rank * size * step[0], y + rank * size * step[1] * side, size * (1 - rank * 0.07));
  }
}

/** A plum blossom: five petals, a pale heart, stamens. `turn` in degrees. */
export function blossom(canvas, x, y, r, turn, inks = [INK.vermilion, INK.rose]) {
  const at = (angle, distance) => {
    const radians = ((angle + turn) * Math.PI) / 180;
    return [x + Math.cos(radians) * distance, y + Math.sin(radians) * distance];
  };
  for (let i = 0; i < 5; i++) canvas.fill(inks[0]).circle(...at(i * 72, r * 0.58), r * 0.47);
  for (let i = 0; i < 5; i++) canvas.fill(inks[1]).circle(...at(i * 72, r * 0.4), r * 0.27);
  canvas.fill(inks[0]).circle(x, y, r * 0.2);
  for (let i = 0; i < 10; i++) {
    const tip = at(i * 36 + 10, r * (i % 2 ? 0.5 : 0.62));
    canvas.stroke(INK.paper, r * 0.035).line(x, y, ...tip);
    canvas.fill(INK.gold).circle(...tip, r * 0.055);
  }
  canvas.fill(INK.gold).circle(x, y, r * 0.1);
}

/** A bud on its calyx, pointing along `turn`. */
export function bud(canvas, x, y, r, turn) {
  const radians = (turn * Math.PI) / 180;
  canvas.fill(INK.bark).circle(x - Math.cos(radians) * r * 0.75, y - Math.sin(radians) * r * 0.75, r * 0.5);
  canvas.fill(INK.vermilion).circle(x, y, r);
  canvas.fill(INK.rose).circle(x + r * 0.22, y - r * 0.25, r * 0.4);
}

/** A branch through points, thinning from `from` to `to` mm. */
export function branch(canvas, points, from, to) {
  const smooth = [];
  for (let i = 0; i < points.length - 1; i++) {
    const [p0, p1, p2, p3] = [
      points[Math.max(0, i - 1)],
      points[i],
      points[i + 1],
      points[Math.min(points.length - 1, i + 2)],
    ];
    for (let t = 0; t < 1; t += 0.1) {
      const blend = (k) =>
        0.5 *
        (2 * p1[k] +
          (p2[k] - p0[k]) * t +
          (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
          (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t);
      smooth.push([blend(0), blend(1)]);
    }
  }
  smooth.push(points.at(-1));
  smooth.slice(1).forEach((point, i) => {
    const share = i / (smooth.length - 2);
    canvas.stroke(INK.bark, from + (to - from) * share).line(...smooth[i], ...point);
  });
}

/** Overlapping rings, row over row: the sea of old porcelain. */
export function waves(canvas, inks, { x0, x1, y0, y1, r }) {
  let row = 0;
  for (let y = y0; y <= y1 + r; y += r / 2, row++) {
    for (let x = x0 - r + (row % 2) * r; x <= x1 + r; x += 2 * r) {
      [1, 0.72, 0.44, 0.16].forEach((share, i) => canvas.fill(inks[i % inks.length]).circle(x, y, r * share));
    }
  }
}

/** A square seal with one character cut out of it. */
export function seal(canvas, character, x, y, size, ink = INK.vermilion, inside = INK.white) {
  canvas.fill(ink).round(x, y, size, size, size * 0.12);
  canvas
    .stroke(inside, size * 0.025)
    .round(x + size * 0.08, y + size * 0.08, size * 0.84, size * 0.84, size * 0.07, 'S');
  const em = size * 0.66;
  canvas
    .fill(inside)
    .letters(
      character,
      'noto-serif-sc/900Black/NotoSerifSC_900Black.ttf',
      em,
      x + (size - em) / 2,
      y + size / 2 + em * 0.38,
    );
}
