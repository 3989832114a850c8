import { Module } from '@nestjs/common';
import { AbsencesModule } from '../accounts/absences/absences.module';
import { AccountsModule } from '../accounts/accounts.module';
import { ContactsModule } from '../accounts/contacts/contacts.module';
import { PlansModule } from '../accounts/plans/plans.module';
import { HandOverModule } from '../accounts/hand-over/hand-over.module';
import { AddressListsModule } from '../address-lists/address-lists.module';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { NotificationsModule } from '../notifications/notifications.module';
import { RevenueModule } from '../revenue/revenue.module';
import { ServiceDeskModule } from '../service-desk/service-desk.module';
import { DemoCasesService } from './demo-cases.service';
import { DemoContactsService } from './demo-contacts.service';
import { DemoContentService } from './demo-content.service';
import { DemoDuplicatesService } from './demo-duplicates.service';
import { DemoFollowsService } from './demo-follows.service';
import { DemoListsService } from './demo-lists.service';
import { DemoPlanPartsService } from './demo-plan-parts.service';
import { DemoPlansService } from './demo-plans.service';
import { DemoTeamsService } from './demo-teams.service';
import { DemoRepository } from './demo.repository';
import { DemoService } from './demo.service';
import { DemoYearService } from './demo-year.service';

@Module({
  imports: [
    AccountsModule,
    ContactsModule,
    PlansModule,
    AbsencesModule,
    HandOverModule,
    AddressListsModule,
    CampaignsModule,
    NotificationsModule,
    RevenueModule,
    ServiceDeskModule,
  ],
  providers: [
    DemoRepository,
    DemoYearService,
    DemoContactsService,
    DemoCasesService,
    DemoDuplicatesService,
    DemoFollowsService,
    DemoListsService,
    DemoPlanPartsService,
    DemoPlansService,
    DemoTeamsService,
    DemoContentService,
    DemoService,
  ],
  exports: [DemoService],
})
export class DemoModule {}
