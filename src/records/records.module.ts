import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ListsModule } from '../../libs/lists/lists.module';
import { QueueModule } from '../../libs/queue/queue.module';
import { bulkEditJob } from './bulk/bulk-edit.job';
import { BulkEdit } from './bulk/bulk-edit.entity';
import { BulkEditItem } from './bulk/bulk-edit-item.entity';
import { BulkEditJobs } from './bulk/bulk-edit.jobs';
import { BulkEditRunner } from './bulk/bulk-edit.runner';
import { BulkEditsController } from './bulk/bulk-edits.controller';
import { BulkEditsRepository } from './bulk/bulk-edits.repository';
import { BulkEditsService } from './bulk/bulk-edits.service';
import { ImportRowsRepository } from './import/import-rows.repository';
import { ImportTemplateController } from './import/import-template.controller';
import { ImportTransfersService } from './import/import-transfers.service';
import { forgetImportJob, recordImportJob } from './import/record-import.job';
import { RecordImport } from './import/record-import.entity';
import { RecordImportRow } from './import/record-import-row.entity';
import { RecordImportJobs } from './import/record-import.jobs';
import { RecordImportRunner } from './import/record-import.runner';
import { RecordImportsController } from './import/record-imports.controller';
import { RecordImportsRepository } from './import/record-imports.repository';
import { RecordImportsService } from './import/record-imports.service';
import { ListExportController } from './export/list-export.controller';
import { ListExportService } from './export/list-export.service';
import { ListsController } from './lists.controller';
import { ListsService } from './lists.service';
import { RecordsRepository } from './records.repository';
import { ListView } from './views/list-view.entity';
import { ViewsController } from './views/views.controller';
import { ViewsRepository } from './views/views.repository';
import { ViewsService } from './views/views.service';

/** Working with lists of records: one mechanism for every table whose feature describes it. */
@Module({
  imports: [
    ListsModule,
    QueueModule.forFeature([bulkEditJob, recordImportJob, forgetImportJob]),
    TypeOrmModule.forFeature([ListView, BulkEdit, BulkEditItem, RecordImport, RecordImportRow]),
  ],
  controllers: [
    ListsController,
    ListExportController,
    ViewsController,
    BulkEditsController,
    RecordImportsController,
    ImportTemplateController,
  ],
  providers: [
    RecordsRepository,
    ListsService,
    ListExportService,
    ViewsRepository,
    ViewsService,
    BulkEditsRepository,
    BulkEditsService,
    BulkEditRunner,
    BulkEditJobs,
    RecordImportsRepository,
    ImportRowsRepository,
    RecordImportsService,
    ImportTransfersService,
    RecordImportRunner,
    RecordImportJobs,
  ],
})
export class RecordsModule {}
