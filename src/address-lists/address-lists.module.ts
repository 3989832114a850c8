import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { AccountsModule } from '../accounts/accounts.module';
import { AddressList } from './address-list.entity';
import { AddressListsController } from './address-lists.controller';
import { AddressListsRepository } from './address-lists.repository';
import { AddressListsService } from './address-lists.service';
import { DueImports } from './imports/due-imports';
import { ForgottenUploads } from './imports/forgotten-uploads';
import { forgetUploadJob, ImportJobs, importListJob } from './imports/import.jobs';
import { ImportLoader } from './imports/import-loader';
import { ImportRunner } from './imports/import-runner';
import { ImportTransfers } from './imports/import-transfers';
import { ImportsController } from './imports/imports.controller';
import { ImportsRepository } from './imports/imports.repository';
import { ImportsService } from './imports/imports.service';
import { ListImport } from './imports/list-import.entity';
import { PreviewService } from './imports/preview.service';
import { StagingRepository } from './imports/staging.repository';
import { ListOfLists } from './list/list-of-lists';
import { ListsEditRepository } from './list/lists-edit.repository';
import { ListsEditor } from './list/lists-editor';
import { AddressRecord } from './records/address-record.entity';
import { AddressRecordsController } from './records/address-records.controller';
import { AddressRecordsRepository } from './records/address-records.repository';
import { AddressRecordsService } from './records/address-records.service';
import { SuppressedHash, Suppression } from './suppressions/suppression.entity';
import { SuppressionList } from './suppressions/suppression-list';
import { SuppressionsController } from './suppressions/suppressions.controller';
import { SuppressionsRepository } from './suppressions/suppressions.repository';
import { SuppressionsService } from './suppressions/suppressions.service';

/** Lists of addressees: where they came from, on what basis, and who of them must not be written to. */
@Module({
  imports: [
    AccountsModule,
    QueueModule.forFeature([importListJob, forgetUploadJob]),
    TypeOrmModule.forFeature([AddressList, ListImport, AddressRecord, Suppression, SuppressedHash]),
  ],
  controllers: [AddressListsController, ImportsController, AddressRecordsController, SuppressionsController],
  providers: [
    AddressListsRepository,
    AddressListsService,
    ListsEditRepository,
    ListsEditor,
    ListOfLists,
    ImportsRepository,
    StagingRepository,
    ImportsService,
    PreviewService,
    ImportTransfers,
    ImportLoader,
    ImportRunner,
    ForgottenUploads,
    ImportJobs,
    DueImports,
    AddressRecordsRepository,
    AddressRecordsService,
    SuppressionList,
    SuppressionsRepository,
    SuppressionsService,
  ],
  exports: [AddressListsService, SuppressionsService],
})
export class AddressListsModule {}
