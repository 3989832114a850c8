import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../libs/auth/auth.decorators';
import { IndustriesDto } from './account.dto';
import { INDUSTRIES, INDUSTRY_EDITION, INDUSTRY_SECTIONS } from './industries';

@ApiTags('accounts')
@Controller('industries')
export class IndustriesController {
  @Get()
  @SignedIn()
  @ZodResponse({ status: 200, type: IndustriesDto })
  list() {
    return { edition: INDUSTRY_EDITION, sections: [...INDUSTRY_SECTIONS], items: [...INDUSTRIES] };
  }
}
