import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../libs/auth/auth.decorators';
import { IdParam } from '../../libs/http/page.dto';
import {
  AddressListDto,
  AddressListPageDto,
  AddressListQueryDto,
  CreateAddressListDto,
  UpdateAddressListDto,
} from './address-list.dto';
import { AddressListsService } from './address-lists.service';

@ApiTags('address-lists')
@Controller('address-lists')
export class AddressListsController {
  constructor(private readonly lists: AddressListsService) {}

  @Get()
  @Allow('lists:read')
  @ZodResponse({ status: 200, type: AddressListPageDto })
  page(@Query() query: AddressListQueryDto) {
    return this.lists.page(query);
  }

  @Get(':id')
  @Allow('lists:read')
  @ZodResponse({ status: 200, type: AddressListDto })
  get(@Param() { id }: IdParam) {
    return this.lists.get(id);
  }

  @Post()
  @Allow('lists:write')
  @ZodResponse({ status: 201, type: AddressListDto })
  create(@Body() body: CreateAddressListDto) {
    return this.lists.createList(body);
  }

  @Patch(':id')
  @Allow('lists:write')
  @ZodResponse({ status: 200, type: AddressListDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateAddressListDto) {
    return this.lists.update(id, body);
  }
}
