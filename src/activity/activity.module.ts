import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { ActivityListener } from './activity.listener';
import { AuditEntry } from './audit/audit-entry.entity';
import { AuditJournal } from './audit/audit-journal';
import { AuditJournalMark, AuditSeal, AuditUnsealed } from './audit/audit-seal.entity';
import { SealRepository } from './audit/seal.repository';
import { SEAL_AUDIT, SealerService } from './audit/sealer.service';
import { TrailRepository } from './audit/trail.repository';
import { VerifierService } from './audit/verifier.service';
import { Note, NoteVersion } from './notes/note.entity';
import { TimelineLink, TimelinePin } from './timeline/timeline.entity';

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
  providers: [
    ActivityListener,
    TrailRepository,
    SealRepository,
    SealerService,
    AuditJournal,
    VerifierService,
  ],
})
export class ActivityModule {}
