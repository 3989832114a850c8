import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../../libs/auth/auth.decorators';
import { IdParam } from '../../../../libs/http/page.dto';
import { GoalsService } from './goals.service';
import {
  CreateGoalDto,
  CreatePlanDto,
  GoalDto,
  PlanDto,
  PlanOfYearDto,
  PlanQueryDto,
  StepPlanDto,
  UpdateGoalDto,
  UpdatePlanDto,
} from './plan.dto';
import { PlansService } from './plans.service';

@ApiTags('account plans')
@Controller()
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly goals: GoalsService,
  ) {}

  /** The plan of a year, this one unless said otherwise, with every goal counted now. */
  @Get('accounts/:id/plan')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: PlanOfYearDto })
  ofYear(@Param() { id }: IdParam, @Query() { year }: PlanQueryDto) {
    return this.plans.ofYear(id, year);
  }

  @Post('accounts/:id/plan')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: PlanDto })
  create(@Param() { id }: IdParam, @Body() body: CreatePlanDto) {
    return this.plans.create(id, body);
  }

  @Patch('account-plans/:id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: PlanDto })
  update(@Param() { id }: IdParam, @Body() body: UpdatePlanDto) {
    return this.plans.update(id, body);
  }

  @Post('account-plans/:id/steps')
  @HttpCode(200)
  @Allow('accounts:approve')
  @ZodResponse({ status: 200, type: PlanDto })
  step(@Param() { id }: IdParam, @Body() body: StepPlanDto) {
    return this.plans.step(id, body);
  }

  @Post('account-plans/:id/goals')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: GoalDto })
  addGoal(@Param() { id }: IdParam, @Body() body: CreateGoalDto) {
    return this.goals.add(id, body);
  }

  @Patch('plan-goals/:id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: GoalDto })
  updateGoal(@Param() { id }: IdParam, @Body() body: UpdateGoalDto) {
    return this.goals.update(id, body);
  }

  @Delete('plan-goals/:id')
  @HttpCode(204)
  @Allow('accounts:write')
  async removeGoal(@Param() { id }: IdParam): Promise<void> {
    await this.goals.remove(id);
  }
}
