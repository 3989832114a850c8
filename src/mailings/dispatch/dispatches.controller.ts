import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { DispatchDto, ResolveDispatchDto } from './dispatch.dto';
import { DispatchResolutionService } from './dispatch-resolution.service';
import { DispatchesService } from './dispatches.service';

@ApiTags('batches')
@Controller('batches/:id/dispatch')
export class DispatchesController {
  constructor(
    private readonly dispatches: DispatchesService,
    private readonly resolutions: DispatchResolutionService,
  ) {}

  @Get()
  @Allow('batches:read')
  @ZodResponse({ status: 200, type: DispatchDto })
  get(@Param() { id }: IdParam) {
    return this.dispatches.ofBatch(id);
  }

  /** Hands the batch over, once: asked again it answers with the dispatch there is. */
  @Post()
  @Allow('batches:dispatch')
  @HttpCode(202)
  @ZodResponse({ status: 202, type: DispatchDto })
  dispatch(@Param() { id }: IdParam) {
    return this.dispatches.dispatch(id);
  }

  @Post('resolution')
  @Allow('batches:dispatch')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: DispatchDto })
  resolve(@Param() { id }: IdParam, @Body() { delivered }: ResolveDispatchDto) {
    return this.resolutions.resolve(id, delivered);
  }
}
