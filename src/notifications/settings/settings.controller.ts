import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../../libs/auth/auth.decorators';
import { SaveSettingDto, SettingDto } from './setting.dto';
import { SettingsService } from './settings.service';

/** Everybody's own. */
@ApiTags('notifications')
@Controller('notification-settings')
@SignedIn()
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @ZodResponse({ status: 200, type: SettingDto })
  get() {
    return this.settings.get();
  }

  @Put()
  @ZodResponse({ status: 200, type: SettingDto })
  save(@Body() body: SaveSettingDto) {
    return this.settings.save(body);
  }
}
