import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts.module';
import { AccountMergesController } from './account-merges.controller';
import { AccountMergesService } from './account-merges.service';
import { DuplicatePairsController } from '../duplicates/duplicate-pairs.controller';
import { DuplicatePairsRepository } from '../duplicates/duplicate-pairs.repository';
import { DuplicatePairsService } from '../duplicates/duplicate-pairs.service';
import { MergesRepository } from './merges.repository';

@Module({
  imports: [AccountsModule],
  controllers: [AccountMergesController, DuplicatePairsController],
  providers: [MergesRepository, AccountMergesService, DuplicatePairsRepository, DuplicatePairsService],
})
export class MergingModule {}
