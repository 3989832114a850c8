import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { RevenueModule } from '../revenue/revenue.module';
import { DemoRepository } from './demo.repository';
import { DemoService } from './demo.service';
import { DemoYearService } from './demo-year.service';

@Module({
  imports: [AccountsModule, CampaignsModule, RevenueModule],
  providers: [DemoRepository, DemoYearService, DemoService],
  exports: [DemoService],
})
export class DemoModule {}
