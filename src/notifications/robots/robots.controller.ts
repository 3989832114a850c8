import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import {
  CreateRobotDto,
  RobotDto,
  RobotPageDto,
  RobotQueryDto,
  RobotTestedDto,
  UpdateRobotDto,
} from './robot.dto';
import { RobotsService } from './robots.service';

@ApiTags('notifications')
@Controller('chat-robots')
@Allow('chat-robots:admin')
export class RobotsController {
  constructor(private readonly robots: RobotsService) {}

  @Get()
  @ZodResponse({ status: 200, type: RobotPageDto })
  page(@Query() query: RobotQueryDto) {
    return this.robots.page(query);
  }

  @Post()
  @ZodResponse({ status: 201, type: RobotDto })
  create(@Body() body: CreateRobotDto) {
    return this.robots.create(body);
  }

  @Patch(':id')
  @ZodResponse({ status: 200, type: RobotDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateRobotDto) {
    return this.robots.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Param() { id }: IdParam): Promise<void> {
    return this.robots.remove(id);
  }

  /** Sends a message to the group, so that one sees whether it arrives. */
  @Post(':id/test')
  @OwnTransactions()
  @HttpCode(200)
  @ZodResponse({ status: 200, type: RobotTestedDto })
  test(@Param() { id }: IdParam, @CurrentViewer() viewer: Viewer) {
    return this.robots.test(viewer, id);
  }
}
