import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { ContactMergesService } from './contact-merges.service';
import { ContactMergeDto, MergeContactDto, MergesDto, UndoneContactMergeDto } from './merge.dto';

@ApiTags('contacts')
@Controller()
export class ContactMergesController {
  constructor(private readonly merges: ContactMergesService) {}

  /** Another contact becomes this one: positions, touches and history come here, and it is seen no more. */
  @Post('contacts/:id/merge')
  @HttpCode(200)
  @Allow('accounts:merge')
  @ZodResponse({ status: 200, type: ContactMergeDto })
  merge(@Param() { id }: IdParam, @Body() body: MergeContactDto) {
    return this.merges.merge(id, body);
  }

  @Get('contacts/:id/merges')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: MergesDto })
  async into(@Param() { id }: IdParam) {
    return { items: await this.merges.into(id) };
  }

  /** Puts back what is still as the merge left it, and says what is not. */
  @Post('contact-merges/:id/undo')
  @HttpCode(200)
  @Allow('accounts:merge')
  @ZodResponse({ status: 200, type: UndoneContactMergeDto })
  undo(@Param() { id }: IdParam) {
    return this.merges.undo(id);
  }
}
