import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../libs/auth/auth.decorators';
import { SearchDto, SearchResultDto } from './search.dto';
import { SearchService } from './search.service';

@ApiTags('search')
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  /**
   * Records of every kind the caller may see, by name, number, pinyin or initials; the nearest first. Asked with a body,
   * because what is looked for is often somebody's name and has no place in an address.
   */
  @Post()
  @HttpCode(200)
  @SignedIn()
  @ZodResponse({ status: 200, type: SearchResultDto })
  find(@Body() wanted: SearchDto) {
    return this.search.find(wanted);
  }
}
