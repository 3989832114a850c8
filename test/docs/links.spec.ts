import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');
const pages = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);
const text = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The name a heading can be linked by, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

function anchorsOf(page: string): string[] {
  return [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));
}

/** What a page links to inside the project, pictures aside: target file and heading. */
function linksOf(page: string): { target: string; anchor: string | undefined }[] {
  return [...text(page).matchAll(/(?<!!)\[[^\]]+\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^https?:/.test(link))
    .map((link) => {
      const [file, anchor] = link.split('#');
      return { target: file ? relative('.', join(dirname(page), file)) : page, anchor };
    });
}

test('every page of the project is looked at', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'docs/operations.md', 'docs/decisions/queue.md']),
  );
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(20);
});

test.each(pages)('the links of %s lead somewhere', (page) => {
  const dead = linksOf(page).filter(({ target, anchor }) => {
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test.each(pages)('the files that %s speaks of exist', (page) => {
  const named = [
    ...text(page).matchAll(/`((?:src|libs|test|web|migrations|templates|scripts|docs)\/[\w./-]*)`/g),
  ];
  const missing = named.map(([, path]) => path!).filter((path) => !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
});
