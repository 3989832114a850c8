import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import {
  RulesQueryDto,
  SaveCategoryDto,
  SaveDaysDto,
  SaveHoursDto,
  SaveStandardsDto,
  ServiceRulesDto,
} from './service-rules.dto';
import { ServiceRulesService } from './service-rules.service';

@ApiTags('service-desk')
@Controller('service-rules')
export class ServiceRulesController {
  constructor(private readonly rules: ServiceRulesService) {}

  @Get()
  @Allow('cases:read')
  @ZodResponse({ status: 200, type: ServiceRulesDto })
  published(@Query() { of, year }: RulesQueryDto) {
    return this.rules.published(of, year);
  }

  @Put('hours')
  @Allow('service-standards:admin')
  @ZodResponse({ status: 200, type: ServiceRulesDto })
  saveHours(@Body() body: SaveHoursDto) {
    return this.rules.saveHours(body);
  }

  /** Replaces the branch's own days of one year; those of the branches above stay in force beneath them. */
  @Put('days')
  @Allow('service-standards:admin')
  @ZodResponse({ status: 200, type: ServiceRulesDto })
  saveDays(@Body() body: SaveDaysDto) {
    return this.rules.saveDays(body);
  }

  @Put('categories')
  @Allow('service-standards:admin')
  @ZodResponse({ status: 200, type: ServiceRulesDto })
  saveCategory(@Body() body: SaveCategoryDto) {
    return this.rules.saveCategory(body);
  }

  /** All tiers and urgencies together, from a day on. Cases that are open keep what was promised. */
  @Put('standards')
  @Allow('service-standards:admin')
  @ZodResponse({ status: 200, type: ServiceRulesDto })
  saveStandards(@Body() body: SaveStandardsDto) {
    return this.rules.saveStandards(body);
  }
}
