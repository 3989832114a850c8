import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { ApiKeyPageDto, ApiKeyQueryDto, CreateApiKeyDto, NewApiKeyDto } from './api-key.dto';
import { ApiKeysService } from './api-keys.service';

@ApiTags('api-keys')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Allow('api-keys:admin')
  @ZodResponse({ status: 200, type: ApiKeyPageDto })
  page(@Query() query: ApiKeyQueryDto) {
    return this.keys.page(query);
  }

  @Post()
  @Allow('api-keys:admin')
  @ZodResponse({ status: 201, type: NewApiKeyDto })
  create(@Body() body: CreateApiKeyDto) {
    return this.keys.create(body);
  }

  @Delete(':id')
  @Allow('api-keys:admin')
  @HttpCode(204)
  revoke(@Param() { id }: IdParam): Promise<void> {
    return this.keys.revoke(id);
  }
}
