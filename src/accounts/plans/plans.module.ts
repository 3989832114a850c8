import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../../libs/queue/queue.module';
import { AccountsModule } from '../accounts.module';
import { ContactsModule } from '../contacts/contacts.module';
import { AccountPlan } from './goals/account-plan.entity';
import { GoalValuesService } from './goals/goal-values.service';
import { GoalsService } from './goals/goals.service';
import { MeasuresRepository } from './goals/measures.repository';
import { PlanGoal } from './goals/plan-goal.entity';
import { PlansController } from './goals/plans.controller';
import { PlansRepository } from './goals/plans.repository';
import { PlansService } from './goals/plans.service';
import { AccountHealthFields } from './health/account-health-fields';
import { HealthController } from './health/health.controller';
import { HealthRepository } from './health/health.repository';
import { HealthService } from './health/health.service';
import { CHECK_DECLINE, COUNT_HEALTH, PlanJobsService } from './plan-jobs.service';
import { PlanRecordsService } from './plan-records.service';
import { DeclineThreshold } from './recovery/decline-threshold.entity';
import { DeclineRepository } from './recovery/decline.repository';
import { DeclineService } from './recovery/decline.service';
import { RecoveryPlan } from './recovery/recovery-plan.entity';
import { RecoveryController } from './recovery/recovery.controller';
import { RecoveryRepository } from './recovery/recovery.repository';
import { RecoveryService } from './recovery/recovery.service';
import { ThresholdsRepository } from './recovery/thresholds.repository';
import { ThresholdsService } from './recovery/thresholds.service';
import { AccountAction } from './risks/account-action.entity';
import { AccountRisk } from './risks/account-risk.entity';
import { ActionsService } from './risks/actions.service';
import { RisksController } from './risks/risks.controller';
import { RisksRepository } from './risks/risks.repository';
import { RisksService } from './risks/risks.service';
import { WhitespaceController } from './whitespace/whitespace.controller';
import { WhitespaceRepository } from './whitespace/whitespace.repository';
import { WhitespaceService } from './whitespace/whitespace.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      AccountPlan,
      PlanGoal,
      AccountRisk,
      AccountAction,
      RecoveryPlan,
      DeclineThreshold,
    ]),
    QueueModule.forFeature([COUNT_HEALTH, CHECK_DECLINE]),
    AccountsModule,
    ContactsModule,
  ],
  controllers: [PlansController, WhitespaceController, HealthController, RisksController, RecoveryController],
  providers: [
    PlanRecordsService,
    PlansRepository,
    MeasuresRepository,
    GoalValuesService,
    PlansService,
    GoalsService,
    WhitespaceRepository,
    WhitespaceService,
    HealthRepository,
    HealthService,
    AccountHealthFields,
    RisksRepository,
    RisksService,
    ActionsService,
    DeclineRepository,
    DeclineService,
    RecoveryRepository,
    RecoveryService,
    ThresholdsRepository,
    ThresholdsService,
    PlanJobsService,
  ],
  exports: [
    PlansService,
    GoalsService,
    WhitespaceService,
    HealthService,
    RisksService,
    ActionsService,
    DeclineService,
    RecoveryService,
  ],
})
export class PlansModule {}
