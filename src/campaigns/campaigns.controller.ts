import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../libs/auth/auth.decorators';
import { IdParam } from '../../libs/http/page.dto';
import {
  CampaignDto,
  CampaignPageDto,
  CampaignQueryDto,
  CreateCampaignDto,
  UpdateCampaignDto,
} from './campaign.dto';
import { CampaignsService } from './campaigns.service';

@ApiTags('campaigns')
@Controller('campaigns')
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}

  @Get()
  @Allow('campaigns:read')
  @ZodResponse({ status: 200, type: CampaignPageDto })
  page(@Query() query: CampaignQueryDto) {
    return this.campaigns.page(query);
  }

  @Get(':id')
  @Allow('campaigns:read')
  @ZodResponse({ status: 200, type: CampaignDto })
  get(@Param() { id }: IdParam) {
    return this.campaigns.get(id);
  }

  @Post()
  @Allow('campaigns:write')
  @ZodResponse({ status: 201, type: CampaignDto })
  create(@Body() body: CreateCampaignDto) {
    return this.campaigns.create(body);
  }

  @Patch(':id')
  @Allow('campaigns:write')
  @ZodResponse({ status: 200, type: CampaignDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateCampaignDto) {
    return this.campaigns.update(id, body);
  }
}
