import { GIVEN, SURNAMES } from '../../demo/demo-recipients';
import { FUJIAN_PLACES } from '../../demo/fujian-places';
import type { Role } from '../../identity/permissions';

/** A branch to measure in; `parent` is its place in the list. */
export interface ScaleBranch {
  code: string;
  name: string;
  level: 'province' | 'city' | 'county';
  parent: number | null;
}

/** Somebody to log in as; `branch` is its branch's place in the list. */
export interface ScaleUser {
  email: string;
  name: string;
  role: Role;
  branch: number;
}

export interface ScaleStaff {
  branches: ScaleBranch[];
  users: ScaleUser[];
}

const PROVINCE = '福建省';
const MANAGERS = 4;

/** One province with its cities and their counties, each with a leader and its account managers. */
export function scaleStaff(): ScaleStaff {
  const branches = branchTree();
  const users = branches.flatMap(({ code }, branch) => {
    const at = `${code.toLowerCase()}@scale.example.com`;
    const roles: [string, Role][] = [['leader', 'leader']];
    if (branch === 0) roles.push(['admin', 'administrator']);
    for (let seat = 1; seat <= MANAGERS; seat++) roles.push([`manager${seat}`, 'account-manager']);
    return roles.map(([seat, role], place) => ({
      email: `${seat}.${at}`,
      name: personName(branch * 11 + place * 3),
      role,
      branch,
    }));
  });
  return { branches, users };
}

function branchTree(): ScaleBranch[] {
  const branches: ScaleBranch[] = [{ code: 'SCALE', name: '福建省局', level: 'province', parent: null }];
  const cityOf = ({ address }: { address: string }) => /^福建省(.+?市)/.exec(address)![1]!;
  const cities = [...new Set(FUJIAN_PLACES.map(cityOf))];
  for (const [n, city] of cities.entries()) {
    const code = `SCALE-${two(n + 1)}`;
    const parent = branches.push({ code, name: `${city}局`, level: 'city', parent: 0 }) - 1;
    const counties = FUJIAN_PLACES.filter((place) => cityOf(place) === city);
    for (const [m, { address }] of counties.entries()) {
      const name = `${address.slice(PROVINCE.length + city.length)}局`;
      branches.push({ code: `${code}-${two(m + 1)}`, name, level: 'county', parent });
    }
  }
  return branches;
}

const two = (number: number): string => String(number).padStart(2, '0');

const personName = (n: number): string =>
  SURNAMES[n % SURNAMES.length]! + GIVEN[(n * 7) % GIVEN.length]! + GIVEN[(n * 13 + 5) % GIVEN.length]!;
