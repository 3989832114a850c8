/**
 * Draws the artwork of the starter designs: `node templates/designs/make-artwork.mjs`.
 * The PDFs are committed; run this only after changing a drawing.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Canvas, savePdf } from './canvas.mjs';
import { blossom, branch, bud, INK, ridge, seal, skein, waves } from './motifs.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

function springLetter() {
  const c = new Canvas(210, 297);
  // Plum branch from the top right corner; it stays right of the envelope window.
  c.fill(INK.sand).circle(176, 34, 25);
  branch(
    c,
    [
      [214, 60],
      [203, 50],
      [192, 47],
      [181, 37],
      [172, 34],
      [160, 25],
      [150, 24],
    ],
    2.4,
    0.5,
  );
  branch(
    c,
    [
      [192, 47],
      [186, 56],
      [178, 60],
      [171, 68],
    ],
    1.2,
    0.3,
  );
  branch(
    c,
    [
      [181, 37],
      [180, 26],
      [185, 16],
      [183, 6],
    ],
    1.1,
    0.3,
  );
  branch(
    c,
    [
      [203, 50],
      [206, 38],
      [203, 27],
    ],
    1.2,
    0.35,
  );
  blossom(c, 181, 37, 7.2, 12);
  blossom(c, 161, 25.5, 5.6, 40);
  blossom(c, 184, 14, 5.2, 64);
  blossom(c, 178, 60, 5, 20);
  blossom(c, 203.5, 29, 6, 5);
  blossom(c, 196, 48.5, 4.4, 50);
  bud(c, 149, 23.6, 1.7, 190);
  bud(c, 171, 31, 1.5, 250);
  bud(c, 183, 5.2, 1.4, 270);
  bud(c, 170.5, 69, 1.5, 120);
  bud(c, 186.5, 24, 1.3, 330);
  seal(c, '春', 27, 84, 13);
  // Offer card.
  c.fill(INK.paper).round(27, 203, 156, 50, 2.5);
  c.fill(INK.vermilion).rect(27, 207, 1.1, 42);
  c.fill(INK.white).round(142, 208, 36, 40, 1.5);
  // Hills and geese at the foot.
  ridge(c, INK.greenMist, { x0: -3, x1: 213, y: 276, floor: 300, height: 7, phase: 0.4 });
  ridge(c, INK.greenSoft, { x0: -3, x1: 213, y: 284, floor: 300, height: 6, phase: 2.6 });
  ridge(c, INK.green, { x0: -3, x1: 213, y: 291.5, floor: 300, height: 3.6, phase: 5.1 });
  skein(c, INK.green, 158, 263.5, 6.5, 5);
  // Folding marks.
  c.stroke(INK.greenSoft, 0.15).line(2, 99, 5, 99).line(2, 198, 5, 198);
  return [c];
}

function bankPostcard() {
  const front = new Canvas(148, 100);
  front.stroke(INK.vermilion, 0.28);
  for (let i = 0; i < 6; i++) front.rect(8 + i * 8.5, 8, 7, 8, 'S');
  front.stroke(INK.greenSoft, 0.2, '2 2').round(121, 7, 20, 24, 1, 'S');
  front.stroke(INK.greenSoft, 0.2).line(70, 36, 70, 90);
  for (const y of [56, 66, 76]) front.stroke(INK.greenSoft, 0.15).line(76, y, 140, y);
  ridge(front, INK.greenMist, { x0: -3, x1: 151, y: 97, floor: 103, height: 2.4, phase: 1.1 });
  front.fill(INK.green).rect(-3, 99, 154, 4);

  const back = new Canvas(148, 100);
  back.fill([20, 3, 14, 0]).rect(-3, -3, 154, 106);
  back.fill([8, 4, 10, 0]).rect(-3, -3, 154, 58);
  ridge(back, [8, 4, 10, 0], { x0: -3, x1: 151, y: 50, floor: 60, height: 3, phase: 0 });
  back.fill(INK.vermilion).circle(112, 31, 12.5);
  ridge(back, [24, 5, 18, 0], { x0: -3, x1: 151, y: 50, floor: 103, height: 10, phase: 3.3 });
  ridge(back, [42, 12, 32, 4], { x0: -3, x1: 151, y: 60, floor: 103, height: 9, phase: 0.2, sharp: 1 });
  ridge(back, [64, 22, 52, 14], { x0: -3, x1: 151, y: 71, floor: 103, height: 8, phase: 4.4 });
  ridge(back, INK.green, { x0: -3, x1: 151, y: 83, floor: 103, height: 6.5, phase: 1.9, sharp: 1 });
  ridge(back, [92, 46, 78, 58], { x0: -3, x1: 151, y: 95, floor: 103, height: 4, phase: 3.9 });
  skein(back, INK.green, 72, 33, 9, 7);
  return [front, back];
}

function selfMailer() {
  const outside = new Canvas(210, 297);
  // Flap, seen when the piece is opened.
  outside.fill(INK.green).rect(-3, -3, 216, 102);
  outside.within(-3, -3, 216, 102, () => {
    waves(
      outside,
      [
        [90, 42, 74, 44],
        [86, 35, 69, 33],
      ],
      { x0: 0, x1: 213, y0: 74, y1: 104, r: 12 },
    );
    outside.fill(INK.vermilion).circle(168, 44, 21);
    skein(outside, INK.paper, 140, 52, 13, 5);
  });
  // Address panel.
  outside.fill(INK.vermilion).rect(18, 112, 9, 1.2);
  outside.stroke(INK.greenSoft, 0.2, '2 2').round(177, 109, 22, 26, 1, 'S');
  outside.stroke(INK.vermilion, 0.28);
  for (let i = 0; i < 6; i++) outside.rect(102 + i * 8.5, 141, 7, 8, 'S');
  outside
    .stroke(INK.greenSoft, 0.15)
    .line(102, 164, 198, 164)
    .line(102, 174, 198, 174)
    .line(102, 184, 198, 184);
  ridge(outside, INK.greenMist, { x0: -3, x1: 213, y: 194, floor: 198, height: 3, phase: 0.8 });
  // Back panel.
  outside.fill(INK.paper).rect(-3, 198, 216, 102);
  blossom(outside, 32, 220, 9, 15);
  blossom(outside, 17, 236, 5.5, 45);
  blossom(outside, 49, 209, 4.5, 30);

  const inside = new Canvas(210, 297);
  inside.fill(INK.paper).rect(-3, -3, 216, 303);
  inside.fill(INK.green).rect(-3, -3, 216, 82);
  inside.within(-3, -3, 216, 82, () => {
    inside.fill(INK.vermilion).circle(165, 30, 17);
    ridge(inside, [80, 30, 63, 26], { x0: -3, x1: 213, y: 52, floor: 90, height: 11, phase: 3.4 });
    ridge(inside, [66, 20, 52, 14], { x0: -3, x1: 213, y: 64, floor: 90, height: 8, phase: 0.6, sharp: 1 });
    ridge(inside, [38, 8, 28, 2], { x0: -3, x1: 213, y: 74, floor: 90, height: 5, phase: 4.6 });
    skein(inside, INK.paper, 120, 30, 10, 5);
  });
  ridge(inside, INK.paper, { x0: -3, x1: 213, y: 77, floor: 84, height: 2.2, phase: 2 });
  for (const [i, x] of [20, 78.5, 137].entries()) {
    inside.fill(INK.white).round(x, 152, 53, 42, 2);
    inside.fill([INK.green, INK.vermilion, INK.gold][i]).rect(x + 6, 159, 8, 1.1);
  }
  inside.stroke(INK.greenMid, 0.25, '4 3').line(-3, 208, 213, 208);
  inside.fill(INK.vermilion).round(20, 218, 170, 62, 3);
  inside.within(
    20,
    218,
    170,
    62,
    () =>
      waves(
        inside,
        [
          [8, 80, 82, 2],
          [12, 88, 90, 6],
        ],
        { x0: 20, x1: 190, y0: 266, y1: 284, r: 10 },
      ),
    3,
  );
  inside.fill(INK.white).round(143, 226, 40, 46, 2);
  for (const y of [226, 235, 244, 253, 262, 271])
    inside.fill(INK.paper).circle(20, y, 1.6).circle(190, y, 1.6);
  return [outside, inside];
}

async function save(path, canvases) {
  writeFileSync(join(HERE, path), await savePdf(canvases));
}

await save('spring-festival-letter/letter.pdf', springLetter());
await save('bank-postcard/postcard.pdf', bankPostcard());
await save('self-mailer/self-mailer.pdf', selfMailer());
