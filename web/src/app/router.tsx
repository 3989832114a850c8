import { lazy, type ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import type { Permission } from '../api/types';
import { Crash } from './Crash';
import { Home } from './Home';
import { NotFound } from './NotFound';
import { Permitted } from './Permitted';
import { SessionGate } from './SessionGate';

/** A page whose program is fetched when somebody who may see it opens it. */
function page(path: string, permission: Permission, load: () => Promise<ComponentType>): RouteObject {
  const Page = lazy(async () => ({ default: await load() }));
  return {
    path,
    element: (
      <Permitted permission={permission}>
        <Page />
      </Permitted>
    ),
    errorElement: <Crash />,
  };
}

const AnswerPage = lazy(async () => ({ default: (await import('../pages/answer/AnswerPage')).AnswerPage }));
const InboxPage = lazy(async () => ({
  default: (await import('../pages/notifications/InboxPage')).InboxPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('../pages/notifications/SettingsPage')).SettingsPage,
}));
const LoginPage = lazy(async () => ({ default: (await import('../pages/login/LoginPage')).LoginPage }));

export const router = createBrowserRouter([
  { path: '/login', element: <LoginPage />, errorElement: <Crash /> },
  { path: '/answer', element: <AnswerPage />, errorElement: <Crash /> },
  {
    path: '/',
    element: <SessionGate />,
    errorElement: <Crash />,
    children: [
      { index: true, element: <Home /> },
      { path: 'notifications', element: <InboxPage />, errorElement: <Crash /> },
      { path: 'settings/notifications', element: <SettingsPage />, errorElement: <Crash /> },
      page(
        'admin/chat-robots',
        'chat-robots:admin',
        async () => (await import('../pages/admin/robots/RobotsPage')).RobotsPage,
      ),
      page(
        'accounts',
        'accounts:read',
        async () => (await import('../pages/accounts/AccountsPage')).AccountsPage,
      ),
      page(
        'accounts/new',
        'accounts:write',
        async () => (await import('../pages/accounts/NewAccountPage')).NewAccountPage,
      ),
      page(
        'accounts/regrading',
        'accounts:approve',
        async () => (await import('../pages/accounts/regrading/RegradingPage')).RegradingPage,
      ),
      page(
        'accounts/import',
        'accounts:write',
        async () => (await import('../pages/imports/import-pages')).AccountImportStart,
      ),
      page(
        'accounts/imports/:importId',
        'accounts:write',
        async () => (await import('../pages/imports/import-pages')).AccountImportPage,
      ),
      page(
        'accounts/:id',
        'accounts:read',
        async () => (await import('../pages/accounts/AccountPage')).AccountPage,
      ),
      page(
        'accounts/:id/edit',
        'accounts:write',
        async () => (await import('../pages/accounts/EditAccountPage')).EditAccountPage,
      ),
      page(
        'absences',
        'accounts:read',
        async () => (await import('../pages/teams/AbsencesPage')).AbsencesPage,
      ),
      page(
        'workload',
        'workload:read',
        async () => (await import('../pages/teams/WorkloadPage')).WorkloadPage,
      ),
      page(
        'contacts',
        'accounts:read',
        async () => (await import('../pages/contacts/ContactsPage')).ContactsPage,
      ),
      page(
        'contacts/import',
        'accounts:write',
        async () => (await import('../pages/imports/import-pages')).ContactImportStart,
      ),
      page(
        'contacts/imports/:importId',
        'accounts:write',
        async () => (await import('../pages/imports/import-pages')).ContactImportPage,
      ),
      page(
        'contacts/:id',
        'accounts:read',
        async () => (await import('../pages/contacts/ContactPage')).ContactPage,
      ),
      page(
        'duplicates',
        'accounts:read',
        async () => (await import('../pages/duplicates/DuplicatesPage')).AccountDuplicatesPage,
      ),
      page(
        'duplicates/compare',
        'accounts:read',
        async () => (await import('../pages/duplicates/MergePage')).AccountMergePage,
      ),
      page(
        'duplicates/contacts',
        'accounts:read',
        async () => (await import('../pages/duplicates/DuplicatesPage')).ContactDuplicatesPage,
      ),
      page(
        'duplicates/contacts/compare',
        'accounts:read',
        async () => (await import('../pages/duplicates/MergePage')).ContactMergePage,
      ),
      page(
        'recovery',
        'accounts:read',
        async () => (await import('../pages/recovery/RecoveryPage')).RecoveryPage,
      ),
      page(
        'recovery/thresholds',
        'accounts:read',
        async () => (await import('../pages/recovery/ThresholdsPage')).ThresholdsPage,
      ),
      page(
        'recovery/:id',
        'accounts:read',
        async () => (await import('../pages/recovery/RecoveryPlanPage')).RecoveryPlanPage,
      ),
      page(
        'service',
        'cases:read',
        async () => (await import('../pages/service/ServiceDeskPage')).ServiceDeskPage,
      ),
      page(
        'service/standards',
        'cases:read',
        async () => (await import('../pages/service/standards/StandardsPage')).StandardsPage,
      ),
      page('service/:id', 'cases:read', async () => (await import('../pages/service/CasePage')).CasePage),
      page('lists', 'lists:read', async () => (await import('../pages/lists/ListsPage')).ListsPage),
      page('lists/new', 'lists:write', async () => (await import('../pages/lists/NewListPage')).NewListPage),
      page('lists/:id', 'lists:read', async () => (await import('../pages/lists/ListPage')).ListPage),
      page(
        'lists/:id/edit',
        'lists:write',
        async () => (await import('../pages/lists/EditListPage')).EditListPage,
      ),
      page(
        'lists/:id/import',
        'lists:write',
        async () => (await import('../pages/lists/import/UploadPage')).UploadPage,
      ),
      page(
        'lists/:id/imports/:importId',
        'lists:read',
        async () => (await import('../pages/lists/import/ImportPage')).ImportPage,
      ),
      page(
        'campaigns',
        'campaigns:read',
        async () => (await import('../pages/campaigns/CampaignsPage')).CampaignsPage,
      ),
      page(
        'campaigns/new',
        'campaigns:write',
        async () => (await import('../pages/campaigns/NewCampaignPage')).NewCampaignPage,
      ),
      page(
        'campaigns/:id',
        'campaigns:read',
        async () => (await import('../pages/campaigns/CampaignPage')).CampaignPage,
      ),
      page(
        'campaigns/:id/edit',
        'campaigns:write',
        async () => (await import('../pages/campaigns/EditCampaignPage')).EditCampaignPage,
      ),
      page('designs', 'designs:read', async () => (await import('../pages/designs/DesignsPage')).DesignsPage),
      page(
        'designs/:id',
        'designs:read',
        async () => (await import('../pages/designs/DesignPage')).DesignPage,
      ),
      page('batches', 'batches:read', async () => (await import('../pages/batches/BatchesPage')).BatchesPage),
      page('batches/:id', 'batches:read', async () => (await import('../pages/batches/BatchPage')).BatchPage),
      page('revenue', 'revenue:read', async () => (await import('../pages/revenue/RevenuePage')).RevenuePage),
      page(
        'revenue/lines',
        'revenue:read',
        async () => (await import('../pages/revenue/RevenueLinesPage')).RevenueLinesPage,
      ),
      page(
        'suppressions',
        'lists:read',
        async () => (await import('../pages/suppressions/SuppressionsPage')).SuppressionsPage,
      ),
      page(
        'admin/account-fields',
        'accounts:admin',
        async () => (await import('../pages/admin/AccountFieldsPage')).AccountFieldsPage,
      ),
      page(
        'admin/branches',
        'branches:admin',
        async () => (await import('../pages/admin/BranchesPage')).BranchesPage,
      ),
      page('admin/users', 'users:admin', async () => (await import('../pages/admin/UsersPage')).UsersPage),
      page(
        'admin/api-keys',
        'api-keys:admin',
        async () => (await import('../pages/admin/ApiKeysPage')).ApiKeysPage,
      ),
      page(
        'admin/webhooks',
        'webhooks:admin',
        async () => (await import('../pages/admin/webhooks/WebhooksPage')).WebhooksPage,
      ),
      page(
        'admin/webhooks/:id',
        'webhooks:admin',
        async () => (await import('../pages/admin/webhooks/WebhookPage')).WebhookPage,
      ),
      page('audit', 'audit:read', async () => (await import('../pages/audit/AuditPage')).AuditPage),
      { path: '*', element: <NotFound /> },
    ],
  },
]);
