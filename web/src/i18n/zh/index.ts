import accounts from './accounts.json';
import activity from './activity.json';
import admin from './admin.json';
import batches from './batches.json';
import campaigns from './campaigns.json';
import common from './common.json';
import conflict from './conflict.json';
import contacts from './contacts.json';
import designs from './designs.json';
import duplicates from './duplicates.json';
import findings from './findings.json';
import imports from './imports.json';
import lists from './lists.json';
import login from './login.json';
import notifications from './notifications.json';
import pdf from './pdf.json';
import plans from './plans.json';
import profile from './profile.json';
import people from './people.json';
import progress from './progress.json';
import records from './records.json';
import revenue from './revenue.json';
import robots from './robots.json';
import search from './search.json';
import service from './service.json';
import shell from './shell.json';
import spoilage from './spoilage.json';
import suppressions from './suppressions.json';
import table from './table.json';
import team from './team.json';
import webhooks from './webhooks.json';

export const messages = {
  accounts,
  activity,
  admin,
  batches,
  campaigns,
  common,
  conflict,
  contacts,
  designs,
  duplicates,
  findings,
  imports,
  lists,
  login,
  notifications,
  pdf,
  people,
  plans,
  profile,
  progress,
  records,
  revenue,
  robots,
  search,
  service,
  shell,
  spoilage,
  suppressions,
  table,
  team,
  webhooks,
};
