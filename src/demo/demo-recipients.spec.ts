import { demoRecipients, demoRecipientsCsv } from './demo-recipients';

test('is the same for the same seed, longer lists begin like shorter ones, other seeds differ', () => {
  const ten = [...demoRecipients(10, 7)];
  expect([...demoRecipients(20, 7)].slice(0, 10)).toEqual(ten);
  expect([...demoRecipients(10, 8)]).not.toEqual(ten);
});

test('no two of many stand at one address', () => {
  const seen = new Set<string>();
  for (const { address } of demoRecipients(200_000, 3)) seen.add(address);
  expect(seen.size).toBe(200_000);
});

test('every one of them is well formed', () => {
  for (const recipient of demoRecipients(2_000, 5)) {
    expect(recipient.name).toMatch(/^\p{Script=Han}{2,3}$/u);
    expect(recipient.address).toMatch(/^福建省.+市.+(区|市|县).+(路|街|巷)\d+号\d+栋\d+室$/);
    expect(recipient.postcode).toMatch(/^(35[0-5]|36[1-6])\d{3}$/);
    expect(recipient.phone).toMatch(/^100\d{8}$/);
  }
});

test('mixes private people and firms, and repeats names as life does', () => {
  const list = [...demoRecipients(3_000)];
  const firms = list.filter((recipient) => recipient.company !== '').length;
  expect(firms).toBeGreaterThan(750);
  expect(firms).toBeLessThan(1_050);
  expect(new Set(list.map((recipient) => recipient.name)).size).toBeGreaterThan(1_500);
});

test('as CSV has a heading and a row each', () => {
  const rows = [...demoRecipientsCsv(2_500)].join('').trimEnd().split('\r\n');
  expect(rows).toHaveLength(2_501);
  expect(new Set(rows.map((row) => row.split(',').length))).toEqual(new Set([6]));
});

test('refuses a count it cannot serve', () => {
  expect(() => [...demoRecipients(-1)]).toThrow(RangeError);
  expect(() => [...demoRecipients(1.5)]).toThrow(RangeError);
});
