/**
 * How long the browser stands still while somebody works on the list of accounts: opens it, scrolls, loads more, puts
 * it in order, searches, chooses all. Every task of the page's own thread above 50 ms counts, as the browser measures
 * it (https://www.w3.org/TR/longtasks-1/). Against a program that runs:
 *
 *   node bench/web-stall.mjs http://127.0.0.1:3000 manager@demo.hongyan PASSWORD
 *
 * A list comes a page at a time, so it costs the same with 25 accounts and with 100,000; fill a database with
 * `npm run seed:scale` to see it.
 */
import { chromium } from 'playwright-core';

const [address, email, password] = process.argv.slice(2);
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const LIMIT_MS = 30_000;
/** A stall one sees: slower than this between a click and its answer feels broken. */
const REACH_MS = 200;
const MOST_PAGES = 10;

if (!password) {
  console.error('node bench/web-stall.mjs ADDRESS EMAIL PASSWORD');
  process.exit(1);
}
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  await measure(await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }));
} finally {
  await browser.close();
}

async function measure(page) {
  await logIn(page);
  const results = [];
  const step = async (name, work) => {
    await page.evaluate(() => globalThis.longTasks.splice(0));
    await work();
    await page.waitForLoadState('networkidle');
    // The observer hears of a task after it has ended: two frames on, nothing is under way.
    await page.evaluate(
      () =>
        new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
        ),
    );
    const tasks = await page.evaluate(() => globalThis.longTasks);
    results.push({ name, longest: Math.max(0, ...tasks), count: tasks.length });
  };
  const rows = page.locator('tbody tr');
  await step('open the list', async () => {
    await page.goto(`${address}/accounts`);
    await rows.first().waitFor();
  });
  await step(`load ${MOST_PAGES} pages more`, async () => {
    const more = page.getByRole('button', { name: '继续加载' });
    for (let pages = 0; pages < MOST_PAGES && (await more.count()) > 0; pages++) {
      await more.click();
      await page.waitForLoadState('networkidle');
    }
  });
  const loaded = await rows.count();
  await step('scroll to the end and back', async () => {
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, turn < 20 ? 900 : -900);
  });
  const all = page.locator('thead input[type=checkbox]').first();
  if ((await all.count()) > 0) await step('choose all rows', () => all.click());
  await step('put in another order', () => page.locator('thead button').nth(1).click());
  await step('search as one types', () =>
    page.locator('main input').first().pressSequentially('中国', { delay: 60 }),
  );
  await page.goto(`${address}/accounts`);
  await rows.first().waitFor();
  await page.waitForLoadState('networkidle');
  await step('open a record', async () => {
    await rows.first().locator('a').first().click();
    await page.waitForURL(/\/accounts\/[0-9a-f-]{36}/);
  });

  console.log(`| with ${loaded} rows on the page | tasks > 50 ms | longest, ms |`);
  console.log('|---|---:|---:|');
  for (const { name, count, longest } of results)
    console.log(`| ${name} | ${count} | ${longest.toFixed(0)} |`);
  // Starting the whole app is no answer to a click.
  const stalls = results.slice(1).filter(({ longest }) => longest > REACH_MS);
  if (stalls.length > 0) {
    console.error(`Stands still for more than ${REACH_MS} ms: ${stalls.map(({ name }) => name).join(', ')}`);
    process.exitCode = 1;
  }
}

async function logIn(page) {
  page.setDefaultTimeout(LIMIT_MS);
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(`${address}/login`);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('input[type=password]').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}
