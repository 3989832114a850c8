import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import {
  ContactDto,
  ContactPageDto,
  ContactQueryDto,
  CreateContactDto,
  RevealedContactDto,
  TouchDto,
  UpdateContactDto,
} from './contact.dto';
import { ContactListService } from './contact-list.service';
import { ContactsService } from './contacts.service';
import { ContactCandidatesDto, TypedContactDto } from '../duplicates/contact-duplicate.dto';
import { CreatePositionDto } from './position.dto';

@ApiTags('contacts')
@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly lists: ContactListService,
  ) {}

  @Get()
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: ContactPageDto })
  page(@Query() query: ContactQueryDto) {
    return this.lists.page(query);
  }

  @Post()
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: ContactDto })
  create(@Body() body: CreateContactDto) {
    return this.contacts.create(body);
  }

  /** Who may be the person that is typed. A body, because a number does not belong in an address. */
  @Post('duplicates')
  @HttpCode(200)
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: ContactCandidatesDto })
  async candidates(@Body() body: TypedContactDto) {
    return { items: await this.contacts.candidates(body) };
  }

  @Get(':id')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: ContactDto })
  get(@Param() { id }: IdParam) {
    return this.contacts.get(id);
  }

  @Patch(':id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: ContactDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateContactDto) {
    return this.contacts.update(id, body);
  }

  /** Phone, mobile and WeChat in full; the history keeps who asked. */
  @Post(':id/reveal')
  @HttpCode(200)
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: RevealedContactDto })
  reveal(@Param() { id }: IdParam) {
    return this.contacts.reveal(id);
  }

  @Post(':id/touches')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: ContactDto })
  touch(@Param() { id }: IdParam, @Body() body: TouchDto) {
    return this.contacts.touch(id, body);
  }

  @Post(':id/positions')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: ContactDto })
  addPosition(@Param() { id }: IdParam, @Body() body: CreatePositionDto) {
    return this.contacts.addPosition(id, body);
  }
}
