import { lazy, type ComponentType } from 'react';
import type { Account, Permission } from '../../api/types';
import { ProfileTab } from './profile/ProfileTab';

type Content = ComponentType<{ account: Account }>;

interface AccountTab {
  key:
    | 'team'
    | 'profile'
    | 'plan'
    | 'group'
    | 'people'
    | 'service'
    | 'campaigns'
    | 'lists'
    | 'revenue'
    | 'documents'
    | 'timeline';
  permission: Permission;
  Content: Content;
}

/** Fetched when it is opened: nobody waits for tabs that nobody looks at. */
const later = (load: () => Promise<Content>) => lazy(async () => ({ default: await load() }));

const PlanTab = later(async () => (await import('./plan/PlanTab')).PlanTab);
const AccountTimeline = later(async () => (await import('../timeline/AccountTimeline')).AccountTimeline);
const GroupTab = later(async () => (await import('./group/GroupTab')).GroupTab);
const TeamTab = later(async () => (await import('./team/TeamTab')).TeamTab);
const PeopleTab = later(async () => (await import('./people/PeopleTab')).PeopleTab);
const AccountCases = later(async () => (await import('../service/AccountCases')).AccountCases);
const AccountCampaigns = later(async () => (await import('./AccountCampaigns')).AccountCampaigns);
const AccountLists = later(async () => (await import('./AccountLists')).AccountLists);
const AccountRevenue = later(async () => (await import('./AccountRevenue')).AccountRevenue);
const DocumentsTab = later(async () => (await import('./documents/DocumentsTab')).DocumentsTab);

/** What stands behind an account, a tab each: one more line adds one more. The first is open at first. */
export const accountTabs: readonly AccountTab[] = [
  { key: 'profile', permission: 'accounts:read', Content: ProfileTab },
  { key: 'plan', permission: 'accounts:read', Content: PlanTab },
  { key: 'timeline', permission: 'accounts:read', Content: AccountTimeline },
  { key: 'group', permission: 'accounts:read', Content: GroupTab },
  { key: 'team', permission: 'accounts:read', Content: TeamTab },
  { key: 'people', permission: 'accounts:read', Content: PeopleTab },
  { key: 'service', permission: 'cases:read', Content: AccountCases },
  { key: 'campaigns', permission: 'campaigns:read', Content: AccountCampaigns },
  { key: 'lists', permission: 'lists:read', Content: AccountLists },
  { key: 'revenue', permission: 'revenue:read', Content: AccountRevenue },
  { key: 'documents', permission: 'accounts:read', Content: DocumentsTab },
];
