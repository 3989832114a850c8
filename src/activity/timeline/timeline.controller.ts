import { Body, Controller, Get, HttpCode, Injectable, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import type { RecordType } from '../activity-rules';
import { NotesService } from '../notes/notes.service';
import {
  FieldHistoryDto,
  FieldHistoryQueryDto,
  NoteDto,
  PinDto,
  ReadersDto,
  ReadersQueryDto,
  TimelineDto,
  TimelineQueryDto,
  WriteNoteDto,
} from './timeline.dto';
import { TimelineService } from './timeline.service';

/** The same for every record that has a timeline; the record's own permission opens the reading. */
@Injectable()
abstract class TimelineController {
  protected abstract readonly type: RecordType;

  constructor(
    private readonly timelines: TimelineService,
    private readonly notes: NotesService,
  ) {}

  @Get(':id/timeline')
  @ZodResponse({ status: 200, type: TimelineDto })
  timeline(@Param() { id }: IdParam, @Query() query: TimelineQueryDto) {
    return this.timelines.of(this.type, id, query);
  }

  @Get(':id/field-history')
  @ZodResponse({ status: 200, type: FieldHistoryDto })
  fieldHistory(@Param() { id }: IdParam, @Query() query: FieldHistoryQueryDto) {
    return this.timelines.fieldHistory(this.type, id, query);
  }

  @Get(':id/readers')
  @ZodResponse({ status: 200, type: ReadersDto })
  readers(@Param() { id }: IdParam, @Query() { q }: ReadersQueryDto) {
    return this.timelines.readers(this.type, id, q);
  }

  @Post(':id/timeline/pins')
  @Allow('notes:write')
  @HttpCode(204)
  async pin(@Param() { id }: IdParam, @Body() body: PinDto): Promise<void> {
    await this.timelines.pin(this.type, id, body);
  }

  @Post(':id/notes')
  @Allow('notes:write')
  @ZodResponse({ status: 201, type: NoteDto })
  write(@Param() { id }: IdParam, @Body() { text }: WriteNoteDto) {
    return this.notes.write(this.type, id, text);
  }
}

@ApiTags('timelines')
@Controller('accounts')
@Allow('accounts:read')
export class AccountTimelineController extends TimelineController {
  protected readonly type = 'account';
}

@ApiTags('timelines')
@Controller('contacts')
@Allow('accounts:read')
export class ContactTimelineController extends TimelineController {
  protected readonly type = 'contact';
}

@ApiTags('timelines')
@Controller('campaigns')
@Allow('campaigns:read')
export class CampaignTimelineController extends TimelineController {
  protected readonly type = 'campaign';
}

@ApiTags('timelines')
@Controller('batches')
@Allow('batches:read')
export class BatchTimelineController extends TimelineController {
  protected readonly type = 'batch';
}

@ApiTags('timelines')
@Controller('address-lists')
@Allow('lists:read')
export class ListTimelineController extends TimelineController {
  protected readonly type = 'list';
}
