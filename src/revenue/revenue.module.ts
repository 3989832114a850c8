import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { RevenueController } from './revenue.controller';
import { RevenueExportService } from './revenue-export.service';
import { AccountRevenueLines, CampaignRevenue, RevenueList } from './revenue-list';
import { RevenueLine } from './revenue-line.entity';
import { RevenueListener } from './revenue.listener';
import { RevenueRepository } from './revenue.repository';
import { RevenueService } from './revenue.service';

@Module({
  imports: [TypeOrmModule.forFeature([RevenueLine]), AccountsModule, CampaignsModule],
  controllers: [RevenueController],
  providers: [
    RevenueList,
    AccountRevenueLines,
    CampaignRevenue,
    RevenueRepository,
    RevenueService,
    RevenueExportService,
    RevenueListener,
  ],
  exports: [RevenueService],
})
export class RevenueModule {}
