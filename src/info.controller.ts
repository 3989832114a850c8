import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { Public } from '../libs/auth/auth.decorators';
import { Database } from '../libs/database/database';
import { DemoService } from './demo/demo.service';
import { VERSION } from './version';

class InfoDto extends createZodDto(
  z.object({
    name: z.string(),
    version: z.string(),
    demo: z.boolean(),
    demoLogins: z.array(
      z.object({
        email: z.string(),
        name: z.string(),
        role: z.string(),
        branch: z.string().describe('Name of the branch'),
        password: z.string(),
      }),
    ),
  }),
) {}

class HealthDto extends createZodDto(z.object({ status: z.literal('ok') })) {}

@ApiTags('info')
@Controller()
export class InfoController {
  constructor(
    private readonly database: Database,
    private readonly demo: DemoService,
  ) {}

  @Get('info')
  @Public()
  @ZodResponse({ status: 200, type: InfoDto })
  async info() {
    const demoLogins = await this.demo.logins();
    return { name: '鸿雁', version: VERSION, demo: demoLogins.length > 0, demoLogins };
  }

  /** Answers when the program can reach its database. */
  @Get('health')
  @Public()
  @ZodResponse({ status: 200, type: HealthDto })
  async health() {
    await this.database.ping();
    return { status: 'ok' as const };
  }
}
