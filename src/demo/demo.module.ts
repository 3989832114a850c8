import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { AddressListsModule } from '../address-lists/address-lists.module';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { RevenueModule } from '../revenue/revenue.module';
import { DemoListsService } from './demo-lists.service';
import { DemoRepository } from './demo.repository';
import { DemoService } from './demo.service';
import { DemoYearService } from './demo-year.service';

@Module({
  imports: [AccountsModule, AddressListsModule, CampaignsModule, RevenueModule],
  providers: [DemoRepository, DemoYearService, DemoListsService, DemoService],
  exports: [DemoService],
})
export class DemoModule {}
