import type { RecordEvent, RecordRef } from '../../../libs/events/record-event';
import type { Permission } from '../../identity/permissions';
import { type RecordKind, RECORDS } from './categories';

const PAGES: Readonly<Record<RecordKind, { path: string; permission: Permission }>> = {
  account: { path: '/accounts', permission: 'accounts:read' },
  contact: { path: '/contacts', permission: 'accounts:read' },
  campaign: { path: '/campaigns', permission: 'campaigns:read' },
  batch: { path: '/batches', permission: 'batches:read' },
  list: { path: '/lists', permission: 'lists:read' },
  case: { path: '/service', permission: 'cases:read' },
  regrading: { path: '/accounts/regrading', permission: 'accounts:approve' },
  recovery: { path: '/recovery', permission: 'accounts:read' },
  absence: { path: '/absences', permission: 'accounts:read' },
  webhook: { path: '/admin/webhooks', permission: 'webhooks:admin' },
};

/** What stands on one page with others of its kind. */
const WITHOUT_PAGE: ReadonlySet<RecordKind> = new Set(['regrading', 'absence']);

/** The page of a record in the web app. */
export function pathOf({ type, id }: { type: RecordKind; id: string }): string {
  const { path } = PAGES[type];
  return WITHOUT_PAGE.has(type) ? path : `${path}/${id}`;
}

/** What it takes to open the page. */
export const permissionOf = (type: RecordKind): Permission => PAGES[type].permission;

const isRecord = (ref: RecordRef): ref is { type: RecordKind; id: string } =>
  (RECORDS as readonly string[]).includes(ref.type);

/** The record an event is about for whoever is told: a note's is the one it was written on; null when it has no page. */
export function recordOf(event: Pick<RecordEvent, 'kind' | 'subject' | 'related'>) {
  if (event.kind.startsWith('regrading.')) return { type: 'regrading' as const, id: event.subject.id };
  return [event.subject, ...event.related].find(isRecord) ?? null;
}

/** The account an event is about or belongs to. */
export const accountOf = (event: Pick<RecordEvent, 'subject' | 'related'>): string | null =>
  [event.subject, ...event.related].find(({ type }) => type === 'account')?.id ?? null;
