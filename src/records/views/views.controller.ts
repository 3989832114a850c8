import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { CreateViewDto, UpdateViewDto, ViewDto, ViewsDto, ViewsQueryDto } from './view.dto';
import { ViewsService } from './views.service';

// Everybody may keep views of the lists they may read; to share one takes the permission `views:share`.
@ApiTags('lists')
@Controller('list-views')
export class ViewsController {
  constructor(private readonly views: ViewsService) {}

  /** The reader's own views of a list, and those shared with them. */
  @Get()
  @SignedIn()
  @ZodResponse({ status: 200, type: ViewsDto })
  ofList(@Query() { list }: ViewsQueryDto) {
    return this.views.ofList(list);
  }

  @Get(':id')
  @SignedIn()
  @ZodResponse({ status: 200, type: ViewDto })
  get(@Param() { id }: IdParam) {
    return this.views.get(id);
  }

  @Post()
  @SignedIn()
  @ZodResponse({ status: 201, type: ViewDto })
  create(@Body() body: CreateViewDto) {
    return this.views.create(body);
  }

  @Patch(':id')
  @SignedIn()
  @ZodResponse({ status: 200, type: ViewDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateViewDto) {
    return this.views.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  remove(@Param() { id }: IdParam): Promise<void> {
    return this.views.remove(id);
  }
}
