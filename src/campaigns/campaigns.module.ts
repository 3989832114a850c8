import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { Campaign } from './campaign.entity';
import { CampaignEditor } from './campaign-editor';
import { CampaignsController } from './campaigns.controller';
import { AccountCampaigns, CampaignList } from './campaign-list';
import { CampaignsRepository } from './campaigns.repository';
import { CampaignsService } from './campaigns.service';
import { ProductsController } from './products.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Campaign]), AccountsModule],
  controllers: [CampaignsController, ProductsController],
  providers: [CampaignEditor, CampaignList, AccountCampaigns, CampaignsRepository, CampaignsService],
  exports: [CampaignsService],
})
export class CampaignsModule {}
