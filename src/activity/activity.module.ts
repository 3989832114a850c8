import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { ActivityListener } from './activity.listener';
import { AuditController } from './audit/audit.controller';
import { AuditRepository } from './audit/audit.repository';
import { AuditService } from './audit/audit.service';
import { AuditEntry } from './audit/audit-entry.entity';
import { AuditJournal } from './audit/audit-journal';
import { AuditJournalMark, AuditSeal, AuditUnsealed } from './audit/audit-seal.entity';
import { SealRepository } from './audit/seal.repository';
import { SEAL_AUDIT, SealerService } from './audit/sealer.service';
import { TrailRepository } from './audit/trail.repository';
import { VerifierService } from './audit/verifier.service';
import { Note, NoteVersion } from './notes/note.entity';
import { NotesController } from './notes/notes.controller';
import { NotesRepository } from './notes/notes.repository';
import { NotesService } from './notes/notes.service';
import {
  AccountTimelineController,
  BatchTimelineController,
  CampaignTimelineController,
  ContactTimelineController,
  ListTimelineController,
} from './timeline/timeline.controller';
import { TimelineLink, TimelinePin } from './timeline/timeline.entity';
import { TimelineRepository } from './timeline/timeline.repository';
import { TimelineService } from './timeline/timeline.service';

/** Timelines and the trail beneath them: listens to everything, nothing imports it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      AuditEntry,
      AuditSeal,
      AuditUnsealed,
      AuditJournalMark,
      TimelineLink,
      TimelinePin,
      Note,
      NoteVersion,
    ]),
    QueueModule.forFeature([SEAL_AUDIT]),
  ],
  controllers: [
    AuditController,
    AccountTimelineController,
    ContactTimelineController,
    CampaignTimelineController,
    BatchTimelineController,
    ListTimelineController,
    NotesController,
  ],
  providers: [
    ActivityListener,
    TrailRepository,
    SealRepository,
    SealerService,
    AuditJournal,
    VerifierService,
    AuditRepository,
    AuditService,
    TimelineRepository,
    TimelineService,
    NotesRepository,
    NotesService,
  ],
})
export class ActivityModule {}
