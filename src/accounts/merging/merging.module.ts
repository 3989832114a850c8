import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts.module';
import { ContactsModule } from '../contacts/contacts.module';
import { AccountMergesController } from './account-merges.controller';
import { AccountMergesService } from './account-merges.service';
import { DuplicatePairsController } from '../duplicates/duplicate-pairs.controller';
import { DuplicatePairsRepository } from '../duplicates/duplicate-pairs.repository';
import { DuplicatePairsService } from '../duplicates/duplicate-pairs.service';
import { ContactMergesController } from './contact-merges.controller';
import { ContactMergesService } from './contact-merges.service';
import { MergesRepository } from './merges.repository';

@Module({
  imports: [AccountsModule, ContactsModule],
  controllers: [AccountMergesController, ContactMergesController, DuplicatePairsController],
  providers: [
    MergesRepository,
    AccountMergesService,
    ContactMergesService,
    DuplicatePairsRepository,
    DuplicatePairsService,
  ],
})
export class MergingModule {}
