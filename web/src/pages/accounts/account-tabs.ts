import type { ComponentType } from 'react';
import type { Account, Permission } from '../../api/types';
import { AccountCampaigns } from './AccountCampaigns';
import { AccountLists } from './AccountLists';
import { AccountRevenue } from './AccountRevenue';
import { AccountTimeline } from '../timeline/AccountTimeline';
import { DocumentsTab } from './documents/DocumentsTab';
import { GroupTab } from './group/GroupTab';
import { PeopleTab } from './people/PeopleTab';
import { AccountCases } from '../service/AccountCases';
import { PlanTab } from './plan/PlanTab';
import { TeamTab } from './team/TeamTab';
import { ProfileTab } from './profile/ProfileTab';

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
  Content: ComponentType<{ account: Account }>;
}

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
