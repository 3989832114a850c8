import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts.module';
import { AccountMove } from '../workload/account-move.entity';
import { MovesController } from '../workload/moves.controller';
import { MovesRepository } from '../workload/moves.repository';
import { MovesService } from '../workload/moves.service';
import { WorkloadController } from '../workload/workload.controller';
import { WorkloadRepository } from '../workload/workload.repository';
import { PlansModule } from '../plans/plans.module';
import { ChecklistRepository } from './checklist.repository';
import { ChecklistService } from './checklist.service';
import { AccountHandOver } from './hand-over.entity';
import { HandOverItem } from './hand-over-item.entity';
import { HandOversController } from './hand-overs.controller';
import { HandOversRepository } from './hand-overs.repository';
import { HandOversService } from './hand-overs.service';
import { PackService } from './pack.service';
import { WorkloadService } from '../workload/workload.service';

@Module({
  imports: [
    AccountsModule,
    PlansModule,
    TypeOrmModule.forFeature([AccountHandOver, HandOverItem, AccountMove]),
  ],
  controllers: [HandOversController, WorkloadController, MovesController],
  providers: [
    HandOversRepository,
    ChecklistRepository,
    HandOversService,
    ChecklistService,
    PackService,
    WorkloadRepository,
    WorkloadService,
    MovesRepository,
    MovesService,
  ],
  exports: [HandOversService],
})
export class HandOverModule {}
