import { Body, Controller, Delete, HttpCode, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { ContactDto } from './contact.dto';
import { ContactsService } from './contacts.service';
import { UpdatePositionDto } from './position.dto';
import { PositionsService } from './positions.service';

@ApiTags('contacts')
@Controller('contact-positions')
export class PositionsController {
  constructor(
    private readonly positions: PositionsService,
    private readonly contacts: ContactsService,
  ) {}

  /** Answers the whole contact. */
  @Patch(':id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: ContactDto })
  async update(@Param() { id }: IdParam, @Body() body: UpdatePositionDto) {
    return this.contacts.get(await this.positions.update(id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('accounts:write')
  remove(@Param() { id }: IdParam) {
    return this.positions.remove(id);
  }
}
