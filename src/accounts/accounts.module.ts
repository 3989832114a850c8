import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { AccountsController } from './accounts.controller';
import { AccountsRepository } from './accounts.repository';
import { AccountsService } from './accounts.service';
import { CustomField } from './custom-fields/custom-field.entity';
import { CustomFieldsController } from './custom-fields/custom-fields.controller';
import { CustomFieldsRepository } from './custom-fields/custom-fields.repository';
import { CustomFieldsService } from './custom-fields/custom-fields.service';
import { AccountDocument } from './documents/account-document.entity';
import { DocumentVersion } from './documents/document-version.entity';
import { DocumentsController } from './documents/documents.controller';
import { DocumentsRepository } from './documents/documents.repository';
import { DocumentsService } from './documents/documents.service';
import { AccountDuplicatesRepository } from './duplicates/account-duplicates.repository';
import { AccountDuplicatesService } from './duplicates/account-duplicates.service';
import { GroupsController } from './groups/groups.controller';
import { GroupsRepository } from './groups/groups.repository';
import { GroupsService } from './groups/groups.service';
import { AccountImportRepository } from './import/account-import.repository';
import { AccountImportUndo } from './import/account-import-undo';
import { AccountImporter } from './import/account-importer';
import { IndustriesController } from './industries.controller';
import { KeyAccount } from './key-account.entity';
import { AccountEditRepository } from './list/account-edit.repository';
import { AccountEditor } from './list/account-editor';
import { AccountClassesService } from './list/account-classes.service';
import { AccountList } from './list/account-list';
import { AccountListService } from './list/account-list.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { RegradingController } from './regrading/regrading.controller';
import { GRADE_TIERS, RegradingJobsService } from './regrading/regrading-jobs.service';
import { RegradingService } from './regrading/regrading.service';
import { TierProposal } from './regrading/tier-proposal.entity';
import { TierProposalsRepository } from './regrading/tier-proposals.repository';
import { TierRule } from './regrading/tier-rule.entity';
import { TierRulesRepository } from './regrading/tier-rules.repository';
import { AccountMember } from './team/account-member.entity';
import { ManagerDaysRepository } from './team/manager-days.repository';
import { FOLLOW_SEAT, ManagerDaysService } from './team/manager-days.service';
import { TeamController } from './team/team.controller';
import { TeamRepository } from './team/team.repository';
import { TeamService } from './team/team.service';

@Module({
  imports: [
    QueueModule.forFeature([FOLLOW_SEAT, GRADE_TIERS]),
    TypeOrmModule.forFeature([
      KeyAccount,
      AccountMember,
      CustomField,
      AccountDocument,
      DocumentVersion,
      TierRule,
      TierProposal,
    ]),
  ],
  controllers: [
    AccountsController,
    TeamController,
    IndustriesController,
    PeopleController,
    GroupsController,
    CustomFieldsController,
    DocumentsController,
    RegradingController,
  ],
  providers: [
    AccountEditRepository,
    AccountEditor,
    AccountList,
    AccountListService,
    AccountImportRepository,
    AccountImportUndo,
    AccountImporter,
    AccountDuplicatesRepository,
    AccountDuplicatesService,
    AccountsRepository,
    TeamRepository,
    TeamService,
    ManagerDaysRepository,
    ManagerDaysService,
    AccountsService,
    PeopleService,
    GroupsRepository,
    GroupsService,
    CustomFieldsRepository,
    CustomFieldsService,
    DocumentsRepository,
    DocumentsService,
    TierRulesRepository,
    TierProposalsRepository,
    RegradingService,
    RegradingJobsService,
    AccountClassesService,
  ],
  exports: [
    AccountClassesService,
    AccountDuplicatesService,
    AccountsService,
    CustomFieldsService,
    RegradingService,
    TeamService,
  ],
})
export class AccountsModule {}
