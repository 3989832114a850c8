import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startProgram } from './program';

/**
 * The whole path in a browser against the built program on real servers: a marketer takes a list in, dresses a
 * campaign and freezes a batch; an operator looks at the proof, approves, prints, takes a torn sheet out and
 * dispatches; a leader sees the money. Ends with the PDF in the folder and the number on the revenue page.
 *
 * `node -r ./test/support/run-ts.cjs test/browser/walk.ts [folder for screenshots]`
 */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PASSWORD = 'Hongyan-2026';
const RECIPIENTS = 40;
/** One sheet tears on the print floor. */
const MAILED = RECIPIENTS - 1;
const PRICE_YUAN = 1.3;
const STATED_YUAN = 1_699_100;
const STEP_LIMIT_MS = 30_000;
const pictures = process.argv[2];

const yuan = (amount: number): string => amount.toLocaleString('en-US', { minimumFractionDigits: 2 });

function assert(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

/** Forty that arrive, one twice, one without an address. */
function listFile(folder: string): string {
  const rows = Array.from(
    { length: RECIPIENTS },
    (_, i) => `林雁${i},福建省福州市鼓楼区虚构路${i}号,3500${10 + (i % 80)}`,
  );
  const file = path.join(folder, 'members.csv');
  writeFileSync(file, ['姓名,地址,邮编', ...rows, rows[0], '缺地址,,350001'].join('\n'));
  return file;
}

class Walk {
  private shots = 0;

  constructor(
    private readonly browser: Browser,
    private readonly address: string,
    private readonly faults: string[],
  ) {}

  async logIn(email: string, before?: (page: Page) => Promise<void>): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_LIMIT_MS);
    page.on('pageerror', (error) => this.faults.push(error.message));
    await page.goto(`${this.address}/login`);
    await before?.(page);
    await page.locator('input[type=email]').fill(email);
    await page.locator('input[type=password]').fill(PASSWORD);
    await page.locator('input[type=password]').press('Enter');
    await page.waitForURL((url) => !url.pathname.startsWith('/login'));
    return page;
  }

  /** Where every open page stands when the walk fails. */
  async lastPictures(): Promise<void> {
    const pages = this.browser.contexts().flatMap((context) => context.pages());
    for (const page of pages) {
      console.error(`at ${new URL(page.url()).pathname}`);
      await this.picture(page, 'failed');
    }
  }

  async picture(page: Page, name: string): Promise<void> {
    if (!pictures) return;
    const number = String(++this.shots).padStart(2, '0');
    await page.screenshot({ path: path.join(pictures, `${number}-${name}.png`) });
  }

  /** Picks from a select that searches as one types. */
  async choose(page: Page, label: string, text: string): Promise<void> {
    const field = page.getByRole('combobox', { name: new RegExp(`^${label}`) });
    await field.click();
    if ((await field.getAttribute('readonly')) === null) await field.fill(text);
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: text })
      .first()
      .click();
  }

  async takeListIn(page: Page, file: string): Promise<void> {
    await page.goto(`${this.address}/lists/new`);
    await page.getByLabel('名址库名称').fill('走查会员');
    await page.getByLabel('来源', { exact: true }).fill('客户提供');
    await page.getByLabel('使用目的').fill('新春问候');
    await this.choose(page, '合法性基础', '个人同意');
    await page.getByLabel('取得日期').fill('2026-01-01');
    await page.getByLabel('取得日期').press('Tab');
    await this.picture(page, 'list');
    await page.getByRole('button', { name: '建立并上传文件' }).click();
    await page.waitForURL(/\/lists\/[^/]+\/import$/);
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('各列的含义').waitFor();
    await this.picture(page, 'preview');
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.getByText('已导入').first().waitFor();
    await this.picture(page, 'imported');
    const result = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    for (const [word, count] of [
      ['接收', RECIPIENTS],
      ['拒收', 1],
      ['重复', 1],
    ] as const) {
      assert(
        new RegExp(`${word}\\D{0,4}${count}\\b|\\b${count}\\D{0,4}${word}`).test(result),
        `import says ${word} ${count}`,
      );
    }
  }

  async copyDesign(page: Page): Promise<void> {
    await page.goto(`${this.address}/designs`);
    await page.getByRole('button', { name: '复制“新春贺函”' }).click();
    await page.getByLabel('版式名称', { exact: true }).fill('走查贺函');
    await page.getByLabel('版式名称', { exact: true }).press('Control+Enter');
    await page.waitForURL(/\/designs\/[0-9a-f-]{36}/);
    await page.locator('canvas').first().waitFor();
    await this.picture(page, 'design');
  }

  /** @returns the batch's page */
  async makeBatch(page: Page): Promise<string> {
    await page.goto(`${this.address}/campaigns/new`);
    await page.getByLabel('活动名称').fill('走查新春问候');
    await this.choose(page, '大客户', '中国建设银行');
    await this.choose(page, '产品', '广告商函');
    await page.getByLabel(/^每件单价/).fill(String(PRICE_YUAN));
    await this.choose(page, '名址库', '走查会员');
    await this.choose(page, '版式', '走查贺函');
    await this.picture(page, 'campaign');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: '建立批次' }).first().click();
    await page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: '冻结名址' }).click();
    await page.getByText('待审批').first().waitFor();
    await this.picture(page, 'frozen');
    return page.url();
  }

  async dispatch(page: Page, batch: string): Promise<void> {
    await page.goto(batch);
    await page.locator('canvas').first().waitFor();
    await this.picture(page, 'proof');
    await page.getByRole('button', { name: '审批通过' }).click();
    await page.getByRole('button', { name: '开始印制' }).click();
    await page.getByRole('button', { name: '交寄', exact: true }).waitFor();
    await this.picture(page, 'closed');
    await this.withdrawOne(page);
    await page.getByRole('button', { name: '交寄', exact: true }).click();
    await page.getByRole('button', { name: `交寄 ${MAILED} 件` }).waitFor();
    await this.picture(page, 'confirm');
    await page.getByRole('button', { name: `交寄 ${MAILED} 件` }).click();
    await page.getByText('已交寄').first().waitFor();
    await this.picture(page, 'dispatched');
  }

  private async withdrawOne(page: Page): Promise<void> {
    await page.getByRole('button', { name: '登记废件' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('报废不寄', { exact: true }).click();
    await drawer.getByText('文件中的位置').click();
    await drawer.getByLabel('从', { exact: true }).fill('7');
    await drawer.getByLabel('到', { exact: true }).fill('7');
    await this.picture(page, 'spoiled');
    await drawer.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已登记 1 件').first().waitFor();
  }

  /** A language chosen before logging in stays, there and wherever this person logs in next. */
  async keepLanguage(email: string): Promise<void> {
    const english = (page: Page) => page.getByRole('link', { name: 'Campaigns' }).first().waitFor();
    let kept: Promise<unknown> | undefined;
    const chosen = await this.logIn(email, async (page) => {
      await page.getByText('English', { exact: true }).click();
      await page.getByRole('button', { name: 'Log in' }).waitFor();
      kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    });
    await english(chosen);
    await kept;
    await this.picture(chosen, 'english');
    await english(await this.logIn(email));
  }

  async seeRevenue(page: Page): Promise<void> {
    await page.goto(`${this.address}/revenue`);
    const total = yuan(STATED_YUAN + MAILED * PRICE_YUAN);
    await page.getByText(total).first().waitFor();
    await this.picture(page, 'revenue');
  }
}

function checkFolder(dataDir: string): void {
  const dispatched = path.join(dataDir, 'dispatch', 'B0000001');
  const files = readdirSync(dispatched).sort();
  assert(
    files.join() === 'SHA256SUMS,chunk-0001.pdf,job-ticket.json,manifest.csv,withdrawn.csv',
    'the folder holds the batch',
  );
  const lines = readFileSync(path.join(dispatched, 'manifest.csv'), 'utf8').trim().split('\r\n');
  assert(lines.length === MAILED + 1, 'the manifest has a line a piece mailed');
}

async function main(): Promise<void> {
  if (!existsSync(CHROMIUM))
    throw new Error(`No Chromium at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`);
  const work = mkdtempSync(path.join(tmpdir(), 'hongyan-walk-'));
  // Passable for the server's user, so that the data lies here and goes with it.
  chmodSync(work, 0o755);
  const dataDir = path.join(work, 'data');
  const program = await startProgram(dataDir);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const faults: string[] = [];
  const walk = new Walk(browser, program.address, faults);
  try {
    const marketer = await walk.logIn('marketer@demo.hongyan');
    await walk.takeListIn(marketer, listFile(work));
    await walk.copyDesign(marketer);
    const batch = await walk.makeBatch(marketer);
    await walk.dispatch(await walk.logIn('operator@demo.hongyan'), batch);
    checkFolder(dataDir);
    await walk.seeRevenue(await walk.logIn('leader@demo.hongyan'));
    await walk.keepLanguage('auditor@demo.hongyan');
    assert(faults.length === 0, `no page failed: ${faults.join('; ')}`);
    console.log(`walked from log-in to ${MAILED} dispatched pieces and the revenue number`);
  } catch (error) {
    await walk.lastPictures();
    throw error;
  } finally {
    await browser.close();
    await program.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
