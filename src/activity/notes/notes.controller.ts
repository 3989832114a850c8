import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow, SignedIn } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { ChangeNoteDto, NoteDto, NoteVersionsDto } from '../timeline/timeline.dto';
import { NotesService } from './notes.service';

@ApiTags('timelines')
@Controller('notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Patch(':id')
  @Allow('notes:write')
  @ZodResponse({ status: 200, type: NoteDto })
  change(@Param() { id }: IdParam, @Body() body: ChangeNoteDto) {
    return this.notes.change(id, body);
  }

  @Delete(':id')
  @Allow('notes:write')
  @HttpCode(204)
  remove(@Param() { id }: IdParam): Promise<void> {
    return this.notes.remove(id);
  }

  /** Whoever sees the record the note is on sees what it read before. */
  @Get(':id/versions')
  @SignedIn()
  @ZodResponse({ status: 200, type: NoteVersionsDto })
  versions(@Param() { id }: IdParam) {
    return this.notes.versions(id);
  }
}
