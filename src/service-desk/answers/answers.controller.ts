import { Body, Controller, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Public } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { AnswerLinkDto, AskedDto, GiveAnswerDto, LookAtAnswerDto } from './answer.dto';
import { AnswersService } from './answers.service';

@ApiTags('service-desk')
@Controller()
export class AnswersController {
  constructor(private readonly answers: AnswersService) {}

  @Post('service-cases/:id/answer-link')
  @Allow('cases:write')
  @ZodResponse({ status: 201, type: AnswerLinkDto })
  link(@Param() { id }: IdParam) {
    return this.answers.link(id);
  }

  /** What the holder of a link is asked about. */
  @Post('service-answers/look')
  @Public()
  @HttpCode(200)
  @ZodResponse({ status: 200, type: AskedDto })
  look(@Body() { token }: LookAtAnswerDto, @Ip() ip: string) {
    return this.answers.look(token, ip);
  }

  /** One answer a link. */
  @Post('service-answers')
  @Public()
  @HttpCode(204)
  async answer(@Body() body: GiveAnswerDto, @Ip() ip: string): Promise<void> {
    await this.answers.answer(body, ip);
  }
}
