import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { WorkloadDto, WorkloadQueryDto } from './workload.dto';
import { WorkloadService } from './workload.service';

@ApiTags('service teams')
@Controller('workload')
export class WorkloadController {
  constructor(private readonly workload: WorkloadService) {}

  @Get()
  @Allow('workload:read')
  @ZodResponse({ status: 200, type: WorkloadDto })
  of(@Query() { branchId }: WorkloadQueryDto) {
    return this.workload.of(branchId ?? null);
  }
}
