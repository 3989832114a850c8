import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import {
  CreateSuppressionDto,
  SuppressionDto,
  SuppressionPageDto,
  SuppressionQueryDto,
} from './suppression.dto';
import { SuppressionsService } from './suppressions.service';

@ApiTags('suppressions')
@Controller('suppressions')
export class SuppressionsController {
  constructor(private readonly suppressions: SuppressionsService) {}

  @Get()
  @Allow('lists:read')
  @ZodResponse({ status: 200, type: SuppressionPageDto })
  page(@Query() query: SuppressionQueryDto) {
    return this.suppressions.page(query);
  }

  /** Keeps a keyed hash of who must not be written to; the name and the address are not kept. */
  @Post()
  @Allow('suppression:write')
  @ZodResponse({ status: 201, type: SuppressionDto })
  create(@Body() body: CreateSuppressionDto) {
    return this.suppressions.create(body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('suppression:write')
  delete(@Param() { id }: IdParam) {
    return this.suppressions.delete(id);
  }
}
