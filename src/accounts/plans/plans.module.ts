import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
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
import { PlanRecordsService } from './plan-records.service';

@Module({
  imports: [TypeOrmModule.forFeature([AccountPlan, PlanGoal]), AccountsModule, ContactsModule],
  controllers: [PlansController],
  providers: [
    PlanRecordsService,
    PlansRepository,
    MeasuresRepository,
    GoalValuesService,
    PlansService,
    GoalsService,
  ],
  exports: [PlansService, GoalsService],
})
export class PlansModule {}
