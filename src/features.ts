import { AbsencesModule } from './accounts/absences/absences.module';
import { AccountsModule } from './accounts/accounts.module';
import { ActivityModule } from './activity/activity.module';
import { AddressListsModule } from './address-lists/address-lists.module';
import { CampaignsModule } from './campaigns/campaigns.module';
import { ContactsModule } from './accounts/contacts/contacts.module';
import { DemoModule } from './demo/demo.module';
import { HandOverModule } from './accounts/hand-over/hand-over.module';
import { IdentityModule } from './identity/identity.module';
import { MailingsModule } from './mailings/mailings.module';
import { MergingModule } from './accounts/merging/merging.module';
import { NotificationsModule } from './notifications/notifications.module';
import { PlansModule } from './accounts/plans/plans.module';
import { RecordsModule } from './records/records.module';
import { RevenueModule } from './revenue/revenue.module';
import { SearchModule } from './search/search.module';
import { ServiceDeskModule } from './service-desk/service-desk.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** Every feature of the product, in the order of who may import whom. */
export const FEATURES = [
  IdentityModule,
  RecordsModule,
  AccountsModule,
  ContactsModule,
  MergingModule,
  AbsencesModule,
  HandOverModule,
  PlansModule,
  ServiceDeskModule,
  AddressListsModule,
  CampaignsModule,
  MailingsModule,
  RevenueModule,
  SearchModule,
  ActivityModule,
  NotificationsModule,
  WebhooksModule,
  DemoModule,
];
