import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { MovesService } from './moves.service';
import { MakeMoveDto, MoveDto, MovePreviewDto, MovesDto, PreviewMoveDto } from './workload.dto';

@ApiTags('service teams')
@Controller('account-moves')
export class MovesController {
  constructor(private readonly moves: MovesService) {}

  @Get()
  @Allow('workload:read')
  @ZodResponse({ status: 200, type: MovesDto })
  list() {
    return this.moves.list();
  }

  /** What a move would move; nothing is changed. */
  @Post('preview')
  @HttpCode(200)
  @Allow('teams:write')
  @ZodResponse({ status: 200, type: MovePreviewDto })
  preview(@Body() body: PreviewMoveDto) {
    return this.moves.preview(body);
  }

  @Post()
  @Allow('teams:write')
  @ZodResponse({ status: 201, type: MoveDto })
  make(@Body() body: MakeMoveDto) {
    return this.moves.make(body);
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Allow('teams:write')
  @ZodResponse({ status: 200, type: MoveDto })
  undo(@Param() { id }: IdParam) {
    return this.moves.undo(id);
  }
}
