import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../libs/auth/auth.decorators';
import { ListFieldsDto, ListParam } from './list-fields.dto';
import { ListSummaryDto, ListSummaryQueryDto } from './list-summary.dto';
import { ListsService } from './lists.service';

// A list asks for its own permission: whoever may not read it finds no such list.
@ApiTags('lists')
@Controller('lists/:list')
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  /** What the list can be filtered, sorted, grouped and edited by, as far as the reader may. */
  @Get('fields')
  @SignedIn()
  @ZodResponse({ status: 200, type: ListFieldsDto })
  fields(@Param() { list }: ListParam) {
    return this.lists.fields(list);
  }

  /** How many records match, what they add up to, and into which groups they fall. */
  @Get('summary')
  @SignedIn()
  @ZodResponse({ status: 200, type: ListSummaryDto })
  summary(@Param() { list }: ListParam, @Query() query: ListSummaryQueryDto) {
    return this.lists.summary(list, query);
  }
}
