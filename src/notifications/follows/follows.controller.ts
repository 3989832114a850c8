import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { FollowDto, FollowPageDto, FollowQueryDto, FollowRecordDto } from './follow.dto';
import { FollowsService } from './follows.service';

/** Everybody's own. */
@ApiTags('notifications')
@Controller('follows')
@SignedIn()
export class FollowsController {
  constructor(private readonly follows: FollowsService) {}

  /** With a record's type and id: whether I follow it. */
  @Get()
  @ZodResponse({ status: 200, type: FollowPageDto })
  page(@Query() query: FollowQueryDto) {
    return this.follows.page(query);
  }

  @Post()
  @ZodResponse({ status: 201, type: FollowDto })
  follow(@Body() body: FollowRecordDto) {
    return this.follows.follow(body);
  }

  @Delete(':id')
  @HttpCode(204)
  unfollow(@Param() { id }: IdParam): Promise<void> {
    return this.follows.unfollow(id);
  }
}
