import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { InboxService } from './inbox.service';
import {
  MarkAllDto,
  MarkDto,
  MarkedAllDto,
  NotificationDto,
  NotificationPageDto,
  NotificationQueryDto,
  UndoMarkAllDto,
  UndoneDto,
  UnreadDto,
} from './notification.dto';

/** Everybody's own. */
@ApiTags('notifications')
@Controller('notifications')
@SignedIn()
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  @ZodResponse({ status: 200, type: NotificationPageDto })
  page(@Query() query: NotificationQueryDto) {
    return this.inbox.page(query);
  }

  @Get('unread')
  @ZodResponse({ status: 200, type: UnreadDto })
  unread() {
    return this.inbox.unread();
  }

  @Post('read')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: MarkedAllDto })
  markAll(@Body() body: MarkAllDto) {
    return this.inbox.markAll(body);
  }

  @Post('read/undo')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: UndoneDto })
  undo(@Body() { readAt }: UndoMarkAllDto) {
    return this.inbox.undo(readAt);
  }

  @Patch(':id')
  @ZodResponse({ status: 200, type: NotificationDto })
  mark(@Param() { id }: IdParam, @Body() { read }: MarkDto) {
    return this.inbox.mark(id, read);
  }
}
