import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { AddressListsModule } from '../address-lists/address-lists.module';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { BatchList } from './batches/batch-list';
import {
  AccountBatches,
  AddressListBatches,
  CampaignBatches,
  DesignBatches,
} from './batches/batch-relations';
import { BatchSetUp } from './batches/batch-set-up';
import { BatchesController } from './batches/batches.controller';
import { BatchesRepository } from './batches/batches.repository';
import { BatchesService } from './batches/batches.service';
import { FreezeRepository } from './batches/freeze.repository';
import { FreezerService } from './batches/freezer.service';
import { MailBatch } from './batches/mail-batch.entity';
import { MailExclusion } from './batches/mail-exclusion.entity';
import { MailPiece } from './batches/mail-piece.entity';
import { ProofsService } from './batches/proofs.service';
import { ArtworkStore } from './designs/artwork-store';
import { DesignList } from './designs/design-list';
import { DesignRecord } from './designs/design.entity';
import { DesignVersion } from './designs/design-version.entity';
import { DesignsController } from './designs/designs.controller';
import { DesignsRepository } from './designs/designs.repository';
import { DesignsService } from './designs/designs.service';
import { PreviewService } from './designs/preview.service';
import { ConsignmentService } from './dispatch/consignment.service';
import { Dispatch } from './dispatch/dispatch.entity';
import { DispatcherService } from './dispatch/dispatcher.service';
import { DispatchesController } from './dispatch/dispatches.controller';
import { DispatchesRepository } from './dispatch/dispatches.repository';
import { DispatchesService } from './dispatch/dispatches.service';
import { DispatchJournal } from './dispatch/dispatch-journal';
import { DispatchOutcomesService } from './dispatch/dispatch-outcomes.service';
import { DispatchResolutionService } from './dispatch/dispatch-resolution.service';
import { ManifestRepository } from './dispatch/manifest.repository';
import { DueMailings } from './due-mailings';
import { JobViewersService } from './job-viewers.service';
import { MAILING_JOBS } from './mailings.jobs';
import { BatchCloserService } from './printing/batch-closer.service';
import { ChunkContentsService } from './printing/chunk-contents.service';
import { ChunkPrinterService } from './printing/chunk-printer.service';
import { ChunksRepository } from './printing/chunks.repository';
import { FindingsRepository } from './printing/findings.repository';
import { FindingsService } from './printing/findings.service';
import { MailChunk } from './printing/mail-chunk.entity';
import { MailPieceFinding } from './printing/mail-piece-finding.entity';
import { MakeGoodsRepository } from './printing/make-goods.repository';
import { PressRoom } from './printing/press-room';
import { PrintedFilesService } from './printing/printed-files.service';
import { PrintingService } from './printing/printing.service';
import { MailSpoilage } from './spoilage/mail-spoilage.entity';
import { SpoilageController } from './spoilage/spoilage.controller';
import { SpoilageRepository } from './spoilage/spoilage.repository';
import { SpoilageService } from './spoilage/spoilage.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      DesignRecord,
      DesignVersion,
      MailBatch,
      MailPiece,
      MailExclusion,
      MailPieceFinding,
      MailChunk,
      MailSpoilage,
      Dispatch,
    ]),
    QueueModule.forFeature(MAILING_JOBS),
    AddressListsModule,
    CampaignsModule,
  ],
  controllers: [DesignsController, BatchesController, DispatchesController, SpoilageController],
  providers: [
    ArtworkStore,
    DesignList,
    DesignsRepository,
    DesignsService,
    PreviewService,
    BatchList,
    AccountBatches,
    CampaignBatches,
    AddressListBatches,
    DesignBatches,
    BatchSetUp,
    BatchesRepository,
    BatchesService,
    FreezeRepository,
    FreezerService,
    ProofsService,
    JobViewersService,
    ChunksRepository,
    PressRoom,
    ChunkContentsService,
    ChunkPrinterService,
    BatchCloserService,
    PrintingService,
    MakeGoodsRepository,
    PrintedFilesService,
    SpoilageRepository,
    SpoilageService,
    FindingsRepository,
    FindingsService,
    DispatchJournal,
    DispatchesRepository,
    ManifestRepository,
    ConsignmentService,
    DispatchOutcomesService,
    DispatcherService,
    DispatchesService,
    DispatchResolutionService,
    DueMailings,
  ],
  exports: [DesignsService, BatchesService, PrintingService, DispatchesService],
})
export class MailingsModule {}
