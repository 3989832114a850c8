import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import {
  CreateCustomFieldDto,
  CustomFieldDto,
  CustomFieldPageDto,
  UpdateCustomFieldDto,
} from './custom-field.dto';
import { CustomFieldsService } from './custom-fields.service';

@ApiTags('accounts')
@Controller('account-fields')
export class CustomFieldsController {
  constructor(private readonly fields: CustomFieldsService) {}

  /** Fields that administrators added to the profile, archived ones too. */
  @Get()
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: CustomFieldPageDto })
  all() {
    return this.fields.all();
  }

  @Post()
  @Allow('accounts:admin')
  @ZodResponse({ status: 201, type: CustomFieldDto })
  create(@Body() body: CreateCustomFieldDto) {
    return this.fields.create(body);
  }

  @Patch(':id')
  @Allow('accounts:admin')
  @ZodResponse({ status: 200, type: CustomFieldDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateCustomFieldDto) {
    return this.fields.update(id, body);
  }
}
