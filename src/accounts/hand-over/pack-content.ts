import type { AccountProfile } from '../accounts.service';
import type { Stance } from '../contacts/contact-words';
import type { TeamMemberRow } from '../team/team.repository';
import type { HandOverRow } from './hand-overs.repository';
import type { Promises } from './hand-overs.service';
import { type PackPart, type PackSection, table, type Words } from './pack-parts';
import { type PackGoal, planParts } from './pack-plan';
import { CHANNELS, DATES, MISSING, PACK_WORDS, type PackLanguage, ROLES, STANCES, TIERS } from './pack-words';

export interface PackContent {
  account: AccountProfile;
  today: string;
  promises: Promises;
  /** Numbers as the reader may see them. */
  people: {
    name: string;
    mobile: string | null;
    title: string;
    department: string;
    stance: Stance;
    lastTouchedOn: string | null;
  }[];
  team: TeamMemberRow[];
  handOvers: HandOverRow[];
  campaigns: { name: string; startsOn: string | null; endsOn: string | null }[];
  plan: { year: number; strategy: string; goals: PackGoal[] } | null;
  actions: { title: string; ownerName: string | null; dueOn: string }[];
  risks: { title: string; ownerName: string | null; level: number }[];
  recovery: { cause: string; ownerName: string | null; dueOn: string }[];
  notes: { at: Date; authorName: string | null; text: string }[];
  touches: { on: string; channel: string; name: string; byName: string | null; note: string }[];
  /** What the reader may not know: left out, and said so. */
  hidden: { cases: boolean; campaigns: boolean };
}

/** The document in order: what the account is, what is open, who is there, what was. */
export function packSections(content: PackContent, language: PackLanguage): PackSection[] {
  const words = PACK_WORDS[language];
  return [
    { title: words.profile, parts: [{ kind: 'facts', facts: profileFacts(content, language) }] },
    { title: words.promises, parts: promiseParts(content, language) },
    { title: words.plan, parts: planParts(content, language) },
    { title: words.people, parts: [peopleTable(content, language)] },
    { title: words.history, parts: historyParts(content, language) },
  ];
}

function profileFacts({ account }: PackContent, language: PackLanguage): [string, string][] {
  const words = PACK_WORDS[language];
  const { mailHabits } = account;
  const facts: [keyof Words, string | null][] = [
    ['name', account.name],
    ['code', account.code],
    ['legalName', account.legalName],
    ['creditCode', account.creditCode],
    ['branch', account.branchName],
    ['tier', TIERS[language][account.tier]],
    ['manager', account.managerName],
    ['phone', account.phone],
    ['website', account.website],
    ['tags', account.tags.join(' · ')],
    [
      'addresses',
      account.addresses.map(({ text, postcode }) => [text, postcode].filter(Boolean).join(' ')).join('\n'),
    ],
    ['decision', mailHabits.decision.steps.join(' → ')],
    ['budget', mailHabits.budget.planningMonth?.toString() ?? null],
    ['completeness', `${account.completeness}%`],
    [
      'reviewed',
      [account.reviewedOn, account.reviewDue ? words.reviewDue : null].filter(Boolean).join(' · '),
    ],
  ];
  return facts.flatMap(([label, value]) => (value ? [[words[label], value] as [string, string]] : []));
}

function promiseParts({ promises, hidden }: PackContent, language: PackLanguage): PackPart[] {
  const words = PACK_WORDS[language];
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const due = (at: Date, overdue: boolean) => (overdue ? `${day(at)} ${words.overdue}` : day(at));
  return [
    table(
      words,
      'cases',
      [
        ['number', 2],
        ['what', 5],
        ['owner', 2],
        ['due', 3],
      ],
      promises.cases.map((one) => [one.number, one.title, one.ownerName ?? '–', due(one.dueAt, one.overdue)]),
      hidden.cases,
    ),
    table(
      words,
      'campaigns',
      [
        ['what', 8],
        ['untilOn', 2],
      ],
      promises.campaigns.map((one) => [one.name, one.endsOn ?? '–']),
      hidden.campaigns,
    ),
    table(
      words,
      'dates',
      [
        ['day', 2],
        ['what', 8],
      ],
      promises.dates.map(({ on, kind, note }) => [
        on,
        [DATES[language][kind], note].filter(Boolean).join(' · '),
      ]),
    ),
    table(
      words,
      'missing',
      [['what', 1]],
      promises.missing.map((part) => [MISSING[language][part]]),
    ),
    table(
      words,
      'documents',
      [['what', 1]],
      promises.documents.map(({ title }) => [title]),
    ),
  ];
}

function peopleTable({ people }: PackContent, language: PackLanguage): PackPart {
  return table(
    PACK_WORDS[language],
    'people',
    [
      ['person', 2],
      ['position', 4],
      ['mobile', 3],
      ['stance', 2],
      ['touched', 2],
    ],
    people.map((one) => [
      one.name,
      [one.department, one.title].filter(Boolean).join(' '),
      one.mobile ?? '–',
      STANCES[language][one.stance],
      one.lastTouchedOn ?? '–',
    ]),
  );
}

function historyParts(content: PackContent, language: PackLanguage): PackPart[] {
  const { team, handOvers, campaigns, notes, touches, hidden } = content;
  const words = PACK_WORDS[language];
  return [
    table(
      words,
      'team',
      [
        ['person', 3],
        ['role', 3],
        ['fromOn', 2],
        ['untilOn', 2],
      ],
      team.map((seat) => [
        seat.userName ?? '–',
        ROLES[language][seat.role],
        seat.fromOn,
        seat.untilOn ?? words.openEnd,
      ]),
    ),
    table(
      words,
      'handOvers',
      [
        ['day', 2],
        ['giver', 2],
        ['receiver', 2],
        ['what', 5],
        ['confirmed', 2],
      ],
      handOvers
        .filter(({ undoneAt }) => undoneAt === null)
        .map((one) => [
          one.effectiveOn,
          one.fromName ?? '–',
          one.toName ?? '–',
          one.note,
          one.acknowledgedAt?.toISOString().slice(0, 10) ?? '–',
        ]),
    ),
    table(
      words,
      'allCampaigns',
      [
        ['what', 6],
        ['fromOn', 2],
        ['untilOn', 2],
      ],
      campaigns.map((one) => [one.name, one.startsOn ?? '–', one.endsOn ?? '–']),
      hidden.campaigns,
    ),
    table(
      words,
      'notes',
      [
        ['day', 2],
        ['person', 2],
        ['what', 7],
      ],
      notes.map(({ at, authorName, text }) => [at.toISOString().slice(0, 10), authorName ?? '–', text]),
    ),
    table(
      words,
      'touches',
      [
        ['day', 2],
        ['person', 2],
        ['by', 2],
        ['what', 5],
      ],
      touches.map(({ on, channel, name, byName, note }) => [
        on,
        name,
        byName ?? '–',
        [CHANNELS[language][channel as keyof (typeof CHANNELS)['zh']], note].filter(Boolean).join(' · '),
      ]),
    ),
  ];
}
