import type { RecordEvent } from '../../../libs/events/record-event';
import type { Permission } from '../../identity/permissions';
import type { Because, Category } from './categories';

type Told = Pick<RecordEvent, 'kind' | 'related' | 'changes' | 'facts' | 'concerns'>;

/** One group of people an event is told to. */
export interface Telling {
  because: Because;
  category: Category;
  /** May pass quiet hours, of those who let it. */
  urgent?: (event: Told) => boolean;
  /** Not always. */
  when?: (event: Told) => boolean;
  /** For `named`: who, by their ids. */
  who?: (event: Told) => readonly string[];
  /** For `approver`: what it takes to decide. */
  may?: Permission;
}

export interface Rule {
  /** `team`: also to people of the account's team from other branches. `branch`: to its branch and those above. */
  open: 'team' | 'branch';
  tell: readonly Telling[];
}

const users = (event: Told): string[] =>
  event.related.filter(({ type }) => type === 'user').map(({ id }) => id);
const concerned = (event: Told): readonly string[] => event.concerns;
const fact =
  (name: string) =>
  ({ facts }: Told): string[] =>
    typeof facts[name] === 'string' && facts[name] !== '' ? facts[name].split(',') : [];
const became =
  (field: string) =>
  ({ changes }: Told): string[] =>
    changes.flatMap((change) => (change.field === field && typeof change.to === 'string' ? [change.to] : []));
const was =
  (field: string) =>
  ({ changes }: Told): string[] =>
    changes.flatMap((change) =>
      change.field === field && typeof change.from === 'string' ? [change.from] : [],
    );
const both =
  (...of: ((event: Told) => readonly string[])[]) =>
  (event: Told): string[] =>
    of.flatMap((part) => part(event));
const always = (): boolean => true;
const isStep =
  (...steps: string[]) =>
  ({ facts }: Told): boolean =>
    steps.includes(String(facts.step));
const changed =
  (field: string) =>
  ({ changes }: Told): boolean =>
    changes.some((change) => change.field === field);
const failed = ({ facts }: Told): boolean => typeof facts.errorCode === 'string';
const critical = ({ facts }: Told): boolean => facts.urgency === 'critical';

const toFollowers = (category: Category): Telling => ({ because: 'follower', category });
const toManagers = (category: Category, more: Partial<Telling> = {}): Telling => ({
  because: 'manager',
  category,
  ...more,
});
const toNamed = (category: Category, who: Telling['who'], more: Partial<Telling> = {}): Telling => ({
  because: 'named',
  category,
  who,
  ...more,
});
const toApprovers = (may: Permission, category: Category, more: Partial<Telling> = {}): Telling => ({
  because: 'approver',
  category,
  may,
  ...more,
});

const account = (...more: Telling[]): Rule => ({ open: 'team', tell: [...more, toFollowers('account')] });
const books = (...more: Telling[]): Rule => ({ open: 'branch', tell: [...more, toFollowers('account')] });
const service = (...more: Telling[]): Rule => ({ open: 'team', tell: [...more, toFollowers('service')] });
const production = (...more: Telling[]): Rule => ({
  open: 'branch',
  tell: [...more, toFollowers('production')],
});

const absence = (): Rule => ({
  open: 'branch',
  tell: [toNamed('assignment', users), toApprovers('accounts:approve', 'account')],
});

/**
 * Who is told of what, and as what. The first telling that fits a person holds for them. A kind that does not stand
 * here is told to nobody.
 */
export const NOTIFICATION_RULES: Readonly<Record<string, Rule>> = {
  'note.added': account(toNamed('mention', users)),
  'note.changed': { open: 'team', tell: [toNamed('mention', users)] },

  'account.created': account(toNamed('assignment', became('managerId'))),
  'account.changed': account(toNamed('assignment', became('managerId'))),
  'account.member-joined': account(toNamed('assignment', users)),
  'account.member-left': account(toNamed('assignment', users)),
  'account.regrading-approved': account(toNamed('account', concerned), toManagers('account')),
  'account.regrading-rejected': account(toNamed('account', concerned), toManagers('account')),
  'account.influence-changed': account(),
  'regrading.asked': { open: 'branch', tell: [toApprovers('accounts:approve', 'approval')] },
  'regrading.proposed': { open: 'branch', tell: [toApprovers('accounts:approve', 'approval')] },
  'contact.linked': account(),
  'contact.unlinked': account(),
  'contact.changed': account(),
  'contact.touched': account(),
  'document.added': account(),
  'document.version-added': account(),
  'document.removed': account(),
  'campaign.created': account(toManagers('account')),
  'campaign.changed': account(toManagers('account', { when: changed('state') })),

  'plan.approved': account(toManagers('account')),
  'plan.reopened': account(toManagers('account')),
  'risk.happened': account(toManagers('account')),
  'action.added': account(toNamed('assignment', concerned)),
  'action.changed': account(toNamed('assignment', became('ownerId'))),
  // A fall tells of the books, which are the branch's.
  'recovery.opened': books(toNamed('assignment', concerned, { urgent: always })),
  'recovery.alarm-joined': books(toNamed('assignment', concerned)),
  'recovery.begun': books(toManagers('account')),
  'recovery.changed': books(toNamed('assignment', became('ownerId'))),
  'recovery.recovered': books(toManagers('account')),
  'recovery.closed': books(toManagers('account')),

  // Who is away, who stands in, and the leader who has to know.
  'absence.recorded': absence(),
  'absence.changed': absence(),
  'absence.ended': absence(),

  'webhook.disabled': {
    open: 'branch',
    tell: [toApprovers('webhooks:admin', 'assignment', { urgent: always })],
  },

  'case.opened': service(toManagers('service', { urgent: critical })),
  'case.step': service(
    toNamed('assignment', fact('toId'), { when: isStep('hand-over-offered') }),
    toNamed('assignment', concerned, { when: isStep('hand-over-declined') }),
    toNamed('assignment', concerned, { when: isStep('report-demanded'), urgent: critical }),
    toNamed('service', concerned),
  ),
  'case.handed-over': service(toNamed('assignment', both(was('ownerId'), became('ownerId')))),
  'case.escalated': service(toNamed('assignment', fact('told'), { urgent: always })),
  'case.report-due': service(toNamed('assignment', fact('told'), { urgent: always })),
  'case.changed': service(toNamed('service', concerned, { urgent: critical })),
  'case.closed': service(toManagers('service')),
  'case.answered': service(toNamed('service', concerned), toManagers('service')),

  'list.imported': production(),
  'batch.frozen': production(
    toApprovers('batches:approve', 'approval', { when: ({ facts }) => facts.secondPerson === true }),
    toNamed('production', concerned),
  ),
  'batch.approved': production(toNamed('production', concerned)),
  'batch.closed': production(toNamed('production', concerned)),
  'batch.spoiled': production(),
  'batch.draft': production(toNamed('production', concerned, { when: failed })),
  'batch.uncertain': production(
    toApprovers('batches:dispatch', 'approval', { urgent: always }),
    toNamed('production', concerned, { urgent: always }),
  ),
  'batch.dispatched': production(toNamed('production', concerned), toManagers('production')),
  'batch.cancelled': production(toNamed('production', concerned)),
};
